//! Whether a word that no table has looks like a name or like an ordinary word: by its letters, three at a time, as they
//! follow one another in the names and in the ordinary words of the tables.

use super::known::PLACES;
use crate::entity::EntityKind;
use crate::tables::Tables;
use rawi_text::{Key, KeyMap};
use std::sync::LazyLock;

/// How a word looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Name,
    Either,
    Word,
}

#[derive(Debug, Default)]
pub(crate) struct Looks {
    /// How often three letters stand in names and in ordinary words, as logarithms: sixteenths of a bit.
    ratio: KeyMap<i32>,
    unseen: i32,
}

const NAMES: &str = include_str!("../../../../lexicon/names.tsv");
const COMMON_WORDS: &str = include_str!("../../../../lexicon/common_words.tsv");

static LOOKS: LazyLock<Looks> = LazyLock::new(|| {
    let first = |content: &'static str| content.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next());
    let mut names: Vec<Key> = Vec::new();
    let people = Tables::built_in().kb.iter().filter(|r| r.kind == EntityKind::Person);
    names.extend(people.flat_map(|r| r.name.split(' ').map(Key::of)));
    names.extend(first(PLACES).flat_map(|name| name.split(' ')).map(Key::of));
    names.extend(first(NAMES).map(Key::of));
    Looks::of(names.iter().copied(), first(COMMON_WORDS).map(Key::of))
});

/// Base two, in sixteenths.
fn log(n: u32) -> i32 {
    let n = n.max(1);
    let whole = n.ilog2();
    let rest = if whole >= 4 { n >> (whole - 4) } else { n << (4 - whole) } & 15;
    (whole * 16 + rest) as i32
}

impl Looks {
    pub(crate) fn built_in() -> &'static Looks {
        &LOOKS
    }

    fn of(names: impl Iterator<Item = Key>, words: impl Iterator<Item = Key>) -> Looks {
        let mut counts: KeyMap<(u32, u32)> = KeyMap::default();
        let (mut all_names, mut all_words) = (0u32, 0u32);
        for name in names.filter(|k| k.len() > 2) {
            triples(name, |t| {
                counts.entry(t).or_default().0 += 1;
                all_names += 1;
            });
        }
        for word in words.filter(|k| k.len() > 2) {
            triples(word, |t| {
                counts.entry(t).or_default().1 += 1;
                all_words += 1;
            });
        }
        let base = log(all_words) - log(all_names);
        // half of one is added to both
        let ratio = counts.into_iter().map(|(t, (n, w))| (t, log(2 * n + 1) - log(2 * w + 1) + base)).collect();
        Looks { ratio, unseen: 16 }
    }

    /// How much a word looks like a name: sixteenths of a bit a triple.
    pub(crate) fn score(&self, word: Key) -> i32 {
        let (mut sum, mut n) = (0, 0);
        triples(word, |t| {
            sum += self.ratio.get(&t).copied().unwrap_or(self.unseen);
            n += 1;
        });
        if n == 0 { 0 } else { sum / n }
    }

    pub(crate) fn look(&self, word: Key) -> Look {
        match self.score(word) {
            NAME.. => Look::Name,
            ..WORD => Look::Word,
            _ => Look::Either,
        }
    }
}

const NAME: i32 = 14;
const WORD: i32 = -1;

/// All threes of letters of a word, with its edges.
fn triples(word: Key, mut each: impl FnMut(Key)) {
    const EDGE: Key = Key::literal("x");
    let whole = EDGE.join(word.take(14)).join(EDGE);
    for i in 0..whole.len().saturating_sub(2) {
        each(whole.skip(i).take(3));
    }
}
