//! Predicates: إن حزب الله منظمة إرهابية، هذه المنصات ليست معارضة، قطر شريك موثوق.

use super::epithet::is_party;
use super::tables::{Kinds, Tables};
use super::{Found, Names, Target};
use crate::reader::Reader;
use crate::reading::Polarity;
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key};

impl Reader<'_> {
    /// The class at `i` said of the name before it.
    pub(super) fn predicate(&self, i: usize, names: &Names) -> Option<Found> {
        let t = Tables::built_in();
        let (mut p, mut copula, mut denied, mut only) = (i, false, false, false);
        while p > 0 && i - p < 5 && t.get(self.doc.key(p - 1)).is(Kinds::COPULA) {
            p -= 1;
            let key = self.doc.key(p);
            copula = true;
            only |= key == key!("إلا") || key == key!("سوى");
            denied |= self.doc.class(p).is(Class::NEG) || key == key!("ليس") || key == key!("ليست") || key == key!("ليسوا");
        }
        let Some(name) = names.ending(p).filter(|n| is_party(*n)) else {
            let pronoun = self.doc.class(p).is(Class::PRON);
            return if copula && pronoun { self.predicate_of_words(p, i, denied && !only) } else { None };
        };
        let before = name.start.checked_sub(1);
        let opened = before.is_none_or(|b| {
            let class = self.doc.class(b);
            class.is(Class::CLAUSE.or(Class::LINK))
                || matches!(self.doc.kind(b), TokenKind::Colon | TokenKind::Break | TokenKind::Quote)
        });
        // of a name behind a preposition or a noun nothing is said
        if !(opened || copula && before.is_none_or(|b| !self.doc.class(b).is(Class::PREP))) {
            return None;
        }
        let pronoun = self.doc.class(i.saturating_sub(1)).is(Class::PRON) && i > p;
        let (start, end, polarity) = self.label_of(i, pronoun)?;
        // a body's noun alone is no class; a genitive behind a noun makes it definite
        let (bare, definite) = article_off(self.doc.key(start));
        let entry = t.get(if pronoun && definite { bare } else { self.doc.key(start) });
        if end == start + 1 && !entry.is(Kinds::NOUN) {
            return None;
        }
        Some(Found {
            by: None,
            target: Target::Named(name),
            label: (start, end),
            polarity,
            epithet: false,
            denied: denied && !only,
        })
    }

    /// The class at `i` said of a phrase that أن opens and a pronoun at `pronoun` closes: إن الحكومات التي … هي حكومات …
    fn predicate_of_words(&self, pronoun: usize, i: usize, denied: bool) -> Option<Found> {
        let (start, end, polarity) = self.label(i)?;
        let open = (pronoun.saturating_sub(PHRASE)..pronoun).rev().take_while(|k| {
            !matches!(self.doc.kind(*k), TokenKind::Comma | TokenKind::Stop | TokenKind::Break | TokenKind::Semicolon)
        });
        let clause = open.into_iter().find(|k| self.doc.class(*k).is(Class::CLAUSE))?;
        let target = Target::Words(clause + 1, pronoun);
        let whole = pronoun > clause + 1 && article_off(self.doc.key(clause + 1)).1;
        let claims = polarity == Polarity::Terrorist || polarity == Polarity::Hostile;
        (whole && claims).then_some(Found { by: None, target, label: (start, end), polarity, epithet: false, denied })
    }
}

/// The longest phrase that a predicate is said of, in tokens.
const PHRASE: usize = 18;
