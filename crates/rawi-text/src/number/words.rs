//! Words of numbers, from `lexicon/numbers.tsv`.

use crate::key::{Key, KeyTable};
use crate::table;
use crate::token::Token;
use crate::words::{ALIF, BA, FA, LAM, WAW};
use std::sync::LazyLock;

/// The table, as it is built in.
const NUMBERS: &str = include_str!("../../../../lexicon/numbers.tsv");

/// What a word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    One,
    TwoOf,
    Unit,
    Teen,
    Ten,
    Hundred,
    Hundreds,
    Scale,
    ScaleAccusative,
    ScaleDual,
    ScalePlural,
    Many,
    Fraction,
    FractionPlural,
}

impl Part {
    pub(super) fn parse(name: &str) -> Option<Part> {
        Some(match name {
            "one" => Part::One,
            "part" => Part::TwoOf,
            "unit" => Part::Unit,
            "teen" => Part::Teen,
            "ten" => Part::Ten,
            "hundred" => Part::Hundred,
            "hundreds" => Part::Hundreds,
            "scale" => Part::Scale,
            "scale-acc" => Part::ScaleAccusative,
            "scale-dual" => Part::ScaleDual,
            "scale-plural" => Part::ScalePlural,
            "many" => Part::Many,
            "fraction" => Part::Fraction,
            "fraction-plural" => Part::FractionPlural,
            _ => return None,
        })
    }
}

static WORDS: LazyLock<KeyTable<(Part, f64), 256>> = LazyLock::new(|| {
    let mut words = KeyTable::default();
    for (_, [form, kind, value]) in table::rows::<3>("lexicon/numbers.tsv", NUMBERS).flatten() {
        if let (Some(part), Ok(value)) = (Part::parse(kind), value.parse()) {
            words.insert(Key::of(form), (part, value));
        }
    }
    words
});

/// A word or a run of digits in a number.
#[derive(Clone, Copy)]
pub(super) struct Atom {
    pub(super) part: Part,
    pub(super) value: f64,
    /// Letters of و ف ب ل before it.
    pub(super) clitics: u32,
    pub(super) conj: bool,
    pub(super) article: bool,
}

/// All words of numbers, without clitics, in no order.
pub fn number_words() -> impl Iterator<Item = Key> {
    table::rows::<3>("lexicon/numbers.tsv", NUMBERS).flatten().map(|(_, [form, ..])| Key::of(form))
}

/// Whether the word at token `i` belongs to a number.
pub fn is_number_word(tokens: &[Token], i: usize) -> bool {
    atom(tokens, i).is_some()
}

pub(super) fn is_scale(part: Part) -> bool {
    matches!(part, Part::Scale | Part::ScaleAccusative | Part::ScalePlural)
}

/// The word of a number at a token, behind و or ف, then ب or ل, then ال.
pub(super) fn atom(tokens: &[Token], i: usize) -> Option<Atom> {
    let t = tokens.get(i).filter(|t| t.is_word())?;
    let found = |key: Key, clitics: u32, conj: bool, article: bool| {
        WORDS.get(&key).map(|(part, value)| Atom { part: *part, value: *value, clitics, conj, article })
    };
    let bare = |key: Key, clitics: u32, conj: bool| {
        found(key, clitics, conj, false).or_else(|| match (key.at(0), key.at(1)) {
            (ALIF, LAM) if key.len() > 3 => found(key.skip(2), clitics, conj, true),
            (LAM, LAM) if key.len() > 4 => found(key.skip(2), clitics + 1, conj, true),
            _ => None,
        })
    };
    let key = t.key;
    let after = |key: Key, clitics: u32, conj: bool| match key.first() {
        // لست, بست: not six
        BA | LAM if key.len() > 3 => bare(key.skip(1), clitics + 1, conj),
        _ => None,
    };
    bare(key, 0, false).or_else(|| after(key, 0, false)).or_else(|| {
        let conj = matches!(key.first(), WAW | FA) && key.len() > 2;
        conj.then(|| bare(key.skip(1), 1, true).or_else(|| after(key.skip(1), 1, true))).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        for row in table::rows::<3>("lexicon/numbers.tsv", NUMBERS) {
            let (line, [form, kind, value]) = row.unwrap();
            assert!(Part::parse(kind).is_some(), "line {line}: kind {kind}");
            assert!(value.parse::<f64>().is_ok_and(|v| v > 0.0), "line {line}: value {value}");
            assert_eq!(WORDS.get(&Key::of(form)).map(|w| w.0), Part::parse(kind), "line {line}: {form} stands twice");
        }
    }
}
