//! What somebody held, and when: `foreign minister 2004..2012`.

use rawi_text::table;

/// An office or affiliation with its years. Where both ends are open nothing is known of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held<'a> {
    /// The office, in English: `foreign minister`.
    pub office: &'a str,
    /// The first day, as exactly as it is known: `2004`, `2004-05`, `2004-05-21`.
    pub from: Option<&'a str>,
    /// The last day, in the same way. Open for who is in office, and where it is not known.
    pub to: Option<&'a str>,
}

impl Held<'_> {
    /// Whether it may have been held on a day that is given as exactly as it is known (`2015`, `2015-03-04`). An open end
    /// reaches as far as there are days; with both ends open the answer is no, for nothing is known.
    pub fn covers(&self, day: &str) -> bool {
        let not_before = |from: &str| cut(day, from) >= cut(from, day);
        let not_after = |to: &str| cut(day, to) <= cut(to, day);
        (self.from.is_some() || self.to.is_some()) && self.from.is_none_or(not_before) && self.to.is_none_or(not_after)
    }
}

/// As much of `date` as `other` has, too: 2015 and 2015-03 are compared by their years.
fn cut<'a>(date: &'a str, other: &str) -> &'a str {
    date.get(..date.len().min(other.len())).unwrap_or(date)
}

/// Reads `OFFICE`, `OFFICE YEAR` or `OFFICE FROM..TO`, where either end may be open. What is wrong with it otherwise.
pub fn held(cell: &str) -> Result<Held<'_>, String> {
    let wrong = |why: &str| Err(format!("the role {cell:?}: {why}: write it as foreign minister 2004..2012, 2004.., or 2004"));
    let (office, years) = match cell.rsplit_once(' ') {
        Some((office, last)) if last.contains("..") || is_date(last) => (office.trim_end(), Some(last)),
        _ => (cell, None),
    };
    if !office.contains(char::is_alphabetic) {
        return wrong("it names no office");
    }
    let (from, to) = match years.map(|y| y.split_once("..").unwrap_or((y, y))) {
        None => (None, None),
        Some(("", "")) => return wrong("both ends are open"),
        Some((from, to)) => (table::optional(from), table::optional(to)),
    };
    if [from, to].into_iter().flatten().any(|d| !is_date(d)) {
        return wrong("no such date");
    }
    if let (Some(from), Some(to)) = (from, to)
        && cut(from, to) > cut(to, from)
    {
        return wrong("it ends before it begins");
    }
    Ok(Held { office, from, to })
}

/// `2004`, `2004-05`, `2004-05-21`.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let number = |p: &str, len: usize, least: u32, most: u32| {
        p.len() == len && p.bytes().all(|b| b.is_ascii_digit()) && p.parse().is_ok_and(|n| (least..=most).contains(&n))
    };
    parts.next().is_some_and(|y| number(y, 4, 1000, 2999))
        && parts.next().is_none_or(|m| number(m, 2, 1, 12))
        && parts.next().is_none_or(|d| number(d, 2, 1, 31))
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_and_years() {
        let all = |cell| held(cell).map(|h| (h.office, h.from, h.to));
        assert_eq!(all("foreign minister 2004..2012"), Ok(("foreign minister", Some("2004"), Some("2012"))));
        assert_eq!(all("president 2000.."), Ok(("president", Some("2000"), None)));
        assert_eq!(all("president ..2000"), Ok(("president", None, Some("2000"))));
        assert_eq!(all("president 2000-07-17..2024-12-08"), Ok(("president", Some("2000-07-17"), Some("2024-12-08"))));
        assert_eq!(all("prime minister 2011"), Ok(("prime minister", Some("2011"), Some("2011"))));
        assert_eq!(all("Hamas"), Ok(("Hamas", None, None)));
        assert_eq!(all("coordinator of March 14"), Ok(("coordinator of March 14", None, None)));
        for bad in ["", "2004..2012", "king ..", "king 2012..2004", "king 1982..19", "king 2011-13..2012"] {
            assert!(held(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_in_office() {
        let h = held("foreign minister 2004-05..2012").unwrap();
        for (day, is) in [
            ("2003", false),
            ("2004", true),
            ("2004-04-30", false),
            ("2004-05-01", true),
            ("2012-12-31", true),
            ("2013-01", false),
        ] {
            assert_eq!(h.covers(day), is, "{day}");
        }
        assert!(held("king 1999..").unwrap().covers("2024") && !held("king 1999..").unwrap().covers("1998"));
        assert!(!held("Hamas").unwrap().covers("2024"));
    }
}
