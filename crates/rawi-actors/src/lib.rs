//! Who is named in an article: titles, names, bodies, and the entities that their mentions belong to.
mod bodies;
mod doc;
mod entity;
mod full_name;
pub mod kb;
mod memo;
pub mod names;
mod offices;
mod own;
mod personal;
mod phrase;
mod phrase_forms;
mod phrase_named;
mod phrase_tail;
mod phrases;
mod registry;
pub mod spot;
mod tables;
mod words;

pub use doc::Doc;
pub use entity::{EnglishBasis, Entity, EntityKind};
pub use own::LAYERS;
pub use phrase::{NounPhrase, Reach, is_verbal_noun};
pub use phrases::Phrases;
pub use registry::{Registry, Who, slug as name_slug};
pub use tables::{Gender, KbHit, KbRow, Likely, NameWord, Number, Role, RoleWord, Tables, name_keys};
pub use words::{Known, Word, Words};
