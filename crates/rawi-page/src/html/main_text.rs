//! Which part of a page is its article, and which lines of that part are.

use dom_query::Document;
use dom_smoothie::{Config, ParsePolicy, Readability};

use super::blocks::{self, Line};
use super::flat::{Flat, Shape};
use super::parts::Part;
use super::{LeftOut, cards, trim};

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) standfirst: Option<String>,
    pub(super) lines: Vec<Line>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) notes: Vec<String>,
}

impl Found {
    /// Leaves out lines near the edges that are the byline and nothing more.
    pub(super) fn drop_byline(&mut self, author: &str) {
        let all = self.lines.len();
        let mut n = 0;
        let left_out = &mut self.left_out;
        self.lines.retain(|line| {
            n += 1;
            let byline = (n <= 3 || n + 3 > all) && line.block.text == author;
            if byline {
                push("byline", line.block.text.clone(), left_out);
            }
            !byline
        });
    }
}

/// Letters of prose that make a text.
const ENOUGH: usize = 60;
/// The most of a page's prose, in hundredths, that may stand in something that is left out for its name.
const MOST_LEFT_OUT: usize = 30;
const MOST_COMMENTS: usize = 95;

/// Why each subtree is left out of the text; none for what stays.
pub(super) fn verdicts(flat: &Flat<'_>) -> Vec<Option<&'static str>> {
    let cards = cards::cards(flat);
    let teasers: usize = flat.0.iter().zip(&cards).filter(|(_, card)| **card).map(|(item, _)| item.prose).sum();
    let all = flat.0.first().map_or(0, |i| i.prose).saturating_sub(teasers).max(1);
    let mut out: Vec<Option<&'static str>> = vec![None; flat.0.len()];
    for (i, item) in flat.0.iter().enumerate() {
        let above = if i > 0 { out[item.parent] } else { None };
        out[i] = above.or_else(|| {
            if cards[i] {
                return Some("related");
            }
            let why = item.parts.iter().find_map(|p| p.left_out())?;
            // comments often are longer than what they are about
            let most = if why == "comments" { MOST_COMMENTS } else { MOST_LEFT_OUT };
            let holder = item.prose * 100 > all * most
                || flat.has(i, Part::Body) && item.prose > ENOUGH
                || matches!(flat.name(i).as_str(), "html" | "body" | "main" | "article");
            (!holder).then_some(why)
        });
    }
    out
}

/// Finds the main text of a page. `title` is its headline, as far as it is known; `said` is the text that the page's own
/// data give for the article; `out` what [`verdicts`] says.
pub(super) fn find(
    document: &Document,
    flat: &Flat<'_>,
    title: Option<&str>,
    heading: Option<usize>,
    said: Option<&str>,
    mut out: Vec<Option<&'static str>>,
) -> Found {
    let mut found = Found::default();
    let place = named(flat, &out);
    if let Some(root) = place {
        standfirst(flat, Some(root), heading, &mut out, &mut found);
        let kept = |i: usize| out[i].is_some();
        found.lines = blocks::lines(flat, root, kept);
        left_out(flat, root, &out, &mut found.left_out);
    } else {
        standfirst(flat, None, heading, &mut out, &mut found);
        judged(document, flat, &out, &mut found);
        short(flat, &out, &mut found);
    }
    blocks::headings(&mut found.lines);
    trim::trim(&mut found, title);
    let letters: usize = found.lines.iter().map(|l| l.letters).sum();
    if let Some(said) = said.map(own_words)
        && said.iter().map(|l| l.letters).sum::<usize>() > 2 * letters + ENOUGH
    {
        found.notes.push("the text is taken from the page's own data (articleBody): the page shows less".to_owned());
        found.lines = said;
        trim::trim(&mut found, title);
    }
    if let Some(lead) = &found.standfirst
        && found.lines.iter().take(3).any(|l| l.block.text.starts_with(lead.trim_end_matches(['.', '…'])))
    {
        found.standfirst = None;
    }
    found
}

/// The element that says outright, or by its name, that it holds the text.
fn named(flat: &Flat<'_>, out: &[Option<&'static str>]) -> Option<usize> {
    let says = |i: usize| {
        let body = |value: &str| value.split_ascii_whitespace().any(|v| v.to_ascii_lowercase().ends_with("articlebody"));
        flat.0[i]
            .node
            .element_ref()
            .is_some_and(|e| e.attrs.iter().any(|a| matches!(&*a.name.local, "itemprop" | "property") && body(&a.value)))
    };
    let places = || (0..flat.0.len()).filter(|i| flat.0[*i].shape == Shape::Block && out[*i].is_none());
    // of several articles on one page, the first
    if let Some(i) = places().find(|i| flat.0[*i].prose > ENOUGH && says(*i)) {
        return Some(i);
    }
    let all: usize = prose(flat, out);
    let best = places().filter(|i| flat.has(*i, Part::Body)).max_by_key(|i| (flat.0[*i].prose, std::cmp::Reverse(*i)))?;
    let prose = flat.0[best].prose;
    // the innermost that holds nearly all of it
    let mut inner = places().filter(|i| *i > best && *i < flat.0[best].end && flat.has(*i, Part::Body));
    let inner = inner.rfind(|i| flat.0[*i].prose * 10 >= prose * 9).unwrap_or(best);
    (prose > ENOUGH && prose * 2 > all).then_some(inner)
}

/// The prose of the page outside what is left out.
fn prose(flat: &Flat<'_>, out: &[Option<&'static str>]) -> usize {
    let texts = flat.0.iter().zip(out).filter(|(item, out)| item.shape == Shape::Text && out.is_none());
    texts.map(|(item, _)| item.prose).sum()
}

/// The main text as the library judges, on the page without what is left out.
fn judged(document: &Document, flat: &Flat<'_>, out: &[Option<&'static str>], found: &mut Found) {
    left_out(flat, 0, out, &mut found.left_out);
    for (i, item) in flat.0.iter().enumerate() {
        if i > 0 && out[i].is_some() && out[item.parent].is_none() {
            item.node.remove_from_parent();
        }
    }
    let config = Config { disable_json_ld: true, ..Config::default() };
    let Ok(mut reader) = Readability::with_document(document.clone(), None, Some(config)) else { return };
    let content = match reader.parse() {
        Ok(article) => article.content,
        Err(_) => {
            let raw = Readability::with_document(document.clone(), None, Some(Config::default()));
            let Ok(article) = raw.and_then(|mut r| r.parse_with_policy(ParsePolicy::Raw)) else {
                found.notes.push("no main text was found".to_owned());
                return;
            };
            article.content
        }
    };
    let fragment = Document::fragment(content);
    let flat = Flat::of(fragment.root());
    found.lines = blocks::lines(&flat, 0, |_| false);
}

/// Letters under which the library's judgement of a text is not sure, and those that a page may have in all to be judged anew.
const SHORT: usize = 500;
const SHORT_PAGE: usize = 3_000;

/// A short text of which the library took less than two thirds: the smallest element that holds nearly all prose that is left.
fn short(flat: &Flat<'_>, out: &[Option<&'static str>], found: &mut Found) {
    let letters: usize = found.lines.iter().map(|l| l.letters).sum();
    let all = prose(flat, out);
    if letters >= SHORT || all > SHORT_PAGE || 3 * letters >= 2 * all || all < ENOUGH {
        return;
    }
    let mut held = vec![0; flat.0.len()];
    for (i, item) in flat.0.iter().enumerate().rev() {
        held[i] += if item.shape == Shape::Text && out[i].is_none() { item.prose } else { 0 };
        if i > 0 {
            held[item.parent] += held[i];
        }
    }
    // the last in the order of the page is the innermost of those around the same text
    if let Some(root) = (0..flat.0.len()).rfind(|i| flat.0[*i].shape != Shape::Text && held[*i] * 10 >= all * 9) {
        found.lines = blocks::lines(flat, root, |i| out[i].is_some());
    }
}

/// Tells what is left out under `root`, a line for each subtree.
fn left_out(flat: &Flat<'_>, root: usize, out: &[Option<&'static str>], into: &mut Vec<LeftOut>) {
    let mut at = root + 1;
    while at < flat.0[root].end {
        match out[at] {
            Some(why) => {
                if why != "standfirst" {
                    push(why, flat.text(at, 600), into);
                }
                at = flat.0[at].end;
            }
            None => at += 1,
        }
    }
}

/// How many things that are left out are told of one page.
const MOST_TOLD: usize = 200;

pub(super) fn push(why: &'static str, text: String, into: &mut Vec<LeftOut>) {
    if !text.is_empty() && into.len() < MOST_TOLD {
        into.push(LeftOut { why, text: text.chars().take(200).collect() });
    }
}

/// The first element between headline and text that is named as the standfirst.
fn standfirst(flat: &Flat<'_>, root: Option<usize>, heading: Option<usize>, out: &mut [Option<&'static str>], found: &mut Found) {
    let description =
        |i: usize| flat.0[i].node.attr("itemprop").is_some_and(|p| matches!(&*p, "description" | "alternativeHeadline"));
    // near the text, or after the headline
    let near = |i: usize| match (root, heading) {
        (Some(root), _) => flat.0[i].end <= root && i + 400 > root && heading.is_none_or(|h| i + 40 > h),
        (None, Some(heading)) => i > heading && i < heading + 120,
        (None, None) => false,
    };
    let all = prose(flat, out);
    for i in 0..root.unwrap_or(flat.0.len()) {
        // the whole text is no standfirst, whatever its name
        if flat.0[i].prose * 2 > all.max(1) && flat.0[i].prose > ENOUGH && root.is_none() {
            continue;
        }
        if flat.0[i].shape != Shape::Block || out[i].is_some() || !near(i) {
            continue;
        }
        if !flat.has(i, Part::Standfirst) && !description(i) {
            continue;
        }
        let text = flat.text(i, 2000);
        if (6..=90).contains(&text.split(' ').count()) {
            found.standfirst = Some(text);
            out[i..flat.0[i].end].fill(Some("standfirst"));
            return;
        }
    }
}

/// The place of the element that holds the text, where one says so; else of the first longer text.
pub(super) fn place(flat: &Flat<'_>, out: &[Option<&'static str>]) -> Option<usize> {
    let prose = |i: &usize| flat.0[*i].shape == Shape::Text && flat.0[*i].prose > ENOUGH && out[*i].is_none();
    named(flat, out).or_else(|| (0..flat.0.len()).find(prose))
}

/// A text of lines as lines.
fn own_words(text: &str) -> Vec<Line> {
    let marked = |line: &str| {
        let fragment = Document::fragment(line);
        blocks::lines(&Flat::of(fragment.root()), 0, |_| false)
    };
    text.lines().flat_map(|line| if line.contains(['<', '&']) { marked(line) } else { plain(line) }).collect()
}

fn plain(text: &str) -> Vec<Line> {
    let lines = text.lines().map(super::flat::single).filter(|l| !l.is_empty());
    lines
        .map(|text| Line {
            letters: super::flat::letters(&text),
            block: super::Block { kind: super::BlockKind::Paragraph, text },
            linked: 0,
            bold: 0,
            links: 0,
        })
        .collect()
}
