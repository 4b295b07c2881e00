//! What `rawi watch` knows from one run to the next: feeds, what they named, sites. Times are seconds since 1970.

use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::store::Record;
use crate::write::Batch;

/// A feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its address in the list.
    pub url: String,
    /// Where it moved for good.
    pub moved: Option<String>,
    /// The address that gave the validators.
    pub validated: Option<String>,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
    /// When it was last asked for; 0 for never.
    pub asked: u64,
    /// How often it failed since it was last read.
    pub failures: u32,
    /// Not to be asked for before.
    pub due: u64,
    /// Why it failed.
    pub problem: Option<String>,
}

/// A site: a scheme, a host, a port.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// As `https://news.example`.
    pub origin: String,
    /// The rules of its `robots.txt` for us, and until when they hold.
    pub robots: Option<(String, u64)>,
    /// Until when it asked to be left alone.
    pub hold_until: u64,
}

/// What a feed tells of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its address.
    pub url: String,
    /// Its headline there.
    pub title: String,
    /// When it changed, as the feed writes it.
    pub changed: Option<String>,
}

/// What an item was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Not seen before: its page is to be fetched.
    New,
    /// Seen before with another headline or date: its page is to be fetched again.
    Changed,
    /// Nothing is to be done.
    Known,
}

/// What became of the page of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is to be fetched.
    Waiting,
    /// It is in the record.
    Added,
    /// It was fetched and holds no article that is wanted.
    Nothing,
    /// It cannot be had.
    Failed,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Added => "added",
            Self::Nothing => "nothing",
            Self::Failed => "failed",
        }
    }
}

impl Record {
    /// What is known of a feed.
    pub fn watched_feed(&self, url: &str) -> Result<Option<Feed>> {
        let mut asked = self.db.prepare_cached(
            "SELECT moved, validated, etag, last_modified, asked, failures, due, problem FROM watch_feed WHERE url = ?1",
        )?;
        let feed = asked.query_row([url], |r| {
            Ok(Feed {
                url: url.to_owned(),
                moved: r.get(0)?,
                validated: r.get(1)?,
                etag: r.get(2)?,
                last_modified: r.get(3)?,
                asked: r.get(4)?,
                failures: r.get(5)?,
                due: r.get(6)?,
                problem: r.get(7)?,
            })
        });
        Ok(feed.optional()?)
    }

    /// What is known of sites.
    pub fn watched_sites(&self) -> Result<Vec<Site>> {
        let mut asked =
            self.db.prepare_cached("SELECT origin, robots, robots_until, hold_until FROM watch_site ORDER BY origin")?;
        let sites = asked.query_map([], |r| {
            let robots: Option<String> = r.get(1)?;
            let until = r.get(2)?;
            Ok(Site { origin: r.get(0)?, robots: robots.map(|text| (text, until)), hold_until: r.get(3)? })
        })?;
        Ok(sites.collect::<rusqlite::Result<_>>()?)
    }

    /// Items of a feed whose pages are to be fetched at `now`, those that waited longest first; `most` of them.
    pub fn waiting(&self, feed: &str, now: u64, most: usize) -> Result<Vec<String>> {
        let mut asked = self.db.prepare_cached(
            "SELECT i.url FROM watch_item i JOIN watch_feed f ON f.id = i.feed \
             WHERE f.url = ?1 AND i.state = 'waiting' AND i.due <= ?2 ORDER BY i.due, i.seen, i.url LIMIT ?3",
        )?;
        let items = asked.query_map(params![feed, now, most], |r| r.get(0))?;
        Ok(items.collect::<rusqlite::Result<_>>()?)
    }

    /// How often the page of an item could not be fetched since it began to wait.
    pub fn tries(&self, feed: &str, item: &str) -> Result<u32> {
        let mut asked = self.db.prepare_cached(
            "SELECT i.tries FROM watch_item i JOIN watch_feed f ON f.id = i.feed WHERE f.url = ?1 AND i.url = ?2",
        )?;
        Ok(asked.query_row([feed, item], |r| r.get(0)).optional()?.unwrap_or(0))
    }
}

impl Batch<'_> {
    /// Sets a setting of the record.
    pub fn set(&mut self, name: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
        self.record.db.prepare_cached(sql)?.execute([name, value])?;
        Ok(())
    }

    /// Keeps what is known of a feed.
    pub fn keep_feed(&mut self, feed: &Feed) -> Result<()> {
        self.feed(&feed.url)?;
        (self.record.db)
            .prepare_cached(
                "UPDATE watch_feed SET moved = ?2, validated = ?3, etag = ?4, last_modified = ?5, asked = ?6, failures = ?7, \
                 due = ?8, problem = ?9 WHERE url = ?1",
            )?
            .execute(params![
                feed.url,
                feed.moved,
                feed.validated,
                feed.etag,
                feed.last_modified,
                feed.asked,
                feed.failures,
                feed.due,
                feed.problem,
            ])?;
        Ok(())
    }

    /// Keeps what is known of a site.
    pub fn keep_site(&mut self, site: &Site) -> Result<()> {
        let (robots, until) = site.robots.as_ref().map_or((None, 0), |(text, until)| (Some(text), *until));
        (self.record.db)
            .prepare_cached(
                "INSERT OR REPLACE INTO watch_site (origin, robots, robots_until, hold_until) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![site.origin, robots, until, site.hold_until])?;
        Ok(())
    }

    /// Keeps the title of a feed, and what it names: what is new or changed waits from now on. A page that another feed named
    /// before is known.
    pub fn see(&mut self, feed: &str, title: Option<&str>, items: &[Item], now: u64) -> Result<Vec<Seen>> {
        let id = self.feed(feed)?;
        let db = &self.record.db;
        if title.is_some() {
            db.prepare_cached("UPDATE watch_feed SET title = ?2 WHERE id = ?1")?.execute(params![id, title])?;
        }
        let mut asked = db.prepare_cached("SELECT title, changed, state FROM watch_item WHERE feed = ?1 AND url = ?2")?;
        let mut elsewhere = db.prepare_cached("SELECT 1 FROM watch_item WHERE url = ?1")?;
        let mut write = db.prepare_cached(
            "INSERT INTO watch_item (feed, url, title, changed, seen, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (feed, url) DO UPDATE SET title = ?3, changed = ?4, state = ?6, tries = 0, due = 0, problem = NULL",
        )?;
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            type Row = (String, Option<String>, String);
            let known: Option<Row> =
                asked.query_row(params![id, item.url], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).optional()?;
            let (seen, state) = match known {
                None if elsewhere.exists([&item.url])? => (Seen::Known, State::Added),
                None => (Seen::New, State::Waiting),
                Some((title, changed, _)) if title == item.title && changed == item.changed => {
                    all.push(Seen::Known);
                    continue;
                }
                Some(_) => (Seen::Changed, State::Waiting),
            };
            write.execute(params![id, item.url, item.title, item.changed, now, state.name()])?;
            all.push(seen);
        }
        Ok(all)
    }

    /// Keeps what became of the page of an item; one that waits on does so until `due`, and `tries` says how often it failed.
    pub fn keep_item(&mut self, feed: &str, item: &str, state: State, tries: u32, due: u64, problem: Option<&str>) -> Result<()> {
        (self.record.db)
            .prepare_cached(
                "UPDATE watch_item SET state = ?3, tries = ?4, due = ?5, problem = ?6 \
                 WHERE feed = (SELECT id FROM watch_feed WHERE url = ?1) AND url = ?2",
            )?
            .execute(params![feed, item, state.name(), tries, due, problem])?;
        Ok(())
    }

    fn feed(&self, url: &str) -> Result<i64> {
        let db = &self.record.db;
        db.prepare_cached("INSERT OR IGNORE INTO watch_feed (url, asked, failures, due) VALUES (?1, 0, 0, 0)")?.execute([url])?;
        Ok(db.prepare_cached("SELECT id FROM watch_feed WHERE url = ?1")?.query_row([url], |r| r.get(0))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = "https://news.example/rss";

    fn item(url: &str, title: &str) -> Item {
        Item { url: url.into(), title: title.into(), changed: Some("Sun".into()) }
    }

    fn see(record: &Record, feed: &str, items: &[Item]) -> Vec<Seen> {
        let mut batch = record.begin("r").unwrap();
        let seen = batch.see(feed, Some("عين النخلة"), items, 100).unwrap();
        batch.commit().unwrap();
        seen
    }

    #[test]
    fn items_wait_until_they_are_done_with() {
        let dir = tempfile::tempdir().unwrap();
        let record = Record::open(&dir.path().join("a.rawi")).unwrap();
        let items = [item("b", "ب"), item("a", "ا")];
        assert_eq!(see(&record, FEED, &items), [Seen::New, Seen::New]);
        assert_eq!(see(&record, FEED, &items), [Seen::Known, Seen::Known]);
        assert_eq!(record.waiting(FEED, 0, 10).unwrap(), ["a", "b"]);
        assert_eq!(record.waiting(FEED, 0, 1).unwrap(), ["a"]);
        let mut batch = record.begin("r").unwrap();
        batch.keep_item(FEED, "a", State::Added, 0, 0, None).unwrap();
        batch.keep_item(FEED, "b", State::Waiting, 2, 500, Some("did not answer")).unwrap();
        batch.commit().unwrap();
        assert_eq!(record.waiting(FEED, 499, 10).unwrap(), Vec::<String>::new());
        assert_eq!(record.waiting(FEED, 500, 10).unwrap(), ["b"]);
        assert_eq!((record.tries(FEED, "b").unwrap(), record.tries(FEED, "c").unwrap()), (2, 0));
        // another headline is another version; what another feed named is known
        assert_eq!(see(&record, FEED, &[item("a", "ج")]), [Seen::Changed]);
        assert_eq!(see(&record, "https://news.example/2", &[item("a", "د")]), [Seen::Known]);
        assert_eq!(see(&record, "https://news.example/2", &[item("a", "هـ")]), [Seen::Changed]);
        assert_eq!(record.waiting(FEED, 500, 10).unwrap(), ["a", "b"]);
        assert_eq!(record.check().unwrap().problems, Vec::<String>::new());
    }

    #[test]
    fn feeds_and_sites_are_kept_as_they_are() {
        let dir = tempfile::tempdir().unwrap();
        let record = Record::open(&dir.path().join("a.rawi")).unwrap();
        assert_eq!(record.watched_feed(FEED).unwrap(), None);
        let feed = Feed {
            url: FEED.into(),
            moved: Some("x".into()),
            validated: Some(FEED.into()),
            etag: Some("\"e\"".into()),
            last_modified: Some("Sun".into()),
            asked: 7,
            failures: 2,
            due: 1 << 40,
            problem: Some("p".into()),
        };
        let known = Site { origin: "https://news.example".into(), robots: Some(("Disallow: /".into(), 9)), hold_until: 3 };
        let held = Site { origin: "http://a.example".into(), robots: None, hold_until: 5 };
        let mut batch = record.begin("r").unwrap();
        batch.keep_feed(&feed).unwrap();
        batch.keep_site(&Site { hold_until: 1, ..known.clone() }).unwrap();
        batch.keep_site(&known).unwrap();
        batch.keep_site(&held).unwrap();
        batch.set("contact", "a").unwrap();
        batch.set("contact", "b").unwrap();
        batch.commit().unwrap();
        assert_eq!(record.watched_feed(FEED).unwrap(), Some(feed));
        assert_eq!(record.watched_sites().unwrap(), [held, known]);
        assert_eq!(record.setting("contact").unwrap().as_deref(), Some("b"));
    }
}
