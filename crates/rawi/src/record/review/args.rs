//! What may be typed to `rawi review`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::record::args::acts;

/// `rawi review`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi review news.rawi --as 'ليلى حداد'                  who corrects, from now on
  rawi review news.rawi confirm 078ca40e9dd09b74-55-85   ids are those of `rawi find`
  rawi review news.rawi reject 078ca40e9dd09b74-90-99 --why 'a headline'
  rawi review news.rawi speaker 078ca40e9dd09b74-55-85 person:sergey-lavrov
  rawi review news.rawi --from corrections.tsv           many at once: all of them or none
  rawi review news.rawi log
  rawi review news.rawi undo 7

What was read stays in the record; what people say is laid over it, and stays through `rawi reread`.
A file of corrections has one a line: JSON objects ({\"action\": \"reject\", \"statement\": \"…\", \"why\": \"…\"}), or a
table with tabs whose first row names its columns. Their names: action statement article other actor actors act
content cue words chain name name_en type id review who why. In a table, | stands between several values.
What `rawi review … log --format jsonl` printed of another record is taken too, under its names and times.")]
pub struct ReviewArgs {
    /// The record
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// Corrections from a file, JSON lines or a table with tabs; - for standard input (JSON lines)
    #[arg(long, value_name = "FILE", conflicts_with = "remember")]
    pub from: Option<PathBuf>,

    /// Remember in the record who corrects, where --who does not say so
    #[arg(long = "as", value_name = "NAME")]
    pub remember: Option<String>,

    /// Who says so; else whom --as has named
    #[arg(long, value_name = "NAME", global = true)]
    pub who: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT", global = true)]
    pub why: Option<String>,

    /// What is done.
    #[command(subcommand)]
    pub action: Option<ReviewCommand>,
}

/// What `rawi review` does.
#[derive(Clone, Debug, Subcommand)]
pub enum ReviewCommand {
    /// A statement is right as it stands; of an article, all of its statements on which nothing was said
    #[command(after_help = "\
Examples:
  rawi review news.rawi confirm 078ca40e9dd09b74-55-85
  rawi review news.rawi confirm 078ca40e9dd09b74           all that is left of an article")]
    Confirm {
        /// Ids of statements or articles
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
    },
    /// It is no statement
    #[command(after_help = "\
Examples:
  rawi review news.rawi reject 078ca40e9dd09b74-55-85 --why 'the outlet speaks'
  rawi find news.rawi --rejected هدنة                      rejected ones are found with --rejected alone")]
    Reject {
        /// Ids of statements
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
    },
    /// Somebody else speaks
    #[command(after_help = "\
Examples:
  rawi review news.rawi speaker 078ca40e9dd09b74-55-85 person:sergey-lavrov
  rawi review news.rawi speaker 078ca40e9dd09b74-55-85 لافروف
  rawi review news.rawi speaker 078ca40e9dd09b74-55-85 --words 'مصادر أمنية'   whom the text does not name")]
    Speaker {
        /// The statement's id
        #[arg(value_name = "ID")]
        id: String,
        /// Who speaks: an id, or a name that one actor has
        #[arg(value_name = "ACTOR", required_unless_present = "words")]
        actor: Option<String>,
        /// The words for the speaker, as they stand in the article
        #[arg(long, value_name = "WORDS")]
        words: Option<String>,
    },
    /// It is another act
    #[command(after_help = "\
Examples:
  rawi review news.rawi act 078ca40e9dd09b74-55-85 deny")]
    Act {
        /// The statement's id
        #[arg(value_name = "ID")]
        id: String,
        /// The act
        #[arg(value_name = "ACT", value_parser = acts())]
        act: String,
    },
    /// Other words were said
    #[command(after_help = "\
Examples:
  rawi review news.rawi span 078ca40e9dd09b74-55-85 'أن الجسر سيفتح يوم الأحد'
  rawi review news.rawi span 078ca40e9dd09b74-55-85 'أن الجسر … الأحد'      the first words and the last")]
    Span {
        /// The statement's id
        #[arg(value_name = "ID")]
        id: String,
        /// What was said, as it stands in the article; several where the cue interrupts it
        #[arg(value_name = "WORDS", required = true)]
        words: Vec<String>,
    },
    /// Others passed it on, or nobody
    #[command(after_help = "\
Examples:
  rawi review news.rawi chain 078ca40e9dd09b74-55-85 'وكالة رويترز'
  rawi review news.rawi chain 078ca40e9dd09b74-55-85                        nobody passed it on")]
    Chain {
        /// The statement's id
        #[arg(value_name = "ID")]
        id: String,
        /// Who passed it on, outermost first: words of the article, or actors that it names
        #[arg(value_name = "WORDS")]
        links: Vec<String>,
    },
    /// Add a statement that was missed
    #[command(after_help = "\
Examples:
  rawi review news.rawi add 078ca40e9dd09b74 --cue وقال --content 'إن الجسر … الأحد' --by العامري --act inform
  rawi review news.rawi add https://news.example/7 --cue 'بحسب' --content 'قُتل عشرة' --words 'مصادر طبية' --act inform")]
    Add {
        /// The article's id or address
        #[arg(value_name = "ARTICLE")]
        article: String,
        /// The words that attribute, as they stand there
        #[arg(long, value_name = "WORDS")]
        cue: String,
        /// What was said, as it stands there; several times where the cue interrupts it
        #[arg(long, value_name = "WORDS", required = true)]
        content: Vec<String>,
        /// Who speaks: an id, or a name that one actor has
        #[arg(long, value_name = "ACTOR", required_unless_present = "words")]
        by: Option<String>,
        /// The words for the speaker, as they stand there
        #[arg(long, value_name = "WORDS")]
        words: Option<String>,
        /// The act
        #[arg(long, value_name = "ACT", value_parser = acts())]
        act: String,
        /// Who passed it on, outermost first
        #[arg(long, value_name = "WORDS")]
        through: Vec<String>,
    },
    /// Add an actor, or give one another name or type
    #[command(after_help = "\
Examples:
  rawi review news.rawi add-actor 'سمير الحاوي' --name-en 'Samir al-Hawi'
  rawi review news.rawi add-actor 'سمير الحاوي' --id person:samir-al-hawi-poet    the other one of that name")]
    AddActor {
        /// The name
        #[arg(value_name = "NAME")]
        name: String,
        /// The English name
        #[arg(long, value_name = "NAME")]
        name_en: Option<String>,
        /// person, organisation, group, state, place, outlet, role, process
        #[arg(long = "type", value_name = "TYPE", default_value = "person")]
        kind: String,
        /// The id; made of the name unless told, as for whom an article names
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    /// Several actors are one
    #[command(after_help = "\
Examples:
  rawi review news.rawi merge-actors person:sergey-lavrov name:لافروف    the first stands for all")]
    MergeActors {
        /// The one that stands for all: an id or a name
        #[arg(value_name = "ACTOR")]
        into: String,
        /// The others
        #[arg(value_name = "OTHER", required = true)]
        others: Vec<String>,
    },
    /// In some articles that name is somebody else's
    #[command(after_help = "\
Examples:
  rawi review news.rawi split-actor name:سمير-الحاوي --to person:samir-al-hawi-poet --in 078ca40e9dd09b74")]
    SplitActor {
        /// Who was read: an id or a name
        #[arg(value_name = "ACTOR")]
        actor: String,
        /// Who it is (make them with add-actor where the record does not have them)
        #[arg(long, value_name = "ACTOR")]
        to: String,
        /// In which articles: ids or addresses
        #[arg(long = "in", value_name = "ARTICLE", required = true, num_args = 1..)]
        articles: Vec<String>,
    },
    /// These report one utterance
    #[command(after_help = "\
Examples:
  rawi review news.rawi same-utterance 078ca40e9dd09b74-55-85 7158ebcf84254426-10-17")]
    SameUtterance(Several),
    /// The first is not what the others report
    #[command(after_help = "\
Examples:
  rawi review news.rawi apart-utterance 078ca40e9dd09b74-55-85 7158ebcf84254426-10-17")]
    ApartUtterance(Several),
    /// These articles tell one story
    #[command(after_help = "\
Examples:
  rawi review news.rawi same-story 078ca40e9dd09b74 7158ebcf84254426")]
    SameStory(Several),
    /// The first tells another story than the others
    #[command(after_help = "\
Examples:
  rawi review news.rawi apart-story 078ca40e9dd09b74 7158ebcf84254426")]
    ApartStory(Several),
    /// Take back what was said; of an undo too
    #[command(after_help = "\
Examples:
  rawi review news.rawi undo 7               numbers are those of the log")]
    Undo {
        /// Numbers of the log
        #[arg(value_name = "NUMBER", required = true)]
        numbers: Vec<i64>,
    },
    /// Print all that was said: by whom, when and why
    #[command(after_help = "\
Examples:
  rawi review news.rawi log
  rawi review news.rawi log --lost           whose words are gone from their article
  rawi review news.rawi log --format jsonl > corrections.jsonl")]
    Log {
        /// How to print
        #[arg(short, long, value_enum, default_value_t = LogFormat::Text)]
        format: LogFormat,
        /// Only what is in force and has lost its words
        #[arg(long)]
        lost: bool,
    },
    /// Write the reviewed articles as annotations, for `rawi score` and for tests
    #[command(after_help = "\
Examples:
  rawi review news.rawi gold gold/ && rawi score gold/
  rawi review news.rawi gold --whole gold/   only where somebody looked at every statement

Each article becomes NAME.txt, the text as it came, and NAME.json, its statements as they are now. Those that nobody
looked at have a note that says so.")]
    Gold {
        /// The folder; made where there is none
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        /// Leave out articles with statements that nobody looked at
        #[arg(long)]
        whole: bool,
    },
}

/// Two statements or articles, or more: each pair that the first makes with another.
#[derive(Args, Clone, Debug)]
pub struct Several {
    /// The first
    #[arg(value_name = "ID")]
    pub one: String,
    /// The others
    #[arg(value_name = "OTHER", required = true)]
    pub others: Vec<String>,
}

/// A form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For reading
    Text,
    /// One JSON object a row
    Jsonl,
}
