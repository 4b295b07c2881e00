//! Articles and readings as JSON, in the words and the order of the output contract. Offsets are
//! code points into `text`.

use std::io;

use rawi_actors::{EnglishBasis, Entity};
use rawi_page::{Article, DateBasis, Language, Published};
use rawi_speech::{Party, Reading, Speaker, Statement};
use rawi_text::Span;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::json_line;
use crate::offsets::Offsets;
use crate::when;

mod positions;
mod stances;

use positions::{DesignationOut, FigureOut, MeetingOut};
use stances::{DemandOut, DenialOut, StanceOut};

/// Writes one article and what was read from it as one line of JSON.
pub fn write(article: &Article, reading: &Reading, out: &mut Vec<u8>) -> serde_json::Result<()> {
    out.reserve(article.text.len() + 512 * (1 + reading.statements.len()));
    let published = article.published.as_ref().map(|p| p.value.as_str());
    let view = View { text: &article.text, offsets: Offsets::new(&article.text), id: id(article), published, reading };
    json_line::write(&view.article(article), out)?;
    out.push(b'\n');
    Ok(())
}

/// Writes a value as one line of JSON.
pub fn line<T: Serialize>(value: &T, out: &mut Vec<u8>) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, LineSafe))?;
    out.push(b'\n');
    Ok(())
}

/// Where an article came from; an outlet without an id may be one of its entities.
pub(crate) fn source<'a>(article: &'a Article, entities: &'a [Entity], offsets: &Offsets<'_>) -> SourceOut<'a> {
    let source = &article.source;
    let named = |name: &str| entities.iter().find(|e| e.name == name).map(|e| e.id.as_str());
    let outlet = source.outlet.as_deref().map(|name| OutletOut { id: source.outlet_id.as_deref().or_else(|| named(name)), name });
    SourceOut {
        path: &source.path,
        line: source.line,
        record: source.record,
        offset: source.offset,
        url: source.url.as_deref(),
        outlet,
        media_type: source.media_type,
        sha256: &source.sha256,
        text_start: offsets.at(source.text_start),
    }
}

/// A statement's id: stable as long as the article, the cue and the content's beginning are.
pub fn statement_id(article: &str, offsets: &Offsets<'_>, s: &Statement) -> String {
    let content = s.content.first().map_or(s.cue.span.end, |c| c.start);
    let mut id = String::with_capacity(article.len() + 16);
    id.push_str(article);
    for place in [offsets.at(s.cue.span.start), offsets.at(content)] {
        id.push('-');
        push_number(place, &mut id);
    }
    id
}

/// Adds a number in digits: ids are written too often for `format!`.
fn push_number(number: u32, out: &mut String) {
    let power = number.checked_ilog10().unwrap_or(0);
    out.extend((0..=power).rev().map(|p| char::from(b'0' + (number / 10u32.pow(p) % 10) as u8)));
}

/// The article's id: the beginning of the hash of the bytes that it was read from.
pub fn id(article: &Article) -> &str {
    let hash = &article.source.sha256;
    hash.get(..16).unwrap_or(hash)
}

/// What `language` says.
pub fn language(language: Language) -> &'static str {
    language.code()
}

/// What `published.basis` says.
pub fn basis(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Metadata => "metadata",
        DateBasis::Dateline => "dateline",
        DateBasis::Inferred => "inferred",
    }
}

/// What `published.evidence` says: what a record's field or a dateline says needs no more words.
fn evidence(published: &Published) -> Option<&'static str> {
    Some(published.evidence).filter(|e| !matches!(*e, "record" | "dateline"))
}

/// JSON that stays one line for every reader: some take U+0085, U+2028 and U+2029 for line ends.
pub struct LineSafe;

impl Formatter for LineSafe {
    fn write_string_fragment<W>(&mut self, out: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        let bytes = fragment.as_bytes();
        let mut from = 0;
        for at in memchr::memchr2_iter(0xC2, 0xE2, bytes) {
            let (escape, len): (&[u8], _) = match &bytes[at..] {
                [0xC2, 0x85, ..] => (br"\u0085", 2),
                [0xE2, 0x80, 0xA8, ..] => (br"\u2028", 3),
                [0xE2, 0x80, 0xA9, ..] => (br"\u2029", 3),
                _ => continue,
            };
            out.write_all(&bytes[from..at])?;
            out.write_all(escape)?;
            from = at + len;
        }
        out.write_all(&bytes[from..])
    }
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    id: &'a str,
    source: SourceOut<'a>,
    title: Option<Piece<'a>>,
    published: Option<PublishedOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    language: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    text: &'a str,
    body: Vec<Range>,
    statements: Vec<StatementOut<'a>>,
    entities: Vec<EntityOut<'a>>,
    designations: List<'a, DesignationOut<'a>>,
    figures: List<'a, FigureOut<'a>>,
    meetings: List<'a, MeetingOut<'a>>,
}

/// A list as it was read, or as a record has kept it.
#[derive(Serialize)]
#[serde(untagged)]
enum List<'a, T> {
    Read(Vec<T>),
    Kept(&'a serde_json::value::RawValue),
}

/// Where an article came from.
#[derive(Serialize)]
pub(crate) struct SourceOut<'a> {
    path: &'a str,
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    url: Option<&'a str>,
    outlet: Option<OutletOut<'a>>,
    media_type: &'a str,
    sha256: &'a str,
    text_start: u32,
}

#[derive(Serialize)]
struct OutletOut<'a> {
    id: Option<&'a str>,
    name: &'a str,
}

#[derive(Serialize)]
struct PublishedOut<'a> {
    value: &'a str,
    precision: &'a str,
    basis: &'a str,
    confidence: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
}

#[derive(Serialize)]
struct Range {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Piece<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct StatementOut<'a> {
    id: String,
    kind: &'a str,
    act: &'a str,
    content: Vec<Piece<'a>>,
    cue: CueOut<'a>,
    speaker: SpeakerOut<'a>,
    chain: Vec<PartyOut<'a>>,
    addressee: Option<PartyOut<'a>>,
    time: Option<TimeOut<'a>>,
    occasion: Option<Piece<'a>>,
    about: Vec<&'a str>,
    stance: StanceOut<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    demand: Option<DemandOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    denies: Option<DenialOut<'a>>,
    r#in: Option<String>,
    confidence: f64,
    why: &'a str,
    /// What people said about it, in a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'a str>,
}

#[derive(Serialize)]
struct CueOut<'a> {
    #[serde(flatten)]
    place: Piece<'a>,
    lemma: &'a str,
}

#[derive(Serialize)]
struct SpeakerOut<'a> {
    entity: Option<&'a str>,
    name: &'a str,
    aliases: &'a [String],
    name_en: Option<&'a str>,
    name_en_basis: Option<&'a str>,
    mention: Option<Piece<'a>>,
    via: &'a str,
}

#[derive(Serialize)]
struct PartyOut<'a> {
    entity: Option<&'a str>,
    name: &'a str,
    mention: Piece<'a>,
}

#[derive(Serialize)]
struct TimeOut<'a> {
    #[serde(flatten)]
    place: Piece<'a>,
    value: Option<String>,
    precision: Option<&'a str>,
}

#[derive(Serialize)]
struct EntityOut<'a> {
    id: &'a str,
    r#type: &'a str,
    name: &'a str,
    name_en: Option<&'a str>,
    name_en_basis: Option<&'a str>,
    mentions: Vec<Piece<'a>>,
}

/// One article under one table of offsets.
struct View<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
    id: &'a str,
    /// When the article was published, in ISO 8601.
    published: Option<&'a str>,
    reading: &'a Reading,
}

impl<'a> View<'a> {
    fn article(&self, article: &'a Article) -> ArticleOut<'a> {
        ArticleOut {
            id: self.id,
            source: self.source(article),
            title: article.title.map(|s| self.piece(s)),
            published: article.published.as_ref().map(|p| PublishedOut {
                value: &p.value,
                precision: p.precision,
                basis: basis(p.basis),
                confidence: hundredths(p.confidence),
                evidence: evidence(p),
                notes: &p.notes,
            }),
            author: article.author.as_deref(),
            language: language(article.language),
            notes: &article.notes,
            text: self.text,
            body: article.body.iter().map(|s| self.range(*s)).collect(),
            statements: self.all(&self.reading.statements, Self::statement),
            entities: self.all(&self.reading.entities, Self::named),
            designations: List::Read(self.all(&self.reading.designations, Self::designation)),
            figures: List::Read(self.all(&self.reading.figures, Self::figure)),
            meetings: List::Read(self.all(&self.reading.meetings, Self::meeting)),
        }
    }

    fn source(&self, article: &'a Article) -> SourceOut<'a> {
        source(article, &self.reading.entities, &self.offsets)
    }

    fn statement(&self, s: &'a Statement) -> StatementOut<'a> {
        let within = s.within.and_then(|k| self.reading.statements.get(k));
        StatementOut {
            id: self.statement_id(s),
            kind: s.kind.name(),
            act: s.act.name(),
            content: s.content.iter().map(|c| self.piece(*c)).collect(),
            cue: CueOut { place: self.piece(s.cue.span), lemma: &s.cue.lemma },
            speaker: self.speaker(&s.speaker),
            chain: self.all(&s.chain, Self::party),
            addressee: s.addressee.as_ref().map(|p| self.party(p)),
            time: s.time.map(|t| {
                let value = self.published.and_then(|p| when::day(t.of(self.text), p));
                TimeOut { place: self.piece(t), precision: value.is_some().then_some("day"), value }
            }),
            occasion: s.occasion.map(|o| self.piece(o)),
            about: (s.about.iter()).filter_map(|&k| self.entity(Some(k))).map(|e| e.id.as_str()).collect(),
            stance: self.stance(&s.stance),
            demand: s.demand.as_ref().map(|d| self.demand(d)),
            denies: s.denies.as_ref().map(|d| self.denial(d)),
            r#in: within.map(|w| self.statement_id(w)),
            confidence: hundredths(s.confidence),
            why: s.why,
            verdict: None,
        }
    }

    fn statement_id(&self, s: &Statement) -> String {
        statement_id(self.id, &self.offsets, s)
    }

    fn speaker(&self, s: &'a Speaker) -> SpeakerOut<'a> {
        let entity = self.entity(s.entity);
        SpeakerOut {
            entity: entity.map(|e| e.id.as_str()),
            name: &s.name,
            aliases: entity.map_or(&[], |e| &e.aliases),
            name_en: entity.and_then(|e| e.name_en.as_deref()),
            name_en_basis: entity.and_then(|e| e.name_en_basis).map(EnglishBasis::name),
            mention: s.mention.map(|m| self.piece(m)),
            via: s.via.name(),
        }
    }

    fn party(&self, p: &'a Party) -> PartyOut<'a> {
        PartyOut { entity: self.entity(p.entity).map(|e| e.id.as_str()), name: &p.name, mention: self.piece(p.mention) }
    }

    fn named(&self, e: &'a Entity) -> EntityOut<'a> {
        EntityOut {
            id: &e.id,
            r#type: e.kind.name(),
            name: &e.name,
            name_en: e.name_en.as_deref(),
            name_en_basis: e.name_en_basis.map(EnglishBasis::name),
            mentions: e.mentions.iter().map(|m| self.piece(*m)).collect(),
        }
    }

    fn all<T, R>(&self, from: &'a [T], to: impl Fn(&Self, &'a T) -> R) -> Vec<R> {
        from.iter().map(|x| to(self, x)).collect()
    }

    fn entity(&self, index: Option<usize>) -> Option<&'a Entity> {
        self.reading.entities.get(index?)
    }

    fn range(&self, span: Span) -> Range {
        Range { start: self.offsets.at(span.start), end: self.offsets.at(span.end) }
    }

    fn piece(&self, span: Span) -> Piece<'a> {
        let Range { start, end } = self.range(span);
        Piece { start, end, text: span.of(self.text) }
    }
}

/// Two decimals are all that a confidence bears.
pub fn hundredths(confidence: f32) -> f64 {
    (f64::from(confidence.clamp(0.0, 1.0)) * 100.0).round() / 100.0
}

pub mod stored;
#[cfg(test)]
mod tests;
