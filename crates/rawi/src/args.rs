//! What may be typed. Help, completions and the man page all come from these definitions.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Reads Arabic news and tells who said what, to the exact word.
///
/// Rawi asserts nothing: every line that it prints is somebody's words, with the place in the text
/// that they were read from.
#[derive(Debug, Parser)]
#[command(name = "rawi", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Cli {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  rawi read article.txt                      who says what in one article
  rawi read news.jsonl > statements.jsonl    a stream of records, one JSON object an article
  rawi read --format html samples/ > day.html

Exit codes: 0 all read, 1 some inputs failed (each named on standard error), 2 wrong usage.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and print their attributed statements
    Read(ReadArgs),
    /// Measure statements against annotated articles
    Score(ScoreArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}

/// `rawi read`.
#[derive(Args, Debug, Default)]
#[command(after_help = "\
Examples:
  rawi read article.txt
  rawi read --format jsonl news/ | jq -r '.statements[].speaker.name'
  rawi read --text-field body --title-field headline dump.jsonl.gz
  rawi read --format html article.txt > article.html
  curl -s https://news.example/feed.jsonl | rawi read -")]
pub struct ReadArgs {
    /// Files, folders (walked in sorted order), or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// How to print; pretty on a terminal, else jsonl
    #[arg(short, long, value_enum)]
    pub format: Option<Format>,

    /// Threads that read; all cores unless told. The output is the same for any number
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,

    /// Records: the field that holds the text
    #[arg(long, value_name = "NAME", help_heading = "Records")]
    pub text_field: Option<String>,

    /// Records: the field that holds the headline
    #[arg(long, value_name = "NAME", help_heading = "Records")]
    pub title_field: Option<String>,

    /// Records: the field that holds the date of publication
    #[arg(long, value_name = "NAME", help_heading = "Records")]
    pub date_field: Option<String>,

    /// Records: the field that holds the address
    #[arg(long, value_name = "NAME", help_heading = "Records")]
    pub url_field: Option<String>,

    /// Refuse articles longer than this (bytes, or with K, M or G)
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_bytes: Option<usize>,

    /// Refuse pages of HTML longer than this (bytes, or with K, M or G)
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_page_bytes: Option<usize>,

    /// Refuse pages of HTML whose elements stand deeper in one another
    #[arg(long, value_name = "N")]
    pub max_page_depth: Option<usize>,

    /// Refuse pages of HTML that have more elements and texts
    #[arg(long, value_name = "N")]
    pub max_page_nodes: Option<usize>,

    /// Colours in pretty output
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,

    /// Columns of pretty output; the terminal's unless told
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
}

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object an article, a line each
    Jsonl,
    /// For reading on a terminal
    Pretty,
    /// One page that needs nothing else
    Html,
    /// W3C Web Annotations, one a line
    Annotations,
}

/// When something is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Where the output is a terminal that can show it
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// `rawi score`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi score gold/dev                        read the articles there and measure
  rawi score gold/dev statements.jsonl       measure what was read before
  rawi score gold/dev --errors --only seed-  and list what went wrong

GOLD_DIR holds pairs: NAME.txt, the article, and NAME.json, its annotations.")]
pub struct ScoreArgs {
    /// The folder of annotated articles
    #[arg(value_name = "GOLD_DIR")]
    pub gold: PathBuf,

    /// What `rawi read --format jsonl` printed; without it the articles are read now
    #[arg(value_name = "PREDICTIONS")]
    pub predictions: Option<PathBuf>,

    /// List what was missed, made up or only partly right
    #[arg(long)]
    pub errors: bool,

    /// Print the measures as one JSON object
    #[arg(long)]
    pub json: bool,

    /// Only articles whose names begin so
    #[arg(long, value_name = "PREFIX", default_value = "")]
    pub only: String,
}

/// `rawi completions`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi completions bash > ~/.local/share/bash-completion/completions/rawi
  rawi completions fish > ~/.config/fish/completions/rawi.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// `rawi man`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi man | man -l -
  rawi man read > rawi-read.1")]
pub struct ManArgs {
    /// The command that the page is about; without it, the whole program
    #[arg(value_name = "COMMAND", value_parser = ["read", "score", "completions", "man"])]
    pub about: Option<String>,
}

fn size(typed: &str) -> Result<usize, String> {
    let digits = typed.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit: usize = match typed[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" => 1 << 10,
        "M" | "MB" => 1 << 20,
        "G" | "GB" => 1 << 30,
        other => return Err(format!("unknown unit {other}: use K, M or G")),
    };
    let number: usize = digits.parse().map_err(|_| "give a whole number, as 500000 or 64M".to_owned())?;
    match number.checked_mul(unit) {
        None => Err("too large".to_owned()),
        Some(0) => Err("must be more than 0".to_owned()),
        Some(bytes) => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn definitions_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes() {
        assert_eq!(size("500"), Ok(500));
        assert_eq!(size("64k"), Ok(64 << 10));
        assert_eq!(size("3MB"), Ok(3 << 20));
        assert!(size("3 elephants").is_err());
        assert!(size("0").is_err());
        assert!(size("99999999999999G").is_err());
        assert!(size("").is_err());
    }
}
