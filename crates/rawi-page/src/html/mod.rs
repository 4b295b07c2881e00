//! A page of HTML to what it carries: main text in blocks, headline, byline, outlet, publication, address.
//!
//! [`article`] is the one way in, for a file as for the payload of a container.

mod blocks;
mod cards;
mod charset;
mod flat;
mod guard;
mod linked;
mod main_text;
mod meta;
mod names;
mod parts;
mod published;
mod trim;

use std::fmt;

use dom_query::Document;

use rawi_text::Span;

use self::flat::Flat;
use self::meta::Meta;
use self::published::Around;
use crate::article::{Article, Language, Published, Source};

/// What is known of a page beside its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The encoding that the transport names (`charset` of a `Content-Type` header).
    pub charset: Option<&'a str>,
    /// The address that the page was fetched from.
    pub url: Option<&'a str>,
    /// When it was fetched, in ISO 8601 with a time zone; «قبل 3 ساعات» is told from it, and from nothing else.
    pub fetched: Option<&'a str>,
}

/// How many bytes [`is_html`] looks at.
pub(crate) const HEAD: usize = 1024;

/// Whether bytes begin like a page of HTML, in whatever encoding. Text that only quotes a tag further down is none.
pub fn is_html(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(HEAD).filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let mut rest: &[u8] = &head;
    for mark in [b"\xef\xbb\xbf".as_slice(), b"\xff\xfe", b"\xfe\xff"] {
        rest = rest.strip_prefix(mark).unwrap_or(rest);
    }
    loop {
        rest = rest.trim_ascii_start();
        // comments, and what an XML page begins with
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?xml") {
            b"?>"
        } else {
            break;
        };
        match memchr::memmem::find(rest, end) {
            Some(i) => rest = &rest[i + end.len()..],
            None => return false,
        }
    }
    let names: [&[u8]; 12] = [
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<title",
        b"<meta",
        b"<script",
        b"<div",
        b"<article",
        b"<main",
        b"<section",
        b"<table",
    ];
    names.iter().any(|n| rest.starts_with(n) && !rest.get(n.len()).is_some_and(u8::is_ascii_alphanumeric))
}

/// How much of a page is read. What goes beyond is refused before it is parsed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the page.
    pub bytes: usize,
    /// How deep elements may stand in one another.
    pub depth: usize,
    /// How many nodes the parser may have to make.
    pub nodes: usize,
    /// How many attributes one tag may have.
    pub attributes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 << 20, depth: 512, nodes: 1_000_000, attributes: 1_000 }
    }
}

/// Why a page is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub(crate) String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A sub-heading inside the article.
    Heading,
    /// A paragraph of a block quotation.
    Quote,
    /// An item of a list.
    Item,
}

/// One block of the main text: one line, blanks made single, no blanks at its edges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub text: String,
}

/// Something in or beside the main text that is not taken for the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why: `related`, `caption`, `share`, `tags`, `byline`, `comments`…
    pub why: &'static str,
    /// Its text, cut after 200 characters.
    pub text: String,
}

/// What was read from a page of HTML.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The headline, without the outlet's name.
    pub title: Option<String>,
    /// The lines between headline and text, where the page shows some that the text does not repeat.
    pub standfirst: Option<String>,
    /// The byline, as the page has it.
    pub author: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// When it was published, with basis, confidence and notes.
    pub published: Option<Published>,
    /// The address that the page gives for itself, else that of the hints.
    pub url: Option<String>,
    /// The language of the main text.
    pub language: Language,
    /// The main text.
    pub blocks: Vec<Block>,
    /// What was left out of it.
    pub left_out: Vec<LeftOut>,
    /// The encoding that the bytes were read in.
    pub encoding: &'static str,
    /// What is doubtful: evidence that disagrees, a fallback that was taken.
    pub notes: Vec<String>,
}

impl Page {
    /// The main text, a blank line between blocks.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.blocks.iter().map(|b| b.text.len() + 2).sum());
        for block in &self.blocks {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(&block.text);
        }
        out
    }

    /// The page as an article: headline, standfirst and main text in one text, a blank line between them. Path, line and
    /// hash of its source are for the caller to fill in.
    pub fn into_article(self) -> Article {
        let body = self.text();
        let mut text = String::with_capacity(body.len() + 400);
        let mut title = None;
        if let Some(line) = &self.title {
            title = Some(Span::new(0, offset(line.len())));
            text.push_str(line);
        }
        let mut parts = Vec::new();
        for part in self.standfirst.iter().map(String::as_str).chain([body.as_str()]).filter(|p| !p.is_empty()) {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            parts.push((text.len(), text.len() + part.len()));
            text.push_str(part);
        }
        let (from, to) = (parts.first().map_or(0, |p| p.0), parts.last().map_or(0, |p| p.1));
        let source =
            Source { url: self.url, outlet: self.outlet, media_type: "text/html", text_start: offset(from), ..Source::default() };
        let body = if from < to { vec![Span::new(offset(from), offset(to))] } else { Vec::new() };
        Article {
            source,
            text,
            title,
            body,
            published: self.published,
            language: self.language,
            author: self.author,
            notes: self.notes,
        }
    }
}

/// Fewer words than these may be of any language in Arabic script.
const FEW: usize = 40;

/// Whether a language tag names another language that is written in Arabic script.
fn is_another(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    matches!(primary.as_str(), "fa" | "fas" | "per" | "prs" | "ur" | "urd" | "ku" | "ckb" | "ps" | "pus" | "sd" | "ug")
}

/// The place of the heading that is the headline; else of the first.
fn heading(meta: &Meta, title: Option<&str>) -> Option<usize> {
    let same = meta.headings.iter().find(|(_, text)| title.is_some_and(|t| t == text));
    same.or(meta.headings.first()).map(|(i, _)| *i)
}

/// The date in the dateline of the text.
fn dateline(blocks: &[Block]) -> Option<Published> {
    let text: String = blocks.iter().take(4).flat_map(|b| [b.text.as_str(), "\n"]).collect();
    crate::date::from_text(&text, &crate::lines::lines(&text, 0), None)
}

/// Pages are far shorter than 4 GB: the limit is in [`Limits::bytes`].
fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Reads a page. It fails only where the bytes are no text, or beyond the limits; a page without an article has no blocks.
pub fn article(bytes: &[u8], hints: &Hints<'_>, limits: &Limits) -> Result<Page, Refused> {
    if bytes.len() > limits.bytes {
        return Err(Refused(format!(
            "is a page of {} bytes, and at most {} are read; --max-page-bytes raises the limit",
            bytes.len(),
            limits.bytes
        )));
    }
    let (html, encoding, doubts) = charset::decode(bytes, hints.charset)?;
    guard::check(&html, limits)?;
    let document = Document::from(html);
    let flat = Flat::of(document.root());
    let meta = Meta::of(&flat);
    let mut page = Page { encoding, ..Page::default() };
    let title = names::title(&meta);
    let own = meta.canonical.as_deref().or(meta.pair(&["og:url"])).filter(|u| u.contains("://"));
    page.url = own.or(hints.url).map(str::to_owned);
    let heading = heading(&meta, title.as_deref());
    let said = meta.linked.as_ref().and_then(|l| l.body.as_deref());
    // the date first: what the search for the text leaves out is taken out of the tree
    let out = main_text::verdicts(&flat);
    let around = Around { heading, root: main_text::place(&flat, &out) };
    let (published, notes) = published::published(&meta, &flat, around, page.url.as_deref(), hints.fetched);
    page.outlet = names::outlet(&meta);
    let byline = names::author(&meta, &flat, around, page.outlet.as_deref());
    let mut found = main_text::find(&document, &flat, title.as_deref(), heading, said, out);
    page.author = byline.or_else(|| names::author_in(&found.lines, &found.left_out, page.outlet.as_deref()));
    if let Some(author) = &page.author {
        found.drop_byline(author);
    }
    page.title = title.map(|t| t[crate::title::unlabelled(&t, 0..t.len())].to_owned());
    page.standfirst = found.standfirst;
    page.left_out = found.left_out;
    page.blocks = found.lines.into_iter().map(|l| l.block).collect();
    page.notes = doubts;
    page.notes.extend(meta.notes);
    page.notes.extend(found.notes);
    page.published = published.or_else(|| dateline(&page.blocks));
    match &mut page.published {
        Some(published) => published.notes = notes,
        None => page.notes.extend(notes),
    }
    let text = page.text();
    page.language = crate::language::language(&text);
    // a few words tell little: there the page's own word counts
    let declared = meta.language.as_deref().or(meta.linked.as_ref().and_then(|l| l.language.as_deref()));
    if let Some(declared) = declared.filter(|d| page.language == Language::Arabic && is_another(d))
        && text.split_whitespace().take(FEW).count() < FEW
    {
        page.language = Language::OtherArabicScript;
        page.notes.push(format!("the page declares its language as {declared}"));
    }
    Ok(page)
}

/// The text of a piece of markup that is an article already (the content of a feed's item), a blank line between blocks.
pub fn fragment(html: &str, limits: &Limits) -> Result<String, Refused> {
    if html.len() > limits.bytes {
        return Err(Refused(format!(
            "is markup of {} bytes, and at most {} are read; --max-page-bytes raises the limit",
            html.len(),
            limits.bytes
        )));
    }
    guard::check(html, limits)?;
    let document = Document::fragment(html);
    let flat = Flat::of(document.root());
    let blocks = blocks::lines(&flat, 0, |_| false).into_iter().map(|l| l.block).collect();
    Ok(Page { blocks, ..Page::default() }.text())
}
