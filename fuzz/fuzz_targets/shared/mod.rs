//! What the targets of containers share: any bytes are read to an end, under small limits, and what comes out keeps
//! the laws of articles.

use std::io::Cursor;

use rawi_page::{Article, InputKind, Options, open_reader, parse};

/// Pieces longer than this are framed and no more.
const PARSED: usize = 1500;

/// Reads bytes as `kind`, or as what they look like.
pub fn read(bytes: &[u8], kind: Option<InputKind>) {
    let options = Options { kind, max_bytes: 1 << 16, max_ratio: 50, ..Options::default() };
    // no input of so many bytes can hold more than that
    let most = 64 + 16 * bytes.len();
    for (n, raw) in open_reader("fuzz", Cursor::new(bytes.to_vec()), &options).enumerate() {
        assert!(n <= most, "more articles and errors than there can be");
        // large pages are another target's matter, and take nearly all of the time
        if raw.as_ref().is_ok_and(|raw| raw.len() > PARSED) {
            continue;
        }
        match raw.and_then(|raw| parse(raw, &options)) {
            Ok(article) => article.iter().for_each(check),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

fn check(article: &Article) {
    let mut end = 0;
    for part in &article.body {
        assert!(end <= part.start && part.start < part.end, "{:?}", article.body);
        assert!(article.text.get(part.range()).is_some(), "{part:?}");
        end = part.end;
    }
    if let Some(title) = article.title {
        assert!(!title.is_empty() && article.text.get(title.range()).is_some(), "{title:?}");
    }
    assert!(article.text.is_char_boundary(article.source.text_start as usize));
}
