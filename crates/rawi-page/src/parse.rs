//! From a piece to an article.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use rawi_text::Span;
use sha2::{Digest, Sha256};

use crate::article::{Article, Source};
use crate::date;
use crate::decode::{Undecodable, decode};
use crate::error::InputError;
use crate::furniture::furniture;
use crate::html;
use crate::input::{Kind, Raw};
use crate::language::language;
use crate::lines::{lines, trimmed};
use crate::options::Options;
use crate::record::{self, Date, Refused};
use crate::title::{title, unlabelled};

/// Makes an article of a piece. It touches nothing but its arguments, and may run on any thread.
pub fn parse(raw: Raw, options: &Options) -> Result<Article, InputError> {
    let mut article = match raw.kind {
        Kind::Plain => plain(&raw)?,
        Kind::Record | Kind::Object => from_record(&raw, options)?,
        Kind::Html => from_page(&raw, options)?,
    };
    if u32::try_from(article.text.len()).is_err() {
        return Err(InputError::new(&raw.path, "is larger than 4 GB").at_line(raw.line));
    }
    article.source.path = raw.path.to_string();
    article.source.line = raw.line;
    article.source.sha256 = hex(&Sha256::digest(&raw.bytes));
    lay_out(&mut article);
    Ok(article)
}

fn plain(raw: &Raw) -> Result<Article, InputError> {
    let text = decode(&raw.bytes).map_err(|Undecodable { offset, what }| {
        let byte = raw.bytes.get(offset).copied().unwrap_or_default();
        InputError::new(&raw.path, format!("byte {offset} (0x{byte:02X}) {what}; save it as UTF-8"))
    })?;
    if text.trim().is_empty() {
        return Err(InputError::new(&raw.path, "holds nothing but blanks"));
    }
    let source = Source { media_type: "text/plain", ..Source::default() };
    Ok(Article { source, text, ..Article::default() })
}

fn from_page(raw: &Raw, options: &Options) -> Result<Article, InputError> {
    let page = html::article(&raw.bytes, &html::Hints::default(), &options.page)
        .map_err(|refused| InputError::new(&raw.path, refused.to_string()).at_line(raw.line))?;
    if page.blocks.is_empty() {
        return Err(InputError::new(&raw.path, "is a page without an article's text").at_line(raw.line));
    }
    Ok(page.into_article())
}

fn from_record(raw: &Raw, options: &Options) -> Result<Article, InputError> {
    let json: Cow<'_, str> = match simdutf8::basic::from_utf8(&raw.bytes) {
        Ok(json) => Cow::Borrowed(json),
        Err(_) => Cow::Owned(decode(&raw.bytes).map_err(|Undecodable { offset, what }| {
            let column = offset as u64 + 1;
            InputError::new(&raw.path, format!("byte {offset} {what}; save it as UTF-8")).at_line(raw.line).at_column(column)
        })?),
    };
    let json = json.strip_prefix('\u{feff}').unwrap_or(&json).trim_end();
    let record = record::read(json, options).map_err(|refused| match refused {
        Refused::Json(error) => not_json(raw, json, &error),
        Refused::Field(what) => InputError::new(&raw.path, what).at_line(raw.line.or(Some(1))),
    })?;
    // A title of blanks and marks is none.
    let title = record.title.as_deref().filter(|t| t.chars().any(char::is_alphanumeric));
    let headed = title.filter(|t| !record.text.trim_start().starts_with(t.trim()));
    let mut text = String::with_capacity(record.text.len() + headed.map_or(0, |t| t.len() + 2));
    if let Some(title) = headed {
        text.push_str(title);
        text.push_str("\n\n");
    }
    let text_start =
        u32::try_from(text.len()).map_err(|_| InputError::new(&raw.path, "the title is larger than 4 GB").at_line(raw.line))?;
    text.push_str(&record.text);
    let title = title.map(|title| {
        let start = match headed {
            Some(_) => 0,
            None => text.len() - text.trim_start().len(),
        };
        let end = start + if headed.is_some() { title.len() } else { title.trim().len() };
        span(unlabelled(&text, trimmed(&text, start..end)))
    });
    let published = match &record.date {
        Some(Date::Text(date)) => date::from_field(date),
        Some(Date::Number(n)) => date::from_number(*n),
        None => None,
    };
    let source = Source {
        url: record.url.map(Cow::into_owned),
        outlet: record.outlet.map(Cow::into_owned),
        outlet_id: None,
        media_type: if raw.kind == Kind::Object { "application/json" } else { "application/jsonl" },
        text_start,
        ..Source::default()
    };
    Ok(Article { source, text, title, published, ..Article::default() })
}

/// A fault in the JSON, with its place: the line in the file, and the column in characters.
fn not_json(raw: &Raw, json: &str, error: &serde_json::Error) -> InputError {
    let line = json.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let head = line.as_bytes().get(..error.column()).unwrap_or(line.as_bytes());
    let column = String::from_utf8_lossy(head).chars().count().max(1) as u64;
    let place = match raw.line {
        Some(line) => line + error.line().saturating_sub(1) as u64,
        None => error.line() as u64,
    };
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default();
    InputError::new(&raw.path, format!("no JSON object: {what}; one object a line is expected"))
        .at_line(Some(place))
        .at_column(column)
}

/// Headline, body, language and date, where the input did not tell them.
fn lay_out(article: &mut Article) {
    let text = article.text.as_str();
    let lines = lines(text, 0);
    let title = article.title.map(Span::range).or_else(|| title(text, &lines));
    let cuts = furniture(text, &lines, title.as_ref());
    article.body = body(text, title.as_ref(), cuts);
    article.language = language(text);
    if article.published.is_none() {
        article.published = date::from_text(text, &lines, title.as_ref());
    }
    article.title = title.map(span);
}

/// What is left of the text without its headline and the parts that are cut.
fn body(text: &str, title: Option<&Range<usize>>, mut cuts: Vec<Range<usize>>) -> Vec<Span> {
    if let Some(title) = title {
        // The label before a headline goes with it.
        let line = text[..title.start].rfind('\n').map_or(0, |i| i + 1);
        cuts.push(line..title.end);
        cuts.sort_unstable_by_key(|c| (c.start, c.end));
    }
    let mut out = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain(std::iter::once(text.len()..text.len())) {
        let part = trimmed(text, from..cut.start.max(from));
        if text[part.clone()].chars().any(char::is_alphanumeric) {
            out.push(span(part));
        }
        from = from.max(cut.end);
    }
    out
}

/// Texts are checked to be shorter than 4 GB before any span is made.
fn span(range: Range<usize>) -> Span {
    Span::new(u32::try_from(range.start).unwrap_or(u32::MAX), u32::try_from(range.end).unwrap_or(u32::MAX))
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len());
    for b in bytes {
        // Writing to a string does not fail.
        let _ = write!(out, "{b:02x}");
    }
    out
}
