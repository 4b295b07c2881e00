//! Event data: who did what to whom by speaking, one row a statement, in the codes of CAMEO and PLOVER that its stance has.

use std::io::Write;

use rawi_record::{Actor, Record};

use crate::csv::{begin, row};
use crate::{Format, Report, Result, Said};

/// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
fn quad(root: &str) -> &'static str {
    match root.parse().unwrap_or(0) {
        1..=5 => "1",
        6..=8 => "2",
        9..=13 => "3",
        14..=20 => "4",
        _ => "",
    }
}

/// The columns, in order.
pub const COLUMNS: [&str; 22] = [
    "event_id",
    "date",
    "date_basis",
    "source",
    "source_name",
    "source_name_en",
    "source_type",
    "target",
    "target_name",
    "target_name_en",
    "target_type",
    "plover",
    "cameo",
    "cameo_root",
    "quad_class",
    "stance",
    "act",
    "text",
    "publisher",
    "url",
    "published",
    "confidence",
];

/// Statements as event data.
pub struct Events<'r, W> {
    out: W,
    record: &'r Record,
}

impl<'r, W: Write> Events<'r, W> {
    /// Begins with the header; with a byte-order mark where `mark` is set.
    pub fn new(mut out: W, record: &'r Record, mark: bool) -> Result<Self> {
        begin(&mut out, mark, &COLUMNS)?;
        Ok(Self { out, record })
    }

    fn said(&mut self, said: &Said<'_>) -> Result<()> {
        let (report, s) = (said.report, said.statement);
        let Some(speaker) = &s.speaker.entity else { return Ok(()) };
        let source = self.record.actor(speaker)?.unwrap_or_default();
        // a target that is no entity has a name
        let target = match &s.stance.towards {
            Some(party) => match &party.entity {
                Some(key) => self.record.actor(key)?.unwrap_or_default(),
                None => Actor { name: party.name.clone(), ..Actor::default() },
            },
            None => Actor::default(),
        };
        let spoken = s.time.as_ref().and_then(|t| t.value.as_deref());
        let (date, basis) = match (spoken, report.published()) {
            (Some(day), _) => (day, "said"),
            (None, Some(day)) => (day.get(..10).unwrap_or(day), "published"),
            (None, None) => ("", ""),
        };
        let root = s.stance.cameo.get(..2).unwrap_or_default();
        row(
            &[
                &said.id(),
                date,
                basis,
                &source.key,
                &source.name,
                source.name_en.as_deref().unwrap_or_default(),
                &source.r#type,
                &target.key,
                &target.name,
                target.name_en.as_deref().unwrap_or_default(),
                &target.r#type,
                s.stance.plover.as_deref().unwrap_or_default(),
                &s.stance.cameo,
                root,
                quad(root),
                s.stance.r#type.as_deref().unwrap_or_default(),
                &s.act,
                &said.content(),
                report.article().source.outlet.as_deref().unwrap_or_default(),
                report.article().source.url.as_deref().unwrap_or_default(),
                report.published().unwrap_or_default(),
                &s.confidence.to_string(),
            ],
            &mut self.out,
        )?;
        Ok(())
    }
}

impl<W: Write> Format for Events<'_, W> {
    fn article(&mut self, report: &Report<'_>) -> Result<()> {
        report.said().try_for_each(|said| self.said(&said))
    }

    fn end(&mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_have_their_class() {
        for (root, class) in
            [("01", "1"), ("05", "1"), ("06", "2"), ("09", "3"), ("13", "3"), ("14", "4"), ("20", "4"), ("x", "")]
        {
            assert_eq!(quad(root), class, "{root}");
        }
    }
}
