//! What of an article's text is held against others: runs of four words, hashed.

use std::sync::OnceLock;

use rawi_text::{Key, Span, Token, TokenKind, tokenize};

use crate::model::{Article, Places};

/// Words in a run.
const RUN: usize = 4;
/// Words at the beginning that hold the news.
const LEAD: usize = 40;
/// Words in a run that candidates are found by: of four words many are in common use, «الأمير محمد بن سلمان» and its like.
const KEY_RUN: usize = 5;
/// One of so many such runs is a key…
const SAMPLE: u64 = 20;
/// … and at least so many of every text: those with the least hashes.
const LEAST: usize = 3;
/// A text of fewer runs is short: of what it shares with another only a little is among the keys.
const SHORT: usize = 120;

/// The words of an article as they are compared. Hashes are of folded words: hamza seats, final ya and ta, marks make no
/// difference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shingles {
    /// The hashes of the words, in their order.
    words: Vec<u64>,
    /// Numbers as the text has them, in digits, rising, as often as they occur.
    numbers: Vec<u64>,
    /// What candidates are found by, rising: hashes that are the least of their text, or that are in a sample of all hashes
    /// (MinHash with as many bands as a text has keys, a row each). Two texts of which one has a good part of the other
    /// share a key.
    pub(crate) keys: Vec<i64>,
    /// The hashes of all runs, rising, each once. Most texts are never held against another: they do without.
    runs: OnceLock<Vec<u64>>,
}

/// How two texts are alike. Shares are from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Overlap {
    /// Runs of the first text that are in the second, of all its runs.
    pub(crate) of_one: f64,
    /// Runs of the second text that are in the first.
    pub(crate) of_other: f64,
    /// Of the shorter text's words, those that stand in a run that is in the other: an edited text has more of them than of
    /// the runs.
    pub(crate) covered: f64,
    /// The same of its first words, …
    pub(crate) lead: f64,
    /// … and of the first words of the longer text, in the shorter one: what stands below other news is background there.
    pub(crate) news: f64,
    /// Numbers of the shorter text, …
    pub(crate) numbers: usize,
    /// … and the share of them that the other does not have.
    pub(crate) changed: f64,
    /// The runs of the shorter text.
    pub(crate) least: usize,
    /// Whether they are the same word by word.
    pub(crate) same: bool,
}

impl Shingles {
    /// Of the parts of an article that are its text; of all of it where no part is named.
    pub(crate) fn of(article: &Article, places: &Places<'_>) -> Self {
        let span = |start, end| Some(Span::new(places.byte(start)? as u32, places.byte(end)? as u32));
        let mut tokens = Vec::new();
        for part in &article.body {
            if let Some(span) = span(part.start, part.end) {
                tokenize(&article.text, span, &mut tokens);
            }
        }
        if article.body.is_empty() {
            tokenize(&article.text, Span::new(0, article.text.len() as u32), &mut tokens);
        }
        Self::of_tokens(&tokens)
    }

    fn of_tokens(tokens: &[Token]) -> Self {
        let words: Vec<u64> = tokens.iter().filter(|t| t.is_content()).map(|t| hash(t.key)).collect();
        let mut numbers: Vec<u64> = tokens.iter().filter(|t| t.kind == TokenKind::Number).map(|t| hash(t.key)).collect();
        numbers.sort_unstable();
        Self { keys: keys(&words), words, numbers, runs: OnceLock::new() }
    }

    fn runs(&self) -> &[u64] {
        self.runs.get_or_init(|| {
            let mut runs: Vec<u64> = self.words.windows(RUN.min(self.words.len().max(1))).map(run).collect();
            runs.sort_unstable();
            runs.dedup();
            runs
        })
    }

    /// Whether candidates that share but one key with it are to be looked at.
    pub(crate) fn is_short(&self) -> bool {
        self.words.len() < SHORT
    }

    /// How two texts are alike: the same whichever is the first, but for the two shares that are named by it.
    pub(crate) fn overlap(&self, other: &Self) -> Overlap {
        let shared = common(self.runs(), other.runs());
        let share = |of: &Self| shared as f64 / of.runs().len().max(1) as f64;
        let by_length = |s: &Self| (s.runs().len(), s.words.len());
        let (a, b) = (self.within(other), other.within(self));
        let (within, news) = match by_length(self).cmp(&by_length(other)) {
            std::cmp::Ordering::Less => (a, b.lead),
            std::cmp::Ordering::Greater => (b, a.lead),
            std::cmp::Ordering::Equal => {
                let within = Within {
                    covered: a.covered.max(b.covered),
                    lead: a.lead.max(b.lead),
                    changed: a.changed.min(b.changed),
                    numbers: a.numbers.min(b.numbers),
                };
                (within, a.lead.max(b.lead))
            }
        };
        let Within { covered, lead, changed, numbers } = within;
        Overlap {
            of_one: share(self),
            of_other: share(other),
            covered,
            lead,
            news,
            numbers,
            changed,
            least: self.runs().len().min(other.runs().len()),
            same: self.words == other.words,
        }
    }

    /// What of this text is in `other`.
    fn within(&self, other: &Self) -> Within {
        let (mut covered, mut until) = ([0_usize; 2], 0);
        for (n, words) in self.words.windows(RUN.min(self.words.len().max(1))).enumerate() {
            if other.runs().binary_search(&run(words)).is_ok() {
                let (start, end) = (until.max(n), n + words.len());
                covered[0] += end - start;
                covered[1] += end.min(LEAD).saturating_sub(start);
                until = end;
            }
        }
        let changed = self.numbers.iter().filter(|n| other.numbers.binary_search(n).is_err()).count();
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        Within {
            covered: share(covered[0], self.words.len()),
            lead: share(covered[1], self.words.len().min(LEAD)),
            changed: share(changed, self.numbers.len()),
            numbers: self.numbers.len(),
        }
    }
}

/// What of one text is in another: see [`Overlap`].
struct Within {
    covered: f64,
    lead: f64,
    changed: f64,
    numbers: usize,
}

impl Overlap {
    /// The share of the shorter text that is in the other.
    pub(crate) fn share(&self) -> f64 {
        self.of_one.max(self.of_other)
    }
}

/// How many hashes two rising lists have in common.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        n += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    n
}

fn keys(words: &[u64]) -> Vec<i64> {
    let mut least = [u64::MAX; LEAST];
    let mut keys: Vec<i64> = Vec::with_capacity(words.len() / SAMPLE as usize + 2 * LEAST);
    for run in words.windows(KEY_RUN.min(words.len().max(1))).map(run) {
        if run % SAMPLE == 0 {
            keys.push(run as i64);
        }
        if let Some(place) = least.iter().position(|l| run <= *l).filter(|p| least[*p] != run) {
            least[place..].rotate_right(1);
            least[place] = run;
        }
    }
    keys.extend(least.iter().filter(|l| **l != u64::MAX).map(|l| *l as i64));
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn run(words: &[u64]) -> u64 {
    mix(words.iter().fold(0, |h, w| (h ^ w).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31)))
}

/// A hash of a folded word: the same on every machine and in every version.
pub(crate) fn hash(key: Key) -> u64 {
    let bits = key.bits();
    mix(mix(bits as u64) ^ (bits >> 64) as u64)
}

/// The finisher of SplitMix64 (public domain, Sebastiano Vigna).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Shingles {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
        Shingles::of_tokens(&tokens)
    }

    #[test]
    fn spelling_and_marks_make_no_difference() {
        let one = of("أعلنت وزارةُ الصحة في بيان، أمس، وفاة 12 شخصاً.");
        let other = of("اعلنت وزاره الصحه في بيان امس وفاة 12 شخصا");
        assert_eq!((one.words.len(), one.numbers.len(), one.runs().len()), (9, 1, 6));
        assert!(one.overlap(&other).same && one.keys == other.keys);
    }

    #[test]
    fn an_overlap_is_the_same_from_both_sides() {
        let short = of("أعلنت وزارة الصحة في بيان أمس وفاة 12 شخصا في المدينة");
        let long = of("قال ناطق اليوم إن وزارة الصحة في بيان أمس ذكرت وفاة 13 شخصا في المدينة وضواحيها وإن الوضع مستقر");
        let (one, other) = (short.overlap(&long), long.overlap(&short));
        assert_eq!(one, Overlap { of_one: other.of_other, of_other: other.of_one, ..other });
        assert!(one.of_one > one.of_other && one.changed == 1.0 && one.numbers == 1);
        assert!(one.lead > 0.3 && one.lead < 0.7, "{one:?}");
    }

    #[test]
    fn every_text_has_keys_and_short_ones_are_whole() {
        assert!(of("").keys.is_empty());
        assert_eq!(of("خبر عاجل").keys.len(), 1);
        assert!(of("خبر عاجل من المدينة القديمة اليوم وغدا").keys.len() >= 3);
    }
}
