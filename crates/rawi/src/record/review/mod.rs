//! `rawi review`: what people say about what was read.

pub mod args;
mod file;
mod gold;
mod log;
mod now;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use rawi_actors::kb::{self, Found};
use rawi_record::review::{Action, Actor, Asked, Numbers, Row, Signed};
use rawi_record::{Failure, Record};

use self::args::{ReviewArgs, ReviewCommand, Several};
use super::{at, patiently};
use crate::exit::{self, Outcome};
use crate::own::READER;

/// The setting that says who corrects.
const REVIEWER: &str = "reviewer";
/// More corrections than these are counted and not listed.
const MOST_LINES: usize = 20;

/// A correction, and where it was typed: empty on the command line.
struct Line {
    place: String,
    said: Said,
}

/// What a line says.
#[derive(Debug)]
enum Said {
    /// A correction.
    Asked(Box<Asked>),
    /// A row of the log of another record.
    Row(Box<Row>),
}

/// Runs the command.
pub fn run(typed: ReviewArgs) -> anyhow::Result<Outcome> {
    let path = &typed.record;
    // a name that is typed wrongly makes no record
    let looked = super::look(path)?;
    match (&typed.action, &typed.from, &typed.remember) {
        (Some(ReviewCommand::Log { format, lost }), None, None) => return log::run(path, &looked, *format, *lost),
        (Some(ReviewCommand::Gold { folder, whole }), None, None) => return gold::run(path, &looked, folder, *whole),
        (Some(_), None, None) | (None, Some(_), None) | (None, None, Some(_)) => {}
        (None, None, None) => return unusable("rawi: nothing to do: `rawi review --help` tells what can be said"),
        _ => return unusable("rawi: one at a time: --as, --from or a command"),
    }
    drop(looked);
    let record = super::open(path)?;
    if let Some(name) = &typed.remember {
        return remember(&record, path, name);
    }
    let who = match typed.who.clone() {
        Some(who) => Some(who),
        None => record.setting(REVIEWER).map_err(|e| at(path, &e))?,
    };
    let lines = match &typed.from {
        Some(file) => match file::read(file)? {
            Ok(lines) => lines,
            Err(bad) => return refused(file, &bad),
        },
        None => asked(&record, path, &typed)?,
    };
    let signed = Who { who: who.as_deref(), why: typed.why.as_deref() };
    write(&record, path, &lines, signed, typed.from.as_deref())
}

/// Who says it, and why, where a line does not.
#[derive(Clone, Copy)]
struct Who<'a> {
    who: Option<&'a str>,
    why: Option<&'a str>,
}

fn unusable(told: &str) -> anyhow::Result<Outcome> {
    exit::problem(told);
    Ok(Outcome::Unusable)
}

fn refused(file: &Path, bad: &[String]) -> anyhow::Result<Outcome> {
    bad.iter().for_each(|b| exit::problem(b));
    unusable(&format!("{}: nothing was written: {} of its lines to correct", file.display(), bad.len()))
}

fn remember(record: &Record, path: &Path, name: &str) -> anyhow::Result<Outcome> {
    let name = name.trim();
    if name.is_empty() {
        return unusable("rawi: --as: a name is needed");
    }
    patiently(path, &mut false, || record.set(REVIEWER, name))?;
    print(&format!("{}: corrections are by {name}, where --who says nothing else\n", path.display()))?;
    Ok(Outcome::Done)
}

fn print(told: &str) -> anyhow::Result<()> {
    io::stdout().lock().write_all(told.as_bytes()).context("cannot write to standard output")
}

/// What was typed, as corrections.
fn asked(record: &Record, path: &Path, typed: &ReviewArgs) -> anyhow::Result<Vec<Line>> {
    let Some(command) = typed.action.clone() else { return Ok(Vec::new()) };
    let on = |action: Action, statement: String| Asked {
        action: action.name().to_owned(),
        statement: Some(statement),
        ..Asked::default()
    };
    let pairs = |action: Action, of: Several| {
        of.others.into_iter().map(move |other| Asked { other: Some(other), ..on(action, of.one.clone()) }).collect()
    };
    let stories = |action: Action, of: Several| {
        let pair = move |other| Asked {
            action: action.name().to_owned(),
            article: Some(of.one.clone()),
            other: Some(other),
            ..Asked::default()
        };
        of.others.into_iter().map(pair).collect()
    };
    let all: Vec<Asked> = match command {
        ReviewCommand::Confirm { ids } => {
            let mut all = Vec::new();
            for id in ids {
                if id.contains('-') {
                    all.push(id);
                } else {
                    all.extend(unreviewed(record, path, &id)?);
                }
            }
            all.into_iter().map(|id| on(Action::Confirm, id)).collect()
        }
        ReviewCommand::Reject { ids } => ids.into_iter().map(|id| on(Action::Reject, id)).collect(),
        ReviewCommand::Speaker { id, actor, words } => vec![Asked { actor, words, ..on(Action::Speaker, id) }],
        ReviewCommand::Act { id, act } => vec![Asked { act: Some(act), ..on(Action::Act, id) }],
        ReviewCommand::Span { id, words } => vec![Asked { content: words, ..on(Action::Span, id) }],
        ReviewCommand::Chain { id, links } => vec![Asked { chain: links, ..on(Action::Chain, id) }],
        ReviewCommand::Add { article, cue, content, by, words, act, through } => vec![Asked {
            action: Action::Add.name().to_owned(),
            article: Some(article),
            cue: Some(cue),
            content,
            actor: by,
            words,
            act: Some(act),
            chain: through,
            ..Asked::default()
        }],
        ReviewCommand::AddActor { name, name_en, kind, id } => vec![Asked {
            action: Action::AddActor.name().to_owned(),
            name: Some(name),
            name_en,
            r#type: Some(kind),
            id,
            ..Asked::default()
        }],
        ReviewCommand::MergeActors { into, others } => {
            vec![Asked { action: Action::MergeActors.name().to_owned(), actor: Some(into), actors: others, ..Asked::default() }]
        }
        ReviewCommand::SplitActor { actor, to, articles } => {
            let split = |article| Asked {
                action: Action::SplitActor.name().to_owned(),
                article: Some(article),
                actor: Some(actor.clone()),
                actors: vec![to.clone()],
                ..Asked::default()
            };
            articles.into_iter().map(split).collect()
        }
        ReviewCommand::SameUtterance(of) => pairs(Action::SameUtterance, of),
        ReviewCommand::ApartUtterance(of) => pairs(Action::ApartUtterance, of),
        ReviewCommand::SameStory(of) => stories(Action::SameStory, of),
        ReviewCommand::ApartStory(of) => stories(Action::ApartStory, of),
        ReviewCommand::Undo { numbers } => {
            let undo = |review| Asked { action: Action::Undo.name().to_owned(), review: Some(review), ..Asked::default() };
            numbers.into_iter().map(undo).collect()
        }
        ReviewCommand::Log { .. } | ReviewCommand::Gold { .. } => Vec::new(),
    };
    Ok(all.into_iter().map(|asked| Line { place: String::new(), said: Said::Asked(Box::new(asked)) }).collect())
}

/// The statements of an article on which nothing was said.
fn unreviewed(record: &Record, path: &Path, article: &str) -> anyhow::Result<Vec<String>> {
    let versions = record.with_reference(article).map_err(|e| at(path, &e))?;
    if versions.is_empty() {
        anyhow::bail!("{}: no article {article} in it: take an id that `rawi find` prints", path.display());
    }
    let statements = versions.iter().flat_map(|v| &v.article.reading.statements);
    Ok(statements.filter(|s| s.verdict.is_none()).map(|s| s.reference(article)).collect())
}

/// Writes corrections down, all or none.
fn write(record: &Record, path: &Path, lines: &[Line], signed: Who<'_>, file: Option<&Path>) -> anyhow::Result<Outcome> {
    let moment = now::now();
    let mut batch = patiently(path, &mut false, || record.begin(READER))?;
    let (mut bad, mut done) = (Vec::new(), Vec::new());
    let mut numbers = Numbers::new();
    let (mut brought, mut known_rows) = (0, 0);
    for Line { place, said } in lines {
        let mut asked = match said {
            Said::Asked(asked) => asked.as_ref().clone(),
            Said::Row(row) => {
                match batch.bring(row.as_ref().clone(), &mut numbers) {
                    Ok(Some(_)) => brought += 1,
                    Ok(None) => known_rows += 1,
                    Err(e) if e.failure() == Failure::Asked => bad.push(format!("{place}{e}")),
                    Err(e) => return Err(at(path, &e)),
                }
                continue;
            }
        };
        asked.why = asked.why.or_else(|| signed.why.map(str::to_owned));
        if asked.id.is_none() && Action::parse(&asked.action) == Some(Action::AddActor) {
            // as the reader names whom the knowledge base does not have
            asked.id = asked.name.as_deref().map(|name| format!("name:{}", rawi_actors::name_slug(name)));
        }
        let given = asked.who.clone().filter(|w| !w.trim().is_empty());
        let Some(who) = given.as_deref().or(signed.who).filter(|w| !w.trim().is_empty()) else {
            bad.push(format!(
                "{place}nobody is named who says so: give --who NAME, or name them once with `rawi review {} --as NAME`",
                path.display()
            ));
            continue;
        };
        match batch.review(&asked, Signed { who, at: &moment }, &known) {
            Ok(number) => done.push((number, asked)),
            Err(e) if e.failure() == Failure::Asked => bad.push(format!("{place}{e}")),
            Err(e) => return Err(at(path, &e)),
        }
    }
    if !bad.is_empty() {
        if let Some(file) = file {
            return refused(file, &bad);
        }
        bad.iter().for_each(|b| exit::problem(&format!("rawi: {b}")));
        exit::problem(&format!("{}: nothing was written", path.display()));
        return Ok(Outcome::SomeFailed);
    }
    batch.commit().map_err(|e| at(path, &e))?;
    let mut told = String::new();
    let few = if done.len() > MOST_LINES { &[] } else { &done[..] };
    for (number, asked) in few {
        let id = now_at(record, *number).map_err(|e| at(path, &e))?;
        let subject = id.or_else(|| asked.statement.clone()).or_else(|| asked.article.clone()).or_else(|| asked.id.clone());
        let subject = subject.or_else(|| asked.actor.clone()).or_else(|| asked.review.map(|r| r.to_string()));
        told.push_str(&format!("{number}\t{}\t{}\n", asked.action, subject.unwrap_or_default()));
    }
    match done.len() {
        0 if brought + known_rows > 0 => {}
        0 => told.push_str(&format!("{}: nothing to write\n", path.display())),
        n if n > MOST_LINES => told = format!("{}: {n} corrections written\n", path.display()),
        _ => {}
    }
    if brought + known_rows > 0 {
        told.push_str(&format!("{}: {brought} rows of a log written, {known_rows} known\n", path.display()));
    }
    print(&told)?;
    Ok(Outcome::Done)
}

/// The id that a corrected statement has now.
fn now_at(record: &Record, number: i64) -> rawi_record::Result<Option<String>> {
    let Some((version, at)) = record.statement_of_review(number)? else { return Ok(None) };
    let stored = record.version_with_rejected(version)?;
    Ok(stored.and_then(|v| Some(v.article.reading.statements.get(at)?.reference(v.article.reference()))))
}

/// Whom the knowledge base has under an id or a name; under a part of a name where nobody has it as the whole.
fn known(typed: &str) -> Vec<Actor> {
    let rows: Vec<kb::Row<'_>> = kb::BUILT_IN.iter().flat_map(|(name, content)| kb::rows(name, content).0).collect();
    let by_id: Vec<&kb::Row<'_>> = rows.iter().filter(|r| r.id == typed).collect();
    let found = match by_id.is_empty() {
        true => {
            let all = kb::find(&rows, typed);
            let whole = all.iter().any(|(how, _)| *how == Found::Whole);
            all.into_iter().filter(|(how, _)| !whole || *how == Found::Whole).map(|(_, r)| r).collect()
        }
        false => by_id,
    };
    let actor = |r: &kb::Row<'_>| Actor {
        key: r.id.to_owned(),
        r#type: r.kind.name().to_owned(),
        name: r.name.to_owned(),
        name_en: Some(r.name_en.to_owned()).filter(|n| !n.is_empty()),
    };
    found.into_iter().map(actor).collect()
}

/// Says which corrections no longer fit what was read.
pub fn tell_lost(path: &Path, lost: &BTreeSet<i64>) {
    if lost.is_empty() {
        return;
    }
    let some: Vec<String> = lost.iter().take(12).map(i64::to_string).collect();
    let more = if lost.len() > some.len() { ", …" } else { "" };
    let name = path.display();
    exit::problem(&format!(
        "{name}: corrections whose words are gone from their articles: {} (numbers {}{more}): `rawi review {name} log --lost` shows them",
        lost.len(),
        some.join(", ")
    ));
}

#[cfg(test)]
mod tests {
    use rawi_record::review::{ACTS, TYPES};

    #[test]
    fn acts_and_types_are_those_of_the_reader() {
        assert_eq!(ACTS, rawi_speech::Act::ALL.map(|(_, name)| name));
        let known: std::collections::BTreeSet<&str> =
            rawi_actors::kb::BUILT_IN.iter().flat_map(|(n, c)| rawi_actors::kb::rows(n, c).0).map(|r| r.kind.name()).collect();
        assert!(known.iter().all(|kind| TYPES.contains(kind)), "{known:?}");
    }

    #[test]
    fn whom_the_knowledge_base_has() {
        assert_eq!(super::known("person:sergey-lavrov")[0].name, super::known("سيرغي لافروف")[0].name);
        assert!(super::known("زكريا المجهول").is_empty());
    }
}
