//! The subject of a clause that أن or إن leads: in it the noun comes first, and the verb tells what it does.

use crate::cues::is_finite;
use crate::lexicon::{Form, Gender as G, Mark, Number as N, Prep, Verb};
use crate::reader::Reader;
use crate::reading::Act;
use rawi_actors::{Gender, NounPhrase, Number, Role};
use rawi_text::words::article_off;
use rawi_text::{Class, Key, TokenKind, key, sets};

/// How many words of a subject are looked at.
const FAR: usize = 12;

/// What somebody goes by who speaks: without their article.
const GROUND: [Key; 14] = [
    key!("معلومات"),
    key!("تقديرات"),
    key!("معطيات"),
    key!("بيانات"),
    key!("أرقام"),
    key!("نتائج"),
    key!("مؤشرات"),
    key!("تحقيقات"),
    key!("تحقيق"),
    key!("تجربة"),
    key!("تجارب"),
    key!("دلائل"),
    key!("أدلة"),
    key!("إحصاءات"),
];

/// Verbs of what shows something.
const SHOWS: [Key; 9] =
    [key!("أشار"), key!("بين"), key!("أبان"), key!("أوضح"), key!("أظهر"), key!("أبرز"), key!("أثبت"), key!("أفاد"), key!("أكد")];

impl<'a> Reader<'a> {
    /// أن المعطيات تشير, أن هذه الأرقام تبرز: what he goes by who says so, in his own words.
    pub(crate) fn is_ground(&self, np: &NounPhrase, verb: &Verb) -> bool {
        let head = np.start + usize::from(self.doc.class(np.start).is(Class::DEM));
        let opened = np.start > 0 && (self.is_clause(np.start - 1) || np.start > 1 && self.is_clause(np.start - 2));
        opened && SHOWS.contains(&verb.key) && GROUND.contains(&article_off(self.doc.key(head)).0)
    }

    /// Who stands between أن and its verb, whatever he is called (إن بعض السودانيين طالبوا, أن أكثر من ثلاثين دولة التزمت, أن
    /// مشغليه اقترحوا).
    pub(crate) fn clause_topic(&self, i: usize, form: &Form, verb: &Verb, mark: Mark) -> Option<NounPhrase> {
        let doc = &self.doc;
        let low = self.sentence_start(i);
        // إن الوزارة "وافقت على: the marks begin with the verb
        let mut end = i - usize::from(i > low && self.opens(i - 1).is_some());
        while end > low + 1 && self.is_before_verb(end - 1) {
            end -= 1;
        }
        let plain = |k: usize| matches!(doc.kind(k), TokenKind::Word | TokenKind::Number | TokenKind::Quote | TokenKind::Other);
        let opener = (low.max(end.saturating_sub(FAR))..end)
            .rev()
            .take_while(|k| plain(*k))
            .find(|k| self.is_clause(*k) && !doc.class(*k).is(Class::PREPPRON))?;
        let start = opener + 1 + usize::from(self.opens(opener + 1).is_some());
        // أنه طالب: the noun is in أن itself
        let bare =
            [key!("أن"), key!("إن"), key!("ان"), key!("بأن"), key!("بان"), key!("وأن"), key!("وإن"), key!("وان"), key!("لأن")];
        if start >= end || !bare.contains(&doc.key(opener)) || doc.kind(start) == TokenKind::Word && !self.heads_topic(start) {
            return None;
        }
        let other = |k: usize| {
            let verb = self.cues.at(k).is_some_and(|c| c.forms.iter().all(|f| is_finite(f.mood)) && !doc.word(k).is_noun());
            // إن الحوثيين اعتقلوا أناساً ينتقدون: a verb of its own
            let plural = doc.key(k).len() > 4 && doc.key(k).before(key!("وا")).is_some();
            verb || plural
                || doc.class(k).is(Class::REL
                    .or(Class::SUB)
                    .or(Class::NEG)
                    .or(Class::CLAUSE)
                    .or(Class::AUX)
                    .or(Class::PRON)
                    .or(Class::LINK))
        };
        // كل من يقول, ممن وصفهم: a clause without a noun
        let whoever = [key!("من"), key!("ممن"), key!("ما"), key!("مما")].contains(&doc.key(end - 1));
        if whoever || (start..end).any(other) {
            return None;
        }
        let np = self.phrase_between(start, end).or_else(|| self.noun_phrase(start, end, false, &[]));
        let counted = doc.kind(start) == TokenKind::Number || sets().partitive.contains(&article_off(doc.key(start)).0);
        let counted = counted || doc.key(start) == key!("أكثر") || doc.key(start) == key!("نحو");
        // what the phrase leaves before the verb goes on it: a place, a time
        let tail = np.as_ref().map_or(end, |np| np.end.min(end));
        let behind = tail == end || self.prep_at(tail).is_some() || self.glued_prep(tail).is_some();
        let all = tail + 1 == end && doc.key(tail).last() == rawi_text::words::ALIF;
        if !(behind || all || counted) || np.is_none() && !counted && end - start > 4 || self.is_no_actor(start, np.as_ref()) {
            return None;
        }
        let men = |k: usize| doc.key(k).before(key!("ين")).is_some() || doc.word(k).role().is_some_and(|r| r.role.is_human());
        let people = form.number == N::P && form.gender != G::F || counted && (start + 1..end).any(men);
        let known = np.as_ref().is_some_and(NounPhrase::can_speak);
        let sides = !matches!(verb.act, Act::Inform | Act::Affirm | Act::Assess | Act::Warn);
        let told = !verb.weak && (sides || matches!(mark, Mark::Direct));
        if !(people || (counted || known) && !verb.weak || told) || !self.goes_with(start, form, counted, np.as_ref()) {
            return None;
        }
        let np = np.filter(|np| np.end == end || known);
        Some(match np {
            Some(np) if known => NounPhrase { start, ..np },
            np => NounPhrase {
                role: Some(rawi_actors::RoleWord {
                    number: if people { Number::P } else { Number::S },
                    gender: if people { Gender::M } else { Gender::Unknown },
                    ..doc.people_of(start)
                }),
                definite: true,
                partitive: counted,
                possessed: np.is_some_and(|np| np.possessed),
                ..NounPhrase::bare(start, end)
            },
        })
    }

    /// كان قد طالب, ما زالت تطالب, اليوم أعلن: what stands between a subject and its verb.
    fn is_before_verb(&self, k: usize) -> bool {
        let doc = &self.doc;
        let class = doc.class(k);
        class.is(Class::AUX.or(Class::TIME).or(Class::DAY)) && !class.is(Class::CLAUSE)
            || self.is_still(k)
            || class.is(Class::NEG) && (self.is_still(k + 1) || self.excludes(k + 1))
    }

    /// لا تزال, ما زال: the word behind the negation.
    pub(super) fn is_still(&self, k: usize) -> bool {
        let still = [key!("زال"), key!("زالت"), key!("زالوا"), key!("يزال"), key!("تزال"), key!("يزالون"), key!("تزالان")];
        still.contains(&self.doc.key(k))
    }

    /// One past what stands before «لا يزال» and the like, where the word before `end` is one.
    pub(super) fn before_still(&self, end: usize) -> usize {
        let still = end > 1 && self.is_still(end - 1) && self.doc.class(end - 2).is(Class::NEG);
        if still { end - 2 } else { end }
    }

    /// سبق للجيش أن أعلن, سبق لوزارة النقل أن نفت: who did so before, where the verb at `i` stands behind أن.
    pub(super) fn did_before(&self, i: usize) -> Option<NounPhrase> {
        let clause = i.checked_sub(1).filter(|b| self.doc.key(*b) == key!("أن"))?;
        let begins = |k: usize| {
            let key = self.doc.key(k);
            [key!("سبق"), key!("يسبق"), key!("وسبق")].contains(&key) && self.glued_prep(k + 1) == Some(Prep::Li)
        };
        let at = (clause.saturating_sub(9)..clause.saturating_sub(1)).rev().find(|k| begins(*k))? + 1;
        self.noun_phrase_after_clitic(at, clause).filter(|np| np.end == clause)
    }

    /// أن إعلان القاهرة يؤكد, أن هذه العلاقات تعتبر: a deed or things, and nobody who speaks.
    fn is_no_actor(&self, start: usize, np: Option<&NounPhrase>) -> bool {
        let doc = &self.doc;
        let head = start + usize::from(doc.class(start).is(Class::DEM));
        let bare = article_off(doc.key(head)).0;
        let role = |r: rawi_actors::RoleWord| (r.role.is_human() || r.role.is_body()) && r.role != Role::Document;
        let actor = doc.word(head).role().is_some_and(role) || doc.kb_at(head).is_some();
        let part = np.is_some_and(|np| np.partitive) || doc.kind(head) != TokenKind::Word;
        !actor && !part && (rawi_actors::is_verbal_noun(bare) || bare.before(key!("ات")).is_some())
    }

    /// لا يستبعد: he may well say so.
    fn excludes(&self, k: usize) -> bool {
        self.cues.at(k).is_some_and(|c| c.forms.iter().any(|f| self.verb(f).key == key!("استبعد")))
    }

    /// Whether a word may be the head of a clause's subject: a noun, and neither a preposition nor an adverb.
    fn heads_topic(&self, at: usize) -> bool {
        let doc = &self.doc;
        let class = doc.class(at);
        let part = sets().partitive.contains(&article_off(doc.key(at)).0);
        // أن تسعى هذه الدول, أن يضم: a verb
        let verbal = [key!("ي"), key!("ت"), key!("ن")].contains(&doc.key(at).take(1))
            && !doc.word(at).is_noun()
            && doc.word(at).role().is_none()
            && doc.kb_at(at).is_none();
        !verbal && (!class.any() || class.is(Class::DEM) || part) && self.glued_prep(at).is_none() && !self.stops(at)
    }

    /// Whether a verb agrees with a subject before it of which only the first word is known.
    fn goes_with(&self, start: usize, form: &Form, counted: bool, np: Option<&NounPhrase>) -> bool {
        if counted {
            return true;
        }
        let (bare, _) = article_off(self.doc.key(start));
        let feminine = bare.last() == key!("ة").first();
        match (form.number, form.gender) {
            (N::D, _) => np.is_some_and(|np| np.coordinated),
            (N::P, _) => !feminine,
            (_, G::F) => true,
            _ => !feminine || np.is_some_and(|np| np.name.is_some()),
        }
    }
}
