//! The noun phrases of a text, each read once: many rules ask for the phrase at one word, under one limit or another.

use crate::doc::Doc;
use crate::phrase::NounPhrase;
use crate::reach::Reach;
use rawi_text::{Key, Scaffold};
use std::cell::RefCell;

/// What was read of a text's noun phrases. It must be asked about one text alone, and always with one idea of what stops a
/// phrase.
#[derive(Debug)]
pub struct Phrases(RefCell<Kept>);

#[derive(Debug)]
struct Kept {
    /// Of each token, the place of what was read last there; [`NONE`] where nothing was.
    last: Vec<u32>,
    all: Vec<Read>,
}

const NONE: u32 = u32::MAX;

/// What was read at a token.
#[derive(Debug)]
struct Read {
    /// The place of what was read before at the same token.
    before: u32,
    limit: usize,
    /// The lowest limit under which the same is read.
    least: usize,
    object: bool,
    clitic: bool,
    /// The list of prepositions, where it made a difference.
    preps: Option<*const [Key]>,
    phrase: Option<NounPhrase>,
}

impl Read {
    /// Whether the same would be read so far.
    fn holds(&self, reach: &Reach<'_>) -> bool {
        let limit = reach.limit();
        self.object == reach.object
            && self.clitic == reach.clitic
            && (self.limit == limit || self.least <= self.limit.min(limit))
            && self.preps.is_none_or(|p| std::ptr::eq(p, reach.preps()) || p.len() + reach.preps().len() == 0)
    }
}

impl Phrases {
    /// Nothing read yet.
    pub fn of(scaffold: &Scaffold) -> Phrases {
        Phrases(RefCell::new(Kept {
            last: vec![NONE; scaffold.tokens.len()],
            all: Vec::with_capacity(scaffold.tokens.len() / 8),
        }))
    }

    /// The noun phrase that begins at a token: what [`Doc::noun_phrase`] reads.
    pub fn at(&self, doc: &Doc<'_>, start: usize, reach: &Reach<'_>) -> Option<NounPhrase> {
        self.with(doc, start, reach, |np| np.cloned())
    }

    /// The same where it goes right to the limit; else none.
    pub fn whole(&self, doc: &Doc<'_>, start: usize, reach: &Reach<'_>) -> Option<NounPhrase> {
        self.with(doc, start, reach, |np| np.filter(|np| np.end == reach.limit()).cloned())
    }

    /// Gives what is read at a token to `take`.
    fn with<T>(
        &self,
        doc: &Doc<'_>,
        start: usize,
        reach: &Reach<'_>,
        take: impl Fn(Option<&NounPhrase>) -> Option<T>,
    ) -> Option<T> {
        let before = {
            let kept = self.0.borrow();
            let last = *kept.last.get(start)?;
            let mut place = last;
            while let Some(read) = kept.all.get(place as usize) {
                if read.holds(reach) {
                    return take(read.phrase.as_ref());
                }
                place = read.before;
            }
            last
        };
        let phrase = doc.noun_phrase(start, reach);
        let taken = take(phrase.as_ref());
        let mut kept = self.0.borrow_mut();
        kept.last[start] = kept.all.len() as u32;
        kept.all.push(Read {
            before,
            limit: reach.limit(),
            least: reach.least.get(),
            object: reach.object,
            clitic: reach.clitic,
            preps: reach.by_preps.get().then_some(std::ptr::from_ref(reach.preps())),
            phrase,
        });
        taken
    }
}
