//! What may be typed to `rawi watch`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::args::{OwnArgs, size};

/// `rawi watch`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rawi watch --contact desk@news.example news.rawi feeds.opml       until Ctrl-C
  rawi watch --once news.rawi feeds.txt                            one round, as for cron
  rawi watch --every 1h --delay 10s news.rawi feeds.txt

FEEDS is OPML, or addresses of RSS, Atom or JSON feeds, one a line. The contact is kept in the record,
with what is known of each feed: a run that was stopped goes on where it was. Only what the list leads
to is fetched, by robots.txt, one request at a time to a host: docs/watch.md.

Exit codes: 0 all feeds and pages of their last round were read, 1 some were not (each named on
standard error), 2 wrong usage, a bad list, or a bad file of one's own: nothing was fetched.")]
pub struct WatchArgs {
    /// The record; made where there is none
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,

    /// The list of feeds: OPML, or addresses, one a line
    #[arg(value_name = "FEEDS")]
    pub feeds: PathBuf,

    /// Whom the owner of a site may turn to: your address of mail, or of a page about you. It is sent
    /// with every request, must be given once, and is kept in the record
    #[arg(long, value_name = "ADDRESS")]
    pub contact: Option<String>,

    /// One round over all feeds, and an end
    #[arg(long, conflicts_with = "every")]
    pub once: bool,

    /// From one round of a feed to the next (90s, 15m, 2h, 1d)
    #[arg(long, value_name = "TIME", value_parser = time, default_value = "15m")]
    pub every: Duration,

    /// By which tables it is read.
    #[command(flatten)]
    pub own: OwnArgs,

    /// The pause between two requests to one host; a longer one that its robots.txt asks for holds
    #[arg(long, value_name = "TIME", value_parser = time, default_value = "5s", help_heading = "Limits")]
    pub delay: Duration,

    /// How long one request may take in whole
    #[arg(long, value_name = "TIME", value_parser = time, default_value = "60s", help_heading = "Limits")]
    pub timeout: Duration,

    /// How many hosts are asked at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64), default_value_t = 8, help_heading = "Limits")]
    pub connections: u8,

    /// Pages that are fetched in one round of a feed; the others wait for the next
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), default_value_t = 100, help_heading = "Limits")]
    pub max_items: u32,

    /// Redirects that may follow one another
    #[arg(long, value_name = "N", default_value_t = 5, help_heading = "Limits")]
    pub max_redirects: u8,

    /// Refuse larger feeds, as sent and unpacked (bytes, or with K, M or G)
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "8M", help_heading = "Limits")]
    pub max_feed_bytes: usize,

    /// Refuse larger pages, as sent and unpacked
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "8M", help_heading = "Limits")]
    pub max_page_bytes: usize,

    /// Also connect to addresses that are not public (this machine, the local network): to all, or
    /// only to a host (--allow-private=intranet.example); may be given several times
    #[arg(long, value_name = "HOST", num_args = 0..=1, require_equals = true, default_missing_value = "*", help_heading = "Limits")]
    pub allow_private: Vec<String>,
}

fn time(typed: &str) -> Result<Duration, String> {
    let form = "give a time as 500ms, 90s, 15m, 2h or 1d";
    let digits = typed.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: u64 = digits.parse().map_err(|_| form.to_owned())?;
    let seconds = match &typed[digits.len()..] {
        "ms" => return Ok(Duration::from_millis(number)),
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(form.to_owned()),
    };
    let whole = number.checked_mul(seconds).filter(|s| *s <= 366 * 86_400);
    whole.map(Duration::from_secs).ok_or_else(|| "longer than a year".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        for (typed, seconds) in [("0s", 0), ("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86_400)] {
            assert_eq!(time(typed), Ok(Duration::from_secs(seconds)));
        }
        assert_eq!(time("250ms"), Ok(Duration::from_millis(250)));
        for bad in ["", "5", "m", "-1s", "1.5h", "1w", "99999999999999999999s", "400d"] {
            assert!(time(bad).is_err(), "{bad}");
        }
    }
}
