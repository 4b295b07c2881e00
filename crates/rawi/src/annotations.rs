//! Statements as W3C Web Annotations: one annotation a line, each JSON-LD that stands alone.
//!
//! The target is the article (its address, else a name made of its hash), by the words that are said with some before and
//! after them (`TextQuoteSelector`) and by their place in code points in the article's text (`TextPositionSelector`).

use rawi_page::{Article, Language};
use rawi_speech::{Reading, Statement};
use rawi_text::Span;
use serde::Serialize;

use crate::offsets::Offsets;
use crate::render::{Entry, Render};
use crate::{labels, wire};

/// The form for annotation tools.
pub struct Annotations;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Code points of text before and after a quotation.
const AROUND: usize = 32;

#[derive(Serialize)]
struct Annotation<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    generator: Generator,
    body: Vec<Body<'a>>,
    target: Vec<Target<'a>>,
}

#[derive(Serialize)]
struct Generator {
    r#type: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    purpose: &'static str,
    value: &'a str,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
}

#[derive(Serialize)]
struct Target<'a> {
    source: &'a str,
    selector: (Quote<'a>, Position),
}

#[derive(Serialize)]
struct Quote<'a> {
    r#type: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Serialize)]
struct Position {
    r#type: &'static str,
    start: u32,
    end: u32,
}

impl Render for Annotations {
    fn article(&self, _number: u64, article: &Article, reading: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
        let offsets = Offsets::new(&article.text);
        let source = source(article);
        for statement in &reading.statements {
            let annotation = annotation(article, &source, &offsets, statement);
            wire::line(&annotation, out)?;
        }
        Ok(None)
    }
}

/// An article's address where it is an IRI, else a name.
fn source(article: &Article) -> String {
    let url = article.source.url.as_deref().filter(|u| {
        let rest = u.strip_prefix("https://").or_else(|| u.strip_prefix("http://"));
        let iri =
            |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`');
        rest.is_some_and(|r| !r.is_empty() && r.chars().all(iri))
    });
    url.map_or_else(|| format!("urn:rawi:{}", wire::id(article)), str::to_owned)
}

fn annotation<'a>(article: &'a Article, source: &'a str, offsets: &Offsets<'_>, s: &'a Statement) -> Annotation<'a> {
    let language = (article.language == Language::Arabic).then_some("ar");
    let text = |purpose, value: &'a str, language| Body { r#type: "TextualBody", purpose, value, format: "text/plain", language };
    let target = |span: &Span| Target {
        source,
        selector: (
            Quote {
                r#type: "TextQuoteSelector",
                exact: span.of(&article.text),
                prefix: before(&article.text, span.start as usize),
                suffix: after(&article.text, span.end as usize),
            },
            Position { r#type: "TextPositionSelector", start: offsets.at(span.start), end: offsets.at(span.end) },
        ),
    };
    // a statement without a content of its own (رفض ذلك) is where its cue is
    let spans = if s.content.is_empty() { std::slice::from_ref(&s.cue.span) } else { &s.content };
    Annotation {
        context: CONTEXT,
        id: format!("urn:rawi:{}", wire::statement_id(wire::id(article), offsets, s)),
        r#type: "Annotation",
        motivation: "identifying",
        generator: Generator { r#type: "Software", name: concat!("Rawi ", env!("CARGO_PKG_VERSION")) },
        body: vec![
            text("identifying", labels::speaker(&s.speaker.name), language),
            text("classifying", s.act.name(), Some("en")),
            text("describing", s.cue.span.of(&article.text), language),
        ],
        target: spans.iter().map(target).collect(),
    }
}

fn before(text: &str, at: usize) -> &str {
    let head = &text[..at];
    let start = head.char_indices().rev().nth(AROUND - 1).map_or(0, |(i, _)| i);
    &head[start..]
}

fn after(text: &str, at: usize) -> &str {
    let tail = &text[at..];
    &tail[..tail.char_indices().nth(AROUND).map_or(tail.len(), |(i, _)| i)]
}
