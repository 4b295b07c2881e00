//! What was read, as the measure takes it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rawi_page::{Article, Options};
use rawi_speech::Reading;
use serde::Deserialize;

use super::gold::Range;
use crate::read::read_article;
use crate::wire;

/// One article of the output of `rawi read`.
#[derive(Debug, Deserialize)]
pub struct Prediction {
    source: SourceIn,
    /// The article's text.
    pub text: Option<String>,
    #[serde(default)]
    statements: Vec<StatementIn>,
    #[serde(default)]
    entities: Vec<EntityIn>,
    #[serde(default)]
    designations: Vec<DesignationIn>,
    #[serde(default)]
    figures: Vec<FigureIn>,
    #[serde(default)]
    meetings: Vec<MeetingIn>,
}

#[derive(Debug, Deserialize)]
struct MeetingIn {
    process: String,
    round: Option<u64>,
    text: Option<Place>,
    participants: Vec<PartyIn>,
}

/// One predicted meeting.
#[derive(Debug)]
pub struct PredictedMeeting {
    /// What it is called.
    pub process: Vec<String>,
    /// Which round.
    pub round: Option<u64>,
    /// Names of each who takes part.
    pub participants: Vec<Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct DesignationIn {
    by: Option<PartyIn>,
    target: PartyIn,
    polarity: String,
    label: Place,
}

/// One predicted designation.
#[derive(Debug)]
pub struct PredictedDesignation {
    /// Names of who calls; empty for the outlet.
    pub by: Vec<String>,
    /// Names and the mention of who is called so.
    pub target: Vec<String>,
    /// The class.
    pub polarity: String,
    /// The words.
    pub label: Range,
}

#[derive(Debug, Deserialize)]
struct FigureIn {
    by: Option<PartyIn>,
    value: f64,
    #[serde(default)]
    unit: String,
    text: Place,
}

#[derive(Debug, Deserialize)]
struct EntityIn {
    id: String,
    name: String,
    #[serde(default)]
    mentions: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct PartyIn {
    entity: Option<String>,
    #[serde(default)]
    name: String,
    mention: Option<Place>,
}

/// One predicted figure.
#[derive(Debug)]
pub struct PredictedFigure {
    /// Names of who claims it; empty for the outlet.
    pub by: Vec<String>,
    /// How much.
    pub value: f64,
    /// Of what.
    pub unit: String,
    /// Where.
    pub span: Range,
}

#[derive(Debug, Deserialize)]
struct SourceIn {
    path: String,
}

#[derive(Debug, Deserialize)]
struct StatementIn {
    content: Vec<Place>,
    cue: Option<Place>,
    act: Option<String>,
    speaker: Option<SpeakerIn>,
}

#[derive(Debug, Deserialize)]
struct SpeakerIn {
    name: Option<String>,
    aliases: Option<Vec<String>>,
    mention: Option<Place>,
}

#[derive(Debug, Deserialize)]
struct Place {
    start: usize,
    end: usize,
    text: Option<String>,
}

/// One predicted statement.
#[derive(Debug)]
pub struct Predicted {
    /// The content.
    pub spans: Vec<Range>,
    /// The cue.
    pub cue: Option<Range>,
    /// The speaker's mention.
    pub mention: Option<Range>,
    /// The speaker's name, mention and aliases.
    pub names: Vec<String>,
    /// The speaker's name, as far as told.
    pub name: Option<String>,
    /// The act.
    pub act: Option<String>,
}

impl Prediction {
    /// Its statements.
    pub fn statements(&self) -> Vec<Predicted> {
        self.statements.iter().map(StatementIn::read).collect()
    }

    /// All that a party is called in the article, and its id.
    fn names(&self, party: &PartyIn) -> Vec<String> {
        let mention = party.mention.as_ref().and_then(|m| m.text.clone());
        let entity = party.entity.as_ref().and_then(|id| self.entities.iter().find(|e| e.id == *id));
        let known = entity.into_iter().flat_map(|e| {
            let mentions = e.mentions.iter().filter_map(|m| m.text.clone());
            [e.name.clone()].into_iter().chain(mentions)
        });
        let known = known.chain(party.entity.clone());
        [party.name.clone()].into_iter().chain(mention).chain(known).collect()
    }

    /// Its designations.
    pub fn designations(&self) -> Vec<PredictedDesignation> {
        let read = |d: &DesignationIn| PredictedDesignation {
            by: d.by.as_ref().map(|b| self.names(b)).unwrap_or_default(),
            target: self.names(&d.target),
            polarity: d.polarity.clone(),
            label: d.label.range(),
        };
        self.designations.iter().map(read).collect()
    }

    /// Its meetings.
    pub fn meetings(&self) -> Vec<PredictedMeeting> {
        let read = |m: &MeetingIn| PredictedMeeting {
            process: [m.process.clone()].into_iter().chain(m.text.as_ref().and_then(|t| t.text.clone())).collect(),
            round: m.round,
            participants: m.participants.iter().map(|p| self.names(p)).collect(),
        };
        self.meetings.iter().map(read).collect()
    }

    /// Its figures.
    pub fn figures(&self) -> Vec<PredictedFigure> {
        let read = |f: &FigureIn| PredictedFigure {
            by: f.by.as_ref().map(|b| self.names(b)).unwrap_or_default(),
            value: f.value,
            unit: f.unit.clone(),
            span: f.text.range(),
        };
        self.figures.iter().map(read).collect()
    }
}

impl Place {
    fn range(&self) -> Range {
        (self.start, self.end)
    }
}

impl StatementIn {
    fn read(&self) -> Predicted {
        let speaker = self.speaker.as_ref();
        let mention = speaker.and_then(|s| s.mention.as_ref());
        let name = speaker.and_then(|s| s.name.clone());
        let aliases = speaker.and_then(|s| s.aliases.clone());
        let names = name.iter().cloned().chain(mention.and_then(|m| m.text.clone()));
        Predicted {
            spans: self.content.iter().map(Place::range).collect(),
            cue: self.cue.as_ref().map(Place::range),
            mention: mention.map(Place::range),
            names: names.chain(aliases.unwrap_or_default()).collect(),
            name,
            act: self.act.clone(),
        }
    }
}

/// Predictions by the stems of their paths.
pub type ByStem = BTreeMap<OsString, Prediction>;

/// Reads a file of predictions; the last of one name counts.
pub fn load(path: &Path) -> Result<ByStem> {
    let file = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut out = ByStem::new();
    for (k, line) in file.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let one: Prediction =
            serde_json::from_str(line).with_context(|| format!("{}:{}: no output of rawi read", path.display(), k + 1))?;
        out.insert(stem(Path::new(&one.source.path)), one);
    }
    Ok(out)
}

/// Reads an article now. An article that cannot be read is told and has no prediction.
pub fn make(path: &Path) -> Result<Option<Prediction>> {
    make_by(path, &mut read_article)
}

/// The same by another reading of it.
pub fn make_by(path: &Path, read: &mut dyn FnMut(&Article) -> Reading) -> Result<Option<Prediction>> {
    let options = Options::default();
    let paths = [path.to_owned()];
    let Some(raw) = rawi_page::open(&paths, &options).next() else {
        return Ok(None);
    };
    let article = match raw.and_then(|raw| rawi_page::parse(raw, &options)) {
        Ok(Some(article)) => article,
        Ok(None) => return Ok(None),
        Err(e) => {
            crate::exit::problem(&e.to_string());
            return Ok(None);
        }
    };
    let mut line = Vec::new();
    wire::write(&article, &read(&article), &mut line)?;
    Ok(Some(serde_json::from_slice(&line)?))
}

/// A file's name without its last extension.
pub fn stem(path: &Path) -> OsString {
    path.file_stem().unwrap_or_default().to_owned()
}
