//! What people decided about pairs: these are one, those are not. Grouping takes it in; where it is kept is another
//! module's matter.

use std::collections::{BTreeMap, HashMap};

use crate::cluster::Pairs;

/// A decision about two articles (by `article.id`) or two statements (by `statement.id`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// One of the two.
    pub one: i64,
    /// The other.
    pub other: i64,
    /// Whether they are one story, or one utterance; if not, they are kept apart.
    pub same: bool,
}

/// Decisions by the numbers of what is grouped.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links(BTreeMap<i64, Vec<(i64, bool)>>);

impl Links {
    pub(crate) fn new(decided: impl IntoIterator<Item = Decided>) -> Self {
        let mut links: BTreeMap<i64, Vec<(i64, bool)>> = BTreeMap::new();
        for Decided { one, other, same } in decided {
            if one != other {
                links.entry(one).or_default().push((other, same));
                links.entry(other).or_default().push((one, same));
            }
        }
        Self(links)
    }

    /// Whoever a decision is about.
    pub(crate) fn all(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.keys().copied()
    }

    /// What people put together with one.
    pub(crate) fn together_with(&self, one: i64) -> impl Iterator<Item = i64> + '_ {
        self.0.get(&one).into_iter().flatten().filter(|(_, same)| *same).map(|(other, _)| *other)
    }

    /// The decisions about what is grouped, by its places there.
    pub(crate) fn pairs(&self, places: &HashMap<i64, usize>) -> Pairs {
        let mut pairs = Pairs::default();
        for (one, others) in &self.0 {
            for (other, same) in others.iter().filter(|(other, _)| one < other) {
                if let (Some(a), Some(b)) = (places.get(one), places.get(other)) {
                    if *same { &mut pairs.together } else { &mut pairs.apart }.push((*a, *b));
                }
            }
        }
        pairs
    }
}
