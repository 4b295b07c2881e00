//! Who is named in an article.
mod entity;
pub use entity::{Entity, EntityKind};
