//! What is read from an article.

use rawi_actors::Entity;
use rawi_text::Span;

/// What the speaker does in saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Neutral saying.
    Inform,
    /// Insist, confirm, repeat.
    Affirm,
    /// Say that it is not so.
    Deny,
    /// Refuse, oppose, object.
    Reject,
    /// Blame, condemn, criticise.
    Accuse,
    /// Warn, threaten, vow harm.
    Warn,
    /// Ask somebody to act.
    Call,
    /// Commit or offer to act.
    Offer,
    /// Agree, praise, thank, welcome.
    Support,
    /// Opine, judge, expect.
    Assess,
    /// Hope, worry, regret.
    Feel,
    /// Question, inquire.
    Ask,
}

impl Act {
    /// All acts with their names in tables and output.
    pub const ALL: [(Act, &'static str); 12] = [
        (Act::Inform, "inform"),
        (Act::Affirm, "affirm"),
        (Act::Deny, "deny"),
        (Act::Reject, "reject"),
        (Act::Accuse, "accuse"),
        (Act::Warn, "warn"),
        (Act::Call, "call"),
        (Act::Offer, "offer"),
        (Act::Support, "support"),
        (Act::Assess, "assess"),
        (Act::Feel, "feel"),
        (Act::Ask, "ask"),
    ];

    /// The act's name in tables and output.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The act of that name.
    pub fn parse(name: &str) -> Option<Act> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(a, _)| *a)
    }
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All in quotation marks.
    Direct,
    /// Partly in quotation marks.
    Mixed,
    /// In the reporter's words.
    Indirect,
}

impl Kind {
    /// The kind's name in output.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Direct => "direct",
            Kind::Mixed => "mixed",
            Kind::Indirect => "indirect",
        }
    }
}

/// How the speaker of a statement is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// Named at the cue.
    Name,
    /// By office or description (الوزير).
    Role,
    /// By a pronoun or a demonstrative.
    Pronoun,
    /// Only in the verb's ending or the context.
    Elided,
    /// A place or a seat of power for the body.
    Metonym,
    /// In a headline's manner (`لافروف: …`).
    Headline,
}

impl Via {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Via::Name => "name",
            Via::Role => "role",
            Via::Pronoun => "pronoun",
            Via::Elided => "elided",
            Via::Metonym => "metonym",
            Via::Headline => "headline",
        }
    }
}

/// The word or words that attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its place.
    pub span: Span,
    /// The lexicon's head word; the words themselves for a mark.
    pub lemma: String,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Index into [`Reading::entities`]; none where the text leaves the source open.
    pub entity: Option<usize>,
    /// The fullest name that the article uses, or the words used for an unnamed source.
    pub name: String,
    /// The mention at this cue, where there is one.
    pub mention: Option<Span>,
    /// How the speaker is known.
    pub via: Via,
}

/// Somebody who passes words on, or to whom they are spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Index into [`Reading::entities`].
    pub entity: Option<usize>,
    /// The name, as full as the article has it.
    pub name: String,
    /// Where.
    pub mention: Span,
}

/// One attributed statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// What is done in saying it.
    pub act: Act,
    /// The content's spans, in order; more than one where the cue interrupts it.
    pub content: Vec<Span>,
    /// What attributes it.
    pub cue: Cue,
    /// Who speaks.
    pub speaker: Speaker,
    /// Who passed the words on, outermost first.
    pub chain: Vec<Party>,
    /// To whom.
    pub addressee: Option<Party>,
    /// When it was said, as written.
    pub time: Option<Span>,
    /// Place, occasion or medium.
    pub occasion: Option<Span>,
    /// Entities (indices) that the content names.
    pub about: Vec<usize>,
    /// Index of the enclosing statement.
    pub within: Option<usize>,
    /// From 0 to 1.
    pub confidence: f32,
    /// The rule that found it.
    pub why: &'static str,
}

/// All that is read from one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// In the order of their cues.
    pub statements: Vec<Statement>,
    /// In the order of their first mention.
    pub entities: Vec<Entity>,
}
