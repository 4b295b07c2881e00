//! What a page says of itself in JSON-LD.

use dom_query::Document;
use serde_json::{Map, Value};

use super::flat::single;

/// What the object that describes the article says. An article's own object goes before that of a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) body: Option<String>,
    pub(super) language: Option<String>,
    /// Whether it calls itself an article.
    article: bool,
}

/// Objects that are looked at, over all scripts of a page.
const MOST: usize = 2000;

/// Reads all the page's scripts of JSON-LD; what is no JSON is passed over, and the second value tells how many.
pub(super) fn read<'s>(scripts: impl Iterator<Item = &'s str>) -> (Option<Linked>, usize) {
    let mut best: Option<Linked> = None;
    let mut broken = 0;
    let mut left = MOST;
    for script in scripts {
        let Some(value) = value(script) else {
            broken += 1;
            continue;
        };
        visit(&value, &mut left, &mut |linked| {
            let better = best.as_ref().is_none_or(|b| linked.article && !b.article);
            if better {
                best = Some(linked);
            }
        });
    }
    (best, broken)
}

fn value(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>");
    let script = script.trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        // line ends inside of strings are the commonest fault
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&mended).ok()
    })
}

fn visit(value: &Value, left: &mut usize, found: &mut impl FnMut(Linked)) {
    let Some(fewer) = left.checked_sub(1) else { return };
    *left = fewer;
    match value {
        Value::Array(list) => list.iter().for_each(|v| visit(v, left, found)),
        Value::Object(object) => {
            if let Some(linked) = article(object) {
                found(linked);
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner @ (Value::Array(_) | Value::Object(_))) = object.get(key) {
                    visit(inner, left, found);
                }
            }
        }
        _ => {}
    }
}

fn article(object: &Map<String, Value>) -> Option<Linked> {
    let types = strings(object.get("@type"));
    let is = |name: &str| types.iter().any(|t| t.rsplit(['/', ':']).next().unwrap_or(t).ends_with(name));
    let article = is("Article") || is("BlogPosting") || is("Report");
    if !(article || is("WebPage") || is("VideoObject") || is("CreativeWork")) {
        return None;
    }
    let text = |key: &str| strings(object.get(key)).into_iter().next().map(|t| plain(&t)).filter(|t| !t.is_empty());
    let linked = Linked {
        headline: text("headline").or_else(|| text("name")).filter(|_| article),
        authors: names(object.get("author"), true),
        publisher: names(object.get("publisher"), false).into_iter().next(),
        published: text("datePublished").or_else(|| text("dateCreated").filter(|_| article)),
        modified: text("dateModified"),
        body: strings(object.get("articleBody")).into_iter().next().filter(|_| article),
        language: text("inLanguage"),
        article,
    };
    Some(linked)
}

/// Text without the entities and tags that some makers of pages leave in their data.
fn plain(text: &str) -> String {
    if text.contains(['&', '<']) { single(&Document::fragment(text).text()) } else { single(text) }
}

/// A string, or all strings of a list.
fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(s)) => vec![s.clone()],
        Some(Value::Array(list)) => list.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// Names of people or bodies: strings, objects with a name, lists of both. An author that calls itself an organisation is none.
fn names(value: Option<&Value>, people: bool) -> Vec<String> {
    let one = |v: &Value| match v {
        Value::String(s) => Some(plain(s)),
        Value::Object(o) => {
            let body = strings(o.get("@type")).iter().any(|t| t.ends_with("Organization"));
            let name = strings(o.get("name")).into_iter().next().map(|n| plain(&n));
            name.filter(|_| !(people && body))
        }
        _ => None,
    };
    let found = match value {
        Some(Value::Array(list)) => list.iter().filter_map(one).collect(),
        Some(v) => one(v).into_iter().collect::<Vec<_>>(),
        None => Vec::new(),
    };
    found.into_iter().filter(|n| !n.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_goes_before_its_page() {
        let graph = r#"{"@graph":[{"@type":"WebPage","datePublished":"2031-01-01"},
            {"@type":["NewsArticle"],"headline":"البلدية تفتح
            الجسر","datePublished":"2031-02-02","author":[{"@type":"Person","name":"سلمى&nbsp;الراجحي"},"فريق"],
            "publisher":{"@type":"Organization","name":"النخلة"}}]}"#;
        let (linked, broken) = read(["{", graph].into_iter());
        let linked = linked.unwrap();
        assert_eq!(broken, 1);
        assert_eq!(linked.published.as_deref(), Some("2031-02-02"));
        assert_eq!(linked.headline.as_deref(), Some("البلدية تفتح الجسر"));
        assert_eq!(linked.authors, ["سلمى الراجحي", "فريق"]);
        assert_eq!(linked.publisher.as_deref(), Some("النخلة"));
    }

    #[test]
    fn an_organisation_is_no_author() {
        let (linked, _) = read([r#"{"@type":"NewsArticle","author":{"@type":"NewsMediaOrganization","name":"س"}}"#].into_iter());
        assert_eq!(linked.unwrap().authors, [""; 0]);
    }
}
