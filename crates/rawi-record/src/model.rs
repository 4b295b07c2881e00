//! What goes into a record and comes out of it again: the values of the output contract, as plain data.
//!
//! All offsets are code points into [`Article::text`].

use serde::{Deserialize, Serialize};

/// A range of code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The first.
    pub start: u32,
    /// Past the last.
    pub end: u32,
}

/// An article with what was read from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Where it came from.
    pub source: Source,
    /// The text as it came.
    pub text: String,
    /// The headline's place.
    pub title: Option<Range>,
    /// The parts that are the article.
    pub body: Vec<Range>,
    /// When it was published.
    pub published: Option<Published>,
    /// The byline, as the input has it.
    pub author: Option<String>,
    /// What is doubtful about how the input was read.
    pub notes: Vec<String>,
    /// `ar`, `und-Arab`, `und`.
    pub language: String,
    /// What was read from it.
    pub reading: Reading,
}

/// Where an article came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The path as it was given or found.
    pub path: String,
    /// The record's line in a file of many.
    pub line: Option<u64>,
    /// The record's number in a container of records that are no lines.
    pub record: Option<u64>,
    /// Where that record begins in the file, in bytes.
    pub offset: Option<u64>,
    /// The article's own address.
    pub url: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The outlet's id as an actor.
    pub outlet_actor: Option<String>,
    /// What was read.
    pub media_type: String,
    /// SHA-256 of the bytes that it was read from, in hex.
    pub sha256: String,
    /// Where in the text the record's text field begins.
    pub text_start: u32,
}

/// When an article was published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Published {
    /// ISO 8601.
    pub value: String,
    /// `day`, `month`, `minute`…
    pub precision: String,
    /// `metadata`, `dateline`, `inferred`.
    pub basis: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// Which evidence of a page says so.
    pub evidence: Option<String>,
    /// Evidence that says otherwise.
    pub notes: Vec<String>,
}

/// What one version of the reader read from an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// Who is named, in the order of first mention.
    pub entities: Vec<Entity>,
    /// Statements, in the order of their cues.
    pub statements: Vec<Statement>,
    /// Designations, figures and meetings.
    pub positions: Positions,
    /// What was read as a statement, and a person has rejected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Statement>,
}

/// Lists that a record keeps as they are printed: JSON arrays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Positions {
    /// Who calls whom what.
    pub designations: String,
    /// Quantities and who claims them.
    pub figures: String,
    /// Who met whom.
    pub meetings: String,
}

impl Default for Positions {
    fn default() -> Self {
        let none = || "[]".to_owned();
        Self { designations: none(), figures: none(), meetings: none() }
    }
}

/// Somebody or something that an article names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entity {
    /// The actor's id: `person:…`, `name:…`.
    pub id: String,
    /// `person`, `organisation`…
    pub r#type: String,
    /// The fullest name in the article.
    pub name: String,
    /// The English name.
    pub name_en: Option<String>,
    /// Where the English name is from: `kb`, `romanised`, `composed`.
    pub name_en_basis: Option<String>,
    /// Other names in the article.
    pub aliases: Vec<String>,
    /// Where it is named.
    pub mentions: Vec<Range>,
}

/// One attributed statement. Actors are named by their ids, which are those of entities of the same article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// `direct`, `mixed`, `indirect`.
    pub kind: String,
    /// `inform`, `deny`…
    pub act: String,
    /// What was said.
    pub content: Vec<Range>,
    /// What attributes it.
    pub cue: Range,
    /// The cue's head word.
    pub cue_lemma: String,
    /// Who speaks.
    pub speaker: Speaker,
    /// Who passed it on, outermost first.
    pub chain: Vec<Party>,
    /// To whom.
    pub addressee: Option<Party>,
    /// When.
    pub time: Option<Time>,
    /// Where or in which medium.
    pub occasion: Option<Range>,
    /// Ids of the entities that the content names.
    pub about: Vec<String>,
    /// What it does, towards whom or what.
    pub stance: Stance,
    /// What it asks for, or makes depend on a condition.
    pub demand: Option<Demand>,
    /// What it denies or corrects.
    pub denies: Option<Denial>,
    /// The statement that it stands in: its place among those of the article.
    pub within: Option<usize>,
    /// From 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub why: String,
    /// What people said about it: `confirmed`, `corrected`, `added`, `rejected`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
    /// Their last word on it, by its number in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<i64>,
}

impl Statement {
    /// The actors that its stance and its demand name.
    pub(crate) fn stance_parties(&mut self) -> impl Iterator<Item = &mut Party> {
        self.stance.towards.iter_mut().chain(self.demand.iter_mut().filter_map(|d| d.of.as_mut()))
    }
}

/// What a statement does, towards whom or what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stance {
    /// `supports`, `accuses`…
    pub r#type: Option<String>,
    /// The actor.
    pub towards: Option<Party>,
    /// The words for what it is about.
    pub issue: Option<Range>,
    /// The code of CAMEO.
    pub cameo: String,
    /// The event type of PLOVER.
    pub plover: Option<String>,
}

impl Default for Stance {
    fn default() -> Self {
        Self { r#type: None, towards: None, issue: None, cameo: "010".to_owned(), plover: None }
    }
}

/// What is asked for, or made to depend on something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Demand {
    /// Who is asked.
    pub of: Option<Party>,
    /// What for.
    pub what: Option<Range>,
    /// On which condition.
    pub condition: Option<Range>,
}

/// What a statement denies or corrects.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Denial {
    /// `denial`, `correction`.
    pub how: String,
    /// The statement that is denied: its place among those of the article.
    pub statement: Option<usize>,
    /// The words for what is not so.
    pub claim: Range,
}

/// Who speaks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Speaker {
    /// The actor's id.
    pub entity: Option<String>,
    /// The name, as full as the article has it.
    pub name: String,
    /// The words at the cue.
    pub mention: Option<Range>,
    /// `name`, `role`, `elided`…
    pub via: String,
}

/// Who passes words on, or to whom they are spoken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Party {
    /// The actor's id.
    pub entity: Option<String>,
    /// The name.
    pub name: String,
    /// Where.
    pub mention: Range,
}

/// When something was said, as written and as a date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Time {
    /// Where.
    pub place: Range,
    /// ISO 8601.
    pub value: Option<String>,
    /// `day`.
    pub precision: Option<String>,
}

impl Article {
    /// What the contract calls the article: the beginning of the hash of its bytes.
    pub fn reference(&self) -> &str {
        self.source.sha256.get(..16).unwrap_or(&self.source.sha256)
    }

    /// What tells the article from others: its address, or where it has none, its bytes.
    pub fn key(&self) -> String {
        key(self.source.url.as_deref(), &self.source.sha256)
    }
}

/// What tells an article from others: its address, or where it has none, its bytes.
pub fn key(url: Option<&str>, sha256: &str) -> String {
    url.map_or_else(|| format!("sha256:{sha256}"), str::to_owned)
}

impl Statement {
    /// The id in the output contract: stable as long as the article, the cue and the content's beginning are.
    pub fn reference(&self, article: &str) -> String {
        let content = self.content.first().map_or(self.cue.end, |c| c.start);
        format!("{article}-{}-{content}", self.cue.start)
    }
}

/// The places of code points in a text: the way from ranges back to words.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    /// The byte at which every 64th code point begins.
    marks: Vec<u32>,
    count: u32,
}

const STRIDE: u32 = 64;

impl<'a> Places<'a> {
    /// Of `text`.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / 100 + 1);
        let mut count = 0;
        for (at, _) in text.char_indices() {
            if count % STRIDE == 0 {
                marks.push(at as u32);
            }
            count += 1;
        }
        Self { text, marks, count }
    }

    /// How many code points the text has.
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The byte at which code point `n` begins; `None` past the end of the text.
    pub fn byte(&self, n: u32) -> Option<usize> {
        if n >= self.count {
            return (n == self.count).then_some(self.text.len());
        }
        let mark = *self.marks.get((n / STRIDE) as usize)? as usize;
        let (at, _) = self.text.get(mark..)?.char_indices().nth((n % STRIDE) as usize)?;
        Some(mark + at)
    }

    /// The words in a range; `None` where it is no range of the text.
    pub fn of(&self, range: Range) -> Option<&'a str> {
        self.text.get(self.byte(range.start)?..self.byte(range.end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_agree_with_counting(text in "(\\PC|[ء-ي]{30}|😀\u{64E}){0,30}", a in 0u32..900, b in 0u32..900) {
            let places = Places::new(&text);
            let chars: Vec<char> = text.chars().collect();
            let slow = chars.get(a as usize..b as usize).map(|c| c.iter().collect::<String>());
            prop_assert_eq!(places.of(Range { start: a, end: b }).map(str::to_owned), slow);
        }
    }
}
