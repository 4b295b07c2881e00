//! What a page says of itself outside its text: `<meta>`, `<link>`, `<title>`, microdata and headings, gathered in one pass.

use crate::fold::Words;

use super::flat::{Flat, Shape, single};
use super::linked::{self, Linked};
use super::parts::Part;

/// Everything that may tell headline, author, outlet, date and address.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) linked: Option<Linked>,
    /// Name (lower case) and content of `<meta>`, in order: `name`, `property`, `itemprop` and `http-equiv` alike.
    pub(super) pairs: Vec<(String, String)>,
    pub(super) canonical: Option<String>,
    pub(super) title: Option<String>,
    /// `<html lang>`.
    pub(super) language: Option<String>,
    /// Places and texts of `<h1>`.
    pub(super) headings: Vec<(usize, String)>,
    /// Microdata and RDFa outside of `<meta>`: name (lower case, without its prefix) and value.
    pub(super) marked: Vec<(String, String)>,
    pub(super) notes: Vec<String>,
}

/// Beyond this many, a page tells nothing more.
const MOST: usize = 400;

impl Meta {
    pub(super) fn of(flat: &Flat<'_>) -> Self {
        let mut meta = Self::default();
        let mut scripts = Vec::new();
        for i in 0..flat.0.len() {
            let node = &flat.0[i].node;
            let Some(element) = node.element_ref() else { continue };
            let name: &str = &element.name.local;
            let attribute = |key: &str| {
                element.attrs.iter().find(|a| &*a.name.local == key).map(|a| a.value.trim().to_owned()).filter(|v| !v.is_empty())
            };
            match name {
                "meta" if meta.pairs.len() < MOST => {
                    let Some(content) = attribute("content").map(|c| single(&c)).filter(|c| !c.is_empty()) else { continue };
                    let keys = ["name", "property", "itemprop", "http-equiv"].map(attribute);
                    let keys = keys.iter().flatten().flat_map(|k| k.split_ascii_whitespace());
                    meta.pairs.extend(keys.map(|k| (k.to_ascii_lowercase(), content.clone())));
                    continue;
                }
                "link" if attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                    meta.canonical = meta.canonical.take().or_else(|| attribute("href"));
                }
                "title" if meta.title.is_none() => {
                    meta.title = Some(single(&node.text())).filter(|t| !t.is_empty());
                }
                "html" => meta.language = attribute("lang"),
                "script" if scripts.len() < MOST && attribute("type").is_some_and(|t| t.contains("ld+json")) => {
                    scripts.push(node.text());
                }
                "h1" if meta.headings.len() < MOST => {
                    let text = flat.text(i, 1000);
                    if !text.is_empty() {
                        meta.headings.push((i, text));
                    }
                }
                _ => {}
            }
            if meta.marked.len() < MOST
                && let Some(keys) = attribute("itemprop").or_else(|| attribute("property"))
            {
                let told = || attribute("content").or_else(|| attribute("datetime")).or_else(|| attribute("href"));
                let own = flat.text(i, 300);
                for key in keys.split_ascii_whitespace() {
                    let key = key.rsplit([':', '/']).next().unwrap_or(key).to_ascii_lowercase();
                    let value = if key == "author" || key == "publisher" || key == "name" { None } else { told() };
                    let value = value.unwrap_or_else(|| inner_name(flat, i).unwrap_or_else(|| own.clone()));
                    if !value.is_empty() && value.len() < 600 {
                        meta.marked.push((key, value));
                    }
                }
            }
        }
        meta.headings.extend(meta.title.as_deref().filter(|_| meta.headings.is_empty()).and_then(|t| unmarked(flat, t)));
        let (linked, broken) = linked::read(scripts.iter().map(|s| &**s));
        meta.linked = linked;
        if broken > 0 {
            meta.notes.push(format!("{broken} of the page's scripts of JSON-LD are no JSON"));
        }
        meta
    }

    /// The content of the first `<meta>` of one of these names.
    pub(super) fn pair(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.pairs.iter().find(|(k, _)| k == name)).map(|(_, v)| v.as_str())
    }

    /// The value of the first marked element of this name.
    pub(super) fn marked(&self, name: &str) -> Option<&str> {
        self.marked.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }
}

/// On a page without `<h1>`: the element whose text is the longer part of the window's title, with which it begins or ends.
fn unmarked(flat: &Flat<'_>, title: &str) -> Option<(usize, String)> {
    let window = Words::owned(title);
    let places =
        (0..flat.0.len()).filter(|i| matches!(flat.0[*i].shape, Shape::Block | Shape::Inline) && flat.0[*i].end <= i + 8);
    let fits = |i: usize| {
        let text = flat.text(i, 400);
        let words = Words::owned(&text);
        let part =
            words.len() >= 3 && 2 * words.len() >= window.len() && (window.starts_with(&words) || window.ends_with(&words));
        part.then_some((words.len(), i, text))
    };
    // of elements in one another, the innermost
    places.filter_map(fits).max_by_key(|(words, i, _)| (*words, *i)).map(|(_, i, text)| (i, text))
}

/// The name inside of a marked thing (`itemprop="author"` around `itemprop="name"`); none where it calls itself an
/// organisation and is an author.
fn inner_name(flat: &Flat<'_>, i: usize) -> Option<String> {
    let item = &flat.0[i].node;
    let author = item.attr("itemprop").is_some_and(|p| &*p == "author");
    if author && item.attr("itemtype").is_some_and(|t| t.ends_with("Organization")) {
        return Some(String::new());
    }
    flat.under(i).take(40).find_map(|k| {
        let node = &flat.0[k].node;
        let named = node.attr("itemprop").is_some_and(|p| &*p == "name");
        named.then(|| node.attr("content").map_or_else(|| flat.text(k, 300), |c| single(&c)))
    })
}

/// Texts of elements that are named so, in order, with their places.
pub(super) fn named(flat: &Flat<'_>, part: Part, most: usize) -> Vec<(usize, String)> {
    let places = (0..flat.0.len()).filter(|i| flat.has(*i, part));
    places.map(|i| (i, flat.text(i, 400))).filter(|(_, t)| !t.is_empty() && t.len() <= 400).take(most).collect()
}
