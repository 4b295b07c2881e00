//! All who might speak at a cue without a subject, and what is so of each: the features of the question `speaker`.

use crate::antecedent::{Before, CueKind, Rival, kind_of, loose_agree};
use crate::assemble::Draft;
use crate::lexicon::{Mood, Number as FormNumber};
use crate::model::{Features, speaker as f};
use crate::propose::Position;
use crate::reader::{Reader, word};
use rawi_actors::{EntityKind, Gender, NounPhrase, Number, Registry, Role};
use rawi_text::{Class, TokenKind, key, sets};

/// A rival, the actor that he is known as, and what is so of him.
pub(crate) struct Weighed {
    pub(crate) rival: Rival,
    id: Option<usize>,
    pub(crate) features: Features,
}

/// How many rivals there are at most.
const RIVALS: usize = 9;

/// How a cue hangs on what stands before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hangs {
    /// Behind كما.
    Also,
    /// Behind كان or قد.
    Aux,
    /// Behind و or ف.
    Joined,
    /// Behind a pronoun.
    Pronoun,
    Alone,
}

/// The cue for which rivals are looked for.
struct Asked<'d> {
    d: &'d Draft,
    kind: CueKind,
    hangs: Hangs,
    goes_on: bool,
    start: usize,
    number: usize,
    paragraph: u32,
    /// Whether its sentence begins a paragraph.
    opens: bool,
    after_quote: bool,
}

impl Asked<'_> {
    fn by(&self, participle: Features, noun: Features, first: Features, later: Features) -> Features {
        match self.kind {
            CueKind::Participle => participle,
            CueKind::Noun => noun,
            CueKind::First => first,
            CueKind::Later => later,
        }
    }

    fn hangs(&self, aux: Features, joined: Features, pronoun: Features, alone: Features) -> Features {
        match self.hangs {
            _ if matches!(self.kind, CueKind::Participle | CueKind::Noun) => 0,
            Hangs::Also => 0,
            Hangs::Aux => aux,
            Hangs::Joined => joined,
            Hangs::Pronoun => pronoun,
            Hangs::Alone => alone,
        }
    }
}

impl Reader<'_> {
    fn asked<'d>(&self, d: &'d Draft) -> Asked<'d> {
        let s = self.sentence(d.cue.0);
        let doc = &self.doc;
        // a line of its own, also where no full stop ends the one before
        let line = (s.start as usize..d.cue.0).rev().find(|i| doc.kind(*i) == TokenKind::Break);
        let start = line.map_or(s.start as usize, |b| b + 1);
        let before = d.cue.0.checked_sub(1).filter(|b| *b >= start);
        let class = before.map_or(Class::NONE, |b| doc.class(b));
        let joined = self.cues.at(d.cue.0).is_some_and(|c| c.conj.is_some());
        let also = before.is_some_and(|b| [key!("كما"), key!("كذلك"), key!("أيضا")].contains(&doc.key(b)));
        let pronoun = class.is(Class::PRON) || class.is(Class::CLAUSE.or(Class::LINK)) && self.pronoun_before(d.cue.0);
        let hangs = match () {
            () if also => Hangs::Also,
            () if class.is(Class::AUX) => Hangs::Aux,
            () if joined => Hangs::Joined,
            () if pronoun => Hangs::Pronoun,
            () => Hangs::Alone,
        };
        let mark = |i: Option<usize>| i.is_some_and(|i| self.closes(i).is_some());
        let comma = before.filter(|b| doc.kind(*b) == TokenKind::Comma);
        let number = self.sentence_number(d.cue.0);
        let previous = number.checked_sub(1).and_then(|n| doc.scaffold.sentences.get(n));
        Asked {
            d,
            kind: kind_of(d, start),
            hangs,
            goes_on: d.form.is_some_and(|form| self.verb(&form).goes_on),
            start,
            number,
            paragraph: s.paragraph,
            opens: previous.is_none_or(|p| p.paragraph != s.paragraph),
            after_quote: mark(before) || mark(comma.and_then(|c| c.checked_sub(1))),
        }
    }

    /// All who might speak, each once, with what is so of them; `ruled` is whom the rules take, with which of them.
    pub(crate) fn rivals(
        &self,
        d: &Draft,
        registry: &Registry<'_>,
        before: &Before<'_>,
        ruled: Option<&(Rival, Features)>,
    ) -> Vec<Weighed> {
        let a = self.asked(d);
        let mut out: Vec<Weighed> = Vec::with_capacity(RIVALS);
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
        self.who_spoke(&a, before, &mut add);
        self.who_is_named(&a, before, &mut add);
        if let Some((rival, rule)) = ruled {
            add(rival.clone(), f::RULE | rule | a.by(f::P_RULE, f::N_RULE, f::F_RULE, f::L_RULE));
        }
        let quoted = if self.quote(d.cue.0).is_some() { f::QUOTED } else { 0 };
        out.retain(|w| match &w.rival {
            Rival::Named(np) => d.may_be_spoken_by(np),
            Rival::Known(_) => true,
        });
        for w in &mut out {
            if w.features & f::IN_SENTENCE != 0 {
                w.features &= !(f::SAID_SUBJECT | f::SAID_NEAREST | f::SAID_PERSON);
            }
            w.features |= self.own_features(w, &a, registry, before) | quoted;
        }
        // وقالت الوزيرة إن …. ولفت إلى: not she, where somebody agrees
        if self.is_told_apart(d) {
            let agrees = |w: &Weighed| w.features & f::AGREES != 0;
            let another = |w: &Weighed| w.features & f::CLASHES != 0 && w.features & f::PERSON != 0;
            if out.iter().all(another)
                && let Some(id) = self.agrees_further_back(d, registry)
            {
                let mut w = Weighed { rival: Rival::Known(id), id: Some(id), features: f::THIRD | quoted };
                w.features |= self.own_features(&w, &a, registry, before);
                out.push(w);
            }
            if out.iter().any(agrees) {
                out.retain(|w| !another(w));
            }
        }
        out
    }

    /// Who was named last, in this sentence or the three before, of the sex that a cue in the singular tells.
    fn agrees_further_back(&self, d: &Draft, registry: &Registry<'_>) -> Option<usize> {
        let form = d.form.filter(|form| form.number == FormNumber::S)?;
        let first = self.sentence_number(d.cue.0).saturating_sub(3);
        let from = self.doc.scaffold.sentences.get(first)?.start as usize;
        let stretch = self.span((from, d.cue.0));
        registry.latest_person(stretch, |w| w.gender != Gender::Unknown && loose_agree(&form, w.gender, w.number))
    }

    /// Whether a cue tells a man from a woman, or one from many: a verb or a participle.
    fn is_told_apart(&self, d: &Draft) -> bool {
        d.form.is_some_and(|form| match form.mood {
            Mood::Masdar => false,
            _ => form.number != FormNumber::Any,
        })
    }

    /// The last three who spoke before.
    fn who_spoke(&self, a: &Asked<'_>, before: &Before<'_>, add: &mut impl FnMut(Rival, Features)) {
        let cue = a.d.cue.0;
        let mut place = 0;
        let mut last = None;
        for (who, at) in before.history.iter().rev() {
            if *at >= cue || last == Some(*who) {
                continue;
            }
            let here = *at >= a.start;
            let mut features = match place {
                0 => f::LAST | a.by(f::P_LAST, f::N_LAST, f::F_LAST, f::L_LAST),
                1 => f::SECOND,
                _ => f::THIRD,
            };
            if place == 0 {
                features |= a.hangs(f::AUX_LAST, f::JOINED_LAST, f::PRON_LAST, f::ALONE_LAST);
                features |= if a.goes_on { f::GO_LAST } else { 0 };
                features |= if a.hangs == Hangs::Also { f::ALSO_LAST } else { 0 };
                features |= if a.opens && a.kind == CueKind::First { f::FIRST_LAST } else { 0 };
                features |= if a.after_quote { f::AFTER_QUOTE } else { 0 };
            }
            if here && place == 0 {
                features |= f::IN_SENTENCE | a.by(f::P_IN_SENTENCE, f::N_IN_SENTENCE, 0, f::L_IN_SENTENCE);
                features |= if a.goes_on { f::GO_HERE } else { 0 };
                features |= if a.hangs == Hangs::Joined { f::JOINED_HERE } else { 0 };
            }
            features |= match a.number - self.sentence_number(*at) {
                0 => f::D0,
                1 => f::D1,
                2 => f::D2,
                _ => f::D3,
            };
            if self.sentence(*at).paragraph != a.paragraph {
                features |= f::PARAGRAPH;
            }
            if *at < self.title_end {
                features |= f::HEADLINE;
            }
            if let Some(said) = before.drafts.iter().find(|o| o.cue.0 == *at) {
                features |= match said.why {
                    "phrase" | "document" | "after-words" => f::BY_PHRASE,
                    "masdar" => f::BY_NOUN,
                    "participle" => f::BY_PARTICIPLE,
                    _ => 0,
                };
                features |= if said.position == Position::Elided { f::BY_ELIDED } else { 0 };
                let end = said.content.last().map_or(*at, |c| c.1.saturating_sub(1).max(*at));
                features |= match a.number.saturating_sub(self.sentence_number(end)) {
                    0 => f::GAP0,
                    1 => f::GAP1,
                    _ => f::GAP2,
                };
            }
            add(Rival::Known(*who), features);
            last = Some(*who);
            place += 1;
            if place == 3 {
                break;
            }
        }
    }

    /// Those whom this sentence and the one before name.
    fn who_is_named(&self, a: &Asked<'_>, before: &Before<'_>, add: &mut impl FnMut(Rival, Features)) {
        let cue = a.d.cue.0;
        let since = |token: usize| before.history.last().is_some_and(|(_, at)| *at > token);
        let mut named = |np: NounPhrase, features: Features, sentence: usize, from: usize, at_verb: Features| {
            let mut features = features;
            features |= if np.start == from + 1 { at_verb } else { 0 };
            features |= if np.name.is_some() || np.kb.is_some() { f::NAMED } else { 0 };
            features |= if since(np.end) { f::MEANWHILE } else { 0 };
            features |= if sentence == a.number { f::D0 } else { f::D1 };
            features |= self.mention_features(&np, a, before);
            add(Rival::Named(np), features);
        };
        // who is named beside somebody who spoke in the same sentence
        let said = before.history.iter().any(|(_, at)| *at >= a.start && *at < cue);
        let beside = |features: Features, silent: Features| if said { features } else { silent };
        if a.kind != CueKind::First {
            let (first, nearest) = self.actors_between(a.start, cue, a.kind != CueKind::Noun);
            if let Some(np) = nearest {
                let hangs = a.hangs(f::AUX_NEAREST, f::JOINED_NEAREST, f::PRON_NEAREST, f::ALONE_NEAREST);
                named(
                    np,
                    f::NEAREST | a.by(f::P_NEAREST, 0, 0, f::L_NEAREST) | beside(f::SAID_NEAREST, hangs),
                    a.number,
                    a.start,
                    0,
                );
            }
            if let Some(np) = first {
                let hangs = a.hangs(f::AUX_SUBJECT, f::JOINED_SUBJECT, f::PRON_SUBJECT, f::ALONE_SUBJECT);
                let features = f::SUBJECT | a.by(f::P_SUBJECT, f::N_SUBJECT, 0, f::L_SUBJECT) | beside(f::SAID_SUBJECT, hangs);
                named(np, features, a.number, a.start, f::AT_VERB);
            }
            if let Some(np) = self.last_person(a.start, cue) {
                named(np, f::PERSON_HERE | beside(f::SAID_PERSON, 0), a.number, a.start, 0);
            }
        }
        let before = a.number.checked_sub(1).and_then(|m| Some((m, *self.doc.scaffold.sentences.get(m)?)));
        if matches!(a.kind, CueKind::First | CueKind::Later)
            && let Some((m, p)) = before.filter(|(_, p)| p.paragraph + 1 >= a.paragraph)
        {
            let (from, to) = (p.start as usize, p.end as usize);
            let mut features = if p.paragraph == a.paragraph { 0 } else { f::PARAGRAPH };
            if let (Some(np), _) = self.actors_between(from, to, false) {
                let first = if a.opens && a.kind == CueKind::First { f::FIRST_BEFORE } else { 0 };
                let joined = if a.hangs == Hangs::Joined { f::JOINED_BEFORE } else { 0 };
                let place = f::BEFORE | a.by(0, 0, f::F_BEFORE, f::L_BEFORE) | first | joined;
                named(np, place | features, m, from, f::F_AT_VERB);
            }
            features |= f::PERSON_BEFORE;
            if let Some(np) = self.last_person(from, to).filter(|_| a.kind == CueKind::First) {
                named(np, features, m, from, 0);
            }
        }
    }

    /// The last of a stretch who is named by a full name, also behind a preposition.
    fn last_person(&self, from: usize, to: usize) -> Option<NounPhrase> {
        let mut found = None;
        let mut i = from;
        while i < to {
            let word = self.doc.word(i);
            let given =
                word.name_exact().is_some_and(|n| n.given > 0 && !n.common) || sets().name_particle.contains(&self.doc.key(i));
            let person = self.doc.kind(i) == TokenKind::Word && !self.doc.class(i).any() && given && !self.doc.is_city(i);
            match person.then(|| self.noun_phrase(i, to, true, &[])).flatten() {
                Some(np) => {
                    i = np.end.max(i + 1);
                    found = Some(np).filter(|np| np.name.is_some_and(|(a, b)| a == np.start && b > a + 1)).or(found);
                }
                None => i += 1,
            }
        }
        found
    }

    /// What is so of the words that name a rival.
    fn mention_features(&self, np: &NounPhrase, a: &Asked<'_>, before: &Before<'_>) -> Features {
        let behind = np.start.checked_sub(1).filter(|b| *b >= a.start || np.start < a.start);
        let preposition = np.clitic || behind.is_some_and(|b| self.is_preposition(b));
        let inside = before.drafts.iter().any(|o| o.cue.0 != a.d.cue.0 && o.covers(np.start));
        let end = if np.start >= a.start { a.d.cue.0 } else { np.start };
        let low = self.sentence(np.start).start as usize;
        // who stands in a relative clause that is not closed
        let relative = (low..np.start)
            .rev()
            .take(12)
            .take_while(|i| self.doc.kind(*i) != TokenKind::Comma)
            .any(|i| self.doc.class(i).is(Class::REL) && self.doc.key(i) != word::QAD && i < end);
        [(preposition, f::AFTER_PREP), (inside, f::IN_CONTENT), (relative, f::IN_RELATIVE)]
            .into_iter()
            .fold(0, |all, (holds, feature)| if holds { all | feature } else { all })
    }

    /// What is so of a rival whatever place he has.
    fn own_features(&self, weighed: &Weighed, a: &Asked<'_>, registry: &Registry<'_>, before: &Before<'_>) -> Features {
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
        let form = a.d.form;
        let mut features = match form {
            None => f::UNKNOWN,
            Some(form) if gender == Gender::Unknown && form.number != FormNumber::P => f::UNKNOWN,
            Some(form) if loose_agree(&form, gender, number) => f::AGREES,
            Some(_) => f::CLASHES,
        };
        if form.is_some_and(|form| (form.number == FormNumber::S) != (number == Number::S) && form.number != FormNumber::Any) {
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
        if times == 0 {
            features |= if a.goes_on { f::GO_NEW } else { 0 };
            features |= if a.hangs == Hangs::Also { f::ALSO_NEW } else { 0 };
        }
        if times > 1 && times * 2 > before.history.len() {
            features |= f::MAIN;
        }
        features
    }
}
