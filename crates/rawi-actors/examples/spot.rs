//! Learns the weights of `lexicon/name_weights.tsv`, and tells the names of a text by them.
//!
//!     spot train ROUNDS RARE < ARTICLES > WEIGHTS     articles with a line of a form feed after each
//!     spot signs < TEXT                               each word with what the tables say of it
//!     spot tag < TEXT                                 start, end (bytes), kind and words of each name

use rawi_actors::spot::train::Trainer;
use rawi_actors::{Doc, Known, Tables, Words, spot};
use rawi_text::{Scaffold, Span};
use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let typed: Vec<String> = std::env::args().collect();
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let tables = Tables::built_in();
    let number = |n: usize, usual: u32| typed.get(n).and_then(|s| s.parse().ok()).unwrap_or(usual);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut trainer = Trainer::default();
    let mut at = 0;
    for article in text.split('\u{c}') {
        let from = at;
        at += article.len() as u32 + 1;
        let scaffold = Scaffold::of(article, &[Span::new(0, article.len() as u32)]);
        let known = Known::of(&scaffold, tables);
        let words = Words::of(&scaffold, tables, &known);
        let doc = Doc { text: article, scaffold: &scaffold, tables, words: &words };
        if typed.get(1).is_some_and(|mode| mode == "train") {
            trainer.add(doc);
            continue;
        }
        if typed.get(1).is_some_and(|mode| mode == "signs") {
            for (token, sign) in scaffold.tokens.iter().zip(spot::signs(doc)) {
                write!(out, "{}/{sign} ", token.span.of(article).trim())?;
            }
            continue;
        }
        for name in spot::names(doc) {
            writeln!(
                out,
                "{}\t{}\t{}\t{}",
                from + name.span.start,
                from + name.span.end,
                name.kind.name(),
                name.span.of(article)
            )?;
        }
    }
    if !trainer.is_empty() {
        eprintln!("{} sentences", trainer.len());
        out.write_all(trainer.train(number(2, 4) as usize, number(3, 4)).as_bytes())?;
    }
    out.flush()
}
