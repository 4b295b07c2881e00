//! Claims about whoever does something: من يتعامل مع التنظيم فهو إرهابي, كل من يحمل السلاح يعدّ شريكاً. Whom they mean stays as written.

use super::tables::{Entry, Kinds, Tables};
use super::{Found, Target};
use crate::reader::{Reader, word};
use crate::reading::Polarity;
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
            [key!("هو"), key!("هي"), key!("هم"), key!("يعد"), key!("تعد"), key!("تعتبر"), key!("يعتبر"), key!("يصبح")]
                .contains(&bare)
        };
        let before = i.checked_sub(1)?;
        let from = match joins(before) {
            true => self.whoever_from(before)?,
            // من يحمل السلاح إرهابي
            false => self.whole_sentence(i, entry).then(|| self.whoever_from(i)).flatten()?,
        };
        let at = if joins(before) { before } else { i };
        let class = self.label_of(i, true).filter(|l| l.1 > l.0 + 1 || Tables::built_in().get(self.doc.key(i)).is(Kinds::NOUN));
        let (start, end, polarity) = class.or_else(|| Some((i, i + 1, entry.polarity?)))?;
        let target = Target::Words(from, at);
        Some(Found { by: None, target, label: (start, end), polarity, epithet: false, denied: false })
    }

    /// Whether the class at `i` closes a nominal sentence: nothing is behind it, and it is no adjective of what stands before.
    fn whole_sentence(&self, i: usize, entry: Entry) -> bool {
        let claims = matches!(entry.polarity, Some(Polarity::Terrorist | Polarity::Hostile));
        let definite = article_off(self.doc.key(i - 1)).1 || self.doc.kb_at(i - 1).is_some();
        let closed = matches!(
            self.doc.kind(i + 1),
            TokenKind::Stop | TokenKind::Comma | TokenKind::Semicolon | TokenKind::Quote | TokenKind::Break
        );
        entry.is(Kinds::NOUN) && claims && definite && (closed || self.doc.token(i + 1).is_none())
    }

    /// Where `(كل) من يفعل كذا` begins that goes up to token `to`, at the head of a clause.
    pub(super) fn whoever_from(&self, to: usize) -> Option<usize> {
        let within = (to.saturating_sub(LONG)..to).rev().take_while(|k| {
            !matches!(self.doc.kind(*k), TokenKind::Stop | TokenKind::Break | TokenKind::Semicolon | TokenKind::Colon)
        });
        within.into_iter().find_map(|k| {
            let any = [key!("أي"), key!("أية"), key!("كل")].contains(&self.doc.key(k));
            if self.doc.key(k) != word::MIN && !any {
                return None;
            }
            let all = k.checked_sub(1).filter(|b| article_off(self.doc.key(*b)).0 == key!("كل"));
            let from = all.unwrap_or(k);
            let heads = from.checked_sub(1).is_none_or(|b| {
                self.doc.class(b).is(Class::CLAUSE)
                    || matches!(self.doc.kind(b), TokenKind::Quote | TokenKind::Colon | TokenKind::Break)
            });
            let does = [key!("ي").first(), key!("ت").first()].contains(&self.doc.key(k + 1).first());
            if self.doc.key(k) == word::MIN && heads && does && k + 1 < to {
                return Some(from);
            }
            // أي جهة تتعامل مع, كل دولة تدعم
            let of = self.doc.kind(k + 1) == TokenKind::Word && !article_off(self.doc.key(k + 1)).1;
            let does = [key!("ي").first(), key!("ت").first()].contains(&self.doc.key(k + 2).first()) && self.verb_at(k + 2);
            let heads =
                k.checked_sub(1).is_none_or(|b| self.doc.class(b).is(Class::CLAUSE) || self.doc.kind(b) != TokenKind::Word);
            (any && of && does && heads && k + 2 < to).then_some(k)
        })
    }

    /// Whether a word is no noun and no name, so that ي or ت before it make it a verb.
    fn verb_at(&self, k: usize) -> bool {
        self.doc.kind(k) == TokenKind::Word && self.doc.kb_at(k).is_none() && self.doc.word(k).role().is_none()
    }
}
