//! From proposals to statements: which stand inside which, who speaks, who passes the words on.

use crate::antecedent::Before;
use crate::around::Around;
use crate::cues::PhraseAt;
use crate::extent::Extent;
use crate::lexicon::{Form, Gender as FormGender, Mood};
use crate::propose::{Position, Proposal};
use crate::reader::{Reader, word};
use crate::reading::{Act, Cue, Kind, Party, Reading, Speaker, Statement, Via};
use crate::stances::Stance;
use rawi_actors::{Gender, NounPhrase, Number, Registry};
use rawi_text::words::{FA, WAW};
use rawi_text::{Class, Key, Span, TokenKind, key};

/// Whose words are quoted, not reported.
const VERSE: [Key; 3] = [key!("تعالى"), key!("سبحانه"), key!("الله")];

/// A statement before its speaker is resolved.
pub(crate) struct Draft {
    pub(crate) cue: (usize, usize),
    pub(crate) content: Extent,
    pub(crate) subject: Option<NounPhrase>,
    pub(crate) position: Position,
    pub(crate) form: Option<Form>,
    pub(crate) act: Act,
    pub(crate) addressee: Option<(usize, usize)>,
    pub(crate) carriers: Vec<NounPhrase>,
    pub(crate) why: &'static str,
    pub(crate) confidence: f32,
    pub(crate) within: Option<usize>,
    pub(crate) lemma: String,
    pub(crate) participle: bool,
    /// Whether the model, against the rules, told where the content ends.
    pub(crate) ended: bool,
}

/// The tokens of somebody who is spoken to, and who it is.
type Addressed = ((usize, usize), Option<usize>);

impl Draft {
    fn from_around(a: Around, lemma: String) -> Draft {
        Draft {
            cue: a.cue,
            content: a.content,
            position: if a.subject.is_some() { Position::After } else { Position::Elided },
            subject: a.subject,
            form: a.form,
            act: a.act,
            addressee: None,
            carriers: a.carrier.into_iter().collect(),
            why: a.why,
            confidence: a.confidence,
            within: None,
            lemma,
            participle: false,
            ended: false,
        }
    }

    pub(crate) fn start(&self) -> usize {
        self.content.first().map_or(0, |c| c.0)
    }

    pub(crate) fn covers(&self, token: usize) -> bool {
        self.content.iter().any(|(a, b)| *a <= token && token < *b)
    }

    /// Whether a phrase may name the speaker: who is described in the words themselves (مصلحة المواطنين، على حد قولها) does not speak
    /// them, but أغلقت الحكومة المعبر، كما قالت.
    pub(crate) fn may_be_spoken_by(&self, np: &NounPhrase) -> bool {
        np.name.is_some() || np.end == np.start + 1 || !self.covers(np.start)
    }
}

impl<'a> Reader<'a> {
    /// Reads the whole article.
    pub fn read(&self) -> Reading {
        let phrases = &self.cues.phrases;
        let proposals = self.propose(phrases);
        let mut drafts = self.nest(&proposals, phrases);
        self.join_broken(&mut drafts);
        // رغم إعلانهم الالتزام: a noun is no cue that the sentence has for its own
        let own = drafts.iter().filter(|d| d.why != "masdar" || d.lemma == "قال");
        let taken: Vec<(usize, (usize, usize))> =
            own.map(|d| (d.cue.0, (d.start(), d.content.last().map_or(0, |c| c.1)))).collect();
        let (around, carriers) = self.phrase_statements(phrases, &taken);
        for (n, np) in carriers {
            if let Some(d) = drafts.iter_mut().find(|d| d.cue.0 == n) {
                d.carriers.push(np);
            }
        }
        let used: Vec<usize> = drafts.iter().flat_map(|d| [d.cue.0, d.cue.1 - 1]).collect();
        let mut all_taken = taken.clone();
        all_taken.extend(around.iter().map(|a| (a.cue.0, (a.content[0].0, a.content[a.content.len() - 1].1))));
        let after = self.after_words(&all_taken, &used);
        let colons = self.colon_statements().into_iter().chain(self.learned(phrases));
        // what has no words is no content
        let worded = |a: &Around| a.content.iter().all(|c| (c.0..c.1).any(|i| self.doc.token(i).is_some_and(|t| t.is_content())));
        for a in around.into_iter().chain(after).chain(colons).filter(worded) {
            // a phrase or a colon inside another content is that content's own
            let inside = drafts.iter().any(|d| d.covers(a.cue.0) && d.within.is_none());
            let same = drafts.iter().any(|d| d.content.first() == a.content.first());
            if !(inside || same) {
                let text = self.span(a.cue).of(self.doc.text).to_owned();
                drafts.push(Draft::from_around(a, text));
            }
        }
        let bare =
            self.bare_quotations(|open, close| drafts.iter().any(|d| d.content.iter().any(|(a, b)| *a < close && open < *b)));
        for a in bare {
            let text = self.span(a.cue).of(self.doc.text).to_owned();
            drafts.push(Draft::from_around(a, text));
        }
        self.resolve(drafts)
    }

    /// `«A»، قال X، «B»`: the quotation before a verb belongs to it as well as the one after it.
    fn join_broken(&self, drafts: &mut [Draft]) {
        for d in 0..drafts.len() {
            let draft = &drafts[d];
            let i = draft.cue.0;
            let conj = self.cues.at(i).is_none_or(|c| c.conj.is_some());
            let interrupts = draft.why == "verb+quotation" && draft.position == Position::After && i > 1 && !conj;
            let Some(q) =
                interrupts.then(|| self.closes(if self.doc.kind(i - 1) == TokenKind::Comma { i - 2 } else { i - 1 })).flatten()
            else {
                continue;
            };
            let quote = self.doc.scaffold.quotes.all[q];
            let (open, close) = (quote.open as usize + 1, quote.close as usize);
            let free = !drafts.iter().any(|other| other.content.iter().any(|(a, b)| *a < close && open < *b));
            // «مع "بي بي سي" أوضح»: a quotation within a phrase is a name
            let apart = open < 2 || self.doc.kind(open - 2) != TokenKind::Word;
            if quote.closed && close >= open + 2 && free && apart && self.sentence_number(open) == self.sentence_number(i) {
                let first = self.trim(open, close);
                drafts[d].content.insert(0, first);
            }
        }
    }

    /// Fixes the extents from left to right: a cue inside a content is an inner statement or none.
    fn nest(&self, proposals: &[Proposal], phrases: &[PhraseAt<'_>]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (k, p) in proposals.iter().enumerate() {
            let mut subject = p.subject.clone();
            open.retain(|d| drafts[*d].content.last().is_some_and(|c| c.1 > p.token));
            let parent = open.iter().rev().copied().find(|d| drafts[*d].covers(p.token));
            let mut bound = usize::MAX;
            let mut within = parent;
            if let Some(d) = parent {
                let named =
                    matches!(p.position, Position::After | Position::Before | Position::Antecedent) || !p.carriers.is_empty();
                let strong = named && p.subject.as_ref().is_some_and(NounPhrase::can_speak) || !p.carriers.is_empty();
                let first_person = drafts[d].why == "verb+quotation" && self.quote(p.token).is_some() && !strong;
                let noun = !(self.is_clause(p.content) || p.quote.is_some() || p.mark == crate::lexicon::Mark::Direct);
                // إن الحكومة رفضت التدخل: a verb that often is no speech, but takes sides
                let sides = strong && !matches!(p.act, Act::Inform | Act::Affirm | Act::Assess);
                let least = if sides { 0.55 } else { 0.7 };
                // أن الخفاجي نفى ذلك، وقال إن: who speaks within goes on
                let going_on = (!named && p.form.mood != Mood::Participle).then(|| self.goes_on_within(p, d, &drafts)).flatten();
                if going_on.is_some() {
                    subject = going_on;
                } else if let Some(from) = self.goes_on_outside(p, &drafts[d]).filter(|_| !(named || noun || first_person)) {
                    // قال إن …، مشيراً إلى أن: the outer content ends, and its speaker goes on
                    let last = drafts[d].content.iter().position(|(a, b)| *a <= p.token && p.token < *b).unwrap_or(0);
                    drafts[d].content.truncate(last + 1);
                    drafts[d].content[last].1 = self.trim(drafts[d].content[last].0, from).1;
                    within = drafts[d].within;
                } else if (!named && (noun || !self.is_told_within(p)))
                    || first_person
                    || (noun && !strong)
                    || p.confidence < least
                {
                    continue;
                }
                // the content of the outer one is the inner cue's own object: أعلن رفضه
                // but أعلن موافقة الأطراف على: the noun has an owner of its own
                if drafts[d].start() == p.token && !(strong && p.subject.as_ref().is_some_and(|np| !np.possessed)) {
                    continue;
                }
                if within == parent {
                    bound = drafts[d].content.iter().find(|(a, b)| *a <= p.token && p.token < *b).map_or(usize::MAX, |c| c.1);
                }
            } else if self.quote(p.token).is_some_and(|q| self.doc.scaffold.quotes.all[q].closed) {
                // a cue in a quotation that nobody is known to speak
                let strong =
                    p.subject.as_ref().is_some_and(NounPhrase::can_speak) && (self.is_clause(p.content) || p.quote.is_some());
                if !strong {
                    continue;
                }
            }
            let (content, ended) = self.extent(proposals, k, phrases, bound);
            // وتابع قائلاً إن, ونقل عنه قوله: two cue words lead to one content
            if drafts.iter().rev().take(4).any(|d| d.content.first().map(|c| c.0) == content.first().map(|c| c.0)) {
                continue;
            }
            let words: usize = content
                .iter()
                .map(|(a, b)| (*a..*b).filter(|i| self.doc.token(*i).is_some_and(|t| t.is_content())).count())
                .sum();
            let clause = self.is_clause(p.content) || p.quote.is_some();
            // نفى ذلك: no content of its own
            let empty = words == 1
                && content.iter().all(|(a, b)| {
                    (*a..*b).all(|i| {
                        self.doc.class(i).is(Class::DEM.or(Class::PREPPRON).or(Class::PRON))
                            || self.doc.kind(i) != TokenKind::Word
                    })
                });
            if empty || words == 0 || (words == 1 && clause && p.quote.is_none()) {
                continue;
            }
            let id = drafts.len();
            drafts.push(Draft {
                cue: (p.token, p.cue_end),
                content,
                position: if p.subject.is_none() && subject.is_some() { Position::Antecedent } else { p.position },
                subject,
                form: Some(p.form),
                act: p.act,
                addressee: p.addressee,
                carriers: p.carriers.clone(),
                why: p.why,
                confidence: p.confidence,
                within,
                lemma: self.verb(&p.form).lemma.clone(),
                participle: p.form.mood == Mood::Participle,
                ended,
            });
            open.push(id);
        }
        drafts
    }

    /// Whether a verb within another content, whose subject does not stand at it, tells what somebody said (الوزراء، الذين قالوا إن);
    /// أنه قال: the speaker's own earlier words.
    fn is_told_within(&self, p: &Proposal) -> bool {
        let own = p.token > 0 && self.doc.class(p.token - 1).is(Class::CLAUSE);
        let cue = self.cues.at(p.cue_end - 1);
        p.form.mood == Mood::Perfect
            && !self.verb(&p.form).weak
            && !own
            && cue.is_some_and(|c| !c.object && self.is_likely_cue(c))
    }

    /// Where a content ends in which a cue stands by which its own speaker goes on: a participle behind a comma or
    /// with its tanwin (، مشيراً إلى أن), a verb of going on (وأضاف أن).
    fn goes_on_outside(&self, p: &Proposal, outer: &Draft) -> Option<usize> {
        let behind_comma = p.token > 0 && self.doc.kind(p.token - 1) == TokenKind::Comma;
        // without a comma its tanwin tells it (مشيراً), where it has a clause
        let hal = self.doc.key(p.token).last() == rawi_text::words::ALIF && self.is_clause(p.content);
        let participle = p.form.mood == Mood::Participle && (behind_comma || hal);
        let adds = self.verb(&p.form).goes_on && p.form.mood == Mood::Perfect;
        let from = p.token - usize::from(behind_comma);
        ((participle || adds) && from > outer.start() + 1).then_some(from)
    }

    /// Who speaks in the statement within `outer` that ends before a joined cue, where the cue may be his too.
    fn goes_on_within(&self, p: &Proposal, outer: usize, drafts: &[Draft]) -> Option<NounPhrase> {
        let conj = self.cues.at(p.token).is_some_and(|c| c.conj.is_some());
        let last = drafts.iter().rev().find(|d| d.within == Some(outer)).filter(|_| conj && p.confidence >= 0.6)?;
        let agrees = last.form.is_some_and(|f| f.mood == p.form.mood && f.gender == p.form.gender);
        let same =
            self.sentence_number(last.cue.0) == self.sentence_number(p.token) && self.quote(last.cue.0) == self.quote(p.token);
        let ended = last.content.last().is_some_and(|c| c.1 <= p.token);
        last.subject.clone().filter(|np| agrees && same && ended && np.can_speak())
    }

    fn resolve(&self, mut drafts: Vec<Draft>) -> Reading {
        self.uncross(&mut drafts);
        for i in 0..drafts.len() {
            let cue = drafts[i].cue.0;
            if drafts[i].within.is_some_and(|outer| !drafts[outer].covers(cue)) {
                drafts[i].within = None;
            }
        }
        // in the order of their cues
        let mut order: Vec<usize> = (0..drafts.len()).collect();
        order.sort_by_key(|i| (drafts[*i].cue.0, drafts[*i].start()));
        let place: Vec<usize> = {
            let mut p = vec![0; drafts.len()];
            for (n, i) in order.iter().enumerate() {
                p[*i] = n;
            }
            p
        };
        let mut registry = Registry::new(self.doc).on(self.published);
        let mut speakers: Vec<Option<usize>> = vec![None; drafts.len()];
        let mut vias: Vec<Via> = vec![Via::Elided; drafts.len()];
        let mut history: Vec<(usize, usize)> = Vec::new();
        let mut chains: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
        let mut chosen = vec![false; drafts.len()];
        let introductions = if drafts.is_empty() { Vec::new() } else { self.introductions() };
        let mut introduced = 0;
        for &i in &order {
            while introduced < introductions.len() && introductions[introduced].end <= drafts[i].cue.0 {
                registry.introduce(&introductions[introduced]);
                introduced += 1;
            }
            let carriers = std::mem::take(&mut drafts[i].carriers);
            for np in &carriers {
                let id = registry.resolve(np);
                if !chains[i].contains(&id) {
                    chains[i].push(id);
                }
            }
            drafts[i].carriers = carriers;
            let d = &drafts[i];
            let who = match &d.subject {
                Some(np) => {
                    if let Some(outlet) = self.outlet_before(np).filter(|_| registry.seen(np).is_none()) {
                        registry.introduce(&outlet);
                    }
                    let id = match self.issuer(np) {
                        Some(issuer) => {
                            let id = registry.resolve(&issuer);
                            registry.issued(np, id);
                            id
                        }
                        None => registry.resolve(np),
                    };
                    if let Some(f) = d.form
                        && d.position == Position::After
                        && d.why != "carrier"
                        && np.number() == Number::S
                    {
                        registry.agree(id, gender_of(f.gender));
                    }
                    vias[i] = self.via(np, d);
                    Some(id)
                }
                None => {
                    vias[i] = if self.pronoun_before(d.cue.0) { Via::Pronoun } else { Via::Elided };
                    let before = Before { history: &history, drafts: &drafts, speakers: &speakers };
                    let (who, by_model) = self.antecedent_speaker(d, &mut registry, &before);
                    chosen[i] = by_model;
                    who
                }
            };
            // الجعفري: … / قال رئيس الوفد: who the headline quotes, and the first office of the article
            if d.cue.0 >= self.title_end {
                registry.begun();
            } else if let (Some(id), "headline") = (who, d.why) {
                registry.quoted_in_headline(id);
            }
            if let Some(id) = who {
                speakers[i] = Some(id);
                // who is quoted in a headline, or in passing by a noun (إثر إعلان X أن), does not go on speaking
                let label = d.subject.as_ref().is_some_and(|np| np.role.is_some_and(|r| r.role == rawi_actors::Role::Document));
                let passing = d.why == "headline" && label || d.why == "masdar" && d.position == Position::After;
                // قال تعالى: a verse in somebody's speech
                let verse = d.subject.as_ref().is_some_and(|np| VERSE.contains(&self.doc.key(np.start)));
                if d.within.is_none() && d.position != Position::Antecedent && !passing && !verse {
                    history.push((id, d.cue.0));
                }
            }
        }
        introductions[introduced..].iter().for_each(|np| registry.introduce(np));
        let addressees: Vec<Option<Addressed>> = drafts
            .iter()
            .enumerate()
            .map(|(i, d)| {
                let range = d.addressee.or_else(|| self.addressee(d))?;
                let mut range = self.trim(range.0, range.1);
                // طلب من فرنسا: without the verb's preposition
                if [word::MIN, word::ILA, word::ALA, word::MAA].contains(&self.doc.key(range.0)) && range.1 > range.0 + 1 {
                    range.0 += 1;
                }
                // إلى, الصيف الماضي, الذي تأثر: nobody
                let nobody = Class::PREP.or(Class::REL).or(Class::TIME).or(Class::DAY).or(Class::CLAUSE).or(Class::PRON);
                if self.doc.kind(range.0) == TokenKind::Word && self.doc.class(range.0).is(nobody) {
                    return None;
                }
                Some((range, self.who_is_addressed(range, speakers[i], &mut registry)))
            })
            .collect();
        self.named_in_contents(&drafts, &mut registry);
        let mut statements = Vec::with_capacity(drafts.len());
        let mut before: Option<Option<usize>> = None;
        for &i in &order {
            let d = &drafts[i];
            let who = speakers[i];
            let all = registry.all();
            let content: Vec<Span> = d.content.iter().flat_map(|c| self.within_parts(self.content_span(*c))).collect();
            let (time, occasion) = self.when_and_where(d);
            let addressee = addressees[i].map(|(range, entity)| {
                let span = self.span(range);
                let name = entity.map_or_else(|| span.of(self.doc.text).to_owned(), |e| all[e].name.clone());
                Party { entity, name, mention: span }
            });
            let name = who.map_or_else(String::new, |w| all[w].name.clone());
            let mention = d.subject.as_ref().map(|np| registry.span(np));
            let chain = chains[i]
                .iter()
                .zip(&d.carriers)
                .map(|(id, np)| Party { entity: Some(*id), name: all[*id].name.clone(), mention: registry.span(np) })
                .collect();
            let by_rule = if who.is_none() {
                d.confidence * 0.6
            } else if d.position == Position::Elided {
                d.confidence * 0.95
            } else {
                d.confidence
            };
            let features = self.sure(d, vias[i], who.and_then(|w| all.get(w)), before.is_some_and(|b| b == who), chosen[i]);
            let features = if statements.is_empty() { features | crate::model::sure::FIRST } else { features };
            if let Some(trace) = self.trace {
                trace.borrow_mut().sure.push(features);
            }
            before = Some(who);
            let confidence = self.model.sure(features).unwrap_or(by_rule);
            statements.push(Statement {
                kind: self.kind(&d.content),
                act: d.act,
                content,
                cue: Cue { span: self.span(d.cue), lemma: d.lemma.clone() },
                speaker: Speaker { entity: who, name, mention, via: vias[i] },
                chain,
                addressee,
                time,
                occasion,
                about: Vec::new(),
                stance: Stance::default(),
                demand: None,
                denies: None,
                within: d.within.map(|w| place[w]),
                confidence,
                why: told(d.why, chosen[i], d.ended),
            });
        }
        for s in &mut statements {
            self.clip_all(s);
        }
        let mut reading = Reading { statements, ..Reading::default() };
        self.spot_known(&mut registry);
        reading.entities = registry.finish();
        for e in &mut reading.entities {
            e.mentions.iter_mut().for_each(|m| *m = self.clip(*m));
        }
        self.fill_about(&mut reading);
        reading
    }

    /// Names of the knowledge base anywhere in the text are mentions too, but for those inside a speaker's mention.
    fn spot_known(&self, registry: &mut Registry<'_>) {
        let mut taken: Vec<Span> = registry.all().iter().flat_map(|w| w.mentions.iter().copied()).collect();
        taken.sort_unstable();
        let (mut next, mut end) = (0, 0);
        for (i, hit) in self.doc.words.kb_names() {
            if i < end || self.doc.kind(i) != TokenKind::Word || self.doc.class(i).any() {
                continue;
            }
            end = i + hit.words as usize;
            let span = self.kb_span(i, hit.row, self.span((i, end)));
            while next < taken.len() && taken[next].end <= span.start {
                next += 1;
            }
            if taken.get(next).is_none_or(|t| !t.overlaps(span)) {
                registry.mention_known(hit, span);
            }
        }
    }

    /// The span of a name of the knowledge base less the conjunction glued before it (وتركيا).
    fn kb_span(&self, i: usize, row: u32, span: Span) -> Span {
        let key = self.doc.key(i);
        let own = self.doc.tables.kb_hit(key, |n| self.doc.token(i + n).map(|t| t.key)).is_some_and(|h| h.row == row);
        let glued = matches!(key.first(), WAW | FA) && !own;
        let first = span.of(self.doc.text).chars().next().filter(|_| glued).map_or(0, char::len_utf8);
        Span::new(span.start + first as u32, span.end)
    }

    fn fill_about(&self, reading: &mut Reading) {
        let mut mentions: Vec<(Span, usize)> = Vec::new();
        for (n, e) in reading.entities.iter().enumerate() {
            mentions.extend(e.mentions.iter().map(|m| (*m, n)));
        }
        mentions.sort_unstable();
        for s in &mut reading.statements {
            for c in &s.content {
                let from = mentions.partition_point(|(m, _)| m.start < c.start);
                for (m, n) in mentions[from..].iter().take_while(|(m, _)| m.start < c.end) {
                    if m.end <= c.end && !s.about.contains(n) {
                        s.about.push(*n);
                    }
                }
            }
        }
    }

    fn content_span(&self, range: (usize, usize)) -> Span {
        let mut span = self.span(range);
        // وأن, فإن at the head of a content: the conjunction is the reporter's
        if let Some(t) = self.doc.token(range.0)
            && self.doc.class(range.0).is(Class::CLAUSE)
            && self.doc.class(range.0).is(Class::WITH_CONJ)
            && t.key.first() == rawi_text::words::FA
        {
            span.start += 2;
        }
        span
    }

    /// A span as far as it stands in one part of the article.
    pub(crate) fn clip(&self, span: Span) -> Span {
        let part = self.parts.iter().find(|p| p.start <= span.start && span.start < p.end);
        match part {
            Some(p) if p.end < span.end => {
                let kept = Span::new(span.start, p.end);
                let trimmed = kept.of(self.doc.text).trim_end().len() as u32;
                Span::new(span.start, span.start + trimmed)
            }
            _ => span,
        }
    }

    fn clip_all(&self, s: &mut Statement) {
        s.cue.span = self.clip(s.cue.span);
        s.speaker.mention = s.speaker.mention.map(|m| self.clip(m));
        s.time = s.time.map(|t| self.clip(t));
        s.occasion = s.occasion.map(|o| self.clip(o));
        for party in s.chain.iter_mut().chain(&mut s.addressee) {
            party.mention = self.clip(party.mention);
        }
    }

    /// A span cut where page furniture stands inside it.
    fn within_parts(&self, span: Span) -> Vec<Span> {
        let parts = self.parts.iter().map(|p| Span::new(p.start.max(span.start), p.end.min(span.end)));
        parts.filter(|p| !p.is_empty() && !p.of(self.doc.text).trim().is_empty()).collect()
    }

    /// Contents of different cues nest or stand apart: one that runs out of another ends with it.
    fn uncross(&self, drafts: &mut [Draft]) {
        let mut order: Vec<(usize, usize)> =
            drafts.iter().enumerate().flat_map(|(d, draft)| (0..draft.content.len()).map(move |c| (d, c))).collect();
        order.sort_by_key(|(d, c)| (drafts[*d].content[*c].0, std::cmp::Reverse(drafts[*d].content[*c].1)));
        let mut open: Vec<usize> = Vec::new();
        for (d, c) in order {
            let (start, mut end) = drafts[d].content[c];
            while open.last().is_some_and(|e| *e <= start) {
                open.pop();
            }
            if let Some(outer) = open.last().filter(|e| **e < end) {
                drafts[d].content[c] = self.trim(start, *outer);
                end = drafts[d].content[c].1;
            }
            open.push(end);
        }
    }

    fn kind(&self, content: &[(usize, usize)]) -> Kind {
        let quotes = &self.doc.scaffold.quotes.all;
        if !content.iter().any(|(a, b)| quotes.iter().any(|q| q.closed && (q.open as usize) < *b && q.close as usize > *a)) {
            return Kind::Indirect;
        }
        let (mut all, mut quoted) = (0u32, 0u32);
        for (a, b) in content {
            for i in *a..*b {
                let Some(t) = self.doc.token(i).filter(|t| t.is_content()) else { continue };
                let n = t.key.len().max(1);
                all += n;
                if self.quote(i).is_some_and(|q| self.doc.scaffold.quotes.all[q].closed) {
                    quoted += n;
                }
            }
        }
        if quoted == 0 {
            Kind::Indirect
        } else if f64::from(quoted) >= 0.95 * f64::from(all) {
            Kind::Direct
        } else {
            Kind::Mixed
        }
    }
}

fn gender_of(g: FormGender) -> Gender {
    match g {
        FormGender::M => Gender::M,
        FormGender::F => Gender::F,
        FormGender::Any => Gender::Unknown,
    }
}

macro_rules! told {
    ($why:expr, $speaker:expr, $end:expr; $($name:literal)*) => {
        match ($why, $speaker, $end) {
            $(
                ($name, true, false) => concat!($name, ", speaker by model"),
                ($name, false, true) => concat!($name, ", end by model"),
                ($name, true, true) => concat!($name, ", speaker and end by model"),
            )*
            (other, _, _) => other,
        }
    };
}

/// The rule's name, with what the model decided otherwise than the rules.
fn told(why: &'static str, speaker: bool, end: bool) -> &'static str {
    if !(speaker || end) {
        return why;
    }
    told!(why, speaker, end; "verb+quotation" "verb+clause" "verb+colon" "verb+noun" "verb+preposition" "participle" "masdar"
        "carrier" "after-words" "phrase" "document" "headline" "bullet" "bare-quotation")
}
