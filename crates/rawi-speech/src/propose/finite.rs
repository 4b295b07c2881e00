//! Finite verbs: the subject, the addressee, the content.

use super::{Complement, Position, Proposal};
use crate::cues::CueWord;
use crate::lexicon::{Between, Form, Gender, Mark, Mood, Number, Prep, Verb};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::{Likely, NounPhrase, Role};
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key, sets};
use std::cell::OnceCell;

impl<'a> Reader<'a> {
    /// `before` keeps the subject before the word from one reading of it to the next; `previous` is what was proposed last.
    pub(crate) fn propose_finite(
        &self,
        cue: &CueWord<'a>,
        form: &Form,
        before: &OnceCell<Option<NounPhrase>>,
        previous: Option<&Proposal>,
    ) -> Option<Proposal> {
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
        let wrote = first && verb.lemma == "كتب";
        if wrote && (self.doc.kind(i + 1) == TokenKind::Colon && self.opens(i + 2).is_none() || self.is_byline(i)) {
            return None;
        }
        let relative = self.in_relative(i);
        // المعلومات التي كشفت عنها الموظفة: the pronoun behind the verb's preposition is what is said
        let fulfilled = self.doc.class(i + 1).is(Class::PREPPRON)
            && verb.frames.iter().any(|f| matches!(f.mark, Mark::Prep(p) if pronoun_of(self.doc.key(i + 1), p)));
        if relative && fulfilled {
            return None;
        }
        let comp = match self.complement(cue, form, limit) {
            Some(comp) => comp,
            // أن روسيا عرضت على صربيا قرضاً: with its subject before it the verb has its object behind it
            None if !(relative || first || cue.conj.is_some() || cue.object || cue.purpose) => {
                // «كفى»، ردد المشيعون: what stands in quotation marks was said
                self.subject_before_as(i, form, before).filter(|np| np.can_speak() && self.opens(np.start).is_none())?;
                self.complement_behind(cue, verb, limit)?
            }
            None => return None,
        };
        let nominal = matches!(comp.mark, Mark::Noun | Mark::Prep(_)) && comp.quote.is_none() && !self.is_clause(comp.content);
        // تحدث عن الحرب: a topic
        let topic = verb.key == key!("تحدث") && nominal && article_off(self.doc.key(comp.content)).1;
        // تبلغ مساحتها: amounts to
        let amounts = nominal && form.mood == Mood::Imperfect && verb.key == key!("أبلغ");
        if topic || amounts || only_clause && nominal || !self.is_fit(i, verb, form, &comp, limit) {
            return None;
        }
        // عبر عن تعازيه: with an act noun it is the verb
        let marked = i > 0 && !matches!(self.doc.kind(i - 1), TokenKind::Word | TokenKind::Number);
        let voiced = marked && verb.light && comp.mark == Mark::Prep(Prep::An) && self.act_noun(comp.content).is_some();
        if self.doc.class(i).is(Class::PREP)
            && !voiced
            && !(matches!(comp.mark, Mark::Clause | Mark::Direct | Mark::Prep(Prep::An))
                && (first || cue.conj.is_some() || self.linked(cue) || self.speaks_in_turn(i)))
            && !(comp.mark == Mark::Prep(Prep::An)
                && verb.light
                && self.act_noun(comp.content).is_some()
                && (self.speaks_in_turn(i) || relative))
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
        // ناشد X Y: «…»: before direct speech too the addressee may be the object
        let addresses = comp.mark == Mark::Direct && verb.frames.iter().any(|f| f.between == Between::Addressee);
        let between = if addresses { Between::Addressee } else { between };
        let (mut subject, mut position) = (None, Position::Elided);
        let mut addressee = None;
        let preps = &verb.preps;
        // الزواج الذي وصفه خان: the pronoun goes back to the noun
        let of_object = relative && cue.object;
        if relative {
            if let Some(np) = self.antecedent(i)
                && !of_object
                && self.agrees_after(form, &np)
                && (verb.frames.iter().any(|f| f.between == Between::Addressee) || comp.content == i + 1)
            {
                subject = Some(np);
                position = Position::Antecedent;
            }
        } else if !first
            && cue.conj.is_none()
            && !cue.purpose
            && let Some(np) = self.subject_before_as(i, form, before)
            && np.can_speak()
            // عن البروباغاندا، أعلن الرئيس: a lone word before the comma, and somebody known behind the verb
            && !(np.role.is_none()
                && np.kb.is_none()
                && np.end == np.start + 1
                && self.doc.kind(i - 1) == TokenKind::Comma
                && !matches!(between, Between::Addressee | Between::Inside)
                && self.names_subject(i + 1, comp.content, form))
        {
            subject = Some(np);
            position = Position::Before;
        } else if !first
            && cue.conj.is_none()
            && !cue.purpose
            && self.doc.kind(i - 1) == TokenKind::Word
            && let Some(np) = self.phrase_ending(i, self.low(i))
            && !np.definite
            && !self.resumes(i + 1)
            && comp.mark != Mark::Noun
            && !(verb.carrier && np.role.is_some_and(|r| r.role == Role::Document))
            && !(!cue.object
                && !matches!(between, Between::Addressee | Between::Inside)
                && self.names_subject(i + 1, comp.content, form))
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
            if let Some(np) = self.subject_after(i + 1, comp.subject_limit, object && !cue.object, preps)
                && self.agrees_before(form, &np)
                && (form.number == Number::S || np.coordinated || np.start != i + 1)
            {
                // اتهمت ليفني نتنياهو بكذا: whoever is accused stands in the same phrase
                let behind = between == Between::Inside && comp.mark != Mark::Noun || between == Between::Addressee;
                let whom = behind && !cue.object;
                let first = || self.without_object(&np, comp.subject_limit, form, verb.needs_whom(comp.mark));
                subject = Some(if whom { first().unwrap_or(np) } else { np });
                position = Position::After;
            }
        }
        if subject.is_none() && relative {
            if let Some(np) = self.antecedent(i).filter(|_| !of_object)
                && self.agrees_after(form, &np)
            {
                subject = Some(np);
                position = Position::Antecedent;
            }
        } else if subject.is_none()
            && !first
            && cue.conj.is_none()
            && let Some(np) = self.subject_before_as(i, form, before)
        {
            subject = Some(np);
            position = Position::Before;
        }
        // باخ يهدد المتنشطين: before the verb of a headline stands who says it, whoever it is
        let in_headline = i < self.title_end && form.mood == Mood::Imperfect && !relative && cue.conj.is_none() && !first;
        if subject.is_none() && in_headline {
            subject = self.headline_subject(i, form).filter(|np| !verb.weak || np.can_speak());
            position = if subject.is_some() { Position::Before } else { position };
        }
        // تقريراً للأمم المتحدة يقول إن, زوجة الأسير تقول إن: with a clause, whoever stands right before the verb
        let told = matches!(comp.mark, Mark::Clause | Mark::Direct) && !verb.weak && form.mood == Mood::Imperfect;
        let unsure = sets().thought.contains(&verb.key) || [key!("بين"), key!("أبان"), key!("أبلغ")].contains(&verb.key);
        let somebody = (told && !unsure && subject.is_none() && !relative && !first && cue.conj.is_none() && !cue.purpose)
            .then(|| self.whoever_before(i))
            .flatten()
            .filter(|np| np.can_speak() || form.number == Number::P);
        let is_told = somebody.is_some();
        if let Some(np) = somebody.filter(|np| self.agrees_after(form, np)) {
            subject = Some(np);
            position = Position::Before;
        }
        // سبق للجيش أن أعلن, لم يسبق لها أن نفت
        if subject.is_none()
            && !relative
            && let Some(np) = self.did_before(i).filter(|np| np.can_speak() && self.agrees_after(form, np))
        {
            (subject, position) = (Some(np), Position::Before);
        }
        if subject.is_none() && !relative && !first && cue.conj.is_none() && !cue.purpose {
            subject = self.clause_topic(i, form, verb, comp.mark);
            position = if subject.is_some() { Position::Before } else { position };
        }
        // أكد لافروف أن موسكو ما زالت ترفض: where they stand, in his own words
        let stands = |np: &NounPhrase| np.kb.is_some() && np.start > 0 && self.doc.class(np.start - 1).is(Class::CLAUSE);
        if verb.weak && i > 0 && self.is_still(i - 1) && position == Position::Before && subject.as_ref().is_some_and(stands) {
            return None;
        }
        // قال إن المعلومات تشير إلى أن, أن هذه الأرقام تبرز: what he goes by, in his own words
        if !cue.object && subject.as_ref().is_some_and(|np| self.is_ground(np, verb)) {
            return None;
        }
        if subject.is_none()
            && !relative
            && !cue.object
            && !cue.purpose
            && !verb.weak
            && !matches!(comp.mark, Mark::Noun)
            && !matches!(between, Between::Addressee | Between::Inside)
        {
            subject = self.stranger_at(i + 1, comp.subject_limit, form);
            position = if subject.is_some() { Position::After } else { position };
        }
        // أن روسيا أبلغت الأمم المتحدة بتغيير الموعد; elsewhere a noun behind it is seldom what was said
        let whom = subject.as_ref().is_some_and(|s| {
            let plain = || (s.end..comp.subject_limit).all(|k| self.doc.kind(k) == TokenKind::Word);
            position == Position::After && s.end < comp.subject_limit && s.can_speak() && plain()
        });
        if nominal && verb.key == key!("أبلغ") && position != Position::Before && !(whom && form.mood == Mood::Perfect) {
            return None;
        }
        // لتوضح خطورة هذه الجماعة: what follows is the object
        let stranger = subject.as_ref().is_some_and(|np| np.role.is_none() && np.kb.is_none());
        if cue.purpose && position == Position::After && stranger {
            return None;
        }
        // الذي أعلنته الوزارة مسبقاً, الجدير ذكره أن: the pronoun is the object already
        let takes = |m: Mark| verb.frames.iter().any(|f| f.mark == m && f.between != Between::Nothing);
        if cue.object && !takes(comp.mark) && comp.frame.between == Between::Nothing {
            return None;
        }
        let mut comp = comp;
        // واتهمت باكستان بإيواء: behind و a lone name before the charge is who is accused
        let accused = matches!(comp.mark, Mark::Prep(_))
            && between == Between::Inside
            && position == Position::After
            && cue.conj.is_some()
            && form.mood == Mood::Perfect
            && !cue.object
            && subject.as_ref().is_some_and(|s| s.kb.is_some() && s.end >= comp.subject_limit && s.start == i + 1);
        // كما هنأ الحزب على فوزه
        let lone = position == Position::After
            && !cue.object
            && form.mood == Mood::Perfect
            && self.linked(cue)
            // وكلف بوتين وزارة الدفاع: whoever stands behind him is the object
            && !(comp.mark == Mark::Noun && self.noun_phrase(comp.content, limit, true, preps).is_some_and(|o| o.can_speak()))
            && subject.as_ref().is_some_and(|s| s.start == i + 1 && self.is_object_of(s, verb, comp.mark, comp.subject_limit));
        if lone && between == Between::Addressee {
            subject = None;
            position = Position::Elided;
        }
        let accused = accused || lone && between == Between::Inside && comp.mark != Mark::Noun;
        if accused {
            comp.content = i + 1;
            comp.subject_limit = i + 1;
            subject = None;
            position = Position::Elided;
        }
        // what stands between the subject and the content: an object that is the addressee or belongs to the content
        match between {
            Between::Addressee => {
                let from = subject.as_ref().filter(|_| position == Position::After).map_or(i + 1, |s| s.end);
                let to = comp.subject_limit;
                if from < to && !cue.object {
                    addressee = Some((from, to));
                }
            }
            Between::PrepAddressee(_) => {
                let from = subject.as_ref().filter(|_| position == Position::After).map_or(i + 1, |s| s.end);
                if from < comp.subject_limit {
                    addressee = Some((from, comp.subject_limit));
                }
            }
            Between::Inside if !cue.object && comp.subject_limit > i + 1 => {
                let from = subject.as_ref().filter(|_| position == Position::After).map_or(i + 1, |s| s.end);
                comp.content = self.skip_light(from, comp.content);
                comp.quote = self.opens(comp.content);
            }
            _ => {}
        }
        // المتهم كلف أيضاً بتسليم, الذي اتهم بـ: without an object before it the verb is passive
        if let Mark::Prep(p) = comp.mark
            && matches!(between, Between::Addressee | Between::Inside)
            && !cue.object
            && position != Position::After
            && !verb.frames.iter().any(|f| f.mark == Mark::Prep(p) && f.between == Between::Nothing)
            && self.skip_light(i + 1, comp.subject_limit).max(i + 1) >= comp.subject_limit
            && !accused
        {
            return None;
        }
        let purpose = cue.purpose;
        let mut goes_on = false;
        if position == Position::Elided {
            // رحلة وافق خلالها على, دعوى يتهم فيها: the clause of a noun, which a pronoun goes back to
            let resumed = self.resumes(i + 1) && i > 0 && self.doc.kind(i - 1) == TokenKind::Word;
            let linked = self.linked(cue) || resumed;
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
            // السائقون الذين تحدثت إليهم الصحيفة قالوا إنه: whoever it is, he says so
            let says = matches!(comp.mark, Mark::Clause | Mark::Direct)
                && !verb.weak
                && (form.mood == Mood::Perfect || form.number != Number::S || is_told);
            if !(starts || purpose || says) {
                return None;
            }
            // يذكر أن, يشار إلى أن: nobody's word
            // ويعتقد أن, وتبين أن, كان يعتقد: nobody is said to do so
            let thinks = form.mood == Mood::Imperfect && sets().thought.contains(&verb.key) && verb.key != key!("توقع");
            let appears =
                (verb.key == key!("بين") || verb.key == key!("أبان")) && form.mood == Mood::Imperfect && form.gender == Gender::F;
            // توقعت كذا. وترجح كذا: the same speaker, and no passive
            if appears
                || thinks && !(form.gender == Gender::F || form.number == Number::P)
                || thinks && !self.says_more(cue, form, &comp, previous)
            {
                return None;
            }
            let told = verb.key == key!("ذكر");
            if (first && cue.conj.is_none() || told)
                && form.mood == Mood::Imperfect
                && matches!(comp.mark, Mark::Clause | Mark::Prep(_))
                && form.gender == Gender::M
                && sets().hearsay.contains(&verb.key)
            {
                return None;
            }
            // وطلبت تأجيل, ورفضوا السماح, واعترف بتراجع: somebody who does so goes on, and what is done follows
            let done = || {
                let at = comp.content;
                let bare = if self.glued_prep(at).is_some() { self.doc.key(at).skip(1) } else { self.doc.key(at) };
                rawi_actors::is_verbal_noun(article_off(bare).0) || self.is_event(at)
            };
            // وطلب من بايدن مساعدة بلاده: whom he asks is told
            let whom = matches!(comp.frame.between, Between::PrepAddressee(_)) && comp.subject_limit > i + 1;
            let asks = verb.weak && form.mood == Mood::Perfect && linked && sets().asks.contains(&verb.key);
            // وشكر الحكومة على جهودها: whom he thanks
            let spoken_to = || {
                (between == Between::Addressee && comp.subject_limit > i + 1
                    || between == Between::Inside && self.glued_prep(i + 1).is_none())
                    && form.mood == Mood::Perfect
                    && linked
                    && (cue.object || self.noun_phrase(i + 1, limit, true, preps).is_some_and(|np| np.can_speak()))
            };
            goes_on = asks && (whom || done())
                || verb.weak && spoken_to()
                || self.says_more(cue, form, &comp, previous)
                || self.goes_on_in_headline(cue);
            if !goes_on
                && (verb.weak || (form.mood == Mood::Imperfect && !linked))
                && matches!(comp.mark, Mark::Noun | Mark::Prep(_))
                && comp.quote.is_none()
                && !self.is_clause(comp.content)
            {
                return None;
            }
            // it would be left to the context: whoever stands at the verb comes first
            let takes_object = cue.object || matches!(between, Between::Addressee | Between::Inside);
            if !relative
                && !purpose
                && !takes_object
                && comp.content > i
                && let Some((np, at)) = self.stranger(i, &comp, form, cue.conj.is_some())
            {
                subject = Some(np);
                position = at;
            }
        }
        let noun_like = matches!(comp.mark, Mark::Noun | Mark::Prep(_)) && comp.quote.is_none() && !self.is_clause(comp.content);
        if noun_like {
            let can_speak = subject.as_ref().is_none_or(NounPhrase::can_speak);
            let asked = subject.is_none()
                && (form.mood == Mood::Perfect && sets().asks.contains(&verb.key)
                    || self.says_more(cue, form, &comp, previous)
                    || self.goes_on_in_headline(cue));
            if verb.weak && !asked && !goes_on && (!can_speak || subject.is_none()) {
                return None;
            }
            if !can_speak && position == Position::Before && (verb.weak || !in_headline) {
                return None;
            }
        }
        let (act, content) = self.light_noun(verb, &comp, comp.frame.act.unwrap_or(verb.act));
        // قدم طلباً; but مبدياً سعادته, جدد استعداد موسكو لـ: with its owner the noun is what is told
        if verb.frames.is_empty() && content == comp.content && !self.is_owned_act(content) && !self.is_anothers_act(content) {
            return None;
        }
        let negated = i > 0 && self.doc.class(i - 1).is(Class::NEG);
        let act = if negated && act == Act::Reject { Act::Assess } else { act };
        let unmarked = comp.mark == Mark::Direct && comp.quote.is_none() && !self.is_marked(comp.content);
        let confidence = match (comp.mark, position) {
            _ if unmarked => 0.75,
            (Mark::Clause | Mark::Direct, Position::After | Position::Before) => 0.95,
            (Mark::Clause | Mark::Direct, _) => 0.9,
            (Mark::Prep(_), _) if self.is_clause(comp.content) => 0.92,
            (Mark::Prep(_), Position::After | Position::Before) => 0.8,
            // التقارير التي أفادت بكذا
            (Mark::Prep(_), Position::Antecedent) if !verb.weak => 0.7,
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
                (Mark::Direct, _) if unmarked => "verb+unmarked",
                (Mark::Direct, _) => "verb+colon",
                (Mark::Noun, _) => "verb+noun",
                (Mark::Prep(_), _) => "verb+preposition",
            },
            confidence,
        })
    }

    /// The subject before a verb, where it agrees with its form: the phrase right before it, or several that are joined (أن باريس
    /// ومدريد تقران). What speaks in the plural is people (المتضررون أعربوا).
    fn subject_before_as(&self, i: usize, form: &Form, before: &OnceCell<Option<NounPhrase>>) -> Option<NounPhrase> {
        let np = before.get_or_init(|| self.subject_before(i)).as_ref();
        if let Some(np) = np.filter(|np| self.agrees_after(form, np)) {
            let people = form.number == Number::P && form.gender == Gender::M && np.end == i && !np.can_speak();
            let role = people.then(|| self.doc.people_of(np.start));
            return Some(NounPhrase { role: role.or(np.role), ..np.clone() });
        }
        let several = matches!(form.number, Number::D | Number::P);
        let joined = || {
            let low = self.low(i);
            let opens = |k: usize| {
                k == low
                    || self.doc.class(k - 1).is(Class::CLAUSE.or(Class::LINK).or(Class::AUX))
                    || self.doc.kind(k - 1) != TokenKind::Word
            };
            let first = (low.max(i.saturating_sub(16))..i.saturating_sub(1)).rev().find(|k| opens(*k))?;
            let np = self.phrase_between(first, i).filter(NounPhrase::can_speak)?;
            let second = |k: usize| {
                let joined = self.doc.key(k).first() == WAW && !self.doc.word(k).is_whole();
                joined && self.noun_phrase(k, i, false, &[]).is_some_and(|np| np.end == i && np.can_speak())
            };
            (np.coordinated || (np.start + 1..i).any(second)).then_some(NounPhrase { coordinated: true, ..np })
        };
        several.then(joined).flatten()
    }

    /// كتبت - سارة محمد: أكد الوزير: who wrote the article, at its head, with a name and nothing else before the colon.
    pub(crate) fn is_byline(&self, i: usize) -> bool {
        let doc = &self.doc;
        if ![key!("كتب"), key!("كتبت")].contains(&doc.key(i)) {
            return false;
        }
        let heads = self.sentence(i).start as usize == i
            && (0..i).rev().find(|k| doc.kind(*k) != TokenKind::Break).is_none_or(|k| k < self.title_end);
        let name = |k: &usize| {
            doc.kind(*k) == TokenKind::Dash
                || doc.kind(*k) == TokenKind::Word && (!doc.class(*k).any() || doc.word(*k).name_exact().is_some())
        };
        let Some(colon) = (i + 1..i + 9).find(|k| !name(k)) else { return false };
        let next = self.cues.at(colon + 1).is_some_and(|c| c.is_finite()) || doc.kind(colon + 1) == TokenKind::Break;
        heads
            && doc.kind(colon) == TokenKind::Colon
            && (next || doc.kind(i + 1) == TokenKind::Dash)
            && self.opens(colon + 1).is_none()
    }

    /// The phrase with which a headline, or a part of it between marks, begins, up to its verb.
    fn headline_subject(&self, i: usize, form: &Form) -> Option<NounPhrase> {
        let low = self.low(i);
        // ودياك يلمح, وكي مون يشيد: joined to the part before it
        let one = form.number == Number::S;
        let joined =
            |k: usize| one && self.doc.key(k).first() == WAW && !self.doc.word(k).is_whole() && self.doc.key(k).len() > 3;
        let start = (low..i).rev().find(|k| *k == low || self.doc.kind(k - 1) != TokenKind::Word || joined(*k))?;
        let plain = (start..i).all(|k| self.doc.kind(k) == TokenKind::Word && !self.doc.class(k).any());
        (plain && i - start <= 6).then(|| self.phrase_between(start, i)).flatten()
    }

    /// من جهته بيّن, من جانبها، عبرت, وبدوره: behind what tells that somebody else speaks now.
    fn speaks_in_turn(&self, i: usize) -> bool {
        let at = i - usize::from(i > 0 && self.doc.kind(i - 1) == TokenKind::Comma);
        at.checked_sub(1).is_some_and(|b| self.doc.sets(b).has(sets().in_turn))
    }

    /// Whether a mark stands before what is said: a colon, a quotation mark.
    fn is_marked(&self, content: usize) -> bool {
        content.checked_sub(1).is_some_and(|k| matches!(self.doc.kind(k), TokenKind::Colon | TokenKind::Quote))
    }

    /// Whether a word goes back to the noun before its clause (فيه، خلالها).
    pub(crate) fn resumes(&self, i: usize) -> bool {
        self.doc.class(i).is(Class::PREPPRON)
            || [key!("خلالها"), key!("خلاله"), key!("خلالهما"), key!("أثناءها"), key!("أثناءه")].contains(&self.doc.key(i))
    }

    /// Whether a relative pronoun stands before a verb, also with a small word between (الذي قد أكد، الذي طالما شدد).
    pub(super) fn in_relative(&self, i: usize) -> bool {
        let small = |k: usize| {
            let key = self.doc.key(k);
            key == word::QAD || [key!("طالما"), key!("لطالما"), key!("كان"), key!("كانت")].contains(&key)
        };
        let rel = |k: Option<usize>| k.is_some_and(|k| self.doc.class(k).is(Class::REL));
        let i = self.before_still(i);
        rel(i.checked_sub(1)) || (i > 1 && small(i - 1) && rel(i.checked_sub(2)))
    }

    /// What a verb needs beside its frame: حمّل its blame, وعد and اعتبر in the imperfect somebody who does so.
    pub(crate) fn is_fit(&self, cue: usize, verb: &Verb, form: &Form, comp: &Complement, limit: usize) -> bool {
        if sets().needs_blame.contains(&verb.key) {
            return (comp.content..limit.min(comp.content + 25))
                .any(|j| self.doc.sets(j).has(sets().blame) || sets().blame.contains(&article_off(self.doc.key(j)).0));
        }
        let nominal = matches!(comp.mark, Mark::Noun | Mark::Prep(_)) && comp.quote.is_none() && !self.is_clause(comp.content);
        // an accusation or an attack on a person or a body, not on a place
        if sets().attacks.contains(&verb.key) && nominal {
            let at = comp.content;
            let t = self.doc.tables;
            let someone = t.role(self.doc.key(at)).is_some_and(|r| r.role != Role::Place && r.role != Role::Document)
                || self.doc.kb_at(at).is_some()
                || self.doc.word(at).likely_name() == Likely::Known
                || self.doc.key(at).last() == key!("ي").first();
            if !someone {
                return false;
            }
        }
        // a verb that is mostly no speech has its clause close by
        if verb.weak && !verb.goes_on && comp.mark == Mark::Clause && comp.content > cue + 15 {
            return false;
        }
        // تبلغ 22 مليار: it amounts to
        if verb.key == key!("أبلغ") && self.doc.kind(cue + 1) == TokenKind::Number {
            return false;
        }
        // يدعى فلاناً: he is called
        if verb.key == key!("ادعى") && form.mood == Mood::Imperfect && nominal {
            return false;
        }
        // تعتبر الفلسفة علاجاً, يعد الإعلان من …: mostly passive
        if form.mood == Mood::Imperfect && sets().judged.contains(&verb.key) && nominal {
            return false;
        }
        let imperfect = form.mood == Mood::Imperfect;
        // يعد أحد البرامج، تعد من: it counts as one of them
        let counts_as = |k: usize| {
            [word::MIN, key!("أحد"), key!("إحدى"), key!("أول"), key!("أكبر"), key!("أهم"), key!("أبرز")]
                .contains(&self.doc.key(k))
        };
        if imperfect && verb.key == key!("وعد") && (cue + 1..comp.content.min(cue + 5)).any(counts_as) {
            return false;
        }
        // تم عرض فيلم: the noun; عرضت القناة فيلما: shown, and nothing that is done is offered
        if verb.key == key!("عرض") && comp.mark == Mark::Noun && comp.quote.is_none() {
            let done = cue > 0
                && [key!("تم"), key!("يتم"), key!("جرى"), key!("يجري")]
                    .iter()
                    .any(|k| self.doc.key(cue - 1) == *k || self.doc.key(cue - 1).skip(1) == *k);
            let at = comp.content;
            let bare = article_off(self.doc.key(at)).0;
            // عرضت على صربيا قرضا, تعرض وساطتها
            let whom = (cue + 1..at).any(|k| self.prep_at(k) == Some(Prep::Ala));
            // عرض الفنان لوحاته: shown
            let own = |s: Key| {
                self.doc.key(at).before(s).is_some_and(|k| {
                    sets().offered.contains(&k)
                        || k.before(key!("ت")).is_some_and(|k| sets().offered.contains(&k.join(key!("ة"))))
                })
            };
            let owned = if comp.frame.between == Between::Nothing {
                [key!("ه"), key!("ها"), key!("هم"), key!("هما")].into_iter().any(own)
            } else {
                self.is_owned(at)
            };
            let offered = whom
                || owned
                || sets().offered.contains(&bare)
                || self.act_noun(at).is_some()
                || rawi_actors::is_verbal_noun(bare)
                || self.is_event(at);
            let noun = comp.frame.between == Between::Nothing && self.follows_noun(cue);
            if done || noun || !offered {
                return false;
            }
        }
        // طرح مبادرة: what may be offered, and not yet known; طرح الهاتف في الأسواق is none
        if verb.key == key!("طرح") && !verb.light {
            return sets().offered.contains(&self.doc.key(comp.content)) && !self.follows_noun(cue);
        }
        !(imperfect && verb.key == key!("وعد") && comp.mark == Mark::Clause)
    }
}

/// Whether a word is that preposition with a pronoun (عنها، عليه، إليهم، به).
fn pronoun_of(word: Key, prep: Prep) -> bool {
    match prep {
        Prep::An => word.take(2) == key!("عن"),
        Prep::Ala => word.take(3) == key!("علي"),
        Prep::Ila => word.take(3) == key!("الي"),
        Prep::Bi => word.first() == key!("ب").first(),
        Prep::Min => word.take(2) == key!("من"),
        _ => false,
    }
}
