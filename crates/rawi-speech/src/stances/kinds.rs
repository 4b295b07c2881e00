//! What a stance is.

use crate::reading::Party;
use rawi_text::Span;

/// What a speaker does towards somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Praises, endorses, agrees.
    Supports,
    /// Condemns, criticises, objects.
    Opposes,
    /// Asks somebody to act.
    Demands,
    /// Charges somebody with something.
    Accuses,
    /// Promises, offers, is ready.
    Offers,
    /// Refuses or denies.
    Rejects,
    /// Makes something depend on a condition.
    Conditions,
    /// Threatens.
    Threatens,
}

impl Type {
    /// All types with their names in tables and output.
    pub const ALL: [(Type, &'static str); 8] = [
        (Type::Supports, "supports"),
        (Type::Opposes, "opposes"),
        (Type::Demands, "demands-of"),
        (Type::Accuses, "accuses"),
        (Type::Offers, "offers-to"),
        (Type::Rejects, "rejects"),
        (Type::Conditions, "conditions"),
        (Type::Threatens, "threatens"),
    ];

    /// The name in tables and output.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The type of that name.
    pub fn parse(name: &str) -> Option<Type> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(t, _)| *t)
    }
}

/// What a statement does, towards whom or what.
#[derive(Clone, Debug, PartialEq)]
pub struct Stance {
    /// The type; none where it only tells something.
    pub kind: Option<Type>,
    /// The actor towards whom.
    pub towards: Option<Party>,
    /// The words for what it is about, where they are more than the actor.
    pub issue: Option<Span>,
    /// The code of CAMEO.
    pub cameo: &'static str,
    /// The event type of PLOVER; none for mere comment.
    pub plover: Option<&'static str>,
}

impl Default for Stance {
    fn default() -> Self {
        Self { kind: None, towards: None, issue: None, cameo: "010", plover: None }
    }
}

/// What is asked for, or made to depend on something.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// Who is asked, where the text tells.
    pub of: Option<Party>,
    /// What is asked for; of what is not asked for but conditional, what depends on the condition.
    pub what: Option<Span>,
    /// The condition, from the word that leads it.
    pub condition: Option<Span>,
}

/// How a statement takes another back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Somebody says that it is not so.
    Denial,
    /// The speaker corrects what they said.
    Correction,
}

impl How {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            How::Denial => "denial",
            How::Correction => "correction",
        }
    }

    /// The way of that name.
    pub fn parse(name: &str) -> Option<How> {
        [How::Denial, How::Correction].into_iter().find(|h| h.name() == name)
    }
}

/// What a statement denies or corrects.
#[derive(Clone, Debug, PartialEq)]
pub struct Denial {
    /// How.
    pub how: How,
    /// Index of the statement that is denied, where the article has it.
    pub statement: Option<usize>,
    /// The words for what is not so.
    pub claim: Span,
}
