//! A page saved as a MIME message, by `mail-parser`: the page itself, of the parts that it was saved with.
//!
//! The message is held whole, as browsers write it for one page; `mail-parser` has no limits of its own on
//! how messages lie in messages, so that only the outermost is looked into.

use mail_parser::{MessageParser, MimeHeaders, PartType};

/// The page and what is told of it.
pub(crate) struct Saved {
    pub(crate) html: Vec<u8>,
    pub(crate) charset: Option<String>,
    pub(crate) url: Option<String>,
}

/// The first part that is a page (what the message as a whole is about, if it says so).
pub(crate) fn page(bytes: &[u8]) -> Result<Saved, &'static str> {
    if deep(bytes) {
        return Err("has more parts in parts than are looked into");
    }
    let Some(message) = MessageParser::default().parse(bytes) else { return Err("is no MIME message") };
    let told = message.header_raw("Snapshot-Content-Location").map(|u| u.trim().to_owned());
    let place = |part: &mail_parser::MessagePart<'_>| part.content_location().map(|l| l.trim().to_owned());
    let is_page = |part: &&mail_parser::MessagePart<'_>| {
        let typed = part.content_type().is_some_and(|t| {
            let sub = t.subtype().unwrap_or_default();
            (t.ctype().eq_ignore_ascii_case("text") && sub.eq_ignore_ascii_case("html")) || sub.eq_ignore_ascii_case("xhtml+xml")
        });
        typed && !part.contents().is_empty()
    };
    let pages = || message.parts.iter().filter(is_page);
    let part = pages().find(|p| told.is_some() && place(p) == told).or_else(|| pages().next());
    let Some(part) = part else { return Err("holds no page (no part of the type text/html)") };
    // What is text is decoded already; the page's own word about its encoding no longer holds.
    let (html, charset) = match &part.body {
        PartType::Text(text) | PartType::Html(text) => (text.as_bytes().to_vec(), Some("utf-8".to_owned())),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => (bytes.to_vec(), None),
        _ => return Err("holds a page that cannot be taken out of it"),
    };
    Ok(Saved { html, charset, url: place(part).or(told).filter(|u| u.contains("://")) })
}

/// Whether parts are announced more often than a saved page has them.
fn deep(bytes: &[u8]) -> bool {
    const MOST: usize = 10_000;
    memchr::memmem::find_iter(bytes, b"multipart/").count() > 64
        || memchr::memmem::find_iter(bytes, b"\nContent-Type:").count() > MOST
}
