//! `rawi watch` from the outside, against a server inside the test.
#![cfg(feature = "watch")]
#![allow(missing_docs)]

mod common;
#[path = "../../rawi-watch/tests/common/server.rs"]
mod server;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::{article, err, folder, out, rawi};
use server::{Server, answer, send};

fn page(n: usize, more: &str) -> String {
    let body: String = article(n).lines().filter(|l| !l.is_empty()).skip(1).map(|l| format!("<p>{l}</p>")).collect();
    format!(
        "<!DOCTYPE html><html lang='ar'><head><title>الجسر رقم {n}</title></head><body><article><h1>الجسر رقم {n} سيفتح قريباً</h1>\
         {body}<p>{more}</p></article></body></html>"
    )
}

fn rss(items: &[(usize, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(n, title)| {
            format!(
                "<item><title>{title}</title><link>/page/{n}</link><pubDate>Sun, 04 May 2031 08:0{n}:00 +0300</pubDate></item>"
            )
        })
        .collect();
    format!("<?xml version='1.0'?><rss version='2.0'><channel><title>عين النخلة</title>{items}</channel></rss>")
}

/// A folder with a list of these feeds.
fn list(name: &str, feeds: &[String]) -> (PathBuf, PathBuf) {
    let dir = folder(name);
    let list = dir.join("feeds.txt");
    fs::write(&list, feeds.join("\n")).unwrap();
    (dir.join("a.rawi"), list)
}

/// What else may come with a list: rows of one's own, which the record tells.
#[test]
fn tables_of_ones_own_are_read_by() {
    let server = Server::new(|asked, stream| {
        send(
            stream,
            match asked.path.as_str() {
                "/robots.txt" => answer("404 Not Found", "", ""),
                "/rss" => answer("200 OK", "", rss(&[(1, "الجسر")])),
                _ => answer("200 OK", "Content-Type: text/html\r\n", page(1, "")),
            },
        )
    });
    let (record, list) = list("watch_own", &[server.url("/rss")]);
    let own = record.with_file_name("people.tsv");
    fs::write(&own, "id\tkind\tname\tgender\nperson:luai\tking\tلؤي العامري\tm\n").unwrap();
    let kb = ["--kb", own.to_str().unwrap()];
    let done = watch(&record, &list, &[&CONTACT[..], &kb].concat());
    assert_eq!(done.status.code(), Some(2));
    assert!(err(&done).contains("people.tsv:2: ") && server.paths().is_empty() && !record.exists(), "{}", err(&done));
    fs::write(&own, "id\tkind\tname\tgender\nperson:luai\tperson\tلؤي العامري\tm\n").unwrap();
    let done = watch(&record, &list, &[&CONTACT[..], &kb].concat());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    assert_eq!(sql(&record, "SELECT reader LIKE '%+kb-%' FROM article_version"), "1");
    // read anew by the same rows there is nothing to do, by none there is
    let reread = |own: &[&str]| out(&rawi(&[&["reread"], own, &[record.to_str().unwrap()]].concat()));
    assert!(reread(&kb).ends_with(": 0 read anew\n"));
    assert!(reread(&[]).ends_with(": 1 read anew\n"));
}

fn watch(record: &Path, list: &Path, more: &[&str]) -> std::process::Output {
    let common = ["watch", "--once", "--delay", "0s", "--timeout", "3s", "--allow-private=127.0.0.1"];
    let paths = [record.to_str().unwrap(), list.to_str().unwrap()];
    rawi(&[&common[..], more, &paths].concat())
}

fn sql(record: &Path, sql: &str) -> String {
    out(&rawi(&["sql", record.to_str().unwrap(), sql])).lines().skip(1).collect::<Vec<_>>().join("\n")
}

const CONTACT: [&str; 2] = ["--contact", "desk@news.example"];

#[test]
fn what_a_feed_brings_goes_into_the_record() {
    let feed = Arc::new(Mutex::new((1, rss(&[(1, "الجسر"), (2, "الطريق")]))));
    let served = feed.clone();
    let server = Server::new(move |asked, stream| {
        let (version, feed) = served.lock().unwrap().clone();
        let tag = format!("\"v{version}\"");
        let path = asked.path.as_str();
        send(
            stream,
            match path {
                "/robots.txt" => answer("200 OK", "", "User-agent: *\nDisallow: /page/3"),
                "/rss" if asked.headers.get("if-none-match") == Some(&tag) => answer("304 Not Modified", "", ""),
                "/rss" => answer("200 OK", &format!("ETag: {tag}\r\nContent-Type: application/rss+xml\r\n"), feed),
                _ => {
                    let n: usize = path.rsplit('/').next().unwrap().parse().unwrap();
                    let more = if version > 1 {
                        "وقال متحدث باسم الوزارة إن الافتتاح تأجل."
                    } else {
                        ""
                    };
                    answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", page(n, more))
                }
            },
        )
    });
    let (record, list) = list("watch_brings", &[server.url("/rss")]);
    // who asks must say so, once
    let done = watch(&record, &list, &[]);
    assert_eq!(done.status.code(), Some(2));
    assert!(err(&done).contains("--contact") && !record.exists() && server.paths().is_empty(), "{}", err(&done));
    let done = watch(&record, &list, &CONTACT);
    assert_eq!((done.status.code(), err(&done)), (Some(0), String::new()));
    let told = out(&done);
    assert!(told.contains("/rss: 2 items, 2 new, 0 changed; 2 articles added\n"), "{told}");
    assert!(told.ends_with("a.rawi: 2 new, 0 new versions, 0 read anew, 0 known\n"), "{told}");
    assert_eq!(server.paths(), ["/robots.txt", "/rss", "/page/1", "/page/2"]);
    assert!(server.asked.lock().unwrap().iter().all(|a| a.headers["user-agent"].ends_with("(+desk@news.example)")));
    assert_eq!(sql(&record, "SELECT url, path = url FROM article_version ORDER BY url"), {
        format!("{}\t1\n{}\t1", server.url("/page/1"), server.url("/page/2"))
    });
    assert!(sql(&record, "SELECT count(*) > 3 FROM said WHERE speaker LIKE '%العامري'") == "1");

    // nothing has changed: one request
    let done = watch(&record, &list, &[]);
    assert!(out(&done).contains("/rss: unchanged\n"), "{}", out(&done));
    assert_eq!(server.paths()[4..], ["/rss"]);

    // another headline is another version; what robots are asked to leave alone is left
    *feed.lock().unwrap() = (2, rss(&[(1, "الجسر: تأجيل"), (2, "الطريق"), (3, "ممنوع"), (4, "جديد")]));
    let done = watch(&record, &list, &[]);
    assert_eq!(done.status.code(), Some(1));
    assert!(out(&done).contains("4 items, 2 new, 1 changed; 1 articles added, 1 new versions, 1 failed"), "{}", out(&done));
    let told = err(&done);
    assert!(told.contains("/page/3: robots.txt of its host asks robots not to fetch it") && told.lines().count() == 1, "{told}");
    assert_eq!(server.paths()[5..], ["/rss", "/page/1", "/page/4"]);
    assert_eq!(sql(&record, "SELECT state, count(*) FROM watch_item GROUP BY 1 ORDER BY 1"), "added\t3\nfailed\t1");

    // what is done with is not asked for again, and the exit code is that of this round
    let done = watch(&record, &list, &[]);
    assert_eq!((done.status.code(), server.paths().len()), (Some(0), 9));
    let checked = rawi(&["check", record.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));

    // the same code as `rawi add`
    let saved = record.with_file_name("page.html");
    fs::write(&saved, page(4, "وقال متحدث باسم الوزارة إن الافتتاح تأجل.")).unwrap();
    let by_add = record.with_file_name("b.rawi");
    assert_eq!(rawi(&["add", by_add.to_str().unwrap(), saved.to_str().unwrap()]).status.code(), Some(0));
    let of = |record: &Path, which: &str| {
        sql(
            record,
            &format!(
                "SELECT s.speaker, s.act, s.content, v.sha256, v.reader FROM said s JOIN article_version v ON v.id = s.version WHERE {which} ORDER BY s.ref"
            ),
        )
    };
    assert_eq!(of(&record, "v.url LIKE '%/page/4'"), of(&by_add, "1"));
}

#[test]
fn bad_pages_cost_one_error_each_and_what_may_pass_is_tried_again() {
    let gzip = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    let bomb = gzip(&vec![b' '; 60 << 20]);
    let packed = gzip(page(7, "").as_bytes());
    let broken = Arc::new(AtomicUsize::new(1));
    let serving = broken.clone();
    let server = Server::new(move |asked, stream| {
        let html = "Content-Type: text/html\r\n";
        send(
            stream,
            match asked.path.as_str() {
                "/robots.txt" => answer("404 Not Found", "", ""),
                "/rss" => answer("200 OK", "", rss(&[(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e"), (6, "f"), (7, "g")])),
                "/page/1" => answer("200 OK", &format!("{html}Content-Encoding: gzip\r\n"), &bomb),
                "/page/2" => answer("200 OK", html, "<html><body></body></html>"),
                "/page/3" => answer("200 OK", html, b"\x89PNG\r\n\x1a\n"),
                "/page/4" if serving.load(Ordering::SeqCst) == 1 => answer("500 Internal Server Error", "", ""),
                "/page/4" => answer("200 OK", html, page(4, "")),
                "/page/5" => answer("302 Found", "Location: http://127.0.0.2:1/\r\n", ""),
                "/page/6" => answer("200 OK", html, "<p>".repeat(5_000_000)),
                "/page/7" => answer("200 OK", &format!("{html}Content-Encoding: gzip\r\n"), &packed),
                path => panic!("{path}"),
            },
        )
    });
    let (record, list) = list("watch_bad_pages", &[server.url("/rss")]);
    let done = watch(&record, &list, &CONTACT);
    assert_eq!(done.status.code(), Some(1));
    assert!(out(&done).contains("7 items, 7 new, 0 changed; 1 articles added, 1 put off, 5 failed"), "{}", out(&done));
    let told = err(&done);
    for (n, what) in [
        (1, "unpacks to more than 8388608 bytes"),
        (2, "without an article's text"),
        (3, "is a PNG image"),
        (4, "answers 500 (Internal Server Error); tried again later"),
        (5, "leads to 127.0.0.2, an address that is this machine's own: not connected to; --allow-private"),
        (6, "is larger than 8388608 bytes; --max-page-bytes"),
    ] {
        let line = told.lines().find(|l| l.starts_with(&server.url(&format!("/page/{n}: ")))).unwrap_or_default();
        assert!(line.contains(what), "{n}: {told}");
    }
    assert_eq!(told.lines().count(), 6, "{told}");
    // not before its time
    broken.store(0, Ordering::SeqCst);
    let asked = server.paths().len();
    watch(&record, &list, &[]);
    assert_eq!(server.paths()[asked..], ["/rss"]);
    common::record::edit(&record, "UPDATE watch_item SET due = 0");
    let done = watch(&record, &list, &[]);
    assert!(out(&done).contains("1 articles added"), "{} {}", out(&done), err(&done));
    assert_eq!(done.status.code(), Some(0));
}

#[test]
fn bad_lists_and_bad_feeds() {
    let server = Server::new(|asked, stream| {
        send(
            stream,
            match asked.path.as_str() {
                "/robots.txt" => answer("404 Not Found", "", ""),
                "/page" => answer("200 OK", "", "<!DOCTYPE html><html><body>news</body></html>"),
                "/cut" => answer("200 OK", "", "<rss version='2.0'><channel><item><title>x"),
                "/deep" => answer("200 OK", "", "<x>".repeat(100_000)),
                "/empty" => answer("200 OK", "", ""),
                "/good" => answer("200 OK", "", rss(&[])),
                path => panic!("{path}"),
            },
        )
    });
    let names = ["/page", "/cut", "/deep", "/empty", "/good"];
    let (record, list_of) = list("watch_bad_feeds", &names.map(|n| server.url(n)));
    let done = watch(&record, &list_of, &CONTACT);
    assert_eq!(done.status.code(), Some(1));
    let told = err(&done);
    for (name, what) in [
        ("/page", "is a page and no feed"),
        ("/cut", "cannot be read as a feed"),
        ("/deep", "deep; the feed is not read"),
        ("/empty", "is empty"),
    ] {
        let line = told.lines().find(|l| l.starts_with(&server.url(&format!("{name}: ")))).unwrap_or_default();
        assert!(line.contains(what) && line.contains("; asked for again after 2"), "{name}: {told}");
    }
    assert_eq!(told.lines().count(), 4);
    assert!(out(&done).contains("/good: 0 items, 0 new, 0 changed\n"));
    // they are left alone for a while, which is told
    let done = watch(&record, &list_of, &[]);
    assert_eq!(done.status.code(), Some(1));
    assert!(err(&done).contains("/cut: left alone until 2"), "{}", err(&done));

    let (record, bad) = list("watch_bad_list", &["# mine".into(), "news.example/rss".into(), "ftp://news.example/".into()]);
    let done = watch(&record, &bad, &CONTACT);
    assert_eq!(done.status.code(), Some(2));
    let told = err(&done);
    assert!(told.contains("feeds.txt:2: ") && told.contains("feeds.txt:3: ") && !record.exists(), "{told}");
    let done = watch(&record, &bad, &["--contact", "me"]);
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn a_watch_that_is_stopped_ends_well_and_goes_on_where_it_was() {
    let slow = Arc::new(AtomicUsize::new(1));
    let serving = slow.clone();
    let server = Server::new(move |asked, stream| {
        let path = asked.path.as_str();
        match path {
            "/robots.txt" => send(stream, answer("404 Not Found", "", "")),
            "/rss" => send(stream, answer("200 OK", "ETag: \"1\"\r\n", rss(&[(1, "a"), (2, "b"), (3, "c")]))),
            _ => {
                if path != "/page/1" && serving.load(Ordering::SeqCst) == 1 {
                    std::thread::sleep(Duration::from_secs(30));
                }
                let n = path.rsplit('/').next().unwrap().parse().unwrap();
                send(stream, answer("200 OK", "Content-Type: text/html\r\n", page(n, "")))
            }
        }
    });
    for signal in ["INT", "TERM"] {
        slow.store(1, Ordering::SeqCst);
        let (record, list) = list(&format!("watch_stopped_{signal}"), &[server.url("/rss")]);
        let before = server.paths().len();
        let mut child = Command::new(env!("CARGO_BIN_EXE_rawi"))
            .args(["watch", "--contact", "desk@news.example", "--delay", "0s", "--allow-private"])
            .args([&record, &list])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let begin = Instant::now();
        // robots.txt, the feed, the first page, and the second, which stalls
        while server.paths().len() < before + 4 && begin.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let begin = Instant::now();
        let pid = child.id().to_string();
        assert!(Command::new("sh").args(["-c", &format!("kill -{signal} {pid}")]).status().unwrap().success());
        let told: Vec<String> = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap).collect();
        assert_eq!(child.wait().unwrap().code(), Some(0));
        assert!(begin.elapsed() < Duration::from_secs(5), "it waited for the page that stalls");
        assert!(told.last().unwrap().contains("1 new, 0 new versions"), "{told:?}");
        assert_eq!(rawi(&["check", record.to_str().unwrap()]).status.code(), Some(0));
        // what was named is known: the feed need not tell it again
        slow.store(0, Ordering::SeqCst);
        let done = watch(&record, &list, &[]);
        assert!(out(&done).contains("2 articles added"), "{}", out(&done));
        assert_eq!(sql(&record, "SELECT count(*) FROM article"), "3");
    }
}
