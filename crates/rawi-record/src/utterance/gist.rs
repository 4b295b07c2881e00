//! What of a statement is held against others: who speaks, and the words of the content.

use std::sync::OnceLock;

use crate::fold;
use crate::index::Words;
use crate::model::Statement;

/// A statement's speaker and words, as hashes that are the same on every machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gist {
    /// Statements of one `who` are held against one another. Of a state or a body it is its id; of others the last word of
    /// the name, for one article has «ميتشل» and another «المبعوث جورج ميتشل».
    pub(crate) who: i64,
    /// The words of the content but function words, in their order; the lowest bit is set for numbers.
    pub(crate) words: Vec<u32>,
}

/// How the contents of two statements are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shared {
    /// Words that both have.
    pub(crate) words: usize,
    /// … as a share of the words of the one that has fewer.
    pub(crate) share: f64,
    /// Pairs of neighbouring words that both have, as a share of the pairs of the one that has fewer words.
    pub(crate) pairs: f64,
    /// Whether each has numbers that the other has not.
    pub(crate) numbers_differ: bool,
}

/// The gist of a statement; none where nobody speaks or nothing is left of what was said.
pub(crate) fn of(statement: &Statement, words: &Words) -> Option<Gist> {
    let who = who(statement.speaker.entity.as_deref(), &statement.speaker.name)?;
    let words: Vec<u32> = words.folded.split(' ').filter(|w| !w.is_empty()).map(word).filter(|w| !is_function(*w)).collect();
    (!words.is_empty()).then_some(Gist { who, words })
}

/// By whom statements are found that may be the same: see [`Gist::who`].
pub(crate) fn who(entity: Option<&str>, name: &str) -> Option<i64> {
    let named = |id: &&str| !id.starts_with("name:") && !id.starts_with("person:");
    if let Some(id) = entity.filter(named) {
        return Some(hash(id.as_bytes()) as i64);
    }
    let mut last = None;
    fold::each(name, |_, folded| last = Some(hash(folded.as_bytes()) as i64));
    last
}

/// Whether a word is one of those that hold a sentence together.
fn is_function(word: u32) -> bool {
    static FUNCTION: OnceLock<Vec<u32>> = OnceLock::new();
    let function = FUNCTION.get_or_init(|| {
        let lines = include_str!("../../../../lexicon/function_words.tsv").lines().filter(|l| !l.starts_with('#'));
        let mut words = Vec::new();
        for cell in lines.filter_map(|l| l.split('\t').next()) {
            fold::each(cell, |_, folded| words.push(self::word(folded)));
        }
        sorted(&words)
    });
    function.binary_search(&word).is_ok()
}

fn word(folded: &str) -> u32 {
    let number = folded.starts_with(|c: char| c.is_ascii_digit());
    (hash(folded.as_bytes()) >> 32) as u32 & !1 | u32::from(number)
}

/// FNV-1a, its bits mixed once more.
fn hash(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    (fnv ^ (fnv >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Words as a cell of a table: four bytes each, lowest first.
pub(crate) fn cell(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|w| w.to_le_bytes()).collect()
}

/// The words of a cell.
pub(crate) fn words_of(cell: &[u8]) -> Vec<u32> {
    cell.chunks_exact(4).filter_map(|c| Some(u32::from_le_bytes(c.try_into().ok()?))).collect()
}

/// Words ready to be held against others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    /// In their order.
    pub(crate) words: Vec<u32>,
    /// Rising, each once.
    sorted: Vec<u32>,
}

impl Content {
    pub(crate) fn new(words: Vec<u32>) -> Self {
        Self { sorted: sorted(&words), words }
    }
}

/// How two contents are alike: the same from both sides.
pub(crate) fn shared(one: &Content, other: &Content) -> Shared {
    let (a, b) = (&one.sorted, &other.sorted);
    let both = common(a, b);
    let least = a.len().min(b.len()).max(1);
    let lacks = |a: &[u32], b: &[u32]| a.iter().any(|w| w & 1 == 1 && b.binary_search(w).is_err());
    let mut shared = Shared { words: both, share: both as f64 / least as f64, pairs: 0.0, numbers_differ: false };
    // most are nothing alike: that is seen by the words
    if both >= 2 && 3 * both >= least {
        let pairs = |words: &[u32]| sorted(&words.windows(2).filter_map(|w| Some((*w.first()?, *w.last()?))).collect::<Vec<_>>());
        let (p, q) = (pairs(&one.words), pairs(&other.words));
        shared.pairs = common(&p, &q) as f64 / p.len().min(q.len()).max(1) as f64;
        shared.numbers_differ = lacks(a, b) && lacks(b, a);
    }
    shared
}

fn sorted<T: Ord + Copy>(words: &[T]) -> Vec<T> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words.dedup();
    words
}

/// How many values two rising lists have in common.
fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        n += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_speaker_meet() {
        let same =
            [(None, "ميتشل"), (Some("name:ميتشل"), "المبعوث الأمريكي جورج ميتشل"), (Some("person:george-mitchell"), "جورج ميتشل")];
        let all: Vec<_> = same.iter().map(|(id, name)| who(*id, name)).collect();
        assert!(all.iter().all(|w| w.is_some() && *w == all[0]), "{all:?}");
        assert_eq!(who(Some("state:ru"), "روسيا"), who(Some("state:ru"), "موسكو"));
        assert_ne!(who(Some("state:ru"), "روسيا"), who(Some("state:us"), "روسيا"));
        assert_eq!(who(None, ""), None);
    }

    #[test]
    fn a_cell_is_the_way_back() {
        let gist = Gist { who: -3, words: vec![1, 70_000, u32::MAX] };
        assert_eq!(words_of(&cell(&gist.words)), gist.words);
    }

    #[test]
    fn shared_words_and_numbers() {
        let n = |digits: &str| word(digits);
        let one = Content::new(vec![word("وقف"), word("نار"), n("12"), word("غزة")]);
        let other = Content::new(vec![word("وقف"), word("نار"), n("13")]);
        let found = shared(&one, &other);
        assert_eq!((found.words, found.numbers_differ), (2, true));
        assert_eq!(found, shared(&other, &one));
        assert!(!shared(&one, &Content::new(one.words[..2].to_vec())).numbers_differ, "what one leaves out is no difference");
    }
}
