//! Words passed on: نقلت الوكالة عن الوزير قوله إن.

use super::{Position, Proposal};
use crate::cues::CueWord;
use crate::lexicon::{Form, Mark, Mood};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::NounPhrase;
use rawi_text::{Class, TokenKind, key, sets};

impl<'a> Reader<'a> {
    /// نقلت الوكالة عن الوزير قوله إن …
    pub(crate) fn propose_carrier(&self, cue: &CueWord<'a>, form: &Form) -> Option<Proposal> {
        let i = cue.token;
        let verb = self.verb(form);
        let limit = self.limit(i);
        let doc = &self.doc;
        // نسبت الصحيفة إلى مسؤول قوله; but نسبة النمو
        let ascribes = verb.key == key!("نسب");
        if ascribes && cue.object {
            return None;
        }
        let of = if ascribes { word::ILA } else { word::AN };
        let an = (i + 1..limit.min(i + 40))
            .filter(|j| self.doc.kind(*j) != TokenKind::Open)
            .take_while(|j| !self.ends(*j))
            .find(|j| {
                (doc.key(*j) == of && doc.class(*j).is(Class::PREP))
                    || (doc.class(*j).is(Class::PREPPRON) && of == word::AN && doc.key(*j).take(2) == word::AN)
            })?;
        let mut carriers = Vec::new();
        let pronoun = doc.class(an).is(Class::PREPPRON);
        let mut from = an + 1;
        let mut subject = None;
        if an > i + 1 {
            if let Some(np) = self.subject_after(i + 1, an, false, &[of]) {
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
            if let Some(np) = self.subject_after(an + 1, limit, false, &[of]) {
                from = np.end;
                if carriers.is_empty() {
                    carriers.push(np);
                }
            }
        } else if let Some(np) = self.noun_phrase(an + 1, limit, false, &[]) {
            from = self.past_unnamed(np.end, limit);
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
            } else if self.is_clause(j) && !doc.sets(j - 1).has(sets().not_complement) {
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

    /// Past the clause that says of a source that it stays unnamed: لم تكشف هويته, رفض ذكر اسمه, طلب عدم الكشف عن اسمه.
    fn past_unnamed(&self, from: usize, limit: usize) -> usize {
        let named = |i: usize| {
            let key = self.doc.key(i);
            ["اسم", "هوي", "هويت", "أسماء"]
                .iter()
                .any(|n| [key!("ه"), key!("ها"), key!("هم")].iter().any(|e| rawi_text::Key::of(n).join(*e) == key))
        };
        let begin = from + usize::from(self.doc.kind(from) == TokenKind::Comma);
        let first = self.doc.key(begin);
        let leads = self.doc.class(begin).is(Class::NEG)
            || [key!("رفض"), key!("رفضت"), key!("طلب"), key!("طلبت"), key!("فضل"), key!("فضلت"), key!("رفضوا"), key!("طلبوا")]
                .contains(&first);
        let end = (begin..limit.min(begin + 8)).find(|i| named(*i)).filter(|_| leads);
        end.map_or(from, |e| e + 1)
    }

    /// ذكرت الصحيفة نقلا عن مسؤول أن …: the words are his, and the outlet passes them on.
    pub(super) fn passed_on(&self, p: Proposal) -> Proposal {
        let from = self.cues.phrases.partition_point(|ph| ph.start < p.cue_end);
        // نقلا عن مسؤول قوله إن: the noun is his
        if p.subject.is_none() && p.form.mood == Mood::Masdar && from > 0 {
            let ph = &self.cues.phrases[from - 1];
            let near = ph.phrase.words[0] == key!("نقلا") && ph.end + 12 > p.token;
            let source = near.then(|| self.noun_phrase(ph.end, p.token, false, &[])).flatten();
            if let Some(source) = source.filter(|np| self.past_unnamed(np.end, p.token) == p.token) {
                return Proposal { subject: Some(source), position: Position::Before, ..p };
            }
        }
        let phrase = self.cues.phrases.get(from).filter(|ph| ph.end < p.content && ph.phrase.words[0] == key!("نقلا"));
        let Some(ph) = phrase else { return p };
        let told = p.mark != Mark::Noun;
        let source = self.noun_phrase(ph.end, p.content, false, &[]).filter(|_| told);
        let Some(source) = source else { return p };
        Proposal {
            token: ph.start,
            cue_end: ph.end,
            subject: Some(source),
            position: Position::After,
            act: Act::Inform,
            carriers: p.subject.into_iter().collect(),
            addressee: None,
            ..p
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub(crate) fn carried(
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
