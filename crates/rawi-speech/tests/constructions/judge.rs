//! Whether what is read from a row is what the row says, by the measure of the gold set.

use std::collections::BTreeSet;

use rawi_speech::{Entity, Reading, Statement};
use rawi_text::{Key, Span};

use crate::rows::{Expected, Row, Who};

/// Words that lead a content and do not count.
const LEAD: &str = "ان بان الى على من عن في ب انه انها انهم بانه بانها";
/// Overlap of a content that is right, and of one that is the same statement at all.
const TIGHT: f64 = 0.9;
const SAME: f64 = 0.5;

/// What was found for a row.
pub struct Verdict {
    /// One line a fault; none where the row is right.
    pub faults: Vec<String>,
    /// What was read, in the notation of the tables.
    pub got: Vec<String>,
}

impl Verdict {
    pub fn is_right(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Holds a reading against its row.
pub fn judge(row: &Row, reading: &Reading) -> Verdict {
    let text = &row.text;
    let words = words(text);
    let expected: Vec<_> = row.expected.iter().map(|e| counted(text, &words, &e.content)).collect();
    let got: Vec<_> = reading.statements.iter().map(|s| counted(text, &words, &s.content)).collect();
    let mut pairs = Vec::new();
    for (i, e) in expected.iter().enumerate() {
        for (j, g) in got.iter().enumerate() {
            let overlap = dice(e, g);
            if overlap >= SAME {
                let cues = (row.expected[i].cue.start, reading.statements[j].cue.span.start);
                pairs.push((overlap, cues.0.abs_diff(cues.1), i, j));
            }
        }
    }
    // best overlap first; the nearer cue breaks ties
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (mut of_expected, mut taken) = (vec![None; expected.len()], vec![false; got.len()]);
    for (overlap, _, i, j) in pairs {
        if of_expected[i].is_none() && !taken[j] {
            of_expected[i] = Some((overlap, j));
            taken[j] = true;
        }
    }
    let mut faults = Vec::new();
    for (n, (e, pair)) in row.expected.iter().zip(of_expected).enumerate() {
        let Some((overlap, j)) = pair else {
            faults.push(format!("statement {} is not found", n + 1));
            continue;
        };
        let s = &reading.statements[j];
        if overlap < TIGHT {
            faults.push(format!("statement {}: another content", n + 1));
        }
        if s.act != e.act {
            faults.push(format!("statement {}: {}, not {}", n + 1, s.act.name(), e.act.name()));
        }
        if !speaker_right(text, reading, e, s) {
            faults.push(format!("statement {}: another speaker", n + 1));
        }
    }
    for (j, taken) in taken.iter().enumerate() {
        if !taken {
            faults.push(format!("number {} of what is read is too much", j + 1));
        }
    }
    let got = reading.statements.iter().map(|s| noted(text, s)).collect();
    Verdict { faults, got }
}

fn speaker_right(text: &str, reading: &Reading, expected: &Expected, got: &Statement) -> bool {
    let mention = got.speaker.mention;
    match &expected.speaker {
        Who::At(place) => mention.is_some_and(|m| m.overlaps(*place)),
        Who::Nobody => mention.is_none() && got.speaker.name.is_empty(),
        Who::Named(name) => {
            let entity = got.speaker.entity.and_then(|e| reading.entities.get(e));
            let aliases = entity.map_or(&[][..], |e: &Entity| &e.aliases);
            (aliases.iter().map(String::as_str))
                .chain([got.speaker.name.as_str()])
                .chain(mention.map(|m| m.of(text)))
                .any(|n| same_name(name, n))
        }
    }
}

/// Whether all words of one name are words of the other.
fn same_name(a: &str, b: &str) -> bool {
    let keys = |name: &str| -> BTreeSet<Key> {
        (words(name).into_iter()).map(|w| rawi_text::words::article_off(Key::of(w.of(name))).0).collect()
    };
    let (a, b) = (keys(a), keys(b));
    !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
}

/// A statement in the notation of the tables.
fn noted(text: &str, s: &Statement) -> String {
    let speaker = match (s.speaker.mention, s.speaker.name.as_str()) {
        (Some(m), _) => m.of(text).to_owned(),
        (None, "") => "-".to_owned(),
        (None, name) => format!("={name}"),
    };
    let content: Vec<String> = s.content.iter().map(|c| shortened(c.of(text))).collect();
    let (cue, act) = (s.cue.span.of(text), s.act.name());
    format!("{speaker} | {cue} | {} | {act}", content.join(" // ")).replace(['\n', '\t'], "⏎")
}

fn shortened(content: &str) -> String {
    let words: Vec<&str> = content.split_whitespace().collect();
    match words.len() {
        0..=8 => words.join(" "),
        n => format!("{} … {}", words[..4].join(" "), words[n - 3..].join(" ")),
    }
}

/// The words of a text: letters and digits, with the marks and invisible characters inside them.
fn words(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = (at + c.len_utf8()) as u32;
        let joins = c.is_alphanumeric() || matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200B}'..='\u{200F}');
        match out.last_mut().filter(|_| open && joins) {
            Some(word) => word.end = end,
            None if joins => out.push(Span::new(at as u32, end)),
            None => {}
        }
        open = joins;
    }
    out
}

/// The words that a content covers, less those that lead it.
fn counted(text: &str, words: &[Span], content: &[Span]) -> BTreeSet<usize> {
    let lead: Vec<Key> = LEAD.split(' ').map(Key::of).collect();
    let mut covered: Vec<usize> = (0..words.len()).filter(|w| content.iter().any(|c| c.overlaps(words[*w]))).collect();
    while covered.len() > 1 && lead.contains(&Key::of(words[covered[0]].of(text))) {
        covered.remove(0);
    }
    covered.into_iter().collect()
}

fn dice(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let both = a.intersection(b).count() as f64;
    let sum = (a.len() + b.len()).max(1) as f64;
    2.0 * both / sum
}
