//! Who speaks where no subject stands at the cue: the rules name their choice and its rivals, the model chooses.

use crate::assemble::Draft;
use crate::lexicon::{Form, Gender as FormGender, Mood, Number as FormNumber};
use crate::model::{Choice, Features, speaker as f};
use crate::reader::{Reader, agree};
use rawi_actors::{EntityKind, Gender, Likely, NounPhrase, Number, Registry, Role};
use rawi_text::words::article_off;
use rawi_text::{TokenKind, key, sets};

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
        // whoever spoke last in the same sentence has no rival
        let s_start = self.sentence(d.cue.0).start as usize;
        let spoke = before.history.iter().rev().find(|(_, at)| *at < d.cue.0).filter(|(_, at)| *at >= s_start);
        let sure = matches!((&ruled, spoke), (Some(Rival::Known(a)), Some((b, _))) if a == b);
        if (sure || !self.model.tells_speakers()) && self.trace.is_none() {
            return (ruled.map(|r| r.resolve(registry)), false);
        }
        let mut rivals: Vec<Weighed> = Vec::with_capacity(RIVALS);
        self.rivals(d, registry, before, ruled.as_ref(), &mut rivals);
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

    /// Whom a verb behind ف goes back to, where its sentence begins with أما (أما مريم التي تعمل موثقة فقالت, أما الأزهر فقد ذكر).
    fn topic(&self, cue: usize) -> Option<NounPhrase> {
        let fa = |i: usize| self.doc.key(i).first() == rawi_text::words::FA;
        let led = self.cues.at(cue).is_some_and(|c| c.conj.is_some()) && fa(cue);
        let verb = match led {
            true => cue,
            false => cue.checked_sub(1).filter(|i| fa(*i) && self.doc.class(*i).is(rawi_text::Class::AUX))?,
        };
        let start = self.sentence_start(cue);
        let at = (start..verb).rev().take(40).find(|i| [key!("أما"), key!("وأما")].contains(&self.doc.key(*i)))?;
        let np = self.noun_phrase(at + 1, verb, false, &[])?;
        let opened = self.doc.kind(np.end) == TokenKind::Comma || self.doc.class(np.end).is(rawi_text::Class::REL);
        (np.can_speak() && (opened || np.end == verb || self.is_aside(np.end, verb))).then_some(np)
    }

    /// Whom the rules take.
    fn antecedent_by_rule(&self, d: &Draft, registry: &Registry<'_>, before: &Before<'_>) -> Option<Rival> {
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
            return Some(Rival::Known(w));
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
                    return Some(Rival::Named(np));
                }
            }
            // the subject of the sentence's own verb
            if let Some(np) = self.sentence_subject(s_start, d.cue.0, d.form.as_ref()) {
                return Some(Rival::Named(np));
            }
        }
        // أصدرت الحركة بيانا، حصلت CNN على نسخة منه، اعتبرت فيه: whose document it is
        if self.resumes(d.cue.1) && let Some(np) = self.whose_document(s_start, d) {
            return Some(Rival::Named(np));
        }
        // وأصدرت الشركة بيانا، وقالت: whoever the clause before it begins with
        if kind_of(d, s_start) == CueKind::Later
            && self.cues.at(d.cue.0).is_some_and(|c| c.conj.is_some())
            && let Some(np) = self.at_first_verb(self.clause_start(s_start, d.cue.0), d.cue.0)
            && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
        {
            return Some(Rival::Named(np));
        }
        // ورغم حصول فلان على …، فإنه أعرب: the pronoun goes back to whom the sentence began with
        let resumed = d.cue.0 > s_start && {
            let before = self.doc.key(d.cue.0 - 1);
            self.is_clause(d.cue.0 - 1) && before.first() == rawi_text::words::FA && before.last() != key!("ن").first()
        };
        if resumed && let Some(np) = self.sentence_subject(s_start, d.cue.0, d.form.as_ref()) {
            return Some(Rival::Named(np));
        }
        if let Some((w, _)) = history.iter().rev().find(|(w, _)| fits(*w)) {
            return Some(Rival::Known(*w));
        }
        // nobody has spoken yet: the first actor of this sentence or the one before
        let n = self.sentence_number(d.cue.0);
        for back in 0..3usize {
            let Some(m) = n.checked_sub(back) else { break };
            let s = self.doc.scaffold.sentences[m];
            let to = if back == 0 { d.cue.0 } else { s.end as usize };
            if let Some(np) = self.sentence_subject(s.start as usize, to, d.form.as_ref()) {
                return Some(Rival::Named(np));
            }
        }
        None
    }

    /// Where the clause that goes on at a verb behind و begins: its sentence, or behind the last word that subordinates one
    /// (بينما تنفي طهران ذلك وتقول).
    fn clause_start(&self, from: usize, to: usize) -> usize {
        use rawi_text::Class;
        let opens = Class::SUB.or(Class::LINK).or(Class::CLAUSE).or(Class::REL);
        (from..to).rev().find(|i| self.doc.class(*i).is(opens) && !self.doc.class(*i).is(Class::PREP)).map_or(from, |i| i + 1)
    }

    /// The actor right behind the first word of a stretch, which then is a verb.
    fn at_first_verb(&self, from: usize, to: usize) -> Option<NounPhrase> {
        let verb = self.doc.kind(from) == TokenKind::Word && !self.doc.class(from).any() && self.doc.word(from).role().is_none();
        let np = self.actor_at(from + 1, from, to).filter(|_| verb)?;
        is_strong(&np).then_some(np)
    }

    /// Whose document the clause with a pronoun hangs on: the actor before the noun, nearest to it.
    fn whose_document(&self, from: usize, d: &Draft) -> Option<NounPhrase> {
        let noun = (from + 1..d.cue.0).rev().find(|i| {
            let document = self.doc.word(*i).role().is_some_and(|r| r.role == Role::Document);
            document && !article_off(self.doc.key(*i)).1 || self.doc.is_occasion(*i) && !article_off(self.doc.key(*i)).1
        })?;
        let agrees = |np: &NounPhrase| {
            let known = np.role.is_some_and(|r| r.role != Role::Document) || np.kb.is_some() || self.doc.word(np.start).likely_name() == Likely::Known;
            known && is_strong(np) && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
        };
        // خطاب بن غوريون: his whom it is called by
        let owner = self.noun_phrase(noun + 1, d.cue.0, true, &[]).filter(|np| agrees(np) && np.definite);
        if owner.is_some() {
            return owner;
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

    /// The first actor of a stretch that no preposition stands before, and the last where it is asked for.
    fn actors_between(&self, from: usize, to: usize, both: bool) -> (Option<NounPhrase>, Option<NounPhrase>) {
        let (mut first, mut last): (Option<NounPhrase>, Option<NounPhrase>) = (None, None);
        let mut i = from;
        while i < to {
            if let Some(np) = self.actor_at(i, from, to) {
                i = np.end.max(i + 1);
                if is_strong(&np) {
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
    fn past(&self, i: usize, to: usize) -> usize {
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
    fn is_preposition(&self, i: usize) -> bool {
        let verb = i > 0 && self.doc.class(i - 1).is(rawi_text::Class::AUX) && self.cues.at(i).is_some();
        self.prep_at(i).is_some() && !verb
    }

    /// The phrase at a token that can be the subject of a clause.
    fn actor_at(&self, i: usize, from: usize, to: usize) -> Option<NounPhrase> {
        let key = self.doc.key(i);
        let word = self.doc.word(i);
        let heads = article_off(key).1
            || word.role().is_some_and(|r| r.role != Role::Modifier)
            || self.doc.kb_at(i).is_some()
            || word.likely_name() == Likely::Known;
        // مستندا إلى: how, not who
        let how = key.before(key!("ا")).is_some_and(|k| k.len() > 3 && word.role().is_none() && self.doc.tables.word(k).is_common());
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
        (np.can_speak() && human && !thing).then_some(np)
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
                if is_strong(&np) {
                    return Some(np);
                }
                fallback = fallback.or(Some(np));
            }
        }
        fallback
    }
}

/// Whether a phrase surely names an actor.
fn is_strong(np: &NounPhrase) -> bool {
    np.name.is_some() || np.kb.is_some() || np.role.is_some_and(|r| r.role.is_human() || r.role.is_body())
}

/// Agreement with a speaker named elsewhere: the gender, where both are known, and not a singular verb with several men.
fn loose_agree(form: &Form, gender: Gender, number: Number) -> bool {
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
