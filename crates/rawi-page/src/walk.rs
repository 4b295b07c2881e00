//! Paths to files, lazily: one folder's listing at a time is held.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec::IntoIter;

use crate::error::InputError;

const EXTENSIONS: [&str; 7] = ["txt", "jsonl", "ndjson", "json", "html", "htm", "xhtml"];
const PACKED: [&str; 2] = ["gz", "zst"];

/// What the walk comes upon.
pub(crate) enum Found {
    File(PathBuf),
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
            } else if path.is_file() && is_article(&path) {
                self.articles += 1;
                return Some(Ok(Found::File(path)));
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
                    "no articles in this folder; files named .txt, .jsonl, .ndjson, .json, .html, .htm or .xhtml are read, also with .gz or .zst",
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

fn is_article(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|n| n.to_string_lossy().to_lowercase()) else {
        return false;
    };
    let mut parts = name.rsplit('.');
    let mut last = parts.next().unwrap_or_default();
    if PACKED.contains(&last) {
        last = parts.next().unwrap_or_default();
    }
    EXTENSIONS.contains(&last) && parts.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_articles() {
        for name in ["a.txt", "a.TXT", "a.jsonl.gz", "a.ndjson", "a.json.zst", "a.b.txt.gz", "a.html", "a.HTM.gz"] {
            assert!(is_article(Path::new(name)), "{name}");
        }
        for name in ["a.pdf", "a.gz", "txt", "a.txt.bak", "a.gz.txt.xz", "README"] {
            assert!(!is_article(Path::new(name)), "{name}");
        }
    }
}
