//! `rawi score`: what was read, held against what people annotated.

pub mod gold;
pub mod measure;
mod positions;
pub mod predictions;
mod report;
pub mod words;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::args::ScoreArgs;
use crate::exit::Outcome;
use predictions::Prediction;

/// Runs the command.
pub fn run(typed: &ScoreArgs) -> Result<Outcome> {
    let predicted = match &typed.predictions {
        Some(path) => Some(predictions::load(path)?),
        None => None,
    };
    let mut out = io::stdout().lock();
    let (mut rows, mut missing) = (Vec::new(), Vec::new());
    let mut positions = positions::Positions::default();
    for path in annotated(&typed.gold, &typed.only)? {
        let stem = predictions::stem(&path);
        let name = stem.to_string_lossy().into_owned();
        let made;
        let prediction = match &predicted {
            Some(all) => all.get(&stem),
            None => {
                made = predictions::make(&path.with_extension("txt"))?;
                made.as_ref()
            }
        };
        if prediction.is_none() {
            missing.push(name.clone());
        }
        let (document, text) = load(&path, prediction)?;
        let (gold, errors) = gold::resolve(&document, &text);
        if !errors.is_empty() {
            bail!("{}: {}", path.display(), errors.join("; "));
        }
        let pred = prediction.map(Prediction::statements).unwrap_or_default();
        let scored = measure::score(&text, &gold, &pred);
        if typed.errors {
            for line in report::faults(&name, &text, &scored, &gold, &pred) {
                writeln!(out, "{line}")?;
            }
        }
        let told = positions.add(&name, &text, &document, prediction);
        if typed.errors {
            for line in told {
                writeln!(out, "{line}")?;
            }
        }
        rows.push(scored.counts);
    }
    if rows.is_empty() {
        bail!("{}: no annotated articles (NAME.json) there", typed.gold.display());
    }
    if typed.json {
        writeln!(out, "{}", report::json(&rows, &missing, &positions))?;
    } else {
        out.write_all(report::table(&rows, &missing, &positions)?.as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The annotations in the folder, in order.
pub fn annotated(folder: &Path, prefix: &str) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry.with_context(|| folder.display().to_string())?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(prefix) && name.ends_with(".json") && name != ".json" {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}

/// The annotations and the text that they and the prediction are about. Annotations are made on
/// text with plain line ends; a prediction may also be on the file as it is.
pub fn load(path: &Path, prediction: Option<&Prediction>) -> Result<(gold::Document, Vec<char>)> {
    let article = path.with_extension("txt");
    let told = |p: &Path| p.display().to_string();
    let document = fs::read_to_string(path).with_context(|| told(path))?;
    let document = serde_json::from_str(&document).with_context(|| told(path))?;
    let verbatim = fs::read_to_string(&article).with_context(|| told(&article))?;
    let plain = verbatim.replace("\r\n", "\n").replace('\r', "\n");
    let text = match prediction {
        None => &plain,
        Some(Prediction { text: Some(t), .. }) if *t == plain => &plain,
        Some(Prediction { text: Some(t), .. }) if *t == verbatim.trim_start_matches('\u{FEFF}') => t,
        Some(_) => bail!("{}: the prediction's text is not the article verbatim", told(&article)),
    };
    Ok((document, text.chars().collect()))
}
