//! Inputs that hold many: records of a web archive, items of a feed, rows of a table, files of an archive.
//!
//! Each module frames one kind: it says where a record begins and ends and what is told about it, holds one
//! record at a time, and leaves what costs time (markup, payload encodings, unquoting) to `parse`, which
//! runs on many threads.

pub(crate) mod feed;
pub(crate) mod head;
pub(crate) mod lines;
pub(crate) mod mhtml;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
pub(crate) mod payload;
pub(crate) mod table;
pub(crate) mod tar;
pub(crate) mod warc;
pub(crate) mod zip;

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use crate::error::InputError;
use crate::options::Options;
use crate::raw::Raw;

/// What a container comes upon.
pub(crate) enum Step {
    /// An article, not yet parsed.
    Piece(Raw),
    /// A record that could not be read.
    Problem(InputError),
    /// A file in an archive, to be looked at like any other.
    Inner(Input),
    /// A record that is no article, or not wanted.
    Passed,
}

/// A container that is being read.
pub(crate) trait Container {
    /// What comes next; `None` at the end.
    fn next(&mut self, options: &Options) -> Option<Step>;
}

/// Bytes of an input that is yet to be looked at.
pub(crate) struct Input {
    pub(crate) path: Arc<str>,
    pub(crate) bytes: Bytes,
    /// How many archives and packings it lies in.
    pub(crate) depth: u32,
    /// Read only where its content shows what it is: its name does not.
    pub(crate) doubtful: bool,
}

pub(crate) enum Bytes {
    /// A file, which can be read from any place.
    File(File),
    /// Anything else.
    Stream(Box<dyn Read + Send>),
}

/// The path of a file in an archive, as it is shown and stored.
pub(crate) fn inner_path(archive: &Arc<str>, name: &str) -> Arc<str> {
    format!("{archive}!/{name}").into()
}

/// A file's name in an archive, made harmless to look at; `None` where it leads out of the archive.
pub(crate) fn harmless(name: &[u8]) -> Option<String> {
    let name = String::from_utf8_lossy(name).replace('\\', "/");
    let drive = name.as_bytes().get(1) == Some(&b':');
    if name.starts_with('/') || drive || name.split('/').any(|part| part == "..") {
        return None;
    }
    let name: String = name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    Some(name.trim_start_matches("./").to_owned())
}

/// A name that leads out of its archive, as it is shown in the error.
pub(crate) fn shown_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.chars().take(200).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

pub(crate) const LEADS_OUT: &str = "its name leads out of the archive (an absolute path, or one with ..); it is not read";
