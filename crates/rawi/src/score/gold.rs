//! Annotations: strings from the text, turned into offsets (code points).

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::words::is_alnum;
use rawi_speech::Act;

/// A range of code points.
pub type Range = (usize, usize);

/// The annotations of one article.
#[derive(Debug, Deserialize)]
pub struct Document {
    statements: Vec<BTreeMap<String, Value>>,
    #[serde(default)]
    boilerplate: Vec<String>,
    #[serde(default)]
    pub(super) designations: Vec<Value>,
    #[serde(default)]
    pub(super) figures: Vec<Value>,
    #[serde(default)]
    pub(super) meetings: Vec<Value>,
}

/// One annotated statement with its places in the text.
#[derive(Debug)]
pub struct Gold {
    /// Its number in the annotations, from 1.
    pub number: usize,
    /// The content.
    pub spans: Vec<Range>,
    /// The cue.
    pub cue_span: Range,
    /// The cue as annotated.
    pub cue: String,
    /// The speaker's mention.
    pub speaker_span: Option<Range>,
    /// The speaker's name.
    pub who: String,
    /// The act.
    pub act: String,
}

const KEYS: [&str; 13] = ["content", "cue", "speaker", "who", "act", "via", "to", "time", "at", "in", "nth", "near", "note"];
const POLARITY: [&str; 6] = ["terrorist", "hostile", "neutral", "opposition", "legitimate", "partner"];

/// Offsets for all strings of a document; what does not resolve is told, one line each.
pub fn resolve(document: &Document, text: &[char]) -> (Vec<Gold>, Vec<String>) {
    let (mut out, mut errors, mut cursor) = (Vec::new(), Vec::new(), 0);
    for (k, statement) in document.statements.iter().enumerate() {
        match one(k + 1, statement, text, &mut cursor) {
            Ok(gold) => out.push(gold),
            Err(e) => errors.push(format!("statement {}: {e:#}", k + 1)),
        }
    }
    for furniture in &document.boilerplate {
        if places(text, &chars(furniture)).is_empty() {
            errors.push(format!("boilerplate not found: {furniture}"));
        }
    }
    for (k, designation) in document.designations.iter().enumerate() {
        let polarity = designation["polarity"].as_str().unwrap_or_default();
        let target = &designation["target"];
        if !POLARITY.contains(&polarity) || target.as_str().is_none_or(str::is_empty) {
            errors.push(format!("designation {}: bad polarity or no target", k + 1));
        }
    }
    for (k, figure) in document.figures.iter().enumerate() {
        let claimed = figure["text"].as_str();
        let found = claimed.is_some_and(|c| !places(text, &chars(c)).is_empty());
        let value = &figure["value"];
        if !found || !(value.is_number() || value.is_boolean()) {
            errors.push(format!("figure {}: text not found or value not a number: {}", k + 1, claimed.unwrap_or_default()));
        }
    }
    (out, errors)
}

fn one(number: usize, statement: &BTreeMap<String, Value>, text: &[char], cursor: &mut usize) -> Result<Gold> {
    let unknown: Vec<&String> = (statement.keys()).filter(|k| !KEYS.contains(&k.as_str())).collect();
    ensure!(unknown.is_empty(), "unknown keys {unknown:?}");
    let string = |name: &str| statement.get(name).and_then(Value::as_str);
    let act = string("act").context("missing act")?;
    ensure!(Act::parse(act).is_some(), "unknown act {act}");
    let content = statement.get("content").and_then(Value::as_array);
    let content: Option<Vec<&str>> = content.and_then(|c| c.iter().map(Value::as_str).collect());
    let content = content.filter(|c| !c.is_empty()).context("missing content")?;
    let cue = strip(string("cue").context("missing cue")?);
    let cues = places(text, &cue);

    let nth = statement.get("nth").and_then(Value::as_u64);
    let start = anchor(text, content[0], nth, &cues, *cursor)?;
    let mut spans = vec![find_span(text, content[0], start)?];
    for more in &content[1..] {
        let after = spans[spans.len() - 1].1;
        spans.push(find_span(text, more, after)?);
    }

    ensure!(!cues.is_empty(), "cue not found: {}", show(&cue));
    let pick = pick_cue(&cues, &spans);
    *cursor = (*cursor).max(pick);

    let speaker = string("speaker").filter(|s| !s.is_empty()).map(strip);
    let speaker_span = match speaker {
        None => None,
        Some(speaker) => {
            let mentions = places(text, &speaker);
            let nearest = mentions.into_iter().min_by_key(|m| m.abs_diff(pick));
            let start = nearest.with_context(|| format!("speaker not found: {}", show(&speaker)))?;
            if start.abs_diff(pick) > 900 {
                bail!("speaker {} is far from its cue {}", show(&speaker), show(&cue));
            }
            Some((start, start + speaker.len()))
        }
    };
    let who = string("who").filter(|w| !w.is_empty()).context("no who")?;
    Ok(Gold {
        number,
        spans,
        cue_span: (pick, pick + cue.len()),
        cue: string("cue").unwrap_or_default().to_owned(),
        speaker_span,
        who: who.to_owned(),
        act: act.to_owned(),
    })
}

/// Where the content's first string begins: its only place, the nth where told, else the one
/// nearest to a cue that follows the statement before.
fn anchor(text: &[char], first: &str, nth: Option<u64>, cues: &[usize], cursor: usize) -> Result<usize> {
    let spaced = chars(first);
    let gap = first.contains('…') && places(text, &spaced).is_empty();
    let head = strip(if gap { first.split('…').next().unwrap_or_default() } else { first });
    let starts = places(text, &head);
    ensure!(!starts.is_empty(), "not found: {}", show(&head));
    if nth.is_none() && starts.len() > 1 {
        let near = |s: usize| {
            let late = cues.iter().filter(|&&c| c + 400 >= cursor);
            late.map(|&c| s.abs_diff(c)).min().unwrap_or(1_000_000_000)
        };
        return starts.into_iter().min_by_key(|&s| near(s)).context("not found");
    }
    let index = nth.unwrap_or(1).max(1) - 1;
    let start = usize::try_from(index).ok().and_then(|k| starts.get(k));
    start.copied().context("fewer matches than nth asks for")
}

/// The last place before the content, unless one after it is much nearer.
fn pick_cue(cues: &[usize], spans: &[Range]) -> usize {
    let (lo, hi) = (spans[0].0, spans[spans.len() - 1].1);
    let inside = |c: usize| spans.iter().any(|&(s, e)| s <= c && c < e);
    let mut outside: Vec<usize> = cues.iter().copied().filter(|&c| !inside(c)).collect();
    if outside.is_empty() {
        outside = cues.to_vec();
    }
    let before = outside.iter().rev().find(|&&c| c < lo).copied();
    let after = outside.iter().find(|&&c| c >= lo).copied();
    match (before, after) {
        (Some(before), Some(after)) if lo - before <= after.saturating_sub(hi) + 200 => before,
        (Some(before), None) => before,
        (_, after) => after.unwrap_or(lo),
    }
}

/// `first … last`, or a whole string: the first match at or after `after`.
fn find_span(text: &[char], spec: &str, after: usize) -> Result<Range> {
    if spec.contains('…') && places(text, &chars(spec)).is_empty() {
        let parts: Vec<&str> = spec.split('…').collect();
        let [first, last] = parts[..] else {
            bail!("more than one … in {spec}");
        };
        let (first, last) = (strip(first), strip(last));
        let lasts = places(text, &last);
        for s in places(text, &first).into_iter().filter(|&p| p >= after) {
            let ends = lasts.iter().filter(|&&l| l >= s + first.len());
            if let Some(end) = ends.map(|l| l + last.len()).find(|&e| whole(text, e)) {
                return Ok((s, end));
            }
        }
        bail!("not found: {spec}");
    }
    let piece = strip(spec);
    let starts = places(text, &piece).into_iter().filter(|&s| s >= after);
    let mut spans = starts.map(|s| (s, s + piece.len()));
    let found = spans.find(|&(_, end)| whole(text, end));
    found.with_context(|| format!("not found: {spec}"))
}

/// Every place of `piece` in `text`, overlapping ones too.
pub(crate) fn places(text: &[char], piece: &[char]) -> Vec<usize> {
    if piece.is_empty() {
        return (0..=text.len()).collect();
    }
    let windows = text.windows(piece.len()).enumerate();
    windows.filter(|(_, w)| *w == piece).map(|(at, _)| at).collect()
}

/// A span may begin inside a word (after a clitic) but must end at a word's end.
fn whole(text: &[char], end: usize) -> bool {
    end >= text.len() || end == 0 || !(is_alnum(text[end - 1]) && is_alnum(text[end]))
}

pub(super) fn chars(s: &str) -> Vec<char> {
    s.chars().collect()
}

fn strip(s: &str) -> Vec<char> {
    let space = |c: char| c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}');
    s.trim_matches(space).chars().collect()
}

fn show(s: &[char]) -> String {
    s.iter().collect()
}
