//! What is read from `samples/`, as text that a reader can review; one snapshot a sample in `snapshots/`.
//!
//! `INSTA_UPDATE=always cargo test -p rawi --test samples` takes what is read now for right: look at the difference.
#![allow(missing_docs)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rawi::read::read_article;
use rawi_page::{Article, Options, open, parse};
use rawi_speech::{Party, Reading, Speaker, Statement};
use rawi_text::Span;

const EXPLAINED: &str = "number. act | speaker [mention, how known] | cue | content // more content | what else is told";

#[test]
fn every_sample_is_read_as_its_snapshot_says() {
    let samples = samples();
    assert!(samples.len() >= 12, "{samples:?}");
    let mut changed = Vec::new();
    for path in &samples {
        let name = stem(path);
        let article = article(path);
        let told = told(&article, &read_article(&article));
        let settings = settings();
        let taken = catch_unwind(AssertUnwindSafe(|| {
            settings.bind(|| insta::assert_snapshot!(name.as_str(), told));
        }));
        if taken.is_err() {
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "changed: {}", changed.join(", "));
}

#[test]
fn every_snapshot_has_its_sample() {
    let names: BTreeSet<String> = samples().iter().map(|p| stem(p)).collect();
    for entry in std::fs::read_dir(here().join("tests/snapshots")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        if file.starts_with("sample-") {
            let sample = file.split('.').next().unwrap_or_default();
            assert!(names.contains(sample), "no sample for {file}");
        }
    }
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(EXPLAINED);
    settings
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn samples() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(here().join("../../samples")).unwrap();
    let mut samples: Vec<PathBuf> = folder.map(|f| f.unwrap().path()).collect();
    samples.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    samples.sort();
    samples
}

fn stem(path: &Path) -> String {
    format!("sample-{}", path.file_stem().unwrap().to_string_lossy())
}

fn article(path: &Path) -> Article {
    let options = Options::default();
    let raw = open(&[path.to_owned()], &options).next().unwrap().unwrap();
    parse(raw, &options).unwrap().unwrap()
}

fn told(article: &Article, reading: &Reading) -> String {
    let text = &article.text;
    let mut out = String::new();
    let title = article.title.map_or("(none)", |t| t.of(text));
    let _ = writeln!(out, "title: {}", shown(title));
    let mut from = article.title.map_or(0, |t| t.end);
    for part in &article.body {
        furniture(&mut out, text, Span::new(from, part.start));
        from = part.end;
    }
    furniture(&mut out, text, Span::new(from, text.len() as u32));
    out.push('\n');
    for (n, s) in reading.statements.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", n + 1, statement(text, s));
    }
    if reading.statements.is_empty() {
        out.push_str("no statements\n");
    }
    positions(&mut out, text, reading);
    out
}

/// Figures and the like, with the number of the statement that each stands in.
fn positions(out: &mut String, text: &str, reading: &Reading) {
    let of = |n: Option<usize>| n.map_or_else(|| "-".to_owned(), |n| (n + 1).to_string());
    for d in &reading.designations {
        let by = d.by.as_ref().map_or_else(String::new, |p| format!(" | by {}", p.name));
        let how = [(d.epithet, " epithet"), (d.denied, " denied")].iter().filter(|h| h.0).map(|h| h.1).collect::<String>();
        let (target, label) = (&d.target.name, shown(d.label.of(text)));
        let _ = writeln!(out, "designation in {} | {target} | {}{how} | {label}{by}", of(d.statement), d.polarity.name());
    }
    for m in &reading.meetings {
        let round = m.round.map(|r| format!(" {r}")).unwrap_or_default();
        let who: Vec<String> = m.participants.iter().map(|(p, r)| format!("{} ({})", p.name, r.name())).collect();
        let place = m.place.map(|p| format!(" | at: {}", shown(p.of(text)))).unwrap_or_default();
        let _ = writeln!(
            out,
            "meeting in {} | {}{round} | {} | {}{place}",
            of(m.statement),
            m.process,
            m.held.name(),
            who.join(", ")
        );
    }
    for f in &reading.figures {
        let _ = write!(out, "figure in {} | {} {} | {}", of(f.statement), f.value, f.unit, shown(f.text.of(text)));
        for (label, value) in [("of", f.of), ("when", f.when)] {
            if let Some(value) = value {
                let _ = write!(out, " | {label}: {}", shown(value.of(text)));
            }
        }
        out.push('\n');
    }
}

/// What is left out of the body, unless it is blank.
fn furniture(out: &mut String, text: &str, cut: Span) {
    let cut = cut.of(text).trim();
    if !cut.is_empty() {
        let _ = writeln!(out, "left out: {}", shortened(cut));
    }
}

fn statement(text: &str, s: &Statement) -> String {
    let content: Vec<String> = s.content.iter().map(|c| shortened(c.of(text))).collect();
    let mut out =
        format!("{} | {} | {} | {}", s.act.name(), speaker(text, &s.speaker), shown(s.cue.span.of(text)), content.join(" // "));
    let mut add = |label: &str, value: String| {
        let _ = write!(out, " | {label}: {value}");
    };
    if !s.chain.is_empty() {
        let chain: Vec<String> = s.chain.iter().map(|p| party(text, p)).collect();
        add("chain", chain.join(" < "));
    }
    if let Some(to) = &s.addressee {
        add("to", party(text, to));
    }
    if let Some(time) = s.time {
        add("time", shown(time.of(text)));
    }
    if let Some(occasion) = s.occasion {
        add("occasion", shown(occasion.of(text)));
    }
    if let Some(outer) = s.within {
        add("in", (outer + 1).to_string());
    }
    out
}

fn speaker(text: &str, s: &Speaker) -> String {
    let name = if s.name.is_empty() { "?" } else { &s.name };
    match s.mention.map(|m| shown(m.of(text))) {
        Some(mention) if mention == name => format!("{name} [{}]", s.via.name()),
        Some(mention) => format!("{name} [{mention}, {}]", s.via.name()),
        None => format!("{name} [{}]", s.via.name()),
    }
}

fn party(text: &str, p: &Party) -> String {
    let mention = shown(p.mention.of(text));
    match mention == p.name {
        true => mention,
        false => format!("{} [{mention}]", p.name),
    }
}

fn shortened(content: &str) -> String {
    let words: Vec<&str> = content.split_whitespace().collect();
    match words.len() {
        0..=9 => words.join(" "),
        n => format!("{} … {}", words[..4].join(" "), words[n - 4..].join(" ")),
    }
}

fn shown(piece: &str) -> String {
    piece.split_whitespace().collect::<Vec<_>>().join(" ")
}
