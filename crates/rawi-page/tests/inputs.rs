//! One test for each stated outcome of a file, a folder or a packed stream, good or bad.

mod common;

use common::{Dir, TEXT, gzip, one, read, read_with, record, zstd};
use rawi_page::{Language, Options};

#[test]
fn a_plain_text() {
    let article = one(TEXT).unwrap();
    assert_eq!(article.text, TEXT);
    assert_eq!(article.title.unwrap().of(TEXT), "البلدية تفتح الجسر");
    let body: Vec<_> = article.body.iter().map(|s| s.of(TEXT)).collect();
    assert_eq!(body, ["قال رئيس بلدية النخلة إن الجسر الجديد سيفتح يوم الأحد."]);
    assert_eq!(article.language, Language::Arabic);
    assert_eq!((article.source.line, article.source.media_type, article.source.text_start), (None, "text/plain", 0));
    assert_eq!(article.source.sha256.len(), 64);
    assert!(article.source.path.ends_with("a.txt"));
}

#[test]
fn a_mark_at_the_beginning_is_no_text() {
    let article = one(format!("\u{feff}{TEXT}")).unwrap();
    assert_eq!(article.text, TEXT);
    assert_ne!(article.source.sha256, one(TEXT).unwrap().source.sha256);
}

#[test]
fn known_hash() {
    let article = one("abc").unwrap();
    assert_eq!(article.source.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(article.language, Language::Other);
}

#[test]
fn other_encodings() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(TEXT);
    assert_eq!(one(bytes).unwrap().text, TEXT);
    let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(one(utf16).unwrap().text, TEXT);
}

#[test]
fn no_text_at_all() {
    assert_eq!(one("").unwrap_err(), "a.txt: is empty");
    assert_eq!(one(gzip("")).unwrap_err(), "a.txt: is empty");
    assert_eq!(one(" \n\r\n\t ").unwrap_err(), "a.txt: holds nothing but blanks");
    assert_eq!(one("\u{feff}").unwrap_err(), "a.txt: holds nothing but blanks");
    assert_eq!(one("\u{a0}\n").unwrap_err(), "a.txt: holds nothing but blanks");
    let nul = one("ab\0c").unwrap_err();
    assert!(nul.starts_with("a.txt: byte 2 (0x00) is a NUL byte"), "{nul}");
    let broken = one([TEXT.as_bytes(), b"\xd8", TEXT.as_bytes()].concat()).unwrap_err();
    assert!(broken.starts_with(&format!("a.txt: byte {} (0xD8) is not UTF-8", TEXT.len())), "{broken}");
}

#[test]
fn a_text_that_is_too_large() {
    let dir = Dir::new();
    let options = Options { max_bytes: 1000, ..Options::default() };
    let what = "is larger than 1000 bytes; --max-bytes raises the limit";
    let (large, packed) = (dir.file("a.txt", TEXT.repeat(100)), dir.file("b.txt", gzip(" ا".repeat(1 << 20))));
    let all = read(&[large, packed], &options);
    let all: Vec<_> = all.into_iter().map(Result::unwrap_err).collect();
    assert_eq!(all, [format!("a.txt: {what}"), format!("b.txt: {what}")]);
    assert!(read(&[dir.file("c.txt", "ا".repeat(500))], &options)[0].is_ok());
}

#[test]
fn packed_by_magic_bytes_whatever_the_name() {
    let dir = Dir::new();
    let (a, b) = (record("واحد") + "\n", record("اثنان"));
    let members = [gzip(&a), gzip(&b)].concat();
    let skipped = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3][..], &zstd(a.as_bytes()), &zstd(b.as_bytes())].concat();
    for bytes in [(a.clone() + &b).into_bytes(), gzip(a.clone() + &b), members, skipped] {
        let all = read(&[dir.file("a.txt", bytes)], &Options::default());
        let texts: Vec<_> = all.iter().map(|r| r.as_ref().unwrap().text.as_str()).collect();
        assert_eq!(texts, ["واحد", "اثنان"]);
    }
}

#[test]
fn packed_data_that_is_cut_short() {
    let dir = Dir::new();
    // Texts that do not compress, so that the first record is out before the data ends.
    let noise = |seed: u64| -> String {
        let mut x = seed;
        (0..400_000)
            .map(|_| {
                x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                char::from(b'a' + (x >> 33) as u8 % 26)
            })
            .collect()
    };
    let whole = [record(&noise(1)), record(&noise(2))].join("\n");
    for packed in [gzip(&whole), zstd(whole.as_bytes())] {
        let cut = &packed[..packed.len() - 1000];
        let all = read(&[dir.file("a.jsonl", cut)], &Options::default());
        assert!(all[0].is_ok());
        let error = all[1].as_ref().unwrap_err();
        assert!(all.len() == 2 && error.starts_with("a.jsonl:1: cannot read on after this line"), "{error}");
    }
}

#[test]
fn paths() {
    let dir = Dir::new();
    for name in ["in/b/2.txt", "in/a.txt", "in/c.jsonl", "in/.hidden/x.txt", "in/.x.txt", "in/notes.pdf", "in/b/1.txt.gz"] {
        dir.file(name, record("نص"));
    }
    let root = dir.0.path().join("in");
    let found: Vec<_> = read_with(std::slice::from_ref(&root), &Options::default())
        .into_iter()
        .map(|r| r.unwrap().source.path.strip_prefix(&format!("{}/", root.display())).unwrap().to_owned())
        .collect();
    assert_eq!(found, ["a.txt", "b/1.txt.gz", "b/2.txt", "c.jsonl"]);

    dir.file("none/a.pdf", "x");
    let missing = dir.0.path().join("missing.txt");
    let all = read(&[missing, dir.0.path().join("none"), root.join("a.txt")], &Options::default());
    let errors: Vec<_> = all.iter().filter_map(|r| r.as_ref().err()).collect();
    assert_eq!(all.len(), 3);
    assert!(errors[0].starts_with("missing.txt: cannot open: "), "{errors:?}");
    assert!(errors[1].starts_with("none: no articles in this folder"), "{errors:?}");
    assert!(all[2].is_ok());
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_ends() {
    let dir = Dir::new();
    let file = dir.file("in/a.txt", TEXT);
    let root = file.parent().unwrap();
    std::os::unix::fs::symlink(root, root.join("again")).unwrap();
    assert_eq!(read(&[root.to_owned()], &Options::default()).len(), 1);
}

#[test]
fn text_that_looks_like_json() {
    for text in ["{عاجل} قال الرئيس نعم", "[فيديو] قال الرئيس نعم", "{ ليس بشيء\nقال"]
    {
        assert_eq!(one(text).unwrap().text, text);
    }
}
