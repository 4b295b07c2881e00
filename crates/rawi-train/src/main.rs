//! Trains the weights of `lexicon/model.tsv` from annotated articles, and measures them on articles that they were not
//! trained on.
//!
//! `cargo run --release -p rawi-train -- GOLD_DIR... [--first-counts N] [--test GOLD_DIR] [--out lexicon/model.tsv]`

mod article;
mod fit;
mod report;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use article::Annotated;
use clap::Parser;
use rawi_speech::model::{Model, QUESTIONS, Question};

/// Trains the weights of lexicon/model.tsv and measures them on held-out articles.
#[derive(Parser, Debug)]
struct Args {
    /// Folders of annotated articles (NAME.txt and NAME.json)
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Folders of other annotated articles to measure on
    #[arg(long)]
    test: Vec<PathBuf>,
    /// Parts of the cross-validation
    #[arg(long, default_value_t = 10)]
    parts: usize,
    /// How strongly weights are held at zero
    #[arg(long, default_value_t = 2.0)]
    hold: f64,
    /// How often the articles of the first folder count: those that were annotated most carefully
    #[arg(long, default_value_t = 1)]
    first_counts: usize,
    /// Write the weights of these questions: speaker, end, sure
    #[arg(long, value_delimiter = ',', default_value = "speaker,end,sure")]
    keep: Vec<String>,
    /// The day that the file names
    #[arg(long, default_value = "an unnamed day")]
    date: String,
    /// Where to write the weights
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Args {
    /// Each article as often as it counts.
    fn counted<'a>(&self, articles: impl Iterator<Item = &'a Annotated>) -> Vec<&'a Annotated> {
        let often = |a: &Annotated| if a.is_in(&self.folders[0]) { self.first_counts } else { 1 };
        articles.flat_map(|a| std::iter::repeat_n(a, often(a))).collect()
    }
}

fn main() -> Result<()> {
    let args = Args::parse();
    ensure!(args.parts > 1, "--parts: at least 2");
    ensure!(args.first_counts > 0, "--first-counts: at least 1");
    let articles = article::load(&args.folders)?;
    ensure!(!articles.is_empty(), "no annotated articles there");
    let mut told = report::Report::default();
    for (name, questions) in report::VARIANTS {
        let mut counts = Vec::new();
        for part in 0..args.parts {
            let (held, rest): (Vec<_>, Vec<_>) = articles.iter().enumerate().partition(|(n, _)| n % args.parts == part);
            let rest = args.counted(rest.into_iter().map(|(_, a)| a));
            let model = train(&rest, questions, args.hold);
            for (_, a) in held {
                counts.push(a.score(&model)?);
            }
        }
        told.add(&format!("cross-validated, {name}"), &counts);
    }
    let asked = articles.iter().map(Annotated::asked);
    let [speaker, end] = asked.fold([(0, 0); 2], |s, a| [0, 1].map(|k| (s[k].0 + a[k].0, s[k].1 + a[k].1)));
    told.line(format!("who speaks was asked {} times with rivals, the rules are right {} times", speaker.0, speaker.1));
    told.line(format!("whether a content ends was asked {} times, the rules are right {} times", end.0, end.1));
    // how sure is told on articles that its weights were not made from
    let mut sure = Vec::new();
    for part in 0..args.parts {
        let (held, rest): (Vec<_>, Vec<_>) = articles.iter().enumerate().partition(|(n, _)| n % args.parts == part);
        let rest = args.counted(rest.into_iter().map(|(_, a)| a));
        let weights = fit::weights(&rest, Question::Sure, args.hold);
        sure.extend(held.iter().flat_map(|(_, a)| &a.sure).map(|(f, right)| (fit::likely(&weights, *f), *right)));
    }
    told.reliability("cross-validated", &sure);
    let tests = article::load(&args.test)?;
    if !tests.is_empty() {
        let all = args.counted(articles.iter());
        for (name, questions) in report::VARIANTS {
            let model = train(&all, questions, args.hold);
            let counts: Result<Vec<_>> = tests.iter().map(|a| a.score(&model)).collect();
            told.add(&format!("test folder, {name}"), &counts?);
        }
        let weights = fit::weights(&all, Question::Sure, args.hold);
        let of_tests =
            tests.iter().flat_map(|a| &a.sure).map(|(f, right)| (fit::likely(&weights, *f), *right)).collect::<Vec<_>>();
        told.reliability("test folder", &of_tests);
    }
    print!("{told}");
    if let Some(out) = &args.out {
        let all = args.counted(articles.iter().chain(&tests));
        let keep: Vec<Question> =
            QUESTIONS.into_iter().filter(|q| args.keep.iter().any(|k| *k == q.prefix().trim_end())).collect();
        let rows = fit::rows(&all, &keep, args.hold);
        std::fs::write(
            out,
            report::file(&args.date, &told, &rows, (articles.len() + tests.len(), args.first_counts), args.hold, &keep),
        )?;
    }
    Ok(())
}

/// A model from these articles.
fn train(articles: &[&Annotated], questions: &[Question], hold: f64) -> Model {
    let mut model = Model::default();
    for &q in questions {
        for (feature, weight) in fit::weights(articles, q, hold) {
            match feature {
                fit::Feature::Bit(bit) => model.set(q, bit, weight),
                fit::Feature::Word(word) => model.set_word(word, weight),
            }
        }
    }
    model
}
