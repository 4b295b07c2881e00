//! A later clause of a content that takes a stance of its own: `…، وعلى الحكومة أن تستقيل`, `…، وبالتالي لا يجوز تعطيلها`,
//! `…، ونحن نرفض ذلك`.

use super::duty::is_no_duty;
use super::head::{STEPS, Way};
use super::phrase::Whose;
use super::tables::{Bits, Row, Tables, Target};
use super::target::Actors;
use super::{Found, Site, Type};
use crate::lexis::Signs;
use crate::reader::{Reader, word};
use rawi_text::words::{FA, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};

/// How many words of a content are looked through for a later clause that asks (وعلى الحكومة أن تستقيل).
const LATER: usize = 80;

/// How many for one that takes another stance: what is said far behind is hardly what the statement is about.
const NEARER: usize = 40;

/// How many words may stand between who must do something and what.
const ASIDE: usize = 5;

/// Words of whose duty something is, and negations that count.
const ON: [Key; 7] = [key!("على"), key!("عليه"), key!("عليها"), key!("عليهم"), key!("عليكم"), key!("عليك"), key!("علينا")];
const NOT: [Key; 2] = [key!("لا"), key!("لن")];

/// Whether a later clause that takes a stance may begin with a word.
pub(super) fn may_begin(t: &Tables, key: Key) -> bool {
    let bare = if matches!(key.first(), WAW | FA) && key.len() > 2 { key.skip(1) } else { key };
    t.get(bare).opens() || ON.contains(&bare) || NOT.contains(&bare) || bare != key && t.get(key).opens()
}

impl Reader<'_> {
    /// The stance of the first later clause that has one.
    pub(super) fn by_later_clause(&self, t: &'static Tables, site: Site, actors: &Actors) -> Option<Found> {
        for i in site.from..site.to.min(site.from + LATER) {
            if !self.signs(i).any(Signs::LATER) || self.doc.kind(i) != TokenKind::Word || !self.opens_later(i, site) {
                continue;
            }
            if let Some(found) = self.duty_at(i, site) {
                return Some(found);
            }
            if i > site.from
                && i < site.from + NEARER
                && let Some(found) = self.stance_at(t, i, site, actors)
            {
                return Some(found);
            }
        }
        None
    }

    /// Whether a clause may begin at a word: behind a mark, with و or ف, behind a word that joins clauses.
    fn opens_later(&self, i: usize, site: Site) -> bool {
        if matches!(self.doc.key(i).first(), WAW | FA) || i == site.from || self.is_clause(i - 1) && self.is_held(i - 1, site) {
            return true;
        }
        let mark = matches!(
            self.doc.kind(i - 1),
            TokenKind::Comma | TokenKind::Stop | TokenKind::Quote | TokenKind::Colon | TokenKind::Semicolon | TokenKind::Break
        );
        let key = self.doc.key(i - 1);
        mark || self.doc.class(i - 1).is(Class::LINK.or(Class::PRON))
            || [key!("وبالتالي"), key!("لذلك"), key!("لذا"), key!("ولذلك"), key!("ولذا")].contains(&key)
    }

    /// أن at the head of what is said, or behind what the speaker holds himself: نعتقد أنه.
    fn is_held(&self, that: usize, site: Site) -> bool {
        let held = [key!("نعتقد"), key!("أعتقد"), key!("نرى"), key!("أرى"), key!("نؤكد"), key!("أؤكد"), key!("أظن"), key!("نظن")];
        that == site.from || held.contains(&self.doc.key(that - 1)) || matches!(self.doc.key(that).first(), WAW | FA)
    }

    /// `على الحكومة أن تستقيل`, `عليه أن يحترم الدستور`.
    fn duty_at(&self, i: usize, site: Site) -> Option<Found> {
        let row = Row { kind: Some(Type::Demands), cameo: "020", target: Target::Asked };
        let that =
            |from: usize, within: usize| (from..from + within).find(|j| [key!("أن"), key!("ألا")].contains(&self.doc.key(*j)));
        let key = self.doc.key(i);
        let bare = if matches!(key.first(), WAW | FA) { key.skip(1) } else { key };
        if bare == word::ALA
            && self.prep_at(i).is_some()
            && let Some(np) = self.noun_phrase(i + 1, site.to.min(i + STEPS), true, &[]).filter(|np| np.start == i + 1)
            && self.is_somebody((np.start, np.end))
            // على أمل أن, على الرغم أن
            && !is_no_duty(self.doc.key(np.start))
            && (article_off(self.doc.key(np.start)).1 || self.doc.word(np.start).role().is_some() || self.doc.kb_at(np.start).is_some())
            // على الجميع كل في مسؤوليته أن يكشف
            && let Some(then) = that(np.end, if self.doc.key(np.start) == key!("الجميع") { ASIDE } else { 2 })
        {
            return Some(Found { row, object: then, subject: Some((np.start, np.end)), addressed: false });
        }
        if bare != word::ALA
            && ON.contains(&bare)
            && let Some(then) = that(i + 1, 2)
        {
            return Some(Found { row, object: then, subject: None, addressed: false });
        }
        None
    }

    /// An obligation, a verb of the speaker's, a phrase at the head of a later clause.
    fn stance_at(&self, t: &'static Tables, i: usize, site: Site, actors: &Actors) -> Option<Found> {
        let key = self.doc.key(i);
        let not = NOT.contains(&key) || matches!(key.first(), WAW | FA) && NOT.contains(&key.skip(1));
        let (entry, future) = self.verb_entry(i + usize::from(not));
        let way = Way { negated: not, future, ..Way::default() };
        let here = Site { from: i, ..site };
        if self.verb_entry(i).0.is(Bits::PHRASE)
            && let Some((phrase, _)) = self.phrase_of(t, i, site.to)
            && (phrase.whose == Whose::Own
                || phrase.whose == Whose::Any && t.row(phrase.row).is_some_and(|r| r.kind == Some(Type::Rejects)))
        {
            return self.phrased(t, i, &Way::default(), here, actors);
        }
        let verb = i + usize::from(not);
        // وهو المطلوب, والمطلوب
        let apart = self.doc.key(verb).first() == FA || i > site.from && self.doc.class(i - 1).is(Class::LINK);
        if !entry.opens() || article_off(self.doc.key(verb)).1 && !apart {
            return None;
        }
        if let Some(found) = self.obliged(t, verb, entry, &way, here, actors) {
            return Some(found);
        }
        let row = if not { t.not(entry) } else { t.verb(entry) };
        let row = row.filter(|r| {
            entry.is(Bits::FIRST)
                && entry.is(Bits::IMPERFECT)
                && self.doc.key(verb).len() > 3
                && !future
                && r.kind.is_some_and(|k| k != Type::Accuses)
        })?;
        if row.target == Target::Asked
            && let Some((whom, object)) = self.asked_object(verb + 1, site.to)
        {
            return Some(Found { row, object, subject: Some(whom), addressed: false });
        }
        Some(Found { row, object: verb + 1, subject: None, addressed: false })
    }
}
