//! RDF in Turtle: statements as entities of PROV-O, attributed to who speaks; each who passed one on has a report of its
//! own, derived from what it passes on, up to the article. Names and texts in schema.org's terms, places in the Web
//! Annotation vocabulary's.

use std::io::Write;

use rawi_record::Record;
use rusqlite::{Connection, params};

use crate::iri::{Names, iri};
use crate::{Format, Report, Result, Said, scratch};

const PREFIXES: &str = "\
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rawi: <urn:rawi:ns#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

const TABLES: &str = "
    CREATE TABLE actor (key TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE outlet (name TEXT PRIMARY KEY) WITHOUT ROWID;";

/// Statements, articles and actors as a graph.
pub struct Turtle<'r, W> {
    out: W,
    record: &'r Record,
    names: Names,
    /// The Wikidata id of an actor, where it is known.
    wikidata: fn(&str) -> Option<&'static str>,
    gathered: Connection,
}

/// What is said of one subject, one predicate a line.
struct Subject {
    text: String,
}

impl Subject {
    fn new(iri: &str, types: &[&str]) -> Self {
        Self { text: format!("\n<{iri}> a {}", types.join(", ")) }
    }

    fn is(&mut self, predicate: &str, object: &str) {
        self.text.push_str(" ;\n    ");
        self.text.push_str(predicate);
        self.text.push(' ');
        self.text.push_str(object);
    }

    fn iri(&mut self, predicate: &str, iri: &str) {
        self.is(predicate, &format!("<{iri}>"));
    }

    fn text(&mut self, predicate: &str, text: &str, language: &str) {
        if !text.trim().is_empty() {
            self.is(predicate, &literal(text, language));
        }
    }

    fn end(mut self, out: &mut impl Write) -> std::io::Result<()> {
        self.text.push_str(" .\n");
        out.write_all(self.text.as_bytes())
    }
}

impl<'r, W: Write> Turtle<'r, W> {
    /// Begins a graph of what is in `record`.
    pub fn new(mut out: W, record: &'r Record, names: Names, wikidata: fn(&str) -> Option<&'static str>) -> Result<Self> {
        out.write_all(PREFIXES.as_bytes())?;
        Ok(Self { out, record, names, wikidata, gathered: scratch::open(TABLES)? })
    }

    /// The name of an actor, who is described at the end.
    fn actor(&self, key: &str) -> Result<String> {
        self.gathered.prepare_cached("INSERT OR IGNORE INTO actor VALUES (?1)")?.execute(params![key])?;
        Ok(self.names.actor(key))
    }

    /// Who is named here: the actor, or where it is none, a node of this statement's with the name; nothing without one.
    fn agent(&mut self, id: Option<&str>, name: &str, own: &str) -> Result<Option<String>> {
        match id {
            Some(key) => Ok(Some(self.actor(key)?)),
            None if name.trim().is_empty() => Ok(None),
            None => {
                let mut agent = Subject::new(own, &["prov:Agent"]);
                agent.text("schema:name", name, "ar");
                agent.end(&mut self.out)?;
                Ok(Some(own.to_owned()))
            }
        }
    }

    fn document(&mut self, report: &Report<'_>) -> Result<()> {
        let article = report.article();
        let mut node = Subject::new(&self.names.article(article.reference()), &["prov:Entity", "schema:NewsArticle"]);
        if let Some(title) = report.title() {
            node.text("schema:headline", title.trim(), tag(&article.language));
        }
        if let Some(url) = report.url() {
            node.iri("schema:url", &iri(url));
        }
        if let Some(date) = report.published().and_then(date) {
            node.is("schema:datePublished", &date);
        }
        node.text("schema:inLanguage", &article.language, "");
        node.text("schema:sha256", &article.source.sha256, "");
        if let Some(author) = &article.author {
            node.text("schema:creditText", author, "");
        }
        if let Some(outlet) = &article.source.outlet {
            let outlet = match &article.source.outlet_actor {
                Some(key) => self.actor(key)?,
                None => {
                    self.gathered.prepare_cached("INSERT OR IGNORE INTO outlet VALUES (?1)")?.execute(params![outlet])?;
                    self.names.outlet(outlet)
                }
            };
            node.iri("schema:publisher", &outlet);
            node.iri("prov:wasAttributedTo", &outlet);
        }
        for said in report.said().filter(|s| s.statement.within.is_none()) {
            let id = self.names.statement(&said.id());
            // the article has it from who passed it on last
            let from = if said.statement.chain.is_empty() { id } else { link(&id, 0) };
            node.iri("prov:wasDerivedFrom", &from);
        }
        Ok(node.end(&mut self.out)?)
    }

    fn statement(&mut self, said: &Said<'_>) -> Result<()> {
        let s = said.statement;
        let article = said.report.article();
        let id = self.names.statement(&said.id());
        let kind = if s.kind == "indirect" { "schema:Claim" } else { "schema:Quotation" };
        let speaker = self.agent(s.speaker.entity.as_deref(), &s.speaker.name, &format!("{id}/speaker"))?;
        for (n, party) in s.chain.iter().enumerate() {
            let own = link(&id, n);
            let agent = self.agent(party.entity.as_deref(), &party.name, &format!("{own}/agent"))?;
            let mut node = Subject::new(&own, &["prov:Entity"]);
            let from = if n + 1 < s.chain.len() { link(&id, n + 1) } else { id.clone() };
            node.iri("prov:wasDerivedFrom", &from);
            if let Some(agent) = agent {
                node.iri("prov:wasAttributedTo", &agent);
            }
            node.end(&mut self.out)?;
        }
        let mut node = Subject::new(&id, &["prov:Entity", kind]);
        node.text("schema:text", &said.content(), tag(&article.language));
        if let Some(speaker) = speaker {
            node.iri("prov:wasAttributedTo", &speaker);
            node.iri("schema:creator", &speaker);
        }
        node.iri("schema:isPartOf", &self.names.article(article.reference()));
        for about in &s.about {
            node.iri("schema:about", &self.actor(about)?);
        }
        if let Some(key) = s.addressee.as_ref().and_then(|p| p.entity.as_deref()) {
            node.iri("schema:recipient", &self.actor(key)?);
        }
        let time = s.time.as_ref().and_then(|t| t.value.as_deref());
        if let Some(date) = time.and_then(date) {
            node.is("schema:dateCreated", &date);
        }
        // what a statement is told in, is derived from it
        let inner = said
            .report
            .article()
            .reading
            .statements
            .iter()
            .filter(|i| i.within.and_then(|n| article.reading.statements.get(n)).is_some_and(|outer| std::ptr::eq(outer, s)));
        for inner in inner {
            node.iri("prov:wasDerivedFrom", &self.names.statement(&inner.reference(article.reference())));
        }
        node.is("rawi:act", &format!("rawi:{}", s.act));
        node.is("rawi:kind", &format!("rawi:{}", s.kind));
        node.text("rawi:cue", said.cue(), tag(&article.language));
        node.is("rawi:confidence", &format!("{:.2}", s.confidence));
        for part in &s.content {
            node.is("oa:hasSelector", &format!("[ a oa:TextPositionSelector ; oa:start {} ; oa:end {} ]", part.start, part.end));
        }
        Ok(node.end(&mut self.out)?)
    }

    fn actors(&mut self) -> Result<()> {
        let mut keys = self.gathered.prepare("SELECT key FROM actor ORDER BY key")?;
        let mut rows = keys.query([])?;
        while let Some(row) = rows.next()? {
            let key: String = row.get(0)?;
            let actor = self.record.actor(&key)?.unwrap_or_default();
            let types: &[&str] = match actor.r#type.as_str() {
                "person" => &["prov:Person", "schema:Person"],
                "organisation" | "group" => &["prov:Organization", "schema:Organization"],
                "outlet" => &["prov:Organization", "schema:NewsMediaOrganization"],
                "state" => &["prov:Agent", "schema:Country"],
                "place" => &["prov:Agent", "schema:Place"],
                "process" => &["schema:Event"],
                _ => &["prov:Agent"],
            };
            let mut node = Subject::new(&self.names.actor(&key), types);
            node.text("schema:name", &actor.name, "ar");
            if let Some(english) = &actor.name_en {
                let romanised = actor.name_en_basis.as_deref() == Some("romanised");
                node.text("schema:name", english, if romanised { "ar-Latn" } else { "en" });
            }
            node.text("schema:identifier", &key, "");
            if let Some(item) = (self.wikidata)(&key) {
                node.iri("schema:sameAs", &format!("http://www.wikidata.org/entity/{item}"));
            }
            node.end(&mut self.out)?;
        }
        let mut outlets = self.gathered.prepare("SELECT name FROM outlet ORDER BY name")?;
        let mut rows = outlets.query([])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let mut node = Subject::new(&self.names.outlet(&name), &["prov:Organization", "schema:NewsMediaOrganization"]);
            node.text("schema:name", &name, "");
            node.end(&mut self.out)?;
        }
        Ok(())
    }
}

impl<W: Write> Format for Turtle<'_, W> {
    fn article(&mut self, report: &Report<'_>) -> Result<()> {
        self.document(report)?;
        report.said().try_for_each(|said| self.statement(&said))
    }

    fn end(&mut self) -> Result<()> {
        self.actors()?;
        Ok(self.out.flush()?)
    }
}

/// The report of the `n`th who passed a statement on.
fn link(statement: &str, n: usize) -> String {
    format!("{statement}/via/{n}")
}

/// A language tag; none for what is not known to be Arabic.
fn tag(language: &str) -> &str {
    if language == "ar" { "ar" } else { "" }
}

/// A date in ISO 8601 with its type; none where it is of another form.
fn date(iso: &str) -> Option<String> {
    let shape: String = iso.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let kind = match shape.as_str() {
        "0000" => "gYear",
        "0000-00" => "gYearMonth",
        "0000-00-00" => "date",
        _ => {
            let (day, time) = shape.split_once('T')?;
            let clock = time.trim_end_matches('Z');
            let clock = clock.split_once(['+', '-']).map_or(clock, |(clock, _)| clock);
            if day != "0000-00-00" || !clock.starts_with("00:00") {
                return None;
            }
            // to the minute is no xsd:dateTime
            let seconds = if clock.len() == 5 { ":00" } else { "" };
            let at = "0000-00-00T".len() + clock.len();
            let (before, zone) = (iso.get(..at)?, iso.get(at..)?);
            return Some(format!("\"{before}{seconds}{zone}\"^^xsd:dateTime"));
        }
    };
    Some(format!("\"{iso}\"^^xsd:{kind}"))
}

/// A string literal, on one line.
fn literal(text: &str, language: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    if !language.is_empty() {
        out.push('@');
        out.push_str(language);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals() {
        assert_eq!(literal("قال: \"نعم\"\n\\\u{1}", "ar"), "\"قال: \\\"نعم\\\"\\n\\\\\\u0001\"@ar");
        assert_eq!(literal("", ""), "\"\"");
    }

    #[test]
    fn dates() {
        for (iso, expected) in [
            ("2031", Some("\"2031\"^^xsd:gYear")),
            ("2031-05", Some("\"2031-05\"^^xsd:gYearMonth")),
            ("2031-05-04", Some("\"2031-05-04\"^^xsd:date")),
            ("2031-05-04T10:20", Some("\"2031-05-04T10:20:00\"^^xsd:dateTime")),
            ("2031-05-04T10:20:30Z", Some("\"2031-05-04T10:20:30Z\"^^xsd:dateTime")),
            ("2031-05-04T10:20+03:00", Some("\"2031-05-04T10:20:00+03:00\"^^xsd:dateTime")),
            ("2031-05-04T10:20:30-05:00", Some("\"2031-05-04T10:20:30-05:00\"^^xsd:dateTime")),
            ("May", None),
            ("", None),
        ] {
            assert_eq!(date(iso).as_deref(), expected, "{iso}");
        }
    }
}
