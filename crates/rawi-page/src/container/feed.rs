//! Feeds: RSS, Atom and JSON Feed, by `feed-rs`, an article an item.
//!
//! A feed is read whole (it is refused where it is larger than an article may be), since that is how `feed-rs`
//! reads. What it does not look after is looked after before it: elements that stand in one another without
//! end, which it would follow with the stack.

use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::vec::IntoIter;

use chrono::DateTime;
use feed_rs::model::{Entry, Feed as Model, Link};

use crate::error::InputError;
use crate::fetched::FeedItem;
use crate::html::is_html;
use crate::options::Options;
use crate::raw::{About, Kind, Place, Raw};

use super::{Container, Step};

/// How deep elements may stand in one another.
const DEEPEST: usize = 256;

pub(crate) struct Feed {
    path: Arc<str>,
    outlet: Option<String>,
    entries: IntoIter<Entry>,
    dates: Vec<String>,
    number: u64,
}

impl Feed {
    /// `bytes` is the whole feed.
    pub(crate) fn new(path: Arc<str>, bytes: &[u8]) -> Result<Self, InputError> {
        let (feed, dates) = read(&path, bytes)?;
        let outlet = feed.title.map(|t| t.content.trim().to_owned()).filter(|t| !t.is_empty());
        Ok(Self { path, outlet, entries: feed.entries.into_iter(), dates, number: 0 })
    }

    fn piece(&self, entry: Entry) -> Option<Raw> {
        let text = |t: Option<feed_rs::model::Text>| t.map(|t| (t.content, t.content_type.subty().as_str() != "plain"));
        let content = entry.content.and_then(|c| {
            let kind = (c.content_type.ty().as_str() == "text").then(|| c.content_type.subty().as_str() != "plain");
            let markup = kind.or_else(|| c.content_type.subty().as_str().contains("html").then_some(true))?;
            c.body.map(|body| (body, markup))
        });
        let filled = |(body, _): &(String, bool)| !body.trim().is_empty();
        let (body, markup) = content.filter(filled).or_else(|| text(entry.summary).filter(filled)).unwrap_or_default();
        let title = entry.title.map(|t| plain(&t.content)).filter(|t| !t.is_empty());
        if body.is_empty() && title.is_none() {
            return None;
        }
        let link = link(&entry.links);
        let author =
            entry.authors.iter().filter_map(|a| a.name.as_deref()).map(str::trim).filter(|a| !a.is_empty()).collect::<Vec<_>>();
        let date = entry.published.or(entry.updated).and_then(|d| self.dates.get(usize::try_from(d.timestamp()).ok()?));
        let about = About {
            media_type: Some("application/feed"),
            url: link.map(|l| l.href.clone()),
            title,
            date: date.cloned(),
            outlet: self.outlet.clone(),
            author: (!author.is_empty()).then(|| author.join("، ")),
            ..About::default()
        };
        // Some feeds say that their markup is plain text.
        let html = markup || crate::detect::by_markup(body.trim_start().as_bytes()).is_some();
        Some(Raw::new(&self.path, Place::record(self.number), Kind::Item { html }, body.into_bytes()).about(about))
    }
}

impl Container for Feed {
    fn next(&mut self, _: &Options) -> Option<Step> {
        let entry = self.entries.next()?;
        self.number += 1;
        Some(self.piece(entry).map_or(Step::Passed, Step::Piece))
    }
}

/// A feed's title, and its items that have an address.
pub(crate) fn items(path: &Arc<str>, bytes: &[u8]) -> Result<(Option<String>, Vec<FeedItem>), InputError> {
    if bytes.trim_ascii().is_empty() {
        return Err(InputError::new(path, "is empty"));
    }
    if is_html(bytes) {
        return Err(InputError::new(path, "is a page and no feed: give the address of the feed, which the page may name"));
    }
    let (feed, dates) = read(path, bytes)?;
    let date = |d: Option<DateTime<chrono::Utc>>| dates.get(usize::try_from(d?.timestamp()).ok()?).cloned();
    let items = feed.entries.iter().filter_map(|entry| {
        let url = link(&entry.links).map(|l| l.href.trim().to_owned()).filter(|u| !u.is_empty())?;
        let title = entry.title.as_ref().map(|t| plain(&t.content)).unwrap_or_default();
        Some(FeedItem { url, title, changed: date(entry.updated).or_else(|| date(entry.published)) })
    });
    let items = items.collect();
    Ok((feed.title.map(|t| plain(&t.content)).filter(|t| !t.is_empty()), items))
}

fn link(links: &[Link]) -> Option<&Link> {
    links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(links.first())
}

/// The feed with its dates, if it is one that can be read.
fn read(path: &Arc<str>, bytes: &[u8]) -> Result<(Model, Vec<String>), InputError> {
    if let Some(place) = too_deep(bytes) {
        let what = format!("byte {place}: elements stand in one another more than {DEEPEST} deep; the feed is not read");
        return Err(InputError::new(path, what));
    }
    model(bytes).map_err(|what| InputError::new(path, format!("cannot be read as a feed: {what}")))
}

/// The feed, and its dates as they are written. `feed-rs` would turn them into UTC, and the day of publication where
/// the outlet is would be lost; so each is handed to it as a number, under which the date itself is kept.
fn model(bytes: &[u8]) -> Result<(Model, Vec<String>), String> {
    let dates = Arc::new(Mutex::new(Vec::new()));
    let kept = dates.clone();
    let parser = feed_rs::parser::Builder::new()
        .sanitize_content(false)
        .timestamp_parser(move |date| {
            let mut dates = kept.lock().unwrap_or_else(PoisonError::into_inner);
            dates.push(date.to_owned());
            DateTime::from_timestamp(dates.len() as i64 - 1, 0)
        })
        .id_generator(|_, _, _| String::new())
        .build();
    let feed = parser.parse(bytes).map_err(|e| e.to_string())?;
    let dates = std::mem::take(&mut *dates.lock().unwrap_or_else(PoisonError::into_inner));
    Ok((feed, dates))
}

/// A title without its markup.
fn plain(title: &str) -> String {
    if !title.contains(['<', '&']) {
        return title.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let document = dom_query::Document::fragment(title);
    document.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first place where elements (or the brackets of a JSON feed) stand too deep.
fn too_deep(bytes: &[u8]) -> Option<usize> {
    let mut deep = 0usize;
    let mut at = 0;
    while let Some(i) = memchr::memchr(b'<', bytes.get(at..)?) {
        at += i + 1;
        let rest = &bytes[at..];
        let ends = |with: &[u8]| memchr::memmem::find(rest, with).map_or(rest.len(), |i| i + with.len());
        match rest {
            [b'!', b'-', b'-', ..] => at += ends(b"-->"),
            [b'!', b'[', b'C', ..] => at += ends(b"]]>"),
            [b'!' | b'?', ..] => {}
            [b'/', ..] => deep = deep.saturating_sub(1),
            _ => {
                let end = ends(b">");
                let empty = end >= 2 && rest.get(end - 2) == Some(&b'/');
                deep += usize::from(!empty);
                if deep > DEEPEST {
                    return Some(at);
                }
            }
        }
    }
    None
}

/// Reads a feed of bounded size.
pub(crate) fn read_whole(from: impl Read, limit: usize) -> std::io::Result<Option<Vec<u8>>> {
    super::payload::all(from, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted() {
        assert_eq!(too_deep(b"<rss><a/><!-- <x> --><b></b><![CDATA[<<<<]]></rss>"), None);
        assert!(too_deep(&b"<x>".repeat(100_000)).is_some());
        assert_eq!(too_deep(&b"<x></x>".repeat(100_000)), None);
    }

    #[test]
    fn titles_lose_their_markup() {
        assert_eq!(plain(" قال  نعم "), "قال نعم");
        assert_eq!(plain("<b>قال</b> &quot;نعم&quot;"), "قال \"نعم\"");
    }
}
