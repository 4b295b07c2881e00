//! Whether a word that no table has looks like a name or like an ordinary word: by its letters, three at a time, as they
//! follow one another in the names and in the ordinary words of the tables.

#[cfg(test)]
use super::train::spelt;
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

/// Made of the names and the ordinary words of the other tables: to make it anew takes longer than to read it.
const LETTERS: &str = include_str!("../../../../lexicon/name_letters.tsv");

static LOOKS: LazyLock<Looks> = LazyLock::new(|| {
    let rows = LETTERS.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    let ratio = rows.filter_map(|(letters, ratio)| Some((Key::of(letters), ratio.parse().ok()?))).collect();
    Looks { ratio, unseen: UNSEEN }
});

const UNSEEN: i32 = 16;

impl Looks {
    pub(crate) fn built_in() -> &'static Looks {
        &LOOKS
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

#[cfg(test)]
mod tests {
    use super::super::known::PLACES;
    use super::*;
    use crate::entity::EntityKind;
    use crate::tables::Tables;
    use std::collections::BTreeMap;

    const NAMES: &str = include_str!("../../../../lexicon/names.tsv");
    const COMMON_WORDS: &str = include_str!("../../../../lexicon/common_words.tsv");
    const HEAD: &str = "\
# How often three letters stand in names and in ordinary words, as logarithms: sixteenths of a bit. Tab-separated; x is the
# edge of a word. Written from the names and the words of the other tables by
# RAWI_UPDATE_LETTERS=1 cargo test -p rawi-actors --lib looks: do not edit.
#
# letters\tratio
";

    /// Base two, in sixteenths.
    fn log(n: u32) -> i32 {
        let n = n.max(1);
        let whole = n.ilog2();
        let rest = if whole >= 4 { n >> (whole - 4) } else { n << (4 - whole) } & 15;
        (whole * 16 + rest) as i32
    }

    /// The table as the others make it now.
    fn made() -> BTreeMap<String, i32> {
        let first = |content: &'static str| content.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next());
        let people = Tables::built_in().kb.iter().filter(|r| r.kind == EntityKind::Person);
        let names = people.flat_map(|r| r.name.split(' ').map(Key::of));
        let names = names.chain(first(PLACES).flat_map(|name| name.split(' ')).map(Key::of)).chain(first(NAMES).map(Key::of));
        let mut counts: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        let (mut all_names, mut all_words) = (0u32, 0u32);
        for name in names.filter(|k| k.len() > 2) {
            triples(name, |t| {
                counts.entry(spelt(t)).or_default().0 += 1;
                all_names += 1;
            });
        }
        for word in first(COMMON_WORDS).map(Key::of).filter(|k| k.len() > 2) {
            triples(word, |t| {
                counts.entry(spelt(t)).or_default().1 += 1;
                all_words += 1;
            });
        }
        let base = log(all_words) - log(all_names);
        // half of one is added to both
        counts.into_iter().map(|(t, (n, w))| (t, log(2 * n + 1) - log(2 * w + 1) + base)).collect()
    }

    #[test]
    fn the_table_is_what_names_and_words_make_it() {
        let made = made();
        if std::env::var_os("RAWI_UPDATE_LETTERS").is_some() {
            let rows: String = made.iter().map(|(t, r)| format!("{t}\t{r}\n")).collect();
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/../../lexicon/name_letters.tsv"), format!("{HEAD}{rows}"))
                .unwrap();
            return;
        }
        // a few rows more in the other tables change it little
        let table = Looks::built_in();
        let far = made.iter().filter(|(t, r)| (table.ratio.get(&Key::of(t)).copied().unwrap_or(UNSEEN) - **r).abs() > 8).count();
        assert!(far * 20 < made.len(), "{far} of {} rows differ: write the table anew", made.len());
    }
}
