//! The rows of `lexicon/constructions/*.tsv`: a text and the statements that are to be read from it.

use std::fs;
use std::path::Path;

use rawi_speech::Act;
use rawi_text::Span;

/// One row.
pub struct Row {
    /// The file's name.
    pub file: String,
    /// Its line there, from 1.
    pub line: usize,
    /// The text, with its line ends.
    pub text: String,
    /// What is to be read from it.
    pub expected: Vec<Expected>,
}

/// One statement that is to be read.
pub struct Expected {
    /// As the row has it.
    pub written: String,
    pub speaker: Who,
    pub cue: Span,
    pub content: Vec<Span>,
    pub act: Act,
}

/// The speaker that is to be found.
pub enum Who {
    /// Named at this place.
    At(Span),
    /// Not at the cue; this is who it is.
    Named(String),
    /// Nobody known.
    Nobody,
}

impl Row {
    /// The place, as messages tell it.
    pub fn place(&self) -> String {
        format!("lexicon/constructions/{}, line {}", self.file, self.line)
    }

    /// The text on one line.
    pub fn shown(&self) -> String {
        self.text.replace('\n', "⏎")
    }

    /// Whether the row is a headline.
    pub fn is_headline(&self) -> bool {
        self.file.starts_with("headline")
    }
}

/// All rows, in the order of the files' names.
pub fn all() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon/constructions");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|f| f.extension().is_some_and(|e| e == "tsv")).collect();
    files.sort();
    let mut rows = Vec::new();
    for path in files {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let table = fs::read_to_string(&path).unwrap();
        for (n, line) in table.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let row = row(&file, n + 1, line);
            rows.push(row.unwrap_or_else(|e| panic!("{file}:{}: {e}", n + 1)));
        }
    }
    rows
}

fn row(file: &str, line: usize, written: &str) -> Result<Row, String> {
    let mut columns = written.split('\t');
    let text = columns.next().unwrap_or_default().replace('⏎', "\n");
    let mut expected: Vec<Expected> = Vec::new();
    for column in columns.map(str::trim).filter(|c| !c.is_empty()) {
        let after = expected.last().map_or(0, |e| e.cue.start + 1);
        expected.push(statement(&text, column, after).map_err(|e| format!("{e}: {column}"))?);
    }
    Ok(Row { file: file.to_owned(), line, text, expected })
}

fn statement(text: &str, column: &str, after: u32) -> Result<Expected, String> {
    let parts: Vec<&str> = column.split(" | ").map(str::trim).collect();
    let [speaker, cue, content, act] = parts[..] else {
        return Err("not `speaker | cue | content | act`".into());
    };
    let act = Act::parse(act).ok_or("no such act")?;
    let (cue, content) = cue_and_content(text, cue, content, after)?;
    let speaker = match speaker {
        "-" => Who::Nobody,
        named if named.starts_with('=') => Who::Named(named[1..].to_owned()),
        mention => Who::At(
            places(text, mention)
                .into_iter()
                .min_by_key(|m| gap(*m, cue))
                .ok_or_else(|| format!("the text has no `{mention}`"))?,
        ),
    };
    Ok(Expected { written: column.to_owned(), speaker, cue, content, act })
}

/// The cue and the content that stand nearest to each other; cues stand in the order of the row.
fn cue_and_content(text: &str, cue: &str, content: &str, after: u32) -> Result<(Span, Vec<Span>), String> {
    let pieces: Vec<&str> = content.split(" // ").map(str::trim).collect();
    let (contents, all): (Vec<_>, _) = (found(text, pieces[0]), places(text, cue));
    let whole: Vec<Span> = (all.iter().copied()).filter(|c| is_whole(text, *c)).collect();
    let cues = if whole.is_empty() { all } else { whole };
    let mut best: Option<(_, Span, Vec<Span>)> = None;
    for first in contents {
        let Some(spans) = following(text, first, &pieces[1..]) else {
            continue;
        };
        for &cue in &cues {
            let inside = spans.iter().any(|s| s.overlaps(cue));
            let near = spans.iter().map(|s| gap(*s, cue)).min();
            let rank = (cue.start < after, inside, near, cue.start);
            if best.as_ref().is_none_or(|(r, ..)| rank < *r) {
                best = Some((rank, cue, spans.clone()));
            }
        }
    }
    best.map(|(_, cue, spans)| (cue, spans)).ok_or_else(|| format!("the text has no `{cue}` with `{content}`"))
}

/// The further pieces of a content, each after the one before.
fn following(text: &str, first: Span, more: &[&str]) -> Option<Vec<Span>> {
    let mut spans = vec![first];
    for piece in more {
        let end = spans[spans.len() - 1].end;
        spans.push(found(text, piece).into_iter().find(|s| s.start >= end)?);
    }
    Some(spans)
}

/// Where a piece of content stands: itself, or from its first words to its last (`A … B`).
fn found(text: &str, piece: &str) -> Vec<Span> {
    match piece.split_once(" … ") {
        Some((first, last)) if !text.contains(piece) => places(text, first)
            .into_iter()
            .filter_map(|a| {
                let mut ends = places(text, last).into_iter();
                let b = ends.find(|b| b.start >= a.end && ends_word(text, b.end as usize))?;
                Some(a.join(b))
            })
            .collect(),
        _ => {
            let mut spans = places(text, piece);
            spans.retain(|s| ends_word(text, s.end as usize));
            spans
        }
    }
}

fn places(text: &str, piece: &str) -> Vec<Span> {
    text.match_indices(piece)
        .filter(|_| !piece.is_empty())
        .map(|(at, _)| Span::new(at as u32, (at + piece.len()) as u32))
        .collect()
}

fn ends_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}

fn is_whole(text: &str, span: Span) -> bool {
    ends_word(text, span.start as usize) && ends_word(text, span.end as usize)
}

/// Bytes between two spans.
fn gap(a: Span, b: Span) -> u32 {
    a.start.max(b.start).saturating_sub(a.end.min(b.end))
}
