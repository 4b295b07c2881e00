//! What was typed means, together with where the program runs.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::thread;

use rawi_page::{Filter, InputKind, Options};

use crate::args::{Format, InputArgs, Kind, NamesArgs, NamesFormat, OwnArgs, PagesArgs, PagesFormat, ReadArgs, When};

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

/// What is read, and on how many threads.
pub struct InputPlan {
    /// What to read.
    pub paths: Vec<PathBuf>,
    /// How to read it.
    pub options: Options,
    /// On how many threads.
    pub jobs: usize,
    /// How many articles at most.
    pub limit: Option<u64>,
    /// Whether a progress bar may be shown.
    pub progress: bool,
    /// Whether each article is to be seen as soon as it is read.
    pub prompt: bool,
}

/// What `rawi read` is to do.
pub struct ReadPlan {
    /// What to read.
    pub input: InputPlan,
    /// Tables of the user's own.
    pub own: OwnArgs,
    /// How to print it.
    pub format: Format,
    /// Whether pretty output has colours.
    pub colour: bool,
    /// The columns of pretty output.
    pub width: usize,
}

/// What `rawi pages` is to do.
pub struct PagesPlan {
    /// What to read.
    pub input: InputPlan,
    /// How to print it.
    pub format: PagesFormat,
}

impl InputPlan {
    /// What `typed` means there.
    pub fn new(typed: InputArgs, place: &Surroundings) -> Self {
        let usual = Options::default();
        let mut page = usual.page;
        page.bytes = typed.max_page_bytes.unwrap_or(page.bytes);
        page.depth = typed.max_page_depth.unwrap_or(page.depth).min(MOST_DEEP);
        page.nodes = typed.max_page_nodes.unwrap_or(page.nodes);
        let options = Options {
            text_field: typed.text_field,
            title_field: typed.title_field,
            date_field: typed.date_field,
            url_field: typed.url_field,
            max_bytes: typed.max_bytes.unwrap_or(usual.max_bytes),
            page,
            max_ratio: typed.max_ratio.unwrap_or(usual.max_ratio),
            max_depth: typed.max_depth.unwrap_or(usual.max_depth),
            kind: typed.kind.map(kind),
            filter: Filter { since: typed.since, until: typed.until, languages: typed.lang, outlets: typed.outlet },
        };
        Self {
            paths: typed.paths,
            options,
            jobs: typed.jobs.map_or(place.cores, usize::from).max(1),
            limit: typed.limit,
            // a bar between the lines of an article would only be in the way
            progress: place.stderr_terminal && !place.stdout_terminal,
            prompt: place.stdout_terminal,
        }
    }
}

fn kind(typed: Kind) -> InputKind {
    match typed {
        Kind::Text => InputKind::Text,
        Kind::Html => InputKind::Html,
        Kind::Jsonl => InputKind::Jsonl,
        Kind::Json => InputKind::Json,
        Kind::Csv => InputKind::Csv,
        Kind::Tsv => InputKind::Tsv,
        Kind::Warc => InputKind::Warc,
        Kind::Feed => InputKind::Feed,
        Kind::Mhtml => InputKind::Mhtml,
        Kind::Parquet => InputKind::Parquet,
        Kind::Zip => InputKind::Zip,
        Kind::Tar => InputKind::Tar,
    }
}

impl PagesPlan {
    /// What `typed` means there.
    pub fn new(typed: PagesArgs, place: &Surroundings) -> Self {
        Self { input: InputPlan::new(typed.input, place), format: typed.format }
    }
}

/// What `rawi names` is to do.
pub struct NamesPlan {
    /// What to read.
    pub input: InputPlan,
    /// Tables of the user's own.
    pub own: OwnArgs,
    /// How to print it.
    pub format: NamesFormat,
    /// Whether pretty output has colours.
    pub colour: bool,
    /// The columns of pretty output.
    pub width: usize,
}

impl NamesPlan {
    /// What `typed` means there.
    pub fn new(typed: NamesArgs, place: &Surroundings) -> Self {
        let default = if place.stdout_terminal { NamesFormat::Pretty } else { NamesFormat::Jsonl };
        Self {
            own: typed.own,
            format: typed.format.unwrap_or(default),
            colour: colour(typed.color, place),
            width: width(typed.width, place),
            input: InputPlan::new(typed.input, place),
        }
    }
}

fn colour(typed: When, place: &Surroundings) -> bool {
    match typed {
        When::Auto => place.colour,
        When::Always => true,
        When::Never => false,
    }
}

fn width(typed: Option<u16>, place: &Surroundings) -> usize {
    typed.unwrap_or(place.columns.unwrap_or(80).clamp(20, WIDEST)).into()
}

/// Lines longer than this are tiring to read.
const WIDEST: u16 = 100;

impl ReadPlan {
    /// What `typed` means there.
    pub fn new(typed: ReadArgs, place: &Surroundings) -> Self {
        let default = if place.stdout_terminal { Format::Pretty } else { Format::Jsonl };
        Self {
            own: typed.own,
            format: typed.format.unwrap_or(default),
            colour: colour(typed.color, place),
            width: width(typed.width, place),
            input: InputPlan::new(typed.input, place),
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
        assert_eq!((plan.format, plan.colour, plan.width, plan.input.jobs), (Format::Jsonl, false, 80, 3));
        assert!(plan.input.progress);
        let plan = ReadPlan::new(ReadArgs::default(), &TERMINAL);
        assert_eq!((plan.format, plan.colour, plan.width), (Format::Pretty, true, 100));
        assert!(!plan.input.progress);
    }

    #[test]
    fn what_was_typed_wins() {
        let typed = ReadArgs {
            own: OwnArgs::default(),
            format: Some(Format::Html),
            color: When::Never,
            width: Some(150),
            input: InputArgs {
                jobs: Some(7),
                max_bytes: Some(10),
                text_field: Some("body".into()),
                since: Some("2031".into()),
                max_page_bytes: Some(20),
                max_page_depth: Some(1 << 20),
                ..InputArgs::default()
            },
        };
        let plan = ReadPlan::new(typed, &TERMINAL);
        assert_eq!((plan.format, plan.input.jobs, plan.colour, plan.width), (Format::Html, 7, false, 150));
        assert_eq!(plan.input.options.max_bytes, 10);
        assert_eq!((plan.input.options.page.bytes, plan.input.options.page.depth), (20, MOST_DEEP));
        assert_eq!(plan.input.options.filter.since.as_deref(), Some("2031"));
        assert_eq!(plan.input.options.text_field.as_deref(), Some("body"));
    }
}
