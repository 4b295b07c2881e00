//! `rawi pages`: articles in, the same articles out, clean.

use rawi_page::Article;
use rawi_speech::Reading;
use serde::Serialize;
use serde_json::ser::Serializer;

use crate::args::{PagesArgs, PagesFormat};
use crate::exit::Outcome;
use crate::plan::{PagesPlan, Surroundings};
use crate::read::each_article;
use crate::render::{Entry, Render};
use crate::wire::{self, LineSafe};

/// Runs the command.
pub fn run(typed: PagesArgs) -> anyhow::Result<Outcome> {
    let plan = PagesPlan::new(typed, &Surroundings::now());
    let render: &dyn Render = match plan.format {
        PagesFormat::Jsonl => &Jsonl,
        PagesFormat::Text => &Text,
    };
    each_article(&plan.input, |_| Reading::default(), render)
}

/// The parts of the text that are the article, a line end between them.
fn body(article: &Article) -> String {
    let parts: Vec<&str> = article.body.iter().map(|part| part.of(&article.text)).collect();
    parts.join("\n")
}

/// The headline on one line; empty where there is none.
fn title(article: &Article) -> String {
    let title = article.title.map_or("", |t| t.of(&article.text));
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One JSON object an article, in fields that are found again under their usual names.
struct Jsonl;

#[derive(Serialize)]
struct Page<'a> {
    id: &'a str,
    title: Option<&'a str>,
    author: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    published_precision: Option<&'a str>,
    published_basis: Option<&'a str>,
    published_confidence: Option<f64>,
    language: &'a str,
    url: Option<&'a str>,
    text: &'a str,
    source: Source<'a>,
}

#[derive(Serialize)]
struct Source<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    media_type: &'a str,
    sha256: &'a str,
}

impl Render for Jsonl {
    fn article(&self, _: u64, article: &Article, _: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
        let (title, text) = (title(article), body(article));
        let source = &article.source;
        let published = article.published.as_ref();
        let page = Page {
            id: wire::id(article),
            title: Some(title.as_str()).filter(|t| !t.is_empty()),
            author: article.author.as_deref(),
            outlet: source.outlet.as_deref(),
            published: published.map(|p| p.value.as_str()),
            published_precision: published.map(|p| p.precision),
            published_basis: published.map(|p| wire::basis(p.basis)),
            published_confidence: published.map(|p| wire::hundredths(p.confidence)),
            language: article.language.code(),
            url: source.url.as_deref(),
            text: &text,
            source: Source {
                path: &source.path,
                line: source.line,
                record: source.record,
                offset: source.offset,
                media_type: source.media_type,
                sha256: &source.sha256,
            },
        };
        page.serialize(&mut Serializer::with_formatter(&mut *out, LineSafe))?;
        out.push(b'\n');
        Ok(None)
    }
}

/// Headline and text, for reading and for tools that want words.
struct Text;

impl Render for Text {
    fn article(&self, _: u64, article: &Article, _: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
        for part in [title(article), body(article)].iter().filter(|p| !p.is_empty()) {
            out.extend_from_slice(part.as_bytes());
            out.extend_from_slice(b"\n\n");
        }
        out.extend_from_slice(b"---\n");
        Ok(None)
    }
}
