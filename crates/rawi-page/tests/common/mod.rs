//! What the tests of inputs share.
// Not every test file uses all of it.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};

use rawi_page::{Article, InputError, Options, open, parse};
use tempfile::TempDir;

pub const TEXT: &str = "البلدية تفتح الجسر\n\nقال رئيس بلدية النخلة إن الجسر الجديد سيفتح يوم الأحد.\n";

pub struct Dir(pub TempDir);

impl Dir {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

pub fn read_with(paths: &[PathBuf], options: &Options) -> Vec<Result<Article, InputError>> {
    open(paths, options).map(|raw| raw.and_then(|raw| parse(raw, options))).collect()
}

/// What comes of the paths, an article or a message each, without the folder's name.
pub fn read(paths: &[PathBuf], options: &Options) -> Vec<Result<Article, String>> {
    let folder = |p: &Path| format!("{}/", p.parent().unwrap().display());
    let folder = paths.first().map(|p| folder(p)).unwrap_or_default();
    read_with(paths, options).into_iter().map(|r| r.map_err(|e| e.to_string().replace(&folder, ""))).collect()
}

pub fn one(bytes: impl AsRef<[u8]>) -> Result<Article, String> {
    let dir = Dir::new();
    let mut all = read(&[dir.file("a.txt", bytes)], &Options::default());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

pub fn record(text: &str) -> String {
    serde_json::json!({ "text": text }).to_string()
}
