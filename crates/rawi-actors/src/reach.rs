//! How far a noun phrase may be read, and before what.

use rawi_text::Key;
use std::cell::Cell;

/// How far a phrase may go. It notes what it is asked for, so that a phrase that was read under one limit is known to be the
/// same under another ([`Phrases`](crate::Phrases)).
pub struct Reach<'a> {
    /// One past the last token that the phrase may take.
    limit: usize,
    /// Whether a token begins something else: a verb, a participle.
    pub(crate) stops: &'a dyn Fn(usize) -> bool,
    /// Whether an object may follow the phrase without a mark between them.
    pub(crate) object: bool,
    /// Prepositions that the verb takes: they do not go on the phrase.
    verb_preps: &'a [Key],
    /// Whether a glued preposition stands before the phrase's first word (وفقاً للمرسوم).
    pub(crate) clitic: bool,
    /// Of the limits that would give the same answers, the lowest.
    pub(crate) least: Cell<usize>,
    /// Whether the verb's prepositions were asked for.
    pub(crate) by_preps: Cell<bool>,
}

impl<'a> Reach<'a> {
    /// As far as to `limit`, and to no token that `stops`.
    pub fn new(limit: usize, stops: &'a dyn Fn(usize) -> bool) -> Reach<'a> {
        let (least, by_preps) = (Cell::new(0), Cell::new(false));
        Reach { limit, stops, object: false, verb_preps: &[], clitic: false, least, by_preps }
    }

    /// The same where an object may follow the phrase without a mark between them.
    pub fn before_object(self, object: bool) -> Reach<'a> {
        Reach { object, ..self }
    }

    /// The same behind a verb that takes these prepositions.
    pub fn of_verb(self, verb_preps: &'a [Key]) -> Reach<'a> {
        Reach { verb_preps, ..self }
    }

    /// The same where a preposition may be glued to the phrase's first word.
    pub fn behind_clitic(self, clitic: bool) -> Reach<'a> {
        Reach { clitic, ..self }
    }

    /// One past the last token that the phrase may take.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// The prepositions of the verb.
    pub(crate) fn preps(&self) -> &'a [Key] {
        self.verb_preps
    }

    /// Whether the phrase may take the token at `i`.
    pub(crate) fn has(&self, i: usize) -> bool {
        self.to(i + 1) > i
    }

    /// `end`, or the limit where that comes first.
    pub(crate) fn to(&self, end: usize) -> usize {
        self.least.set(self.least.get().max(end));
        end.min(self.limit)
    }

    /// Whether the verb takes this preposition.
    pub(crate) fn takes(&self, prep: Key) -> bool {
        self.by_preps.set(true);
        self.verb_preps.contains(&prep)
    }

    /// Whether it takes any.
    pub(crate) fn takes_any(&self) -> bool {
        self.by_preps.set(true);
        !self.verb_preps.is_empty()
    }

    /// The same for a phrase in apposition.
    pub(crate) fn inner(&self) -> Reach<'a> {
        Reach::new(self.limit, self.stops).before_object(self.object).of_verb(self.verb_preps)
    }

    /// Takes up what another was asked for.
    pub(crate) fn note(&self, inner: &Reach<'_>) {
        self.to(inner.least.get());
        self.by_preps.set(self.by_preps.get() | inner.by_preps.get());
    }
}
