//! Who speaks where no subject stands at the cue: the rules name their choice and its rivals, the model chooses.

use crate::assemble::Draft;
use crate::clauses::is_strong;
use crate::lexicon::{Form, Gender as FormGender, Mood, Number as FormNumber};
use crate::model::{Choice, Features, speaker as f};
use crate::reader::{Reader, agree};
use rawi_actors::{EntityKind, Gender, Likely, NounPhrase, Number, Registry, Role};
use rawi_text::{Class, key};

/// Who might speak.
#[derive(Clone, Debug)]
enum Rival {
    /// An actor that is known already.
    Known(usize),
    /// Somebody named in the text.
    Named(NounPhrase),
}

/// A rival, the actor that he is known as, and what is so of him.
struct Weighed {
    rival: Rival,
    id: Option<usize>,
    features: Features,
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
enum CueKind {
    Participle,
    Noun,
    First,
    Later,
}

/// How many rivals there are at most.
const RIVALS: usize = 7;

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
        let by_clause = matches!(ruled, Some((_, true)));
        let ruled = ruled.map(|(rival, _)| rival);
        // whoever spoke last in the same sentence has no rival
        let s_start = self.sentence(d.cue.0).start as usize;
        let spoke = before.history.iter().rev().find(|(_, at)| *at < d.cue.0).filter(|(_, at)| *at >= s_start);
        let sure = matches!((&ruled, spoke), (Some(Rival::Known(a)), Some((b, _))) if a == b);
        if (sure || !self.model.tells_speakers()) && self.trace.is_none() {
            return (ruled.map(|r| r.resolve(registry)), false);
        }
        let mut rivals: Vec<Weighed> = Vec::with_capacity(RIVALS);
        self.rivals(d, registry, before, ruled.as_ref(), &mut rivals);
        if by_clause {
            rivals.iter_mut().filter(|w| w.features & f::RULE != 0).for_each(|w| w.features |= f::BY_CLAUSE);
        }
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
        match self.model.best(rivals.iter().map(|w| w.features)).filter(|_| !sure) {
            Some(n) => {
                let Weighed { rival, features, .. } = rivals.swap_remove(n);
                (Some(rival.resolve(registry)), features & f::RULE == 0)
            }
            None => (ruled.map(|r| r.resolve(registry)), false),
        }
    }

    /// Whom the rules take, and whether by how a clause is built.
    fn antecedent_by_rule(&self, d: &Draft, registry: &Registry<'_>, before: &Before<'_>) -> Option<(Rival, bool)> {
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
            return Some((Rival::Known(w), false));
        }
        if matches!(kind_of(d, s_start), CueKind::Participle | CueKind::Noun) {
            // the subject of the verb before it (ردّ الزعري بالقول, وأوضح النائب دوافعه، قائلاً)
            let verbs = self.cues.all.iter().rev().filter(|c| c.token < d.cue.0 && c.token >= s_start && c.is_finite()).take(3);
            for v in verbs {
                if let Some(np) = self.subject_after(v.token + 1, d.cue.0, true, &[])
                    && is_strong(&np)
                    && (np.role.is_some() || np.kb.is_some() || self.doc.word(np.start).likely_name() == Likely::Known)
                    && np.start <= v.token + 2
                    && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
                {
                    return Some((Rival::Named(np), false));
                }
            }
            // the subject of the sentence's own verb
            if let Some(np) = self.sentence_subject(s_start, d.cue.0, d.form.as_ref()) {
                return Some((Rival::Named(np), false));
            }
        }
        // أصدرت الحركة بيانا، حصلت CNN على نسخة منه، اعتبرت فيه: whose document it is
        if self.resumes(d.cue.1)
            && let Some(np) = self.whose_document(s_start, d)
        {
            return Some((Rival::Named(np), true));
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
            && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
        {
            return Some((Rival::Named(np), true));
        }
        // ورغم حصول فلان على …، فإنه أعرب: the pronoun goes back to whom the sentence began with
        let resumed = d.cue.0 > s_start && {
            let before = self.doc.key(d.cue.0 - 1);
            self.is_clause(d.cue.0 - 1) && before.first() == rawi_text::words::FA && before.last() != key!("ن").first()
        };
        if resumed && let Some(np) = self.sentence_subject(s_start, d.cue.0, d.form.as_ref()) {
            return Some((Rival::Named(np), false));
        }
        // وظهر على الوزير الغضب وهو يقول: the person of the clause before the pronoun
        if let Some(np) = self.pronoun_person(s_start, d) {
            return Some((Rival::Named(np), true));
        }
        // تحدثت المنظمة عن مقتل 83 طفلاً. وأشارت إلى: who the sentence before begins with, if nobody spoke since
        if kind_of(d, s_start) == CueKind::First
            && let Some(np) = self.began_before(d, before)
            && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
        {
            return Some((Rival::Named(np), true));
        }
        if let Some((w, _)) = history.iter().rev().find(|(w, _)| fits(*w)) {
            return Some((Rival::Known(*w), false));
        }
        // nobody has spoken yet: the first actor of this sentence or the one before
        let n = self.sentence_number(d.cue.0);
        for back in 0..3usize {
            let Some(m) = n.checked_sub(back) else { break };
            let s = self.doc.scaffold.sentences[m];
            let to = if back == 0 { d.cue.0 } else { s.end as usize };
            let np = self.sentence_subject(s.start as usize, to, d.form.as_ref());
            let known =
                |np: &NounPhrase| np.role.is_some() || np.kb.is_some() || self.doc.word(np.start).likely_name() == Likely::Known;
            if let Some(np) = np.filter(|np| history.is_empty() || is_strong(np) && known(np)) {
                return Some((Rival::Named(np), false));
            }
            // قالت المؤسسة …، مشيراً: whoever spoke last, though the cue does not agree
            if back == 0
                && let Some((w, _)) = history.last()
            {
                return Some((Rival::Known(*w), false));
            }
        }
        None
    }

    /// All who might speak, each once, with what is so of them.
    fn rivals(&self, d: &Draft, registry: &Registry<'_>, before: &Before<'_>, ruled: Option<&Rival>, out: &mut Vec<Weighed>) {
        let here = self.sentence_number(d.cue.0);
        let s = self.sentence(d.cue.0);
        let s_start = s.start as usize;
        let kind = kind_of(d, s_start);
        let by = |participle, noun, first, later| match kind {
            CueKind::Participle => participle,
            CueKind::Noun => noun,
            CueKind::First => first,
            CueKind::Later => later,
        };
        let mut add = |rival: Rival, features: Features| {
            let id = match &rival {
                Rival::Known(who) => Some(*who),
                Rival::Named(np) => registry.seen(np),
            };
            let same = |w: &Weighed| match (w.id, id) {
                (Some(a), Some(b)) => a == b,
                _ => match (&w.rival, &rival) {
                    (Rival::Named(a), Rival::Named(b)) => a.start < b.end && b.start < a.end,
                    _ => false,
                },
            };
            match out.iter().position(same) {
                Some(n) => out[n].features |= features,
                None if out.len() < RIVALS => out.push(Weighed { rival, id, features }),
                None => {}
            }
        };
        let mut place = 0;
        let mut last = None;
        for (who, at) in before.history.iter().rev() {
            if *at >= d.cue.0 || last == Some(*who) {
                continue;
            }
            let inside = *at >= s_start;
            let mut features = match place {
                0 => f::LAST | by(f::P_LAST, f::N_LAST, f::F_LAST, f::L_LAST),
                1 => f::SECOND,
                _ => f::THIRD,
            };
            if inside && place == 0 {
                features |= f::IN_SENTENCE | by(f::P_IN_SENTENCE, f::N_IN_SENTENCE, 0, f::L_IN_SENTENCE);
            }
            features |= match here - self.sentence_number(*at) {
                0 => f::D0,
                1 => f::D1,
                2 => f::D2,
                _ => f::D3,
            };
            let there = self.sentence(*at);
            if there.paragraph != s.paragraph {
                features |= f::PARAGRAPH;
            }
            if *at < self.title_end {
                features |= f::HEADLINE;
            }
            add(Rival::Known(*who), features);
            last = Some(*who);
            place += 1;
            if place == 3 {
                break;
            }
        }
        let since = |token: usize| before.history.last().is_some_and(|(_, at)| *at > token);
        let mut named = |np: NounPhrase, features: Features, sentence: usize, from: usize, at_verb: Features| {
            let mut features = features;
            if np.start == from + 1 {
                features |= at_verb;
            }
            if np.name.is_some() || np.kb.is_some() {
                features |= f::NAMED;
            }
            if since(np.end) {
                features |= f::MEANWHILE;
            }
            features |= if sentence == here { f::D0 } else { f::D1 };
            add(Rival::Named(np), features);
        };
        if kind != CueKind::First {
            let (first, nearest) = self.actors_between(s_start, d.cue.0, kind != CueKind::Noun);
            if let Some(np) = nearest {
                named(np, f::NEAREST | by(f::P_NEAREST, 0, 0, f::L_NEAREST), here, s_start, 0);
            }
            if let Some(np) = first {
                let features = f::SUBJECT | by(f::P_SUBJECT, f::N_SUBJECT, 0, f::L_SUBJECT);
                named(np, features, here, s_start, f::AT_VERB);
            }
        }
        if matches!(kind, CueKind::First | CueKind::Later)
            && let Some(m) = here.checked_sub(1)
            && let Some(p) = self.doc.scaffold.sentences.get(m)
            && p.paragraph + 1 >= s.paragraph
            && let (Some(np), _) = self.actors_between(p.start as usize, p.end as usize, false)
        {
            let paragraph = if p.paragraph == s.paragraph { 0 } else { f::PARAGRAPH };
            named(np, f::BEFORE | by(0, 0, f::F_BEFORE, f::L_BEFORE) | paragraph, m, p.start as usize, f::F_AT_VERB);
        }
        if let Some(rival) = ruled {
            add(rival.clone(), f::RULE | by(f::P_RULE, f::N_RULE, f::F_RULE, f::L_RULE));
        }
        let quoted = if self.quote(d.cue.0).is_some() { f::QUOTED } else { 0 };
        for w in out.iter_mut() {
            w.features |= self.own_features(w, d, registry, before) | quoted;
        }
    }

    /// What is so of a rival whatever place he has.
    fn own_features(&self, weighed: &Weighed, d: &Draft, registry: &Registry<'_>, before: &Before<'_>) -> Features {
        let (rival, known) = (&weighed.rival, weighed.id);
        let who = known.and_then(|id| registry.all().get(id));
        let (gender, number) = match (rival, who) {
            (Rival::Named(np), _) if np.gender() != Gender::Unknown => (np.gender(), np.number()),
            (Rival::Named(np), None) => {
                (np.kb.map_or(Gender::Unknown, |h| self.doc.tables.kb[h.row as usize].gender), np.number())
            }
            (_, Some(w)) => (w.gender, w.number),
            (Rival::Known(_), None) => (Gender::Unknown, Number::S),
        };
        let mut features = match d.form {
            None => f::UNKNOWN,
            Some(form) if gender == Gender::Unknown && form.number != FormNumber::P => f::UNKNOWN,
            Some(form) if loose_agree(&form, gender, number) => f::AGREES,
            Some(_) => f::CLASHES,
        };
        if d.form.is_some_and(|form| (form.number == FormNumber::S) != (number == Number::S) && form.number != FormNumber::Any) {
            features |= f::MANY;
        }
        if let Some(w) = who {
            features |= match w.kind {
                EntityKind::Person => f::PERSON,
                EntityKind::Role => f::ROLE,
                EntityKind::Organisation | EntityKind::Process => f::BODY,
                EntityKind::Group => f::GROUP,
                EntityKind::State => f::STATE,
                EntityKind::Outlet => f::OUTLET,
                EntityKind::Place => f::PLACE,
            };
            if w.unnamed {
                features |= f::UNNAMED;
            }
        } else if let Rival::Named(np) = rival {
            features |= match np.role.map(|r| r.role) {
                _ if np.name.is_some() => f::PERSON,
                Some(Role::Outlet) => f::OUTLET,
                Some(Role::Group) => f::GROUP,
                Some(Role::Document) => f::DOCUMENT,
                Some(Role::Place) => f::PLACE,
                Some(Role::Body) => f::BODY,
                Some(_) => f::ROLE,
                None => 0,
            };
            if np.coordinated {
                features |= f::SEVERAL;
            }
        }
        let times = known.map_or(0, |id| before.history.iter().filter(|(w, _)| *w == id).count());
        features |= match times {
            0 => f::NEW,
            1 => f::ONCE,
            2 => f::TWICE,
            _ => f::OFTEN,
        };
        if times > 1 && times * 2 > before.history.len() {
            features |= f::MAIN;
        }
        features
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

fn kind_of(d: &Draft, sentence_start: usize) -> CueKind {
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
    fn resolve(self, registry: &mut Registry<'_>) -> usize {
        match self {
            Rival::Known(who) => who,
            Rival::Named(np) => registry.resolve(&np),
        }
    }
}
