//! Stances, demands and denials in the output, as they were read and as a record has them.

use rawi_record::model;
use rawi_speech::{Demand, Denial, How, Stance, Type};
use serde::Serialize;

use super::{PartyOut, Piece, View};

/// What a statement does.
#[derive(Serialize)]
pub struct StanceOut<'a> {
    pub r#type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub towards: Option<PartyOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<Piece<'a>>,
    pub cameo: &'a str,
    pub plover: Option<&'a str>,
}

/// What it asks for.
#[derive(Serialize)]
pub struct DemandOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<PartyOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<Piece<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Piece<'a>>,
}

/// What it denies.
#[derive(Serialize)]
pub struct DenialOut<'a> {
    pub how: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    pub claim: Piece<'a>,
}

impl<'a> View<'a> {
    pub(super) fn stance(&self, s: &'a Stance) -> StanceOut<'a> {
        StanceOut {
            r#type: s.kind.map(Type::name),
            towards: s.towards.as_ref().map(|p| self.party(p)),
            issue: s.issue.map(|i| self.piece(i)),
            cameo: s.cameo,
            plover: s.plover,
        }
    }

    pub(super) fn demand(&self, d: &'a Demand) -> DemandOut<'a> {
        DemandOut {
            of: d.of.as_ref().map(|p| self.party(p)),
            what: d.what.map(|w| self.piece(w)),
            condition: d.condition.map(|c| self.piece(c)),
        }
    }

    pub(super) fn denial(&self, d: &Denial) -> DenialOut<'a> {
        let denied = d.statement.and_then(|k| self.reading.statements.get(k));
        DenialOut { how: How::name(d.how), statement: denied.map(|s| self.statement_id(s)), claim: self.piece(d.claim) }
    }
}

/// A stance as a record takes it.
pub(super) fn stance(s: &StanceOut<'_>) -> model::Stance {
    model::Stance {
        r#type: s.r#type.map(str::to_owned),
        towards: s.towards.as_ref().map(super::stored::party),
        issue: s.issue.as_ref().map(super::stored::place),
        cameo: s.cameo.to_owned(),
        plover: s.plover.map(str::to_owned),
    }
}

/// A demand as a record takes it.
pub(super) fn demand(d: &DemandOut<'_>) -> model::Demand {
    model::Demand {
        of: d.of.as_ref().map(super::stored::party),
        what: d.what.as_ref().map(super::stored::place),
        condition: d.condition.as_ref().map(super::stored::place),
    }
}
