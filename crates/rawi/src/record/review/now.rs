//! The time at which somebody corrects: the only thing that is not told by what is typed.

/// Now, in RFC 3339, UTC, to the second.
#[allow(clippy::disallowed_types, reason = "a correction has its time; nothing that is read depends on it")]
pub(super) fn now() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    moment(since.as_secs())
}

/// Seconds since 1970 as a moment.
fn moment(seconds: u64) -> String {
    let (year, month, day) = rawi_text::civil::date(i64::try_from(seconds / 86_400).unwrap_or_default());
    let of_day = seconds % 86_400;
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", of_day / 3600, of_day / 60 % 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        assert_eq!(moment(0), "1970-01-01T00:00:00Z");
        assert_eq!(moment(951_827_696), "2000-02-29T12:34:56Z");
        assert_eq!(moment(4_102_444_799), "2099-12-31T23:59:59Z");
        assert!(now().as_str() > "2026");
    }
}
