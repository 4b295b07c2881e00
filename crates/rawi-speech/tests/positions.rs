//! All rows of `lexicon/positions/*.tsv` are read as they say.
//!
//! `RAWI_UPDATE_POSITIONS=1 cargo test -p rawi-speech --test positions` writes what is read into the rows: then read every
//! line of the difference.
#![allow(missing_docs, clippy::disallowed_methods)]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use rawi_speech::{Input, Reading};
use rawi_text::Span;

fn read(text: &str) -> Reading {
    rawi_speech::read(Input { text, title: None, body: &[Span::new(0, text.len() as u32)] })
}

/// Holds each row of a table against what `tell` says of its reading.
fn check(table: &str, least: usize, tell: impl Fn(&str, &Reading) -> Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon/positions").join(table);
    let content = fs::read_to_string(&path).unwrap();
    let (mut out, mut problems, mut rows) = (String::new(), String::new(), 0);
    for (n, line) in content.lines().enumerate() {
        if line.starts_with('#') || line.is_empty() {
            let _ = writeln!(out, "{line}");
            continue;
        }
        rows += 1;
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, expected] = cells[..] else { panic!("{table}:{}: {} cells, 2 wanted", n + 1, cells.len()) };
        let text_read = text.replace("\\n", "\n");
        let read = tell(&text_read, &read(&text_read));
        let got = if read.is_empty() { "-".to_owned() } else { read.join(" | ") };
        let _ = writeln!(out, "{text}\t{got}");
        if got != expected {
            let _ = writeln!(problems, "{table}:{}: {text}\n  expected {expected}\n  read     {got}", n + 1);
        }
    }
    if std::env::var_os("RAWI_UPDATE_POSITIONS").is_some() {
        fs::write(&path, out).unwrap();
        return;
    }
    assert!(rows >= least, "{table}: only {rows} rows");
    assert!(problems.is_empty(), "\n{problems}");
}

#[test]
fn figures() {
    check("figures.tsv", 40, |text, reading| {
        let tell = |f: &rawi_speech::Figure| {
            let unit = if f.unit.is_empty() { "~" } else { &f.unit };
            let bound = f.bound.map(|b| format!(" ({})", b.name())).unwrap_or_default();
            format!("{} {unit}: {}{bound}", f.value, f.text.of(text))
        };
        reading.figures.iter().map(tell).collect()
    });
}

#[test]
fn designations() {
    check("designations.tsv", 25, |text, reading| {
        let tell = |d: &rawi_speech::Designation| {
            let said = d.statement.map(|s| reading.statements[s].speaker.name.clone());
            let by = d.by.as_ref().map(|p| p.name.clone()).or(said).unwrap_or_else(|| "~".to_owned());
            let how =
                [(d.epithet, " (epithet)"), (d.denied, " (denied)")].iter().filter(|h| h.0).map(|h| h.1).collect::<String>();
            format!("{by} > {}: {}: {}{how}", d.target.name, d.polarity.name(), d.label.of(text))
        };
        reading.designations.iter().map(tell).collect()
    });
}

#[test]
fn meetings() {
    check("meetings.tsv", 20, |text, reading| {
        let tell = |m: &rawi_speech::Meeting| {
            let round = m.round.map(|r| format!(" {r}")).unwrap_or_default();
            let who: Vec<String> = m.participants.iter().map(|(p, r)| format!("{} ({})", p.name, r.name())).collect();
            let place = m.place.map(|p| format!(" @ {}", p.of(text))).unwrap_or_default();
            let said = |label: &str, span: Span| format!(", {label} {}", span.of(text));
            let (when, level) = (m.when.map(|w| said("when", w)), m.level.map(|l| said("level", l)));
            let more: String = when.into_iter().chain(level).chain(m.agenda.iter().map(|a| said("about", *a))).collect();
            format!("{}{round}, {}{place}{more}: {}", m.process, m.held.name(), who.join(", "))
        };
        reading.meetings.iter().map(tell).collect()
    });
}

#[test]
fn stances() {
    check("stances.tsv", 100, |text, reading| {
        let who = |p: &rawi_speech::Party| match p.entity {
            Some(e) if reading.entities[e].name == p.name => p.name.clone(),
            Some(_) => format!("{}?", p.name),
            None => format!("{}~", p.name),
        };
        let tell = |s: &rawi_speech::Statement| {
            let st = &s.stance;
            let mut out = format!("{} {}", st.kind.map_or("none", rawi_speech::Type::name), st.cameo);
            if let Some(p) = &st.towards {
                out += &format!(" > {}", who(p));
            }
            if let Some(i) = st.issue {
                out += &format!(" : {}", i.of(text));
            }
            if let Some(d) = &s.demand {
                out += &format!(" ? {}", d.of.as_ref().map_or("~".to_owned(), who));
                out += &format!(" / {}", d.what.map_or("~", |w| w.of(text)));
                out += &d.condition.map_or(String::new(), |c| format!(" if {}", c.of(text)));
            }
            if let Some(d) = &s.denies {
                let denied = d.statement.map_or("~".to_owned(), |n| (n + 1).to_string());
                out += &format!(" ! {} {denied} {}", d.how.name(), d.claim.of(text));
            }
            out
        };
        reading.statements.iter().map(tell).collect()
    });
}
