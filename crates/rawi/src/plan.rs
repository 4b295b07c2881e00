//! What was typed means, together with where the program runs.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::thread;

use rawi_page::Options;

use crate::args::{Format, ReadArgs, When};

/// The deepest nesting of elements that can be asked for: beyond it a thread's stack would not do.
const MOST_DEEP: usize = 2_000;

/// Where the program runs, as far as it matters.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    /// Standard output is a terminal.
    pub stdout_terminal: bool,
    /// Standard error is a terminal.
    pub stderr_terminal: bool,
    /// Standard output can show colours and nothing (`NO_COLOR`, `TERM=dumb`) speaks against them.
    pub colour: bool,
    /// The terminal's columns.
    pub columns: Option<u16>,
    /// Cores that may be used.
    pub cores: usize,
}

impl Surroundings {
    /// As they are now.
    pub fn now() -> Self {
        let stdout = io::stdout();
        Self {
            stdout_terminal: stdout.is_terminal(),
            stderr_terminal: io::stderr().is_terminal(),
            colour: anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
            columns: terminal_size::terminal_size().map(|(columns, _)| columns.0),
            cores: thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

/// What `rawi read` is to do.
pub struct ReadPlan {
    /// What to read.
    pub paths: Vec<PathBuf>,
    /// Tables that are laid over the knowledge base.
    pub kb: Vec<PathBuf>,
    /// How to read it.
    pub options: Options,
    /// How to print it.
    pub format: Format,
    /// On how many threads.
    pub jobs: usize,
    /// Whether pretty output has colours.
    pub colour: bool,
    /// The columns of pretty output.
    pub width: usize,
    /// Whether a progress bar may be shown.
    pub progress: bool,
    /// Whether each article is to be seen as soon as it is read.
    pub prompt: bool,
}

/// Lines longer than this are tiring to read.
const WIDEST: u16 = 100;

impl ReadPlan {
    /// What `typed` means there.
    pub fn new(typed: ReadArgs, place: &Surroundings) -> Self {
        let default = if place.stdout_terminal { Format::Pretty } else { Format::Jsonl };
        let mut options = Options::default();
        options.text_field = typed.text_field.or(options.text_field);
        options.title_field = typed.title_field.or(options.title_field);
        options.date_field = typed.date_field.or(options.date_field);
        options.url_field = typed.url_field.or(options.url_field);
        options.max_bytes = typed.max_bytes.unwrap_or(options.max_bytes);
        options.page.bytes = typed.max_page_bytes.unwrap_or(options.page.bytes);
        options.page.depth = typed.max_page_depth.unwrap_or(options.page.depth).min(MOST_DEEP);
        options.page.nodes = typed.max_page_nodes.unwrap_or(options.page.nodes);
        Self {
            paths: typed.paths,
            kb: typed.kb,
            options,
            format: typed.format.unwrap_or(default),
            jobs: typed.jobs.map_or(place.cores, usize::from).max(1),
            colour: match typed.color {
                When::Auto => place.colour,
                When::Always => true,
                When::Never => false,
            },
            width: typed.width.unwrap_or(place.columns.unwrap_or(80).clamp(20, WIDEST)).into(),
            // a bar between the lines of an article would only be in the way
            progress: place.stderr_terminal && !place.stdout_terminal,
            prompt: place.stdout_terminal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIPE: Surroundings =
        Surroundings { stdout_terminal: false, stderr_terminal: true, colour: false, columns: None, cores: 3 };
    const TERMINAL: Surroundings = Surroundings { stdout_terminal: true, colour: true, columns: Some(300), ..PIPE };

    #[test]
    fn a_pipe_gets_jsonl_and_a_terminal_pretty() {
        let plan = ReadPlan::new(ReadArgs::default(), &PIPE);
        assert_eq!((plan.format, plan.colour, plan.width, plan.jobs), (Format::Jsonl, false, 80, 3));
        assert!(plan.progress);
        let plan = ReadPlan::new(ReadArgs::default(), &TERMINAL);
        assert_eq!((plan.format, plan.colour, plan.width), (Format::Pretty, true, 100));
        assert!(!plan.progress);
    }

    #[test]
    fn what_was_typed_wins() {
        let typed = ReadArgs {
            format: Some(Format::Html),
            jobs: Some(7),
            color: When::Never,
            width: Some(150),
            max_bytes: Some(10),
            max_page_bytes: Some(20),
            max_page_depth: Some(1 << 20),
            max_page_nodes: None,
            text_field: Some("body".into()),
            ..ReadArgs::default()
        };
        let plan = ReadPlan::new(typed, &TERMINAL);
        assert_eq!((plan.format, plan.jobs, plan.colour, plan.width), (Format::Html, 7, false, 150));
        assert_eq!(plan.options.max_bytes, 10);
        assert_eq!((plan.options.page.bytes, plan.options.page.depth), (20, MOST_DEEP));
        assert_eq!(plan.options.text_field.as_deref(), Some("body"));
    }
}
