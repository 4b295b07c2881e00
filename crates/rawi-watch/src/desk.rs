//! What a watch is told, and to whom it hands what comes.

use std::io;
use std::time::Duration;

use crate::fetch::{Answer, Trouble, Validators};
use crate::sites::Site;
use crate::time::Seconds;

/// How it is watched.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who watches: an address of mail or of a page, which is sent with every request.
    pub contact: String,
    /// The pause between two requests to one host; a longer one that the host asks for holds.
    pub delay: Duration,
    /// How long one request may take in whole.
    pub timeout: Duration,
    /// The time from one round of a feed to the next; without it each feed has one round.
    pub every: Option<Duration>,
    /// How many hosts are asked at once.
    pub connections: usize,
    /// How many redirects may follow one another.
    pub max_redirects: usize,
    /// The largest feed, in bytes as sent.
    pub max_feed_bytes: usize,
    /// The largest page, in bytes as sent.
    pub max_page_bytes: usize,
    /// Hosts, as they stand in addresses, that need not be public; `*` for all.
    pub allow_private: Vec<String>,
}

/// A feed, with what is known of it from one run to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its address in the list.
    pub url: String,
    /// Where it moved for good.
    pub moved: Option<String>,
    /// What tells its server which version is known.
    pub validators: Validators,
    /// When it was last asked for; 0 for never.
    pub asked: Seconds,
    /// How often it failed since it was last read.
    pub failures: u32,
    /// Not to be asked for before.
    pub due: Seconds,
    /// Why it failed.
    pub problem: Option<String>,
}

/// How a round of a feed went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// It was read.
    Read,
    /// It has not changed.
    Unchanged,
    /// It could not be read: why.
    Failed(String),
    /// It is not asked for before that time.
    Waits(Seconds, String),
}

/// Who takes what comes and keeps what is to be known in the next run. An error of one of these ends the watch.
pub trait Desk {
    /// What can go wrong at the desk.
    type Error: From<io::Error>;

    /// A feed came, or did not change (`None`). Gives the addresses of pages to fetch, as they are to be called in
    /// [`Desk::page`]; or, as the inner error, what is wrong with the feed.
    fn feed(&mut self, feed: &Feed, answer: Option<&Answer>) -> Result<Result<Vec<String>, String>, Self::Error>;

    /// A page came, or could not be fetched.
    fn page(&mut self, feed: &Feed, item: &str, page: Result<Answer, Trouble>) -> Result<(), Self::Error>;

    /// What is known of a feed is to be kept.
    fn keep(&mut self, feed: &Feed) -> Result<(), Self::Error>;

    /// What is known of a site is to be kept.
    fn keep_site(&mut self, site: &Site) -> Result<(), Self::Error>;

    /// A round of a feed is over, with all its pages.
    fn round(&mut self, feed: &Feed, how: Round) -> Result<(), Self::Error>;
}
