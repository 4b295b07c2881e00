//! From what people have (files, folders, streams of records) to [`Article`]s.
//!
//! Two steps, so that one thread can read and many can parse:
//!
//! - [`open`] walks paths and archives, undoes gzip and zstd, tells by content what an input is, and cuts it into
//!   [`Raw`] pieces, one an article, never holding more than one;
//! - [`parse`] makes an [`Article`] of a piece: text, headline, body without page furniture, date, language.
//!
//! What is read, under which names fields are found, and the limits are in `docs/inputs.md`.
//!
//! ```no_run
//! let options = rawi_page::Options::default();
//! for raw in rawi_page::open(&["articles".into()], &options) {
//!     match raw.and_then(|raw| rawi_page::parse(raw, &options)) {
//!         Ok(None) => {} // no article, or not wanted by the filter
//!         Ok(Some(article)) => println!("{}", article.text.len()),
//!         Err(error) => eprintln!("{error}"),
//!     }
//! }
//! ```
mod article;
mod container;
mod date;
mod decode;
mod detect;
mod error;
mod fetched;
mod filter;
mod fold;
mod furniture;
pub mod html;
mod input;
mod language;
mod lines;
mod options;
mod packed;
mod parse;
mod phrases;
mod raw;
mod record;
mod stream;
mod title;
mod value;
mod walk;

pub use article::{Article, DateBasis, Language, Published, Source};
pub use error::InputError;
pub use fetched::{FeedItem, Fetched, feed_items};
pub use filter::Filter;
pub use input::{Inputs, open, open_reader};
pub use options::{InputKind, Options};
pub use parse::parse;
pub use raw::Raw;
