//! Annotated articles, and what the annotations say to the questions of the model.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rawi::score::gold::{self, Gold};
use rawi::score::measure::{Counts, score};
use rawi::score::predictions::{Prediction, make_by};
use rawi::score::words::{self, same_name};
use rawi::score::{annotated, load as load_article};
use rawi_speech::model::{EndFeatures, Features, Model, Trace};
use rawi_speech::{By, Input, read_traced};

/// The bits of the rules' own answers.
const RULE_CHOSE: Features = 1;
const RULE_ENDS: Features = 1 << 1 | 1 << 3 | 1 << 5 | 1 << 7;

/// Which of several candidates are right.
pub type Choice = Vec<(Features, bool)>;

/// An annotated article.
pub struct Annotated {
    path: PathBuf,
    /// Cues without a subject whose speaker the annotation tells, and is among the candidates.
    pub choices: Vec<Choice>,
    /// Places where a content might end, and whether it does.
    pub ends: Vec<(EndFeatures, bool)>,
    /// Statements, and whether they are found and have the right speaker: as the model that is built in reads them.
    pub sure: Vec<(Features, bool)>,
}

/// All annotated articles of some folders.
pub fn load(folders: &[PathBuf]) -> Result<Vec<Annotated>> {
    let mut out = Vec::new();
    for folder in folders {
        for path in annotated(folder, "")? {
            out.push(Annotated::load(path)?);
        }
    }
    Ok(out)
}

impl Annotated {
    fn load(path: PathBuf) -> Result<Annotated> {
        let (prediction, trace, body) = read(&path, &Model::default())?;
        let (gold, text) = resolve(&path, &prediction)?;
        // the trace has bytes of the text
        let at = |byte: u32| body.get(..byte as usize).map_or(0, |s| s.chars().count());
        let words = words::words(&text);
        let (mut choices, mut ends) = (Vec::new(), Vec::new());
        for choice in &trace.choices {
            let Some(g) = nearest(&gold, (at(choice.cue.0), at(choice.cue.1))) else { continue };
            let right = |names: &[String]| names.iter().any(|n| same_name(&g.who, n));
            let candidates: Choice = choice.candidates.iter().map(|(f, names)| (*f, right(names))).collect();
            if candidates.iter().any(|c| c.1) && candidates.iter().any(|c| !c.1) {
                choices.push(candidates);
            }
        }
        let count = |a: usize, b: usize| words.iter().filter(|w| w.start < b && w.end > a).count();
        let mut past: Option<(u32, u32)> = None;
        for end in &trace.ends {
            if past == Some(end.cue) {
                continue;
            }
            let Some(g) = nearest(&gold, (at(end.cue.0), at(end.cue.1))) else { continue };
            let (start, stop) = (at(end.content.0), at(end.content.1));
            let (first, last) = (g.spans[0].0, g.spans[g.spans.len() - 1].1);
            let begins = count(first.min(start), first.max(start)) <= 4 && start < last;
            if !begins || g.spans.len() > 1 {
                continue;
            }
            let (before, after) = (count(stop, last), count(last, stop));
            if after > 0 {
                past = Some(end.cue);
                continue;
            }
            let is_end = before == 0;
            if is_end {
                past = Some(end.cue);
            }
            ends.push((end.features, is_end));
        }
        let sure = sure(&path, Model::built_in())?;
        Ok(Annotated { path, choices, ends, sure })
    }

    /// Whether it lies in that folder.
    pub fn is_in(&self, folder: &Path) -> bool {
        self.path.parent() == Some(folder)
    }

    /// How often a question was asked, and how often the rules answer it rightly.
    pub fn asked(&self) -> [(usize, usize); 2] {
        let chose = self.choices.iter().filter(|c| c.iter().any(|(f, right)| *right && RULE_CHOSE & f != 0)).count();
        let ended = self.ends.iter().filter(|(f, is_end)| (RULE_ENDS & f.0[0] != 0) == *is_end).count();
        [(self.choices.len(), chose), (self.ends.len(), ended)]
    }

    /// Measures a model on it.
    pub fn score(&self, model: &Model) -> Result<Counts> {
        let (prediction, _, _) = read(&self.path, model)?;
        let (gold, text) = resolve(&self.path, &prediction)?;
        Ok(score(&text, &gold, &prediction.statements()).counts)
    }
}

/// The statements that a model reads, and which are right.
fn sure(path: &Path, model: &Model) -> Result<Vec<(Features, bool)>> {
    let (prediction, trace, _) = read(path, model)?;
    let (gold, text) = resolve(path, &prediction)?;
    let right = score(&text, &gold, &prediction.statements()).right;
    Ok(trace.sure.iter().copied().zip(right).collect())
}

/// The annotated statement whose cue a cue is.
fn nearest(gold: &[Gold], cue: (usize, usize)) -> Option<&Gold> {
    gold.iter().find(|g| g.cue_span.0 < cue.1 && cue.0 < g.cue_span.1)
}

fn read(path: &Path, model: &Model) -> Result<(Prediction, Trace, String)> {
    let mut trace = Trace::default();
    let mut text = String::new();
    let prediction = make_by(&path.with_extension("txt"), &mut |article| {
        let input = Input { text: &article.text, title: article.title, body: &article.body, published: None };
        let (reading, asked) = read_traced(input, By::default(), model);
        trace = asked;
        text = article.text.to_string();
        reading
    })?;
    match prediction {
        Some(p) => Ok((p, trace, text)),
        None => bail!("{}: no article in it", path.display()),
    }
}

fn resolve(path: &Path, prediction: &Prediction) -> Result<(Vec<Gold>, Vec<char>)> {
    let (document, text) = load_article(path, Some(prediction))?;
    let (gold, errors) = gold::resolve(&document, &text);
    if !errors.is_empty() {
        bail!("{}: {}", path.display(), errors.join("; "));
    }
    Ok((gold, text))
}
