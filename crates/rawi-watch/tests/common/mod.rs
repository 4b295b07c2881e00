//! A server inside the test, and a desk that writes down what comes.
#![allow(missing_docs, dead_code)]

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rawi_watch::{Answer, Desk, Feed, Round, Settings, Site, Trouble, Watch};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub at: Instant,
}

pub struct Server {
    pub host: &'static str,
    pub port: u16,
    pub asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Answers each request by `answer`, which writes whatever it likes.
    pub fn new(answer: impl Fn(&Asked, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self::at("127.0.0.1", answer)
    }

    /// The same at another address of this machine, which is another host.
    pub fn at(host: &'static str, answer: impl Fn(&Asked, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((host, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (answer, asked) = (Arc::new(answer), Arc::new(Mutex::new(Vec::new())));
        let all = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, all) = (answer.clone(), all.clone());
                thread::spawn(move || -> io::Result<()> {
                    let mut stream = stream?;
                    let mut lines = BufReader::new(stream.try_clone()?).lines();
                    let first = lines.next().unwrap_or(Ok(String::new()))?;
                    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                    let mut headers = BTreeMap::new();
                    for line in lines {
                        let line = line?;
                        let Some((name, value)) = line.split_once(':') else { break };
                        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
                    }
                    let asked = Asked { path, headers, at: Instant::now() };
                    all.lock().unwrap().push(asked.clone());
                    answer(&asked, &mut stream)
                });
            }
        });
        Self { host, port, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}:{}{path}", self.host, self.port)
    }

    /// The paths that were asked for.
    pub fn paths(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|a| a.path.clone()).collect()
    }
}

/// An answer with a body and its right length.
pub fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut all =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len()).into_bytes();
    all.extend(body);
    all
}

pub fn send(stream: &mut TcpStream, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    stream.write_all(bytes.as_ref())
}

/// Writes down what comes. A «feed» here is a list of addresses, one a line.
#[derive(Default)]
pub struct Notes {
    pub rounds: Vec<(String, Round)>,
    pub pages: BTreeMap<String, Result<Answer, Trouble>>,
    pub feeds: BTreeMap<String, Feed>,
    pub sites: BTreeMap<String, Site>,
}

impl Desk for Notes {
    type Error = io::Error;

    fn feed(&mut self, _: &Feed, answer: Option<&Answer>) -> io::Result<Result<Vec<String>, String>> {
        let Some(answer) = answer else { return Ok(Ok(Vec::new())) };
        let text = String::from_utf8_lossy(&answer.body);
        if text.contains("broken") {
            return Ok(Err("is broken".to_owned()));
        }
        Ok(Ok(text.lines().map(str::to_owned).collect()))
    }

    fn page(&mut self, _: &Feed, item: &str, page: Result<Answer, Trouble>) -> io::Result<()> {
        self.pages.insert(item.to_owned(), page);
        Ok(())
    }

    fn keep(&mut self, feed: &Feed) -> io::Result<()> {
        self.feeds.insert(feed.url.clone(), feed.clone());
        Ok(())
    }

    fn keep_site(&mut self, site: &Site) -> io::Result<()> {
        self.sites.insert(site.origin.clone(), site.clone());
        Ok(())
    }

    fn round(&mut self, feed: &Feed, how: Round) -> io::Result<()> {
        self.rounds.push((feed.url.clone(), how));
        Ok(())
    }
}

pub fn settings() -> Settings {
    Settings {
        contact: "desk@news.example".to_owned(),
        delay: Duration::ZERO,
        timeout: Duration::from_secs(5),
        every: None,
        connections: 4,
        max_redirects: 5,
        max_feed_bytes: 100_000,
        max_page_bytes: 100_000,
        allow_private: vec!["127.0.0.1".to_owned(), "127.0.0.3".to_owned()],
    }
}

/// One round over feeds with nothing known.
pub fn once(settings: Settings, feeds: &[String]) -> Notes {
    again(settings, feeds, Notes::default())
}

/// One round with what `before` kept.
pub fn again(settings: Settings, feeds: &[String], before: Notes) -> Notes {
    let of = |url: &String| before.feeds.get(url).cloned().unwrap_or_else(|| Feed { url: url.clone(), ..Feed::default() });
    let sites = before.sites.values().cloned().collect();
    let mut notes = Notes { feeds: before.feeds.clone(), sites: before.sites.clone(), ..Notes::default() };
    Watch::new(settings).unwrap().run(feeds.iter().map(of).collect(), sites, &mut notes).unwrap();
    notes
}
