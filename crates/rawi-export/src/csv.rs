//! Comma-separated values, as RFC 4180 has them: one row a statement. A cell that a spreadsheet would run as a formula
//! gets an apostrophe before it.

use std::io::{self, Write};

use crate::{Format, Report, Result, Said};

/// The columns, in order.
pub const COLUMNS: [&str; 35] = [
    "statement",
    "article",
    "version",
    "outlet",
    "published",
    "url",
    "title",
    "speaker",
    "speaker_id",
    "speaker_en",
    "via",
    "act",
    "kind",
    "cue",
    "content",
    "chain",
    "addressee",
    "time",
    "occasion",
    "about",
    "stance",
    "towards",
    "towards_id",
    "issue",
    "cameo",
    "plover",
    "demand",
    "condition",
    "denies",
    "confidence",
    "why",
    "verdict",
    "utterance",
    "reports",
    "story",
];

/// Statements as CSV.
#[derive(Debug)]
pub struct Csv<W> {
    out: W,
}

impl<W: Write> Csv<W> {
    /// Begins with the header; with a byte-order mark, by which spreadsheets know UTF-8, where `mark` is set.
    pub fn new(mut out: W, mark: bool) -> Result<Self> {
        begin(&mut out, mark, &COLUMNS)?;
        Ok(Self { out })
    }
}

/// Writes the header.
pub fn header(out: &mut impl Write) -> io::Result<()> {
    row(&COLUMNS, out)
}

/// Writes one statement.
pub fn said(said: &Said<'_>, out: &mut impl Write) -> io::Result<()> {
    let (report, s) = (said.report, said.statement);
    let article = report.article();
    let chain: Vec<&str> = s.chain.iter().map(|p| p.name.as_str()).collect();
    row(
        &[
            &said.id(),
            article.reference(),
            &report.stored.number.to_string(),
            article.source.outlet.as_deref().unwrap_or_default(),
            report.published().unwrap_or_default(),
            article.source.url.as_deref().unwrap_or_default(),
            report.title().unwrap_or_default(),
            &s.speaker.name,
            s.speaker.entity.as_deref().unwrap_or_default(),
            said.speaker().and_then(|e| e.name_en.as_deref()).unwrap_or_default(),
            &s.speaker.via,
            &s.act,
            &s.kind,
            said.cue(),
            &said.content(),
            &chain.join(" | "),
            s.addressee.as_ref().map(|p| p.name.as_str()).unwrap_or_default(),
            said.time().unwrap_or_default(),
            s.occasion.map(|o| report.words(o)).unwrap_or_default(),
            &s.about.join(" | "),
            s.stance.r#type.as_deref().unwrap_or_default(),
            s.stance.towards.as_ref().map(|p| p.name.as_str()).unwrap_or_default(),
            s.stance.towards.as_ref().and_then(|p| p.entity.as_deref()).unwrap_or_default(),
            s.stance.issue.map(|i| report.words(i)).unwrap_or_default(),
            &s.stance.cameo,
            s.stance.plover.as_deref().unwrap_or_default(),
            s.demand.as_ref().and_then(|d| d.what).map(|w| report.words(w)).unwrap_or_default(),
            s.demand.as_ref().and_then(|d| d.condition).map(|c| report.words(c)).unwrap_or_default(),
            said.denied().as_deref().unwrap_or_default(),
            &s.confidence.to_string(),
            &s.why,
            s.verdict.as_deref().unwrap_or_default(),
            &said.utterance(),
            &said.reports().to_string(),
            report.story().unwrap_or_default(),
        ],
        out,
    )
}

impl<W: Write> Format for Csv<W> {
    fn article(&mut self, report: &Report<'_>) -> Result<()> {
        for said in report.said() {
            self::said(&said, &mut self.out)?;
        }
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

pub(crate) fn begin(out: &mut impl Write, mark: bool, columns: &[&str]) -> io::Result<()> {
    if mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    row(columns, out)
}

/// Writes a row of harmless cells.
pub(crate) fn row(cells: &[&str], out: &mut impl Write) -> io::Result<()> {
    for (n, text) in cells.iter().enumerate() {
        if n > 0 {
            out.write_all(b",")?;
        }
        if is_formula(text) {
            cell(&format!("'{text}"), out)?;
        } else {
            cell(text, out)?;
        }
    }
    out.write_all(b"\r\n")
}

/// Writes one cell, in quotes where it needs them.
pub fn cell(text: &str, out: &mut impl Write) -> io::Result<()> {
    if !text.contains(['"', ',', '\n', '\r']) {
        return out.write_all(text.as_bytes());
    }
    write!(out, "\"{}\"", text.replace('"', "\"\""))
}

/// What a spreadsheet would take for a formula to be run: an apostrophe before it makes it text. Line ends are among them,
/// since some programs begin a new cell after one; and signs behind blanks, which some pass over.
fn is_formula(text: &str) -> bool {
    let begins = |t: &str| t.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    text.starts_with(['\t', '\r', '\n']) || begins(text) || begins(text.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_harmless_and_whole() {
        for (text, expected) in [
            ("قال، «نعم»", "قال، «نعم»"),
            ("a,b", "\"a,b\""),
            ("\"نعم\"", "\"\"\"نعم\"\"\""),
            ("=1+1", "'=1+1"),
            ("+20", "'+20"),
            ("-5", "'-5"),
            ("@x", "'@x"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("\n=1", "\"'\n=1\""),
            (" =1", "' =1"),
            ("\u{a0}-1", "'\u{a0}-1"),
            ("＝1", "'＝1"),
            ("'=1", "'=1"),
            ("a=1", "a=1"),
        ] {
            let mut out = Vec::new();
            row(&[text, ""], &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), format!("{expected},\r\n"), "{text:?}");
        }
    }
}
