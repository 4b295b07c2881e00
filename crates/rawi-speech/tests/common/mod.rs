//! The laws of a reading. The fuzz targets include this file.
#![allow(missing_docs, dead_code)]

use rawi_speech::{Input, Reading, Statement};
use rawi_text::Span;

/// Tells the first law that a reading breaks.
pub fn broken(input: Input<'_>, reading: &Reading) -> Result<(), String> {
    spans_lie_in_the_parts(input, reading)?;
    numbers_point_at_something(reading)?;
    let mut cue = 0;
    for (n, s) in reading.statements.iter().enumerate() {
        let told = |law: &str| Err(format!("{law}: {}", shown(input.text, n, s)));
        if s.cue.span.start < cue {
            return told("the cues are not in order");
        }
        cue = s.cue.span.start;
        if s.content.is_empty() {
            return told("there is no content");
        }
        if s.content.windows(2).any(|w| w[0].end > w[1].start) {
            return told("the spans of one content are not sorted and disjoint");
        }
        if let Some(k) = s.within {
            let outer = reading.statements.get(k).filter(|_| k < n);
            let covers = |o: &&Statement| o.content.iter().any(|c| c.contains(s.cue.span));
            if outer.filter(covers).is_none() {
                return told("`within` is no earlier statement whose content covers the cue");
            }
        }
    }
    Ok(())
}

/// Tells the first two statements whose contents neither nest nor are disjoint.
pub fn crossing(input: Input<'_>, reading: &Reading) -> Result<(), String> {
    for (n, s) in reading.statements.iter().enumerate() {
        for (m, other) in reading.statements[..n].iter().enumerate() {
            if crosses(&s.content, &other.content) {
                let (a, b) = (shown(input.text, m, other), shown(input.text, n, s));
                return Err(format!("two contents cross:\n{a}\n{b}"));
            }
        }
    }
    Ok(())
}

fn crosses(a: &[Span], b: &[Span]) -> bool {
    let crossing = |x: &Span, y: &Span| x.overlaps(*y) && !x.contains(*y) && !y.contains(*x);
    a.iter().any(|x| b.iter().any(|y| crossing(x, y)))
}

/// Every span is a piece of the text that begins in one of the parts and ends in one.
fn spans_lie_in_the_parts(input: Input<'_>, reading: &Reading) -> Result<(), String> {
    let parts: Vec<Span> = input.title.iter().chain(input.body).copied().collect();
    for (what, span) in spans(reading) {
        let piece = input.text.get(span.range());
        let Some(piece) = piece.filter(|p| !p.is_empty()) else {
            return Err(format!("the {what} {span:?} is no piece of the text"));
        };
        let begins = parts.iter().any(|p| (p.start..p.end).contains(&span.start));
        let ends = parts.iter().any(|p| p.start < span.end && span.end <= p.end);
        if !(begins && ends) {
            return Err(format!("the {what} «{piece}» {span:?} is outside the parts"));
        }
    }
    Ok(())
}

/// Tells the first span that goes on from one part into another, over what is not the article.
pub fn over_furniture(input: Input<'_>, reading: &Reading) -> Result<(), String> {
    let parts: Vec<Span> = input.title.iter().chain(input.body).copied().collect();
    match spans(reading).find(|(_, span)| !parts.iter().any(|p| p.contains(*span))) {
        None => Ok(()),
        Some((what, span)) => Err(format!("the {what} «{}» {span:?} is in no single part", span.of(input.text))),
    }
}

/// All spans of a reading.
fn spans(reading: &Reading) -> impl Iterator<Item = (&'static str, Span)> {
    let of_statements = reading.statements.iter().flat_map(|s| {
        let content = s.content.iter().map(|c| ("content", *c));
        let chain = s.chain.iter().map(|p| ("carrier", p.mention));
        let to = s.addressee.iter().map(|p| ("addressee", p.mention));
        [("cue", s.cue.span)]
            .into_iter()
            .chain(s.speaker.mention.map(|m| ("speaker", m)))
            .chain(s.time.map(|t| ("time", t)))
            .chain(s.occasion.map(|o| ("occasion", o)))
            .chain(content)
            .chain(chain)
            .chain(to)
    });
    let mentions = reading.entities.iter().flat_map(|e| &e.mentions);
    let figures = reading.figures.iter().flat_map(|f| {
        [("figure", f.text)].into_iter().chain(f.of.map(|o| ("figure's subject", o))).chain(f.when.map(|w| ("figure's time", w)))
    });
    let designations = reading.designations.iter().flat_map(|d| {
        let by = d.by.iter().map(|p| ("who calls", p.mention));
        [("label", d.label), ("target", d.target.mention)].into_iter().chain(by)
    });
    let meetings = reading.meetings.iter().flat_map(|m| {
        let parts = m.participants.iter().map(|(p, _)| ("participant", p.mention));
        [("meeting", m.text)].into_iter().chain(m.place.map(|p| ("place", p))).chain(parts)
    });
    of_statements.chain(mentions.map(|m| ("mention", *m))).chain(figures).chain(designations).chain(meetings)
}

fn numbers_point_at_something(reading: &Reading) -> Result<(), String> {
    let known = reading.entities.len();
    let statements = reading.statements.len();
    let of = reading.figures.iter().map(|f| f.statement).chain(reading.designations.iter().map(|d| d.statement));
    if of.chain(reading.meetings.iter().map(|m| m.statement)).flatten().any(|n| n >= statements) {
        return Err("a figure, designation or meeting stands in a statement that is not there".to_owned());
    }
    let parties = reading.designations.iter().flat_map(|d| d.by.iter().chain([&d.target]));
    let parties = parties.chain(reading.meetings.iter().flat_map(|m| m.participants.iter().map(|p| &p.0)));
    if parties.filter_map(|p| p.entity).any(|e| e >= known) {
        return Err("a designation or meeting names an entity that is not there".to_owned());
    }
    for (n, s) in reading.statements.iter().enumerate() {
        let parties = s.chain.iter().chain(&s.addressee);
        let named = parties.filter_map(|p| p.entity).chain(s.speaker.entity);
        if named.chain(s.about.iter().copied()).any(|e| e >= known) {
            return Err(format!("statement {n} names an entity that is not there"));
        }
        if !(0.0..=1.0).contains(&s.confidence) {
            return Err(format!("statement {n} has the confidence {}", s.confidence));
        }
    }
    Ok(())
}

fn shown(text: &str, n: usize, s: &Statement) -> String {
    let content: Vec<String> = (s.content.iter()).map(|c| format!("«{}» {}..{}", c.of(text), c.start, c.end)).collect();
    let (cue, why) = (s.cue.span, s.why);
    format!(
        "statement {n} ({why}), cue «{}» {}..{}, content {}, within {:?}",
        cue.of(text),
        cue.start,
        cue.end,
        content.join(" // "),
        s.within
    )
}
