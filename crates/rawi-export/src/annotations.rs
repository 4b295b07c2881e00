//! W3C Web Annotations (JSON-LD): a statement is an annotation of the words of an article, found again by the words
//! themselves and those around them.
//!
//! The bodies tell the speaker, the act and the words that attribute, as text, and then everybody who has a part in it, each
//! with a role. The target is the article (its address, else a name made of its hash), by the words that are said with some
//! before and after them, and by their place in code points in the article's text as it was read.

use std::io::Write;

use rawi_record::model::Range;
use serde_json::{Value, json};

use crate::iri::{Names, iri};
use crate::{Format, Report, Result, Said};

/// Code points before and after what is quoted.
const AROUND: u32 = 32;

/// What the terms mean: those of the model, and the role that somebody has.
pub fn context() -> Value {
    json!(["http://www.w3.org/ns/anno.jsonld", {"role": "urn:rawi:ns#role"}])
}

/// One statement as an annotation, without its context. `unnamed` is what a speaker without a name is called.
pub fn annotation(said: &Said<'_>, names: &Names, unnamed: &str) -> Value {
    let s = said.statement;
    let language = said.report.article().language.as_str();
    let text = |purpose: &str, value: &str, language: &str| {
        let mut body = json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value});
        if matches!(language, "ar" | "en") {
            body["language"] = language.into();
        }
        body
    };
    let speaker = if s.speaker.name.trim().is_empty() { unnamed } else { &s.speaker.name };
    let mut bodies =
        vec![text("identifying", speaker, language), text("classifying", &s.act, "en"), text("describing", said.cue(), language)];
    let chain = s.chain.iter().map(|p| ("chain", p.entity.as_deref(), p.name.as_str()));
    let addressee = s.addressee.iter().map(|p| ("addressee", p.entity.as_deref(), p.name.as_str()));
    let about = s.about.iter().map(|id| ("about", Some(id.as_str()), ""));
    let speaker = [("speaker", s.speaker.entity.as_deref(), s.speaker.name.as_str())];
    for (role, id, name) in speaker.into_iter().chain(chain).chain(addressee).chain(about) {
        bodies.extend(agent(said.report, names, role, id, name));
    }
    // a statement without a content of its own (رفض ذلك) is where its cue is
    let parts = if s.content.is_empty() { std::slice::from_ref(&s.cue) } else { &s.content[..] };
    json!({
        "id": names.statement(&said.id()),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"type": "Software", "name": concat!("Rawi ", env!("CARGO_PKG_VERSION"))},
        "body": bodies,
        "target": parts.iter().map(|part| target(said.report, names, *part)).collect::<Vec<_>>(),
    })
}

/// Somebody who has a part in a statement; nothing where nobody is named.
fn agent(report: &Report<'_>, names: &Names, role: &str, id: Option<&str>, name: &str) -> Option<Value> {
    let entity = id.and_then(|id| report.entity(id));
    let name = if name.trim().is_empty() { entity.map_or("", |e| e.name.as_str()) } else { name };
    let mut source = json!({"name": name});
    match id {
        Some(id) => source["id"] = names.actor(id).into(),
        None if name.is_empty() => return None,
        None => {}
    }
    match entity.map(|e| e.r#type.as_str()) {
        Some("person") => source["type"] = "Person".into(),
        Some("organisation" | "group" | "outlet") => source["type"] = "Organization".into(),
        _ => {}
    }
    Some(json!({"type": "SpecificResource", "purpose": "identifying", "role": role, "source": source}))
}

fn target(report: &Report<'_>, names: &Names, part: Range) -> Value {
    let before = Range { start: part.start.saturating_sub(AROUND), end: part.start };
    let after = Range { start: part.end, end: part.end.saturating_add(AROUND).min(report.places.len()) };
    json!({
        "source": report.url().map_or_else(|| names.article(report.article().reference()), iri),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": report.words(part),
                "prefix": report.words(before),
                "suffix": report.words(after),
            },
            {"type": "TextPositionSelector", "start": part.start, "end": part.end},
        ],
    })
}

/// Statements as one page of annotations.
#[derive(Debug)]
pub struct Annotations<W> {
    out: W,
    names: Names,
    unnamed: &'static str,
    any: bool,
}

impl<W: Write> Annotations<W> {
    /// Begins a page of annotations; `unnamed` is what a speaker without a name is called.
    pub fn new(mut out: W, names: Names, unnamed: &'static str) -> Result<Self> {
        write!(out, "{{\"@context\":{},\n\"type\":\"AnnotationPage\",\n\"items\":[", context())?;
        Ok(Self { out, names, unnamed, any: false })
    }
}

impl<W: Write> Format for Annotations<W> {
    fn article(&mut self, report: &Report<'_>) -> Result<()> {
        for said in report.said() {
            self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
            self.any = true;
            write!(self.out, "{}", annotation(&said, &self.names, self.unnamed))?;
        }
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}
