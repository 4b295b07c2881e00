//! `rawi review RECORD gold`: reviewed articles as annotations, which `rawi score` and the measure take.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use rawi_record::Record;
use rawi_record::model::{Article, Range, Statement};
use serde_json::{Map, Value, json};

use crate::exit::{self, Outcome};
use crate::record::at;
use crate::score::gold;

/// Code points from a cue within which annotations look for its speaker, about.
const FAR: u32 = 800;

pub(super) fn run(path: &Path, record: &Record, folder: &Path, only_whole: bool) -> anyhow::Result<Outcome> {
    fs::create_dir_all(folder).with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
    let error = |e| at(path, &e);
    let (mut whole, mut partly, mut left, mut failed) = (0, 0, 0, false);
    for key in record.reviewed_articles().map_err(error)? {
        let Some(version) = record.latest_version(&key).map_err(error)? else { continue };
        let Some(stored) = record.version(version).map_err(error)? else { continue };
        let article = &stored.article;
        let looked_at = article.reading.statements.iter().all(|s| s.verdict.is_some());
        if only_whole && !looked_at {
            left += 1;
            continue;
        }
        let annotated = match document(article) {
            Ok(annotated) => annotated,
            Err(told) => {
                failed = true;
                exit::problem(&format!("{key}: cannot be written as annotations: {told}"));
                continue;
            }
        };
        let name = folder.join(article.reference());
        put(&name.with_extension("txt"), &article.text)?;
        put(&name.with_extension("json"), &annotated)?;
        *if looked_at { &mut whole } else { &mut partly } += 1;
    }
    let more = if only_whole { format!(", {left} left out") } else { String::new() };
    super::print(&format!(
        "{}: annotated articles: {}, {whole} with every statement looked at, {partly} in part{more}\n",
        folder.display(),
        whole + partly
    ))?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// A file is there whole, or as it was.
fn put(path: &Path, content: &str) -> anyhow::Result<()> {
    let half = path.with_extension("part");
    let written =
        fs::File::create(&half).and_then(|mut f| f.write_all(content.as_bytes())).and_then(|()| fs::rename(&half, path));
    written.with_context(|| format!("{}: cannot be written", path.display()))
}

/// The annotations of an article as JSON, each statement on a line of its own. What would be found at another place than
/// it is, is an error.
fn document(article: &Article) -> Result<String, String> {
    let text: Vec<char> = article.text.chars().collect();
    let statements = &article.reading.statements;
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|n| (statements[*n].cue.start, *n));
    let place = |n: usize| order.iter().position(|o| *o == n).map(|at| at + 1);
    let all: Vec<Value> =
        order.iter().map(|n| Value::Object(statement(&text, &statements[*n], statements[*n].within.and_then(place)))).collect();
    check(&text, &all, &order, statements)?;
    let lines: Vec<String> = all.iter().map(|s| format!(" {s}")).collect();
    let head = |name: &str, value: Value| format!("\"{name}\": {value}");
    Ok(format!(
        "{{{}, {}, {},\n \"statements\": [\n{}\n ]}}\n",
        head("article", article.reference().into()),
        head("outlet", article.source.outlet.as_deref().unwrap_or_default().into()),
        head("boilerplate", furniture(article, &text).into()),
        lines.join(",\n")
    ))
}

fn statement(text: &[char], s: &Statement, within: Option<usize>) -> Map<String, Value> {
    let mut object = Map::new();
    let of = |r: Range| words(text, r);
    object.insert("content".into(), s.content.iter().map(|c| part(text, *c)).collect());
    object.insert("cue".into(), of(s.cue).into());
    // what names the speaker far from the cue is not the words at the cue
    let mention = s.speaker.mention.filter(|m| m.start.abs_diff(s.cue.start) < FAR);
    object.insert("speaker".into(), mention.map(of).unwrap_or_default().into());
    let who = Some(s.speaker.name.trim()).filter(|n| !n.is_empty()).unwrap_or("?");
    object.insert("who".into(), who.into());
    object.insert("act".into(), s.act.as_str().into());
    let chain: Vec<&str> = s.chain.iter().map(|p| p.name.as_str()).collect();
    for (name, value) in [
        ("via", (!chain.is_empty()).then(|| chain.into())),
        ("to", s.addressee.as_ref().map(|p| of(p.mention).into())),
        ("time", s.time.as_ref().map(|t| of(t.place).into())),
        ("at", s.occasion.map(|o| of(o).into())),
        ("in", within.map(Value::from)),
        ("nth", s.content.first().and_then(|c| nth(text, *c)).map(Value::from)),
        ("note", s.verdict.is_none().then(|| json!("read by Rawi; nobody has looked at it"))),
    ] {
        if let Some(value) = value {
            object.insert(name.into(), value);
        }
    }
    object
}

/// The words of a range, without blanks at its edges.
fn words(text: &[char], r: Range) -> String {
    let (start, end) = trimmed(text, r);
    text.get(start..end).unwrap_or_default().iter().collect()
}

fn trimmed(text: &[char], r: Range) -> (usize, usize) {
    let (mut start, mut end) = (r.start as usize, (r.end as usize).min(text.len()));
    while start < end && text[start].is_whitespace() {
        start += 1;
    }
    while end > start && text[end - 1].is_whitespace() {
        end -= 1;
    }
    (start, end)
}

/// A part of a content as annotations have it: its words, or where there is a carriage return among them, which is read
/// in other ways by other programs, those before the first and behind the last.
fn part(text: &[char], r: Range) -> Value {
    let all = words(text, r);
    match (all.split_once('\r'), all.rsplit_once(['\r', '\n'])) {
        (Some((first, _)), Some((_, last))) => format!("{} … {}", first.trim(), last.trim()).into(),
        _ => all.into(),
    }
}

/// Which of the places of its first words a content has, where there are several.
fn nth(text: &[char], r: Range) -> Option<usize> {
    let (start, _) = trimmed(text, r);
    let all = words(text, r);
    let head: Vec<char> = all.split('\r').next().unwrap_or_default().trim().chars().collect();
    let places = gold::places(text, &head);
    if places.len() < 2 { None } else { places.iter().position(|p| *p == start).map(|n| n + 1) }
}

/// Whether whoever reads the annotations finds what was meant.
fn check(text: &[char], all: &[Value], order: &[usize], statements: &[Statement]) -> Result<(), String> {
    let document = serde_json::from_value(json!({"statements": all})).map_err(|e| e.to_string())?;
    let (found, errors) = gold::resolve(&document, text);
    if let Some(first) = errors.first() {
        return Err(first.clone());
    }
    for (gold, n) in found.iter().zip(order) {
        let meant: Vec<(usize, usize)> = statements[*n].content.iter().map(|c| trimmed(text, *c)).collect();
        if gold.spans != meant {
            return Err(format!("statement {}: its words are found at another place than its own", gold.number));
        }
    }
    Ok(())
}

/// The lines of a text that are not the article.
fn furniture(article: &Article, text: &[char]) -> Vec<String> {
    let mut kept: Vec<Range> = article.body.iter().chain(&article.title).copied().collect();
    kept.sort_by_key(|r| r.start);
    let end = Range { start: text.len() as u32, end: text.len() as u32 };
    let (mut at, mut lines) = (0, Vec::new());
    for range in kept.into_iter().chain([end]) {
        let between: String = text.get(at..range.start as usize).unwrap_or_default().iter().collect();
        lines.extend(between.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned));
        at = at.max(range.end as usize);
    }
    lines
}
