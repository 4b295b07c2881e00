//! The fields of a JSON record.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::options::Options;

/// Where the text is looked for, in this order.
const TEXT: &[&str] = &["text", "content", "body", "maintext", "article"];
const TITLE: &[&str] = &["title", "headline"];
const DATE: &[&str] = &["date", "published", "published_at", "date_publish", "pub_date"];
const URL: &[&str] = &["url", "link", "source_url"];
const OUTLET: &[&str] = &["outlet", "source", "publisher", "site_name"];

/// A field's value, as far as it is of interest.
#[derive(Debug, PartialEq)]
enum Value<'a> {
    Text(Cow<'a, str>),
    Number(i64),
    /// Something else, named as in an error message.
    Other(&'static str),
}

/// What a record tells of its article.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Record<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) title: Option<Cow<'a, str>>,
    pub(crate) date: Option<Date<'a>>,
    pub(crate) url: Option<Cow<'a, str>>,
    pub(crate) outlet: Option<Cow<'a, str>>,
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
            Names::Usual(names) => names.iter().position(|n| *n == key),
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
                    _ => "a number",
                };
                format!("the field {:?} is {is}, not a string; --text-field names another", names.name(*i))
            }
            (None, Names::Given(name)) => format!("no field {name:?}, which --text-field names"),
            (None, Names::Usual(names)) => {
                format!("no text field (looked for {}); --text-field names it", names.join(", "))
            }
        }
    }
}

/// Reads one JSON object.
pub(crate) fn read<'a>(json: &'a str, options: &Options) -> Result<Record<'a>, Refused> {
    let mut slots = [
        Slot::new(Names::of(&options.text_field, TEXT)),
        Slot::new(Names::of(&options.title_field, TITLE)),
        Slot::new(Names::of(&options.date_field, DATE)),
        Slot::new(Names::of(&options.url_field, URL)),
        Slot::new(Names::Usual(OUTLET)),
    ];
    let mut parser = serde_json::Deserializer::from_str(json);
    parser.deserialize_object(&mut slots).and_then(|()| parser.end()).map_err(Refused::Json)?;
    let [text, title, date, url, outlet] = slots;
    let complaint = text.complaint();
    Ok(Record {
        text: text.text().ok_or(Refused::Field(complaint))?,
        title: title.text(),
        date: date.date(),
        url: url.text(),
        outlet: outlet.text(),
    })
}

/// Fills slots from an object.
trait DeserializeObject<'a> {
    fn deserialize_object(self, slots: &mut [Slot<'_, 'a>; 5]) -> Result<(), serde_json::Error>;
}

impl<'a> DeserializeObject<'a> for &mut serde_json::Deserializer<serde_json::de::StrRead<'a>> {
    fn deserialize_object(self, slots: &mut [Slot<'_, 'a>; 5]) -> Result<(), serde_json::Error> {
        self.deserialize_map(Fill(slots))
    }
}

struct Fill<'s, 'n, 'a>(&'s mut [Slot<'n, 'a>; 5]);

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

struct Key<'a>(Cow<'a, str>);

impl<'a> Deserialize<'a> for Key<'a> {
    fn deserialize<D: Deserializer<'a>>(d: D) -> Result<Self, D::Error> {
        match d.deserialize_str(AnyValue)? {
            Value::Text(key) => Ok(Key(key)),
            _ => Err(de::Error::custom("a key that is no string")),
        }
    }
}

impl<'a> Deserialize<'a> for Value<'a> {
    fn deserialize<D: Deserializer<'a>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'a> Visitor<'a> for AnyValue {
    type Value = Value<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_borrowed_str<E>(self, v: &'a str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(v)))
    }

    fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(v.to_owned())))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(v))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(v).map_or(Value::Other("a number"), Value::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Value::Other("a number"))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value::Other("true or false"))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Other("null"))
    }

    fn visit_seq<S: SeqAccess<'a>>(self, mut seq: S) -> Result<Self::Value, S::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other("a list"))
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other("an object"))
    }
}
