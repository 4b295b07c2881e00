//! A desk that writes down what comes, and the server of the tests.
#![allow(missing_docs, dead_code, unused_imports)]

pub mod server;

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use rawi_watch::{Answer, Desk, Feed, Round, Settings, Site, Trouble, Watch};

pub use server::{Asked, Server, answer, send};

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
