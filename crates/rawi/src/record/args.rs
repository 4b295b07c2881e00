//! What may be typed to the commands that keep a record.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rawi_record::Search;

use crate::args::{InputArgs, OwnArgs, day};
use crate::report::words::Lang;

pub use super::review::args::ReviewArgs;

/// `rawi add`.
#[derive(Args, Debug, Default)]
#[command(after_help = "\
Examples:
  rawi add news.rawi article.txt
  rawi add news.rawi dumps/                    everything in a folder; what is there already is skipped
  rawi add --text-field body news.rawi dump.jsonl.gz
  curl -s https://news.example/feed.jsonl | rawi add news.rawi -

An article goes in whole or not at all: a run that was stopped is completed by running it again.")]
pub struct AddArgs {
    /// The record; made where there is none
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,

    /// By which tables it is read.
    #[command(flatten)]
    pub own: OwnArgs,
}

/// `rawi reread`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi reread news.rawi              after an update of Rawi: read again what an older one read
  rawi reread --force news.rawi      read all of it again
  rawi reread --kb people.tsv news.rawi

What was read by other tables of one's own counts as read by another Rawi: give the same --kb to add
and to reread.")]
pub struct RereadArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// Also what this version of Rawi has read
    #[arg(long)]
    pub force: bool,

    /// Threads that read; all cores unless told
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,

    /// By which tables it is read.
    #[command(flatten)]
    pub own: OwnArgs,
}

/// `rawi check`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi check news.rawi && cp news.rawi backup/")]
pub struct CheckArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,
}

/// Which statements: the same for every command that lists some.
#[derive(Args, Clone, Debug, Default)]
pub struct FilterArgs {
    /// Words; "…" a phrase, -word without it (behind another word, or after --), OR either, word* any ending
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,

    /// Who speaks: a name, Arabic or Latin, or an id; several times: any of them
    #[arg(long, value_name = "ACTOR")]
    pub by: Vec<String>,

    /// Whom or what it names
    #[arg(long, value_name = "ACTOR")]
    pub about: Vec<String>,

    /// Through whom it came: the agency or paper that passed it on
    #[arg(long, value_name = "ACTOR")]
    pub via: Vec<String>,

    /// In articles that name this negotiation process
    #[arg(long, value_name = "PROCESS")]
    pub process: Vec<String>,

    /// inform, affirm, deny, reject, accuse, warn, call, offer, support, assess, feel, ask
    #[arg(long, value_name = "ACT", value_parser = acts())]
    pub act: Vec<String>,

    /// How the words are given
    #[arg(long, value_name = "KIND", value_parser = ["direct", "mixed", "indirect"])]
    pub kind: Vec<String>,

    /// Which outlet reports it
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,

    /// Published on this day or later (2031-05-04, 2031-05 or 2031)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<String>,

    /// Published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<String>,
}

impl FilterArgs {
    /// As the record takes it.
    pub fn search(self) -> Search {
        Search {
            words: self.words.join(" "),
            by: self.by,
            about: self.about,
            via: self.via,
            process: self.process,
            act: self.act,
            kind: self.kind,
            outlet: self.outlet,
            since: self.since,
            until: self.until,
            ..Search::default()
        }
    }
}

/// `rawi export`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi export --to jsonl news.rawi > articles.jsonl                as `rawi read` prints them
  rawi export --to csv --bom news.rawi --output statements.csv     a row a statement, for a spreadsheet
  rawi export --to parquet news.rawi --since 2031 --output 2031.parquet
  rawi export --to turtle news.rawi هدنة --by Lavrov --base https://data.example/rawi/ > truce.ttl
  rawi export --to graphml news.rawi --act accuse --output who-accuses-whom.graphml

What each format has in it, and which programs read it: docs/exports.md. Filters are those of `rawi find`.")]
pub struct ExportArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// Only these statements (of jsonl: whole articles that have one of them).
    #[command(flatten)]
    pub filter: FilterArgs,

    /// In which format
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: ExportFormat,

    /// Into this file, whole or not at all, instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// CSV, events: begin with a byte-order mark, by which spreadsheets know UTF-8
    #[arg(long)]
    pub bom: bool,

    /// Annotations, turtle: what all names begin with, an address of one's own; without it urn:rawi:
    #[arg(long, value_name = "IRI")]
    pub base: Option<String>,

    /// Also versions of articles that a newer one follows
    #[arg(long, conflicts_with_all = ["words", "by", "about", "via", "process", "act", "kind", "outlet", "since", "until"])]
    pub all_versions: bool,
}

/// A format of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON object an article, a line each: the output of `rawi read`
    Jsonl,
    /// One row a statement; what a spreadsheet would run as a formula gets an apostrophe before it
    Csv,
    /// One row a statement, with types, for DuckDB, pandas, Polars, Spark, R; by a program built with the feature
    /// export-parquet
    Parquet,
    /// W3C Web Annotations (JSON-LD): each statement on the words of its page
    Annotations,
    /// RDF: statements, chains and articles in PROV-O and schema.org
    Turtle,
    /// A graph of who speaks of whom, for Gephi, networkx, igraph
    Graphml,
    /// A database of Discourse Network Analyzer 3.0; needs --output
    Dna,
    /// Event data with codes of PLOVER and CAMEO, as CSV
    Events,
}

/// `rawi report`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi report news.rawi --actor Lavrov --output lavrov.html
  rawi report news.rawi --actor لافروف --since 2031-05 --lang en > lavrov-may.html
  rawi report news.rawi --day 2031-05-04 --output today.html         also a month (2031-05) or a year
  rawi report news.rawi --process أستانا --output astana.html

One page that needs nothing else: open it in a browser, print it, send it.")]
pub struct ReportArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// What it is about.
    #[command(flatten)]
    pub subject: SubjectArgs,

    /// The language of the page; what was said stays as it is
    #[arg(long, value_enum, default_value_t = Lang::Ar)]
    pub lang: Lang,

    /// Published on this day or later (2031-05-04, 2031-05 or 2031)
    #[arg(long, value_name = "DAY", value_parser = day, conflicts_with = "day")]
    pub since: Option<String>,

    /// Published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day, conflicts_with = "day")]
    pub until: Option<String>,

    /// How many statements are shown, of each list; the newest, while all are counted
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,

    /// Into this file, whole or not at all, instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What a report is about: one of these.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub struct SubjectArgs {
    /// What somebody said, and what others said of them: a name, Arabic or Latin, or an id
    #[arg(long, value_name = "ACTOR")]
    pub actor: Option<String>,

    /// What was published on a day, in a month or in a year
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub day: Option<String>,

    /// What was said in articles that name a negotiation process
    #[arg(long, value_name = "PROCESS")]
    pub process: Option<String>,
}

/// `rawi find`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi find news.rawi هدنة غزة                     both words, in any form: الهدنة، هدنه، لغزة
  rawi find news.rawi '\"وقف إطلاق النار\" -سورية'   a phrase, without another word
  rawi find news.rawi 'هدنة OR تهدئة' --by Lavrov --act deny
  rawi find news.rawi --about سورية --since 2016-01 --until 2016-06 --format csv > about.csv

Words are found in what was said. Those that stand there as typed come first, then other forms of them.")]
pub struct FindArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// What is looked for.
    #[command(flatten)]
    pub filter: FilterArgs,

    /// Each act of speech once, however many report it
    #[arg(long)]
    pub utterances: bool,

    /// Also what people have rejected
    #[arg(long)]
    pub rejected: bool,

    /// In which order
    #[arg(long, value_enum, default_value_t = SortBy::Rank)]
    pub sort: SortBy,

    /// How many
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,

    /// Pass over so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: u32,

    /// How to print; text on a terminal, else jsonl
    #[arg(short, long, value_enum)]
    pub format: Option<FoundFormat>,
}

pub(super) fn acts() -> clap::builder::PossibleValuesParser {
    rawi_speech::Act::ALL.map(|(_, name)| name).into()
}

/// In which order statements are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SortBy {
    /// As typed before other forms; the newest first in each
    #[default]
    Rank,
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
}

/// A form of found statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FoundFormat {
    /// For reading
    Text,
    /// One JSON object a statement
    Jsonl,
    /// One row a statement, as `rawi export --to csv`
    Csv,
}

/// `rawi show`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi show news.rawi 078ca40e9dd09b74-55-85     a statement in its text
  rawi show news.rawi 078ca40e9dd09b74           all statements of an article")]
pub struct ShowArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// The id of a statement or an article, as `rawi find` and `rawi read` print it
    #[arg(value_name = "ID")]
    pub id: String,
}

/// `rawi stories`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi stories news.rawi                         the texts that most articles have
  rawi stories news.rawi --since 2031-05-04 --sort newest
  rawi stories news.rawi --format jsonl | jq -r 'select(.agency.id == \"outlet:reuters\").id'

A story is called by the article that was first: `rawi show` takes that id.")]
pub struct StoriesArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// Which of them were published on this day or later (2031-05-04, 2031-05 or 2031)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<String>,

    /// Which of them were published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<String>,

    /// In which order
    #[arg(long, value_enum, default_value_t = StoriesBy::Most)]
    pub sort: StoriesBy,

    /// How many
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,

    /// Pass over so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: u32,

    /// How to print; text on a terminal, else jsonl
    #[arg(short, long, value_enum)]
    pub format: Option<ListFormat>,
}

/// `rawi disputes`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi disputes news.rawi                            denials, and figures that differ; the surest first
  rawi disputes news.rawi --since 2031-05-04 --kind denial
  rawi disputes news.rawi --sure 0.6 --format jsonl

They are offered, not found out: look at both statements (`rawi show`) before you say so.")]
pub struct DisputesArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// Denials of what was said, or different figures for one thing
    #[arg(long, value_name = "KIND", value_parser = ["denial", "figures"])]
    pub kind: Option<String>,

    /// Both published on this day or later (2031-05-04, 2031-05 or 2031)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<String>,

    /// Both published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<String>,

    /// Only those that are at least so sure, from 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.4)]
    pub sure: f64,

    /// How many
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,

    /// How to print; text on a terminal, else jsonl
    #[arg(short, long, value_enum)]
    pub format: Option<ListFormat>,
}

/// In which order stories are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum StoriesBy {
    /// Those with most articles first
    #[default]
    Most,
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
}

/// A form of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading
    Text,
    /// One JSON object a line
    Jsonl,
}

/// `rawi sql`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi sql news.rawi \"SELECT speaker, count(*) FROM said GROUP BY speaker ORDER BY 2 DESC LIMIT 10\"
  rawi sql --format csv news.rawi \"SELECT published, speaker, content FROM said WHERE act = 'deny'\" > denied.csv

The tables are described in docs/record.md. Nothing is written to the record.")]
pub struct SqlArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// One statement that reads
    #[arg(value_name = "SQL")]
    pub sql: String,

    /// How to print
    #[arg(short, long, value_enum, default_value_t = TableFormat::Tsv)]
    pub format: TableFormat,
}

/// A form of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// A line a row, tabs between values; tabs and line ends in values are written \t and \n
    #[default]
    Tsv,
    /// Commas between values, as RFC 4180 has it
    Csv,
    /// One JSON object a row
    Jsonl,
}
