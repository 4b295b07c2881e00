//! Statements are numbered by the day on which their article was published: newest first is an order of numbers.

/// Bits of a statement's number within its day.
const SHIFT: u32 = 30;
/// Days before 1970-01-01 from the first day that has a number (0000-03-01), and one for the articles without a date.
const ORIGIN: i64 = 719_468 + 1;

/// The days of the record: 0 for no date, then one a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    /// No date is known.
    pub const UNKNOWN: Day = Day(0);

    /// The day of a date in ISO 8601, to the day or finer; of a month or a year, its first. Unknown where it is no date.
    pub fn of(iso: &str) -> Day {
        let mut parts = iso.get(..iso.len().min(10)).unwrap_or_default().split('-');
        let mut number = |least: i64, most: i64| match parts.next() {
            None => Some(1),
            Some(part) => part.parse().ok().filter(|n| (least..=most).contains(n)),
        };
        match (number(1, 9999), number(1, 12), number(1, 31)) {
            (Some(y), Some(m), Some(d)) => Day(civil(y, m, d) + ORIGIN),
            _ => Day::UNKNOWN,
        }
    }

    /// The last day that a date means: of `2017-02`, the 28th.
    pub fn last_of(iso: &str) -> Day {
        let mut parts = iso.splitn(3, '-').map(|p| p.parse::<i64>().unwrap_or(0));
        match (parts.next(), parts.next(), parts.next()) {
            (Some(y), None, _) => Day(Self::of(&format!("{:04}", y + 1)).0 - 1),
            (Some(y), Some(m), None) => {
                let (y, m) = if m == 12 { (y + 1, 1) } else { (y, m + 1) };
                Day(Self::of(&format!("{y:04}-{m:02}")).0 - 1)
            }
            _ => Self::of(iso),
        }
    }

    /// Days to another one, if both are known.
    pub(crate) fn until(self, other: Day) -> Option<i64> {
        (self != Self::UNKNOWN && other != Self::UNKNOWN).then_some(other.0 - self.0)
    }

    /// The day of a statement, by its number.
    pub(crate) fn numbered(number: i64) -> Day {
        Day(number >> SHIFT)
    }

    /// So many days before, not before the first; no date has no neighbours.
    pub(crate) fn earlier(self, days: i64) -> Day {
        if self == Self::UNKNOWN { self } else { Day((self.0 - days).max(1)) }
    }

    /// So many days after; no date has no neighbours.
    pub(crate) fn later(self, days: i64) -> Day {
        if self == Self::UNKNOWN { self } else { Day(self.0 + days) }
    }

    /// The day's number: 0 for no date.
    pub(crate) fn number(self) -> i64 {
        self.0
    }

    /// The day of a statement, by its number, as days since 1970-01-01; none where its article has no date.
    pub fn of_statement(id: i64) -> Option<i64> {
        let day = Self(id >> SHIFT);
        (day != Self::UNKNOWN).then_some(day.0 - ORIGIN)
    }

    /// The first statement number of the day.
    pub fn first(self) -> i64 {
        self.0 << SHIFT
    }

    /// The last statement number of the day.
    pub fn last(self) -> i64 {
        ((self.0 + 1) << SHIFT) - 1
    }
}

/// Days since 1970-01-01 (proleptic Gregorian; Howard Hinnant's `days_from_civil`).
fn civil(y: i64, m: i64, d: i64) -> i64 {
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let of_era = y - era * 400;
    let of_year = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + d - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_one_another() {
        let order = ["", "0001-01-01", "1969-12-31", "1970-01-01", "2016-02-29", "2016-03-01", "2031-05-04T10:00Z", "9999-12-31"];
        let days: Vec<Day> = order.iter().map(|d| Day::of(d)).collect();
        assert!(days.windows(2).all(|w| w[0] < w[1]), "{days:?}");
        assert_eq!(Day::of("2016-02-29").last() + 1, Day::of("2016-03-01").first());
        assert_eq!(Day::of("2016-03"), Day::of("2016-03-01"));
        assert_eq!(Day::last_of("2016-02"), Day::of("2016-02-29"));
        assert_eq!(Day::last_of("2016-12"), Day::of("2016-12-31"));
        assert_eq!(Day::last_of("2016"), Day::of("2016-12-31"));
        assert_eq!(Day::last_of("2016-07-09"), Day::of("2016-07-09"));
        for no in ["أمس", "2016-13-01", "2016-02-99", "-5", "0"] {
            assert_eq!(Day::of(no), Day::UNKNOWN, "{no}");
        }
        assert!(Day::of("9999-12-31").last() < 1 << 53, "numbers must fit what JavaScript can count");
    }
}
