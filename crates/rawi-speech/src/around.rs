//! Attributions that are no verb with its complement: phrases, headlines, words that stand after what was said.

use crate::cues::{CueWord, PhraseAt};
use crate::demonyms::state_of;
use crate::lexicon::{Form, Gender, Mood, Number, PhraseKind};
use crate::reader::Reader;
use crate::reading::Act;
use rawi_actors::{Likely, NounPhrase};
use rawi_text::words::article_off;
use rawi_text::{Class, Key, TokenKind, key, sets};

/// A statement whose content is already known.
#[derive(Clone, Debug)]
pub struct Around {
    /// The cue, as tokens.
    pub cue: (usize, usize),
    /// The content, as tokens.
    pub content: Vec<(usize, usize)>,
    /// The speaker, where there is a mention.
    pub subject: Option<NounPhrase>,
    /// What agreement the cue tells.
    pub form: Option<Form>,
    /// The act.
    pub act: Act,
    /// Rule.
    pub why: &'static str,
    /// From 0 to 1.
    pub confidence: f32,
}

/// Before what a document says; it may stand behind what was said too.
const AFTERWARDS: [Key; 8] =
    [key!("بحسب"), key!("حسب"), key!("حسبما"), key!("وفق"), key!("وفقا"), key!("على"), key!("كما"), key!("مثلما")];

/// Before ما or الذي and a verb of speech: what stands before them was said.
const BACKWARD: [Key; 4] = [key!("هذا"), key!("وهذا"), key!("هو"), key!("وهو")];

impl<'a> Reader<'a> {
    /// The source after a phrase (بحسب X).
    pub fn source_after(&self, ph: &PhraseAt<'_>) -> Option<NounPhrase> {
        let limit = self.limit(ph.start);
        if ph.phrase.clitic.is_some() {
            // وفقاً لـ«رويترز», وفقاً للمرسوم
            let at = if self.doc.key(ph.end).len() == 1 { ph.end + 1 } else { ph.end };
            return if at > ph.end { self.noun_phrase(at, limit, false, &[]) } else { self.noun_phrase_after_clitic(at, limit) };
        }
        self.noun_phrase(ph.end, limit, false, &[])
    }

    /// Statements that phrases attribute. `taken` are the contents (token ranges) and cues of verbs found so far;
    /// carriers for statements that a phrase only passes on come back with the index of the statement.
    pub fn phrase_statements(
        &self,
        phrases: &[PhraseAt<'_>],
        taken: &[(usize, (usize, usize))],
    ) -> (Vec<Around>, Vec<(usize, NounPhrase)>) {
        let mut out: Vec<Around> = Vec::new();
        let mut carriers = Vec::new();
        for ph in phrases {
            self.phrase_statement(ph, phrases, taken, &mut out, &mut carriers);
        }
        (out, carriers)
    }

    fn phrase_statement(
        &self,
        ph: &PhraseAt<'_>,
        phrases: &[PhraseAt<'_>],
        taken: &[(usize, (usize, usize))],
        out: &mut Vec<Around>,
        carriers: &mut Vec<(usize, NounPhrase)>,
    ) {
        let doc = &self.doc;
        let sentence = self.sentence(ph.start);
        let (s_start, limit) = (sentence.start as usize, self.limit(ph.start));
        if self.quote(ph.start).is_some() {
            return;
        }
        // inside another content: its own words
        if taken.iter().any(|(_, (a, b))| *a < ph.start && ph.start < *b) {
            return;
        }
        let (subject, after, cue_end, form) = match ph.phrase.kind {
            PhraseKind::Source => {
                // ووفقاً للمصنع، فإن: what leads a clause tells who says it, whoever it is
                let leads = self.heads_sentence(ph) && self.led_clause(ph.end, limit).is_some();
                let np = self.source_after(ph);
                // وبحسب معلوماتها، فإن: the outlet's own
                let leads = leads && !np.as_ref().is_some_and(|np| np.end == np.start + 1 && self.is_owned(np.start));
                if np.is_none() && !leads {
                    return;
                }
                // حسب الرغبة, وفق الخطة: the manner; but بحسب ايه بي سي
                if !leads && np.as_ref().is_some_and(|np| !np.can_speak() && !self.closes_with_name(ph, np)) {
                    return;
                }
                let end = np.as_ref().map_or(ph.end, |np| np.end);
                (np, end, ph.end, None)
            }
            PhraseKind::Verb => {
                let Some(cue) = self.cues.at(ph.end) else { return };
                // كما أكد أن: the verb has its own complement
                let like = doc.key(ph.end - 1) == key!("كما");
                // وهو ما نفاه X, هذا ما خلصت إليه X: what stands before is what was said
                let backward = ph.end > ph.start + 1 && BACKWARD.contains(&doc.key(ph.end - 2))
                    || ph.end > ph.start + 1 && doc.key(ph.end - 2) == key!("الأمر") && doc.class(ph.end - 1).is(Class::REL);
                let resumed = cue.object || doc.class(ph.end + 1).is(Class::PREPPRON);
                if backward && (!resumed || ph.start <= s_start + 1) {
                    return;
                }
                if taken.iter().any(|(c, _)| *c == ph.end) || (like && ph.start == s_start) {
                    return;
                }
                let verb = cue.verb(self.lexicon);
                // على ما نسبته 40 %: no saying; وفقاً لما نقلته الوكالة
                let passed = verb.carrier && self.subject_after(ph.end + 1, limit, false, &[]).is_some_and(|np| np.can_speak());
                if (cue.object && verb.carrier || verb.weak && !backward) && !passed {
                    return;
                }
                let Some(form) = cue.forms.iter().find(|f| crate::cues::is_finite(f.mood) || f.mood == Mood::Passive) else {
                    return;
                };
                let verb_end = ph.end + 1 + usize::from(backward && doc.class(ph.end + 1).is(Class::PREPPRON));
                let np = self.subject_after(verb_end, limit, false, &[]);
                if backward && np.as_ref().is_none_or(|np| !np.can_speak()) {
                    return;
                }
                let end = np.as_ref().map_or(verb_end, |n| n.end);
                // كما تطرق للتعاونيات: the verb goes on with a complement of its own
                let closed = end >= limit
                    || self.ends(end)
                    || !doc.token(end).is_some_and(|t| t.is_content())
                    || doc.class(end).is(Class::TIME.or(Class::DAY));
                if like && (!closed || self.verb(form).weak) {
                    return;
                }
                (np, end, ph.end + 1, Some(*form))
            }
            PhraseKind::Owner => (None, ph.end, ph.end, Some(self.owner_form(ph))),
            PhraseKind::Document => {
                let np = self.noun_phrase(ph.end, limit, false, &[]);
                let end = np.as_ref().map_or(ph.end, |n| n.end);
                // an aside before the clause
                let clause = (end..limit.min(end + 20))
                    .take_while(|j| !self.ends(*j))
                    .find(|j| self.is_clause(*j) || doc.kind(*j) == TokenKind::Colon || self.opens(*j).is_some());
                match clause {
                    // وفق ما ورد في موقع الجريدة: what was said stands before it
                    None if np.is_some() && AFTERWARDS.contains(&ph.phrase.words[0]) && self.stands_apart(ph) => {
                        (np, end, ph.end, None)
                    }
                    None => return,
                    Some(c) => {
                        let start = if self.is_clause(c) { c } else { c + 1 };
                        let stop = self.plain_end(start, limit, phrases);
                        out.push(Around {
                            cue: (ph.start, ph.end),
                            content: vec![self.trim(start, stop)],
                            subject: np,
                            form: None,
                            act: ph.phrase.act,
                            why: "document",
                            confidence: 0.85,
                        });
                        return;
                    }
                }
            }
            PhraseKind::Content => {
                if !self.is_clause(ph.end) {
                    return;
                }
                let stop = self.plain_end(ph.end, limit, phrases);
                out.push(Around {
                    cue: (ph.start, ph.end),
                    content: vec![self.trim(ph.end, stop)],
                    subject: None,
                    form: None,
                    act: ph.phrase.act,
                    why: "phrase",
                    confidence: 0.7,
                });
                return;
            }
        };
        let act = match (ph.phrase.kind, form) {
            (PhraseKind::Verb, Some(f)) => self.verb(&f).act,
            _ => ph.phrase.act,
        };
        let push = |out: &mut Vec<Around>, content: Vec<(usize, usize)>, why| {
            // a comma and its verb tell the phrase from one that belongs to the clause (سار وفق الخطة)
            let apart = self.stands_apart(ph);
            // واستناداً إلى: only where it leads
            if why == "phrase-after" && ph.phrase.words[0] == key!("استنادا") && ph.phrase.kind == PhraseKind::Source {
                return;
            }
            let least = match (why, ph.phrase.kind) {
                ("phrase-after", PhraseKind::Verb) => 3,
                ("phrase-after", PhraseKind::Source) if apart => 3,
                ("phrase-after", PhraseKind::Source) => 5,
                _ => 2,
            };
            if content.iter().map(|(a, b)| b.saturating_sub(*a)).sum::<usize>() >= least {
                out.push(Around { cue: (ph.start, cue_end), content, subject: subject.clone(), form, act, why, confidence: 0.8 });
            }
        };
        // at the head of the sentence: the content follows
        let joined = self.is_joined(ph);
        let head = self.heads_sentence(ph);
        // وبحسبه فإن: an owner's phrase leads a clause too
        let leads = ph.phrase.kind == PhraseKind::Owner && {
            let at = if doc.kind(after) == TokenKind::Comma { after + 1 } else { after };
            self.is_clause(at) && doc.key(at).first() == rawi_text::words::FA
        };
        if head && (ph.phrase.kind != PhraseKind::Owner || leads) || joined && leads {
            let mut at = after;
            // ووفقاً لما أورده موقع صحيفة «X»، فإن: where the clause is led, it begins there
            let led = self.led_clause(at, limit);
            if let Some(j) = led {
                at = j;
            }
            // an aside or an apposition up to the comma
            if led.is_none()
                && doc.kind(at) != TokenKind::Comma
                && !self.is_clause(at)
                && let Some(c) = (at..limit.min(at + 14))
                    .take_while(|j| !self.ends(*j))
                    .find(|j| doc.kind(*j) == TokenKind::Comma || doc.kind(*j) == TokenKind::Colon || self.opens(*j).is_some())
            {
                at = c;
            }
            while at < limit && matches!(doc.kind(at), TokenKind::Comma | TokenKind::Colon) {
                at += 1;
            }
            // the sentence has a cue of its own here: the phrase only passes it on
            if let Some((n, _)) = taken
                .iter()
                .filter(|(cue, _)| *cue < limit && !self.is_aside_participle(*cue))
                .find(|(cue, (a, _))| (*cue >= at && *cue <= at + 4) || (*a >= at && *cue >= ph.end && *cue <= at + 10))
            {
                if let Some(np) = subject {
                    carriers.push((*n, np));
                }
                return;
            }
            if at + 2 >= limit {
                return;
            }
            let stop = self.plain_end(at, limit, phrases).min(next_cue(taken, at, limit));
            push(out, vec![self.trim(at, stop)], "phrase-first");
            return;
        }
        // after the content
        let before = ph.start;
        if let Some((n, (_, b))) = taken.iter().rev().find(|(cue, (_, b))| *b <= before && *cue >= s_start && *b + 3 >= before) {
            let _ = b;
            if let Some(np) = subject {
                carriers.push((*n, np));
            }
            return;
        }
        // أعلن الكرملين –حسب الكاتب- أنه: between a cue and its content
        if let Some((n, _)) = taken.iter().find(|(cue, (a, _))| *cue < before && *a > before) {
            if let Some(np) = subject {
                carriers.push((*n, np));
            }
            return;
        }
        let from = taken.iter().filter(|(_, (_, b))| *b <= before && *b > s_start).map(|(_, (_, b))| *b).max().unwrap_or(s_start);
        let mut start = from;
        while start < before
            && (!doc.token(start).is_some_and(|t| t.is_content())
                || (doc.class(start).is(Class::LINK.or(Class::CONJ)) && !doc.class(start).is(Class::NEG)))
        {
            start += 1;
        }
        // «…، والعمال فيه ضحايا، على حد قوله»: only the last clause is his
        if ph.phrase.kind == PhraseKind::Owner
            && let Some(c) = (start + 1..before.saturating_sub(1))
                .rev()
                .find(|j| doc.kind(*j) == TokenKind::Comma && self.quote(*j).is_none() && self.joins_clause(j + 1))
        {
            start = c + 1;
        }
        if start + 1 > before {
            return;
        }
        // a cue has it already: أن …، بحسب قوله
        let covered: usize = taken.iter().map(|(_, (a, b))| b.min(&before).saturating_sub(*a.max(&start))).max().unwrap_or(0);
        if covered * 5 > (before - start) * 3 {
            return;
        }
        // A، بحسب X، B: the phrase interrupts
        let mut content = vec![self.trim(start, before)];
        let owner = ph.phrase.kind == PhraseKind::Owner;
        // -حسب البيان-, and without marks: تأتي وفق المنظمين في سياق
        let dashed = doc.kind(after) == TokenKind::Dash && doc.kind(before - 1) == TokenKind::Dash;
        let amid = ph.phrase.kind == PhraseKind::Source
            && doc.kind(after) == TokenKind::Word
            && doc.kind(before - 1) == TokenKind::Word
            && !doc.class(after).is(Class::LINK.or(Class::CONJ).or(Class::REL).or(Class::SUB).or(Class::TIME).or(Class::DAY))
            && (doc.key(after).first() != rawi_text::words::WAW || doc.word(after).is_whole());
        let goes_on = doc.kind(after) == TokenKind::Comma
            || dashed
            || amid
            || (owner && matches!(doc.kind(after), TokenKind::Quote | TokenKind::Word));
        let short = before.saturating_sub(start) < if dashed { 14 } else { 8 };
        if goes_on
            && after + 2 < limit
            && (owner || after + 3 < limit)
            && short
            && (next_cue(taken, after, limit) == limit || before.saturating_sub(start) <= 6 && !owner)
        {
            let from = if doc.kind(after) == TokenKind::Word { after } else { after + 1 };
            let tail = self.trim(from, self.plain_end(from, limit, phrases));
            if !doc.class(tail.0).is(Class::REL.or(Class::LINK).or(Class::SUB)) {
                content.push(tail);
            }
        }
        push(out, content, "phrase-after");
    }

    /// Whether a cue is a participle behind a comma, which goes on what was said (بحسب الصحيفة، فإن …، مشيرة إلى).
    fn is_aside_participle(&self, cue: usize) -> bool {
        let comma = cue.checked_sub(1).is_some_and(|b| self.doc.kind(b) == TokenKind::Comma);
        comma && self.cues.at(cue).is_some_and(|c| c.forms.iter().all(|f| f.mood == Mood::Participle))
    }

    /// Whether و is glued before a phrase.
    fn is_joined(&self, ph: &PhraseAt<'_>) -> bool {
        self.doc.key(ph.start).first() == rawi_text::words::WAW && ph.phrase.words[0] != self.doc.key(ph.start)
    }

    /// Whether a sentence begins with a phrase.
    fn heads_sentence(&self, ph: &PhraseAt<'_>) -> bool {
        let doc = &self.doc;
        let start = self.sentence(ph.start).start as usize;
        let after_end = ph.start > 0
            && matches!(doc.kind(ph.start - 1), TokenKind::Quote | TokenKind::Stop | TokenKind::Close | TokenKind::Dots);
        self.is_joined(ph) && after_end
            || ph.start <= start + 1
            || (start..ph.start)
                .all(|j| !doc.token(j).is_some_and(|t| t.is_content()) || doc.class(j).is(Class::CONJ.or(Class::LINK)))
    }

    /// The word with which the clause begins that a phrase before it attributes: فإن, فقد.
    fn led_clause(&self, from: usize, limit: usize) -> Option<usize> {
        let leads = |j: usize| {
            let key = self.doc.key(j);
            self.is_clause(j) && key.first() == rawi_text::words::FA || [key!("فقد"), key!("فلقد")].contains(&key)
        };
        (from..limit.min(from + 25)).take_while(|j| !self.ends(*j)).find(|j| leads(*j))
    }

    /// Whether a comma stands before a phrase.
    fn stands_apart(&self, ph: &PhraseAt<'_>) -> bool {
        self.doc.kind(ph.start.saturating_sub(1)) == TokenKind::Comma
    }

    /// Whether a phrase ends its clause with a name that no table has (بحسب ايه بي سي).
    fn closes_with_name(&self, ph: &PhraseAt<'_>, np: &NounPhrase) -> bool {
        let at_end = np.end >= self.limit(ph.start)
            || matches!(self.doc.kind(np.end), TokenKind::Comma | TokenKind::Break)
            || self.ends(np.end);
        let strange = |i: usize| self.doc.kind(i) == TokenKind::Word && self.doc.word(i).likely_name() == Likely::Unknown;
        at_end && np.end <= np.start + 4 && (np.start..np.end).all(strange)
    }

    /// Whether a clause is joined here: و or ف on a word, إذ, لكن.
    fn joins_clause(&self, at: usize) -> bool {
        let key = self.doc.key(at);
        let class = self.doc.class(at);
        let conj = matches!(key.first(), rawi_text::words::WAW | rawi_text::words::FA)
            && !self.doc.tables.word(key).is_whole()
            && key.len() > 2;
        self.doc.kind(at) == TokenKind::Word && (conj || class.is(Class::LINK) || (class.is(Class::WITH_CONJ) && class.any()))
    }

    fn owner_form(&self, ph: &PhraseAt<'_>) -> Form {
        let last = self.doc.key(ph.end - 1);
        let (gender, number) = if last.before(key!("هما")).is_some() {
            (Gender::Any, Number::D)
        } else if last.before(key!("هم")).is_some() {
            (Gender::M, Number::P)
        } else if last.before(key!("ها")).is_some() {
            (Gender::F, Number::S)
        } else {
            (Gender::M, Number::S)
        };
        Form { verb: 0, mood: Mood::Masdar, gender, number }
    }

    /// The end of a clause that no cue of its own bounds: the sentence's end or a phrase that attributes it.
    fn plain_end(&self, start: usize, limit: usize, phrases: &[PhraseAt<'_>]) -> usize {
        let mut j = start;
        while j < limit {
            if let Some(q) = self.opens(j) {
                let quote = self.doc.scaffold.quotes.all[q];
                if quote.closed && (quote.close as usize) < limit {
                    j = quote.close as usize + 1;
                    continue;
                }
            }
            if self.doc.kind(j) == TokenKind::Break {
                return j;
            }
            // «، وأضاف البيان»: the next cue
            if let Some(c) = self.cues.at(j)
                && j > start + 2
                && self.quote(j).is_none()
                && c.conj.is_some()
                && c.is_finite()
                && self.is_likely_cue(c)
                && matches!(self.doc.kind(j - 1), TokenKind::Comma | TokenKind::Quote)
            {
                return j - 1;
            }
            if j > start && phrases.iter().any(|p| p.start == j && matches!(p.phrase.kind, PhraseKind::Owner | PhraseKind::Verb))
            {
                return j;
            }
            if let Some(c) = self.cues.at(j)
                && j > start + 1
                && self.quote(j).is_none()
                && c.has(Mood::Participle)
                && self.doc.key(j).last() == rawi_text::words::ALIF
                && matches!(self.doc.kind(j - 1), TokenKind::Comma | TokenKind::Quote)
            {
                return j;
            }
            j += 1;
        }
        limit
    }

    /// Statements of headlines and bullets: `لافروف: …`.
    pub fn colon_statements(&self) -> Vec<Around> {
        let doc = &self.doc;
        let mut out = Vec::new();
        for s in &doc.scaffold.sentences {
            let (start, end) = (s.start as usize, s.end as usize);
            let title = start < self.title_end;
            let opens_line = start == 0
                || doc.kind(start - 1) == TokenKind::Break
                || doc.kind(start - 1) == TokenKind::Dots
                || doc.kind(start - 1) == TokenKind::Stop;
            if !opens_line {
                continue;
            }
            let line_start = start == 0 || doc.kind(start - 1) == TokenKind::Break;
            if !title && !line_start {
                continue;
            }
            let mut from = start;
            while from < end && matches!(doc.kind(from), TokenKind::Bar | TokenKind::Dash | TokenKind::Number) {
                from += 1;
            }
            let Some(colon) = (from..end.min(from + 14))
                .take_while(|j| doc.kind(*j) != TokenKind::Comma || title)
                .find(|j| doc.kind(*j) == TokenKind::Colon)
            else {
                continue;
            };
            if colon == from
                || colon + 1 >= end
                || (from..colon).any(|j| self.cues.at(j).is_some_and(|c| c.is_finite() && self.stops(j)))
            {
                continue;
            }
            // after a bar or a dash the speaker is what stands last
            let from =
                (from..colon).rev().find(|j| matches!(doc.kind(*j), TokenKind::Bar | TokenKind::Dash)).map_or(from, |j| j + 1);
            let Some(np) = self.noun_phrase(from, colon, false, &[]) else { continue };
            let human = np.role.is_some_and(|r| r.role.is_human());
            let person_kb = np.kb.is_some_and(|h| doc.tables.kb[h.row as usize].kind == rawi_actors::EntityKind::Person);
            // تقرير: …, in a headline
            let document = |r: rawi_actors::Role| r == rawi_actors::Role::Document && !(title && line_start);
            let body = np.role.is_some_and(|r| r.role.is_body() && r.role != rawi_actors::Role::Place && !document(r.role))
                || np.kb.is_some_and(|h| {
                    !matches!(
                        doc.tables.kb[h.row as usize].kind,
                        rawi_actors::EntityKind::Place | rawi_actors::EntityKind::Process
                    ) && (h.metonym || doc.tables.kb[h.row as usize].kind != rawi_actors::EntityKind::State)
                });
            let spaced = doc.token(colon).is_some_and(|t| t.spaced);
            let first_person = {
                let k = doc.key(colon + 1);
                let c = doc.class(colon + 1);
                c.is(Class::NEG.or(Class::WHICH).or(Class::PRON))
                    || [(key!("سن"), 4), (key!("ن"), 4), (key!("س"), 5)]
                        .iter()
                        .any(|(p, n)| k.take(p.len()) == *p && k.len() >= *n && doc.tables.word(k).name_exact().is_none())
            };
            let lone = title
                && colon - from <= 2
                && doc.kind(from) == TokenKind::Word
                && (rawi_text::words::article_off(doc.key(from)).1 || np.conj)
                && !doc.word(from).is_common()
                || first_person && title;
            let of_place = np.kb.is_some_and(|h| {
                matches!(doc.tables.kb[h.row as usize].kind, rawi_actors::EntityKind::State | rawi_actors::EntityKind::Place)
            });
            let led = of_place && title && line_start && self.lead_is_of(&np, colon);
            let place_label = of_place && !led && !(first_person || np.coordinated) && self.opens(colon + 1).is_none();
            // سوق المرفأ: …, a place is a topic
            let place = np.role.is_some_and(|r| r.role == rawi_actors::Role::Place) && !person_kb;
            // - جورج: القادم أفضل, over an item that names him in full
            let item = !title
                && colon == from + 1
                && from > start
                && np.name.is_some()
                && (colon + 1..(colon + 40).min(doc.scaffold.tokens.len()))
                    .any(|j| doc.key(j) == doc.key(from) && doc.kind(j + 1) == TokenKind::Word && doc.word(j + 1).is_namelike());
            let below = title && line_start && colon - from <= 3 && self.is_named_below(colon - 1);
            let speaks = !place && (below || human || person_kb || np.name.is_some() || (body && !spaced) || lone || led);
            if !speaks || place_label || !(title || item || human || person_kb || np.name.is_some_and(|(a, b)| b - a >= 2)) {
                continue;
            }
            let rest_ok = (np.end..colon).all(|j| !doc.class(j).is(Class::CLAUSE.or(Class::REL)));
            if !rest_ok
                || (np.end < colon
                    && !doc.class(np.end).is(Class::PREP)
                    && self.glued_prep(np.end).is_none()
                    && doc.kind(np.end) != TokenKind::Comma
                    && doc.kind(np.end) != TokenKind::Open)
            {
                continue;
            }
            let quote = self.opens(colon + 1);
            let content_start = if quote.is_some() { colon + 2 } else { colon + 1 };
            let mut content_end = match quote {
                Some(q) if doc.scaffold.quotes.all[q].closed => {
                    let close = doc.scaffold.quotes.all[q].close as usize;
                    if close + 2 >= end { close } else { end }
                }
                // إعلام محلي: في غياب الثقة.. الجيش يقيد الدخول
                _ if title
                    && !(end..self.title_end).any(|j| doc.kind(j) == TokenKind::Colon || doc.kind(j) == TokenKind::Break) =>
                {
                    self.title_end.max(end)
                }
                _ => end,
            };
            if let Some(q) = quote
                && !title
                && doc.scaffold.quotes.all[q].closed
            {
                content_end = doc.scaffold.quotes.all[q].close as usize;
            }
            let content = self.trim(content_start, content_end);
            if content.1 - content.0 < 2 && quote.is_none() {
                continue;
            }
            out.push(Around {
                cue: (colon, colon + 1),
                content: vec![content],
                subject: Some(np),
                form: None,
                act: Act::Inform,
                why: if title { "headline" } else { "bullet" },
                confidence: if title { 0.9 } else { 0.75 },
            });
        }
        out
    }

    /// العدوي: …, in a headline: whether the article has the word again as the name of somebody who speaks, or behind a given name.
    fn is_named_below(&self, at: usize) -> bool {
        let key = self.doc.key(at);
        let named = |j: usize| {
            let given = self.doc.word(j).name_exact().is_some_and(|n| n.given > 20 && !n.common);
            let told = self.cues.at(j).is_some_and(|c| c.is_finite() && self.is_likely_cue(c) && self.stops(j));
            given || told
        };
        self.doc.kind(at) == TokenKind::Word
            && (self.title_end.max(1)..self.doc.scaffold.tokens.len()).any(|j| self.doc.key(j) == key && named(j - 1))
    }

    /// روسيا: …, in a headline: whether the article begins with words of somebody of that state, and not with what happened there.
    fn lead_is_of(&self, label: &NounPhrase, colon: usize) -> bool {
        let kb = &self.doc.tables.kb;
        let Some(state) = label.kb.map(|h| &kb[h.row as usize].id) else { return false };
        let told = |i: usize| self.cues.at(i).filter(|c| c.is_finite() && self.is_likely_cue(c) && self.stops(i));
        // إيران: وزير الاستخبارات يعلن: the headline's own verb
        // العراق: 21 قتيلاً في هجومين
        let toll = |i: usize| self.doc.kind(i) == TokenKind::Number || sets().toll.contains(&article_off(self.doc.key(i)).0);
        if (colon + 1..self.title_end).any(|i| told(i).is_some() || toll(i)) {
            return false;
        }
        let Some(cue) = (self.title_end..self.doc.scaffold.tokens.len().min(self.title_end + 40)).find_map(told) else {
            return false;
        };
        let subject = self.subject_after(cue.token + 1, self.limit(cue.token), true, &[]).filter(NounPhrase::can_speak);
        let subject = subject.or_else(|| self.subject_before(cue.token));
        subject.is_some_and(|np| {
            (np.start..np.end).any(|i| {
                let of_state = |row: &rawi_actors::KbRow| row.id == *state || row.is_of_state(state);
                state_of(self.doc.key(i)) == Some(state.as_ref())
                    || self.doc.kb_at(i).is_some_and(|h| of_state(&kb[h.row as usize]))
            })
        })
    }

    /// A verb after what was said: `«A»، قال X`, `A، يضيف المتحدث ذاته، B`.
    pub fn after_words(&self, taken: &[(usize, (usize, usize))], used: &[usize]) -> Vec<Around> {
        let mut out: Vec<Around> = Vec::new();
        for cue in &self.cues.all {
            if self.doc.class(cue.token).is(Class::PREP)
                || used.contains(&cue.token)
                || cue.conj.is_some()
                || cue.future
                || cue.object
                || cue.purpose
            {
                continue;
            }
            if let Some(a) = self.after_word(cue, taken, &out) {
                out.push(a);
            }
        }
        out
    }

    fn after_word(&self, cue: &CueWord<'a>, taken: &[(usize, (usize, usize))], out: &[Around]) -> Option<Around> {
        let doc = &self.doc;
        let i = cue.token;
        let form = cue.forms.iter().find(|f| matches!(f.mood, Mood::Perfect | Mood::Imperfect))?;
        let verb = self.verb(form);
        if !verb.takes_direct() {
            return None;
        }
        if let Some(q) = self.quote(i) {
            return self.inside_words(cue, *form, q, taken);
        }
        let b = i.checked_sub(1)?;
        let comma = doc.kind(b) == TokenKind::Comma;
        let quote_close = if comma { b.checked_sub(1)? } else { b };
        let quote = self.closes(quote_close);
        if quote.is_none() && !comma {
            return None;
        }
        if quote.is_none() && verb.weak {
            return None;
        }
        let limit = self.limit(i);
        let subject = self.subject_after(i + 1, limit, false, &[]).filter(|np| np.can_speak() && self.agrees_before(form, np));
        let after = subject.as_ref().map_or(i + 1, |n| n.end);
        if subject.is_none() && !(after >= limit || self.ends(after) || doc.kind(after) == TokenKind::Comma) {
            return None;
        }
        let s_start = self.sentence(i).start as usize;
        let mut content;
        if let Some(q) = quote {
            let quote = doc.scaffold.quotes.all[q];
            let range = (quote.open as usize + 1, quote.close as usize);
            if range.1.saturating_sub(range.0) < 3 || taken.iter().any(|(_, (a, b))| *a < range.1 && range.0 < *b) {
                return None;
            }
            content = vec![self.trim(range.0, range.1)];
        } else {
            let from = taken
                .iter()
                .map(|(_, (_, b))| *b)
                .chain(out.iter().flat_map(|o| o.content.iter().map(|c| c.1)))
                .filter(|b| *b <= i && *b > s_start)
                .max()
                .unwrap_or(s_start);
            if taken.iter().any(|(_, (a, b))| *a < b.saturating_add(0) && *a < i && i <= *b) {
                return None;
            }
            let mut start = from;
            while start < i
                && (!doc.token(start).is_some_and(|t| t.is_content())
                    || doc.class(start).is(Class::LINK.or(Class::CONJ)) && !doc.class(start).is(Class::NEG))
            {
                start += 1;
            }
            // وفي سياق متصل، قالت: a circumstance is nothing that is said
            let circumstance = b.saturating_sub(start) <= 6
                && (doc.class(start).is(Class::PREP) || self.circumstance(start, b).is_some_and(|end| end >= b));
            if start + 3 > b || circumstance {
                return None;
            }
            content = vec![self.trim(start, b)];
        }
        // it goes on after the cue: «B» again, or a comma and more
        let mut j = after;
        while j < limit && matches!(doc.kind(j), TokenKind::Comma | TokenKind::Colon) {
            j += 1;
        }
        if let Some(q) = self.opens(j).filter(|_| j < limit) {
            content.push(self.trim(j + 1, doc.scaffold.quotes.all[q].close as usize));
        } else if quote.is_none()
            && j > after
            && j + 3 < limit
            && self.cues.at(j).is_none()
            && !doc.class(j).is(Class::REL.or(Class::PRON).or(Class::PREP))
            && !taken.iter().any(|(c, _)| *c >= j && *c < limit)
        {
            content.push(self.trim(j, limit));
        }
        Some(Around { cue: (i, i + 1), content, subject, form: Some(*form), act: verb.act, why: "after-words", confidence: 0.8 })
    }

    /// A verb between commas within the quotation that it cuts in two: `«A، يضيف المتحدث ذاته، B»`.
    fn inside_words(&self, cue: &CueWord<'a>, form: Form, q: usize, taken: &[(usize, (usize, usize))]) -> Option<Around> {
        let quote = self.doc.scaffold.quotes.all[q];
        let (open, close, i) = (quote.open as usize, quote.close as usize, cue.token);
        if !quote.closed || taken.iter().any(|(_, (a, b))| *a < close && open < *b) || self.doc.kind(i - 1) != TokenKind::Comma {
            return None;
        }
        let subject = self.subject_after(i + 1, close, false, &[])?;
        let after = subject.end;
        let fits = subject.can_speak() && self.agrees_before(&form, &subject) && self.doc.kind(after) == TokenKind::Comma;
        if !fits || i < open + 2 || after + 2 > close {
            return None;
        }
        Some(Around {
            cue: (i, i + 1),
            content: vec![self.trim(open + 1, i - 1), self.trim(after + 1, close)],
            subject: Some(subject),
            form: Some(form),
            act: self.verb(&form).act,
            why: "after-words",
            confidence: 0.8,
        })
    }

    /// Quotations at the head of a sentence with no cue of their own: the speaker before goes on.
    pub fn bare_quotations(&self, covered: impl Fn(usize, usize) -> bool) -> Vec<Around> {
        let doc = &self.doc;
        let mut out = Vec::new();
        for s in &doc.scaffold.sentences {
            let start = s.start as usize;
            let Some(q) = self.opens(start) else { continue };
            let quote = doc.scaffold.quotes.all[q];
            let (open, close) = (quote.open as usize, quote.close as usize);
            if !quote.closed || close < open + 7 || start < self.title_end || covered(open, close) {
                continue;
            }
            let rest = (close + 1..s.end as usize).filter(|j| doc.token(*j).is_some_and(|t| t.is_content())).count();
            if rest > 0 {
                continue;
            }
            out.push(Around {
                cue: (open, open + 1),
                content: vec![self.trim(open + 1, close)],
                subject: None,
                form: None,
                act: Act::Inform,
                why: "bare-quotation",
                confidence: 0.5,
            });
        }
        out
    }
}

fn next_cue(taken: &[(usize, (usize, usize))], at: usize, limit: usize) -> usize {
    taken.iter().map(|(c, _)| *c).filter(|c| *c > at && *c < limit).min().unwrap_or(limit)
}
