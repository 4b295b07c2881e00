//! Figures and the like as lines for people: what the article says, and whose word it is.

use rawi_speech::{Designation, Figure, Meeting, Reading, Statement};

use crate::labels;

/// One kind of things.
pub struct Section {
    /// Its heading.
    pub heading: &'static str,
    /// At least one.
    pub items: Vec<Item>,
}

/// One thing.
pub struct Item {
    /// The words that it was read from, and what they amount to.
    pub words: String,
    /// Whose word it is; nothing in the outlet's own words.
    pub by: Option<String>,
    /// What else is told.
    pub more: Vec<String>,
    /// The statement that it stands in.
    pub statement: Option<usize>,
}

impl Item {
    /// What stands behind the words.
    pub fn tail(&self) -> String {
        let by = self.by.iter().map(|b| format!("بحسب {b}"));
        by.chain(self.more.iter().cloned()).map(|m| format!(" · {m}")).collect()
    }
}

/// What a statement does towards whom or what, and what it asks for, each with its label.
pub fn stance(text: &str, s: &Statement) -> Vec<(&'static str, String)> {
    let words = |span: rawi_text::Span| one_line(span.of(text));
    let mut rows = Vec::new();
    if let Some(kind) = s.stance.kind {
        let towards = s.stance.towards.as_ref().map(|p| one_line(&p.name));
        let asked = s.demand.as_ref().and_then(|d| d.what).or(s.stance.issue);
        let what = asked.or(s.stance.issue).map(words);
        let all: Vec<String> = towards.into_iter().chain(what).collect();
        let label =
            if s.stance.towards.is_none() && kind == rawi_speech::Type::Demands { "يطلب" } else { labels::stance(kind) };
        rows.push((label, if all.is_empty() { "(ما قيل)".to_owned() } else { all.join(": ") }));
    }
    rows.extend(s.demand.as_ref().and_then(|d| d.condition).map(|c| ("بشرط", words(c))));
    rows
}

/// All that there is, in the order of the text.
pub fn sections(text: &str, reading: &Reading) -> Vec<Section> {
    let figures = Section { heading: "أرقام", items: reading.figures.iter().map(|f| figure(text, reading, f)).collect() };
    let designations =
        Section { heading: "أوصاف", items: reading.designations.iter().map(|d| designation(text, reading, d)).collect() };
    let meetings = Section { heading: "لقاءات", items: reading.meetings.iter().map(|m| meeting(text, m)).collect() };
    [designations, figures, meetings].into_iter().filter(|s| !s.items.is_empty()).collect()
}

fn figure(text: &str, reading: &Reading, f: &Figure) -> Item {
    let said = one_line(f.text.of(text));
    // what is written in digits needs no second copy
    let value = if f.value.fract() == 0.0 { format!("{:.0}", f.value) } else { format!("{}", f.value) };
    let words = if said.contains(&value) && f.upper.is_none() { said } else { format!("{said} ({value})") };
    let of = f.of.map(|o| one_line(o.of(text)));
    let when = f.when.map(|w| one_line(w.of(text)));
    Item { words, by: claimant(reading, f.statement), more: of.into_iter().chain(when).collect(), statement: f.statement }
}

fn designation(text: &str, reading: &Reading, d: &Designation) -> Item {
    let label = one_line(d.label.of(text));
    let words = format!("{}: {}", one_line(&d.target.name), labels::polarity(d.polarity));
    let by = d.by.as_ref().map(|p| one_line(&p.name)).or_else(|| claimant(reading, d.statement));
    let denied = d.denied.then(|| "منفيّ".to_owned());
    Item { words, by, more: [format!("«{label}»")].into_iter().chain(denied).collect(), statement: d.statement }
}

fn meeting(text: &str, m: &Meeting) -> Item {
    let round = m.round.map(|r| format!(" ({r})")).unwrap_or_default();
    let who: Vec<String> = (m.participants.iter())
        .map(|(p, role)| match labels::role(*role) {
            Some(role) => format!("{} ({role})", one_line(&p.name)),
            None => one_line(&p.name),
        })
        .collect();
    let told = |span: Option<rawi_text::Span>| span.map(|p| one_line(p.of(text)));
    let (place, when, level) = (told(m.place), told(m.when), told(m.level));
    let agenda = m.agenda.iter().map(|a| format!("بشأن: {}", one_line(a.of(text))));
    let held = labels::held(m.held).map(str::to_owned);
    let who = (!who.is_empty()).then(|| who.join("، "));
    Item {
        words: format!("{}{round}", one_line(&m.process)),
        by: None,
        more: who.into_iter().chain(place).chain(when).chain(level).chain(held).chain(agenda).collect(),
        statement: m.statement,
    }
}

/// Who speaks in a statement.
fn claimant(reading: &Reading, statement: Option<usize>) -> Option<String> {
    let s = reading.statements.get(statement?)?;
    Some(one_line(labels::speaker(&s.speaker.name)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
