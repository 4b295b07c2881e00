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
        // من أهم شركاء العراق
        if !copula && i > 1 && t.get(self.doc.key(i - 1)).is(Kinds::FIRST) {
            p = i - 1 - usize::from(self.doc.key(i - 2) == key!("من") || t.get(self.doc.key(i - 2)).is(Kinds::FIRST));
            copula = true;
        }
        // ليست معارضة وإنما منصات تخريبية
        if !copula && i > 0 && t.get(self.doc.key(i - 1)).is(Kinds::RATHER) {
            let not = [key!("ليس"), key!("ليست"), key!("ليسوا")];
            let back = (i.saturating_sub(9)..i).rev().find(|k| not.contains(&self.doc.key(*k)));
            if let Some(k) = back {
                (p, copula) = (k, true);
            }
        }
        let Some(name) = names.ending(p).filter(|n| is_party(*n)) else {
            if copula && let Some(target) = self.shown(p, names) {
                let (start, end, polarity) = self.label_of(i, false)?;
                let entry = t.get(self.doc.key(start));
                let class = end > start + 1 || entry.is(Kinds::NOUN);
                let denied = denied && !only;
                return class.then_some(Found { by: None, target, label: (start, end), polarity, epithet: false, denied });
            }
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

    /// What is shown or named before token `p`, as what a predicate is said of: `هذه المنصات`, `وشركة النفط`.
    fn shown(&self, p: usize, names: &Names) -> Option<Target> {
        let noun = p.checked_sub(1)?;
        if noun > 0 && self.doc.class(noun - 1).is(Class::DEM) && article_off(self.doc.key(noun)).1 {
            return self.this(noun - 1, names);
        }
        let start = (self.sentence(noun).start as usize).max(p.saturating_sub(7));
        let body = |k: &usize| {
            let (key, word) = (self.doc.key(*k), self.doc.word(*k));
            let joined = key.first() == rawi_text::words::WAW && !word.is_whole();
            let role = if joined { self.doc.tables.word(key.skip(1)).role() } else { word.role() };
            let opened = joined
                || k.checked_sub(1).is_none_or(|b| {
                    self.doc.class(b).is(Class::CLAUSE.or(Class::LINK))
                        || matches!(self.doc.kind(b), TokenKind::Colon | TokenKind::Break | TokenKind::Quote)
                });
            opened && role.is_some_and(|r| r.role.is_body())
        };
        let from = (start..p).find(body)?;
        let np = self.noun_phrase(from, p, false, &[]).filter(|np| np.start == from && np.end == p)?;
        Some(Target::Words(np.start, np.end))
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
