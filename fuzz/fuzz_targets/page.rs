//! Any file becomes articles or errors without a panic, as a plain text and as lines of JSON; parts lie in the text.
#![no_main]

use std::cell::RefCell;
use std::io::{Seek, Write};
use std::path::PathBuf;

use libfuzzer_sys::fuzz_target;
use rawi_page::{Article, Options, open, parse};
use tempfile::{Builder, NamedTempFile};

thread_local! {
    static FILES: RefCell<[NamedTempFile; 2]> = RefCell::new([file(".txt"), file(".jsonl")]);
}

/// Articles come from files only; these are written over again and again.
fn file(suffix: &str) -> NamedTempFile {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() { memory } else { std::env::temp_dir() };
    Builder::new().suffix(suffix).tempfile_in(folder).expect("a temporary file")
}

fuzz_target!(|bytes: &[u8]| {
    FILES.with_borrow_mut(|files| {
        for file in files {
            write(file, bytes);
            let options = Options { max_bytes: 1 << 16, ..Options::default() };
            for raw in open(&[file.path().to_owned()], &options) {
                match raw.and_then(|raw| parse(raw, &options)) {
                    Ok(article) => article.iter().for_each(check),
                    Err(error) => assert!(!error.to_string().is_empty()),
                }
            }
        }
    });
});

fn write(file: &mut NamedTempFile, bytes: &[u8]) {
    let file = file.as_file_mut();
    file.rewind().and_then(|()| file.set_len(0)).and_then(|()| file.write_all(bytes)).expect("the temporary file takes bytes");
}

fn check(article: &Article) {
    let mut end = 0;
    for part in &article.body {
        assert!(end <= part.start && part.start < part.end, "{:?}", article.body);
        assert!(article.text.get(part.range()).is_some(), "{part:?}");
        assert!(article.title.is_none_or(|t| !t.overlaps(*part)), "{part:?}");
        end = part.end;
    }
    if let Some(title) = article.title {
        assert!(!title.is_empty() && article.text.get(title.range()).is_some(), "{title:?}");
    }
    assert!(article.text.is_char_boundary(article.source.text_start as usize));
}
