//! What is told: on the terminal, and at the head of the file.

use std::fmt;

use rawi::score::measure::{Counts, Rates, rate};
use rawi_speech::model::Question;

/// What is measured: by the rules alone, with each question answered by the model, with both.
pub const VARIANTS: [(&str, &[Question]); 4] = [
    ("rules alone", &[]),
    ("model tells speakers", &[Question::Speaker]),
    ("model tells ends", &[Question::End]),
    ("model tells both", &[Question::Speaker, Question::End]),
];

/// Lines of figures.
#[derive(Default)]
pub struct Report(Vec<String>);

impl Report {
    /// Adds a line.
    pub fn line(&mut self, line: String) {
        self.0.push(line);
    }

    /// Adds how often statements are right, by how likely they are said to be.
    pub fn reliability(&mut self, name: &str, statements: &[(f64, bool)]) {
        for (from, to) in [(0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)] {
            let of: Vec<bool> = statements.iter().filter(|(p, _)| (from..to).contains(p)).map(|(_, right)| *right).collect();
            let right = of.iter().filter(|r| **r).count();
            self.line(format!(
                "{name}, confidence {from:.1} to {:.1}: {} statements, right {:.3}",
                f64::min(to, 1.0),
                of.len(),
                rate(right, of.len())
            ));
        }
    }

    /// Adds the figures of some articles.
    pub fn add(&mut self, name: &str, counts: &[Counts]) {
        let mut all = Counts::default();
        counts.iter().for_each(|c| all.add(c));
        let f1 = |right| Rates::new(right, all.pred, all.gold).f1;
        self.0.push(format!(
            "{name}: {} articles, {} statements, found {:.3}, speaker right in {:.3} of those, tight {:.3}, found + speaker {:.3}, all {:.3}",
            counts.len(),
            all.gold,
            f1(all.found),
            rate(all.speaker, all.found),
            f1(all.tight),
            f1(all.speaker),
            f1(all.whole)
        ));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// The file of weights with its header.
pub fn file(
    date: &str,
    told: &Report,
    rows: &[String],
    (articles, often): (usize, usize),
    hold: f64,
    keep: &[Question],
) -> String {
    let keep: Vec<&str> = keep.iter().map(|q| q.prefix().trim_end()).collect();
    let mut out = String::from(
        "# Weights of the features by which rivals are weighed where the rules leave some: who speaks at a cue without a
# subject, where a content ends. A candidate's score is the sum of the weights of its features; the best speaks; a content
# ends at the first place whose sum is above 0. The rules' own choice is a feature. Words at the end of a content are features
# too, each by its folded letters, where at least five articles have it: the next one (next), the next two (next-two), its
# first and last letters (next-begins, next-ends), the verb of the cue (verb); mark+, noun+ and waw+ tell what else holds. How sure a statement is comes from a third set:
# the sum, less a margin, as odds of being right (found, and its speaker). The file holds weights and no text. Written by
# `cargo run --release -p rawi-train -- DEV EXTRA --first-counts 3 --out lexicon/model.tsv`; not to be edited by hand.
# Tab-separated.
#
# question feature: speaker, end or sure, and what holds
# weight
#
",
    );
    out.push_str(&format!(
        "# Trained on {date} on {articles} annotated articles, those of the first folder counted {often} times; questions kept: {}; weights held at zero by {hold}.\n",
        keep.join(", ")
    ));
    out.push_str(
        "# Figures (F1 by the measure of `rawi score`), each on articles that the weights measured were not trained on:\n",
    );
    told.0.iter().for_each(|line| out.push_str(&format!("#   {line}\n")));
    out.push_str("#\n# question feature\tweight\n");
    rows.iter().for_each(|row| out.push_str(&format!("{row}\n")));
    out
}
