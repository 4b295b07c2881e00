//! From what people have (files, folders, streams of records) to [`Article`]s.
mod article;
pub use article::{Article, DateBasis, Language, Published, Source};
