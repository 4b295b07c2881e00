//! From what people have (files, folders, streams of records) to [`Article`]s.
//!
//! Two steps, so that one thread can read and many can parse:
//!
//! - [`open`] walks the paths, undoes gzip and zstd, tells plain texts from files of records, and cuts
//!   them into [`Raw`] pieces, one an article, never holding more than one;
//! - [`parse`] makes an [`Article`] of a piece: text, headline, body without page furniture, date, language.
//!
//! ```no_run
//! let options = rawi_page::Options::default();
//! for raw in rawi_page::open(&["articles".into()], &options) {
//!     match raw.and_then(|raw| rawi_page::parse(raw, &options)) {
//!         Ok(article) => println!("{}", article.text.len()),
//!         Err(error) => eprintln!("{error}"),
//!     }
//! }
//! ```
mod article;
mod date;
mod decode;
mod error;
mod fold;
mod furniture;
pub mod html;
mod input;
mod language;
mod lines;
mod options;
mod parse;
mod phrases;
mod record;
mod stream;
mod title;
mod walk;

pub use article::{Article, DateBasis, Language, Published, Source};
pub use error::InputError;
pub use input::{Inputs, Raw, open};
pub use options::Options;
pub use parse::parse;
