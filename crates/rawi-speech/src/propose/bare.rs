//! Contents that are a bare noun phrase: where the subject ends and what is told begins.

use super::Complement;
use crate::cues::CueWord;
use crate::lexicon::{Between, Frame, Mark, Prep, Verb};
use crate::reader::{Reader, word};
use rawi_actors::Role;
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key, sets};

/// How far behind a verb, or behind its subject, the preposition is looked for that leads whom it is said to.
const WHOM: usize = 14;

impl<'a> Reader<'a> {
    /// Whether a noun phrase that is worth a statement can begin at a token.
    pub(crate) fn good_noun(&self, at: usize) -> bool {
        if self.doc.kind(at) == TokenKind::Number {
            return true;
        }
        let class = self.doc.class(at);
        // عن أول اتصال هاتفي
        if self.doc.key(at) == key!("أول")
            && self.doc.kind(at + 1) == TokenKind::Word
            && !self.doc.class(at + 1).any()
            && !article_off(self.doc.key(at + 1)).1
        {
            return true;
        }
        // يوم الجمعة الماضي عن
        if self.doc.sets(at).has(sets().time_tail) {
            return false;
        }
        self.doc.kind(at) == TokenKind::Word
            && !class.is(Class::REL
                .or(Class::AUX)
                .or(Class::LINK)
                .or(Class::PREP)
                .or(Class::PREPPRON)
                .or(Class::TIME)
                .or(Class::DAY)
                .or(Class::CONJ))
            || class.is(Class::WHICH)
            || self.doc.key(at) == word::MA
            || self.doc.key(at) == key!("أي")
            || self.leads_as_noun(at)
            || self.is_part_played(at)
            // أعلن عن قرب انتهاء الأزمة
            || self.doc.key(at) == key!("قرب") && at > 0 && self.prep_at(at - 1) == Some(Prep::An) && self.is_done(at + 1)
            || (class.is(Class::NEG) && self.doc.kind(at) == TokenKind::Word && self.doc.key(at) == key!("غير"))
    }

    pub(crate) fn bare_noun(&self, cue: &CueWord<'a>, verb: &Verb, frame: Frame, stop: usize) -> Option<Complement> {
        let i = cue.token;
        let preps = &verb.preps;
        let mut at = i + 1;
        let document = |np: &rawi_actors::NounPhrase| np.role.is_some_and(|r| r.role == Role::Document) && np.name.is_none();
        if self.in_relative(i)
            && !self.resumes(at)
            && !cue.object
            && self.subject_after(at, stop, true, preps).as_ref().is_some_and(document)
        {
            // إسرائيل التي تعارض الاتفاق: the subject stands before
        } else if cue.object {
            // اعتبره فاضحاً: the object is the pronoun
            at = self.subject_after(at, stop, false, preps).filter(|np| np.end < stop).map_or(at, |np| np.end);
        } else if frame.between == Between::Inside {
            if let Some(np) = self.subject_after(at, stop, true, preps) {
                // حمّلت ليفني نتنياهو مسؤولية كذا
                let needed = sets().needs_blame.contains(&verb.key);
                at = self.speaker_end(cue, &np, stop, needed).unwrap_or(np.end);
            }
        } else if frame.between == Between::Nothing && self.is_participle_with_object(cue) {
            // مؤكدة تحقيق إصابات مباشرة: no subject stands behind a participle
        } else if frame.between == Between::Nothing && self.has_subject_in_headline(cue) {
            // سوريا ترفض مشروع أردوغان لإعادة
        } else if let Some(np) =
            self.subject_after(at, stop, true, preps).filter(|np| frame.between != Between::Nothing || !self.is_object_alone(np))
        {
            let first = || self.speaker_end(cue, &np, stop, true).filter(|_| verb.takes_whom() && !self.has_object(np.end, stop));
            at = self.object_inside(&np, stop).or_else(first).unwrap_or(np.end);
            // ناشدت الجمعية الحكومة التدخل: the addressee, then what is asked
            if frame.between == Between::Addressee
                && let Some(whom) = self.noun_phrase(at, stop, true, preps)
                && whom.can_speak()
                && whom.end < stop
                && self.good_noun(whom.end)
                && self.glued_prep(whom.end).is_none()
            {
                at = whom.end;
            }
        }
        // طلب الوزير من فرنسا وقف القتال: whom it is asked of, then what is asked
        let asked = match frame.between {
            Between::PrepAddressee(p) if !cue.object => self.past_whom(at, stop, p, preps),
            _ => None,
        };
        if let Some(end) = asked {
            at = end;
        } else if at > i + 1 && !cue.object {
            at = self.over_asides(at, stop, preps);
            // أعلن المطار -في بيان- استئناف
            if self.doc.kind(at) == TokenKind::Dash
                && let Some(end) = (at + 1..stop.min(at + 20)).find(|k| self.doc.kind(*k) == TokenKind::Dash)
            {
                at = end + 1;
            }
        }
        // واعتبر الفاعل السياحي ذاته مراكش استثناء: «the same» ends a subject that is not known
        if !cue.object
            && let Some(k) = (at..stop.min(at + 4))
                .take_while(|k| self.doc.kind(*k) == TokenKind::Word)
                .find(|k| self.doc.sets(*k).has(sets().self_))
            && (i + 1..k).all(|k| article_off(self.doc.key(k)).1)
            && k > i + 1
        {
            at = k + 1;
        }
        if at == i + 1
            && frame.between == Between::Nothing
            && let Some(end) = self.past_quoted_name(at, stop)
        {
            at = end;
        }
        let after = at;
        let mut at = if asked.is_some() { at } else { self.past_manner(self.skip_light(at, at)) };
        // تمنى تحقيق البطولات مع فريقه: what looked like the subject is what is done
        let head = self.doc.word(i + 1);
        let done = head.is_noun()
            && self.doc.kind(i + 1) == TokenKind::Word
            && !self.doc.class(i + 1).any()
            && !article_off(self.doc.key(i + 1)).1
            && self.doc.kb_at(i + 1).is_none()
            && head.role().is_none_or(|r| r.role == Role::Document)
            && (!verb.weak || cue.conj.is_some() || !verb.light && i > 0 && self.doc.kind(i - 1) == TokenKind::Word);
        if (at >= stop || self.ends(at)) && done && frame.between == Between::Nothing {
            at = i + 1;
        } else if at >= stop || self.ends(at) {
            // رفضت الحكومة المشاركة في الحوار: what looked like an adjective of the subject is the object
            at = (i + 1..after.min(stop)).rev().find(|k| self.may_be_object(*k, i + 1, preps))?;
        }
        // أعلنت القسام، فجر اليوم، استهداف: a definite word that nobody knows, between the verb and a comma
        let unknown = at == i + 1
            && article_off(self.doc.key(at)).1
            && self.doc.kind(at + 1) == TokenKind::Comma
            && self.act_noun(at).is_none()
            && !rawi_actors::is_verbal_noun(article_off(self.doc.key(at)).0);
        if unknown {
            let next = self.skip_light(at + 1, at);
            if next < stop && self.is_done(next) {
                at = next;
            }
        }
        if at > i + 1 && !cue.object && frame.between == Between::Nothing {
            at = self.past_apposition(at, stop);
        }
        let subject_limit = at;
        let quote = self.opens(at);
        if quote.is_some() {
            at += 1;
        }
        if !self.good_noun(at)
            || (self.stops(at) && self.act_noun(at).is_none() && self.cues.at(at).is_none_or(|c| self.is_likely_cue(c)))
        {
            return None;
        }
        Some(Complement { content: at, quote, mark: Mark::Noun, frame, subject_limit })
    }

    /// Where the object begins behind whom a verb's preposition leads (طلب من فرنسا | وقف القتال, طلبت منه | الرحيل), with a time or
    /// a circumstance before it.
    fn past_whom(&self, from: usize, stop: usize, p: Prep, preps: &[Key]) -> Option<usize> {
        let doc = &self.doc;
        let leads = |k: usize| {
            let pronoun = doc.class(k).is(Class::PREPPRON) && p == Prep::Min && doc.key(k).take(2) == word::MIN;
            self.prep_at(k) == Some(p) && !self.is_clause(k + 1) || pronoun
        };
        let at = (from..stop.min(from + WHOM)).find(|k| leads(*k))?;
        let mut k = from;
        while k < at {
            let time = doc.class(k).is(Class::TIME.or(Class::DAY).or(Class::ADV)) && !doc.class(k).is(Class::PREP);
            k = match doc.kind(k) == TokenKind::Comma || time {
                true => k + 1,
                false => self.circumstance(k, at)?,
            };
        }
        if doc.class(at).is(Class::PREPPRON) {
            return Some(at + 1);
        }
        let whom = self.noun_phrase(at + 1, stop, true, preps)?;
        // من بايدن | المساعدة في الإعمار: what looked like an adjective
        let within = || (whom.start + 1..whom.end).rev().find(|k| self.may_be_object(*k, whom.start, preps));
        let open = |k: usize| k < stop && self.good_noun(k) && self.glued_prep(k).is_none();
        if open(whom.end) { Some(whom.end) } else { within().filter(|k| open(*k)) }
    }

    /// Where whoever speaks ends, in a phrase behind a verb that has its object too.
    fn speaker_end(&self, cue: &CueWord<'a>, np: &rawi_actors::NounPhrase, stop: usize, needed: bool) -> Option<usize> {
        let form = cue.forms.iter().find(|f| crate::cues::is_finite(f.mood))?;
        self.without_object(np, stop, form, needed).map(|first| first.end)
    }

    /// Whether an object may begin right behind a phrase: no preposition, no end.
    fn has_object(&self, at: usize, stop: usize) -> bool {
        let at = if self.is_manner(at) { at + 1 } else { at };
        at < stop && !self.ends(at) && self.prep_at(at).is_none() && self.glued_prep(at).is_none()
    }

    /// Whether the definite word at `k` of a phrase that begins at `first` may be the object instead.
    pub(super) fn may_be_object(&self, k: usize, first: usize, preps: &[Key]) -> bool {
        let word = self.doc.word(k);
        let plain = self.doc.kind(k) == TokenKind::Word && !self.doc.class(k).any() && word.role().is_none();
        let subject = || self.noun_phrase(first, k, true, preps).is_some_and(|np| np.end == k && np.can_speak());
        plain
            && (k == first || (self.complete_before(k) || self.doc.kb_at(k - 1).is_some_and(|h| h.words == 1)) && subject())
            && self.doc.kb_at(k).is_none()
            && article_off(self.doc.key(k)).1
            && if k == first { word.is_noun() } else { word.is_common() && !word.is_adjective() && !word.is_demonym() }
    }

    /// Whether a quotation after a verb is a name (قال لـ«الشرق الأوسط»، صحيفة «لوموند») and not what is said.
    pub(crate) fn is_name_quote(&self, j: usize, q: usize, inner: usize, cue: usize, limit: usize) -> bool {
        let close = self.doc.scaffold.quotes.all[q].close as usize;
        // تؤكد «شركة كذا» «أنها …»: a name with what is said behind it
        let behind = |k: usize| self.opens(k).is_some() || self.is_clause(k);
        if inner <= 7 && j == cue + 1 && self.doc.scaffold.quotes.all[q].closed && behind(close + 1) {
            return true;
        }
        // دعت «الجمعية المغربية للدفاع عن الحقوق» إلى تنظيم: a name, with the verb's own preposition behind it
        let led = |k: usize| {
            self.prep_at(k).is_some()
                && self.cues.at(cue).is_some_and(|c| self.frame_prep(c.verb(self.lexicon), k).is_some())
                && !self.ends(k + 1)
        };
        if inner <= 8
            && j == cue + 1
            && self.doc.scaffold.quotes.all[q].closed
            && article_off(self.doc.key(j + 1)).1
            && led(close + 1)
        {
            return true;
        }
        // نفت «الإدارة الذاتية لشمال سوريا» ما تداولته, التوصل إلى: the object stands behind it
        let object = |k: usize| self.doc.key(k) == key!("ما") || self.is_done(k) || self.act_noun(k).is_some();
        if inner <= 7
            && j == cue + 1
            && self.doc.scaffold.quotes.all[q].closed
            && article_off(self.doc.key(j + 1)).1
            && !self.doc.breaks(j, close + 1)
            && object(close + 1)
        {
            return true;
        }
        if inner > 7 || j == cue + 1 && inner > 3 {
            return false;
        }
        // توجه «إنذاراً نووياً»: a few words in quotation marks as the object of a verb that mostly is no speech
        let weak = self.cues.at(cue).is_some_and(|c| {
            let verb = c.verb(self.lexicon);
            verb.weak && verb.frames.iter().any(|f| matches!(f.mark, Mark::Noun | Mark::Prep(_)))
        });
        if weak && inner <= 5 && self.doc.kind(j - 1) != TokenKind::Colon {
            return true;
        }
        let doc = &self.doc;
        let quote = doc.scaffold.quotes.all[q];
        let before = j - 1;
        if doc.kind(before) == TokenKind::Colon {
            return false;
        }
        let headed = before > cue && doc.role(before).is_some_and(|r| r.role.is_body())
            || (before > cue && doc.key(before).len() <= 2 && doc.kind(before) == TokenKind::Word)
            || self.prep_at(before).is_some()
            || before > cue && doc.class(before).is(Class::PREP);
        if headed {
            return true;
        }
        let after = quote.close as usize + 1;
        // وجود «وهميين» في صفوف: a word in quotation marks within a clause
        let goes_on =
            doc.kind(after) == TokenKind::Word && after < limit && self.cues.at(after).is_none() && doc.key(after).first() != WAW;
        // أعلنت «القسّام» تدمير: the subject is a name in quotation marks
        if inner <= 3 && j == cue + 1 && goes_on {
            return true;
        }
        let far = j > cue + 6;
        if inner <= 4
            && j > cue + 1
            && doc.kind(before) == TokenKind::Word
            && (goes_on || far)
            && doc.class(before) == Class::NONE
        {
            return true;
        }
        // a short quotation with the real content still to come
        let more = (after..limit.min(after + 30)).take_while(|k| !self.ends(*k)).any(|k| {
            self.is_clause(k)
                || doc.kind(k) == TokenKind::Colon
                || self.opens(k).is_some_and(|o| doc.scaffold.quotes.all[o].close - doc.scaffold.quotes.all[o].open > 7)
        });
        inner <= 4 && more
    }
}
