//! The fields of a record: a JSON object, a row of a table.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::options::Options;
use crate::value::{Key, Value};

/// Where the text is looked for, in this order. Names are held against a field's name in small letters and without
/// blanks, points, hyphens and underlines: `articlebody` is `articleBody`, `article_body` and `Article Body`.
const TEXT: &[&str] = &[
    "text",
    "content",
    "body",
    "maintext",
    "article",
    "articlebody",
    "articletext",
    "fulltext",
    "rawcontent",
    "contenttext",
    "bodytext",
    "newstext",
    "story",
    "document",
    "النص",
    "المحتوى",
    "المتن",
    "نصالخبر",
    "نصالمقال",
];
/// Where a whole page is looked for, if there is no text.
const HTML: &[&str] = &["html", "rawhtml", "pagehtml", "contenthtml", "htmlcontent"];
const TITLE: &[&str] = &["title", "headline", "articletitle", "newstitle", "العنوان", "عنوانالخبر", "عنوانالمقال"];
const DATE: &[&str] = &[
    "date",
    "published",
    "publishedat",
    "datepublish",
    "pubdate",
    "datepublished",
    "publishdate",
    "publisheddate",
    "publicationdate",
    "publishedon",
    "publishtime",
    "publishedtime",
    "datetimepub",
    "datetime",
    "articledate",
    "التاريخ",
    "تاريخالنشر",
];
const URL: &[&str] = &["url", "link", "sourceurl", "articleurl", "pageurl", "permalink", "targeturi", "warctargeturi", "الرابط"];
const OUTLET: &[&str] = &[
    "outlet",
    "source",
    "publisher",
    "sitename",
    "sourcename",
    "newspaper",
    "domain",
    "sourcedomain",
    "hostname",
    "المصدر",
    "الصحيفة",
];
const AUTHOR: &[&str] = &["author", "authors", "byline", "writer", "الكاتب"];
/// Which crawl a record is from: the date beside it is the crawl's, and not of publication (FineWeb and its kin).
const CRAWL: &[&str] = &["dump"];

/// A field's name as it is held against those above.
fn folded(name: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, ' ' | '.' | '-' | '_' | '\u{feff}') && !c.is_ascii_uppercase();
    if name.chars().all(plain) {
        return Cow::Borrowed(name);
    }
    let kept = name.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '_' | '\u{feff}'));
    Cow::Owned(kept.map(|c| c.to_ascii_lowercase()).collect())
}

/// Whether a field of this name may tell something.
#[cfg(feature = "parquet")]
pub(crate) fn is_wanted(name: &str, options: &Options) -> bool {
    slots(options).iter().any(|slot| slot.names.position(name).is_some())
}

/// Whether a field of this name may hold the article.
pub(crate) fn is_content(name: &str, options: &Options) -> bool {
    let [text, html, ..] = slots(options);
    text.names.position(name).is_some() || html.names.position(name).is_some()
}

/// The delimiter of a table of articles, if the first line is the head of one: names, of which one is that of a text.
pub(crate) fn table_head(head: &[u8], options: &Options) -> Option<u8> {
    let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).filter(|l| !l.is_empty());
    let line = std::str::from_utf8(lines.next()?).ok()?;
    let row = lines.next();
    if line.len() > 4096 {
        return None;
    }
    let delimiters = [b'\t', b',', b';'];
    delimiters.into_iter().find(|delimiter| {
        let names: Vec<&str> = line.split(char::from(*delimiter)).map(|n| n.trim().trim_matches('"')).collect();
        let name_like = |n: &&str| n.chars().count() <= 40 && n.chars().all(|c| c.is_alphanumeric() || " ._-:/#()".contains(c));
        // a text that begins with such words goes on otherwise than a table
        let row_like = |row: &[u8]| row.contains(delimiter) || row.contains(&b'"');
        names.len() > 1 && row.is_none_or(row_like) && names.iter().all(name_like) && names.iter().any(|n| is_content(n, options))
    })
}

/// What is said of a table that has no column of texts.
pub(crate) fn no_text(options: &Options) -> String {
    slots(options)[0].complaint()
}

/// What a record tells of its article.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Record<'a> {
    pub(crate) text: Cow<'a, str>,
    /// The text is a whole page.
    pub(crate) html: bool,
    pub(crate) title: Option<Cow<'a, str>>,
    pub(crate) date: Option<Date<'a>>,
    pub(crate) url: Option<Cow<'a, str>>,
    pub(crate) outlet: Option<Cow<'a, str>>,
    pub(crate) author: Option<Cow<'a, str>>,
    /// When it was fetched, where the record's date means that.
    pub(crate) fetched: Option<Cow<'a, str>>,
}

/// A date as the record has it.
#[derive(Debug, PartialEq)]
pub(crate) enum Date<'a> {
    Text(Cow<'a, str>),
    Number(i64),
}

/// Why a record is no article.
#[derive(Debug)]
pub(crate) enum Refused {
    Json(serde_json::Error),
    Field(String),
}

/// The names of one role, and what was found under them.
struct Slot<'n, 'a> {
    names: Names<'n>,
    found: Vec<(usize, Value<'a>)>,
}

#[derive(Clone, Copy)]
enum Names<'n> {
    Given(&'n str),
    Usual(&'static [&'static str]),
}

impl<'n> Names<'n> {
    fn of(given: &'n Option<String>, usual: &'static [&'static str]) -> Self {
        given.as_deref().map_or(Names::Usual(usual), Names::Given)
    }

    fn position(self, key: &str) -> Option<usize> {
        match self {
            Names::Given(name) => (name == key).then_some(0),
            Names::Usual(names) => {
                let key = folded(key);
                names.iter().position(|n| *n == key)
            }
        }
    }

    fn name(self, i: usize) -> &'n str {
        match self {
            Names::Given(name) => name,
            Names::Usual(names) => names.get(i).copied().unwrap_or_default(),
        }
    }
}

impl<'n, 'a> Slot<'n, 'a> {
    fn new(names: Names<'n>) -> Self {
        Self { names, found: Vec::new() }
    }

    /// The first, in the order of the names, that is a text with something in it.
    fn text(mut self) -> Option<Cow<'a, str>> {
        self.found.sort_by_key(|(i, _)| *i);
        self.found.into_iter().find_map(|(_, v)| match v {
            Value::Text(t) if !t.trim().is_empty() => Some(t),
            _ => None,
        })
    }

    /// The same, where an object may stand for its name.
    fn name(mut self) -> Option<Cow<'a, str>> {
        self.found.sort_by_key(|(i, _)| *i);
        self.found.into_iter().find_map(|(_, v)| match v {
            Value::Text(t) if !t.trim().is_empty() => Some(t),
            Value::Named(name) if !name.trim().is_empty() => Some(Cow::Owned(name)),
            _ => None,
        })
    }

    fn date(mut self) -> Option<Date<'a>> {
        self.found.sort_by_key(|(i, _)| *i);
        self.found.into_iter().find_map(|(_, v)| match v {
            Value::Text(t) if !t.trim().is_empty() => Some(Date::Text(t)),
            Value::Number(n) => Some(Date::Number(n)),
            _ => None,
        })
    }

    /// Why there is no text.
    fn complaint(&self) -> String {
        let first = self.found.iter().min_by_key(|(i, _)| *i);
        match (first, self.names) {
            (Some((i, Value::Text(_))), names) => {
                format!("the field {:?} holds no text", names.name(*i))
            }
            (Some((i, value)), names) => {
                let is = match value {
                    Value::Other(is) => is,
                    Value::Named(_) => "an object",
                    _ => "a number",
                };
                format!("the field {:?} is {is}, not a string; --text-field names another", names.name(*i))
            }
            (None, Names::Given(name)) => format!("no field {name:?}, which --text-field names"),
            (None, Names::Usual(names)) => {
                let first = names[..names.len().min(5)].join(", ");
                format!("no text field (looked for {first} and others); --text-field names it")
            }
        }
    }
}

type Slots<'n, 'a> = [Slot<'n, 'a>; 8];

/// Text, page, title, date, address, outlet, author, crawl.
fn slots<'n, 'a>(options: &'n Options) -> Slots<'n, 'a> {
    [
        Slot::new(Names::of(&options.text_field, TEXT)),
        Slot::new(Names::Usual(if options.text_field.is_some() { &[] } else { HTML })),
        Slot::new(Names::of(&options.title_field, TITLE)),
        Slot::new(Names::of(&options.date_field, DATE)),
        Slot::new(Names::of(&options.url_field, URL)),
        Slot::new(Names::Usual(OUTLET)),
        Slot::new(Names::Usual(AUTHOR)),
        Slot::new(Names::Usual(CRAWL)),
    ]
}

/// Reads one JSON object.
pub(crate) fn read<'a>(json: &'a str, options: &Options) -> Result<Record<'a>, Refused> {
    let mut slots = slots(options);
    let mut parser = serde_json::Deserializer::from_str(json);
    parser.deserialize_object(&mut slots).and_then(|()| parser.end()).map_err(Refused::Json)?;
    record(slots, options)
}

/// Reads one row of a table.
pub(crate) fn row<'a>(names: &[String], fields: Vec<String>, options: &Options) -> Result<Record<'a>, Refused> {
    let mut slots = slots(options);
    for (name, field) in names.iter().zip(fields) {
        let name = name.trim();
        if let Some((slot, i)) = slots.iter_mut().find_map(|slot| slot.names.position(name).map(|i| (slot, i))) {
            slot.found.push((i, Value::Text(Cow::Owned(field))));
        }
    }
    record(slots, options)
}

/// The roles filled from what was found.
fn record<'a>(slots: Slots<'_, 'a>, options: &Options) -> Result<Record<'a>, Refused> {
    let [text, html, title, date, url, outlet, author, crawl] = slots;
    let complaint = text.complaint();
    let (text, html) = match text.text() {
        Some(text) => (text, false),
        None => (html.text().ok_or(Refused::Field(complaint))?, true),
    };
    let crawled = options.date_field.is_none() && crawl.text().is_some_and(|c| c.starts_with("CC-MAIN"));
    let (date, fetched) = match date.date() {
        Some(Date::Text(text)) if crawled => (None, Some(text)),
        Some(_) if crawled => (None, None),
        date => (date, None),
    };
    let is_address = |o: &str| o.starts_with("http://") || o.starts_with("https://");
    // Some dumps call the address the source.
    let (outlet, address) = match outlet.name() {
        Some(o) if is_address(&o) => (None, Some(o)),
        outlet => (outlet, None),
    };
    Ok(Record { text, html, title: title.text(), date, url: url.text().or(address), outlet, author: author.name(), fetched })
}

/// Fills slots from an object.
trait DeserializeObject<'a> {
    fn deserialize_object(self, slots: &mut Slots<'_, 'a>) -> Result<(), serde_json::Error>;
}

impl<'a> DeserializeObject<'a> for &mut serde_json::Deserializer<serde_json::de::StrRead<'a>> {
    fn deserialize_object(self, slots: &mut Slots<'_, 'a>) -> Result<(), serde_json::Error> {
        self.deserialize_map(Fill(slots))
    }
}

struct Fill<'s, 'n, 'a>(&'s mut Slots<'n, 'a>);

impl<'a> Visitor<'a> for Fill<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(Key(key)) = map.next_key()? {
            let role = self.0.iter().enumerate().find_map(|(s, slot)| Some((s, slot.names.position(&key)?)));
            let Some((s, i)) = role else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let value = map.next_value::<Value<'a>>()?;
            // Of a field that is told twice, the last counts, as elsewhere.
            self.0[s].found.retain(|(k, _)| *k != i);
            self.0[s].found.push((i, value));
        }
        Ok(())
    }
}
