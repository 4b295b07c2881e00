//! Paths to files, lazily: one folder's listing at a time is held.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec::IntoIter;

use crate::error::InputError;

const EXTENSIONS: [&str; 23] = [
    "txt", "jsonl", "ndjson", "json", "html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "mhtml", "mht", "warc", "xml",
    "rss", "atom", "rdf", "csv", "tsv", "parquet", "zip", "tar",
];
const PACKED: [&str; 5] = ["gz", "zst", "tgz", "tzst", "wet"];

/// What a file's name says about whether it is to be read, where a folder or an archive is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// It is named as what is read.
    Article,
    /// It says nothing, as the names of saved pages often do: its content decides.
    Doubtful,
    /// It is named as something else.
    Other,
}

/// What the walk comes upon.
pub(crate) enum Found {
    File(PathBuf),
    /// A file whose name says nothing.
    Doubtful(PathBuf),
    StandardInput,
}

struct Folder {
    left: IntoIter<PathBuf>,
}

/// Walks the given paths in their order, folders in the order of their names.
pub(crate) struct Walk {
    given: IntoIter<PathBuf>,
    root: Option<Arc<str>>,
    articles: usize,
    open: Vec<Folder>,
}

/// A path as it is shown and stored.
pub(crate) fn shown(path: &Path) -> Arc<str> {
    path.to_string_lossy().into()
}

impl Walk {
    /// A file whose name said nothing was read after all.
    pub(crate) fn was_article(&mut self) {
        self.articles += 1;
    }

    pub(crate) fn new(paths: &[PathBuf]) -> Self {
        let given: Vec<PathBuf> = paths.into();
        Self { given: given.into_iter(), root: None, articles: 0, open: Vec::new() }
    }

    fn enter(&mut self, path: &Path) -> Result<(), InputError> {
        let fail = |e| InputError::io(&shown(path), "cannot list the folder", e);
        let mut names = Vec::new();
        for entry in fs::read_dir(path).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                names.push(entry.path());
            }
        }
        names.sort_unstable();
        self.open.push(Folder { left: names.into_iter() });
        Ok(())
    }

    fn inside(&mut self) -> Option<Result<Found, InputError>> {
        while let Some(folder) = self.open.last_mut() {
            let Some(path) = folder.left.next() else {
                self.open.pop();
                continue;
            };
            // A link to a folder is not followed: it could lead in a circle.
            let is_link = path.is_symlink();
            if path.is_dir() {
                if !is_link && let Err(error) = self.enter(&path) {
                    // The folder has been reported; that it has no articles need not be said as well.
                    self.articles += 1;
                    return Some(Err(error));
                }
            } else if path.is_file() {
                let name = path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
                match Name::of(&name) {
                    Name::Article => {
                        self.articles += 1;
                        return Some(Ok(Found::File(path)));
                    }
                    Name::Doubtful => return Some(Ok(Found::Doubtful(path))),
                    Name::Other => {}
                }
            }
        }
        None
    }
}

impl Iterator for Walk {
    type Item = Result<Found, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.inside() {
                return Some(found);
            }
            if let Some(root) = self.root.take()
                && self.articles == 0
            {
                return Some(Err(InputError::new(
                    &root,
                    "no articles in this folder; files named as in docs/inputs.md (.txt, .html, .jsonl, .warc.gz, .xml…) are read",
                )));
            }
            let path = self.given.next()?;
            if path.as_os_str() == "-" {
                return Some(Ok(Found::StandardInput));
            }
            if path.is_dir() {
                self.articles = 0;
                if let Err(error) = self.enter(&path) {
                    return Some(Err(error));
                }
                self.root = Some(shown(&path));
            } else {
                return Some(Ok(Found::File(path)));
            }
        }
    }
}

impl Name {
    /// By the last part of a path.
    pub(crate) fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        if name.starts_with('.') || path.split('/').any(|part| part == "__MACOSX") {
            return Self::Other;
        }
        // «index.php?id=3», as pages are saved by some
        let name = name.split(['?', '@']).next().unwrap_or_default();
        let mut parts = name.rsplit('.');
        let mut last = parts.next().unwrap_or_default();
        let packed = PACKED.contains(&last) && parts.clone().next().is_some();
        if packed && matches!(last, "tgz" | "tzst" | "wet") {
            return Self::Article;
        }
        if packed {
            last = parts.next().unwrap_or_default();
        }
        let extension = parts.next().is_some();
        match extension {
            true if EXTENSIONS.contains(&last) || (packed && matches!(last, "wet" | "tar")) => Self::Article,
            // a number or a word of the address, and not an extension
            _ if !packed && (!extension || last.is_empty() || last.len() > 8 || last.bytes().all(|b| b.is_ascii_digit())) => {
                Self::Doubtful
            }
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_articles() {
        for name in [
            "a.txt",
            "a.TXT",
            "a.jsonl.gz",
            "a.ndjson",
            "a.json.zst",
            "a.b.txt.gz",
            "a.html",
            "a.warc.gz",
            "a.warc.wet.gz",
            "a.tgz",
            "x/b.php?c=d.png",
        ] {
            assert_eq!(Name::of(name), Name::Article, "{name}");
        }
        for name in ["a.gz", "a.txt.bak", "a.gz.txt.xz", "a.pdf", "a.css", "x/.a.txt", "__MACOSX/a.txt"] {
            assert_eq!(Name::of(name), Name::Other, "{name}");
        }
        for name in ["txt", "README", "article/12.345", "12", "a."] {
            assert_eq!(Name::of(name), Name::Doubtful, "{name}");
        }
    }
}
