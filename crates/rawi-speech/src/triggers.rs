//! The words that may lead to a figure, a designation or a meeting: each word of a text is looked up once for all of them.

use crate::reader::Reader;
use crate::{designations, figures, meetings};
use rawi_text::words::{ALIF, BA, FA, KAF, LAM, WAW};
use rawi_text::{Class, Key, KeyTable, TokenKind, number_words};
use std::sync::LazyLock;

const NUMBER: u8 = 1;
const COUNTED: u8 = 1 << 1;
const CLASS: u8 = 1 << 2;
const MEETING: u8 = 1 << 3;

static WORDS: LazyLock<KeyTable<u8, 1024>> = LazyLock::new(|| {
    let mut words: KeyTable<u8, 1024> = KeyTable::default();
    let mut put = |key: Key, bit: u8| *words.entry(key).or_default() |= bit;
    number_words().for_each(|k| put(k, NUMBER));
    figures::duals().for_each(|k| put(k, COUNTED));
    designations::words().for_each(|k| put(k, CLASS));
    meetings::words().for_each(|k| put(k, MEETING));
    words
});

/// Tokens, in order.
#[derive(Debug, Default)]
pub(crate) struct Triggers {
    /// Digits, words of numbers, and nouns in the dual.
    pub(crate) figures: Vec<usize>,
    /// Words that put somebody into a class.
    pub(crate) designations: Vec<usize>,
    /// Words of meetings, and digits.
    pub(crate) meetings: Vec<usize>,
}

/// What a word may lead to, as it stands, behind clitics and behind the article.
pub(crate) fn bits(key: Key) -> u8 {
    let words: &KeyTable<u8, 1024> = &WORDS;
    let of = |k: Key| {
        let bare = if k.at(0) == ALIF && k.at(1) == LAM && k.len() > 3 { words.get(&k.skip(2)) } else { None };
        words.get(&k).copied().unwrap_or(0) | bare.copied().unwrap_or(0)
    };
    let behind_prep = |k: Key| match k.first() {
        LAM if k.at(1) == LAM && k.len() > 4 => of(k.skip(2)) | of(k.skip(1)),
        BA | LAM | KAF if k.len() > 3 => of(k.skip(1)),
        _ => 0,
    };
    let mut all = of(key) | behind_prep(key);
    if matches!(key.first(), WAW | FA) && key.len() > 2 {
        all |= of(key.skip(1)) | behind_prep(key.skip(1));
    }
    // duals of nouns that no table has end in تين or تان
    if figures::is_feminine_dual(key) { all | COUNTED } else { all }
}

impl Reader<'_> {
    pub(crate) fn triggers(&self) -> Triggers {
        let mut out = Triggers::default();
        let mut relative = false;
        for (i, t) in self.doc.scaffold.tokens.iter().enumerate() {
            match t.kind {
                TokenKind::Word => {
                    let signs = self.signs(i);
                    if signs.any(NUMBER | COUNTED) {
                        out.figures.push(i);
                    }
                    // الذي تعتبره
                    if signs.any(CLASS) || relative {
                        out.designations.push(i);
                    }
                    if signs.any(MEETING) {
                        out.meetings.push(i);
                    }
                }
                TokenKind::Number => {
                    out.figures.push(i);
                    out.meetings.push(i);
                }
                _ => {}
            }
            relative = self.doc.class(i).is(Class::REL);
        }
        out
    }
}
