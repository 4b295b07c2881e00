//! Verbs behind what was said, and quotations without a verb.

use crate::around::Around;
use crate::cues::CueWord;
use crate::lexicon::{Form, Mood};
use crate::reader::Reader;
use crate::reading::Act;
use rawi_text::{Class, TokenKind, key};

impl<'a> Reader<'a> {
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
        // «A»، تضيف بصوت خافت, تقول وهي تبكي: nothing but how or where it is said
        let closed = |at: usize| at >= limit || self.ends(at) || doc.kind(at) == TokenKind::Comma;
        let manner = || {
            let while_ = [key!("وهو"), key!("وهي"), key!("وهم")].contains(&doc.key(after));
            while_ || self.circumstance(after, limit).is_some_and(closed)
        };
        if subject.is_none() && !closed(after) && !(quote.is_some() && manner()) {
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
        Some(Around {
            cue: (i, i + 1),
            content,
            subject,
            carrier: None,
            form: Some(*form),
            act: verb.act,
            why: "after-words",
            confidence: 0.8,
        })
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
            carrier: None,
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
                carrier: None,
                form: None,
                act: Act::Inform,
                why: "bare-quotation",
                confidence: 0.5,
            });
        }
        out
    }
}
