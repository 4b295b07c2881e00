//! What is read from an article.

use crate::stances::{Demand, Denial, Stance};
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
    /// What it does, towards whom or what.
    pub stance: Stance,
    /// What it asks for, or makes depend on a condition.
    pub demand: Option<Demand>,
    /// What it denies or corrects.
    pub denies: Option<Denial>,
    /// Index of the enclosing statement.
    pub within: Option<usize>,
    /// From 0 to 1.
    pub confidence: f32,
    /// The rule that found it.
    pub why: &'static str,
}

/// How a figure's value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// About so many.
    About,
    /// More than that.
    More,
    /// Less than that.
    Less,
    /// That or more.
    AtLeast,
    /// That or less.
    AtMost,
}

impl Bound {
    const ALL: [(Bound, &'static str); 5] = [
        (Bound::About, "about"),
        (Bound::More, "more"),
        (Bound::Less, "less"),
        (Bound::AtLeast, "at-least"),
        (Bound::AtMost, "at-most"),
    ];

    /// The name in tables and output.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The bound of that name.
    pub fn parse(name: &str) -> Option<Bound> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(b, _)| *b)
    }
}

/// A quantity that is claimed.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Index of the innermost statement that it stands in; none in the outlet's own words.
    pub statement: Option<usize>,
    /// The quantity; a share of a whole is a fraction of 1 (ثلث) unless the unit says otherwise (في المئة).
    pub value: f64,
    /// The unit or the thing counted, in the singular where known; empty where the text leaves it out.
    pub unit: String,
    /// The words: the number with what tells how exact it is, and the unit.
    pub text: Span,
    /// How exact it is meant; none where it is plainly told.
    pub bound: Option<Bound>,
    /// Whether it is the lower (`false`) or upper (`true`) end of a range.
    pub upper: Option<bool>,
    /// What it is about, as written (مقتل، 70 في المئة من أراضي البلاد).
    pub of: Option<Span>,
    /// The time that it is for, as written.
    pub when: Option<Span>,
}

/// The class that somebody is put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Polarity {
    /// A terrorist.
    Terrorist,
    /// An enemy, an extremist, a rebel, an occupier.
    Hostile,
    /// Neither friend nor enemy.
    Neutral,
    /// An opposition that may be talked to.
    Opposition,
    /// Rightful.
    Legitimate,
    /// A partner, an ally, a friend.
    Partner,
}

impl Polarity {
    const ALL: [(Polarity, &'static str); 6] = [
        (Polarity::Terrorist, "terrorist"),
        (Polarity::Hostile, "hostile"),
        (Polarity::Neutral, "neutral"),
        (Polarity::Opposition, "opposition"),
        (Polarity::Legitimate, "legitimate"),
        (Polarity::Partner, "partner"),
    ];

    /// The name in tables and output.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The polarity of that name.
    pub fn parse(name: &str) -> Option<Polarity> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(p, _)| *p)
    }
}

/// Somebody calls somebody something.
#[derive(Clone, Debug, PartialEq)]
pub struct Designation {
    /// Index of the innermost statement that it stands in; none where it is the outlet's own word all the same.
    pub statement: Option<usize>,
    /// Who calls it so, where the text names somebody else than the statement's speaker (مجلس الأمن يعتبر …). With neither
    /// it is the outlet.
    pub by: Option<Party>,
    /// Who is called so.
    pub target: Party,
    /// The words that call it so.
    pub label: Span,
    /// The class.
    pub polarity: Polarity,
    /// Whether it is said in passing (جبهة النصرة الإرهابية) and not as a claim.
    pub epithet: bool,
    /// Whether it is denied or taken back (ليست عدوا، شطب من القائمة).
    pub denied: bool,
}

/// As what somebody takes part in a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartRole {
    /// One of those who talk.
    Party,
    /// A guarantor of what is agreed.
    Guarantor,
    /// Present without a voice.
    Observer,
    /// Between the parties.
    Mediator,
    /// Where it takes place.
    Host,
    /// Who leads it.
    Chair,
}

impl PartRole {
    const ALL: [(PartRole, &'static str); 6] = [
        (PartRole::Party, "party"),
        (PartRole::Guarantor, "guarantor"),
        (PartRole::Observer, "observer"),
        (PartRole::Mediator, "mediator"),
        (PartRole::Host, "host"),
        (PartRole::Chair, "chair"),
    ];

    /// The name in tables and output.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The role of that name.
    pub fn parse(name: &str) -> Option<PartRole> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(r, _)| *r)
    }
}

/// Whether a meeting has been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It has been, or goes on.
    Held,
    /// It is to come.
    Announced,
    /// Somebody calls for it, or it is only spoken of: nothing tells that it will be.
    Called,
    /// It was called off or put off.
    Cancelled,
}

impl Held {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Held::Held => "held",
            Held::Announced => "announced",
            Held::Called => "called_for",
            Held::Cancelled => "cancelled",
        }
    }
}

/// A meeting that the article tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Index of the innermost statement that first tells of it.
    pub statement: Option<usize>,
    /// The process or the kind of meeting, in the article's words or those of the knowledge base.
    pub process: String,
    /// The process's id in the knowledge base.
    pub id: Option<String>,
    /// Which round.
    pub round: Option<u32>,
    /// Where it takes place.
    pub place: Option<Span>,
    /// When it takes place, as written.
    pub when: Option<Span>,
    /// On which level (على مستوى نائب وزير الخارجية).
    pub level: Option<Span>,
    /// What it is about, as written.
    pub agenda: Vec<Span>,
    /// Whether it has been.
    pub held: Held,
    /// The words that tell of it first.
    pub text: Span,
    /// Who takes part.
    pub participants: Vec<(Party, PartRole)>,
}

/// All that is read from one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// In the order of their cues.
    pub statements: Vec<Statement>,
    /// In the order of their first mention.
    pub entities: Vec<Entity>,
    /// In the order of the text.
    pub designations: Vec<Designation>,
    /// In the order of the text.
    pub figures: Vec<Figure>,
    /// In the order of the text.
    pub meetings: Vec<Meeting>,
}

impl Reading {
    /// All spans of figures, designations and meetings.
    pub(crate) fn position_spans(&mut self) -> impl Iterator<Item = &mut Span> {
        let figures = self.figures.iter_mut().flat_map(|f| [&mut f.text].into_iter().chain(&mut f.of).chain(&mut f.when));
        let designations = self
            .designations
            .iter_mut()
            .flat_map(|d| [&mut d.label, &mut d.target.mention].into_iter().chain(d.by.as_mut().map(|p| &mut p.mention)));
        let meetings = self.meetings.iter_mut().flat_map(|m| {
            let parts = m.participants.iter_mut().map(|(p, _)| &mut p.mention);
            let told = [&mut m.text].into_iter().chain(&mut m.place).chain(&mut m.when).chain(&mut m.level);
            told.chain(&mut m.agenda).chain(parts)
        });
        figures.chain(designations).chain(meetings)
    }
}

/// The contents of a reading's statements by place.
pub(crate) struct Contents(Vec<(Span, usize)>);

/// How many contents back the one around a place is looked for: more than ever nest or stand side by side in a sentence.
const REACH: usize = 32;

impl Contents {
    pub(crate) fn of(statements: &[Statement]) -> Contents {
        let mut all: Vec<(Span, usize)> =
            statements.iter().enumerate().flat_map(|(n, s)| s.content.iter().map(move |c| (*c, n))).collect();
        all.sort_unstable();
        Contents(all)
    }

    /// The innermost statement whose content covers a span.
    pub(crate) fn around(&self, span: Span) -> Option<usize> {
        let before = self.0.partition_point(|(c, _)| c.start <= span.start);
        let near = self.0[..before].iter().rev().take(REACH);
        near.filter(|(c, _)| c.contains(span)).min_by_key(|(c, _)| c.len()).map(|(_, n)| *n)
    }
}
