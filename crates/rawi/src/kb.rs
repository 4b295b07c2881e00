//! `rawi kb`: a user's rows checked, the knowledge base looked up.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rawi_actors::kb::{self, Found, Held, Row};
use rawi_text::table::TableError;
use serde::Serialize;

use crate::args::{KbCheckArgs, KbCommand, KbFindArgs};
use crate::exit::{self, Outcome};

/// Runs the command.
pub fn run(typed: &KbCommand) -> anyhow::Result<Outcome> {
    match typed {
        KbCommand::Check(typed) => check(typed),
        KbCommand::Find(typed) => find(typed),
    }
}

/// A file of rows, with what is wrong with its bytes.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) content: String,
    pub(crate) problems: Vec<TableError>,
}

/// Reads the files. Lines that are not UTF-8 are told and left empty, so that the numbers of the others hold.
pub(crate) fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<File>> {
    paths.iter().map(|path| file(path)).collect()
}

fn file(path: &Path) -> anyhow::Result<File> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| format!("{name}: cannot be read"))?;
    let mut problems = Vec::new();
    let content = String::from_utf8(bytes).unwrap_or_else(|e| {
        let mut kept = String::with_capacity(e.as_bytes().len());
        for (n, line) in e.as_bytes().split(|b| *b == b'\n').enumerate() {
            match std::str::from_utf8(line) {
                Ok(line) => kept.push_str(line),
                Err(_) => problems.push(TableError {
                    table: name.clone(),
                    line: n + 1,
                    what: "not UTF-8: save the file in that encoding".into(),
                }),
            }
            kept.push('\n');
        }
        kept
    });
    Ok(File { name, content, problems })
}

/// The files as the libraries take them.
pub(crate) fn named(files: &[File]) -> Vec<(&str, &str)> {
    files.iter().map(|f| (f.name.as_str(), f.content.as_str())).collect()
}

/// What is wrong with the files, all of it, in their order.
fn problems(files: &[File]) -> Vec<TableError> {
    let tables = named(files);
    let mut problems: Vec<TableError> = files.iter().flat_map(|f| f.problems.iter().cloned()).collect();
    problems.extend(kb::check(&tables).1);
    let place = |e: &TableError| files.iter().position(|f| f.name == e.table).unwrap_or(usize::MAX);
    problems.sort_by_key(|e| (place(e), if e.line == 0 { usize::MAX } else { e.line }));
    problems
}

fn check(typed: &KbCheckArgs) -> anyhow::Result<Outcome> {
    let files = files(&typed.files)?;
    let bad = problems(&files);
    bad.iter().for_each(|e| exit::problem(&e.to_string()));
    let mut out = io::stdout().lock();
    for file in &files {
        let rows = kb::rows(&file.name, &file.content).0.len();
        let wrong = bad.iter().filter(|e| e.table == file.name).count();
        let told = if wrong == 0 { "good".to_owned() } else { count(wrong, "mistake") };
        writeln!(out, "{}: {}, {told}", file.name, count(rows, "row"))?;
    }
    Ok(if bad.is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}

pub(crate) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn find(typed: &KbFindArgs) -> anyhow::Result<Outcome> {
    let files = files(&typed.kb)?;
    let bad = if files.is_empty() { Vec::new() } else { problems(&files) };
    if !bad.is_empty() {
        bad.iter().for_each(|e| exit::problem(&e.to_string()));
        return Ok(Outcome::Unusable);
    }
    let mut rows: Vec<Row<'_>> = files.iter().flat_map(|f| kb::rows(&f.name, &f.content).0).collect();
    let own: std::collections::HashSet<&str> = rows.iter().map(|r| r.id).collect();
    let ours = kb::BUILT_IN.iter().flat_map(|(name, content)| kb::rows(name, content).0);
    rows.extend(ours.filter(|r| !own.contains(r.id)));
    let name = typed.name.join(" ");
    let found = kb::find(&rows, &name);
    let mut out = BufWriter::new(io::stdout().lock());
    for (how, row) in &found {
        if typed.json {
            serde_json::to_writer(&mut out, &RowOut::of(*how, row))?;
            writeln!(out)?;
        } else {
            let state = rows.iter().find(|r| r.id == row.state);
            print(&mut out, *how, row, state)?;
        }
    }
    out.flush()?;
    if found.is_empty() {
        exit::problem(&format!("rawi: nobody is known as {name:?}: try the surname alone, or another spelling"));
        return Ok(Outcome::SomeFailed);
    }
    Ok(Outcome::Done)
}

fn print(out: &mut impl Write, how: Found, row: &Row<'_>, state: Option<&Row<'_>>) -> io::Result<()> {
    let lines = |name: &str, all: Vec<String>| (!all.is_empty()).then(|| format!("    {name:<9}{}\n", all.join(" | ")));
    let own = |all: &mut dyn Iterator<Item = &str>| all.map(str::to_owned).collect::<Vec<_>>();
    writeln!(out, "{}  {}  {}{}", row.id, row.name, row.name_en, if how == Found::Word { "  (not of them alone)" } else { "" })?;
    let mut place: Vec<String> = state.map(|s| format!("{} ({})", s.id, s.name_en)).into_iter().collect();
    place.extend((!row.wikidata.is_empty()).then(|| format!("Wikidata {}", row.wikidata)));
    for line in [
        lines("kind", vec![row.kind.name().to_owned()]),
        lines("state", place),
        lines("names", own(&mut row.aliases())),
        lines("metonyms", own(&mut row.metonyms())),
        lines("surnames", own(&mut row.surnames())),
        lines("words", own(&mut row.words())),
        lines("hosts", own(&mut row.domains())),
        lines("roles", row.roles().map(|h| role(&h)).collect()),
        lines("note", own(&mut Some(row.note).filter(|n| !n.is_empty()).into_iter())),
    ] {
        out.write_all(line.unwrap_or_default().as_bytes())?;
    }
    Ok(())
}

fn role(held: &Held<'_>) -> String {
    match (held.from, held.to) {
        (None, None) => held.office.to_owned(),
        (from, to) if from == to => format!("{} {}", held.office, from.unwrap_or_default()),
        (from, to) => format!("{} {}..{}", held.office, from.unwrap_or_default(), to.unwrap_or_default()),
    }
}

#[derive(Serialize)]
struct RowOut<'a> {
    id: &'a str,
    kind: &'static str,
    name: &'a str,
    name_en: Option<&'a str>,
    aliases: Vec<&'a str>,
    metonyms: Vec<&'a str>,
    surnames: Vec<&'a str>,
    words: Vec<&'a str>,
    wikidata: Option<&'a str>,
    state: Option<&'a str>,
    domains: Vec<&'a str>,
    roles: Vec<RoleOut<'a>>,
    note: Option<&'a str>,
    found: &'static str,
}

#[derive(Serialize)]
struct RoleOut<'a> {
    office: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
}

impl<'a> RowOut<'a> {
    fn of(how: Found, row: &Row<'a>) -> Self {
        let some = |cell: &'a str| Some(cell).filter(|c| !c.is_empty());
        RowOut {
            id: row.id,
            kind: row.kind.name(),
            name: row.name,
            name_en: some(row.name_en),
            aliases: row.aliases().collect(),
            metonyms: row.metonyms().collect(),
            surnames: row.surnames().collect(),
            words: row.words().collect(),
            wikidata: some(row.wikidata),
            state: some(row.state),
            domains: row.domains().collect(),
            roles: row.roles().map(|h| RoleOut { office: h.office, from: h.from, to: h.to }).collect(),
            note: some(row.note),
            found: match how {
                Found::Whole => "whole",
                Found::Word => "word",
                Found::Part => "part",
            },
        }
    }
}
