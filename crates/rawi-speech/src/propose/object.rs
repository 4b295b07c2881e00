//! Where the object of a cue begins: behind a subject that is not known, in a headline, before a clause of its own.

use crate::cues::CueWord;
use crate::lexicon::{Between, Mark, Mood, Prep, Verb};
use crate::reader::Reader;
use rawi_actors::Role;
use rawi_text::words::{WAW, article_off};
use rawi_text::{Key, TokenKind, key, sets};

impl<'a> Reader<'a> {
    /// ضرورة، أهمية: a noun that أن follows; behind a clitic where told.
    pub(super) fn is_modal(&self, at: usize, glued: bool) -> bool {
        let key = self.doc.key(at);
        sets().modal.contains(&if glued { key.skip(1) } else { key })
    }

    /// Whether a noun phrase stands between the subject of a cue and the clause at `j`.
    pub(super) fn has_topic_before(&self, cue: &CueWord<'a>, verb: &Verb, j: usize) -> bool {
        let from = cue.token + 1;
        let at = self.subject_after(from, j, true, &verb.preps).map_or(from, |np| np.end);
        !cue.object && at + 1 < j && at > from && (at..j).all(|k| self.doc.kind(k) == TokenKind::Word) && self.good_noun(at)
    }

    /// Whether an act noun that is the object of the cue begins before `j`, with the clause at `j` behind words of its own
    /// («أكد ضرورة كذا، باعتبار أن», «علل سبب الهدم بأنها»).
    pub(super) fn has_object_before(&self, cue: &CueWord<'a>, verb: &Verb, j: usize) -> bool {
        let i = cue.token;
        if cue.object || j < i + 4 || verb.weak && !verb.light {
            return false;
        }
        let Some(frame) = verb.frames.iter().find(|f| f.mark == Mark::Noun && f.between == Between::Nothing) else {
            return false;
        };
        let bi = self.doc.key(j).first() == rawi_text::words::BA;
        let before = self.doc.key(j - 1);
        let apart = bi || self.doc.sets(j - 1).has(sets().not_complement);
        if !apart || before == key!("مع") {
            return false;
        }
        self.bare_noun(cue, verb, *frame, j).is_some_and(|o| {
            o.content + 2 < j
                && o.quote.is_none()
                && self.is_done(o.content)
                && (self.act_noun(o.content).is_some() || self.doc.word(o.content).is_noun() || self.is_owned(o.content))
                && (o.content == i + 1 || self.doc.kind(o.content - 1) == TokenKind::Word)
        })
    }

    /// تعهدت بكين بدعم الحكومة: a noun of what is done behind a name, and not where the name is.
    pub(super) fn acts_behind_name(&self, j: usize, p: Prep) -> bool {
        let key = self.doc.key(j);
        p == Prep::Bi
            && key.len() > 3
            && self.doc.kb_at(j - 1).is_some()
            && self.doc.kb_at(j).is_none()
            && (self.act_noun(j).is_some() || rawi_actors::is_verbal_noun(key.skip(1)))
            && !article_off(key.skip(1)).1
    }

    /// Whether a verb in the imperfect in a headline has its subject before it and an indefinite noun as its object (سوريا ترفض مشروع
    /// أردوغان).
    pub(super) fn has_subject_in_headline(&self, cue: &CueWord<'a>) -> bool {
        let (i, doc) = (cue.token, &self.doc);
        // يكشف لـ«الأوان» تفاصيل: behind to whom
        let to = i < self.title_end && (matches!(self.glued_prep(i + 1), Some(Prep::Li)) || doc.key(i + 1) == key!("ل"));
        let at = if to { self.skip_light(i + 1, i + 1) } else { i + 1 };
        let next = doc.word(at);
        // ويرفض المبادرة الأمريكية
        if cue.conj.is_some() {
            return self.goes_on_in_headline(cue)
                && doc.kind(at) == TokenKind::Word
                && !doc.class(at).any()
                && doc.kb_at(at).is_none()
                && self.glued_prep(at).is_none()
                && next.role().is_none_or(|r| r.role == Role::Document);
        }
        let first = doc.key(i).first();
        i < self.title_end
            && i > self.sentence(i).start as usize
            && cue.conj.is_none()
            && !cue.object
            && doc.kind(i - 1) == TokenKind::Word
            && !doc.class(i - 1).any()
            && [key!("ي").first(), key!("ت").first()].contains(&first)
            && cue.forms.iter().any(|f| f.mood == Mood::Imperfect)
            && doc.kind(at) == TokenKind::Word
            && !doc.class(at).any()
            && !article_off(doc.key(at)).1
            && doc.kb_at(at).is_none()
            && self.glued_prep(at).is_none()
            && (next.is_noun() && next.role().is_none() || next.role().is_some_and(|r| r.role == Role::Document))
    }

    /// Whether a verb in the imperfect in a headline goes on one before it with the same subject (يحذر من كذا ويرفض كذا).
    pub(crate) fn goes_on_in_headline(&self, cue: &CueWord<'a>) -> bool {
        let i = cue.token;
        let imperfect = |c: &CueWord<'a>| c.forms.iter().any(|f| f.mood == Mood::Imperfect);
        let plain = cue.conj.is_some() && !cue.object && !cue.future && imperfect(cue);
        if i >= self.title_end || i < 2 || !plain || self.quote(i).is_some() {
            return false;
        }
        let letter = self.doc.key(i).skip(1).first();
        let mut before = (i.saturating_sub(18)..i - 1).rev().filter(|k| self.doc.key(*k).first() == letter);
        before.find_map(|k| self.cues.at(k)).is_some_and(|c| {
            let b = c.token;
            let opens = self.sentence(b).start as usize == b;
            let free = !opens && self.quote(b).is_none() && !self.doc.class(b - 1).any();
            c.conj.is_none() && imperfect(c) && self.stops(b) && free
        })
    }

    /// أعلن "جيش" الاحتلال الإسرائيلي ارتفاع: where what is done begins behind a subject that opens with a few words in quotation
    /// marks.
    pub(super) fn past_quoted_name(&self, at: usize, stop: usize) -> Option<usize> {
        let quote = &self.doc.scaffold.quotes.all[self.opens(at)?];
        if !quote.closed || quote.close - quote.open > 4 {
            return None;
        }
        let mut from = quote.close as usize + 1;
        while from < stop
            && article_off(self.doc.key(from)).1
            && self.doc.kind(from) == TokenKind::Word
            && !self.doc.class(from).any()
        {
            from += 1;
        }
        let from = self.skip_light(from, from);
        (from < stop && self.is_done(from)).then_some(from)
    }

    /// رفض بشكل قاطع كل المناشدات: steps over a manner.
    pub(super) fn past_manner(&self, at: usize) -> usize {
        let manner = [key!("بشكل"), key!("بصورة"), key!("بطريقة")].contains(&self.doc.key(at));
        let told = manner && self.doc.kind(at + 1) == TokenKind::Word && !article_off(self.doc.key(at + 1)).1;
        let two =
            told && self.doc.key(at + 2).first() == WAW && self.doc.tables.word(self.doc.key(at + 2).skip(1)).is_adjective();
        if told { at + 2 + usize::from(two) } else { at }
    }

    /// Whether a cue is a participle in the accusative with its object behind it, not a finite verb.
    pub(super) fn is_participle_with_object(&self, cue: &CueWord<'a>) -> bool {
        let next = self.doc.key(cue.token + 1);
        cue.forms.iter().all(|f| f.mood == Mood::Participle)
            && (self.is_done(cue.token + 1) || self.act_noun(cue.token + 1).is_some() || is_taf3il(next))
            && !article_off(next).1
    }

    /// تستبعد مفاوضات مباشرة: an act noun that was read as a subject, though it cannot speak.
    pub(super) fn is_object_alone(&self, np: &rawi_actors::NounPhrase) -> bool {
        !np.can_speak()
            && self.is_done(np.start)
            && (self.act_noun(np.start).is_some() || rawi_actors::is_verbal_noun(self.doc.key(np.start)))
            && np.end == np.start + 1
    }

    /// رفض فاعلون عديدون سحب الجائزة من: an object that was read as the end of its subject.
    pub(super) fn object_inside(&self, np: &rawi_actors::NounPhrase, stop: usize) -> Option<usize> {
        (np.start + 1..np.end.min(stop)).find(|k| {
            let before = self.doc.key(k - 1);
            // عديدون, رئيسيون
            let plural = *k > np.start + 1 && !article_off(before).1 && before.before(key!("ون")).is_some();
            let named = self.doc.kb_at(np.start).is_some_and(|kb| np.start + kb.words as usize == *k);
            // أكد مصدر اعتقال, أفاد شهود وقوع: who tells is annexed to nothing that is done
            let source = self.doc.role(k - 1).is_some_and(|r| r.role == Role::Source) && !article_off(before).1;
            let told = self.doc.key(k - 1) == key!("عيان");
            (plural || named || source || told)
                && self.is_done(*k)
                && !self.doc.class(k + 1).any()
                && self.doc.kind(k + 1) == TokenKind::Word
        })
    }
}

/// The pattern تفعيل.
fn is_taf3il(key: Key) -> bool {
    rawi_actors::is_verbal_noun(key) && key.first() == key!("ت").first()
}
