//! A later clause of a content that says who must do what: `…، وعلى الحكومة أن تستقيل`.

use super::duty::is_no_duty;
use super::head::STEPS;
use super::tables::{Row, Target};
use super::{Found, Site, Type};
use crate::reader::{Reader, word};
use rawi_text::words::{FA, WAW, article_off};
use rawi_text::{TokenKind, key};

/// How many words of a content are looked through for a later clause that asks (وعلى الحكومة أن تستقيل).
const LATER: usize = 80;

impl Reader<'_> {
    /// `…، وعلى الحكومة أن تستقيل`, `عليه أن يحترم الدستور`.
    pub(super) fn by_later_clause(&self, site: Site) -> Option<Found> {
        let row = Row { kind: Some(Type::Demands), cameo: "020", target: Target::Asked };
        let that = |from: usize| (from..from + 2).find(|j| [key!("أن"), key!("ألا")].contains(&self.doc.key(*j)));
        for i in site.from..site.to.min(site.from + LATER) {
            let key = self.doc.key(i);
            let joined = key.first() == WAW;
            let bare = if joined || key.first() == FA { key.skip(1) } else { key };
            let opens = joined
                || i == site.from
                || self.is_clause(i - 1)
                || matches!(
                    self.doc.kind(i - 1),
                    TokenKind::Comma
                        | TokenKind::Stop
                        | TokenKind::Quote
                        | TokenKind::Colon
                        | TokenKind::Semicolon
                        | TokenKind::Break
                );
            if self.doc.kind(i) != TokenKind::Word || !opens {
                continue;
            }
            if bare == word::ALA
                && self.prep_at(i).is_some()
                && let Some(np) = self.noun_phrase(i + 1, site.to.min(i + STEPS), true, &[]).filter(|np| np.start == i + 1)
                && self.is_somebody((np.start, np.end))
                // على أمل أن, على الرغم أن
                && !is_no_duty(self.doc.key(np.start))
                && (article_off(self.doc.key(np.start)).1 || self.doc.word(np.start).role().is_some() || self.doc.kb_at(np.start).is_some())
                && let Some(then) = that(np.end)
            {
                return Some(Found { row, object: then, subject: Some((np.start, np.end)), addressed: false });
            }
            if [key!("عليه"), key!("عليها"), key!("عليهم"), key!("عليكم"), key!("عليك")].contains(&bare)
                && let Some(then) = that(i + 1)
            {
                return Some(Found { row, object: then, subject: None, addressed: false });
            }
        }
        None
    }
}
