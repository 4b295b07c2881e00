//! From a cue word to a proposed attribution: its frame, its subject, where its content begins.

use crate::cues::{CueWord, PhraseAt, is_finite};
use crate::lexicon::{Between, Form, Frame, Inside, Mark, Mood, Prep, Verb};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::{NounPhrase, Role};
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key, sets};

/// Where the subject of a cue was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// After the verb.
    After,
    /// Before the verb.
    Before,
    /// Before a relative pronoun.
    Antecedent,
    /// Not at the cue.
    Elided,
}

/// A cue with its frame, subject and the beginning of its content.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The cue's token.
    pub token: usize,
    /// One past the cue's last token.
    pub cue_end: usize,
    /// The reading of the cue word.
    pub form: Form,
    /// Its act.
    pub act: Act,
    /// The subject.
    pub subject: Option<NounPhrase>,
    /// Where it was found.
    pub position: Position,
    /// First token of the content.
    pub content: usize,
    /// The quotation that is the content, where it begins with one.
    pub quote: Option<usize>,
    /// What leads the content.
    pub mark: Mark,
    /// Whom it is said to, as tokens.
    pub addressee: Option<(usize, usize)>,
    /// Who passed it on.
    pub carriers: Vec<NounPhrase>,
    /// Whether و or ف or a linking word stands before the cue.
    pub linked: bool,
    /// A purpose clause (ليؤكد).
    pub purpose: bool,
    /// The name of the rule.
    pub why: &'static str,
    /// From 0 to 1.
    pub confidence: f32,
}

/// A complement that was found after a cue.
#[derive(Clone, Copy, Debug)]
struct Complement {
    content: usize,
    quote: Option<usize>,
    mark: Mark,
    frame: Frame,
    /// One past the last token where the subject may stand.
    subject_limit: usize,
}

impl<'a> Reader<'a> {
    /// Proposes attributions for all cue words, in order.
    pub fn propose(&self, phrases: &[PhraseAt<'_>]) -> Vec<Proposal> {
        let mut out: Vec<Proposal> = Vec::new();
        let mut next = 0;
        for cue in &self.cues.all {
            // نقلاً عن, في رأي: words of a phrase
            while next < phrases.len() && phrases[next].end <= cue.token {
                next += 1;
            }
            if phrases.get(next).is_some_and(|p| p.start <= cue.token) {
                continue;
            }
            if let Some(last) = out.last()
                && cue.token < last.cue_end
            {
                continue;
            }
            if let Some(p) = self.propose_one(cue) {
                out.push(p);
            }
        }
        out
    }

    fn propose_one(&self, cue: &CueWord<'a>) -> Option<Proposal> {
        let i = cue.token;
        if self.is_not_said(cue) {
            return None;
        }
        let mut best: Option<Proposal> = None;
        for form in cue.forms {
            let p = match form.mood {
                Mood::Passive => None,
                Mood::Jussive if !(cue.purpose || i > 0 && self.doc.class(i - 1).is(Class::NEG)) => None,
                Mood::Perfect | Mood::Imperfect | Mood::Jussive => self.propose_finite(cue, form),
                Mood::Participle => self.propose_participle(cue, form),
                Mood::Masdar => self.propose_masdar(cue, form),
            };
            if let Some(p) = p
                && best.as_ref().is_none_or(|b| p.confidence > b.confidence)
            {
                best = Some(p);
            }
        }
        best
    }

    /// What makes a cue word no speech whatever follows: the future, a negation, an unreal mood.
    fn is_not_said(&self, cue: &CueWord<'a>) -> bool {
        let i = cue.token;
        if cue.future {
            return true;
        }
        let before = i.checked_sub(1);
        let Some(b) = before else { return false };
        let class = self.doc.class(b);
        let negated = class.is(Class::NEG) && self.doc.key(b) != word::MA && !self.doc.class(b).is(Class::PREP);
        if negated {
            let lemma = cue.verb(self.lexicon).key;
            let judges = cue.forms.iter().any(|f| self.verb(f).act == Act::Assess && is_finite(f.mood));
            return !judges && !sets().negatable.contains(&lemma);
        }
        // أن يعلن, لن: the unreal; سوف: the future
        if cue.is_finite() && !cue.has(Mood::Perfect) && (sets().unreal.contains(&self.doc.key(b)) || self.doc.key(b) == key!("سوف"))
        {
            return true;
        }
        // إلى طلب تعجيل, لم يتم كشف: a noun
        if class.is(Class::PREP) && cue.conj.is_none() && cue.has(Mood::Perfect) && self.doc.key(b) != key!("منذ") && !self.doc.class(i).is(Class::PREP) {
            return true;
        }
        // كيف عارض الخرافات
        if class.is(Class::WHICH) {
            return true;
        }
        // عندما ذكر, إذا أعلن: no speech of its own
        let while_ = self.doc.key(b) == key!("حين") && b > 0 && [word::FI, key!("وفي")].contains(&self.doc.key(b - 1));
        if class.is(Class::SUB) && !class.is(Class::LINK) && cue.is_finite() && !while_ {
            return true;
        }
        // عدم ذكر اسمه: a noun
        if sets().noun_before.contains(&self.doc.key(b))
        {
            return true;
        }
        if self.is_passive(cue) || self.is_first_person(cue) {
            return true;
        }
        // بينه وبين: the preposition
        let vowelled = self.doc.token(i).is_some_and(|t| t.span.of(self.doc.text).contains('\u{651}'));
        if self.doc.class(i).is(Class::PREP) && !vowelled && (i.saturating_sub(4)..i).any(|j| self.doc.key(j).take(3) == key!("بين")) {
            return true;
        }
        // طلب عدم كشف هويته: an aside on the source
        if self.is_anonymity(i) {
            return true;
        }
        // ما قاله, ما أكده: no content of its own
        self.doc.key(b) == word::MA
    }

    /// أعتقد, أعترف: the hamza tells the first person of a verb that begins with a bare alif.
    fn is_first_person(&self, cue: &CueWord<'a>) -> bool {
        let word = self.doc.token(cue.token).map_or("", |t| t.span.of(self.doc.text));
        let bare = cue.forms.iter().all(|f| f.mood == Mood::Perfect && self.verb(f).lemma.starts_with('ا'));
        bare && word.trim_start_matches(['و', 'ف']).starts_with('أ')
    }

    /// يُعتقد، يُتوقع، الذي يعتقد أنه: nobody is said to think so.
    fn is_passive(&self, cue: &CueWord<'a>) -> bool {
        let i = cue.token;
        let Some(form) = cue.forms.iter().find(|f| f.mood == Mood::Imperfect) else { return false };
        if cue.has(Mood::Perfect) {
            return false;
        }
        let verb = self.verb(form);
        let relative = i > 0 && self.doc.class(i - 1).is(Class::REL);
        if relative && sets().thought.contains(&verb.key) && form.gender == crate::lexicon::Gender::M {
            return true;
        }
        // a damma on the first letter, where the active has none
        let derived = verb.key.len() >= 4 && matches!(verb.lemma.chars().next(), Some('ا' | 'ت' | 'س')) || verb.key == key!("وعد");
        derived && self.doc.token(i).is_some_and(|t| t.span.of(self.doc.text).trim_start_matches(['و', 'ف']).chars().nth(1) == Some('\u{64f}'))
    }

    /// طلب / اشترط / فضل / رفض + عدم كشف هويته.
    fn is_anonymity(&self, i: usize) -> bool {
        let at = if self.glued_prep(i + 1).is_some() || self.doc.kind(i + 1) != TokenKind::Word { i + 2 } else { i + 1 };
        [i + 1, at].iter().any(|a| {
            self.doc.key(*a) == key!("عدم")
                && sets().disclosing.contains(&self.doc.key(a + 1))
        }) || (sets().disclosing.contains(&self.doc.key(i + 1))
            && (i + 2..i + 5).any(|j| {
                sets().identity.contains(&self.doc.key(j))
            }))
    }

    fn linked(&self, cue: &CueWord<'a>) -> bool {
        cue.conj.is_some()
            || cue.token.checked_sub(1).is_some_and(|b| {
                let c = self.doc.class(b);
                c.is(Class::LINK.or(Class::CONJ)) || (c.is(Class::AUX) && self.doc.key(b) == word::QAD) || c.is(Class::PRON)
            })
    }

    fn propose_finite(&self, cue: &CueWord<'a>, form: &Form) -> Option<Proposal> {
        let verb = self.verb(form);
        let i = cue.token;
        if cue.object && !verb.frames.iter().any(|f| f.between != Between::Nothing || f.mark == Mark::Noun) {
            return None;
        }
        if verb.carrier
            && let Some(p) = self.propose_carrier(cue, form)
        {
            return Some(p);
        }
        let only_clause = verb.carrier;
        let limit = self.limit(i);
        let first = self.sentence_start(i) == i;
        // كتب: أيمن … at the head of an article is a byline
        if first && verb.lemma == "كتب" && self.doc.kind(i + 1) == TokenKind::Colon && self.opens(i + 2).is_none() {
            return None;
        }
        let relative = i > 0 && self.doc.class(i - 1).is(Class::REL)
            || (i > 1 && self.doc.key(i - 1) == word::QAD && self.doc.class(i - 2).is(Class::REL));
        let comp = self.complement(cue, form, verb, limit)?;
        let nominal = matches!(comp.mark, Mark::Noun | Mark::Prep(_)) && comp.quote.is_none() && !self.is_clause(comp.content);
        // تحدث عن الحرب: a topic
        let topic = verb.key == key!("تحدث") && nominal && article_off(self.doc.key(comp.content)).1;
        if topic || only_clause && nominal || !self.is_fit(verb, form, &comp, limit) {
            return None;
        }
        if self.doc.class(i).is(Class::PREP)
            && !(matches!(comp.mark, Mark::Clause | Mark::Direct | Mark::Prep(Prep::An))
                && (first || cue.conj.is_some() || self.linked(cue)))
        {
            return None;
        }
        // the subject: after the verb, before it, or left to the context
        let between = verb
            .frames
            .iter()
            .filter(|f| f.mark == comp.mark)
            .map(|f| f.between)
            .find(|b| matches!(b, Between::Addressee | Between::Inside))
            .unwrap_or(comp.frame.between);
        let (mut subject, mut position) = (None, Position::Elided);
        let mut addressee = None;
        let preps = self.frame_preps(verb);
        if relative {
            if let Some(np) = self.antecedent(i)
                && self.agrees_after(form, &np)
                && (verb.frames.iter().any(|f| f.between == Between::Addressee) || comp.content == i + 1)
            {
                subject = Some(np);
                position = Position::Antecedent;
            }
        } else if !first
            && cue.conj.is_none()
            && !cue.purpose
            && let Some(np) = self.subject_before(i)
            && np.can_speak()
            && self.agrees_after(form, &np)
        {
            subject = Some(np);
            position = Position::Before;
        } else if !first
            && cue.conj.is_none()
            && !cue.purpose
            && self.doc.kind(i - 1) == TokenKind::Word
            && let Some(np) = self.phrase_ending(i, self.low(i))
            && !np.definite
            && np.role.is_some_and(|r| {
                matches!(r.role, Role::Source | Role::Document | Role::Office | Role::Body | Role::Profession | Role::Spokes)
            })
            && self.agrees_after(form, &np)
        {
            // مسؤول أكد أن, رسالة تطالب بـ: an indefinite noun and its clause
            subject = Some(np);
            position = Position::Antecedent;
        }
        if comp.content > i + 1 && subject.is_none() {
            let object = matches!(comp.mark, Mark::Noun) || matches!(between, Between::Addressee | Between::Inside);
            if !cue.object || !object {
                if let Some(np) = self.subject_after(i + 1, comp.subject_limit, object, &preps)
                    && self.agrees_before(form, &np)
                    && (form.number == crate::lexicon::Number::S || np.coordinated || np.start != i + 1)
                {
                    subject = Some(np);
                    position = Position::After;
                }
            }
        }
        if subject.is_none() && relative {
            if let Some(np) = self.antecedent(i)
                && self.agrees_after(form, &np)
            {
                subject = Some(np);
                position = Position::Antecedent;
            }
        } else if subject.is_none()
            && !first
            && cue.conj.is_none()
            && let Some(np) = self.subject_before(i)
            && self.agrees_after(form, &np)
        {
            subject = Some(np);
            position = Position::Before;
        }
        let mut comp = comp;
        // what stands between the subject and the content: an object that is the addressee or belongs to the content
        match between {
            Between::Addressee => {
                let from = subject.as_ref().filter(|_| position == Position::After).map_or(i + 1, |s| s.end);
                let to = comp.subject_limit;
                if from < to && !cue.object {
                    addressee = Some((from, to));
                } else if !cue.object
                    && position == Position::After
                    && subject.as_ref().is_some_and(|s| s.end >= to)
                    && self.could_be_object(i, form)
                {
                    // دعا الأطراف إلى: what looked like the subject may be the object of an elided one
                }
            }
            Between::PrepAddressee(_) => {
                let from = subject.as_ref().filter(|_| position == Position::After).map_or(i + 1, |s| s.end);
                if from < comp.subject_limit {
                    addressee = Some((from, comp.subject_limit));
                }
            }
            Between::Inside if !cue.object => {
                let from = subject.as_ref().filter(|_| position == Position::After).map_or(i + 1, |s| s.end);
                comp.content = self.skip_light(from, comp.content);
                comp.quote = self.opens(comp.content);
            }
            _ => {}
        }
        let purpose = cue.purpose;
        if position == Position::Elided {
            let linked = self.linked(cue);
            let starts = first
                || linked
                || i.checked_sub(1).is_some_and(|b| {
                    matches!(
                        self.doc.kind(b),
                        TokenKind::Comma
                            | TokenKind::Quote
                            | TokenKind::Semicolon
                            | TokenKind::Dash
                            | TokenKind::Colon
                            | TokenKind::Close
                    ) || self.doc.class(b).is(Class::PREPPRON
                        .or(Class::TIME)
                        .or(Class::DAY)
                        .or(Class::SUB)
                        .or(Class::ADV)
                        .or(Class::AUX)
                        .or(Class::REL)
                        .or(Class::CLAUSE))
                })
                || self.doc.scaffold.sentences.get(self.sentence_number(i)).is_some_and(|s| i - (s.start as usize) < 8);
            if !starts && !purpose {
                return None;
            }
            // يذكر أن, يشار إلى أن: nobody's word
            let told = verb.key == key!("ذكر");
            if (first && cue.conj.is_none() || told)
                && form.mood == Mood::Imperfect
                && matches!(comp.mark, Mark::Clause | Mark::Prep(_))
                && form.gender == crate::lexicon::Gender::M
            {
                if sets().hearsay.contains(&verb.key) {
                    return None;
                }
            }
            if (verb.weak || (form.mood == Mood::Imperfect && !linked))
                && matches!(comp.mark, Mark::Noun | Mark::Prep(_))
                && comp.quote.is_none()
                && !self.is_clause(comp.content)
            {
                return None;
            }
        }
        let noun_like = matches!(comp.mark, Mark::Noun | Mark::Prep(_)) && comp.quote.is_none() && !self.is_clause(comp.content);
        if noun_like {
            let can_speak = subject.as_ref().is_none_or(NounPhrase::can_speak);
            if verb.weak && (!can_speak || subject.is_none()) {
                return None;
            }
            if !can_speak && position == Position::Before {
                return None;
            }
        }
        let (act, content) = self.light_noun(verb, &comp, comp.frame.act.unwrap_or(verb.act));
        if verb.frames.is_empty() && content == comp.content {
            return None;
        }
        let negated = i > 0 && self.doc.class(i - 1).is(Class::NEG);
        let act = if negated && act == Act::Reject { Act::Assess } else { act };
        let confidence = match (comp.mark, position) {
            (Mark::Clause | Mark::Direct, Position::After | Position::Before) => 0.95,
            (Mark::Clause | Mark::Direct, _) => 0.9,
            (Mark::Prep(_), _) if self.is_clause(comp.content) => 0.92,
            (Mark::Prep(_), Position::After | Position::Before) => 0.8,
            (Mark::Noun, Position::After | Position::Before) => 0.7,
            _ => 0.6,
        } - if verb.weak { 0.1 } else { 0.0 };
        let cue_start = if negated { i - 1 } else { i };
        let quote = self.opens(content).filter(|_| content != comp.content).or(comp.quote.filter(|_| content == comp.content));
        Some(Proposal {
            token: cue_start,
            cue_end: i + 1,
            form: *form,
            act,
            subject,
            position,
            content,
            quote,
            mark: comp.mark,
            addressee,
            carriers: Vec::new(),
            linked: self.linked(cue),
            purpose,
            why: match (comp.mark, comp.quote) {
                (_, Some(_)) => "verb+quotation",
                (Mark::Clause, _) => "verb+clause",
                (Mark::Direct, _) => "verb+colon",
                (Mark::Noun, _) => "verb+noun",
                (Mark::Prep(_), _) => "verb+preposition",
            },
            confidence,
        })
    }

    /// What a verb needs beside its frame: حمّل its blame, وعد and اعتبر in the imperfect somebody who does so.
    fn is_fit(&self, verb: &Verb, form: &Form, comp: &Complement, limit: usize) -> bool {
        if sets().needs_blame.contains(&verb.key) {
            return (comp.content..limit.min(comp.content + 25)).any(|j| sets().blame.contains(&self.doc.key(j)) || sets().blame.contains(&article_off(self.doc.key(j)).0));
        }
        let nominal = matches!(comp.mark, Mark::Noun | Mark::Prep(_)) && comp.quote.is_none() && !self.is_clause(comp.content);
        // يدعى فلاناً: he is called
        if verb.key == key!("ادعى") && form.mood == Mood::Imperfect && nominal {
            return false;
        }
        // تعتبر الفلسفة علاجاً, يعد الإعلان من …: mostly passive
        if form.mood == Mood::Imperfect && sets().judged.contains(&verb.key) && nominal {
            return false;
        }
        !(form.mood == Mood::Imperfect && verb.key == key!("وعد") && comp.mark == Mark::Clause)
    }

    fn could_be_object(&self, _i: usize, form: &Form) -> bool {
        form.mood != Mood::Perfect
    }

    /// Steps over time words and asides between the subject and an object.
    fn skip_light(&self, mut from: usize, to: usize) -> usize {
        let limit = self.limit(from.min(self.doc.scaffold.tokens.len().saturating_sub(1)));
        while from < limit {
            if self.doc.class(from).is(Class::TIME.or(Class::DAY))
                || matches!(self.doc.kind(from), TokenKind::Comma | TokenKind::Colon)
            {
                from += 1;
            } else if let Some(end) = self.circumstance(from, limit) {
                from = end;
            } else {
                break;
            }
        }
        if from >= limit { to } else { from }
    }

    fn frame_preps(&self, verb: &Verb) -> Vec<Key> {
        verb.frames
            .iter()
            .filter_map(|f| match f.mark {
                Mark::Prep(Prep::Ila) => Some(word::ILA),
                Mark::Prep(Prep::Ala) => Some(word::ALA),
                Mark::Prep(Prep::An) => Some(word::AN),
                Mark::Prep(Prep::Min) => Some(word::MIN),
                Mark::Prep(Prep::Fi) => Some(word::FI),
                Mark::Prep(Prep::Hawl) => Some(word::HAWL),
                Mark::Prep(Prep::Maa) => Some(word::MAA),
                Mark::Prep(Prep::Bi) => Some(key!("ب")),
                Mark::Prep(Prep::Li) => Some(key!("ل")),
                _ => None,
            })
            .collect()
    }

    /// Finds what a cue takes: a clause or direct speech as far as the clause reaches, else a preposition with a noun
    /// phrase, else a bare one.
    fn complement(&self, cue: &CueWord<'a>, form: &Form, verb: &Verb, limit: usize) -> Option<Complement> {
        let i = cue.token;
        let has = |m: Mark| verb.frames.iter().find(|f| f.mark == m);
        let clause = verb.frames.iter().find(|f| f.mark == Mark::Clause);
        let direct = has(Mark::Direct);
        let doc = &self.doc;
        let mut j = i + 1;
        let mut stop = limit;
        let mut relative = false;
        let mut first_prep: Option<(usize, Frame, Prep)> = None;
        while j < limit {
            if j - i > 70 {
                stop = j;
                break;
            }
            match doc.kind(j) {
                TokenKind::Stop if j > 0 && doc.key(j - 1).len() == 1 => {}
                TokenKind::Break | TokenKind::Stop | TokenKind::Bang | TokenKind::Dots | TokenKind::Semicolon => {
                    stop = j;
                    break;
                }
                TokenKind::Quote => {
                    if let Some(q) = self.opens(j) {
                        let quote = self.doc.scaffold.quotes.all[q];
                        let inner = (quote.close - quote.open).saturating_sub(1) as usize;
                        // إلى بلاغات عن عطل في تطبيق «تيك توك»: the quotation stands inside the noun phrase
                        let in_noun = first_prep.is_some_and(|(at, ..)| at + 1 < j);
                        if let Some(frame) = direct
                            && !in_noun
                            && !self.is_name_quote(j, q, inner, i, limit)
                        {
                            return Some(Complement {
                                content: j + 1,
                                quote: quote.closed.then_some(q),
                                mark: Mark::Direct,
                                frame: *frame,
                                subject_limit: j,
                            });
                        }
                        if quote.closed && (quote.close as usize) < limit && !(self.is_clause(j + 1) && clause.is_some()) {
                            j = quote.close as usize + 1;
                            continue;
                        }
                    }
                }
                TokenKind::Open => {
                    if let Some(c) = doc.closing(j, 25) {
                        j = c + 1;
                        continue;
                    }
                }
                TokenKind::Dash => {
                    if let Some(c) = (j + 1..limit.min(j + 30)).find(|k| doc.kind(*k) == TokenKind::Dash) {
                        j = c + 1;
                        continue;
                    }
                }
                TokenKind::Colon => {
                    if let Some(frame) = direct {
                        let quote = self.opens(j + 1);
                        if j + 1 < limit || quote.is_some() {
                            let content = if quote.is_some() { j + 2 } else { j + 1 };
                            let quote = quote.filter(|q| self.doc.scaffold.quotes.all[*q].closed);
                            return Some(Complement { content, quote, mark: Mark::Direct, frame: *frame, subject_limit: j });
                        }
                    }
                    stop = j;
                    break;
                }
                TokenKind::Comma => relative = false,
                TokenKind::Word => {
                    let class = doc.class(j);
                    if class.is(Class::CLAUSE) && !class.is(Class::WITH_CONJ) {
                        let before = j - 1;
                        let prep = if before > i { self.prep_at(before) } else { None };
                        if before > i && (sets().ends_clause.contains(&doc.key(before)) || (doc.key(before) == key!("ما"))) {
                            stop = before;
                            break;
                        }
                        if let Some(p) = prep {
                            if let Some(frame) = verb.frames.iter().find(|f| f.mark == Mark::Prep(p)) {
                                return Some(self.at_clause(j, Mark::Prep(p), *frame, before));
                            }
                            if sets().not_complement.contains(&doc.key(before))
                                || !matches!(p, Prep::Ila | Prep::Ala | Prep::An | Prep::Min)
                                || verb.takes_direct() && !verb.takes_clause()
                            {
                                j += 1;
                                continue;
                            }
                        } else if before > i && sets().not_complement.contains(&doc.key(before)) {
                            j += 1;
                            continue;
                        }
                        // تشير إلى مقتل …، مع الإشارة إلى أن: the noun phrase comes first
                        if first_prep.is_some_and(|(at, frame, _)| !frame.clause_only && (at + 2..j).any(|k| doc.kind(k) == TokenKind::Comma) && !(i + 1..at).any(|k| doc.kind(k) == TokenKind::Comma)) {
                            stop = j;
                            break;
                        }
                        let bi = doc.key(j).first() == rawi_text::words::BA;
                        let frame = clause.or_else(|| if bi { has(Mark::Prep(Prep::Bi)) } else { None });
                        if let Some(frame) = frame {
                            if prep.is_none() || !self.known_object_noun(i, before) {
                                return Some(self.at_clause(j, Mark::Clause, *frame, if prep.is_some() { before } else { j }));
                            }
                        } else if let Some(frame) = verb.frames.iter().find(|f| f.mark == Mark::Noun)
                            && j == i + 1
                        {
                            return Some(self.at_clause(j, Mark::Clause, *frame, j));
                        }
                    } else if class.is(Class::WHICH)
                        && verb.act == Act::Ask
                        && let Some(frame) = direct.or(clause)
                    {
                        return Some(Complement { content: j, quote: None, mark: Mark::Clause, frame: *frame, subject_limit: j });
                    } else if class.is(Class::REL) {
                        relative = true;
                    } else if class.is(Class::LINK)
                        && j > i + 1
                        && !class.is(Class::ADV)
                        && matches!(doc.kind(j - 1), TokenKind::Comma)
                    {
                        stop = j - 1;
                        break;
                    } else if let Some(other) = self.cues.at(j)
                        && !relative
                        && self.stops(j)
                        && self.is_likely_cue(other)
                        && !self.is_anonymity(j)
                        && !(other.conj.is_none() && (j == i + 1 || self.act_noun(j).is_some()))
                        && !(self.is_continuing(other) && doc.kind(j - 1) != TokenKind::Comma && first_prep.is_none())
                    {
                        stop = j;
                        break;
                    } else if first_prep.is_none()
                        && let Some((frame, p)) = self.frame_prep(verb, j)
                        && self.prep_leads_content(i, j, p, verb)
                    {
                        first_prep = Some((j, frame, p));
                    }
                }
                _ => {}
            }
            j += 1;
        }
        let _ = form;
        // نائب رئيس الاتحاد السابق عن آسيا … عن نيته: the verb's own preposition stands before its act noun
        if verb.light
            && let Some((at, frame, p @ Prep::An)) = first_prep
            && self.act_noun(at + 1).is_none()
            && let Some(later) = (at + 2..stop).find(|j| self.prep_at(*j) == Some(Prep::An) && self.act_noun(j + 1).is_some())
        {
            first_prep = Some((later, frame, p));
        }
        if let Some((at, frame, p)) = first_prep
            && at < stop
            && !frame.clause_only
        {
            let glued = matches!(p, Prep::Bi | Prep::Li);
            let mut content = if glued { at } else { at + 1 };
            if glued && doc.key(at).len() == 1 {
                content = at + 1;
            }
            // أعلن البيت الأبيض وفاة X عن عمر …: the object comes before the preposition
            let object = verb.frames.iter().find(|f| f.mark == Mark::Noun).and_then(|f| self.bare_noun(cue, verb, *f, stop));
            if let Some(o) = object
                && o.content < at
                && (self.doc.tables.is_common(self.doc.key(o.content)) || o.quote.is_some())
                && self.glued_prep(o.content).is_none()
            {
                return Some(o);
            }
            if content < stop && !self.ends(content) {
                let quote = self.opens(content);
                let content = if quote.is_some() { content + 1 } else { content };
                if self.good_noun(content) {
                    return Some(Complement { content, quote, mark: Mark::Prep(p), frame, subject_limit: at });
                }
            }
        }
        // جدد دعوته, وجه تحذيراً: a light verb with its act noun needs no frame
        let light = Frame { between: Between::Nothing, mark: Mark::Noun, clause_only: false, act: None };
        let noun =
            verb.frames.iter().find(|f| f.mark == Mark::Noun).or((verb.light && verb.frames.is_empty()).then_some(&light))?;
        self.bare_noun(cue, verb, *noun, stop)
    }

    /// `قال … قائلا`, `تابع … يقول`: the second word goes on the first.
    fn is_continuing(&self, other: &CueWord<'a>) -> bool {
        other.verb(self.lexicon).lemma == "قال" && other.has(Mood::Participle) && other.conj.is_none()
    }

    fn at_clause(&self, j: usize, mark: Mark, frame: Frame, subject_limit: usize) -> Complement {
        let quote = if self.doc.kind(j + 1) == TokenKind::Quote { self.opens(j + 1) } else { None };
        Complement { content: j, quote, mark, frame, subject_limit }
    }

    /// Whether the words between a verb and a preposition before أن are an object that the clause belongs to.
    fn known_object_noun(&self, i: usize, prep: usize) -> bool {
        prep <= i + 1
    }

    fn frame_prep(&self, verb: &Verb, j: usize) -> Option<(Frame, Prep)> {
        let p = self.prep_at(j).filter(|_| !self.doc.class(j).is(Class::WITH_CONJ)).or_else(|| self.glued_prep(j))?;
        verb.frames.iter().find(|f| f.mark == Mark::Prep(p)).map(|f| (*f, p))
    }

    /// Whether a preposition that a verb may take leads its content, and does not belong to the subject.
    fn prep_leads_content(&self, i: usize, j: usize, p: Prep, verb: &Verb) -> bool {
        let next = if matches!(p, Prep::Bi | Prep::Li) && self.doc.key(j).len() > 1 { j } else { j + 1 };
        if self.doc.is_occasion(next) && matches!(p, Prep::Fi | Prep::Min) {
            return false;
        }
        if p == Prep::Li && (self.is_medium_word(j) || (self.doc.kind(j + 1) == TokenKind::Quote && self.doc.key(j).len() == 1)) {
            return false;
        }
        if matches!(p, Prep::Bi)
            && (self.doc.key(j) == key!("باسم")
                || self.doc.tables.role(self.doc.key(j)).is_some_and(|r| r.role == Role::Place))
        {
            return false;
        }
        // «المبعوث الخاص إلى سورية»: the subject's own, where the verb's comes later
        if j > i + 1
            && let Some(np) = self.noun_phrase(i + 1, self.limit(i), false, &self.frame_preps(verb))
            && np.start == i + 1
            && j < np.end
        {
            return false;
        }
        true
    }

    fn is_medium_word(&self, j: usize) -> bool {
        self.doc.is_medium(j)
    }

    /// Whether a noun phrase that is worth a statement can begin at a token.
    fn good_noun(&self, at: usize) -> bool {
        if self.doc.kind(at) == TokenKind::Number {
            return true;
        }
        let class = self.doc.class(at);
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
            || (class.is(Class::NEG) && self.doc.kind(at) == TokenKind::Word && self.doc.key(at) == key!("غير"))
    }

    fn bare_noun(&self, cue: &CueWord<'a>, verb: &Verb, frame: Frame, stop: usize) -> Option<Complement> {
        let i = cue.token;
        let preps = self.frame_preps(verb);
        let mut at = i + 1;
        if cue.object {
            // اعتبره فاضحاً: the object is the pronoun
            at = self.subject_after(at, stop, true, &preps).map_or(at, |np| np.end);
        } else if frame.between == Between::Inside {
            let subject = self.subject_after(at, stop, true, &preps);
            at = subject.map_or(at, |np| np.end);
        } else if let Some(np) = self.subject_after(at, stop, true, &preps) {
            at = np.end;
        }
        let mut at = self.skip_light(at, at);
        if at >= stop || self.ends(at) {
            return None;
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

    /// Whether a quotation after a verb is a name (قال لـ«الشرق الأوسط»، صحيفة «لوموند») and not what is said.
    fn is_name_quote(&self, j: usize, q: usize, inner: usize, cue: usize, limit: usize) -> bool {
        if inner > 7 || j == cue + 1 && inner > 3 {
            return false;
        }
        // توجه «إنذاراً نووياً»: a few words in quotation marks as the object of a verb that mostly is no speech
        if j == cue + 1 && self.cues.at(cue).is_some_and(|c| c.verb(self.lexicon).weak) {
            return true;
        }
        let doc = &self.doc;
        let quote = doc.scaffold.quotes.all[q];
        let before = j - 1;
        if doc.kind(before) == TokenKind::Colon {
            return false;
        }
        let headed = before > cue && doc.tables.role(doc.key(before)).is_some_and(|r| r.role.is_body())
            || (before > cue && doc.key(before).len() <= 2 && doc.kind(before) == TokenKind::Word)
            || self.prep_at(before).is_some();
        if headed {
            return true;
        }
        let after = quote.close as usize + 1;
        // وجود «وهميين» في صفوف: a word in quotation marks within a clause
        let goes_on =
            doc.kind(after) == TokenKind::Word && after < limit && self.cues.at(after).is_none() && doc.key(after).first() != WAW;
        if inner <= 4 && j > cue + 1 && doc.kind(before) == TokenKind::Word && goes_on && doc.class(before) == Class::NONE {
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

    /// Whether a preposition phrase of circumstance begins at a token; gives one past its end.
    pub fn circumstance(&self, at: usize, limit: usize) -> Option<usize> {
        let doc = &self.doc;
        let class = doc.class(at);
        if class.is(Class::PREPPRON) {
            return Some(at + 1);
        }
        let glued = self.glued_prep(at).is_some();
        if !glued && !class.is(Class::PREP) {
            return None;
        }
        let mut i = if glued && doc.key(at).len() > 1 { at + 1 } else { at + 1 };
        // the noun phrase after it, as far as it is one
        let start = i;
        while i < limit {
            match doc.kind(i) {
                TokenKind::Word => {
                    let c = doc.class(i);
                    if c.is(Class::CLAUSE.or(Class::REL).or(Class::LINK).or(Class::AUX).or(Class::NEG))
                        || (self.stops(i) && i > start)
                    {
                        break;
                    }
                    if i > start && c.any() && !c.is(Class::DEM.or(Class::TIME).or(Class::DAY).or(Class::PREP)) {
                        break;
                    }
                    if i > start + 1 && c.is(Class::PREP) {
                        break;
                    }
                    // للجزيرة تداول رسالة: an indefinite noun after a definite one begins an object
                    let (key, before) = (doc.key(i), doc.key(i - 1));
                    let definite = article_off(before).1
                        || (before.first() == rawi_text::words::LAM && before.at(1) == rawi_text::words::LAM)
                        || article_off(before.skip(1)).1;
                    if i > at
                        && definite
                        && !article_off(key).1
                        && !c.any()
                        && doc.tables.is_common(key)
                        && !doc.tables.is_demonym(key)
                        && doc.kb_at(i).is_none()
                        && doc.tables.role(key).is_none()
                        && self.glued_prep(i).is_none()
                        && key.first() != WAW
                    {
                        break;
                    }
                    // a title or a body begins another phrase where this one is complete
                    if i > start && i > at + 1 && self.begins_actor(i) && self.definite_before(at, i) {
                        break;
                    }
                    i += 1;
                }
                TokenKind::Number => i += 1,
                TokenKind::Quote => match self.opens(i) {
                    Some(q)
                        if doc.scaffold.quotes.all[q].closed
                            && doc.scaffold.quotes.all[q].close - doc.scaffold.quotes.all[q].open <= 7
                            && (i == start || !self.is_clause(i + 1))
                            && self.doc.kind(i - 1) == TokenKind::Word
                            && (i == start || self.doc.tables.role(doc.key(i - 1)).is_some()) =>
                    {
                        i = doc.scaffold.quotes.all[q].close as usize + 1
                    }
                    _ => break,
                },
                TokenKind::Open => match doc.closing(i, 9) {
                    Some(c) => i = c + 1,
                    None => break,
                },
                _ => break,
            }
        }
        (i > at).then_some(i.max(at + 1))
    }

    fn begins_actor(&self, i: usize) -> bool {
        let doc = &self.doc;
        let key = doc.key(i);
        if matches!(self.glued_prep(i), Some(_)) {
            return false;
        }
        doc.tables.role_bare(key).is_some_and(|r| !matches!(r.role, Role::Modifier | Role::Place))
            || (doc.tables.names_exact(key).is_some_and(|n| !n.common && n.given > 20) && !article_off(key).1)
    }

    fn definite_before(&self, from: usize, i: usize) -> bool {
        (from..i).any(|k| {
            let key = self.doc.key(k);
            let (_, article) = article_off(key);
            article
                || self.glued_prep(k).is_some() && article_off(key.skip(1)).1
                || (key.first() == rawi_text::words::LAM && key.at(1) == rawi_text::words::LAM)
                || self.doc.kb_at(k).is_some()
                || self.doc.kind(k) == TokenKind::Close
                || self.doc.kind(k) == TokenKind::Quote
        }) || (i > from + 1 && {
            // مع قناة X / في تصريح صحافي: a title after an indefinite noun with its adjective
            let k = self.doc.key(i - 1);
            self.doc.tables.is_demonym(k) || k.last() == key!("ي").last()
        })
    }

    /// The subject between a verb and its complement, stepping over circumstances.
    pub fn subject_after(&self, from: usize, limit: usize, object: bool, preps: &[Key]) -> Option<NounPhrase> {
        let mut at = from;
        let mut stepped = false;
        let mut guard = 0;
        while at < limit && guard < 8 {
            guard += 1;
            let doc = &self.doc;
            match doc.kind(at) {
                TokenKind::Comma => {
                    at += 1;
                    stepped = true;
                    continue;
                }
                TokenKind::Dash => {
                    let close = (at + 1..limit).find(|k| doc.kind(*k) == TokenKind::Dash)?;
                    at = close + 1;
                    stepped = true;
                    continue;
                }
                TokenKind::Open => {
                    at = doc.closing(at, 25)? + 1;
                    continue;
                }
                _ => {}
            }
            let class = doc.class(at);
            if class.is(Class::TIME.or(Class::DAY).or(Class::ADV)) && !class.is(Class::PREP) {
                at += 1;
                stepped = true;
                continue;
            }
            if class.is(Class::PREP.or(Class::PREPPRON))
                && !(class.is(Class::PREP)
                    && doc.key(at) == key!("علي")
                    && doc.token(at).is_some_and(|t| t.span.of(doc.text).ends_with('ي')))
            {
                at = self.circumstance(at, limit)?;
                stepped = true;
                continue;
            }
            // لـ«الشرق الأوسط», للصحافيين: the addressee comes first
            if self.glued_prep(at) == Some(Prep::Li) && !doc.tables.is_whole(doc.key(at)) {
                let mut end = at + 1;
                if doc.key(at).len() == 1
                    && let Some(q) = self.opens(at + 1)
                {
                    end = doc.scaffold.quotes.all[q].close as usize + 1;
                } else if self.doc.is_medium(at) || doc.key(at).at(1) == rawi_text::words::LAM {
                    end = self.circumstance(at, limit)?;
                }
                at = end;
                stepped = true;
                continue;
            }
            if self.glued_prep(at) == Some(Prep::Bi) {
                at = self.circumstance(at, limit)?;
                stepped = true;
                continue;
            }
            // واختتم حديثه قائلاً: an object that names the speaking
            if doc.is_occasion(at) && !article_off(doc.key(at)).1 && doc.tables.role_bare(doc.key(at)).is_none() {
                at += 1;
                stepped = true;
                continue;
            }
            let np = self.noun_phrase(at, limit, object, preps)?;
            if np.start >= limit {
                return None;
            }
            // right after the verb whatever noun stands there is its subject, but for an adverb (وقال مازحا)
            let adverb = doc.key(at).last() == rawi_text::words::ALIF && doc.tables.is_common(doc.key(at));
            if !np.can_speak() && !article_off(doc.key(at)).1 && (stepped || object || adverb || np.end - np.start > 3) {
                return None;
            }
            // after a circumstance only what is surely an actor
            if stepped && !np.can_speak() {
                return None;
            }
            if object && !np.can_speak() {
                return None;
            }
            return Some(np);
        }
        None
    }

    /// The noun phrase that ends right before token `end` (an aside between commas, dashes or brackets stepped over).
    fn phrase_ending(&self, end: usize, low: usize) -> Option<NounPhrase> {
        let mut ends = vec![end];
        // «X، وهو عضو في …، طالب»: the phrase before the aside
        if end > low && matches!(self.doc.kind(end - 1), TokenKind::Comma | TokenKind::Dash | TokenKind::Close) {
            let kind = self.doc.kind(end - 1);
            ends.clear();
            ends.push(end - 1);
            let mut k = end - 1;
            while k > low && end - k < 40 {
                k -= 1;
                let opens = match kind {
                    TokenKind::Close => self.doc.kind(k) == TokenKind::Open,
                    other => self.doc.kind(k) == other,
                };
                if opens {
                    ends.insert(0, k);
                    if ends.len() > 2 {
                        break;
                    }
                }
                if self.ends(k) {
                    break;
                }
            }
        }
        for e in ends {
            let mut best: Option<NounPhrase> = None;
            let mut k = e;
            while k > low && e - k < 26 {
                k -= 1;
                if self.ends(k) && !(self.doc.kind(k) == TokenKind::Stop && k > 0 && self.doc.key(k - 1).len() == 1)
                    || self.stops(k) && self.cues.at(k).is_some()
                {
                    break;
                }
                if matches!(self.doc.kind(k), TokenKind::Comma) && best.is_some() && !self.doc.kind(k + 1).eq(&TokenKind::Word) {
                    break;
                }
                let class = self.doc.class(k);
                if class.any() && !class.is(Class::DEM) {
                    if class.is(Class::CLAUSE.or(Class::LINK).or(Class::REL)) {
                        break;
                    }
                    continue;
                }
                if self.doc.kind(k) != TokenKind::Word
                    && self.doc.kind(k) != TokenKind::Number
                    && self.doc.kind(k) != TokenKind::Quote
                {
                    continue;
                }
                if let Some(np) = self.noun_phrase(k, e, false, &[])
                    && np.end == e
                    && (np.can_speak() || article_off(self.doc.key(k)).1 || self.doc.tables.is_common(self.doc.key(k)))
                {
                    let better = match &best {
                        None => true,
                        Some(b) => np.can_speak() || !b.can_speak(),
                    };
                    if better && self.phrase_may_begin(k, &best) {
                        best = Some(np);
                    }
                }
                if self.doc.class(k).is(Class::CLAUSE.or(Class::LINK).or(Class::REL)) {
                    break;
                }
            }
            if best.is_some() {
                return best;
            }
        }
        None
    }

    /// Whether a longer phrase that begins at `k` is still one phrase: its first word must head it.
    fn phrase_may_begin(&self, k: usize, best: &Option<NounPhrase>) -> bool {
        if best.is_none() {
            return true;
        }
        let key = self.doc.key(k);
        let t = self.doc.tables;
        let conj = key.first() == WAW && !t.is_whole(key) && t.role_bare(key).is_none();
        self.doc.kind(k) == TokenKind::Number
            || t.role(key).is_some_and(|r| r.role != Role::Modifier)
            || conj
            || t.is_namelike(key)
            || self.doc.kb_at(k).is_some()
            || article_off(key).1
    }

    /// The first token of the sentence, or of the quotation, that a token stands in.
    fn low(&self, i: usize) -> usize {
        let start = self.sentence_start(i);
        self.quote(i).map_or(start, |q| (self.doc.scaffold.quotes.all[q].open as usize + 1).max(start))
    }

    /// The subject before a verb (لكن بغداد أكدت، وكان كروكر قد أعرب, headline order).
    fn subject_before(&self, i: usize) -> Option<NounPhrase> {
        let low = self.low(i);
        let mut end = i;
        while end > low
            && (self.doc.class(end - 1).is(Class::AUX.or(Class::TIME).or(Class::DAY))
                && !self.doc.class(end - 1).is(Class::CLAUSE)
                || self.doc.key(end - 1) == key!("وأن"))
        {
            end -= 1;
        }
        if end <= low {
            return None;
        }
        let np = self.phrase_ending(end, low)?;
        // what stands before it must let a clause begin
        let b = np.start.checked_sub(1).filter(|b| *b >= low);
        let begins = match b {
            None => true,
            Some(b) => {
                let c = self.doc.class(b);
                np.conj
                    || c.is(Class::CLAUSE.or(Class::LINK).or(Class::AUX).or(Class::SUB).or(Class::CONJ))
                    || matches!(
                        self.doc.kind(b),
                        TokenKind::Comma
                            | TokenKind::Dots
                            | TokenKind::Colon
                            | TokenKind::Quote
                            | TokenKind::Bar
                            | TokenKind::Dash
                            | TokenKind::Close
                            | TokenKind::Semicolon
                            | TokenKind::Break
                            | TokenKind::Other
                    )
            }
        };
        (begins && (np.can_speak() || b.is_none_or(|b| self.doc.class(b).is(Class::CLAUSE.or(Class::LINK).or(Class::AUX)))))
            .then_some(np)
    }

    /// The noun phrase that a relative clause hangs on.
    fn antecedent(&self, i: usize) -> Option<NounPhrase> {
        let mut rel = i - 1;
        while rel > 0 && !self.doc.class(rel).is(Class::REL) {
            rel -= 1;
        }
        let low = self.sentence(i).start as usize;
        let mut end = rel;
        if end > low && self.doc.kind(end - 1) == TokenKind::Comma {
            end -= 1;
        }
        let matter = |k: Key| [key!("الأمر"), key!("أمر"), key!("الشيء"), key!("شيء")].contains(&k);
        self.phrase_ending(end, low).filter(|np| np.can_speak() && !matter(self.doc.key(np.start)))
    }

    /// After a light verb, a noun that carries the act: gives the act and where the content begins.
    fn light_noun(&self, verb: &Verb, comp: &Complement, act: Act) -> (Act, usize) {
        if !(verb.light || verb.frames.is_empty()) || comp.quote.is_some() {
            return (act, comp.content);
        }
        let limit = self.limit(comp.content);
        // بالغ قلقه, عميق أسفه
        let at = comp.content
            + usize::from(self.act_noun(comp.content).is_none() && sets().degree.contains(&self.doc.key(comp.content)));
        let comp = &Complement { content: at, ..*comp };
        let Some(noun) = self.act_noun(comp.content) else { return (act, comp.content) };
        let outside = match noun.inside {
            Inside::Yes => false,
            Inside::No => true,
            Inside::Verb => matches!(comp.mark, Mark::Prep(Prep::An)) || self.noun_outside(verb),
        };
        if !outside {
            return (noun.act, comp.content);
        }
        // step over the noun, a second one joined to it (فرحتها وافتخارها), adjectives, to its preposition
        let mut at = comp.content + 1;
        let mut steps = 0;
        while at < limit && steps < 7 {
            if self.ends(at) || self.doc.kind(at) == TokenKind::Comma {
                break;
            }
            if let Some(p) = self.prep_at(at)
                && (noun.preps.contains(&p)
                    || matches!(p, Prep::Fi | Prep::Ila | Prep::Min | Prep::Ala | Prep::Hawl | Prep::An | Prep::Other))
            {
                if self.good_noun(at + 1) || self.is_clause(at + 1) || self.opens(at + 1).is_some() {
                    return (noun.act, at + 1);
                }
                break;
            }
            if self.is_clause(at) {
                return (noun.act, at);
            }
            if self.doc.class(at).is(Class::PREPPRON)
                || self.cues.at(at).is_some_and(|c| c.conj.is_some() || c.has(Mood::Participle))
            {
                break;
            }
            if let Some(p) = self.glued_prep(at) {
                if noun.preps.contains(&p) || steps <= 2 {
                    // لإسرائيل للإسراع: the addressee first, then the content
                    let next = at + 1;
                    if p == Prep::Li && next < limit && self.glued_prep(next) == Some(Prep::Li) {
                        return (noun.act, next);
                    }
                    let start = if self.doc.key(at).len() == 1 { at + 1 } else { at };
                    return (noun.act, start);
                }
            }
            at += 1;
            steps += 1;
        }
        // annexed: the noun's complement follows it directly
        let next = comp.content + 1;
        if noun.preps.is_empty() && next < limit && self.good_noun(next) {
            return (noun.act, next);
        }
        (noun.act, comp.content)
    }

    fn noun_outside(&self, verb: &Verb) -> bool {
        sets().outside_noun.contains(&verb.key)
    }

    /// The act noun at a token, less article, suffix and clitic.
    fn act_noun(&self, at: usize) -> Option<&'a crate::lexicon::ActNoun> {
        let lex = self.lexicon;
        let key = self.doc.key(at);
        let try_key = |k: Key| {
            lex.act_nouns.get(&k).or_else(|| lex.act_nouns.get(&article_off(k).0)).or_else(|| {
                [key!("ه"), key!("ها"), key!("هم"), key!("هما"), key!("ا"), key!("نا")].iter().find_map(|s| {
                    let stem = k.before(*s)?;
                    lex.act_nouns.get(&stem).or_else(|| {
                        // دعوته: دعوة
                        let t = stem.before(key!("ت"))?;
                        lex.act_nouns.get(&t.join(key!("ة")))
                    })
                })
            })
        };
        if let Some(n) = try_key(key) {
            return Some(n);
        }
        if matches!(self.glued_prep(at), Some(_)) && key.len() > 3 {
            return try_key(key.skip(1));
        }
        // عن بالغ قلقه, عن خالص شكره
        None
    }

    fn propose_participle(&self, cue: &CueWord<'a>, form: &Form) -> Option<Proposal> {
        let i = cue.token;
        let verb = self.verb(form);
        let key = self.doc.key(i);
        let last = key.last();
        // in the accusative without the article; the feminine and the plurals are spelt as in every case
        let accusative = last == rawi_text::words::ALIF
            || form.gender == crate::lexicon::Gender::F
            || form.number != crate::lexicon::Number::S;
        if !accusative || cue.with || cue.purpose {
            return None;
        }
        let before = i.checked_sub(1)?;
        let sentence = self.sentence(i);
        if sentence.start as usize == i && cue.conj.is_none() {
            return None;
        }
        // an adjective after a noun, a noun after a preposition (جهة معارضة، من مطالبة)
        if self.prep_at(before).is_some() && cue.conj.is_none() {
            return None;
        }
        let limit = self.limit(i);
        let comp = self.complement(cue, form, verb, limit)?;
        let noun_like = matches!(comp.mark, Mark::Noun | Mark::Prep(_)) && comp.quote.is_none() && !self.is_clause(comp.content);
        let after_mark =
            matches!(self.doc.kind(before), TokenKind::Comma | TokenKind::Quote | TokenKind::Dash | TokenKind::Semicolon)
                || cue.conj.is_some();
        let masculine = last == rawi_text::words::ALIF;
        if !after_mark && !masculine && (noun_like || comp.content > i + 2) {
            return None;
        }
        if comp.content > i + 14 && comp.mark == Mark::Clause {
            return None;
        }
        if noun_like && (verb.weak || (!after_mark && verb.key == key!("اتهم"))) {
            return None;
        }
        let mut addressee = None;
        let mut comp = comp;
        match comp.frame.between {
            Between::Addressee | Between::PrepAddressee(_) if i + 1 < comp.subject_limit && !cue.object => {
                addressee = Some((i + 1, comp.subject_limit))
            }
            Between::Inside => {
                comp.content = self.skip_light(i + 1, comp.content);
                comp.quote = self.opens(comp.content);
            }
            _ => {}
        }
        let (act, content) = self.light_noun(verb, &comp, comp.frame.act.unwrap_or(verb.act));
        if verb.frames.is_empty() && content == comp.content {
            return None;
        }
        let adjacent_prep = self.prep_at(i + 1).is_some() && i + 2 <= comp.content;
        Some(Proposal {
            token: i,
            cue_end: if adjacent_prep { i + 2 } else { i + 1 },
            form: *form,
            act,
            subject: None,
            position: Position::Elided,
            content,
            quote: if content == comp.content { comp.quote } else { self.opens(content) },
            mark: comp.mark,
            addressee,
            carriers: Vec::new(),
            linked: cue.conj.is_some(),
            purpose: false,
            why: "participle",
            confidence: if noun_like { 0.75 } else { 0.93 },
        })
    }

    fn propose_masdar(&self, cue: &CueWord<'a>, form: &Form) -> Option<Proposal> {
        let i = cue.token;
        let verb = self.verb(form);
        let key = self.doc.key(i);
        let limit = self.limit(i);
        let said = verb.lemma == "قال";
        // a clause, a colon or a quotation right after it, or after its own subject
        let suffixed = form.number != crate::lexicon::Number::Any;
        let mut at = i + 1;
        let mut subject = None;
        let mut addressee = None;
        if suffixed && self.glued_prep(at) == Some(Prep::Li) {
            let end = self.circumstance(at, limit)?;
            addressee = Some((at, end));
            at = end;
        }
        if !suffixed && !article_off(key).1 && !cue.with && !(said) {
            let np = self.noun_phrase(at, limit, false, &[])?;
            if !np.can_speak() {
                return None;
            }
            at = np.end;
            subject = Some(np);
        }
        let (content, quote, mark) = if at < limit && self.is_clause(at) {
            (at, self.opens(at + 1).filter(|_| self.doc.kind(at + 1) == TokenKind::Quote), Mark::Clause)
        } else if self.doc.kind(at) == TokenKind::Colon && said {
            let q = self.opens(at + 1);
            (if q.is_some() { at + 2 } else { at + 1 }, q, Mark::Direct)
        } else if let Some(q) = self.opens(at).filter(|_| said) {
            (at + 1, Some(q), Mark::Direct)
        } else if let Some(p) = self.prep_at(at)
            && self.is_clause(at + 1)
            && verb.frames.iter().any(|f| f.mark == Mark::Prep(p))
        {
            (at + 1, None, Mark::Clause)
        } else if said && suffixed && cue.with && at < limit && self.doc.kind(at) == TokenKind::Word {
            (at, None, Mark::Direct)
        } else {
            return None;
        };
        if content >= limit {
            return None;
        }
        if !suffixed && subject.is_none() && !cue.with {
            return None;
        }
        if !said && !suffixed && subject.is_none() {
            return None;
        }
        Some(Proposal {
            token: i,
            cue_end: i + 1,
            form: *form,
            act: verb.act,
            position: if subject.is_some() { Position::After } else { Position::Elided },
            subject,
            content,
            quote,
            mark,
            addressee,
            carriers: Vec::new(),
            linked: cue.conj.is_some(),
            purpose: false,
            why: "masdar",
            confidence: if said { 0.9 } else { 0.75 },
        })
    }

    /// نقلت الوكالة عن الوزير قوله إن …
    fn propose_carrier(&self, cue: &CueWord<'a>, form: &Form) -> Option<Proposal> {
        let i = cue.token;
        let verb = self.verb(form);
        let limit = self.limit(i);
        let doc = &self.doc;
        let an = (i + 1..limit.min(i + 40))
            .filter(|j| self.doc.kind(*j) != TokenKind::Open)
            .take_while(|j| !self.ends(*j))
            .find(|j| {
                (doc.key(*j) == word::AN && doc.class(*j).is(Class::PREP))
                    || (doc.class(*j).is(Class::PREPPRON) && doc.key(*j).take(2) == word::AN)
            })?;
        let mut carriers = Vec::new();
        let pronoun = doc.class(an).is(Class::PREPPRON);
        let mut from = an + 1;
        let mut subject = None;
        if an > i + 1 {
            if let Some(np) = self.subject_after(i + 1, an, false, &[word::AN]) {
                carriers.push(np);
            }
        } else if i > 0
            && !pronoun
            && let Some(np) = self.subject_before(i)
        {
            carriers.push(np);
        }
        let mut form = *form;
        if pronoun {
            let last = doc.key(an).skip(2);
            form.mood = Mood::Masdar;
            form.gender = if last == key!("ها") { crate::lexicon::Gender::F } else { crate::lexicon::Gender::M };
            form.number = if last == key!("هم") { crate::lexicon::Number::P } else { crate::lexicon::Number::S };
            // نقلت عنه وكالة X قوله
            if let Some(np) = self.subject_after(an + 1, limit, false, &[word::AN]) {
                from = np.end;
                if carriers.is_empty() {
                    carriers.push(np);
                }
            }
        } else if let Some(np) = self.noun_phrase(an + 1, limit, false, &[]) {
            from = np.end;
            subject = Some(np);
        }
        // قوله / تأكيده, or أن directly, or a colon
        let mut j = from;
        let mut cue_at = i;
        let mut cue_end = i + 1;
        let mut act = verb.act;
        while j < limit && j < from + 45 {
            if self.ends(j) {
                break;
            }
            if let Some(c) = self.cues.at(j)
                && let Some(m) = c.forms.iter().find(|f| f.mood == Mood::Masdar)
                && cue_at == i
                && !self.is_clause(j)
            {
                cue_at = j;
                cue_end = j + 1;
                act = self.verb(m).act;
            } else if self.is_clause(j) && !sets().not_complement.contains(&doc.key(j - 1)) {
                let quote = if doc.kind(j + 1) == TokenKind::Quote { self.opens(j + 1) } else { None };
                return Some(self.carried(cue, &form, act, subject, carriers, cue_at, cue_end, j, quote, Mark::Clause));
            } else if doc.kind(j) == TokenKind::Colon {
                let quote = self.opens(j + 1);
                let content = if quote.is_some() { j + 2 } else { j + 1 };
                return Some(self.carried(cue, &form, act, subject, carriers, cue_at, cue_end, content, quote, Mark::Direct));
            } else if let Some(q) = self.opens(j) {
                let quote = doc.scaffold.quotes.all[q];
                if cue_at != i || quote.close - quote.open > 6 {
                    return Some(self.carried(cue, &form, act, subject, carriers, cue_at, cue_end, j + 1, Some(q), Mark::Direct));
                }
                j = quote.close as usize;
            } else if let Some(c) = self.cues.at(j)
                && c.is_finite()
                && self.stops(j)
            {
                break;
            }
            j += 1;
        }
        None
    }

    #[allow(clippy::too_many_arguments)]
    fn carried(
        &self,
        cue: &CueWord<'a>,
        form: &Form,
        act: Act,
        subject: Option<NounPhrase>,
        carriers: Vec<NounPhrase>,
        cue_at: usize,
        cue_end: usize,
        content: usize,
        quote: Option<usize>,
        mark: Mark,
    ) -> Proposal {
        Proposal {
            token: cue_at,
            cue_end,
            form: *form,
            act,
            position: if subject.is_some() { Position::After } else { Position::Elided },
            subject,
            content,
            quote,
            mark,
            addressee: None,
            carriers,
            linked: self.linked(cue),
            purpose: false,
            why: "carrier",
            confidence: 0.95,
        }
    }
}

/// Whether a proposal's cue is a finite verb.
pub fn finite(p: &Proposal) -> bool {
    is_finite(p.form.mood)
}
