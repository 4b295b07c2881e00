//! From proposals to statements: which stand inside which, who speaks, who passes the words on.

use crate::around::Around;
use crate::cues::{PhraseAt, phrases};
use crate::extent::Extent;
use crate::lexicon::{Form, Gender as FormGender, Mood, Number as FormNumber};
use crate::propose::{Position, Proposal};
use crate::reader::{Reader, agree, word};
use crate::reading::{Act, Cue, Kind, Party, Reading, Speaker, Statement, Via};
use rawi_actors::{EntityKind, Gender, Likely, NounPhrase, Number, Registry, Role};
use rawi_text::words::article_off;
use rawi_text::{Class, Key, Span, TokenKind, key, sets};

/// A statement before its speaker is resolved.
struct Draft {
    cue: (usize, usize),
    content: Extent,
    subject: Option<NounPhrase>,
    position: Position,
    form: Option<Form>,
    act: Act,
    addressee: Option<(usize, usize)>,
    carriers: Vec<NounPhrase>,
    why: &'static str,
    confidence: f32,
    within: Option<usize>,
    lemma: String,
    participle: bool,
}

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
            carriers: Vec::new(),
            why: a.why,
            confidence: a.confidence,
            within: None,
            lemma,
            participle: false,
        }
    }

    fn start(&self) -> usize {
        self.content.first().map_or(0, |c| c.0)
    }

    fn covers(&self, token: usize) -> bool {
        self.content.iter().any(|(a, b)| *a <= token && token < *b)
    }
}

impl<'a> Reader<'a> {
    /// Reads the whole article.
    pub fn read(&self) -> Reading {
        let phrases = phrases(self.doc.scaffold, self.lexicon);
        let proposals = self.propose(&phrases);
        let mut drafts = self.nest(&proposals, &phrases);
        let taken: Vec<(usize, (usize, usize))> =
            drafts.iter().map(|d| (d.cue.0, (d.start(), d.content.last().map_or(0, |c| c.1)))).collect();
        let (around, carriers) = self.phrase_statements(&phrases, &taken);
        for (n, np) in carriers {
            if let Some(d) = drafts.get_mut(n) {
                d.carriers.push(np);
            }
        }
        let used: Vec<usize> = drafts.iter().flat_map(|d| [d.cue.0, d.cue.1 - 1]).collect();
        let mut all_taken = taken.clone();
        all_taken.extend(around.iter().map(|a| (a.cue.0, (a.content[0].0, a.content[a.content.len() - 1].1))));
        let after = self.after_words(&all_taken, &used);
        let colons = self.colon_statements();
        for a in around.into_iter().chain(after).chain(colons) {
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

    /// Fixes the extents from left to right: a cue inside a content is an inner statement or none.
    fn nest(&self, proposals: &[Proposal], phrases: &[PhraseAt<'_>]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (k, p) in proposals.iter().enumerate() {
            open.retain(|d| drafts[*d].content.last().is_some_and(|c| c.1 > p.token));
            let parent = open.iter().rev().copied().find(|d| drafts[*d].covers(p.token));
            let mut bound = usize::MAX;
            if let Some(d) = parent {
                let named =
                    matches!(p.position, Position::After | Position::Before | Position::Antecedent) || !p.carriers.is_empty();
                let strong = named && p.subject.as_ref().is_some_and(NounPhrase::can_speak) || !p.carriers.is_empty();
                let first_person = drafts[d].why == "verb+quotation" && self.quote(p.token).is_some() && !strong;
                let noun = !(self.is_clause(p.content) || p.quote.is_some() || p.mark == crate::lexicon::Mark::Direct);
                if !named || first_person || (noun && !strong) || p.confidence < 0.7 {
                    continue;
                }
                // the content of the outer one is the inner cue's own object: أعلن رفضه
                if drafts[d].start() == p.token {
                    continue;
                }
                bound = drafts[d].content.iter().find(|(a, b)| *a <= p.token && p.token < *b).map_or(usize::MAX, |c| c.1);
            } else if self.quote(p.token).is_some_and(|q| self.doc.scaffold.quotes.all[q].closed) {
                // a cue in a quotation that nobody is known to speak
                let strong =
                    p.subject.as_ref().is_some_and(NounPhrase::can_speak) && (self.is_clause(p.content) || p.quote.is_some());
                if !strong {
                    continue;
                }
            }
            let content = self.extent(proposals, k, phrases, bound);
            // وتابع قائلاً إن, ونقل عنه قوله: two cue words lead to one content
            if drafts.iter().rev().take(4).any(|d| d.content.first().map(|c| c.0) == content.first().map(|c| c.0)) {
                continue;
            }
            let words: usize = content
                .iter()
                .map(|(a, b)| (*a..*b).filter(|i| self.doc.token(*i).is_some_and(|t| t.is_content())).count())
                .sum();
            let clause = self.is_clause(p.content) || p.quote.is_some();
            if words == 0 || (words == 1 && clause && p.quote.is_none()) {
                continue;
            }
            let id = drafts.len();
            drafts.push(Draft {
                cue: (p.token, p.cue_end),
                content,
                subject: p.subject.clone(),
                position: p.position,
                form: Some(p.form),
                act: p.act,
                addressee: p.addressee,
                carriers: p.carriers.clone(),
                why: p.why,
                confidence: p.confidence,
                within: parent,
                lemma: self.verb(&p.form).lemma.clone(),
                participle: p.form.mood == Mood::Participle,
            });
            open.push(id);
        }
        drafts
    }

    fn resolve(&self, mut drafts: Vec<Draft>) -> Reading {
        self.uncross(&mut drafts);
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
        let mut registry = Registry::new(self.doc);
        let mut speakers: Vec<Option<usize>> = vec![None; drafts.len()];
        let mut vias: Vec<Via> = vec![Via::Elided; drafts.len()];
        let mut history: Vec<(usize, usize)> = Vec::new();
        let mut chains: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
        let mut names: Vec<Option<String>> = vec![None; drafts.len()];
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
                    let id = match self.issuer(np) {
                        Some(issuer) => registry.resolve(&issuer),
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
                    self.antecedent_speaker(d, &mut registry, &history, &drafts, &speakers)
                }
            };
            if let Some(id) = who {
                speakers[i] = Some(id);
                if d.within.is_none() && d.position != Position::Antecedent {
                    history.push((id, d.cue.0));
                }
            } else {
                names[i] = None;
            }
        }
        let mut statements = Vec::with_capacity(drafts.len());
        for &i in &order {
            let d = &drafts[i];
            let who = speakers[i];
            let all = registry.all();
            let content: Vec<Span> = d.content.iter().flat_map(|c| self.within_parts(self.content_span(*c))).collect();
            let (time, occasion) = self.when_and_where(d);
            let addressee = d.addressee.or_else(|| self.addressee(d)).map(|r| {
                let span = self.span(self.trim(r.0, r.1));
                Party { entity: None, name: span.of(self.doc.text).to_owned(), mention: span }
            });
            let name = who.map_or_else(String::new, |w| all[w].name.clone());
            let mention = d.subject.as_ref().map(|np| registry.span(np));
            let chain = chains[i]
                .iter()
                .zip(&d.carriers)
                .map(|(id, np)| Party { entity: Some(*id), name: all[*id].name.clone(), mention: registry.span(np) })
                .collect();
            let confidence = if who.is_none() {
                d.confidence * 0.6
            } else if d.position == Position::Elided {
                d.confidence * 0.95
            } else {
                d.confidence
            };
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
                within: d.within.map(|w| place[w]),
                confidence,
                why: d.why,
            });
        }
        let mut reading = Reading { statements, entities: Vec::new() };
        self.spot_known(&mut registry);
        reading.entities = registry.finish();
        self.fill_about(&mut reading);
        reading
    }

    /// Names of the knowledge base anywhere in the text are mentions too, but for those inside a speaker's mention.
    fn spot_known(&self, registry: &mut Registry<'_>) {
        let mut taken: Vec<Span> = registry.all().iter().flat_map(|w| w.mentions.iter().copied()).collect();
        taken.sort_unstable();
        let mut next = 0;
        let n = self.doc.scaffold.tokens.len();
        let mut i = 0;
        while i < n {
            if self.doc.kind(i) == TokenKind::Word
                && !self.doc.class(i).any()
                && let Some(hit) = self.doc.kb_at(i)
            {
                let words = hit.words as usize;
                let span = self.span((i, i + words));
                while next < taken.len() && taken[next].end <= span.start {
                    next += 1;
                }
                if taken.get(next).is_none_or(|t| !t.overlaps(span)) {
                    registry.mention_known(hit, span);
                }
                i += words;
                continue;
            }
            i += 1;
        }
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

    /// People who are named with their office anywhere in the text: later mentions by the office or the surname go back
    /// to them.
    fn introductions(&self) -> Vec<NounPhrase> {
        let mut out: Vec<NounPhrase> = Vec::new();
        let n = self.doc.scaffold.tokens.len();
        let mut i = 0;
        while i < n {
            let titled = self.doc.kind(i) == TokenKind::Word
                && !self.doc.class(i).any()
                && self.doc.tables.role_bare(self.doc.key(i)).is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes) && r.number == Number::S);
            if titled
                && self.doc.name_follows(i + 1, i + 12)
                && let Some(np) = self.noun_phrase(i, self.limit(i), false, &[])
                && np.name.is_some()
                && !np.coordinated
            {
                i = np.end.max(i + 1);
                out.push(np);
                continue;
            }
            i += 1;
        }
        out
    }

    /// Who issued a document that is said to say something: بيان للمدعي العام، تقرير صادر عن الوزارة، بلاغ المكتب.
    fn issuer(&self, np: &NounPhrase) -> Option<NounPhrase> {
        if np.role.is_none_or(|r| r.role != Role::Document) || np.coordinated || np.partitive {
            return None;
        }
        let limit = self.limit(np.start);
        for i in np.start + 1..(np.start + 6).min(limit) {
            let key = self.doc.key(i);
            if self.glued_prep(i) == Some(crate::lexicon::Prep::Li) {
                return self.noun_phrase_after_clitic(i, limit).filter(NounPhrase::can_speak);
            }
            if key == word::AN && i > np.start + 1 && self.prep_at(i).is_some() {
                return self.noun_phrase(i + 1, limit, false, &[]).filter(NounPhrase::can_speak);
            }
            let genitive = i == np.start + 1 && i < np.end && !article_off(self.doc.key(np.start)).1;
            if genitive && self.doc.tables.role_bare(key).is_some_and(|r| matches!(r.role, Role::Body | Role::Group | Role::Outlet | Role::Office)) {
                return self.noun_phrase(i, np.end, false, &[]).filter(NounPhrase::can_speak);
            }
            if self.doc.kind(i) != TokenKind::Word || self.doc.class(i).any() && !self.doc.class(i).is(Class::PREP) {
                return None;
            }
        }
        None
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

    fn pronoun_before(&self, token: usize) -> bool {
        token > 0 && {
            let c = self.doc.class(token - 1);
            c.is(Class::PRON)
                || c.is(Class::CLAUSE)
                || (c.is(Class::LINK) && self.doc.key(token - 1).last() == key!("ه").first())
        }
    }

    fn via(&self, np: &NounPhrase, d: &Draft) -> Via {
        if d.why == "headline" {
            return Via::Headline;
        }
        if np.kb.is_some_and(|h| h.metonym) && np.role.is_none() {
            return Via::Metonym;
        }
        if np.name.is_some() {
            return Via::Name;
        }
        match np.role {
            Some(r) if r.role.is_human() => Via::Role,
            _ => Via::Name,
        }
    }

    /// The speaker of a cue that has no subject of its own.
    fn antecedent_speaker(
        &self,
        d: &Draft,
        registry: &mut Registry<'_>,
        history: &[(usize, usize)],
        drafts: &[Draft],
        speakers: &[Option<usize>],
    ) -> Option<usize> {
        let fits = |who: usize, registry: &Registry<'_>| {
            let w = &registry.all()[who];
            d.form.is_none_or(|f| loose_agree(&f, w.gender, w.number))
        };
        if let Some(parent) = d.within {
            return speakers[parent];
        }
        let sentence = self.sentence(d.cue.0);
        let s_start = sentence.start as usize;
        let in_sentence = history.iter().rev().find(|(_, at)| *at >= s_start && *at < d.cue.0).map(|(w, _)| *w);
        if d.participle || d.form.is_some_and(|f| f.mood == Mood::Masdar) || d.why == "after-words" {
            if let Some(w) = in_sentence.filter(|w| fits(*w, registry)) {
                return Some(w);
            }
            // the subject of the verb before it (ردّ الزعري بالقول, وأوضح النائب دوافعه، قائلاً)
            let verbs = self.cues.all.iter().rev().filter(|c| c.token < d.cue.0 && c.token >= s_start && c.is_finite()).take(3);
            for v in verbs {
                if let Some(np) = self.subject_after(v.token + 1, d.cue.0, true, &[])
                    && np.start <= v.token + 2
                    && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
                {
                    return Some(registry.resolve(&np));
                }
            }
            // the subject of the sentence's own verb
            if let Some(np) = self.sentence_subject(s_start, d.cue.0, d.form.as_ref()) {
                return Some(registry.resolve(&np));
            }
        } else if let Some(w) = in_sentence.filter(|w| fits(*w, registry)) {
            return Some(w);
        }
        let _ = drafts;
        if let Some((w, _)) = history.iter().rev().find(|(w, _)| fits(*w, registry)) {
            return Some(*w);
        }
        // nobody has spoken yet: the first actor of this sentence or the one before
        let n = self.sentence_number(d.cue.0);
        for back in 0..3usize {
            let Some(m) = n.checked_sub(back) else { break };
            let s = self.doc.scaffold.sentences[m];
            let to = if back == 0 { d.cue.0 } else { s.end as usize };
            if let Some(np) = self.sentence_subject(s.start as usize, to, d.form.as_ref()) {
                return Some(registry.resolve(&np));
            }
        }
        history.last().map(|(w, _)| *w)
    }

    /// The first phrase of a stretch that can be the speaker and agrees with the cue.
    fn sentence_subject(&self, from: usize, to: usize, form: Option<&Form>) -> Option<NounPhrase> {
        let mut i = from;
        let mut fallback = None;
        while i < to {
            let key = self.doc.key(i);
            let t = self.doc.tables;
            let heads = article_off(key).1
                || t.role(key).is_some_and(|r| r.role != Role::Modifier)
                || self.doc.kb_at(i).is_some()
                || t.likely_name(key) == Likely::Known;
            if self.doc.kind(i) != TokenKind::Word
                || !heads
                || self.doc.class(i).any()
                || self.glued_prep(i).is_some()
                || (i > from && self.prep_at(i - 1).is_some())
            {
                i += 1;
                continue;
            }
            if let Some(np) = self.noun_phrase(i, to, true, &[])
                && np.can_speak()
            {
                let human =
                    np.role.is_none_or(|r| r.role.is_human() || matches!(r.role, Role::Body | Role::Group | Role::Outlet));
                let agrees = form.is_none_or(|f| loose_agree(f, np.gender(), np.number()));
                let end = np.end;
                if human && agrees {
                    let strong =
                        np.name.is_some() || np.kb.is_some() || np.role.is_some_and(|r| r.role.is_human() || r.role.is_body());
                    if strong {
                        return Some(np);
                    }
                    fallback = fallback.or(Some(np));
                }
                i = end.max(i + 1);
                continue;
            }
            i += 1;
        }
        fallback
    }

    fn kind(&self, content: &[(usize, usize)]) -> Kind {
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

    /// `للصحافيين`, `لنظيره`, `لـ«الشرق الأوسط»` between cue and content.
    fn addressee(&self, d: &Draft) -> Option<(usize, usize)> {
        let (from, to) = (d.cue.1, d.start());
        if from >= to || to - from > 40 {
            return None;
        }
        (from..to).find_map(|i| {
            if self.doc.kind(i) != TokenKind::Word || self.glued_prep(i) != Some(crate::lexicon::Prep::Li) {
                return None;
            }
            let before_ok = i == from || d.subject.as_ref().is_some_and(|s| i >= s.end || i < s.start) || d.subject.is_none();
            let key = self.doc.key(i);
            let t = self.doc.tables;
            let someone = self.doc.is_medium(i)
                || t.role(key).is_some_and(|r| r.role.is_human() || r.role.is_body())
                || self.doc.kb_at(i).is_some()
                || (key.len() == 1 && self.doc.kind(i + 1) == TokenKind::Quote)
                || (key.len() > 3 && t.names_exact(key.skip(1)).is_some_and(|n| !n.common));
            if !(before_ok && someone) {
                return None;
            }
            let end = if key.len() == 1
                && let Some(q) = self.opens(i + 1)
            {
                self.doc.scaffold.quotes.all[q].close as usize + 1
            } else {
                self.circumstance(i, to)?
            };
            Some((i, end.min(to)))
        })
    }

    /// Time and occasion of the speaking: between cue and content, or at the head of the sentence.
    fn when_and_where(&self, d: &Draft) -> (Option<Span>, Option<Span>) {
        let s = self.sentence(d.cue.0).start as usize;
        let mut regions = vec![];
        if d.cue.1 < d.start() {
            regions.push((d.cue.1, d.start()));
        }
        if d.cue.0 > s && d.cue.0 - s < 16 && (s..d.cue.0).all(|i| self.cues.at(i).is_none()) {
            regions.push((s, d.cue.0));
        }
        let (mut time, mut occasion) = (None, None);
        for (a, b) in regions {
            if b.saturating_sub(a) > 45 {
                continue;
            }
            let mut i = a;
            while i < b {
                let c = self.doc.class(i);
                if time.is_none() && c.is(Class::TIME.or(Class::DAY)) && !c.is(Class::PREP) && !is_also(self.doc.key(i)) {
                    let mut e = i + 1;
                    while e < b
                        && (self.doc.class(e).is(Class::TIME.or(Class::DAY))
                            || self.doc.kind(e) == TokenKind::Number
                            || is_time_tail(self.doc.key(e))
                            || (self.doc.key(e) == word::MIN && self.doc.class(e + 1).is(Class::TIME)))
                    {
                        e += 1;
                    }
                    time = Some(self.span((i, e)));
                    i = e;
                    continue;
                }
                let leads = self.prep_at(i).is_some() && (self.doc.is_occasion(i + 1) || self.doc.key(i + 1) == key!("هامش"));
                let inside = d.subject.as_ref().is_some_and(|np| i >= np.start && i < np.end);
                if occasion.is_none() && leads && !inside {
                    let mut e = self.circumstance(i, b).unwrap_or(i + 1);
                    // مع نظيره … belongs to the occasion
                    while e < b && self.prep_at(e).is_some() {
                        let next = self.circumstance(e, b).unwrap_or(e + 1);
                        if next <= e {
                            break;
                        }
                        e = next;
                    }
                    let range = self.trim(i, e);
                    occasion = Some(self.span(range));
                    i = e;
                    continue;
                }
                i += 1;
            }
        }
        (time, occasion)
    }
}

fn is_also(key: Key) -> bool {
    sets().no_time.contains(&key)
}

fn is_time_tail(key: Key) -> bool {
    sets().time_tail.contains(&key)
}

fn gender_of(g: FormGender) -> Gender {
    match g {
        FormGender::M => Gender::M,
        FormGender::F => Gender::F,
        FormGender::Any => Gender::Unknown,
    }
}

/// Agreement with a speaker named elsewhere: the gender, where both are known, and not a singular verb with several men.
fn loose_agree(form: &Form, gender: Gender, number: Number) -> bool {
    if form.number == FormNumber::P && number == Number::S && gender != Gender::Unknown && form.mood != Mood::Participle {
        return false;
    }
    agree(form, gender, number, true) || (form.number == FormNumber::P && gender == Gender::Unknown)
}

/// Kinds that stand for people.
pub fn is_human(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Role)
}
