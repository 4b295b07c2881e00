//! What may be typed. Help, completions and the man page all come from these definitions.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::record::args::{
    AddArgs, CheckArgs, DisputesArgs, ExportArgs, FindArgs, ReportArgs, RereadArgs, ReviewArgs, ShowArgs, SqlArgs, StoriesArgs,
};
#[cfg(feature = "watch")]
use crate::watch::args::WatchArgs;

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
  rawi pages crawl.warc.gz > articles.jsonl  clean text, without statements
  rawi add news.rawi news.jsonl              remember them in a record
  rawi watch --contact me@news.example news.rawi feeds.opml
                                             and go on with what feeds bring

  rawi kb find لافروف                        who is known by a name, in Arabic or English

Exit codes: 0 all read, 1 some inputs failed (each named on standard error), 2 wrong usage or a
bad file of one's own: nothing was read.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and print their attributed statements
    Read(ReadArgs),
    /// Print the articles themselves: main text, headline, date, outlet
    Pages(PagesArgs),
    /// Print all people, bodies and places that articles name, whether they speak or not
    Names(NamesArgs),
    /// Check rows of one's own for the knowledge base, or look somebody up in it
    #[command(subcommand)]
    Kb(KbCommand),
    /// Check words of one's own for the lexicon
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Put articles and what is read from them into a record
    Add(AddArgs),
    /// Fetch feeds, and put the articles that they name into a record
    #[cfg(feature = "watch")]
    Watch(WatchArgs),
    /// Read the articles of a record anew
    Reread(RereadArgs),
    /// Look whether a record is sound
    Check(CheckArgs),
    /// Find statements in a record
    Find(FindArgs),
    /// Show a statement of a record in its text
    Show(ShowArgs),
    /// List the texts of a record that several articles have: copies, cut or extended
    Stories(StoriesArgs),
    /// List statements of a record that seem to contradict one another
    Disputes(DisputesArgs),
    /// Correct what was read: confirm, reject, change, add, merge, split
    Review(ReviewArgs),
    /// Give out what is in a record
    Export(ExportArgs),
    /// Write a page about an actor, a day or a process, to read and to print
    Report(ReportArgs),
    /// Run SQL on a record, for reading only
    Sql(SqlArgs),
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
  rawi read --since 2031-05-01 --outlet news.example crawl.warc.gz
  rawi read --format html article.txt > article.html
  rawi read --kb my-people.tsv news/         and know the people of a table of one's own
  rawi read --lexicon my-words/ news/        and read by verbs, titles, phrases of one's own
  curl -s https://news.example/feed.xml | rawi read -

What is read (text, HTML, WARC, RSS and Atom, JSONL, CSV, Parquet, MHTML, in ZIP, tar, gzip and zstd), under
which names fields are found, and the limits: docs/inputs.md.")]
pub struct ReadArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,

    /// By which tables it is read.
    #[command(flatten)]
    pub own: OwnArgs,

    /// How to print; pretty on a terminal, else jsonl
    #[arg(short, long, value_enum)]
    pub format: Option<Format>,

    /// Colours in pretty output
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,

    /// Columns of pretty output; the terminal's unless told
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
}

/// `rawi pages`.
#[derive(Args, Debug, Default)]
#[command(after_help = "\
Examples:
  rawi pages page.html                                 headline, date and main text of a saved page
  rawi pages --format text saved/ > articles.txt
  rawi pages --lang ar --limit 1000 crawl.warc.gz > articles.jsonl
  rawi pages --as html odd-name.bin

Each line of the output has id, title, author, outlet, published, language, url, text and source; `rawi read`
takes it as it takes any records.")]
pub struct PagesArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,

    /// How to print
    #[arg(short, long, value_enum, default_value_t = PagesFormat::Jsonl)]
    pub format: PagesFormat,
}

/// `rawi names`.
#[derive(Args, Debug, Default)]
#[command(after_help = "\
Examples:
  rawi names article.txt                               on a terminal: people, bodies, places
  rawi names --format jsonl news/ | jq -r '.names[] | select(.type == \"person\") | .text' | sort | uniq -c
  rawi names --kb my-people.tsv crawl.warc.gz > names.jsonl

Each line has id, source, published, language, text and names: start and end (code points into text), text,
type (person, organisation, place), entity (an id of the knowledge base, or null), name_en with name_en_basis
(kb, romanised, composed). How many are found and how many are right: docs/accuracy.md.")]
pub struct NamesArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,

    /// By which tables it is read.
    #[command(flatten)]
    pub own: OwnArgs,

    /// How to print; pretty on a terminal, else jsonl
    #[arg(short, long, value_enum)]
    pub format: Option<NamesFormat>,

    /// Colours in pretty output
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,

    /// Columns of pretty output; the terminal's unless told
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
}

/// A form of the names of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NamesFormat {
    /// One JSON object an article, a line each
    Jsonl,
    /// For reading on a terminal
    Pretty,
}

/// A form of articles without statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PagesFormat {
    /// One JSON object an article, a line each
    #[default]
    Jsonl,
    /// Headline and text, a line of three hyphens after each article
    Text,
}

/// What is read, and how: the same for all commands that read articles.
#[derive(Args, Debug, Default)]
pub struct InputArgs {
    /// Files, folders (walked in sorted order), or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// Threads that read; all cores unless told. The output is the same for any number
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,

    /// What the inputs are, whatever they look like; else their content tells
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub kind: Option<Kind>,

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

    /// Only articles published on this day or later (2031-05-04, 2031-05 or 2031)
    #[arg(long, value_name = "DAY", value_parser = day, help_heading = "Which articles")]
    pub since: Option<String>,

    /// Only articles published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day, help_heading = "Which articles")]
    pub until: Option<String>,

    /// Only articles in this language (ar, fa, …); may be given several times
    #[arg(long, value_name = "CODE", help_heading = "Which articles")]
    pub lang: Vec<String>,

    /// Only articles of this outlet: its name, or its host (news.example); may be given several times
    #[arg(long, value_name = "NAME", help_heading = "Which articles")]
    pub outlet: Vec<String>,

    /// Stop after so many articles
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), help_heading = "Which articles")]
    pub limit: Option<u64>,

    /// Refuse articles longer than this, unpacked (bytes, or with K, M or G) [default: 64M]
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = "Limits")]
    pub max_bytes: Option<usize>,

    /// Refuse pages of HTML longer than this [default: 32M]
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = "Limits")]
    pub max_page_bytes: Option<usize>,

    /// Refuse pages of HTML whose elements stand deeper in one another [default: 512]
    #[arg(long, value_name = "N", help_heading = "Limits")]
    pub max_page_depth: Option<usize>,

    /// Refuse pages of HTML that have more elements and texts [default: 1000000]
    #[arg(long, value_name = "N", help_heading = "Limits")]
    pub max_page_nodes: Option<usize>,

    /// Refuse what unpacks to more than so many times its size, once that is over 16 MB [default: 200]
    #[arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Limits")]
    pub max_ratio: Option<u32>,

    /// Go into so many archives and packings that lie in one another [default: 4]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(..=64), help_heading = "Limits")]
    pub max_depth: Option<u32>,
}

/// Tables of one's own, laid over those that are built in.
#[derive(Args, Clone, Debug, Default)]
pub struct OwnArgs {
    /// A table of one's own, laid over the knowledge base: a row with an id that is there replaces
    /// it, another adds to it. May be given several times; see `rawi kb check --help`
    #[arg(long, value_name = "FILE", help_heading = "Tables of one's own")]
    pub kb: Vec<PathBuf>,

    /// A table of one's own, laid over that of the lexicon with the same name (cues.tsv, titles.tsv …),
    /// or a folder of such. May be given several times; see `rawi lexicon check --help`
    #[arg(long, value_name = "DIR|FILE", help_heading = "Tables of one's own")]
    pub lexicon: Vec<PathBuf>,
}

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A plain text, one article
    Text,
    /// A page
    Html,
    /// Records, one JSON object a line
    Jsonl,
    /// One JSON object
    Json,
    /// A table, commas or semicolons between fields
    Csv,
    /// A table, tabs between fields
    Tsv,
    /// A web archive
    Warc,
    /// RSS, Atom or JSON Feed
    Feed,
    /// A page saved as a MIME message
    Mhtml,
    /// A table in Parquet
    Parquet,
    /// An archive of files
    Zip,
    /// An archive of files
    Tar,
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

/// `rawi kb`.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  rawi kb find Lavrov
  rawi kb check my-people.tsv")]
pub enum KbCommand {
    /// Tell what is wrong with tables of one's own, all of it, by file and line
    Check(KbCheckArgs),
    /// Print the actors whose names match, with ids, names, offices and years
    Find(KbFindArgs),
}

/// `rawi kb check`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi kb check my-people.tsv
  rawi kb check my-people.tsv my-outlets.tsv && rawi read --kb my-people.tsv --kb my-outlets.tsv news/

A table is UTF-8 text, one row an actor, one tab between cells; lines that begin with # are comments,
- stands for none, | stands between several. Its first row names its columns, in any order, out of
  id kind name aliases metonyms surnames words name_en wikidata state gender domains roles note
of which id, kind and name must be there:
  id              kind    name         aliases  gender  roles
  person:my-name  person  سمير الحاوي  الحاوي   m       minister 2019..2021|governor 2022..
Kinds: state, place, organisation, group, outlet, person, process.")]
pub struct KbCheckArgs {
    /// Tables
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// `rawi lexicon`.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  rawi lexicon check my-words/")]
pub enum LexiconCommand {
    /// Tell what is wrong with tables of one's own, all of it, by file and line
    Check(LexiconCheckArgs),
}

/// `rawi lexicon check`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi lexicon check my-words/
  rawi lexicon check desk-cues.tsv titles.tsv && rawi read --lexicon desk-cues.tsv --lexicon titles.tsv news/

The name of a file tells which table it is for: cues.tsv, act_nouns.tsv, phrases.tsv, titles.tsv, heads.tsv,
names.tsv, demonyms.tsv, common_words.tsv, or any of these with something before it (desk-cues.tsv).
A row takes the place of ours with the same key (its first cell; of cues the first two); a row whose act or
class is none takes ours away. Columns and what they may say: the head of each table in lexicon/, and
lexicon/README.md.")]
pub struct LexiconCheckArgs {
    /// Tables, or folders of them
    #[arg(value_name = "DIR|FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// `rawi kb find`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi kb find لافروف
  rawi kb find Angela Merkel
  rawi kb find --json الكرملين | jq .roles

Spellings that news mixes (hamza, ى and ي, ة and ه, marks), capitals and accents make no difference.
Whole names come first, then names that the words are a part of. Exit code 1 where nobody is found.")]
pub struct KbFindArgs {
    /// A name, in Arabic or in English; several words are one name
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,

    /// One JSON object an actor, a line each
    #[arg(long)]
    pub json: bool,

    /// Look in a table of one's own too
    #[arg(long, value_name = "FILE")]
    pub kb: Vec<PathBuf>,
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
    #[arg(value_name = "COMMAND", value_parser = ["read", "pages", "add", "watch", "reread", "check", "find", "show", "review", "export", "report", "sql", "kb", "lexicon", "score", "completions", "man"])]
    pub about: Option<String>,
}

/// A day, a month or a year in ISO 8601.
pub(crate) fn day(typed: &str) -> Result<String, String> {
    let parts: Vec<&str> = typed.split('-').collect();
    let digits = |part: &&str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let lengths = [4, 2, 2];
    let number = |i: usize| parts.get(i).map_or(1, |p| p.parse::<u32>().unwrap_or(0));
    let formed = (1..=3).contains(&parts.len()) && parts.iter().zip(lengths).all(|(p, n)| digits(p, n));
    if formed && (1..=12).contains(&number(1)) && (1..=31).contains(&number(2)) {
        Ok(typed.to_owned())
    } else {
        Err("give a day as 2031-05-04, a month as 2031-05 or a year as 2031".to_owned())
    }
}

pub(crate) fn size(typed: &str) -> Result<usize, String> {
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
    fn days() {
        for good in ["2031-05-04", "2031-05", "2031"] {
            assert_eq!(day(good).as_deref(), Ok(good));
        }
        for bad in ["", "31-05-04", "2031-13", "2031-05-32", "2031-05-04-01", "May 2031", "٢٠٣١"] {
            assert!(day(bad).is_err(), "{bad}");
        }
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
