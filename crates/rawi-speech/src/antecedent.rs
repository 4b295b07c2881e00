//! Who speaks where no subject stands at the cue: the rules name their choice and its rivals, the model chooses.

use crate::assemble::Draft;
use crate::clauses::is_strong;
use crate::lexicon::{Form, Gender as FormGender, Mood, Number as FormNumber};
use crate::model::{Choice, Features, speaker as f};
use crate::reader::{Reader, agree};
use crate::rivals::Weighed;
use rawi_actors::{Gender, NounPhrase, Number, Registry};
use rawi_text::{Class, key};

/// Who might speak.
#[derive(Clone, Debug)]
pub(crate) enum Rival {
    /// An actor that is known already.
    Known(usize),
    /// Somebody named in the text.
    Named(NounPhrase),
}

/// What has been decided before a cue.
pub(crate) struct Before<'b> {
    /// Who spoke, with the token of the cue, in order.
    pub(crate) history: &'b [(usize, usize)],
    /// All drafts.
    pub(crate) drafts: &'b [Draft],
    /// The speakers of the drafts that come before.
    pub(crate) speakers: &'b [Option<usize>],
}

/// The kinds of cue that antecedents are looked for from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CueKind {
    Participle,
    Noun,
    First,
    Later,
}

impl<'a> Reader<'a> {
    /// The speaker of a cue that has no subject of its own, and whether it is another one than the rules would take.
    pub(crate) fn antecedent_speaker(
        &self,
        d: &Draft,
        registry: &mut Registry<'_>,
        before: &Before<'_>,
    ) -> (Option<usize>, bool) {
        if let Some(parent) = d.within {
            return (before.speakers[parent], false);
        }
        if let Some(np) = self.topic(d.cue.0) {
            return (Some(registry.resolve(&np)), false);
        }
        let ruled = self.antecedent_by_rule(d, registry, before);
        // أعرب الأمين العام عن قلقه، وحث الأطراف: who has just spoken goes on
        let goes_on = self.goes_on_joined(d, before)
            && matches!((&ruled, before.history.last()), (Some((Rival::Known(a), _)), Some((b, _))) if a == b);
        if (goes_on || !self.model.tells_speakers()) && self.trace.is_none() {
            return (ruled.map(|(r, _)| r.resolve(registry)), false);
        }
        let mut rivals = self.rivals(d, registry, before, ruled.as_ref());
        if let Some(trace) = self.trace {
            let names = |rival: &Rival| {
                let mut registry = registry.clone();
                let id = rival.clone().resolve(&mut registry);
                let w = &registry.all()[id];
                [w.name.clone()].into_iter().chain(w.aliases.iter().cloned()).collect()
            };
            let cue = self.span(d.cue);
            let candidates = rivals.iter().map(|w| (w.features, names(&w.rival))).collect();
            trace.borrow_mut().choices.push(Choice { cue: (cue.start, cue.end), candidates });
        }
        match self.model.best(rivals.iter().map(|w| w.features)).filter(|_| !goes_on) {
            Some(n) => {
                let Weighed { rival, features, .. } = rivals.swap_remove(n);
                (Some(rival.resolve(registry)), features & f::RULE == 0)
            }
            None => (ruled.map(|(r, _)| r.resolve(registry)), false),
        }
    }

    /// Whether a verb is joined by و to the last cue, which stands in its sentence with a subject of its own and has its form.
    fn goes_on_joined(&self, d: &Draft, before: &Before<'_>) -> bool {
        let joined = self.cues.at(d.cue.0).is_some_and(|c| c.conj.is_some());
        let last = || before.drafts.iter().filter(|o| o.cue.0 < d.cue.0 && o.within.is_none()).max_by_key(|o| o.cue.0);
        joined
            && d.within.is_none()
            && last().is_some_and(|o| {
                // وذكر عدد من السكان أن …، وطالبوا: before its subject the verb was in the singular
                let many = |np: &NounPhrase| np.partitive || np.number() != Number::S;
                let alike = |a: Form, b: Form| {
                    let counted = a.number == b.number && a.gender == b.gender || o.subject.as_ref().is_some_and(many);
                    a.mood == b.mood && counted
                };
                o.form.zip(d.form).is_some_and(|(a, b)| alike(a, b))
                    && o.subject.is_some()
                    && self.sentence_number(o.cue.0) == self.sentence_number(d.cue.0)
            })
    }

    /// Whom the rules take, and which of them.
    fn antecedent_by_rule(&self, d: &Draft, registry: &Registry<'_>, before: &Before<'_>) -> Option<(Rival, Features)> {
        let Before { history, drafts, .. } = *before;
        let fits = |who: usize| {
            let w = &registry.all()[who];
            d.form.is_none_or(|f| loose_agree(&f, w.gender, w.number))
        };
        let s_start = self.sentence(d.cue.0).start as usize;
        // the cue agrees with the words that named its speaker, or with who that turned out to be (التقرير … لافتاً: a ministry)
        let named_so = |at: usize| {
            let subject = drafts.iter().find(|o| o.cue.0 == at).and_then(|o| o.subject.as_ref());
            subject.is_some_and(|np| d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number())))
        };
        let in_sentence = history.iter().rev().find(|(_, at)| *at >= s_start && *at < d.cue.0);
        let in_sentence = in_sentence.filter(|(w, at)| fits(*w) || named_so(*at)).map(|(w, _)| *w);
        if let Some(w) = in_sentence {
            return Some((Rival::Known(w), f::R_SENTENCE));
        }
        if matches!(kind_of(d, s_start), CueKind::Participle | CueKind::Noun) {
            // the subject of the verb before it (ردّ الزعري بالقول, وأوضح النائب دوافعه، قائلاً)
            let verbs = self.cues.all.iter().rev().filter(|c| c.token < d.cue.0 && c.token >= s_start && c.is_finite()).take(3);
            for v in verbs {
                if let Some(np) = self.subject_after(v.token + 1, d.cue.0, true, &[])
                    && is_strong(&np)
                    && d.may_be_spoken_by(&np)
                    && (np.role.is_some() || np.kb.is_some() || self.doc.is_sure_name(np.start))
                    && np.start <= v.token + 2
                    && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
                {
                    return Some((Rival::Named(np), f::R_VERB));
                }
            }
            // the subject of the sentence's own verb
            if let Some(np) = self.sentence_subject(s_start, d.cue.0, d.form.as_ref()).filter(|np| d.may_be_spoken_by(np)) {
                return Some((Rival::Named(np), f::R_SUBJECT));
            }
        }
        // أصدرت الحركة بيانا، حصلت CNN على نسخة منه، اعتبرت فيه: whose document it is
        if self.resumes(d.cue.1)
            && let Some(np) = self.whose_document(s_start, d)
        {
            return Some((Rival::Named(np), f::R_DOCUMENT));
        }
        // وأصدرت الشركة بيانا، وقالت; ووصل الوزير ليؤكد; وكان قد أعلن: whoever the clause before it begins with
        let joined = self.cues.at(d.cue.0).is_some_and(|c| c.conj.is_some() || c.purpose)
            || (s_start + 1..d.cue.0)
                .rev()
                .map_while(|i| self.doc.class(i).is(Class::AUX).then_some(i))
                .any(|i| self.doc.class(i).is(Class::WITH_CONJ));
        if kind_of(d, s_start) == CueKind::Later
            && joined
            && let Some(np) = self.clause_actor(self.clause_start(s_start, d.cue.0), d.cue.0)
            && d.may_be_spoken_by(&np)
            && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
        {
            return Some((Rival::Named(np), f::R_CLAUSE));
        }
        // ورغم حصول فلان على …، فإنه أعرب: the pronoun goes back to whom the sentence began with
        let resumed = d.cue.0 > s_start && {
            let before = self.doc.key(d.cue.0 - 1);
            self.is_clause(d.cue.0 - 1) && before.first() == rawi_text::words::FA && before.last() != key!("ن").first()
        };
        if resumed && let Some(np) = self.sentence_subject(s_start, d.cue.0, d.form.as_ref()) {
            return Some((Rival::Named(np), f::R_RESUMED));
        }
        // وظهر على الوزير الغضب وهو يقول: the person of the clause before the pronoun
        if let Some(np) = self.pronoun_person(s_start, d) {
            return Some((Rival::Named(np), f::R_PRONOUN));
        }
        // تحدثت المنظمة عن مقتل 83 طفلاً. وأشارت إلى: who the sentence before begins with, if nobody spoke since
        if kind_of(d, s_start) == CueKind::First
            && let Some(np) = self.began_before(d, before)
            && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
        {
            return Some((Rival::Named(np), f::R_BEGAN));
        }
        if let Some((w, _)) = history.iter().rev().find(|(w, _)| fits(*w)) {
            return Some((Rival::Known(*w), f::R_HISTORY));
        }
        // nobody has spoken yet: the first actor of this sentence or the one before
        let n = self.sentence_number(d.cue.0);
        for back in 0..3usize {
            let Some(m) = n.checked_sub(back) else { break };
            let s = self.doc.scaffold.sentences[m];
            let to = if back == 0 { d.cue.0 } else { s.end as usize };
            let np = self.sentence_subject(s.start as usize, to, d.form.as_ref()).filter(|np| d.may_be_spoken_by(np));
            let known = |np: &NounPhrase| np.role.is_some() || np.kb.is_some() || self.doc.is_sure_name(np.start);
            if let Some(np) = np.filter(|np| history.is_empty() || is_strong(np) && known(np)) {
                return Some((Rival::Named(np), f::R_FIRST));
            }
            // قالت المؤسسة …، مشيراً: whoever spoke last, though the cue does not agree
            if back == 0
                && let Some((w, _)) = history.last()
            {
                return Some((Rival::Known(*w), f::R_ANY));
            }
        }
        None
    }
}

/// Agreement with a speaker named elsewhere: the gender, where both are known, and not a singular verb with several men.
pub(crate) fn loose_agree(form: &Form, gender: Gender, number: Number) -> bool {
    if form.number == FormNumber::P && number == Number::S && gender != Gender::Unknown && form.mood != Mood::Participle {
        return false;
    }
    // «قال المعارضون …. وأكد»: he, not they
    let men = form.number == FormNumber::S && form.gender == FormGender::M && gender == Gender::M && number != Number::S;
    if men && form.mood != Mood::Masdar {
        return false;
    }
    agree(form, gender, number, true) || (form.number == FormNumber::P && gender == Gender::Unknown)
}

pub(crate) fn kind_of(d: &Draft, sentence_start: usize) -> CueKind {
    if d.participle {
        CueKind::Participle
    } else if d.form.is_some_and(|f| f.mood == Mood::Masdar) || d.why == "after-words" {
        CueKind::Noun
    } else if d.cue.0 <= sentence_start + 2 {
        CueKind::First
    } else {
        CueKind::Later
    }
}

impl Rival {
    pub(crate) fn resolve(self, registry: &mut Registry<'_>) -> usize {
        match self {
            Rival::Known(who) => who,
            Rival::Named(np) => registry.resolve(&np),
        }
    }
}
