//! Times as they are sent and kept: whole seconds since 1970.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::DateTime;

/// Seconds since 1970.
pub type Seconds = u64;

/// An hour.
pub const HOUR: Seconds = 3600;
/// A day.
pub const DAY: Seconds = 24 * HOUR;

/// What time it is.
pub fn now() -> Seconds {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs())
}

/// In ISO 8601, as `2031-05-04T08:00:00Z`.
pub fn iso(at: Seconds) -> String {
    let at = i64::try_from(at).ok().and_then(|at| DateTime::from_timestamp(at, 0));
    at.map_or_else(|| "never".to_owned(), |at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// How long to wait by a `Retry-After` header: seconds, or a date.
pub(crate) fn retry_after(header: &str, now: Seconds) -> Option<Seconds> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|b| b.is_ascii_digit()) {
        return Some(header.parse().unwrap_or(Seconds::MAX));
    }
    let date = DateTime::parse_from_rfc2822(header).ok()?;
    Some(Seconds::try_from(date.timestamp()).unwrap_or(0).saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(iso(0), "1970-01-01T00:00:00Z");
        assert_eq!(iso(1_935_648_000), "2031-05-04T08:00:00Z");
        assert_eq!(iso(u64::MAX), "never");
    }

    #[test]
    fn waiting() {
        let now = 784_111_700;
        for (header, waits) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(77)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(retry_after(header, now), waits, "{header}");
        }
    }
}
