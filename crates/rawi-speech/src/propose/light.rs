//! What is stepped over between a cue and its content: times, dates, adverbs, manner.

use crate::lexicon::Prep;
use crate::reader::{Reader, word};
use rawi_text::words::article_off;
use rawi_text::{Class, Key, TokenKind, key, sets};

/// What tells in two words that something is said again, or so far.
const BY_THE_WAY: [(Key, Key); 8] = [
    (key!("مرة"), key!("أخرى")),
    (key!("مرة"), key!("ثانية")),
    (key!("مرة"), key!("جديدة")),
    (key!("من"), key!("جديد")),
    (key!("حتى"), key!("الآن")),
    (key!("حتى"), key!("اللحظة")),
    (key!("في"), key!("المقابل")),
    (key!("على"), key!("الفور")),
];

/// What tells with على what is answered.
const ANSWERS: [Key; 4] = [key!("ردا"), key!("تعليقا"), key!("تعقيبا"), key!("وردا")];

impl Reader<'_> {
    /// Steps over time words and asides between the subject and an object.
    pub(crate) fn skip_light(&self, mut from: usize, to: usize) -> usize {
        let limit = self.limit(from.min(self.doc.scaffold.tokens.len().saturating_sub(1)));
        while from < limit {
            let timed = from > 0 && self.doc.class(from - 1).is(Class::TIME.or(Class::DAY));
            if let Some(end) = self.by_the_way(from, limit) {
                from = end;
            } else if self.doc.class(from).is(Class::TIME.or(Class::DAY))
                || matches!(self.doc.kind(from), TokenKind::Comma | TokenKind::Colon)
                || timed && sets().time_tail.contains(&self.doc.key(from))
                || self.is_adverb(from)
            {
                from += 1;
            } else if let Some(end) = self.date(from, limit).or_else(|| self.dashed(from, limit)) {
                from = end;
            } else if sets().part_of_time.contains(&self.doc.key(from)) && self.is_time_noun(from + 1) {
                // أواخر الشهر الماضي، مطلع آب
                from += 2 + usize::from(sets().time_tail.contains(&self.doc.key(from + 2)));
            } else if let Some(end) = self.circumstance(from, limit).or_else(|| self.issued(from, limit)) {
                from = end;
            } else if self.is_manner(from) {
                from += 1;
            } else if self.doc.key(from) == key!("أكثر")
                && self.doc.key(from + 1) == word::MIN
                && self.doc.key(from + 2) == key!("مرة")
            {
                from += 3;
            } else if self.doc.key(from) == key!("غير") && self.doc.key(from + 1) == key!("مرة") {
                from += 2;
            } else {
                break;
            }
        }
        if from >= limit { to } else { from }
    }

    /// في بيان نشرته الرئاسة, في كلمة ألقاها, في تصريحات أدلى بها: a verb of issuing right behind what was issued, and who
    /// issued it; gives one past them.
    fn issued(&self, at: usize, limit: usize) -> Option<usize> {
        if at == 0 || self.doc.kind(at - 1) != TokenKind::Word || article_off(self.doc.key(at - 1)).1 {
            return None;
        }
        let delivered = [key!("أدلى"), key!("أدلت")].contains(&self.doc.key(at)) && self.doc.class(at + 1).is(Class::PREPPRON);
        let end = if delivered { at + 2 } else { at + usize::from(self.is_issued_here(at)) };
        let who = || {
            let np = self.noun_phrase(end, limit, true, &[])?;
            (np.start == end && (np.definite || self.is_owned(end)) && np.can_speak()).then_some(np)
        };
        (end > at).then(|| who().map_or(end, |np| np.end))
    }

    /// في 26 مارس/آذار 2015, أواخر نيسان الماضي: a date with its month, and in whose part; gives one past its end.
    pub(super) fn date(&self, at: usize, limit: usize) -> Option<usize> {
        let number = |i: usize| self.doc.kind(i) == TokenKind::Number;
        let of_time = |i: usize| {
            self.doc.class(i).is(Class::TIME.or(Class::DAY))
                || sets().part_of_time.contains(&self.doc.key(i))
                || self.doc.key(i) == key!("شهر")
        };
        let mut i = at + usize::from(self.prep_at(at) == Some(Prep::Fi));
        while i < limit && (of_time(i) || number(i)) && i < at + 5 {
            i += 1;
        }
        let month = |i: usize| i < limit && sets().month.contains(&article_off(self.doc.key(i)).0);
        if !month(i) {
            return None;
        }
        // نيسان/أبريل, تشرين الأول/أكتوبر
        let numbered = |i: usize| matches!(self.doc.key(i), k if k == key!("الأول") || k == key!("الثاني"));
        while month(i) {
            i += 1 + usize::from(numbered(i + 1));
            let slash = self.doc.kind(i) == TokenKind::Other && month(i + 1);
            i += usize::from(slash);
        }
        while i < limit
            && (number(i) || sets().time_tail.contains(&self.doc.key(i)) || self.doc.key(i) == word::MIN && of_time(i + 1))
        {
            i += 1;
        }
        Some(i)
    }

    /// -اليوم الجمعة-: a short aside between dashes; gives one past its end.
    pub(super) fn dashed(&self, at: usize, limit: usize) -> Option<usize> {
        let dash = |i: usize| self.doc.kind(i) == TokenKind::Dash;
        let close = (at + 2..limit.min(at + 9)).take_while(|i| !self.ends(*i)).find(|i| dash(*i)).filter(|_| dash(at))?;
        (at + 1..close).all(|i| self.cues.at(i).is_none()).then_some(close + 1)
    }

    /// رسمياً، علناً، مراراً: an adverb of one word.
    pub(super) fn is_adverb(&self, i: usize) -> bool {
        self.doc.class(i).is(Class::ADV)
            && !self.doc.class(i).is(Class::PREP.or(Class::CLAUSE).or(Class::LINK).or(Class::NEG))
            && self.doc.key(i).last() == rawi_text::words::ALIF
    }

    /// بشكل قاطع, مرة أخرى, بدوره, ردا على سؤال: what stands by the way and is told by its words alone; gives one past its end.
    pub(super) fn by_the_way(&self, at: usize, limit: usize) -> Option<usize> {
        let doc = &self.doc;
        let (key, next) = (doc.key(at), doc.key(at + 1));
        if sets().turn.contains(&key) && !self.is_part_played(at) || key == key!("كذلك") {
            return Some(at + 1);
        }
        if BY_THE_WAY.contains(&(key, next)) {
            return Some(at + 2);
        }
        if ANSWERS.contains(&key) && self.prep_at(at + 1) == Some(Prep::Ala) {
            // ردا على سؤال عن كذا: the question goes on only behind a preposition
            let asked = doc.key(at + 2) == key!("سؤال") || doc.key(at + 2) == key!("أسئلة");
            let end = if asked { at + 3 } else { self.circumstance(at + 1, limit)? };
            // ردا على سؤال آخر, على سؤال صحفي
            let told =
                asked && (doc.sets(end).has(sets().partitive) || doc.word(end).is_adjective() && !article_off(doc.key(end)).1);
            let end = end + usize::from(told);
            let goes_on = asked && (doc.class(end).is(Class::PREP) || self.glued_prep(end).is_some());
            return if goes_on { self.circumstance(end, limit) } else { Some(end) };
        }
        let end = self.past_manner(at);
        (end > at).then_some(end)
    }

    /// A noun of time or the name of a month.
    pub(super) fn is_time_noun(&self, i: usize) -> bool {
        let bare = article_off(self.doc.key(i)).0;
        self.doc.class(i).is(Class::TIME.or(Class::DAY)) || sets().month.contains(&bare) || sets().span_of_time.contains(&bare)
    }

    /// بشدة، بقوة: a manner of one word.
    pub(crate) fn is_manner(&self, i: usize) -> bool {
        let key = self.doc.key(i);
        key.first() == key!("ب").first() && sets().manner.contains(&key.skip(1))
    }

    /// فيما يتعلق بكذا, فيما يخص: the topic, and no other clause.
    pub(super) fn is_as_to(&self, i: usize) -> bool {
        self.doc.key(i) == key!("فيما") && [key!("يتعلق"), key!("يخص"), key!("يتصل")].contains(&self.doc.key(i + 1))
    }
}
