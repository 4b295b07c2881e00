//! Feeds and the pages that they name, fetched politely. **The only crate of Rawi that opens a socket.**
//!
//! It asks for nothing but what a list of feeds leads to, one request at a time to a host, by the host's `robots.txt`, and
//! connects to public addresses only. What comes it hands to a [`Desk`], and tells it what to keep for the next run; it
//! touches no file and knows nothing of articles. `docs/watch.md` says what it keeps to.
//!
//! - `list`: the list of feeds. `desk`: settings, and what comes and is kept. `watch`: rounds. `sites`: queues, pauses, rules. `robots`: the rules themselves.
//! - `fetch`: one request. `address`: which addresses are public. `time`: clock and dates.

mod address;
mod desk;
mod fetch;
mod list;
mod robots;
mod sites;
mod time;
mod watch;

pub use address::special;
pub use desk::{Desk, Feed, Round, Settings};
pub use fetch::{Again, Answer, Trouble, Validators};
pub use list::{List, address, join};
pub use robots::Rules;
pub use sites::Site;
pub use time::{Seconds, iso, now};
pub use watch::{Stopper, Watch};
