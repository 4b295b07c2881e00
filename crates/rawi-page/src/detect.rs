//! What an input is, by its first bytes.
//!
//! The names of files are not asked: pages are saved under any name. A crate for magic numbers (`infer`)
//! would tell images apart, which nobody asks for, and knows neither WARC nor MHTML nor a table's head.

use serde::de::IgnoredAny;

use crate::html;
use crate::options::{InputKind, Options};
use crate::record;
use crate::stream::Stream;

/// How far a kind is looked for.
const LOOK: usize = 8 << 10;

/// What the beginning of an input shows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// An input of this kind; `sure` where its bytes can be nothing else.
    Is { kind: InputKind, sure: bool },
    /// Something that is not read, and what to do about it.
    Refused(&'static str),
    /// No byte but blanks.
    Blank,
}

fn surely(kind: InputKind) -> Seen {
    Seen::Is { kind, sure: true }
}

/// Looks at what is ahead; nothing is taken.
pub(crate) fn detect(stream: &mut Stream, options: &Options) -> Seen {
    stream.need(LOOK.min(512));
    if let Some(seen) = by_magic(stream.ahead()) {
        return seen;
    }
    let limit = options.limit();
    let Some(first) = first_mark(stream, limit) else { return Seen::Blank };
    stream.need(first.saturating_add(LOOK));
    let ahead = stream.ahead();
    let end = ahead.len().min(first + LOOK);
    let head = narrowed(&ahead[..end]);
    let head = head.trim_ascii_start();
    if let Some(kind) = by_markup(head).or_else(|| html::is_html(head).then_some(InputKind::Html)) {
        return surely(kind);
    }
    if is_mhtml(head) {
        return surely(InputKind::Mhtml);
    }
    match head.first() {
        Some(b'{' | b'[') => json(stream, first, limit),
        _ => match record::table_head(head, options) {
            Some(b'\t') => Seen::Is { kind: InputKind::Tsv, sure: false },
            Some(_) => Seen::Is { kind: InputKind::Csv, sure: false },
            None => Seen::Is { kind: InputKind::Text, sure: false },
        },
    }
}

fn by_magic(ahead: &[u8]) -> Option<Seen> {
    const PDF: &str = "is a PDF, which is not read: save the page as HTML, or take the text out first (pdftotext FILE)";
    const UNPACK: &str = "is packed in a way that is not undone here (gzip, zstd, ZIP and tar are): unpack it first";
    const MAGIC: [(&[u8], Seen); 12] = [
        (b"PK\x03\x04", Seen::Is { kind: InputKind::Zip, sure: true }),
        (b"PK\x05\x06", Seen::Is { kind: InputKind::Zip, sure: true }),
        (b"PAR1", Seen::Is { kind: InputKind::Parquet, sure: true }),
        (b"WARC/", Seen::Is { kind: InputKind::Warc, sure: true }),
        (b"%PDF-", Seen::Refused(PDF)),
        (b"filedesc://", Seen::Refused("is an ARC file of the old form, which is not read: make a WARC of it first")),
        (b"\xfd7zXZ\0", Seen::Refused(UNPACK)),
        (b"BZh", Seen::Refused(UNPACK)),
        (b"7z\xbc\xaf\x27\x1c", Seen::Refused(UNPACK)),
        (b"Rar!\x1a\x07", Seen::Refused(UNPACK)),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            Seen::Refused("is a file of an office program, which is not read: save it as text or HTML"),
        ),
        (b"SQLite format 3\0", Seen::Refused("is a database, which is not read")),
    ];
    let found = MAGIC.into_iter().find(|(magic, _)| ahead.starts_with(magic)).map(|(_, seen)| seen);
    // three letters alone may begin a text
    let found = found.filter(|_| !ahead.starts_with(b"BZh") || ahead.get(4..10) == Some(b"1AY&SY"));
    found.or_else(|| crate::container::tar::is_header(ahead).then(|| surely(InputKind::Tar)))
}

/// The beginning with UTF-16 made narrow, so that markup in it can be told.
fn narrowed(head: &[u8]) -> Vec<u8> {
    let (wide, little) = match head {
        [0xff, 0xfe, ..] => (true, true),
        [0xfe, 0xff, ..] => (true, false),
        [b'<', 0, ..] => (true, true),
        [0, b'<', ..] => (true, false),
        _ => (false, false),
    };
    if !wide {
        return head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).to_vec();
    }
    let (pairs, _) = head.as_chunks::<2>();
    let unit = |p: &[u8; 2]| if little { u16::from_le_bytes(*p) } else { u16::from_be_bytes(*p) };
    pairs.iter().map(unit).filter(|u| *u != 0xfeff).map(|u| u8::try_from(u).unwrap_or(b'?')).collect()
}

/// Elements that a page begins with.
const PAGE: [&str; 26] = [
    "html", "head", "body", "script", "iframe", "h1", "h2", "div", "font", "table", "a", "style", "title", "b", "br", "p",
    "meta", "link", "article", "section", "main", "header", "span", "center", "noscript", "base",
];

/// A page or a feed, by its first element; comments, declarations and instructions before it are passed over.
pub(crate) fn by_markup(mut head: &[u8]) -> Option<InputKind> {
    let mut prolog = false;
    while let Some(rest) = head.strip_prefix(b"<") {
        let end = match rest {
            [b'!', b'-', b'-', ..] => memchr::memmem::find(rest, b"-->").map(|i| i + 3),
            [b'?', ..] => memchr::memchr(b'>', rest).map(|i| i + 1),
            [b'!', ..] if rest.len() >= 13 && rest[..13].eq_ignore_ascii_case(b"!doctype html") => return Some(InputKind::Html),
            [b'!', ..] if rest.len() >= 8 && rest[..8].eq_ignore_ascii_case(b"!doctype") => doctype_end(rest),
            _ => {
                let name: Vec<u8> =
                    rest.iter().take(16).take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'>' | b'/')).copied().collect();
                let closed = rest.len() > name.len();
                return match name.to_ascii_lowercase().as_slice() {
                    b"rss" | b"feed" | b"rdf:rdf" | b"atom:feed" => Some(InputKind::Feed),
                    name if closed && PAGE.iter().any(|p| p.as_bytes() == name) => Some(InputKind::Html),
                    _ if prolog => None,
                    _ => None,
                };
            }
        };
        prolog = true;
        // a comment or a declaration that goes on beyond what is looked at: only pages have such
        let Some(end) = end else { return Some(InputKind::Html) };
        head = rest[end..].trim_ascii_start();
    }
    None
}

/// The end of a document type, with what stands in its brackets.
fn doctype_end(rest: &[u8]) -> Option<usize> {
    let mut deep = 0usize;
    for (i, b) in rest.iter().enumerate() {
        match b {
            b'[' => deep += 1,
            b']' => deep = deep.saturating_sub(1),
            b'>' if deep == 0 => return Some(i + 1),
            _ => {}
        }
    }
    None
}

/// A MIME message of several parts that belong together, by the fields of its head.
fn is_mhtml(head: &[u8]) -> bool {
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let named = line
        .iter()
        .position(|b| *b == b':')
        .is_some_and(|i| i > 0 && line[..i].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-'));
    if !named {
        return false;
    }
    let end = memchr::memmem::find(head, b"\n\r\n").or_else(|| memchr::memmem::find(head, b"\n\n")).unwrap_or(head.len());
    let fields = head[..end].to_ascii_lowercase();
    memchr::memmem::find(&fields, b"mime-version:").is_some()
        && (memchr::memmem::find(&fields, b"multipart/related").is_some()
            || memchr::memmem::find(&fields, b"snapshot-content-location").is_some())
}

/// The place of the first byte that is neither blank nor a byte-order mark.
pub(crate) fn first_mark(stream: &mut Stream, limit: usize) -> Option<usize> {
    stream.need(3);
    let start = if stream.ahead().starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    next_mark(stream, start, limit)
}

fn next_mark(stream: &mut Stream, mut from: usize, limit: usize) -> Option<usize> {
    loop {
        let ahead = stream.ahead().get(from..).unwrap_or_default();
        if let Some(i) = ahead.iter().position(|b| !b.is_ascii_whitespace()) {
            return Some(from + i);
        }
        from += ahead.len();
        if from > limit || !stream.more() {
            return None;
        }
    }
}

fn json(stream: &mut Stream, first: usize, limit: usize) -> Seen {
    let text = Seen::Is { kind: InputKind::Text, sure: false };
    let next = next_mark(stream, first + 1, limit).map(|i| stream.ahead()[i]);
    if stream.ahead().get(first) == Some(&b'[') {
        return match next {
            Some(b'{') => Seen::Refused("is a JSON array; one object a line is read, which `jq -c '.[]' FILE` makes of it"),
            _ => text,
        };
    }
    if !matches!(next, Some(b'"' | b'}')) {
        return text;
    }
    let near = stream.ahead().get(first..).unwrap_or_default();
    let near = &near[..near.len().min(1024)];
    if memchr::memmem::find(near, b"jsonfeed.org/version").is_some() {
        return surely(InputKind::Feed);
    }
    let end = stream.find_line_end(first, first.saturating_add(limit));
    let line = &stream.ahead()[first..end.unwrap_or(stream.ahead().len())];
    let cut_short = matches!(serde_json::from_slice::<IgnoredAny>(line), Err(e) if e.is_eof());
    match end {
        // A line that breaks off is a broken record where another record follows, else an object that goes
        // on over the next lines.
        Some(end) if cut_short => match next_mark(stream, end, limit).map(|i| stream.ahead()[i]) {
            Some(b'{') | None => surely(InputKind::Jsonl),
            Some(_) => surely(InputKind::Json),
        },
        _ => surely(InputKind::Jsonl),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(bytes: &[u8]) -> Seen {
        let mut stream = Stream::new(Box::new(std::io::Cursor::new(bytes.to_vec())));
        detect(&mut stream, &Options::default())
    }

    #[test]
    fn kinds_by_their_content() {
        let wide: Vec<u8> = "\u{feff}<!DOCTYPE html><p>نعم".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(&[u8], InputKind); 27] = [
            (b"<!DOCTYPE html><html>", InputKind::Html),
            (b"\xef\xbb\xbf\n <HTML lang=ar>", InputKind::Html),
            (b"<!-- saved --><!doctype HTML PUBLIC \"-//W3C//DTD\">", InputKind::Html),
            (b"<?xml version=\"1.0\"?><!DOCTYPE html><html>", InputKind::Html),
            (b"<p>a</p>", InputKind::Html),
            (&wide, InputKind::Html),
            (b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", InputKind::Feed),
            (b"<?xml version=\"1.0\"?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>", InputKind::Feed),
            (b"<!DOCTYPE rss [<!ENTITY a \"b\">]><rss version=\"2.0\">", InputKind::Feed),
            (b"<rdf:RDF xmlns=''>", InputKind::Feed),
            (b"{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}", InputKind::Feed),
            (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", InputKind::Warc),
            (b"PK\x03\x04rest", InputKind::Zip),
            (b"PAR1rest", InputKind::Parquet),
            (
                b"From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"x\"\r\n\r\n",
                InputKind::Mhtml,
            ),
            (b"{\"text\": \"a\"}\n{\"text\": \"b\"}", InputKind::Jsonl),
            (b"{\n\"text\": \"a\"\n}", InputKind::Json),
            (b"title,date,text\na,b,c", InputKind::Csv),
            (b"\"Title\";\"Text\"\na;b", InputKind::Csv),
            (b"url\ttext\nx\ty", InputKind::Tsv),
            ("العنوان,النص\nا,ب".as_bytes(), InputKind::Csv),
            ("قال نعم".as_bytes(), InputKind::Text),
            ("<عاجل> قال نعم".as_bytes(), InputKind::Text),
            ("{عاجل} قال نعم".as_bytes(), InputKind::Text),
            ("text, context and content\nThe book".as_bytes(), InputKind::Text),
            ("قال: نعم\n\nMIME-Version: 1.0 multipart/related".as_bytes(), InputKind::Text),
            (b"BZh is no word", InputKind::Text),
        ];
        for (bytes, kind) in cases {
            let Seen::Is { kind: found, .. } = seen(bytes) else { panic!("{}", String::from_utf8_lossy(bytes)) };
            assert_eq!(found, kind, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(seen(b" \n"), Seen::Blank);
        for refused in [&b"%PDF-1.7"[..], b"[{\"text\": 1}]", b"BZh91AY&SY", b"filedesc://x"] {
            assert!(matches!(seen(refused), Seen::Refused(_)));
        }
    }
}
