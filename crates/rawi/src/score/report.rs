//! The measures as people and programs read them.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::gold::{Gold, Range};
use super::measure::{Counts, Fault, KINDS, Rates, Scored, rate};
use super::positions::Positions;
use super::predictions::Predicted;

/// The measures with their names in output, and their labels.
const MEASURES: [(&str, &str); 4] = [
    ("statement", "found (overlap >= .5)"),
    ("tight", "tight (overlap >= .9)"),
    ("attributed", "found + speaker"),
    ("whole", "tight + speaker + act"),
];
const RESAMPLES: usize = 1000;

fn right(counts: &Counts, measure: &str) -> usize {
    match measure {
        "statement" => counts.found,
        "tight" => counts.tight,
        "attributed" => counts.speaker,
        _ => counts.whole,
    }
}

fn rates(counts: &Counts, measure: &str) -> Rates {
    Rates::new(right(counts, measure), counts.pred, counts.gold)
}

fn total<'a>(rows: impl IntoIterator<Item = &'a Counts>) -> Counts {
    let mut sum = Counts::default();
    rows.into_iter().for_each(|row| sum.add(row));
    sum
}

/// All measures as one object. The intervals come from a generator of our own (see [`interval`]).
pub fn json(rows: &[Counts], missing: &[String], positions: &Positions) -> Value {
    let sum = total(rows);
    let mut out = Map::new();
    for (name, _) in MEASURES {
        let Rates { p, r, f1 } = rates(&sum, name);
        out.insert(format!("{name}_p"), json!(p));
        out.insert(format!("{name}_r"), json!(r));
        out.insert(format!("{name}_f1"), json!(f1));
    }
    out.insert("speaker_accuracy".into(), json!(rate(sum.speaker, sum.found)));
    out.insert("act_accuracy".into(), json!(rate(sum.act, sum.found)));
    for (name, [gold, pred, found, found_pred]) in KINDS.iter().zip(sum.kinds) {
        out.insert(format!("{name}_r"), json!(rate(found, gold)));
        out.insert(format!("{name}_p"), json!(rate(found_pred, pred)));
    }
    out.insert("gold".into(), json!(sum.gold));
    out.insert("pred".into(), json!(sum.pred));
    out.insert("articles".into(), json!(rows.len()));
    out.insert("unpredicted".into(), json!(missing.len()));
    for name in ["statement", "attributed", "whole"] {
        let (low, high) = interval(rows, name);
        out.insert(format!("{name}_f1_95"), json!([low, high]));
    }
    positions.json(&mut out);
    Value::Object(out)
}

/// All measures as a small table.
pub fn table(rows: &[Counts], missing: &[String], positions: &Positions) -> Result<String, std::fmt::Error> {
    let sum = total(rows);
    let mut out = String::new();
    write!(out, "{} articles, {} gold statements, {} predicted", rows.len(), sum.gold, sum.pred)?;
    if !missing.is_empty() {
        write!(out, "; NOT PREDICTED: {}", missing.join(", "))?;
    }
    writeln!(out, "\n                       precision  recall     F1   95% interval (articles resampled)")?;
    for (name, label) in MEASURES {
        let Rates { p, r, f1 } = rates(&sum, name);
        write!(out, "{label:<22} {p:9.3} {r:8.3} {f1:7.3}")?;
        if name != "tight" {
            let (low, high) = interval(rows, name);
            write!(out, "  {low:.3} to {high:.3}")?;
        }
        out.push('\n');
    }
    writeln!(
        out,
        "speaker accuracy {:.3}, act accuracy {:.3} (of those found)",
        rate(sum.speaker, sum.found),
        rate(sum.act, sum.found)
    )?;
    let kinds = KINDS.iter().zip(sum.kinds);
    let kinds = kinds.map(|(name, [gold, pred, found, found_pred])| {
        let (p, r) = (rate(found_pred, pred), rate(found, gold));
        format!("{name} {p:.3} / {r:.3}")
    });
    let kinds: Vec<String> = kinds.collect();
    writeln!(out, "by kind (precision / recall): {}", kinds.join(", "))?;
    out.push_str(&positions.table());
    Ok(out)
}

/// Between what F1 lies for 95 of 100 resamplings of the articles. The generator is splitmix64 from
/// a fixed seed: the same articles give the same interval.
fn interval(rows: &[Counts], measure: &str) -> (f64, f64) {
    let mut state: u64 = 7;
    let mut values: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let drawn = rows.iter().map(|_| {
                state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut z = state;
                z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                &rows[((z ^ (z >> 31)) % rows.len() as u64) as usize]
            });
            rates(&total(drawn), measure).f1
        })
        .collect();
    values.sort_by(f64::total_cmp);
    (values[RESAMPLES * 25 / 1000], values[RESAMPLES * 975 / 1000])
}

/// What went wrong in one article, a line each.
pub fn faults(name: &str, text: &[char], scored: &Scored, gold: &[Gold], pred: &[Predicted]) -> Vec<String> {
    let told = |p: &Predicted| p.name.clone().unwrap_or_else(|| "None".to_owned());
    let line = |fault: &Fault| match *fault {
        Fault::Partly(i, j, overlap, speaker, act) => {
            let (g, p) = (&gold[i], &pred[j]);
            let speaker = match speaker {
                true => "ok".to_owned(),
                false => format!("{} != {}", g.who, told(p)),
            };
            let act = match act {
                true => g.act.clone(),
                false => format!("{} != {}", g.act, p.act.as_deref().unwrap_or("None")),
            };
            format!("{name} #{} partly: overlap {overlap:.2} speaker {speaker} act {act}: {}", g.number, show(text, &g.spans))
        }
        Fault::Missed(i) => {
            let g = &gold[i];
            let kind = KINDS[scored.gold_kinds[i]];
            let said = show(text, &g.spans);
            format!("{name} #{} missed ({kind}): {} [{}] {said}", g.number, g.who, g.cue)
        }
        Fault::Spurious(j) => {
            let p = &pred[j];
            let cue = p.cue.map(|c| piece(text, c)).unwrap_or_default();
            format!("{name} spurious: {} [{cue}] {}", told(p), show(text, &p.spans))
        }
    };
    scored.faults.iter().map(line).collect()
}

fn piece(text: &[char], (start, end): Range) -> String {
    let end = end.min(text.len());
    text[start.min(end)..end].iter().collect()
}

fn show(text: &[char], spans: &[Range]) -> String {
    let pieces: Vec<String> = spans.iter().map(|&s| piece(text, s)).collect();
    let all: Vec<char> = pieces.join(" | ").replace('\n', " ").chars().collect();
    if all.len() < 110 {
        return all.into_iter().collect();
    }
    let head: String = all[..70].iter().collect();
    let tail: String = all[all.len() - 35..].iter().collect();
    format!("{head} … {tail}")
}
