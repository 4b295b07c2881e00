//! Headline, author and outlet out of what a page says of itself.

use crate::fold::Words;

use super::LeftOut;
use super::blocks::Line;
use super::flat::{Flat, single};
use super::meta::{Meta, named};
use super::parts::{Part, TOLD, Tells};
use super::published::Around;

/// What stands between a headline and the outlet's name in `<title>`.
const BARS: [&str; 8] = [" | ", " - ", " – ", " — ", " » ", " :: ", " · ", " • "];

/// Words folded, for comparing names.
fn folded(text: &str) -> Vec<String> {
    Words::owned(text)
}

fn arabic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{620}'..='\u{64a}'))
}

/// The headline, by what most of the page agrees on: its own data, OpenGraph, the heading, the window's title.
pub(super) fn title(meta: &Meta) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    let linked = meta.linked.as_ref().and_then(|l| l.headline.clone());
    let og = meta.pair(&["og:title"]).map(str::to_owned);
    let heading = meta.marked("headline").map(str::to_owned);
    let twitter = meta.pair(&["twitter:title"]).map(str::to_owned);
    said.extend([linked, og, heading, twitter].into_iter().flatten());
    let window = meta.title.as_deref().unwrap_or_default();
    let full = said.iter().map(|t| folded(t)).collect::<Vec<_>>();
    // a heading that something else bears out is the headline as the reader sees it
    let shown = meta.headings.iter().map(|(_, text)| text).find(|text| {
        let words = folded(text);
        !words.is_empty() && (full.contains(&words) || full.iter().any(|f| f.starts_with(&words) || words.starts_with(f)))
            || words.len() >= 3 && (starts(&folded(window), &words) || folded(window).ends_with(&words))
    });
    if let Some(shown) = shown {
        return Some(shown.clone());
    }
    // without one: its own words, less the outlet's name
    let from = said.into_iter().next().or_else(|| meta.headings.first().map(|(_, t)| t.clone()).filter(|t| folded(t).len() > 2));
    let text = from.or_else(|| meta.title.clone())?;
    let cut = outlet_cut(&text, meta);
    Some(cut).filter(|t| !t.is_empty())
}

fn starts(words: &[String], with: &[String]) -> bool {
    words.starts_with(with)
}

/// A title without the outlet's name at its end.
fn outlet_cut(text: &str, meta: &Meta) -> String {
    let outlet = outlet(meta).map(|o| folded(&o)).unwrap_or_default();
    for bar in BARS {
        if let Some((head, tail)) = text.rsplit_once(bar) {
            let tail_words = folded(tail);
            let is_outlet = !outlet.is_empty() && (tail_words.starts_with(&outlet) || outlet.starts_with(&tail_words));
            if is_outlet || tail_words.len() <= 3 && folded(head).len() >= 4 && bar != " - " {
                return single(head);
            }
        }
    }
    single(text)
}

/// The outlet's name: what the page says, names in Arabic letters on an Arabic page before others, slogans last.
pub(super) fn outlet(meta: &Meta) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    said.extend(meta.pairs.iter().filter(|(k, _)| k == "og:site_name").map(|(_, v)| v.clone()));
    said.extend(meta.linked.as_ref().and_then(|l| l.publisher.clone()));
    said.extend(meta.pair(&["publisher", "application-name", "dc.publisher", "al:android:app_name"]).map(str::to_owned));
    said.extend(meta.marked("publisher").map(str::to_owned));
    let own = said.len();
    said.extend(suffix(meta));
    let rank = |n: usize, name: &str| {
        let slogan = BARS.iter().any(|b| name.contains(b)) || folded(name).len() > 5;
        let latin_on_arabic = !arabic(name) && meta.title.as_deref().is_some_and(arabic);
        (slogan, latin_on_arabic, n >= own, n)
    };
    let no_outlet = |name: &str| TOLD.at(&Words::of(name, 6), 0).any(|(t, _)| t == Tells::NoOutlet);
    let fits = |name: &str| {
        !no_outlet(name) && !name.contains("://") && !name.is_empty() && !name.contains('@') && !name.starts_with("www.")
    };
    let mut named: Vec<_> = said.iter().enumerate().filter(|(_, name)| fits(name)).collect();
    named.sort_by_key(|(n, name)| rank(*n, name));
    named.first().map(|(_, name)| single(name))
}

/// What `<title>` has after the headline: the outlet, in the last parts.
fn suffix(meta: &Meta) -> Vec<String> {
    let Some(window) = &meta.title else { return Vec::new() };
    let heads: Vec<Vec<String>> = [meta.pair(&["og:title"]), meta.marked("headline")]
        .into_iter()
        .flatten()
        .chain(meta.headings.iter().map(|(_, t)| t.as_str()))
        .map(folded)
        .filter(|h| h.len() > 2)
        .collect();
    let words = Words::of(window, 80);
    let whole: Vec<String> = words.iter().map(str::to_owned).collect();
    let Some(head) = heads.iter().filter(|h| whole.starts_with(h) || whole.ends_with(h)).max_by_key(|h| h.len()) else {
        return Vec::new();
    };
    let rest = if whole.starts_with(head) {
        &window[words.place(head.len() - 1).end..]
    } else {
        &window[..words.place(whole.len() - head.len()).start]
    };
    let mut parts = vec![rest];
    for bar in BARS.iter().map(|b| b.trim()) {
        parts = parts.into_iter().flat_map(|p| p.split(bar)).collect();
    }
    // sections stand before the outlet
    let parts: Vec<String> = parts.into_iter().map(single).filter(|p| !p.is_empty() && folded(p).len() <= 5).collect();
    parts.into_iter().rev().collect()
}

/// The byline: the page's own data, `<meta>`, what is named so.
pub(super) fn author(meta: &Meta, flat: &Flat<'_>, around: Around, outlet: Option<&str>) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    if let Some(linked) = meta.linked.as_ref().filter(|l| !l.authors.is_empty()) {
        said.push(linked.authors.join("، "));
    }
    for key in ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator.name", "byl"] {
        said.extend(meta.pairs.iter().filter(|(k, _)| k == key).map(|(_, v)| v.clone()));
    }
    said.extend(meta.marked.iter().filter(|(k, _)| k == "author").map(|(_, v)| v.clone()));
    let rel = (0..flat.0.len()).filter(|i| flat.0[*i].node.attr("rel").is_some_and(|r| &*r == "author"));
    said.extend(rel.take(4).map(|i| flat.text(i, 200)));
    said.extend(
        named(flat, Part::Byline, 40).into_iter().filter(|(i, _)| around.near(*i) && innermost(flat, *i)).map(|(_, t)| t),
    );
    said.iter().find_map(|s| fit(s, outlet))
}

/// The byline that a line at the edge of the text is.
pub(super) fn author_in(lines: &[Line], left_out: &[LeftOut], outlet: Option<&str>) -> Option<String> {
    let edge = lines.iter().take(4).chain(lines.iter().rev().take(2));
    let edge = edge.filter(|l| l.letters < 80).map(|l| l.block.text.as_str());
    let furniture = left_out.iter().filter(|l| l.why == "furniture" && l.text.len() < 160).map(|l| l.text.as_str());
    edge.chain(furniture).find_map(|text| by_phrase(text, outlet))
}

/// Whether nothing under an element is named as a byline too.
fn innermost(flat: &Flat<'_>, i: usize) -> bool {
    flat.0[i].prose == 0 && !flat.under(i).any(|k| flat.has(k, Part::Byline))
}

/// An author's field as a byline, unless it is none.
fn fit(said: &str, outlet: Option<&str>) -> Option<String> {
    if let Some(name) = by_phrase(said, outlet) {
        return Some(name);
    }
    let said = single(said);
    let words = Words::of(&said, 16);
    let told = |tells| TOLD.at(&words, 0).any(|(t, _)| t == tells);
    let name = said.chars().any(char::is_alphabetic)
        && words.len() < 12
        && said.len() < 160
        && !said.contains("://")
        && !said.contains('@')
        && !told(Tells::NoAuthor)
        && !words.iter().any(|w| w.bytes().all(|b| b.is_ascii_digit()))
        && outlet.is_none_or(|o| !same(&said, o))
        // one word in Latin letters is an account
        && !(words.len() == 1 && said.is_ascii());
    name.then_some(said)
}

/// Whether a name is that of the outlet, but for its spelling.
fn same(name: &str, outlet: &str) -> bool {
    let (a, b) = (folded(name), folded(outlet));
    a == b || a.concat() == b.concat() || b.ends_with(&a) || b.starts_with(&a)
}

/// The name in `حوار: سلمى الراجحي` or `كتب - سامر الحلبي`.
fn by_phrase(text: &str, outlet: Option<&str>) -> Option<String> {
    // the outlet or the place may stand before it
    let after = text.match_indices(['-', '–', '|', '/']).take(4).map(|(i, mark)| &text[i + mark.len()..]);
    [text].into_iter().chain(after).find_map(|text| led_by_phrase(text, outlet))
}

fn led_by_phrase(text: &str, outlet: Option<&str>) -> Option<String> {
    let words = Words::of(text, 14);
    let (tells, n) = TOLD.at(&words, 0).filter(|(t, _)| matches!(t, Tells::Byline | Tells::By)).max_by_key(|(_, n)| *n)?;
    let rest = text[words.place(n - 1).end..].trim_start();
    let marks = [':', '-', '–', '—', '|', '/', 'ـ', '：'];
    let set_off = rest.starts_with(marks) || tells == Tells::By;
    let name = single(rest.trim_start_matches(marks).trim_start_matches(' '));
    let count = words.len() - n;
    let fits = set_off && (2..=8).contains(&count) && !name.ends_with(['.', '؟']) && outlet.is_none_or(|o| !same(&name, o));
    fits.then_some(name)
}
