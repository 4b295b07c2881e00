//! What of a statement is held against others: who speaks, by which cue, and the words of the content.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::number;
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
    /// The act and the kind, as places in [`ACTS`] and [`KINDS`], and which statement of its article it is.
    pub(crate) how: How,
    /// The words of the speaker's name, rising, each once.
    pub(crate) name: Vec<u32>,
    /// The roots of the content's words but function words, in their order. The lowest bit is set for numbers; the two
    /// above it have how much the word tells ([`tells`]).
    pub(crate) words: Vec<u32>,
    /// Of each of these words, how many other statements of the article have it, up to [`MOST_BESIDE`]: what the article is
    /// about tells little of what this statement claims. None where no article is known.
    pub(crate) beside: Vec<u8>,
}

/// How a statement is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct How {
    pub(crate) act: u8,
    pub(crate) kind: u8,
    pub(crate) ord: u16,
}

const ACTS: [&str; 12] =
    ["inform", "affirm", "deny", "reject", "accuse", "warn", "call", "offer", "support", "assess", "feel", "ask"];
/// The first of these that says more than that something was said.
const TELLING: u8 = 2;
const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

/// More statements than this that have a word are counted as so many.
const MOST_BESIDE: u8 = 3;

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
    /// How much of both is shared, from 0 to 1, where words that other statements of the articles have too tell less.
    pub(crate) near: f64,
    /// What the shared words tell so.
    pub(crate) told: f64,
    /// What stands in both in the same order, as a share of the one that has less.
    pub(crate) in_order: f64,
    /// Whether one of the first words is shared.
    pub(crate) first: bool,
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

/// The gists of an article's statements, in their order; none where nobody speaks or nothing is left of what was said.
/// `words` has a row for each, and may have more.
pub(crate) fn all(statements: &[Statement], words: &[Words], title: Option<Range>) -> Vec<Option<Gist>> {
    let contents: Vec<Vec<u32>> = words.iter().take(statements.len()).map(compared).collect();
    let mut with: HashMap<u32, usize> = HashMap::new();
    for word in contents.iter().flat_map(|words| sorted(words)) {
        *with.entry(word).or_default() += 1;
    }
    let beside = |word: &u32| with.get(word).map_or(0, |n| (n - 1).min(MOST_BESIDE.into()) as u8);
    let each = statements.iter().zip(words).zip(&contents).enumerate();
    each.map(|(ord, ((statement, words), content))| {
        let mut gist = of(statement, words, content.clone(), title)?;
        gist.said.how.ord = u16::try_from(ord).unwrap_or(u16::MAX);
        gist.said.beside = content.iter().map(beside).collect();
        Some(gist)
    })
    .collect()
}

/// The words of a content that are compared.
fn compared(words: &Words) -> Vec<u32> {
    let (mut exact, folded) = (words.exact.split(' '), words.folded.split(' '));
    folded.filter_map(|folded| word(exact.next().unwrap_or(folded), folded)).collect()
}

fn of(statement: &Statement, words: &Words, content: Vec<u32>, title: Option<Range>) -> Option<Gist> {
    let key = statement.speaker.entity.as_deref();
    let who = who(key, &statement.speaker.name)?;
    let kind = Kind::of(key);
    let start = statement.content.first().map_or(0, |c| c.start);
    let headline = title.is_some_and(|t| (t.start..t.end).contains(&start));
    let cue = high(hash(statement.cue_lemma.as_bytes())) & !FLAGS
        | if kind == Kind::Person { PERSON } else { 0 }
        | if headline { HEADLINE } else { 0 }
        | if words.exact.split(' ').any(is_negation) { NEGATED } else { 0 }
        | if statement.act == "deny" { DENIES } else { 0 };
    let mut name = sorted(&words_of(&statement.speaker.name));
    name.truncate(LONGEST_NAME);
    let place = |of: &[&str], what: &str| of.iter().position(|w| *w == what).unwrap_or(of.len()) as u8;
    let how = How { act: place(&ACTS, &statement.act), kind: place(&KINDS, &statement.kind), ord: 0 };
    let said = Said { cue, how, name, words: content, beside: Vec::new() };
    (!said.words.is_empty()).then_some(Gist { who, kind, said })
}

/// The words of a text that are compared.
fn words_of(text: &str) -> Vec<u32> {
    // folding is done with before a word is looked up: the tables behind that are folded, too
    let mut words = Vec::new();
    fold::each(text, |exact, folded| words.push((exact.to_owned(), folded.to_owned())));
    words.iter().filter_map(|(exact, folded)| word(exact, folded)).collect()
}

/// A text's words, ready to be held against others.
pub(crate) fn content(text: &str) -> Content {
    Content::new(Said { words: words_of(text), ..Said::default() })
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

/// A word as it is compared, a number in words as in digits; none of those that hold a sentence together.
fn word(exact: &str, folded: &str) -> Option<u32> {
    let folded = number::digits(exact).unwrap_or(folded);
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
    word(folded, folded).is_some()
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

/// What was said as a cell of a table: the cue, how it is told, the numbers of the name's words and of the content's, these,
/// four bytes each, lowest first; and a byte for each word of the content.
pub(crate) fn cell(said: &Said) -> Vec<u8> {
    let How { act, kind, ord } = said.how;
    let how = u32::from(act) | u32::from(kind) << 8 | u32::from(ord) << 16;
    let head = [said.cue, how, said.name.len() as u32, said.words.len() as u32];
    let words = head.iter().chain(&said.name).chain(&said.words).flat_map(|w| w.to_le_bytes());
    words.chain(said.beside.iter().copied()).collect()
}

/// What a cell has.
pub(crate) fn said_of(cell: &[u8]) -> Said {
    let mut words = cell.chunks_exact(4).filter_map(|c| Some(u32::from_le_bytes(c.try_into().ok()?)));
    let mut next = || words.next().unwrap_or_default();
    let (cue, how, named, said) = (next(), next(), next() as usize, next() as usize);
    let name: Vec<u32> = words.by_ref().take(named).collect();
    let words: Vec<u32> = words.by_ref().take(said).collect();
    let beside = cell.get(4 * (4 + name.len() + words.len())..).unwrap_or_default().to_vec();
    Said { cue, how: How { act: how as u8, kind: (how >> 8) as u8, ord: (how >> 16) as u16 }, name, words, beside }
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
    /// Of each of these, how many other statements of the article have it.
    beside: Vec<u8>,
    /// How much all of them tell.
    tells: u32,
}

impl Content {
    pub(crate) fn new(said: Said) -> Self {
        let pairs = said.words.iter().enumerate().map(|(n, w)| (*w, said.beside.get(n).copied().unwrap_or_default()));
        let mut pairs: Vec<(u32, u8)> = pairs.collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|(word, _)| *word);
        let (sorted, beside): (Vec<u32>, Vec<u8>) = pairs.into_iter().unzip();
        Self { tells: sorted.iter().map(|w| tells(*w)).sum(), sorted, beside, said }
    }

    /// The same without its numbers.
    pub(crate) fn without_numbers(&self) -> Self {
        let of = |n: usize| self.said.beside.get(n).copied().unwrap_or_default();
        let kept = self.said.words.iter().enumerate().filter(|(_, w)| *w & 1 == 0);
        let (words, beside) = kept.map(|(n, w)| (*w, of(n))).unzip();
        Self::new(Said { words, beside, ..self.said.clone() })
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

    /// Whether both do one act, …
    pub(crate) fn one_act(&self, other: &Self) -> bool {
        self.said.how.act == other.said.how.act
    }

    /// … or two of which each says what is done: one accuses, the other promises.
    pub(crate) fn two_acts(&self, other: &Self) -> bool {
        let tells = |c: &Self| c.said.how.act >= TELLING;
        !self.one_act(other) && tells(self) && tells(other)
    }

    /// Whether the words of both are given alike: in quotation marks, in part, or not.
    pub(crate) fn one_kind(&self, other: &Self) -> bool {
        self.said.how.kind == other.said.how.kind
    }

    /// Whether one follows the other in their article.
    pub(crate) fn neighbours(&self, other: &Self) -> bool {
        self.said.how.ord.abs_diff(other.said.how.ord) == 1
    }
}

/// How two contents are alike: the same from both sides. Where less than two words or a quarter is shared, only that.
/// `in_article`: both are of one article.
pub(crate) fn shared(one: &Content, other: &Content, in_article: bool) -> Shared {
    let (a, b) = (&one.sorted, &other.sorted);
    let (words, told) = common(a, b);
    let (less, more) = (one.tells.min(other.tells).max(1), one.tells.max(other.tells).max(1));
    let part = |of: u32| f64::from(told) / f64::from(of);
    let mut shared = Shared { words, tells: told, share: part(less), of_more: part(more), ..Shared::default() };
    // most are nothing alike: that is seen by the words
    if words >= 2 && 4 * told >= less {
        let pairs = |words: &[u32]| sorted(&words.windows(2).filter_map(|w| Some((*w.first()?, *w.last()?))).collect::<Vec<_>>());
        let (p, q) = (pairs(&one.said.words), pairs(&other.said.words));
        shared.pairs = both(&p, &q) as f64 / p.len().min(q.len()).max(1) as f64;
        let lacks = |a: &[u32], b: &[u32]| a.iter().any(|w| w & 1 == 1 && b.binary_search(w).is_err());
        shared.numbers_differ = lacks(a, b) && lacks(b, a);
        let weighed = weighed(one, other, in_article);
        shared.told = weighed.both;
        shared.near = (weighed.both / weighed.one.max(0.5) * weighed.both / weighed.other.max(0.5)).sqrt();
        shared.in_order = in_order(&one.said.words, &other.said.words);
        let first = |c: &Content| sorted(c.said.words.get(..FIRST.min(c.said.words.len())).unwrap_or_default());
        shared.first = both(&first(one), &first(other)) > 0;
    }
    shared
}

/// So many words are the first.
const FIRST: usize = 3;

/// How much the words of two contents tell, …
#[derive(Clone, Copy, Debug, Default)]
struct Weighed {
    one: f64,
    other: f64,
    /// … and those that they share.
    both: f64,
}

/// What words tell the less the more other statements of their article have them, too.
fn weighed(one: &Content, other: &Content, in_article: bool) -> Weighed {
    // of two articles the mean is taken; twice that, so that it is a whole number
    let worth = |word: u32, beside: u8| f64::from(tells(word)) / (1.0 + f64::from(beside) / 2.0).sqrt();
    let at = |c: &Content, n: usize| Some((*c.sorted.get(n)?, *c.beside.get(n)?));
    let (mut i, mut j, mut sum) = (0, 0, Weighed::default());
    loop {
        let (x, y) = (at(one, i), at(other, j));
        match (x, y) {
            (Some((x, of_x)), Some((y, of_y))) if x == y => {
                // each of the two is another statement for the other
                let told = worth(x, (of_x + of_y).saturating_sub(if in_article { 2 } else { 0 }));
                (sum.one, sum.other, sum.both) = (sum.one + told, sum.other + told, sum.both + told);
                (i, j) = (i + 1, j + 1);
            }
            (Some((x, of_x)), y) if y.is_none_or(|(y, _)| x < y) => {
                sum.one += worth(x, 2 * of_x);
                i += 1;
            }
            (_, Some((y, of_y))) => {
                sum.other += worth(y, 2 * of_y);
                j += 1;
            }
            _ => return sum,
        }
    }
}

/// What the words tell that two contents have in the same order, as a share of what the one tells that tells less.
fn in_order(one: &[u32], other: &[u32]) -> f64 {
    let mut before = vec![0_u32; other.len() + 1];
    for x in one {
        let (mut left, mut corner) = (0, 0);
        for (y, above) in other.iter().zip(before.iter_mut().skip(1)) {
            let here = if x == y { corner + tells(*x) } else { left.max(*above) };
            corner = std::mem::replace(above, here);
            left = here;
        }
    }
    let all = |words: &[u32]| words.iter().map(|w| tells(*w)).sum::<u32>();
    f64::from(before.last().copied().unwrap_or_default()) / f64::from(all(one).min(all(other)).max(1))
}

/// How many things two rising lists have in common.
fn both<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        n += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    n
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
        let how = How { act: 11, kind: 2, ord: 40_000 };
        let said = Said { cue: 6, how, name: vec![5, 9], words: vec![1, 70_000, u32::MAX], beside: vec![0, 3, 1] };
        assert_eq!(said_of(&cell(&said)), said);
        for cut in 0..cell(&said).len() {
            said_of(&cell(&said)[..cut]);
        }
    }

    #[test]
    fn shared_words_and_numbers() {
        let one = content("وقف نار 12 غزة");
        let other = content("وقف نار 13");
        let found = shared(&one, &other, false);
        assert_eq!((found.words, found.numbers_differ), (2, true));
        assert_eq!(found, shared(&other, &one, false));
        assert!(!shared(&one, &content("وقف نار"), false).numbers_differ, "what one leaves out is no difference");
        let toll = content("وقف نار بعد مقتل عشرة");
        assert!(shared(&toll, &content("وقف نار بعد مقتل 12"), false).numbers_differ);
        assert!(!shared(&toll, &content("وقف نار بعد مقتل 10"), false).numbers_differ);
    }

    #[test]
    fn what_an_article_is_about_tells_less() {
        let of = |beside: u8| {
            let words = words_of("سقوط جسر النهر القديم");
            Content::new(Said { beside: vec![beside; words.len()], words, ..Said::default() })
        };
        let other = content("سقوط جسر النهر في العاصمة ليلا");
        let found = [0, 1, 3].map(|beside| shared(&of(beside), &other, false));
        assert!(found[0].told > found[1].told && found[1].told > found[2].told, "{found:?}");
        assert!(found.iter().all(|f| f.words == 3 && f.first && f.in_order == found[0].in_order));
        for beside in [0, 2] {
            assert_eq!(shared(&of(beside), &other, true), shared(&other, &of(beside), true));
        }
    }
}
