//! What a meeting is about, told beside it (لبحث سلة الدستور) or in a sentence of its own (وتطرقت الجولة إلى سلة الدستور).

use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::reader::Reader;
use crate::reading::Held;
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key};

/// How many words behind a meeting its agenda is looked for.
const NEAR: usize = 10;
/// The longest item of an agenda, in tokens.
const ITEM: usize = 14;
/// How many sentences back the meeting was told that a noun goes back to.
const BACK: usize = 2;
/// How many words behind its subject the preposition of a verb stands (تطرقت الجولة أمس إلى).
const GAP: usize = 4;

impl Reader<'_> {
    /// What a meeting is about, as far as its sentence tells it.
    pub(super) fn item(&self, m: &Told, limit: usize) -> Option<(usize, usize)> {
        let (from, to) = m.text;
        // where a name of its own ends is sure only of those that are known
        let sure = |prep: &&str| *prep != "-" || m.id.is_some() || m.round.is_some();
        let treated = from.checked_sub(1).and_then(|verb| self.treats(verb)).filter(sure);
        let treated = treated.and_then(|prep| self.item_of(to, limit, prep));
        treated
            .or_else(|| self.item_within(from + 1, to))
            .or_else(|| self.item_behind(to, limit))
            .or_else(|| self.topped(to, limit))
    }

    /// The preposition of the object of the verb at `i` that tells what a meeting is about: تطرقت needs إلى, ناقشت none.
    fn treats(&self, i: usize) -> Option<&'static str> {
        self.senses_at(i).find_map(|(_, s)| match s {
            Sense::Treats(prep) => Some(prep),
            _ => None,
        })
    }

    fn item_stops(&self, i: usize) -> bool {
        let mark = matches!(
            self.doc.kind(i),
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop | TokenKind::Break | TokenKind::Colon | TokenKind::Dash
        );
        mark || self.doc.class(i).is(Class::CLAUSE.or(Class::REL))
    }

    /// The words from token `start` on, up to where they stop.
    fn item_from(&self, start: usize, limit: usize) -> Option<(usize, usize)> {
        // ملف إعادة الإعمار: no verb stands behind one noun
        let ends = |i: usize| self.has_sense(i, Sense::Ends);
        // السماح بمشاركة المرشحين
        let beside = |i: usize| self.with_ba(i) && self.doc.key(i) != key!("بمشاركة");
        let stop = |i: &usize| self.item_stops(*i) || ends(*i) || beside(*i) || self.stops(*i) && *i != start + 1;
        let end = (start..limit.min(start + ITEM)).find(stop).unwrap_or(limit.min(start + ITEM));
        (end > start && end < start + ITEM).then(|| self.trim(start, end))
    }

    /// The object of a verb of treating whose subject ends before `from`, behind its preposition; a time may stand between.
    fn item_of(&self, from: usize, limit: usize, prep: &str) -> Option<(usize, usize)> {
        let time = |k: usize| self.doc.class(k).is(Class::TIME.or(Class::DAY)) && !self.doc.class(k).is(Class::PREP);
        if prep == "-" {
            let start = (from..limit.min(from + GAP)).find(|k| !time(*k))?;
            let noun = self.doc.kind(start) == TokenKind::Word || self.doc.kind(start) == TokenKind::Quote;
            // بحثت اللجنة عن, ناقش المجتمعون في
            let led = self.doc.class(start).is(Class::PREP.or(Class::PREPPRON)) || self.glued_prep(start).is_some();
            return if noun && !led { self.item_from(start, limit) } else { None };
        }
        let prep = rawi_text::Key::of(prep);
        let at = (from..limit.min(from + GAP)).take_while(|k| !self.item_stops(*k)).find(|k| self.doc.key(*k) == prep)?;
        self.item_from(at + 1, limit)
    }

    /// `لبحث الأزمة السورية`, `بشأن اليمن`, `وعلى جدول أعمالها ملف الأسرى`, also behind a comma.
    fn item_behind(&self, from: usize, limit: usize) -> Option<(usize, usize)> {
        // وتناول اللقاء الأزمة: the meeting is its subject
        let lead = |i: usize| {
            let words = self.senses_at(i).find(|(_, s)| *s == Sense::Agenda).map(|(words, _)| words)?;
            (self.treats(i).is_none() || !self.goes_back(i + words)).then_some(words)
        };
        let comma = |i: usize| self.doc.kind(i) == TokenKind::Comma && lead(i + 1).is_some();
        let near = (from..limit.min(from + NEAR))
            .take_while(|i| lead(*i).is_some() || comma(*i) || !(self.item_stops(*i) || self.stops(*i)));
        let (at, words) = near.into_iter().find_map(|i| lead(i).map(|words| (i, words)))?;
        self.item_from(at + words, limit)
    }

    /// The same before those who take part: محادثات حول سوريا برئاسة فلان.
    fn item_within(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let lead = |i: usize| self.senses_at(i).find(|(_, s)| *s == Sense::Agenda).map(|(words, _)| i + words);
        let start = (from..to).find_map(lead)?;
        let close = (start..to).find(|k| self.with_ba(*k))?;
        self.item_from(start, close)
    }

    /// `ويتصدر ملف اليمن جدول أعمالها`.
    fn topped(&self, from: usize, limit: usize) -> Option<(usize, usize)> {
        let t = Tables::built_in();
        let verb = (from..limit.min(from + NEAR)).find(|k| t.is(self.doc.key(*k), Sense::Tops))?;
        let agenda = |k: &usize| [key!("جدول"), key!("أجندة")].contains(&self.doc.key(*k));
        let end = (verb + 1..limit.min(verb + ITEM)).take_while(|k| !self.item_stops(*k)).find(agenda)?;
        (end > verb + 1).then(|| self.trim(verb + 1, end))
    }

    /// Whether the word at `k` goes back to a meeting told before, or to those who met: الاجتماع, الجولة, المجتمعون.
    fn goes_back(&self, k: usize) -> bool {
        let (t, bare) = (Tables::built_in(), self.bare(k));
        let talks = t.is(bare, Sense::Talks) && bare != key!("لجنة") || bare == key!("جولة") || bare == key!("دورة");
        article_off(self.doc.key(k)).1 && (talks || bare == key!("استقبال")) || t.is(self.doc.key(k), Sense::Sides)
    }

    /// The verb at `i` whose subject goes back to the meeting of a sentence before, and what that was about: `وتطرقت الجولة
    /// إلى سلة الدستور`, `وناقش المجتمعون ملف الأسرى`.
    pub(super) fn treated(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let prep = self.treats(i)?;
        let at = mentions.told?;
        if self.sentence_number(i) - self.sentence_number(at).min(self.sentence_number(i)) > BACK {
            return None;
        }
        let goes_back = |k: usize| {
            let bare = self.bare(k);
            // القمة, المؤتمر: another one than اجتماع الوزراء
            let own = [key!("قمة"), key!("مؤتمر"), key!("منتدى"), key!("حوار")].contains(&bare);
            let same = !own || mentions.noun.is_some_and(|(_, noun)| noun == bare);
            same && self.goes_back(k)
        };
        let limit = self.limit(i);
        // الاجتماع الذي عقد, الاجتماع بين: told more of by itself
        let subject = goes_back(i + 1);
        let before = !subject && i > 0 && i - 1 <= self.sentence_start(i) + 1 && goes_back(i - 1);
        // وجرى خلال اللقاء استعراض العلاقات
        let done = i > 2 && goes_back(i - 1) && Tables::built_in().is(self.doc.key(i - 2), Sense::During);
        let done = done && self.has_sense(i - 3, Sense::Done);
        if !(subject || before || done) {
            return None;
        }
        let from = if subject { i + 2 } else { i + 1 };
        // الاجتماع الثلاثي
        let adjective =
            |k: usize| self.doc.kind(k) == TokenKind::Word && article_off(self.doc.key(k)).1 && self.doc.word(k).is_adjective();
        let from = from + usize::from(subject && prep != "-" && adjective(from));
        let about = self.item_of(from, limit, prep)?;
        Some(Told {
            again: true,
            about: Some(about),
            ..Told::of(
                String::new(),
                mentions.noun.map_or(key!("اجتماع"), |(_, noun)| noun),
                Held::Held,
                (i, about.1),
                Vec::new(),
            )
        })
    }
}
