//! Who stands before a colon, in a headline or a line of its own, has said what stands behind it.

use crate::around::Around;
use crate::demonyms::state_of;
use crate::lexicon::Mood;
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::NounPhrase;
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key, sets};

impl Reader<'_> {
    /// Statements of headlines and bullets: `لافروف: …`.
    pub fn colon_statements(&self) -> Vec<Around> {
        let doc = &self.doc;
        let mut out = Vec::new();
        for (start, end) in self.colon_parts() {
            let title = start < self.title_end;
            let opens_line = start == 0
                || title
                    && matches!(doc.kind(start - 1), TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Bar)
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
            let first_colon = |from: usize| {
                (from..end.min(from + 14))
                    .take_while(|j| doc.kind(*j) != TokenKind::Comma || title)
                    .find(|j| doc.kind(*j) == TokenKind::Colon)
            };
            let Some(mut colon) = first_colon(from) else { continue };
            // عاجل: الدبيبة: …
            if title && colon == from + 1 && doc.sets(from).has(sets().label) && doc.kb_at(from).is_none() {
                from = colon + 1;
                let Some(next) = first_colon(from) else { continue };
                colon = next;
            }
            let told = |j: usize| {
                self.cues.at(j).is_some_and(|c| c.is_finite() && self.stops(j) && !c.verb(self.lexicon).frames.is_empty())
            };
            if colon == from || colon + 1 >= end || self.is_byline(from) || (from..colon).any(told) {
                continue;
            }
            // after a bar or a dash the speaker is what stands last
            let from =
                (from..colon).rev().find(|j| matches!(doc.kind(*j), TokenKind::Bar | TokenKind::Dash)).map_or(from, |j| j + 1);
            let Some(np) = self.noun_phrase(from, colon, false, &[]) else { continue };
            let (np, cut) = match self.before_topic(np) {
                Ok(np) => (np, true),
                Err(np) => (self.with_another(np, colon, title), false),
            };
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
            let seat = np.end == np.start + 1 && doc.sets(np.start).has(sets().label);
            let told = led || seat || first_person || np.coordinated;
            let place_label = of_place && !told && self.opens(colon + 1).is_none();
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
            // البدوي يوجه رسالة إلى الشعب: لن نتراجع
            let cut = cut || title && (first_person || self.opens(colon + 1).is_some()) && self.does(np.end);
            let rest_ok = (np.end..colon).all(|j| !doc.class(j).is(Class::CLAUSE.or(Class::REL)));
            if !rest_ok
                || (np.end < colon
                    && !cut
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
                carrier: None,
                form: None,
                act: Act::Inform,
                why: if title { "headline" } else { "bullet" },
                confidence: if title { 0.9 } else { 0.75 },
            });
        }
        out
    }

    /// Where a colon may stand behind a speaker: sentences, and in a headline with several speakers the parts of one («موسكو: لن
    /// نفاوض، وكييف: لا سلام»).
    fn colon_parts(&self) -> Vec<(usize, usize)> {
        let doc = &self.doc;
        let mut out = Vec::with_capacity(doc.scaffold.sentences.len());
        for s in &doc.scaffold.sentences {
            let (start, end) = (s.start as usize, s.end as usize);
            out.push((start, end));
            if start >= self.title_end {
                continue;
            }
            let mut told = false;
            for j in start..end {
                told |= doc.kind(j) == TokenKind::Colon;
                let parts = matches!(doc.kind(j), TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Bar);
                let colon = || (j + 2..end.min(j + 8)).find(|k| doc.kind(*k) != TokenKind::Word);
                if told && parts && self.quote(j).is_none() && colon().is_some_and(|k| doc.kind(k) == TokenKind::Colon) {
                    if let Some(last) = out.last_mut() {
                        last.1 = j;
                    }
                    out.push((j + 1, end));
                }
            }
        }
        out
    }

    /// Whether a verb in the imperfect stands at a token that is no speech by itself.
    fn does(&self, at: usize) -> bool {
        let key = self.doc.key(at);
        self.doc.kind(at) == TokenKind::Word
            && [key!("ي").first(), key!("ت").first()].contains(&key.first())
            && (self.cues.at(at).is_some_and(|c| c.has(Mood::Imperfect)) || self.facts(at).looks_verb(self.doc.tables))
    }

    /// وزير الخارجية ردا على باريس: …: the speaker, cut before what he speaks about, to or after.
    fn before_topic(&self, np: NounPhrase) -> Result<NounPhrase, NounPhrase> {
        let topic = (np.start + 1..np.end).find(|j| {
            // ردا على, تعليقا على: an accusative with its preposition
            let reply = self.doc.key(*j).last() == rawi_text::words::ALIF && self.doc.key(j + 1) == word::ALA;
            reply && !article_off(self.doc.key(*j)).1 && self.doc.word(*j).name_exact().is_none()
        });
        topic.and_then(|j| self.phrase_between(np.start, j)).ok_or(np)
    }

    /// الصدر وبارزاني: …, in a headline: the speaker with another name, of which nothing is known, before the colon.
    fn with_another(&self, np: NounPhrase, colon: usize, title: bool) -> NounPhrase {
        let doc = &self.doc;
        let at = np.end;
        let key = doc.key(at);
        let joined = title
            && at < colon
            && colon <= at + 3
            && key.first() == rawi_text::words::WAW
            && key.len() > 3
            && !doc.word(at).is_whole()
            && np.can_speak()
            && (at..colon).all(|j| doc.kind(j) == TokenKind::Word && !doc.class(j).any());
        if joined { NounPhrase { end: colon, coordinated: true, ..np } } else { np }
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
}
