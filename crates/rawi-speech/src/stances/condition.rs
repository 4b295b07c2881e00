//! What is asked for, and on which condition.

use super::tables::{Row, Tables};
use super::{Demand, Found, Site, Type};
use crate::lexis::Signs;
use crate::reader::Reader;
use crate::reading::Party;
use rawi_text::words::{FA, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};

/// A condition in a content, in tokens.
#[derive(Clone, Copy)]
pub(super) struct Condition {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) strong: bool,
}

/// The word by which a condition is looked up.
pub(super) fn bare(key: Key) -> Key {
    if matches!(key.first(), WAW | FA) && key.len() > 2 { key.skip(1) } else { key }
}

impl Reader<'_> {
    /// The first condition of a content that may have one. `if` counts only where something is asked, offered or threatened.
    pub(super) fn condition(&self, t: &Tables, site: Site, kind: Option<Type>) -> Option<Condition> {
        let weak_too = matches!(
            kind,
            Some(Type::Demands | Type::Offers | Type::Threatens | Type::Rejects | Type::Supports | Type::Conditions)
        );
        let mut never = false;
        let typed = kind.is_some();
        for i in site.from..site.to {
            if self.doc.kind(i) != TokenKind::Word {
                continue;
            }
            // لن … إلا بعد: without a stance of another kind only this
            never |= !typed && self.doc.key(i) == key!("لن");
            if !(typed || never && i > site.from) {
                continue;
            }
            if !self.signs(i).any(Signs::CONDITION) {
                continue;
            }
            let key = self.doc.key(i);
            let Some((words, strong)) = t.lead(bare(key), |n| self.doc.key(i + n)) else { continue };
            // ما إذا: whether; حتى لو, ولو: even if
            let before = if i > site.from { self.doc.key(i - 1) } else { Key::EMPTY };
            let asks = [key!("ما"), key!("عما"), key!("حتى"), key!("إلا"), key!("كما")].contains(&before);
            let even = key == key!("ولو");
            if !strong && (!weak_too || asks || even) {
                continue;
            }
            // بدون شرط, دون شروط
            // إلغاء شرط التسجيل
            let apart = i > site.from && (self.doc.kind(i - 1) == TokenKind::Comma || !article_off(self.doc.key(i + 1)).1);
            if key == key!("شرط")
                && !(self.is_clause(i + 1)
                    || apart && self.doc.word(i + 1).key.len() > 2 && !self.doc.class(i - 1).is(Class::PREP))
            {
                continue;
            }
            let stop = (i + words + 1..site.to)
                .find(|j| {
                    matches!(self.doc.kind(*j), TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop | TokenKind::Break)
                })
                .unwrap_or(site.to);
            let (start, end) = self.trim(i, stop);
            if end > i + words {
                return Some(Condition { start, end, strong });
            }
        }
        None
    }

    /// What is asked of whom on which condition.
    pub(super) fn demand(
        &self,
        site: Site,
        found: &Found,
        row: Row,
        condition: Option<Condition>,
        towards: &Option<Party>,
    ) -> Option<Demand> {
        let asks = matches!(row.kind, Some(Type::Demands | Type::Conditions));
        if !asks && condition.is_none() {
            return None;
        }
        // اشترط X: what is said is the condition
        let is_condition = row.kind == Some(Type::Conditions) && row.cameo == "100";
        let whole = |from: usize, to: usize| {
            let (a, b) = self.trim(from, to);
            (b > a).then(|| self.clip(self.span((a, b)))).filter(|s| !s.is_empty())
        };
        let (what, condition) = if is_condition {
            (None, whole(site.from, site.to))
        } else {
            let from = if found.object >= site.from && found.object < site.to { found.object } else { site.from };
            let what = match condition {
                // إذا … فسنرد: what is said follows the condition
                Some(c) if c.start <= from => whole(c.end + usize::from(self.doc.kind(c.end) == TokenKind::Comma), site.to),
                Some(c) => whole(from, c.start),
                None => whole(from, site.to),
            };
            (what, condition.and_then(|c| whole(c.start, c.end)))
        };
        let of = towards.clone().filter(|_| asks);
        Some(Demand { of, what, condition })
    }
}
