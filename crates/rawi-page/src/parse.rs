//! From a piece to an article.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use rawi_text::Span;
use sha2::{Digest, Sha256};

use crate::article::{Article, Source};
use crate::container::mhtml;
use crate::container::payload::{self, undone};
use crate::container::table::{self, Header};
use crate::date;
use crate::decode::{Undecodable, decode};
use crate::error::InputError;
use crate::furniture::furniture;
use crate::html::{self, Hints};
use crate::language::language;
use crate::lines::{lines, trimmed};
use crate::options::Options;
use crate::raw::{About, Kind, Raw};
use crate::record::{self, Date, Record, Refused};
use crate::title::{title, unlabelled};

/// Makes an article of a piece; `None` where it turns out to be none, or is not wanted by the filter. It touches
/// nothing but its arguments, and may run on any thread.
pub fn parse(mut raw: Raw, options: &Options) -> Result<Option<Article>, InputError> {
    let filter = &options.filter;
    let sha256 = hex(&Sha256::digest(&raw.bytes));
    let about = raw.about.take().map(|about| *about).unwrap_or_default();
    let found = match &raw.kind {
        Kind::Plain => plain(&mut raw, about, options)?,
        Kind::Html => page(&mut raw, about, options)?,
        Kind::Mhtml => saved(&raw, options)?,
        Kind::Item { html } => item(&raw, *html, about, options)?,
        Kind::Record | Kind::Object => from_record(&raw, &about, options)?,
        Kind::Row(header) => from_row(&raw, header, options)?,
    };
    let Some(mut article) = found else { return Ok(None) };
    if u32::try_from(article.text.len()).is_err() {
        return Err(raw.error("is larger than 4 GB"));
    }
    article.source.path = raw.path.to_string();
    article.source.line = raw.place.line;
    article.source.record = raw.place.record;
    article.source.offset = raw.place.offset;
    article.source.sha256 = sha256;
    lay_out(&mut article);
    let source = &article.source;
    let wanted = filter.wants_language(article.language.code())
        && filter.wants_date(article.published.as_ref())
        && filter.wants_outlet(source.outlet.as_deref(), source.url.as_deref());
    Ok(wanted.then_some(article))
}

/// A piece's bytes with the codings of its payload undone.
fn payload(raw: &mut Raw, about: &About, options: &Options) -> Result<Vec<u8>, InputError> {
    let failed = |what: String| raw.place.error(&raw.path, what, about.url.as_deref());
    let bytes = undone(std::mem::take(&mut raw.bytes), &about.codings, options).map_err(failed)?;
    match (payload::lies(&bytes), &about.said) {
        (Some(is), Some(said)) => {
            Err(raw.place.error(&raw.path, format!("is said to be {said} and is {is}"), about.url.as_deref()))
        }
        _ => Ok(bytes),
    }
}

fn undecodable(bytes: &[u8], Undecodable { offset, what }: &Undecodable) -> String {
    let byte = bytes.get(*offset).copied().unwrap_or_default();
    format!("byte {offset} (0x{byte:02X}) {what}; save it as UTF-8")
}

fn plain(raw: &mut Raw, about: About, options: &Options) -> Result<Option<Article>, InputError> {
    let bytes = payload(raw, &about, options)?;
    let failed = |what: String| raw.place.error(&raw.path, what, about.url.as_deref());
    let text = decode(&bytes).map_err(|e| failed(undecodable(&bytes, &e)))?;
    if text.trim().is_empty() {
        return if raw.place.record.is_some() { Ok(None) } else { Err(failed("holds nothing but blanks".to_owned())) };
    }
    let source = Source { media_type: "text/plain", url: about.url, ..Source::default() };
    Ok(Some(Article { source, text, ..Article::default() }))
}

/// A page as it came over the wire, or from a file.
fn page(raw: &mut Raw, about: About, options: &Options) -> Result<Option<Article>, InputError> {
    let bytes = payload(raw, &about, options)?;
    read_page(raw, &bytes, &about, options)
}

fn read_page(raw: &Raw, bytes: &[u8], about: &About, options: &Options) -> Result<Option<Article>, InputError> {
    let failed = |what: String| raw.place.error(&raw.path, what, about.url.as_deref());
    let hints = Hints { charset: about.charset.as_deref(), url: about.url.as_deref(), fetched: about.fetched.as_deref() };
    let page = html::article(bytes, &hints, &options.page).map_err(|e| failed(e.to_string()))?;
    if page.blocks.is_empty() {
        // Among the records of a crawl are many such; of a page that was given it is worth a word.
        return if raw.place.record.is_some() { Ok(None) } else { Err(failed("is a page without an article's text".to_owned())) };
    }
    let mut article = page.into_article();
    if let Some(media_type) = about.media_type {
        article.source.media_type = media_type;
    }
    Ok(Some(article))
}

/// A page saved as a MIME message.
fn saved(raw: &Raw, options: &Options) -> Result<Option<Article>, InputError> {
    let saved = mhtml::page(&raw.bytes).map_err(|what| raw.error(what))?;
    let about = About { media_type: Some("multipart/related"), charset: saved.charset, url: saved.url, ..About::default() };
    read_page(raw, &saved.html, &about, options)
}

/// An item of a feed: the feed's word on title, date and address, and its content as it stands.
fn item(raw: &Raw, is_html: bool, about: About, options: &Options) -> Result<Option<Article>, InputError> {
    let published = about.date.as_deref().and_then(date::from_field);
    let filter = &options.filter;
    if (published.is_some() && !filter.wants_date(published.as_ref()))
        || !filter.wants_outlet(about.outlet.as_deref(), about.url.as_deref())
    {
        return Ok(None);
    }
    let failed = |what: String| raw.place.error(&raw.path, what, about.url.as_deref());
    let text = String::from_utf8_lossy(&raw.bytes);
    let text: Cow<'_, str> = match is_html {
        true => Cow::Owned(html::fragment(&text, &options.page).map_err(|e| failed(e.to_string()))?),
        false => text,
    };
    let record = Record {
        text,
        title: about.title.as_deref().map(Cow::Borrowed),
        url: about.url.as_deref().map(Cow::Borrowed),
        outlet: about.outlet.as_deref().map(Cow::Borrowed),
        author: about.author.as_deref().map(Cow::Borrowed),
        ..Record::default()
    };
    if record.text.trim().is_empty() && record.title.is_none() {
        return Ok(None);
    }
    let mut article = of_record(raw, record, about.media_type.unwrap_or("application/feed"))?;
    article.published = published;
    Ok(Some(article))
}

fn from_record(raw: &Raw, about: &About, options: &Options) -> Result<Option<Article>, InputError> {
    let json: Cow<'_, str> = match simdutf8::basic::from_utf8(&raw.bytes) {
        Ok(json) => Cow::Borrowed(json),
        Err(_) => Cow::Owned(decode(&raw.bytes).map_err(|Undecodable { offset, what }| {
            let column = offset as u64 + 1;
            InputError::new(&raw.path, format!("byte {offset} {what}; save it as UTF-8"))
                .at_line(raw.place.line)
                .at_column(column)
        })?),
    };
    let json = json.strip_prefix('\u{feff}').unwrap_or(&json).trim_end();
    let record = match record::read(json, options) {
        Ok(record) => record,
        Err(Refused::Json(error)) => return Err(not_json(raw, json, &error)),
        // a row of a table of which the column of texts is known
        Err(Refused::Field(_)) if raw.place.record.is_some() => return Ok(None),
        Err(Refused::Field(what)) => return Err(InputError::new(&raw.path, what).at_line(raw.place.line.or(Some(1)))),
    };
    let media_type = about.media_type.unwrap_or(match raw.kind {
        Kind::Object => "application/json",
        _ => "application/jsonl",
    });
    told(raw, record, media_type, options)
}

fn from_row(raw: &Raw, header: &Header, options: &Options) -> Result<Option<Article>, InputError> {
    let fields = table::fields(&raw.bytes, header.delimiter).map_err(|what| raw.error(what))?;
    // The head has a column of texts: a row without one is empty, as in tables some are.
    let Ok(record) = record::row(&header.names, fields, options) else { return Ok(None) };
    told(raw, record, if header.delimiter == b'\t' { "text/tab-separated-values" } else { "text/csv" }, options)
}

/// A record that may hold a page, if it is wanted.
fn told(raw: &Raw, record: Record<'_>, media_type: &'static str, options: &Options) -> Result<Option<Article>, InputError> {
    let filter = &options.filter;
    let published = match &record.date {
        Some(Date::Text(date)) => date::from_field(date),
        Some(Date::Number(n)) => date::from_number(*n),
        None => None,
    };
    let unwanted = (published.is_some() && !filter.wants_date(published.as_ref()))
        || (!record.html && !filter.wants_outlet(record.outlet.as_deref(), record.url.as_deref()));
    if unwanted {
        return Ok(None);
    }
    if !record.html {
        let mut article = of_record(raw, record, media_type)?;
        article.published = published;
        return Ok(Some(article));
    }
    let owned = |field: &Option<Cow<'_, str>>| field.as_deref().map(str::to_owned);
    let about = About {
        media_type: Some(media_type),
        charset: Some("utf-8".to_owned()),
        url: owned(&record.url),
        fetched: owned(&record.fetched),
        ..About::default()
    };
    let Some(mut article) = read_page(raw, record.text.as_bytes(), &about, options)? else { return Ok(None) };
    article.published = published.or(article.published);
    article.source.outlet = owned(&record.outlet).or(article.source.outlet);
    article.author = owned(&record.author).or(article.author);
    Ok(Some(article))
}

/// Title and text of a record as one text.
fn of_record(raw: &Raw, record: Record<'_>, media_type: &'static str) -> Result<Article, InputError> {
    // A title of blanks and marks is none.
    let title = record.title.as_deref().filter(|t| t.chars().any(char::is_alphanumeric));
    let headed = title.filter(|t| !record.text.trim_start().starts_with(t.trim()));
    let mut text = String::with_capacity(record.text.len() + headed.map_or(0, |t| t.len() + 2));
    if let Some(title) = headed {
        text.push_str(title);
        text.push_str("\n\n");
    }
    let text_start = u32::try_from(text.len()).map_err(|_| raw.error("the title is larger than 4 GB"))?;
    text.push_str(&record.text);
    let title = title.map(|title| {
        let start = match headed {
            Some(_) => 0,
            None => text.len() - text.trim_start().len(),
        };
        let end = start + if headed.is_some() { title.len() } else { title.trim().len() };
        span(unlabelled(&text, trimmed(&text, start..end)))
    });
    let source = Source {
        url: record.url.map(Cow::into_owned),
        outlet: record.outlet.map(Cow::into_owned),
        media_type,
        outlet_id: None,
        text_start,
        ..Source::default()
    };
    Ok(Article { source, text, title, author: record.author.map(Cow::into_owned), ..Article::default() })
}

/// A fault in the JSON, with its place: the line in the file, and the column in characters.
fn not_json(raw: &Raw, json: &str, error: &serde_json::Error) -> InputError {
    let line = json.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let head = line.as_bytes().get(..error.column()).unwrap_or(line.as_bytes());
    let column = String::from_utf8_lossy(head).chars().count().max(1) as u64;
    if raw.place.record.is_some() {
        return raw.error("no JSON object");
    }
    let place = match raw.place.line {
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
    // A page was laid out where it was read.
    if !article.body.is_empty() {
        return;
    }
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
