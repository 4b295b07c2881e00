//! Who a clause is about where no cue says so: the actors of a stretch of text, the subject that it begins with.

use crate::antecedent::Before;
use crate::antecedent::loose_agree;
use crate::assemble::Draft;
use crate::lexicon::Form;
use crate::reader::Reader;
use rawi_actors::{Likely, NounPhrase, Role};
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key, sets};

impl<'a> Reader<'a> {
    /// Whom a verb behind ف goes back to, where its sentence begins with أما (أما مريم التي تعمل موثقة فقالت, أما الأزهر فقد ذكر).
    pub(crate) fn topic(&self, cue: usize) -> Option<NounPhrase> {
        let fa = |i: usize| self.doc.key(i).first() == rawi_text::words::FA;
        let led = self.cues.at(cue).is_some_and(|c| c.conj.is_some()) && fa(cue);
        let verb = match led {
            true => cue,
            false => cue.checked_sub(1).filter(|i| fa(*i) && self.doc.class(*i).is(Class::AUX))?,
        };
        let start = self.sentence_start(cue);
        let at = (start..verb).rev().take(40).find(|i| [key!("أما"), key!("وأما")].contains(&self.doc.key(*i)))?;
        let np = self.noun_phrase(at + 1, verb, false, &[])?;
        let opened = self.doc.kind(np.end) == TokenKind::Comma || self.doc.class(np.end).is(Class::REL);
        (np.can_speak() && (opened || np.end == verb || self.is_aside(np.end, verb))).then_some(np)
    }

    /// Who the sentence before begins with, right behind its verb, where nobody has spoken in it.
    pub(crate) fn began_before(&self, d: &Draft, before: &Before<'_>) -> Option<NounPhrase> {
        let n = self.sentence_number(d.cue.0).checked_sub(1)?;
        let (p, s) = (self.doc.scaffold.sentences.get(n)?, self.sentence(d.cue.0));
        let (from, to) = (p.start as usize, p.end as usize);
        let silent = before.history.last().is_none_or(|(_, at)| *at < from);
        (silent && from >= self.title_end && p.paragraph + 1 >= s.paragraph).then(|| self.clause_actor(from, to)).flatten()
    }

    /// The person named last before وهو, also behind a preposition, where no other can be the subject of its clause.
    pub(crate) fn pronoun_person(&self, from: usize, d: &Draft) -> Option<NounPhrase> {
        let he = d.cue.0.checked_sub(1)?;
        if ![key!("وهو"), key!("وهي")].contains(&self.doc.key(he)) || self.sentence_subject(from, he, d.form.as_ref()).is_some()
        {
            return None;
        }
        let agrees = |np: &NounPhrase| d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()));
        let mut found = None;
        let mut i = from;
        while i < he {
            let name = self.doc.word(i).is_namelike() || sets().name_particle.contains(&self.doc.key(i));
            let person = self.doc.kind(i) == TokenKind::Word && !self.doc.class(i).any() && name;
            match person.then(|| self.noun_phrase(i, he, true, &[])).flatten() {
                Some(np) => {
                    i = np.end.max(i + 1);
                    found = Some(np).filter(|np| np.name.is_some() && agrees(np)).or(found);
                }
                None => i += 1,
            }
        }
        found
    }

    /// Where the clause that goes on at a verb behind و begins: its sentence, or behind the last word that subordinates one
    /// (بينما تنفي طهران ذلك وتقول).
    pub(crate) fn clause_start(&self, from: usize, to: usize) -> usize {
        let opens = Class::SUB.or(Class::LINK).or(Class::CLAUSE).or(Class::REL);
        (from..to).rev().find(|i| self.doc.class(*i).is(opens) && !self.doc.class(*i).is(Class::PREP)).map_or(from, |i| i + 1)
    }

    /// Who a clause begins with: right behind its verb, or before it; its circumstances and linking words stepped over
    /// (وفي السياق، تحدثت المنظمة; لكن حكومة الإقليم ترفض).
    pub(crate) fn clause_actor(&self, from: usize, to: usize) -> Option<NounPhrase> {
        let mut at = from;
        while at < to {
            let class = self.doc.class(at);
            let light = Class::LINK.or(Class::TIME).or(Class::DAY).or(Class::ADV).or(Class::CONJ).or(Class::SUB);
            at = match self.doc.kind(at) {
                TokenKind::Comma => at + 1,
                TokenKind::Word if class.is(light) && !class.is(Class::PREP) => at + 1,
                TokenKind::Word if self.is_preposition(at) || self.glued_prep(at).is_some() => self.circumstance(at, to)?,
                _ => break,
            };
        }
        // وكان الصدر قد غادر
        if at < to && self.doc.class(at).is(Class::AUX) {
            at += 1;
        } else if let Some(np) = self.actor_at(at, at, to).filter(is_known_actor) {
            return Some(np);
        } else {
            let word = self.doc.word(at);
            let verb = self.doc.kind(at) == TokenKind::Word && !self.doc.class(at).any() && word.role().is_none();
            at += usize::from(verb);
            if !verb {
                return None;
            }
        }
        self.actor_at(at, at, to).filter(is_known_actor)
    }

    /// Whose document the clause with a pronoun hangs on: the actor before the noun, nearest to it.
    pub(crate) fn whose_document(&self, from: usize, d: &Draft) -> Option<NounPhrase> {
        let noun = (from + 1..d.cue.0).rev().find(|i| {
            let key = self.doc.key(*i);
            let bare = key.before(key!("ا")).unwrap_or(key);
            let document = self.doc.tables.word(bare).role().is_some_and(|r| r.role == Role::Document);
            // توجه بكلمة إلى الرئيس يؤكد فيها
            let behind = self.glued_prep(*i).is_some() && sets().speaking.contains(&key.skip(1));
            (document || sets().occasion.contains(&key) || sets().occasion.contains(&bare) || behind) && !article_off(key).1
        })?;
        let agrees = |np: &NounPhrase| {
            let known = np.role.is_some_and(|r| r.role != Role::Document)
                || np.kb.is_some()
                || self.doc.word(np.start).likely_name() == Likely::Known;
            known && self.is_surely_actor(np) && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
        };
        // خطاب بن غوريون: his whom it is called by
        let owner = self.noun_phrase(noun + 1, d.cue.0, true, &[]).filter(|np| agrees(np) && np.definite);
        if owner.is_some() {
            return owner;
        }
        // كما أصدرت النقابة التي تنتمي إليها فلانة بيانا أكدت فيه: who its clause begins with
        let opens = Class::SUB.or(Class::LINK);
        let starts =
            (from + 1..noun).rev().filter(|i| self.doc.class(*i - 1).is(opens) && !self.doc.class(*i - 1).is(Class::PREP));
        if let Some(np) = starts.chain([from]).find_map(|i| self.clause_actor(i, noun)).filter(|np| agrees(np)) {
            return Some(np);
        }
        let mut last = None;
        let mut i = from;
        while i < noun {
            match self.actor_at(i, from, noun) {
                Some(np) => {
                    i = np.end.max(i + 1);
                    last = Some(np).filter(agrees).or(last);
                }
                None => i = self.past(i, noun),
            }
        }
        last
    }

    /// The first actor of a stretch that no preposition stands before, and the last where it is asked for.
    pub(crate) fn actors_between(&self, from: usize, to: usize, both: bool) -> (Option<NounPhrase>, Option<NounPhrase>) {
        let (mut first, mut last): (Option<NounPhrase>, Option<NounPhrase>) = (None, None);
        let mut i = from;
        while i < to {
            if let Some(np) = self.actor_at(i, from, to) {
                i = np.end.max(i + 1);
                if self.is_surely_actor(&np) {
                    if !both {
                        return (Some(np), None);
                    }
                    if first.is_none() {
                        first = Some(np);
                    } else {
                        last = Some(np);
                    }
                }
                continue;
            }
            i = self.past(i, to);
        }
        (first, last)
    }

    /// The token after `i` where an actor may stand; past the phrase of a preposition at `i`.
    pub(crate) fn past(&self, i: usize, to: usize) -> usize {
        let noun = self.doc.kind(i + 1) == TokenKind::Word && !self.doc.class(i + 1).any();
        if i + 1 < to
            && noun
            && self.is_preposition(i)
            && let Some(np) = self.noun_phrase(i + 1, to, true, &[])
        {
            return np.end.max(i + 1);
        }
        i + 1
    }

    /// Whether a preposition of its own stands at a token; قد عبر is a verb.
    pub(crate) fn is_preposition(&self, i: usize) -> bool {
        let verb = i > 0 && self.doc.class(i - 1).is(Class::AUX) && self.cues.at(i).is_some();
        self.prep_at(i).is_some() && !verb
    }

    /// The phrase at a token that can be the subject of a clause.
    pub(crate) fn actor_at(&self, i: usize, from: usize, to: usize) -> Option<NounPhrase> {
        let key = self.doc.key(i);
        let word = self.doc.word(i);
        let heads = article_off(key).1
            || word.role().is_some_and(|r| r.role != Role::Modifier)
            || self.doc.kb_at(i).is_some()
            || [key!("أحد"), key!("إحدى")].contains(&key) && article_off(self.doc.key(i + 1)).1
            || word.likely_name() == Likely::Known;
        // مستندا إلى: how, not who
        let how = key.before(key!("ا")).is_some_and(|k| {
            let bare = self.doc.tables.word(k);
            let document = bare.role().is_some_and(|r| r.role == Role::Document);
            k.len() > 3 && word.role().is_none() && (document || bare.role().is_none() && bare.is_common())
        });
        // الأسبوع الماضي: when, not who
        let when = sets().time_tail.contains(&key) && i > 0 && self.doc.kind(i - 1) == TokenKind::Word;
        if self.doc.kind(i) != TokenKind::Word
            || !heads
            || when
            || how && self.doc.kb_at(i).is_none()
            || self.doc.class(i).any()
            || self.glued_prep(i).is_some()
            || (i > from && self.is_preposition(i - 1))
        {
            return None;
        }
        let np = self.noun_phrase(i, to, true, &[])?;
        let human = np.role.is_none_or(|r| r.role.is_human() || matches!(r.role, Role::Body | Role::Group | Role::Outlet));
        // خرجت الصراصير: one definite word that is no known name
        let thing = np.role.is_none()
            && np.kb.is_none()
            && np.end == np.start + 1
            && article_off(key).1
            && word.likely_name() != Likely::Known;
        // الاستثمار العالمي، الموضوع الوحيد: an adjective of what stands before it
        let adjective = np.role.is_none()
            && np.kb.is_none()
            && np.end == np.start + 1
            && article_off(key).1
            && i > from
            && self.doc.kind(i - 1) == TokenKind::Word
            && article_off(self.doc.key(i - 1)).1
            && self.doc.word(i - 1).is_common();
        (np.can_speak() && human && !thing && !adjective && !self.doc.is_lone_word(&np)).then_some(np)
    }

    /// The first phrase of a stretch that can be the speaker and agrees with the cue.
    pub(crate) fn sentence_subject(&self, from: usize, to: usize, form: Option<&Form>) -> Option<NounPhrase> {
        let mut i = from;
        let mut fallback = None;
        while i < to {
            let Some(np) = self.actor_at(i, from, to) else {
                i = self.past(i, to);
                continue;
            };
            i = np.end.max(i + 1);
            if form.is_none_or(|f| loose_agree(f, np.gender(), np.number())) {
                if self.is_surely_actor(&np) {
                    return Some(np);
                }
                fallback = fallback.or(Some(np));
            }
        }
        fallback
    }
}

impl Reader<'_> {
    /// Whether a phrase surely names an actor, and is no lone ordinary word.
    fn is_surely_actor(&self, np: &NounPhrase) -> bool {
        is_strong(np) && !self.doc.is_lone_word(np)
    }
}

/// Whether a phrase surely names an actor.
pub(crate) fn is_strong(np: &NounPhrase) -> bool {
    np.name.is_some() || np.kb.is_some() || np.role.is_some_and(|r| r.role.is_human() || r.role.is_body())
}

/// Whether a phrase names an actor by a title, a row of the knowledge base or a name, and is no document.
fn is_known_actor(np: &NounPhrase) -> bool {
    is_strong(np) && np.role.is_none_or(|r| r.role != Role::Document)
}
