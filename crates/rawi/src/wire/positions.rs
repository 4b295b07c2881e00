//! Figures, designations and meetings as JSON.

use rawi_speech::{Designation, Figure, Meeting, PartRole, Party};
use serde::Serialize;

use super::{PartyOut, Piece, View};

#[derive(Serialize)]
pub(super) struct ByOut<'a> {
    entity: Option<&'a str>,
    name: &'a str,
}

#[derive(Serialize)]
pub(super) struct FigureOut<'a> {
    /// Null in the outlet's own words.
    by: Option<ByOut<'a>>,
    value: Number,
    unit: &'a str,
    approx: bool,
    bound: Option<&'static str>,
    range: Option<&'static str>,
    text: Piece<'a>,
    of: Option<Piece<'a>>,
    when: Option<Piece<'a>>,
    statement: Option<String>,
}

#[derive(Serialize)]
pub(super) struct DesignationOut<'a> {
    /// Null in the outlet's own words.
    by: Option<ByOut<'a>>,
    target: PartyOut<'a>,
    polarity: &'static str,
    label: Piece<'a>,
    epithet: bool,
    denied: bool,
    statement: Option<String>,
}

#[derive(Serialize)]
pub(super) struct MeetingOut<'a> {
    process: &'a str,
    id: Option<&'a str>,
    round: Option<u32>,
    place: Option<Piece<'a>>,
    when: Option<Piece<'a>>,
    level: Option<Piece<'a>>,
    agenda: Vec<Piece<'a>>,
    held: &'static str,
    text: Piece<'a>,
    participants: Vec<ParticipantOut<'a>>,
    statement: Option<String>,
}

#[derive(Serialize)]
struct ParticipantOut<'a> {
    #[serde(flatten)]
    party: PartyOut<'a>,
    role: &'static str,
}

/// A value without a fraction where it has none.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Whole(i64),
    Decimal(f64),
}

impl Number {
    fn of(value: f64) -> Number {
        // up to 2^53 every whole number is exact
        if value.fract() == 0.0 && value.abs() < 9.0e15 { Number::Whole(value as i64) } else { Number::Decimal(value) }
    }
}

impl<'a> View<'a> {
    /// Who speaks in a statement.
    pub(super) fn claimant(&self, statement: Option<usize>) -> Option<ByOut<'a>> {
        let s = self.reading.statements.get(statement?)?;
        Some(ByOut { entity: self.entity(s.speaker.entity).map(|e| e.id.as_str()), name: &s.speaker.name })
    }

    pub(super) fn statement_ref(&self, statement: Option<usize>) -> Option<String> {
        self.reading.statements.get(statement?).map(|s| self.statement_id(s))
    }

    pub(super) fn designation(&self, d: &'a Designation) -> DesignationOut<'a> {
        let named = d.by.as_ref().map(|p| ByOut { entity: self.entity(p.entity).map(|e| e.id.as_str()), name: &p.name });
        DesignationOut {
            by: named.or_else(|| self.claimant(d.statement)),
            target: self.party(&d.target),
            polarity: d.polarity.name(),
            label: self.piece(d.label),
            epithet: d.epithet,
            denied: d.denied,
            statement: self.statement_ref(d.statement),
        }
    }

    pub(super) fn meeting(&self, m: &'a Meeting) -> MeetingOut<'a> {
        let part = |(p, role): &'a (Party, PartRole)| ParticipantOut { party: self.party(p), role: role.name() };
        MeetingOut {
            process: &m.process,
            id: m.id.as_deref(),
            round: m.round,
            place: m.place.map(|p| self.piece(p)),
            when: m.when.map(|p| self.piece(p)),
            level: m.level.map(|p| self.piece(p)),
            agenda: m.agenda.iter().map(|a| self.piece(*a)).collect(),
            held: m.held.name(),
            text: self.piece(m.text),
            participants: m.participants.iter().map(part).collect(),
            statement: self.statement_ref(m.statement),
        }
    }

    pub(super) fn figure(&self, f: &'a Figure) -> FigureOut<'a> {
        FigureOut {
            by: self.claimant(f.statement),
            value: Number::of(f.value),
            unit: &f.unit,
            approx: f.bound.is_some(),
            bound: f.bound.map(|b| b.name()),
            range: f.upper.map(|u| if u { "high" } else { "low" }),
            text: self.piece(f.text),
            of: f.of.map(|o| self.piece(o)),
            when: f.when.map(|w| self.piece(w)),
            statement: self.statement_ref(f.statement),
        }
    }
}
