//! What a figure is about, and the time that it is for.

use super::Quantity;
use super::tables::{NounKind, Place, Tables};
use crate::reader::{Reader, word};
use rawi_text::words::{BA, LAM, WAW};
use rawi_text::{Span, TokenKind, key, sets};

/// How many tokens away the time of a figure is looked for.
const NEAR: usize = 12;

impl Reader<'_> {
    /// The whole behind a share (70 في المئة من أراضي البلاد), or the noun that governs the figure (مقتل 4 جنود، بقيمة 5
    /// ملايين).
    pub(super) fn figure_about(&self, q: &Quantity) -> Option<Span> {
        let end = q.end;
        // نزح الآلاف من المدينة: whence, not of what
        let whole = q.kind != Some(NounKind::Person);
        if whole && self.doc.key(end) == word::MIN && self.doc.kind(end + 1) == TokenKind::Word && !self.doc.class(end + 1).any()
        {
            let np = self.noun_phrase(end + 1, self.limit(end + 1).min(end + 8), true, &[])?;
            let mark = (end + 1..np.end).find(|i| !matches!(self.doc.kind(*i), TokenKind::Word | TokenKind::Number));
            return Some(self.span((end + 1, mark.unwrap_or(np.end))));
        }
        let head = q.start.checked_sub(1)?;
        let key = self.doc.key(head);
        let t = Tables::built_in();
        let governs = t.is(Place::Of, key) || matches!(key.first(), WAW | BA | LAM) && t.is(Place::Of, key.skip(1));
        governs.then(|| self.span((head, head + 1)))
    }

    /// The year or the month that the figure is for: the nearest one in its sentence.
    pub(super) fn figure_when(&self, q: &Quantity) -> Option<Span> {
        let s = self.sentence(q.number);
        let year = |i: usize| {
            let k = self.doc.key(i);
            self.doc.kind(i) == TokenKind::Number && k.len() == 4 && matches!(k.take(2), c if c == key!("19") || c == key!("20"))
        };
        let month = |i: usize| self.doc.kind(i) == TokenKind::Word && self.doc.sets(i).has(sets().month);
        let lead = |i: usize| Tables::built_in().is(Place::When, self.doc.key(i));
        let ahead = (q.end..(q.end + NEAR).min(s.end as usize))
            .take_while(|i| !matches!(self.doc.kind(*i), TokenKind::Comma | TokenKind::Semicolon))
            .find(|i| year(*i) || month(*i));
        let found = ahead.or_else(|| {
            let from = q.start.saturating_sub(NEAR).max(s.start as usize);
            (from..q.start).rev().find(|i| year(*i) || month(*i))
        })?;
        let mut start = found;
        while start > s.start as usize && start + 4 > found && (lead(start - 1) || month(start - 1)) {
            start -= 1;
        }
        let mut end = found + 1;
        while end < found + 3 && end < s.end as usize && year(end) {
            end += 1;
        }
        Some(self.span((start, end)))
    }
}
