//! Servers that redirect, stall, lie about length, never end, or send what was not asked for: each costs one error and a
//! bounded time, and nobody is connected to who should not be.
#![allow(missing_docs)]

mod common;

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{Asked, Server, again, answer, once, send, settings};
use rawi_watch::{Again, Round, Settings};

const FEED: &str = "/feed";

/// A server with a feed that names the pages, and no rules for robots.
fn serve(
    pages: &'static [&'static str],
    page: impl Fn(&Asked, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static,
) -> Server {
    Server::new(move |asked, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, answer("404 Not Found", "", "")),
        FEED => {
            let host = &asked.headers["host"];
            let list: Vec<String> = pages.iter().map(|p| format!("http://{host}{p}")).collect();
            send(stream, answer("200 OK", "Content-Type: text/plain\r\n", list.join("\n")))
        }
        _ => page(asked, stream),
    })
}

/// What is told of each page, and whether it is worth another try.
fn told(server: &Server, settings: Settings) -> Vec<(String, String, Again)> {
    let notes = once(settings, &[server.url(FEED)]);
    assert_eq!(notes.rounds, [(server.url(FEED), Round::Read)]);
    let of = |(item, page): (String, Result<rawi_watch::Answer, rawi_watch::Trouble>)| {
        let path = item.trim_start_matches(&server.url("")).to_owned();
        match page {
            Ok(answer) => (path, format!("{} bytes from {}", answer.body.len(), answer.url), Again::Never),
            Err(trouble) => (path, trouble.what, trouble.again),
        }
    };
    notes.pages.into_iter().map(of).collect()
}

fn check(server: &Server, settings: Settings, expected: &[(&str, &str, Again)]) {
    let told = told(server, settings);
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for ((path, what, again), (wanted_path, wanted, wanted_again)) in told.iter().zip(expected) {
        assert_eq!(path, wanted_path);
        assert!(what.contains(wanted), "{path}: {what}");
        assert_eq!(again, wanted_again, "{path}: {what}");
    }
}

fn quick() -> Settings {
    Settings { timeout: Duration::from_millis(700), ..settings() }
}

#[test]
fn redirects() {
    // somebody who must not be connected to
    let inner = TcpListener::bind("127.0.0.2:0").unwrap();
    inner.set_nonblocking(true).unwrap();
    let port = inner.local_addr().unwrap().port();
    let pages = &[
        "/chain1",
        "/data",
        "/file",
        "/ftp",
        "/garbage",
        "/home",
        "/loop1",
        "/mapped",
        "/none",
        "/password",
        "/private",
        "/relative",
        "/self",
        "/zero",
    ];
    let server = serve(pages, move |asked, stream| {
        let number = |prefix: &str| asked.path.strip_prefix(prefix).and_then(|n| n.parse::<u32>().ok());
        let to = match asked.path.as_str() {
            "/self" => "/self".to_owned(),
            "/loop1" => "/loop2".to_owned(),
            "/loop2" => "/loop1".to_owned(),
            "/file" => "file:///etc/passwd".to_owned(),
            "/ftp" => "ftp://127.0.0.1/x".to_owned(),
            "/data" => "data:text/html,x".to_owned(),
            "/garbage" => "http://[::1".to_owned(),
            "/password" => format!("http://u:p@{}/x", asked.headers["host"]),
            // a name that leads to this machine, and its other addresses in other clothes
            "/home" => format!("http://localhost:{port}/"),
            "/private" => format!("http://127.0.0.2:{port}/"),
            "/mapped" => format!("http://[::ffff:127.0.0.2]:{port}/"),
            "/zero" => format!("http://0:{port}/"),
            "/none" => String::new(),
            "/relative" => "../end?x=1#y".to_owned(),
            "/end?x=1" => return send(stream, answer("200 OK", "Content-Type: text/html\r\n", "<p>x")),
            _ if number("/chain").is_some() => format!("/chain{}", number("/chain").unwrap_or(0) + 1),
            path => panic!("{path}"),
        };
        send(stream, answer("302 Found", &format!("Location: {to}\r\n"), "moved"))
    });
    let end = server.url("/end?x=1");
    check(
        &server,
        settings(),
        &[
            ("/chain1", "more than 5 times; --max-redirects", Again::Never),
            ("/data", "only http: and https:", Again::Never),
            ("/file", "begins with file:", Again::Never),
            ("/ftp", "begins with ftp:", Again::Never),
            ("/garbage", "no address", Again::Never),
            ("/home", "this machine's own: not connected to; --allow-private", Again::Never),
            ("/loop1", "leads back to itself", Again::Never),
            ("/mapped", "leads to ::ffff:127.0.0.2", Again::Never),
            ("/none", "not where it leads", Again::Never),
            ("/password", "password", Again::Never),
            ("/private", "leads to 127.0.0.2, an address that is this machine's own", Again::Never),
            ("/relative", &format!("4 bytes from {end}"), Again::Never),
            ("/self", "leads back to itself", Again::Never),
            ("/zero", "leads to 0.0.0.0", Again::Never),
        ],
    );
    assert!(inner.accept().is_err(), "was connected to");
}

#[test]
fn stalls_end_with_the_time_given() {
    let drip = |stream: &mut TcpStream, byte: &[u8]| -> io::Result<()> {
        for _ in 0..600 {
            stream.write_all(byte)?;
            stream.flush()?;
            sleep(Duration::from_millis(20));
        }
        Ok(())
    };
    let server = serve(&["/body", "/half", "/head", "/headers", "/silent"], move |asked, stream| match asked.path.as_str() {
        "/silent" => {
            sleep(Duration::from_secs(20));
            Ok(())
        }
        "/head" => drip(stream, b"H"),
        "/headers" => {
            send(stream, "HTTP/1.1 200 OK\r\n")?;
            drip(stream, b"X: y\r\n")
        }
        "/body" => {
            send(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n")?;
            drip(stream, b"x")
        }
        "/half" => {
            send(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\nhalf")?;
            sleep(Duration::from_secs(20));
            Ok(())
        }
        path => panic!("{path}"),
    });
    let begin = Instant::now();
    let told = told(&server, quick());
    // one after the other: they are one host
    assert!(begin.elapsed() < Duration::from_secs(8), "{:?}", begin.elapsed());
    for (path, what, again) in &told {
        assert_eq!(*again, Again::Later, "{path}: {what}");
        assert!(path == "/head" || what.contains("in time; --timeout"), "{path}: {what}");
    }
    assert_eq!(told.len(), 5);
}

#[test]
fn lengths_that_lie_and_answers_that_never_end() {
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";
    let server = serve(
        &[
            "/chunks",
            "/continue",
            "/cut",
            "/endless",
            "/headers",
            "/huge",
            "/less",
            "/line",
            "/negative",
            "/nonsense",
            "/two",
            "/unasked",
        ],
        move |asked, stream| {
            let forever = |stream: &mut TcpStream, what: &[u8]| -> io::Result<()> {
                // the other end hangs up, or the test is over
                for _ in 0..200_000 {
                    stream.write_all(what)?;
                }
                Ok(())
            };
            match asked.path.as_str() {
                "/cut" => send(stream, format!("{html}Content-Length: 5000\r\n\r\nonly this")),
                "/less" => send(stream, format!("{html}Content-Length: 4\r\n\r\nfour and more")),
                "/huge" => {
                    send(stream, format!("{html}Content-Length: 9000000000\r\n\r\n"))?;
                    forever(stream, &[b'x'; 1000])
                }
                "/endless" => {
                    send(stream, format!("{html}\r\n"))?;
                    forever(stream, &[b'x'; 1000])
                }
                "/chunks" => {
                    send(stream, format!("{html}Transfer-Encoding: chunked\r\n\r\n"))?;
                    forever(stream, b"3\r\nabc\r\n")
                }
                "/nonsense" => send(stream, format!("{html}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n")),
                "/negative" => send(stream, format!("{html}Content-Length: -5\r\n\r\nabc")),
                "/two" => send(stream, format!("{html}Content-Length: 3\r\nContent-Length: 900\r\n\r\nabc")),
                "/headers" => {
                    send(stream, html)?;
                    forever(stream, b"X-Again: and again\r\n")
                }
                "/line" => {
                    send(stream, format!("{html}X: "))?;
                    forever(stream, &[b'x'; 1000])
                }
                "/continue" => forever(stream, b"HTTP/1.1 100 Continue\r\n\r\n"),
                "/unasked" => send(stream, "\x16\x03\x01\x02\0\x01\0 this is no HTTP\n\n"),
                path => panic!("{path}"),
            }
        },
    );
    let told = told(&server, Settings { timeout: Duration::from_secs(2), ..settings() });
    let of = |path: &str| told.iter().find(|t| t.0 == path).map(|t| (t.1.as_str(), t.2)).unwrap();
    for path in ["/huge", "/endless", "/chunks"] {
        assert_eq!(of(path), ("is larger than 100000 bytes; --max-page-bytes raises the limit", Again::Never), "{path}");
    }
    assert_eq!(of("/less").0, format!("4 bytes from {}", server.url("/less")));
    for path in ["/cut", "/nonsense", "/negative", "/headers", "/line", "/continue", "/unasked"] {
        let (what, again) = of(path);
        assert!(!what.contains("bytes from"), "{path}: {what}");
        assert_eq!(again, Again::Later, "{path}: {what}");
    }
    // whichever of two lengths is taken, the answer is short
    assert!(of("/two").0.len() < 200, "{:?}", of("/two"));
}

#[test]
fn what_was_not_asked_for() {
    let server = serve(&["/empty", "/gone", "/image", "/none", "/partial", "/pdf", "/upper"], |asked, stream| {
        let typed = |kind: &str| answer("200 OK", &format!("Content-Type: {kind}\r\n"), "<p>text");
        send(
            stream,
            match asked.path.as_str() {
                "/image" => typed("image/png"),
                "/pdf" => typed("application/pdf; x=y"),
                "/upper" => typed("TEXT/HTML; Charset=UTF-8"),
                "/none" => answer("200 OK", "", "<p>text"),
                "/empty" => answer("204 No Content", "", ""),
                "/partial" => answer("206 Partial Content", "Content-Type: text/html\r\n", "x"),
                "/gone" => answer("404 Not Found", "Content-Type: text/html\r\n", "<p>not here"),
                path => panic!("{path}"),
            },
        )
    });
    let url = |path: &str| format!("7 bytes from {}", server.url(path));
    check(
        &server,
        settings(),
        &[
            ("/empty", "answers 204 (No Content)", Again::Never),
            ("/gone", "answers 404 (Not Found)", Again::Never),
            ("/image", "is image/png and no page", Again::Never),
            ("/none", &url("/none"), Again::Never),
            ("/partial", "answers 206", Again::Never),
            ("/pdf", "is application/pdf and no page", Again::Never),
            ("/upper", &url("/upper"), Again::Never),
        ],
    );
}

#[test]
fn bad_feeds() {
    let server = Server::new(|asked, stream| {
        let body = match asked.path.as_str() {
            "/robots.txt" => return send(stream, answer("404 Not Found", "", "")),
            "/image" => answer("200 OK", "Content-Type: image/gif\r\n", "GIF89a"),
            "/broken" => answer("200 OK", "ETag: \"a\"\r\n", "broken"),
            "/large" => answer("200 OK", "", vec![b'x'; 200_000]),
            "/gone" => answer("410 Gone", "", ""),
            "/loop" => answer("301 Moved Permanently", "Location: /loop\r\n", ""),
            "/unasked" => answer("304 Not Modified", "", ""),
            "/bad-pages" => answer("200 OK", "", "file:///etc/passwd\nnot an address\nhttp://[::1]/\n"),
            path => panic!("{path}"),
        };
        send(stream, body)
    });
    let names = ["/image", "/broken", "/large", "/gone", "/loop", "/unasked", "/bad-pages"];
    let urls: Vec<String> = names
        .iter()
        .map(|n| server.url(n))
        .chain([
            "http://127.0.0.1:1/feed".to_owned(),
            "http://10.1.2.3/feed".to_owned(),
            "http://nowhere.invalid/feed".to_owned(),
        ])
        .collect();
    let notes = once(settings(), &urls);
    let how = |url: &str| match notes.rounds.iter().find(|r| r.0 == url) {
        Some((_, Round::Failed(what))) => what.clone(),
        other => panic!("{url}: {other:?}"),
    };
    for (url, what) in [
        (server.url("/image"), "is image/gif and no feed"),
        (server.url("/broken"), "is broken"),
        (server.url("/large"), "--max-feed-bytes"),
        (server.url("/gone"), "take it out of the list"),
        (server.url("/loop"), "leads back to itself"),
        (server.url("/unasked"), "was not asked"),
        (urls[7].clone(), "robots.txt"),
        (urls[8].clone(), "leads to 10.1.2.3, an address that is private"),
        (urls[9].clone(), "nothing is fetched while robots.txt"),
    ] {
        assert!(how(&url).contains(what), "{url}: {}", how(&url));
        let feed = &notes.feeds[&url];
        assert_eq!(feed.failures, 1, "{url}");
        assert!(feed.due > rawi_watch::now() && feed.validators == rawi_watch::Validators::default(), "{feed:?}");
    }
    assert!(notes.pages.values().all(Result::is_err));
    assert_eq!(notes.pages.len(), 3);
    // it is left alone for a while, then longer
    let gone = notes.feeds[&server.url("/gone")].due;
    assert!(gone > rawi_watch::now() + 6 * 86_400);
    let asked = server.asked.lock().unwrap().len();
    let mut later = again(settings(), &urls[1..2], notes);
    assert!(matches!(&later.rounds[..], [(_, Round::Waits(_, why))] if why == "is broken"), "{:?}", later.rounds);
    assert_eq!(server.asked.lock().unwrap().len(), asked);
    later.feeds.get_mut(&urls[1]).unwrap().due = 0;
    let later = again(settings(), &urls[1..2], later);
    assert_eq!(later.feeds[&urls[1]].failures, 2);
    assert!(later.feeds[&urls[1]].due >= rawi_watch::now() + 1790);
}
