//! Claims about whoever does something: من يتعامل مع التنظيم فهو إرهابي, كل من يحمل السلاح يعدّ شريكاً. Whom they mean stays as written.

use super::tables::{Entry, Kinds, Tables};
use super::{Found, Target};
use crate::reader::{Reader, word};
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key};

/// The longest clause of whoever it is, in tokens.
const LONG: usize = 16;

impl Reader<'_> {
    /// The class at `i` said of whoever does what stands before its pronoun or verb.
    pub(super) fn whoever(&self, i: usize, entry: Entry) -> Option<Found> {
        let joins = |k: usize| {
            let key = self.doc.key(k);
            let bare = if key.first() == rawi_text::words::FA { key.skip(1) } else { key };
            [key!("هو"), key!("هم"), key!("يعد"), key!("يعتبر"), key!("يصبح")].contains(&bare)
        };
        let at = i.checked_sub(1).filter(|k| joins(*k))?;
        let from = self.whoever_from(at)?;
        let class = self.label_of(i, true).filter(|l| l.1 > l.0 + 1 || Tables::built_in().get(self.doc.key(i)).is(Kinds::NOUN));
        let (start, end, polarity) = class.or_else(|| Some((i, i + 1, entry.polarity?)))?;
        let target = Target::Words(from, at);
        Some(Found { by: None, target, label: (start, end), polarity, epithet: false, denied: false })
    }

    /// Where `(كل) من يفعل كذا` begins that goes up to token `to`, at the head of a clause.
    pub(super) fn whoever_from(&self, to: usize) -> Option<usize> {
        let within = (to.saturating_sub(LONG)..to).rev().take_while(|k| {
            !matches!(self.doc.kind(*k), TokenKind::Stop | TokenKind::Break | TokenKind::Semicolon | TokenKind::Colon)
        });
        within.into_iter().find_map(|k| {
            let all = k.checked_sub(1).filter(|b| article_off(self.doc.key(*b)).0 == key!("كل"));
            let from = all.unwrap_or(k);
            let heads = from.checked_sub(1).is_none_or(|b| {
                self.doc.class(b).is(Class::CLAUSE)
                    || matches!(self.doc.kind(b), TokenKind::Quote | TokenKind::Colon | TokenKind::Break)
            });
            let does = [key!("ي").first(), key!("ت").first()].contains(&self.doc.key(k + 1).first());
            (self.doc.key(k) == word::MIN && heads && does && k + 1 < to).then_some(from)
        })
    }
}
