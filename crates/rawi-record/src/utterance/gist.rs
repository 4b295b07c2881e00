//! What of a statement is held against others: who speaks, by which cue, and the words of the content.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::root::{self, root};
use crate::fold;
use crate::index::Words;
use crate::model::{Range, Statement};

/// A statement's speaker and words, as hashes that are the same on every machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gist {
    /// Statements of one `who` are held against one another. Of a state or a body it is its id; of others the last word of
    /// the name, for one article has «ميتشل» and another «المبعوث جورج ميتشل».
    pub(crate) who: i64,
    /// What kind of actor speaks.
    pub(crate) kind: Kind,
    /// What was said.
    pub(crate) said: Said,
}

/// What kind of actor speaks, as far as it matters for telling two from one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A person whom the knowledge base has.
    Person,
    /// A state.
    State,
    /// Another one whom it has: a body, a group, an outlet.
    Other,
    /// Nobody whom it has.
    #[default]
    Named,
}

/// What a statement says, and how it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The hash of the cue's lemma; its four lowest bits tell that a known person speaks ([`PERSON`]), that it stands in the
    /// headline ([`HEADLINE`]), that it is negated ([`NEGATED`]), that it is a denial ([`DENIES`]).
    pub(crate) cue: u32,
    /// The words of the speaker's name, rising, each once.
    pub(crate) name: Vec<u32>,
    /// The roots of the content's words but function words, in their order. The lowest bit is set for numbers; the two
    /// above it have how much the word tells ([`tells`]).
    pub(crate) words: Vec<u32>,
}

/// A known person speaks.
const PERSON: u32 = 2;
/// It stands in the headline.
const HEADLINE: u32 = 1;
/// What is said is negated: لا، لم، لن stand in it.
const NEGATED: u32 = 4;
/// It is a denial.
const DENIES: u32 = 8;
const FLAGS: u32 = PERSON | HEADLINE | NEGATED | DENIES;

/// So many words of a name are kept.
const LONGEST_NAME: usize = 15;

/// How the contents of two statements are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Shared {
    /// Words that both have.
    pub(crate) words: usize,
    /// How much these tell together.
    pub(crate) tells: u32,
    /// … as a share of what all words of the one tell that tells less.
    pub(crate) share: f64,
    /// … and of the one that tells more.
    pub(crate) of_more: f64,
    /// Pairs of neighbouring words that both have, as a share of the pairs of the one that has fewer.
    pub(crate) pairs: f64,
    /// Whether each has numbers that the other has not.
    pub(crate) numbers_differ: bool,
}

impl Kind {
    /// Of whoever has this id.
    pub(crate) fn of(key: Option<&str>) -> Self {
        match key.and_then(|key| key.split_once(':')).map(|(kind, _)| kind) {
            Some("person") => Self::Person,
            Some("state") => Self::State,
            None | Some("name") => Self::Named,
            Some(_) => Self::Other,
        }
    }
}

/// The gist of a statement; none where nobody speaks or nothing is left of what was said.
pub(crate) fn of(statement: &Statement, words: &Words, title: Option<Range>) -> Option<Gist> {
    let key = statement.speaker.entity.as_deref();
    let who = who(key, &statement.speaker.name)?;
    let kind = Kind::of(key);
    let negated = words.exact.split(' ').any(is_negation);
    let words: Vec<u32> = words.folded.split(' ').filter_map(word).collect();
    let start = statement.content.first().map_or(0, |c| c.start);
    let headline = title.is_some_and(|t| (t.start..t.end).contains(&start));
    let cue = high(hash(statement.cue_lemma.as_bytes())) & !FLAGS
        | if kind == Kind::Person { PERSON } else { 0 }
        | if headline { HEADLINE } else { 0 }
        | if negated { NEGATED } else { 0 }
        | if statement.act == "deny" { DENIES } else { 0 };
    let mut name = Vec::new();
    fold::each(&statement.speaker.name, |_, folded| name.push(folded.to_owned()));
    let mut name = sorted(&name.iter().filter_map(|folded| word(folded)).collect::<Vec<_>>());
    name.truncate(LONGEST_NAME);
    (!words.is_empty()).then_some(Gist { who, kind, said: Said { cue, name, words } })
}

/// A text's words, ready to be held against others.
pub(crate) fn content(text: &str) -> Content {
    let mut words = Vec::new();
    fold::each(text, |_, folded| words.push(folded.to_owned()));
    Content::new(Said { words: words.iter().filter_map(|folded| word(folded)).collect(), ..Said::default() })
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

/// Folded words that are kept ready on each thread.
const KEPT: usize = 1 << 16;

thread_local! {
    static READY: RefCell<HashMap<Box<str>, Option<u32>>> = RefCell::default();
}

/// A folded word as it is compared; none of those that hold a sentence together.
fn word(folded: &str) -> Option<u32> {
    READY.with_borrow_mut(|ready| {
        if let Some(word) = ready.get(folded) {
            return *word;
        }
        let word = (!folded.is_empty() && !is_function(folded)).then(|| reduced(folded));
        if ready.len() >= KEPT {
            ready.clear();
        }
        ready.insert(folded.into(), word);
        word
    })
}

/// Whether a folded word is compared.
#[cfg(test)]
pub(super) fn is_compared(folded: &str) -> bool {
    word(folded).is_some()
}

fn reduced(folded: &str) -> u32 {
    let root = root(folded);
    let number = root.starts_with(|c: char| c.is_ascii_digit());
    high(hash(root.as_bytes())) & !7 | (root::tells(&root) - 1) << 1 | u32::from(number)
}

/// Whether a word is one of those that hold a sentence together, also behind و and ف.
fn is_function(folded: &str) -> bool {
    static FUNCTION: OnceLock<Vec<u64>> = OnceLock::new();
    let function = FUNCTION.get_or_init(|| {
        let lines = include_str!("../../../../lexicon/function_words.tsv").lines().filter(|l| !l.starts_with('#'));
        let mut words = Vec::new();
        for cell in lines.filter_map(|l| l.split('\t').next()) {
            fold::each(cell, |_, folded| words.push(hash(folded.as_bytes())));
        }
        sorted(&words)
    });
    let is = |word: &str| function.binary_search(&hash(word.as_bytes())).is_ok();
    is(folded) || folded.strip_prefix(['و', 'ف']).is_some_and(|rest| rest.len() > 2 && is(rest))
}

/// Whether a word negates what follows, also behind و and ف.
pub(crate) fn is_negation(exact: &str) -> bool {
    matches!(
        exact.strip_prefix(['و', 'ف']).unwrap_or(exact),
        "لا" | "لم" | "لن" | "ليس" | "ليست" | "ليسوا" | "لسنا" | "عدم" | "بعدم"
    )
}

/// How much a word tells: 1 to [`root::RARE`].
fn tells(word: u32) -> u32 {
    (word >> 1 & 3) + 1
}

fn high(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// FNV-1a, its bits mixed once more.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    (fnv ^ (fnv >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// What was said as a cell of a table: the cue, the number of the name's words, these, and the words, four bytes each,
/// lowest first.
pub(crate) fn cell(said: &Said) -> Vec<u8> {
    let head = [said.cue, said.name.len() as u32];
    head.iter().chain(&said.name).chain(&said.words).flat_map(|w| w.to_le_bytes()).collect()
}

/// What a cell has.
pub(crate) fn said_of(cell: &[u8]) -> Said {
    let mut words = cell.chunks_exact(4).filter_map(|c| Some(u32::from_le_bytes(c.try_into().ok()?)));
    let (cue, named) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    Said { cue, name: words.by_ref().take(named as usize).collect(), words: words.collect() }
}

/// What two names have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// All words of the shorter one.
    One,
    /// Some words.
    Alike,
    /// None.
    Other,
}

/// What was said, ready to be held against others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) said: Said,
    /// The words, rising, each once.
    sorted: Vec<u32>,
    /// How much all of them tell.
    tells: u32,
}

impl Content {
    pub(crate) fn new(said: Said) -> Self {
        let sorted = sorted(&said.words);
        Self { tells: sorted.iter().map(|w| tells(*w)).sum(), sorted, said }
    }

    /// The same without its numbers.
    pub(crate) fn without_numbers(&self) -> Self {
        let words = self.said.words.iter().copied().filter(|w| w & 1 == 0).collect();
        Self::new(Said { words, ..self.said.clone() })
    }

    /// What this tells, as a share of what all of it tells.
    pub(crate) fn told(&self, part: u32) -> f64 {
        f64::from(part) / f64::from(self.tells.max(1))
    }

    /// The words, rising, each once.
    pub(crate) fn words(&self) -> &[u32] {
        &self.sorted
    }

    /// Whether it stands in the headline.
    pub(crate) fn in_headline(&self) -> bool {
        self.said.cue & HEADLINE != 0
    }

    /// Whether one denies what the other says: not where that one says that it is not so.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        let denies = |c: &Self| c.said.cue & DENIES != 0;
        denies(self) != denies(other) && self.is_negated() == other.is_negated()
    }

    /// Whether what is said is negated.
    pub(crate) fn is_negated(&self) -> bool {
        self.said.cue & NEGATED != 0
    }

    /// Whether a person speaks whom the knowledge base has.
    pub(crate) fn by_person(&self) -> bool {
        self.said.cue & PERSON != 0
    }

    /// What the names of the speakers have in common.
    pub(crate) fn names(&self, other: &Self) -> Names {
        let (a, b) = (&self.said.name, &other.said.name);
        match common(a, b).0 {
            0 => Names::Other,
            all if all == a.len().min(b.len()) => Names::One,
            _ => Names::Alike,
        }
    }

    /// Whether both are told by one verb or phrase.
    pub(crate) fn one_cue(&self, other: &Self) -> bool {
        let lemma = |c: &Self| c.said.cue & !FLAGS;
        lemma(self) == lemma(other)
    }
}

/// How two contents are alike: the same from both sides. Where less than two words or a quarter is shared, only that.
pub(crate) fn shared(one: &Content, other: &Content) -> Shared {
    let (a, b) = (&one.sorted, &other.sorted);
    let (words, told) = common(a, b);
    let (less, more) = (one.tells.min(other.tells).max(1), one.tells.max(other.tells).max(1));
    let part = |of: u32| f64::from(told) / f64::from(of);
    let mut shared = Shared { words, tells: told, share: part(less), of_more: part(more), ..Shared::default() };
    // most are nothing alike: that is seen by the words
    if words >= 2 && 4 * told >= less {
        let pairs = |words: &[u32]| sorted(&words.windows(2).filter_map(|w| Some((*w.first()?, *w.last()?))).collect::<Vec<_>>());
        let (p, q) = (pairs(&one.said.words), pairs(&other.said.words));
        let (mut i, mut j, mut both) = (0, 0, 0);
        while let (Some(x), Some(y)) = (p.get(i), q.get(j)) {
            both += usize::from(x == y);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        shared.pairs = both as f64 / p.len().min(q.len()).max(1) as f64;
        let lacks = |a: &[u32], b: &[u32]| a.iter().any(|w| w & 1 == 1 && b.binary_search(w).is_err());
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

/// How many words two rising lists have in common, and how much these tell.
fn common(a: &[u32], b: &[u32]) -> (usize, u32) {
    let (mut i, mut j, mut n, mut told) = (0, 0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            n += 1;
            told += tells(*x);
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    (n, told)
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
        let said = Said { cue: 6, name: vec![5, 9], words: vec![1, 70_000, u32::MAX] };
        assert_eq!(said_of(&cell(&said)), said);
    }

    #[test]
    fn shared_words_and_numbers() {
        let content = |words: &str| Content::new(Said { words: words.split(' ').filter_map(word).collect(), ..Said::default() });
        let one = content("وقف نار 12 غزة");
        let other = content("وقف نار 13");
        let found = shared(&one, &other);
        assert_eq!((found.words, found.numbers_differ), (2, true));
        assert_eq!(found, shared(&other, &one));
        assert!(!shared(&one, &content("وقف نار")).numbers_differ, "what one leaves out is no difference");
    }
}
