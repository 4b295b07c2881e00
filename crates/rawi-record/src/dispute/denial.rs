//! Whether one statement denies what another says.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{Dispute, DisputeKind, Entry, days, nested, round};
use crate::fold;
use crate::utterance::gist::{self, Content, Names, shared};

/// A denial comes so many days after what it denies, at most.
const WITHIN: i64 = 7;
/// Words of a claim in which أنّ opens a clause, where one does.
const OPENS: usize = 8;
/// A claim of fewer words only points to what is denied: هذه الاتهامات.
const LEAST_WORDS: usize = 3;

/// A statement that denies something.
pub(super) struct Denial {
    pub(super) statement: i64,
    /// The statement of its article that it denies, as the article is read.
    pub(super) of: Option<i64>,
    /// The words of what is denied.
    pub(super) claim: Content,
    /// Of these, what the claim is first of all about: one of them at least is in what is denied.
    first: Vec<u32>,
    /// Whether it is something negated that is denied.
    of_negated: bool,
}

impl Denial {
    /// None where the cue is negated: لم ينف denies nothing.
    pub(super) fn new(statement: i64, of: Option<i64>, claim: &str, cue: &str) -> Option<Self> {
        let mut negated = false;
        fold::each(cue, |exact, _| negated |= words_of("neg").contains(exact.trim_start_matches(['و', 'ف'])));
        if negated {
            return None;
        }
        let (mut clause, mut of_negated) = (false, false);
        let mut n = 0;
        fold::each(claim, |exact, _| {
            clause |= n < OPENS && words_of("clause").contains(exact);
            of_negated |= gist::is_negation(exact);
            n += 1;
        });
        let claim = gist::content(claim);
        // a noun comes first: «استخدام الفسفور»; in a clause it may be the subject, or the verb behind it
        let of_first = if clause { 3 } else { 1 };
        let told = claim.said.words.iter().copied().filter(|w| !denial_words("points").contains(w));
        Some(Self { statement, of, first: told.take(of_first).collect(), of_negated, claim })
    }
}

/// The function words of a class.
fn words_of(class: &str) -> &'static HashSet<&'static str> {
    static WORDS: OnceLock<HashMap<&'static str, HashSet<&'static str>>> = OnceLock::new();
    static NONE: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words: HashMap<&str, HashSet<&str>> = HashMap::new();
        for [word, class] in rows(include_str!("../../../../lexicon/function_words.tsv")) {
            words.entry(class).or_default().insert(word);
        }
        words
    });
    words.get(class).unwrap_or_else(|| NONE.get_or_init(HashSet::new))
}

/// The words of a kind in the table of denials.
fn denial_words(kind: &str) -> &'static HashSet<u32> {
    static WORDS: OnceLock<[HashSet<u32>; 2]> = OnceLock::new();
    let [denies, points] = WORDS.get_or_init(|| {
        ["denies", "points"].map(|kind| {
            let of_kind = rows(TABLE).filter(|[_, of]| *of == kind);
            of_kind.flat_map(|[word, _]| gist::content(word).words().to_vec()).collect()
        })
    });
    if kind == "denies" { denies } else { points }
}

const TABLE: &str = include_str!("../../../../lexicon/denial_words.tsv");

/// The first two cells of the rows of a table.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 2]> {
    let rows = table.lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| {
        let mut cells = l.split('\t');
        Some([cells.next()?, cells.next()?])
    })
}

/// Whether `entry`, which is the denial, denies what `other` says: another's claim, or its own earlier one.
pub(super) fn of(other: &Entry, entry: &Entry, denial: &Denial, about: &[i64]) -> Option<Dispute> {
    let days = days(other, entry)?;
    // who denies something does not claim it on the same day, under whatever name
    let own = other.who == entry.who || other.content.names(&entry.content) == Names::One;
    if other.statement == entry.statement || nested(other, entry) || !(0..=WITHIN).contains(&days) || (own && days == 0) {
        return None;
    }
    let denies = |e: &Entry| e.content.words().iter().any(|w| denial_words("denies").contains(w));
    if other.act == "deny" || other.act == "reject" || denies(other) || other.content.is_negated() != denial.of_negated {
        return None;
    }
    let in_article = other.version == entry.version;
    let linked = denial.of == Some(other.statement);
    let named = other.actor.is_some_and(|actor| about.contains(&actor));
    let accuses = other.act == "accuse";
    let found = shared(&denial.claim, &other.content, false);
    let points = denial.claim.words().len() < LEAST_WORDS;
    let sure = if points {
        // what it points to is the accusation before it
        (linked && accuses).then_some(0.6)?
    } else {
        let (of_claim, of_other) = (denial.claim.told(found.tells), other.content.told(found.tells));
        let first = denial.first.iter().any(|w| other.content.words().binary_search(w).is_ok());
        if found.words < LEAST_WORDS || of_claim < 0.5 || !first {
            return None;
        }
        0.1 + 0.35 * of_claim + 0.25 * of_other + 0.15 * found.pairs + if linked { 0.1 } else { 0.0 }
    };
    let more = |is: bool, worth: f64| if is { worth } else { 0.0 };
    let confidence =
        round(sure + more(named, 0.1) + more(accuses, 0.1) - more(own, 0.1) - more(!in_article, 0.05) - 0.02 * days as f64);
    Some(Dispute { kind: DisputeKind::Denial, one: other.statement, other: entry.statement, confidence, figures: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_a_word() {
        for row in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [word, kind, note] = cells[..] else { panic!("{row}: three cells") };
            assert!(!word.is_empty() && !word.contains(' ') && !note.is_empty(), "{row}");
            assert!(["denies", "points"].contains(&kind), "{row}");
        }
    }

    #[test]
    fn a_negated_cue_denies_nothing() {
        assert!(Denial::new(1, None, "وجود خلاف", "نفى").is_some());
        for cue in ["لم ينف", "ولم تنفِ", "لا ينكر"] {
            assert!(Denial::new(1, None, "وجود خلاف", cue).is_none(), "{cue}");
        }
    }
}
