//! Entities: whom and what an article names.

use crate::tables::KbRow;
use rawi_text::Span;

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// A body: ministry, party, company.
    Organisation,
    /// An armed or loose group.
    Group,
    /// A state.
    State,
    /// A place.
    Place,
    /// A newspaper, agency or channel.
    Outlet,
    /// An office or description without a name.
    Role,
    /// A negotiation process.
    Process,
}

impl EntityKind {
    /// The kind of a row of the knowledge base; none of another name.
    pub fn of_table(name: &str) -> Option<EntityKind> {
        Some(match name {
            "state" => EntityKind::State,
            "organisation" => EntityKind::Organisation,
            "group" => EntityKind::Group,
            "outlet" => EntityKind::Outlet,
            "person" => EntityKind::Person,
            "process" => EntityKind::Process,
            "place" => EntityKind::Place,
            _ => return None,
        })
    }

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organisation => "organisation",
            EntityKind::Group => "group",
            EntityKind::State => "state",
            EntityKind::Place => "place",
            EntityKind::Outlet => "outlet",
            EntityKind::Role => "role",
            EntityKind::Process => "process",
        }
    }
}

/// Where an English name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnglishBasis {
    /// The knowledge base.
    Kb,
    /// The Arabic name in Latin letters: how the person writes it is not known.
    Romanised,
    /// Put together of the English for the words of the Arabic name: how the body calls itself is not known.
    Composed,
}

impl EnglishBasis {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            EnglishBasis::Kb => "kb",
            EnglishBasis::Romanised => "romanised",
            EnglishBasis::Composed => "composed",
        }
    }
}

/// Somebody or something that the article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// A stable id: the knowledge base's (`person:…`, `state:…`), else derived from the name.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest Arabic name.
    pub name: String,
    /// The English name: of the knowledge base; for a person that it does not have, the name romanised, and for a body, put
    /// together of its words where they are known.
    pub name_en: Option<String>,
    /// Where the English name comes from; there is one where there is a name.
    pub name_en_basis: Option<EnglishBasis>,
    /// Other names used for it in the article.
    pub aliases: Vec<String>,
    /// Where it is named, in order.
    pub mentions: Vec<Span>,
}

impl Entity {
    /// An entity of the knowledge base with one mention.
    pub fn known(row: &KbRow, mention: Span) -> Entity {
        let name_en = Some(row.name_en.clone().into_owned()).filter(|n| !n.is_empty());
        Entity {
            id: row.id.clone().into_owned(),
            kind: row.kind,
            name: row.name.clone().into_owned(),
            name_en_basis: name_en.as_ref().map(|_| EnglishBasis::Kb),
            name_en,
            aliases: Vec::new(),
            mentions: vec![mention],
        }
    }
}
