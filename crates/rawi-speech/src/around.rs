//! Attributions that are no verb with its complement: phrases, headlines, words that stand after what was said.

use crate::cues::PhraseAt;
use crate::lexicon::{Form, Gender, Mood, Number, PhraseKind, Prep};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::{Likely, NounPhrase, Role};
use rawi_text::words::article_off;
use rawi_text::{Class, Key, TokenKind, key};

/// A statement whose content is already known.
#[derive(Clone, Debug)]
pub struct Around {
    /// The cue, as tokens.
    pub cue: (usize, usize),
    /// The content, as tokens.
    pub content: Vec<(usize, usize)>,
    /// The speaker, where there is a mention.
    pub subject: Option<NounPhrase>,
    /// Who passes the words on.
    pub carrier: Option<NounPhrase>,
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
        // ذكرت الصحيفة نقلا عن مسؤول أن: the phrase is the cue
        if taken.iter().any(|(c, _)| *c == ph.start) {
            return;
        }
        // بحسب الصحيفة نقلا عن مسؤول: the phrase before it has the content, and he speaks
        if self.passes_on(ph, out) {
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
                let end = np.as_ref().map_or(ph.end, |np| self.past_issuer(np.end, limit));
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
                let end = self.past_issuer(end, limit);
                let like = AFTERWARDS.contains(&ph.phrase.words[0]);
                // an aside before the clause
                let clause = (end..limit.min(end + 20))
                    .take_while(|j| !self.ends(*j))
                    .find(|j| self.is_clause(*j) || doc.kind(*j) == TokenKind::Colon || self.opens(*j).is_some());
                match clause {
                    // وفق ما ورد في موقع الجريدة: what was said stands before it
                    None if np.is_some()
                        && like
                        && (self.stands_apart(ph) || self.closes_sentence(ph, end) || self.leads_plainly(ph, end)) =>
                    {
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
                            carrier: None,
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
                // رسالة مفادها: «…»
                let message = ph.phrase.words.len() == 1;
                let said = self.is_clause(ph.end)
                    || message && ph.end < limit && (doc.kind(ph.end) == TokenKind::Colon || self.opens(ph.end).is_some());
                if !said {
                    return;
                }
                let stop = self.plain_end(ph.end, limit, phrases);
                out.push(Around {
                    cue: (ph.start, ph.end),
                    content: vec![self.trim(ph.end, stop)],
                    subject: if message { self.sender_before(ph.start, s_start) } else { None },
                    carrier: None,
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
                out.push(Around {
                    cue: (ph.start, cue_end),
                    content,
                    subject: subject.clone(),
                    carrier: None,
                    form,
                    act,
                    why,
                    confidence: 0.8,
                });
            }
        };
        if let Some(before) = self.headline_before(ph, after) {
            if !taken.iter().any(|(c, (a, b))| before.contains(c) || before.contains(a) || before.contains(b)) {
                push(out, vec![self.trim(before.start, before.end)], "phrase-after");
            }
            return;
        }
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
        if start + 1 > before || self.is_only_cue(start, before) {
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

    /// Who sends a message (وجه الرئيس رسالة مفادها أن): the subject of the verb before it.
    fn sender_before(&self, at: usize, s_start: usize) -> Option<NounPhrase> {
        let verb = (s_start.max(at.saturating_sub(16))..at)
            .rev()
            .find(|k| self.cues.at(*k).is_some_and(|c| c.forms.iter().any(|f| crate::cues::is_finite(f.mood))))?;
        // وجه رئيس الوزراء رسالة: an indefinite noun behind a definite one is the message
        let message = (verb + 2..at).find(|k| {
            article_off(self.doc.key(*k - 1)).1
                && !article_off(self.doc.key(*k)).1
                && self.doc.word(*k).is_noun()
                && !self.doc.class(*k).any()
        });
        self.subject_after(verb + 1, message.unwrap_or(at), false, &[]).filter(NounPhrase::can_speak)
    }

    /// Whether a cue is a participle behind a comma, which goes on what was said (بحسب الصحيفة، فإن …، مشيرة إلى).
    fn is_aside_participle(&self, cue: usize) -> bool {
        let comma = cue.checked_sub(1).is_some_and(|b| self.doc.kind(b) == TokenKind::Comma);
        comma && self.cues.at(cue).is_some_and(|c| c.forms.iter().all(|f| f.mood == Mood::Participle))
    }

    /// «اتفاق وشيك على الهدنة.. وفق مصادر»: the part of a headline that the phrase behind its dots tells the source of.
    fn headline_before(&self, ph: &PhraseAt<'_>, after: usize) -> Option<std::ops::Range<usize>> {
        let doc = &self.doc;
        let start = self.sentence(ph.start).start as usize;
        let trails = start == ph.start
            && start > 0
            && start < self.title_end
            && after >= self.title_end
            && matches!(doc.kind(start - 1), TokenKind::Dots | TokenKind::Stop)
            && matches!(ph.phrase.kind, PhraseKind::Source | PhraseKind::Verb);
        let before = self.sentence(start.checked_sub(1).filter(|_| trails)?);
        let range = before.start as usize..start - 1;
        // لافروف: …: the colon tells whose words they are
        (!range.clone().any(|j| doc.kind(j) == TokenKind::Colon)).then_some(range)
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

    /// «وذكرت الصحيفة، اليوم، نقلا عن …»: a verb with its subject and when it was, and nothing that was said.
    fn is_only_cue(&self, start: usize, before: usize) -> bool {
        let told = self.cues.at(start).is_some_and(|c| c.is_finite() && self.is_likely_cue(c));
        let subject = told.then(|| self.subject_after(start + 1, before, false, &[])).flatten();
        subject.is_some_and(|np| {
            let end = self.skip_light(np.end, np.end);
            end + 1 >= before
        })
    }

    /// Past a phrase with its verb and subject between commas, where one begins at a token: «وكشف مصدر، حسب ما نقله الموقع، أنه».
    pub(crate) fn past_attribution(&self, at: usize, limit: usize) -> Option<usize> {
        let phrases = &self.cues.phrases;
        let ph = phrases.get(phrases.partition_point(|p| p.start < at)).filter(|p| p.start == at)?;
        if ph.phrase.kind != PhraseKind::Verb {
            return None;
        }
        let subject = self.subject_after(ph.end + 1, limit, false, &[])?;
        (self.doc.kind(subject.end) == TokenKind::Comma).then_some(subject.end)
    }

    /// Whether a phrase tells from whom the source of the phrase before it has what it says; he becomes the speaker.
    fn passes_on(&self, ph: &PhraseAt<'_>, out: &mut [Around]) -> bool {
        let Some(last) = out.last_mut().filter(|_| ph.phrase.words[0] == key!("نقلا")) else { return false };
        let near = last.subject.as_ref().is_some_and(|np| {
            let between = np.end..ph.start;
            np.start >= last.cue.1 && between.len() <= 4 && between.into_iter().all(|i| !self.ends(i))
        });
        let Some(source) = near.then(|| self.source_after(ph)).flatten().filter(NounPhrase::can_speak) else { return false };
        last.carrier = last.subject.replace(source);
        true
    }

    /// Past the clause or the participle that tells who issued a document: بيان نشرته الوزارة, تقرير صادر عن الهيئة, بيان للشرطة.
    fn past_issuer(&self, at: usize, limit: usize) -> usize {
        let doc = &self.doc;
        if at == 0 || at >= limit || doc.role(at - 1).is_none_or(|r| r.role != Role::Document) {
            return at;
        }
        let issued = self.cues.at(at).is_some_and(|c| c.is_finite() && c.object && c.conj.is_none());
        let by = [key!("صادر"), key!("صادرة")].contains(&doc.key(at)) && doc.key(at + 1) == word::AN;
        let issuer = if issued {
            self.subject_after(at + 1, limit, false, &[])
        } else if by {
            self.noun_phrase(at + 2, limit, false, &[])
        } else if self.glued_prep(at) == Some(Prep::Li) && doc.key(at).len() > 1 {
            self.noun_phrase_after_clitic(at, limit)
        } else {
            None
        };
        let end = issuer.filter(NounPhrase::can_speak).map_or(at, |np| np.end);
        if end > at && doc.class(end).is(Class::TIME.or(Class::DAY)) { self.skip_light(end, end) } else { end }
    }

    /// Whether nothing but when it was stands between a phrase's source and the end of the sentence.
    fn closes_sentence(&self, ph: &PhraseAt<'_>, end: usize) -> bool {
        // المتحفظ على ما جاء في الاتفاق: the preposition of another word
        if ph.phrase.words[0] == word::ALA {
            return false;
        }
        let end = self.skip_light(end, end);
        end >= self.limit(ph.start) || self.ends(end)
    }

    /// «وكما جاء في البيان، توقفت الرحلات»: a phrase at the head of its sentence, and a comma behind its document.
    fn leads_plainly(&self, ph: &PhraseAt<'_>, end: usize) -> bool {
        self.heads_sentence(ph) && self.doc.kind(end) == TokenKind::Comma
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
    pub(crate) fn plain_end(&self, start: usize, limit: usize, phrases: &[PhraseAt<'_>]) -> usize {
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
}

pub(crate) fn next_cue(taken: &[(usize, (usize, usize))], at: usize, limit: usize) -> usize {
    taken.iter().map(|(c, _)| *c).filter(|c| *c > at && *c < limit).min().unwrap_or(limit)
}
