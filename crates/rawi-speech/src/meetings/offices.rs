//! Offices of those who take part: what one is of, and whose it is.

use crate::reader::Reader;
use rawi_actors::{Likely, Number};
use rawi_text::TokenKind;
use rawi_text::words::{WAW, article_off};

impl Reader<'_> {
    /// Whether the word at `k`, behind و, goes on with what an office is of: وزيرة الاقتصاد والمالية.
    pub(super) fn in_office(&self, from: usize, k: usize) -> bool {
        let rest = self.doc.tables.word(self.doc.key(k).skip(1));
        let (bare, definite) = article_off(self.doc.key(k).skip(1));
        let human = rest.role().is_some_and(|r| r.role.is_human()) || rest.likely_name() == Likely::Known;
        if !definite || human || self.doc.kb_at(k).is_some() || bare.len() < 3 {
            return false;
        }
        let part = |q: &usize| {
            let key = self.doc.key(*q);
            let own = article_off(key).1 || key.first() == WAW && article_off(key.skip(1)).1;
            self.doc.kind(*q) == TokenKind::Word && own && self.doc.kb_at(*q).is_none()
        };
        let first = (from + 1..k).rev().take_while(part).last();
        let office = first.and_then(|f| f.checked_sub(1)).and_then(|o| self.doc.word(o).role());
        office.is_some_and(|r| r.role == rawi_actors::Role::Office)
    }

    /// The name of whom the title at `from` is, where the phrase ends with it.
    pub(super) fn own_name(&self, from: usize, to: usize) -> Option<String> {
        // شقيق فلان is not فلان
        let office = |r: rawi_actors::RoleWord| r.role.is_human() && r.role != rawi_actors::Role::Kin && r.number == Number::S;
        let joined = self.doc.tables.word(self.doc.key(from).skip(1)).role().filter(|_| !self.doc.word(from).is_whole());
        self.doc.word(from).role().or(joined).filter(|r| office(*r))?;
        let np = match self.glued_prep(from) {
            Some(_) => self.noun_phrase_after_clitic(from, to),
            None => self.noun_phrase(from, to, true, &[]),
        }?;
        let (start, end) = np.name.filter(|n| n.1 == to && n.1 > n.0 + 1 && n.0 > from)?;
        Some(self.span((start, end)).of(self.doc.text).split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
