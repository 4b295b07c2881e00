//! Input that means harm, or came to it: each ends in one named error for its record, and the run goes on.

mod common;

use std::time::Instant;

use common::{gzip, http, page, page_record, tar, told, warc, warc_of, zip, zstd};
use rawi_page::Options;

/// A bad record between two good ones: what is said of it, with the two around it read.
fn between(bad: &[u8], options: &Options) -> Vec<String> {
    told([&page_record(1), bad, &page_record(9)].concat(), options)
}

fn small() -> Options {
    Options { max_bytes: 100_000, ..Options::default() }
}

#[track_caller]
fn one_error(told: &[String], says: &str) {
    assert!(
        told.len() == 3 && told[0] == "in: record 1" && told[1].contains(says) && told[2].starts_with("in: record "),
        "{told:?}"
    );
    assert!(!told[2].contains("byte"), "{told:?}");
}

#[test]
fn lengths_that_are_wrong() {
    let block = http("Content-Type: text/html", page(2).as_bytes());
    let (short, long) = ((block.len() - 100).to_string(), (block.len() + 300).to_string());
    let html = "application/http; msgtype=response";
    for (length, says) in [
        (short.as_str(), "its Content-Length"),
        (&long, "another record begins before its end"),
        ("1000000000000", "another record begins before its end"),
        ("99999999999999999999999999", "is no number"),
        ("-5", "is no number"),
        ("0x10", "is no number"),
        ("", "is no number"),
    ] {
        one_error(&between(&warc_of("response", html, 2, length, &block), &Options::default()), says);
    }
    let headless = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nwords\r\n\r\n";
    one_error(&between(headless, &Options::default()), "has no Content-Length");
    one_error(&between(b"words that are no record\r\nand more\r\n", &Options::default()), "no record begins here");
    let endless = [b"WARC/1.0\r\n".to_vec(), b"X: y\r\n".repeat(20_000)].concat();
    one_error(&between(&endless, &Options::default()), "its head does not end within 65536 bytes");
}

#[test]
fn members_that_are_damaged() {
    let members: Vec<Vec<u8>> = (1..=3).map(|n| gzip(page_record(n))).collect();
    let broken = |change: fn(&mut Vec<u8>)| {
        let mut members = members.clone();
        change(&mut members[1]);
        told(members.concat(), &Options::default())
    };
    for (told, name) in [
        (broken(|m| m.truncate(m.len() / 2)), "cut short"),
        (
            broken(|m| {
                let at = m.len() / 2;
                m[at] ^= 0xff;
                m[at + 1] ^= 0xff
            }),
            "flipped within",
        ),
        (
            broken(|m| {
                let at = m.len() - 6;
                m[at] ^= 0xff
            }),
            "the checksum",
        ),
        (broken(|m| m[3] = 0xff), "the head"),
    ] {
        assert_eq!(told.len(), 3, "{name}: {told:?}");
        assert!(
            told[0] == "in: record 1" && told[1].contains("its gzip member is damaged") && told[2] == "in: record 3",
            "{name}: {told:?}"
        );
    }
    let last = told(&members.concat()[..members.concat().len() - 300], &Options::default());
    assert!(last.len() == 3 && last[2].contains("record 3") && last[2].contains("damaged"), "{last:?}");
    let plain: Vec<u8> = (1..=2).flat_map(page_record).collect();
    let cut = told(&plain[..plain.len() - 300], &Options::default());
    assert!(cut.len() == 2 && cut[1].contains("the file ends within it"), "{cut:?}");
}

#[test]
fn records_that_lie_about_their_type() {
    for (payload, says) in [
        (&b"\x89PNG\r\n\x1a\n\0\0"[..], "is said to be text/html and is a PNG image"),
        (b"%PDF-1.4 ...", "is said to be text/html and is a PDF"),
        (b"PK\x03\x04....", "is said to be text/html and is a ZIP archive"),
    ] {
        let told = between(&warc(2, &http("Content-Type: text/html", payload)), &Options::default());
        assert!(told.len() == 3 && told[1].contains(says), "{told:?}");
        assert!(told[1].contains("record 2 at byte") && told[1].contains("https://news.example/2"), "{told:?}");
    }
    one_error(&between(&warc(2, b"no status line\r\n\r\n<html>"), &Options::default()), "begins with no HTTP status line");
    one_error(
        &between(&warc(2, &http("Content-Type: text/html\r\nContent-Encoding: rot13", b"<html>")), &Options::default()),
        "is packed as \"rot13\"",
    );
}

#[test]
fn bombs() {
    let zeros = vec![0u8; 60 << 20];
    let in_payload = warc(2, &http("Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(&zeros)));
    one_error(&between(&in_payload, &Options::default()), "more than 200 times its size; --max-ratio");
    one_error(&between(&in_payload, &small()), "more than 100000 bytes; --max-bytes");
    // a whole member that unpacks to very much: the members around it are read
    let big = warc(2, &http("Content-Type: text/html", &zeros));
    let members = [gzip(page_record(1)), gzip(&big), gzip(page_record(3))].concat();
    let read = told(members, &Options::default());
    assert!(
        read.len() == 3 && read[1].contains("more than 200 times its size; --max-ratio") && read[2] == "in: record 3",
        "{read:?}"
    );
    // files of their own, and lines
    for packed in [gzip(&zeros), zstd(&zeros)] {
        let read = told(packed, &Options::default());
        assert!(read.len() == 1 && read[0].contains("--max-"), "{read:?}");
    }
    let archive = zip(&[("a.html", page(1).as_bytes()), ("b.html", &zeros), ("c.html", page(3).as_bytes())]);
    let read = told(archive, &Options::default());
    assert!(
        read.len() == 3
            && read[1].starts_with("in!/b.html: cannot read: unpacks to more than 200 times")
            && read[2] == "in!/c.html",
        "{read:?}"
    );
}

#[test]
fn limits_can_be_raised_and_lowered() {
    let line = format!("{{\"text\": \"{}\"}}\n", "قال الوزير نعم. ".repeat(2_000_000));
    let packed = gzip(&line);
    let with = |max_ratio| {
        let options = Options { max_ratio, ..Options::default() };
        told(&packed, &options)
    };
    assert_eq!(with(100_000), ["in:1"]);
    let refused = with(2);
    assert!(refused.len() == 1 && refused[0].contains("2 times its size; --max-ratio"), "{refused:?}");
}

#[test]
fn archives_in_archives_end() {
    let mut inner = page(1).into_bytes();
    for _ in 0..8 {
        inner = zip(&[("a.zip", &inner), ("b.html", page(2).as_bytes())]);
    }
    let read = told(&inner, &Options::default());
    let places = ["in!/b.html", "in!/a.zip!/b.html", "in!/a.zip!/a.zip!/b.html", "in!/a.zip!/a.zip!/a.zip!/b.html"];
    for place in places {
        assert!(read.iter().any(|r| r == place), "{read:?}");
    }
    let errors: Vec<_> = read.iter().filter(|r| r.contains("--max-depth")).collect();
    assert!(!errors.is_empty() && errors.iter().all(|e| e.contains("more than 4 archives")), "{read:?}");
    let mut packed = page(1).into_bytes();
    for _ in 0..4 {
        packed = gzip(&packed);
    }
    assert_eq!(told(&packed, &Options::default()), ["in"]);
    assert!(told(gzip(&packed), &Options::default())[0].contains("--max-depth"));
}

#[test]
fn names_that_lead_out() {
    let page = page(1);
    let bytes = page.as_bytes();
    let names = ["../a.html", "/etc/a.html", "a/../../b.html", "C:\\a.html", "..\\a.html"];
    for name in names {
        for archive in [
            zip(&[("1.html", bytes), (name, bytes), ("9.html", bytes)]),
            tar(&[("1.html", bytes), (name, bytes), ("9.html", bytes)]),
        ] {
            let read = told(archive, &Options::default());
            assert!(read.len() == 3 && read[0] == "in!/1.html" && read[2] == "in!/9.html", "{read:?}");
            assert!(read[1].contains("record 2") && read[1].contains("leads out of the archive"), "{read:?}");
        }
    }
    let read = told(tar(&[("a\n\x1b[31m.html", bytes)]), &Options::default());
    assert!(read[0].starts_with("in!/a\u{fffd}\u{fffd}[31m.html"), "{read:?}");
}

#[test]
fn archives_that_are_damaged() {
    let page = page(1);
    let bytes = page.as_bytes();
    let whole = zip(&[("1.html", bytes), ("2.html", bytes), ("3.html", bytes)]);
    let mut flipped = whole.clone();
    let second = flipped.windows(6).position(|w| w == b"2.html").unwrap();
    flipped[second + 40] ^= 0xff;
    flipped[second + 41] ^= 0xff;
    let read = told(&flipped, &Options::default());
    assert!(read.len() == 3 && read[1].starts_with("in!/2.html: cannot read"), "{read:?}");
    let read = told(&whole[..whole.len() - 10], &Options::default());
    assert!(read.len() == 1 && read[0].contains("directory cannot be read"), "{read:?}");
    // two entries of the directory that point at the same bytes
    let packed = tar(&[("1.html", bytes), ("2.html", bytes)]);
    let read = told(&packed[..packed.len() / 2 - 300], &Options::default());
    assert!(read.iter().filter(|r| r.contains("ends within")).count() == 1, "{read:?}");
    let mut wrong = packed;
    wrong[1024 + 512 + 150] ^= 1;
    let read = told(&wrong, &Options::default());
    assert!(read.len() <= 2 && read[0] == "in!/1.html", "{read:?}");
}

#[test]
fn a_page_that_is_too_large() {
    let large = format!("<html><body><p>{}</p></body></html>", "ا ".repeat(100_000));
    one_error(
        &between(&warc(2, &http("Content-Type: text/html", large.as_bytes())), &small()),
        "is larger than 100000 bytes and is left out; --max-bytes",
    );
    let read = told(&large, &small());
    assert_eq!(read, ["in: is larger than 100000 bytes; --max-bytes raises the limit"]);
    let archive = zip(&[("a.html", large.as_bytes()), ("b.html", page(1).as_bytes())]);
    assert_eq!(told(archive, &small()), ["in!/a.html: is larger than 100000 bytes; --max-bytes raises the limit", "in!/b.html"]);
}

#[test]
fn bytes_that_are_no_text() {
    let read = told(b"WARC\0\0 ab\0c", &Options::default());
    assert!(read.len() == 1 && read[0].contains("NUL"), "{read:?}");
    let rows = b"url,text\r\nu,\"a\0b\"\r\nu,\"yes\"\r\n";
    let read = told(rows, &Options::default());
    assert!(read.len() == 2 && read[0].contains("in:2: byte") && read[0].contains("NUL") && read[1] == "in:3", "{read:?}");
}

#[test]
fn feeds_that_mean_harm() {
    let deep = format!(
        "<rss version=\"2.0\"><channel><item><description>{}</description></item></channel></rss>",
        "<a>".repeat(100_000)
    );
    let read = told(deep, &Options::default());
    assert!(read.len() == 1 && read[0].contains("more than 256 deep"), "{read:?}");
    let laughs: String = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"ha\">{laughs}]><rss version=\"2.0\"><channel><title>x</title><item><title>&l9;</title><description>&l9;</description></item></channel></rss>"
    );
    let begun = Instant::now();
    let read = told(bomb, &Options::default());
    assert!(read.len() <= 1 && begun.elapsed().as_secs() < 5, "{read:?}");
    let read = told("<rss version=\"2.0\"><channel><item><title>قال", &Options::default());
    assert!(read.len() == 1 && (read[0].contains("cannot be read as a feed") || read[0] == "in: record 1"), "{read:?}");
    let read = told(format!("<rss version=\"2.0\"><!-- {} --></rss>", "x".repeat(200_000)), &small());
    assert!(read[0].contains("is a feed of more than 100000 bytes"), "{read:?}");
}

#[test]
fn a_quotation_mark_that_is_never_closed() {
    let rows = format!("url,text\r\nu,نعم\r\nu,\"{}", "كلمة ".repeat(40_000));
    let read = told(rows, &small());
    assert!(read.len() == 2 && read[0] == "in:2" && read[1].contains("in:3: the row is longer than 100000 bytes"), "{read:?}");
}

#[test]
fn json_that_is_deep() {
    let deep = format!("{{\"text\": {}", "[".repeat(100_000));
    let read = told(format!("{}\n{{\"text\": \"نعم\"}}", deep), &Options::default());
    assert!(read.len() == 2 && read[0].starts_with("in:1") && read[1] == "in:2", "{read:?}");
}

#[test]
fn a_mime_message_without_a_page() {
    let message = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--\r\n";
    assert_eq!(told(message, &Options::default()), ["in: holds no page (no part of the type text/html)"]);
    let nested = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n{}",
        "--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n".repeat(1000)
    );
    assert!(told(nested, &Options::default())[0].contains("parts in parts"));
}

/// Every sample, cut and bent in many ways, is read to an end, and no article's parts lie outside its text.
#[test]
fn samples_bent_in_many_ways() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let options = Options { max_bytes: 1 << 20, ..Options::default() };
    let mut seed = 7u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let folders =
        ["tests/containers", "tests/pages", "samples/pages"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let mut files: Vec<_> = folders.into_iter().flatten().map(|f| f.unwrap().path()).collect();
    files.sort();
    for file in files {
        let whole = std::fs::read(&file).unwrap();
        for round in 0..24 {
            let mut bytes = whole.clone();
            match round % 4 {
                0 => bytes.truncate(next(whole.len())),
                1 => (0..4).for_each(|_| {
                    let at = next(bytes.len());
                    bytes[at] = next(256) as u8
                }),
                2 => {
                    let at = next(bytes.len());
                    let n = next(200);
                    bytes.drain(at..(at + n).min(whole.len()));
                }
                _ => {
                    let at = next(bytes.len());
                    let n = next(200);
                    let part = whole[at..(at + n).min(whole.len())].to_vec();
                    bytes.splice(at..at, part);
                }
            }
            for raw in rawi_page::open_reader("bent", std::io::Cursor::new(bytes), &options) {
                if let Ok(Some(article)) = raw.and_then(|raw| rawi_page::parse(raw, &options)) {
                    for part in article.body.iter().chain(&article.title) {
                        assert!(article.text.get(part.range()).is_some(), "{} round {round}", file.display());
                    }
                }
            }
        }
    }
}
