//! What hosts may expect: their rules, a pause, conditional requests, to be left alone when they ask for it.
#![allow(missing_docs)]

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use common::{Notes, Server, again, answer, once, send, settings};
use rawi_watch::{Again, Feed, Round, Settings, Watch, now};

#[test]
fn who_asks_says_so_and_asks_one_at_a_time_with_a_pause() {
    let busy = Arc::new(AtomicUsize::new(0));
    let server = Server::new(move |asked, stream| {
        assert_eq!(busy.fetch_add(1, Ordering::SeqCst), 0, "two at once");
        sleep(Duration::from_millis(60));
        let host = &asked.headers["host"];
        let body = match asked.path.as_str() {
            "/robots.txt" => "User-agent: *\nDisallow: /no\n".to_owned(),
            "/feed" => format!("http://{host}/1\nhttp://{host}/no/1\nhttp://{host}/2"),
            _ => "<p>x".to_owned(),
        };
        busy.fetch_sub(1, Ordering::SeqCst);
        send(stream, answer("200 OK", "", body))
    });
    let notes = once(Settings { delay: Duration::from_millis(200), ..settings() }, &[server.url("/feed")]);
    assert_eq!(server.paths(), ["/robots.txt", "/feed", "/1", "/2"]);
    let asked = server.asked.lock().unwrap();
    for pair in asked.windows(2) {
        let pause = pair[1].at - pair[0].at;
        assert!(pause >= Duration::from_millis(255), "{pause:?}");
    }
    let agent = format!("rawi/{} (+desk@news.example)", env!("CARGO_PKG_VERSION"));
    assert!(asked.iter().all(|a| a.headers["user-agent"] == agent), "{asked:?}");
    let trouble = notes.pages[&server.url("/no/1")].as_ref().unwrap_err();
    assert!(trouble.what.contains("robots.txt") && trouble.again == Again::Never);
    // the rules are known in the next run
    drop(asked);
    again(settings(), &[server.url("/feed")], notes);
    assert_eq!(server.paths()[4..], ["/feed", "/1", "/2"]);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::new(|asked, stream| {
        let tags = "ETag: \"v1\"\r\nLast-Modified: Sun, 04 May 2031 08:00:00 GMT\r\n";
        let known = asked.headers.get("if-none-match").is_some_and(|t| t == "\"v1\"")
            && asked.headers.get("if-modified-since").is_some_and(|t| t == "Sun, 04 May 2031 08:00:00 GMT");
        send(
            stream,
            match asked.path.as_str() {
                "/robots.txt" => answer("404 Not Found", "", ""),
                "/old" => answer("308 Permanent Redirect", "Location: /new\r\n", ""),
                "/new" if known => answer("304 Not Modified", tags, ""),
                "/new" => answer("200 OK", tags, ""),
                path => panic!("{path}"),
            },
        )
    });
    let urls = [server.url("/old")];
    let first = once(settings(), &urls);
    assert_eq!(first.rounds[0].1, Round::Read);
    assert_eq!(first.feeds[&urls[0]].moved, Some(server.url("/new")));
    let second = again(settings(), &urls, first);
    assert_eq!(second.rounds[0].1, Round::Unchanged);
    assert_eq!(server.paths(), ["/robots.txt", "/old", "/new", "/new"]);
}

#[test]
fn who_asks_to_be_left_alone_is() {
    for (status, header, seconds) in [
        ("429 Too Many Requests", "Retry-After: 120\r\n", 120),
        ("503 Service Unavailable", "Retry-After: 3600\r\n", 3600),
        ("429 Too Many Requests", "", 600),
        ("429 Too Many Requests", "Retry-After: 99999999999\r\n", 7 * 86_400),
        ("503 Service Unavailable", "Retry-After: Sun, 04 May 1980 08:00:00 GMT\r\n", 60),
    ] {
        let server = Server::new(move |asked, stream| {
            let host = &asked.headers["host"];
            send(
                stream,
                match asked.path.as_str() {
                    "/robots.txt" => answer("404 Not Found", "", ""),
                    "/feed" => answer("200 OK", "", format!("http://{host}/1\nhttp://{host}/2")),
                    _ => answer(status, header, ""),
                },
            )
        });
        let notes = once(settings(), &[server.url("/feed")]);
        assert_eq!(server.paths(), ["/robots.txt", "/feed", "/1"], "{status} {header}");
        for page in notes.pages.values() {
            let Again::At(until) = page.as_ref().unwrap_err().again else { panic!("{page:?}") };
            assert!(until.abs_diff(now() + seconds) <= 5, "{until} {seconds}");
        }
        assert_eq!(notes.pages.len(), 2);
        // in another run as well, with the feed itself
        let notes = again(settings(), &[server.url("/feed")], notes);
        assert!(matches!(notes.rounds[..], [(_, Round::Waits(..))]), "{:?}", notes.rounds);
        assert_eq!(server.paths().len(), 3);
    }
    // overloaded, without a word on how long: an error that may pass
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, answer("404 Not Found", "", "")),
        _ => send(stream, answer("503 Service Unavailable", "", "")),
    });
    let notes = once(settings(), &[server.url("/feed")]);
    assert!(matches!(&notes.rounds[..], [(_, Round::Failed(what))] if what == "answers 503 (Service Unavailable)"));
}

#[test]
fn rules_that_cannot_be_had() {
    for (status, headers, body, wanted) in [
        ("500 Internal Server Error", "", "", Some("robots.txt of its host cannot be read: it answers 500")),
        ("403 Forbidden", "", "", None),
        ("404 Not Found", "", "", None),
        ("302 Found", "Location: /elsewhere\r\n", "", Some("asks robots not to")),
        ("302 Found", "Location: /robots.txt\r\n", "", Some("leads back to itself")),
        ("302 Found", "Location: http://localhost:9/robots.txt\r\n", "", Some("this machine's own")),
        ("200 OK", "Content-Encoding: gzip\r\n", "\x1f", Some("it is packed")),
        ("200 OK", "", "User-agent: *\nDisallow: /", Some("asks robots not to")),
        ("200 OK", "Content-Type: text/html\r\n", "<html>welcome</html>", None),
        ("200 OK", "", "User-agent: rawi\nAllow: /\n\nUser-agent: *\nDisallow: /", None),
    ] {
        let server = Server::new(move |asked, stream| {
            send(
                stream,
                match asked.path.as_str() {
                    "/robots.txt" => answer(status, headers, body),
                    "/elsewhere" => answer("200 OK", "", "User-agent: *\nDisallow: /feed"),
                    _ => answer("200 OK", "", ""),
                },
            )
        });
        let notes = once(settings(), &[server.url("/feed")]);
        match (&notes.rounds[0].1, wanted) {
            (Round::Read, None) => {}
            (Round::Failed(what), Some(wanted)) if what.contains(wanted) => {}
            (other, _) => panic!("{status} {headers} {body}: {other:?}"),
        }
        let fetched = server.paths().contains(&"/feed".to_owned());
        assert_eq!(fetched, wanted.is_none());
    }
    // a file without end is read as far as the standard asks
    let server = Server::new(|asked, stream| {
        if asked.path == "/robots.txt" {
            send(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: /no\n")?;
            for _ in 0..100_000 {
                send(stream, "Allow: /a-rule-of-some-length\n")?;
            }
            return Ok(());
        }
        send(stream, answer("200 OK", "", ""))
    });
    let notes = once(settings(), &[server.url("/feed"), server.url("/no")]);
    assert_eq!(notes.rounds.iter().filter(|r| r.1 == Round::Read).count(), 1);
}

#[test]
fn rounds_follow_one_another_until_it_is_stopped() {
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, answer("404 Not Found", "", "")),
        _ => send(stream, answer("200 OK", "", "")),
    });
    let slow = Server::at("127.0.0.3", |_, _| {
        sleep(Duration::from_secs(20));
        Ok(())
    });
    let settings = Settings { every: Some(Duration::from_secs(1)), timeout: Duration::from_secs(30), ..settings() };
    let watch = Watch::new(settings).unwrap();
    let stopper = watch.stopper();
    let notes = Arc::new(Mutex::new(Notes::default()));
    let (into, urls) = (notes.clone(), [server.url("/feed"), slow.url("/feed")]);
    let feeds = urls.iter().map(|u| Feed { url: u.clone(), ..Feed::default() }).collect();
    let run = thread::spawn(move || watch.run(feeds, Vec::new(), &mut *into.lock().unwrap()));
    sleep(Duration::from_millis(3300));
    let begin = Instant::now();
    stopper.stop();
    run.join().unwrap().unwrap();
    assert!(begin.elapsed() < Duration::from_secs(2), "it waited for a host that stalls");
    let rounds = notes.lock().unwrap().rounds.len();
    assert!((2..=5).contains(&rounds), "{rounds} rounds of the one that answers");
}
