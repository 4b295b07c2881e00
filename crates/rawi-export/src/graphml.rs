//! GraphML: who speaks of whom. A node an actor, an edge from who speaks to each whom the statement names, with a weight
//! for all statements and one for each act. For Gephi, networkx, igraph, visone.

use std::io::Write;

use rawi_record::Record;
use rusqlite::{Connection, params};

use crate::{Format, Report, Result, scratch};

const TABLES: &str = "
    CREATE TABLE node (key TEXT PRIMARY KEY, said INTEGER NOT NULL, named INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE edge (source TEXT, target TEXT, act TEXT, count INTEGER NOT NULL, first TEXT, last TEXT,
        PRIMARY KEY (source, target, act)) WITHOUT ROWID;";

/// The acts, each a weight of an edge; another act counts in the sum only.
const ACTS: [&str; 12] =
    ["inform", "affirm", "deny", "reject", "accuse", "warn", "call", "offer", "support", "assess", "feel", "ask"];

/// Who speaks of whom.
pub struct GraphMl<'r, W> {
    out: W,
    record: &'r Record,
    gathered: Connection,
}

impl<'r, W: Write> GraphMl<'r, W> {
    /// A graph of what is in `record`.
    pub fn new(out: W, record: &'r Record) -> Result<Self> {
        Ok(Self { out, record, gathered: scratch::open(TABLES)? })
    }

    fn node(&self, key: &str, said: u32, named: u32) -> Result<()> {
        let mut add = self.gathered.prepare_cached(
            "INSERT INTO node VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET said = said + ?2, named = named + ?3",
        )?;
        add.execute(params![key, said, named])?;
        Ok(())
    }

    fn nodes(&mut self) -> Result<()> {
        let mut nodes = self.gathered.prepare("SELECT key, said, named FROM node ORDER BY key")?;
        let mut rows = nodes.query([])?;
        while let Some(row) = rows.next()? {
            let (key, said, named): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let actor = self.record.actor(&key)?.unwrap_or_default();
            writeln!(self.out, "<node id=\"{}\">", escape(&key))?;
            for (name, value) in [
                ("name", actor.name.as_str()),
                ("name_en", actor.name_en.as_deref().unwrap_or_default()),
                ("type", &actor.r#type),
            ] {
                if !value.is_empty() {
                    writeln!(self.out, "<data key=\"{name}\">{}</data>", escape(value))?;
                }
            }
            writeln!(self.out, "<data key=\"said\">{said}</data><data key=\"named\">{named}</data>\n</node>")?;
        }
        Ok(())
    }

    fn edges(&mut self) -> Result<()> {
        let mut edges = self.gathered.prepare(
            "SELECT source, target, sum(count), min(first), max(last), group_concat(act || ' ' || count, ' ' ORDER BY act) \
             FROM edge GROUP BY source, target ORDER BY source, target",
        )?;
        let mut rows = edges.query([])?;
        while let Some(row) = rows.next()? {
            let (source, target, weight): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            writeln!(self.out, "<edge source=\"{}\" target=\"{}\">", escape(&source), escape(&target))?;
            write!(self.out, "<data key=\"weight\">{weight}</data>")?;
            let acts: String = row.get(5)?;
            let mut words = acts.split(' ');
            while let Some((act, count)) = words.next().zip(words.next()) {
                if ACTS.contains(&act) {
                    write!(self.out, "<data key=\"{act}\">{count}</data>")?;
                }
            }
            for (name, column) in [("first", 3), ("last", 4)] {
                if let Some(day) = row.get::<_, Option<String>>(column)? {
                    write!(self.out, "<data key=\"{name}\">{}</data>", escape(&day))?;
                }
            }
            self.out.write_all(b"\n</edge>\n")?;
        }
        Ok(())
    }
}

impl<W: Write> Format for GraphMl<'_, W> {
    fn article(&mut self, report: &Report<'_>) -> Result<()> {
        // to the day, whatever is known besides
        let day = report.published().map(|p| p.get(..10).unwrap_or(p));
        for said in report.said() {
            let s = said.statement;
            let Some(speaker) = &s.speaker.entity else { continue };
            self.node(speaker, 1, 0)?;
            let mut add = self.gathered.prepare_cached(
                "INSERT INTO edge VALUES (?1, ?2, ?3, 1, ?4, ?4) ON CONFLICT DO UPDATE SET count = count + 1, \
                 first = coalesce(min(first, ?4), first, ?4), last = coalesce(max(last, ?4), last, ?4)",
            )?;
            for (n, about) in s.about.iter().enumerate() {
                // whom the content names, once a statement
                if about != speaker && !s.about[..n].contains(about) {
                    self.node(about, 0, 1)?;
                    add.execute(params![speaker, about, s.act, day])?;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
              xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
              http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
        )?;
        for (name, kind) in [("name", "string"), ("name_en", "string"), ("type", "string"), ("said", "int"), ("named", "int")] {
            writeln!(self.out, "<key id=\"{name}\" for=\"node\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
        }
        for (name, kind) in [("weight", "int"), ("first", "string"), ("last", "string")] {
            writeln!(self.out, "<key id=\"{name}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
        }
        for act in ACTS {
            writeln!(
                self.out,
                "<key id=\"{act}\" for=\"edge\" attr.name=\"{act}\" attr.type=\"int\"><default>0</default></key>"
            )?;
        }
        self.out.write_all(b"<graph id=\"speaks-of\" edgedefault=\"directed\">\n")?;
        self.nodes()?;
        self.edges()?;
        self.out.write_all(b"</graph>\n</graphml>\n")?;
        Ok(self.out.flush()?)
    }
}

/// Text in XML 1.0, in an element or a quoted attribute. What XML has no way to write becomes U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_would_read_is_written_otherwise() {
        assert_eq!(escape("<a b=\"c\">&\r\n\u{1}\u{ffff}نعم"), "&lt;a b=&quot;c&quot;&gt;&amp;&#13;&#10;\u{fffd}\u{fffd}نعم");
    }
}
