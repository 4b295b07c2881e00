//! The day that an expression of time means, told from the day of publication.

use rawi_text::{Key, Span, TokenKind, civil, key, tokenize};

/// Days of the week from Sunday, as they are written.
const WEEKDAYS: [Key; 7] =
    [key!("الأحد"), key!("الاثنين"), key!("الثلاثاء"), key!("الأربعاء"), key!("الخميس"), key!("الجمعة"), key!("السبت")];

/// The day that `expression` (أمس، أول من أمس، اليوم الاثنين، الخميس الماضي) means in an article published on
/// `published` (ISO 8601, at least to the day), as ISO 8601; none where the words leave it open. A day of the week is the
/// last one up to the day of publication, since news tells of what was said.
pub fn day(expression: &str, published: &str) -> Option<String> {
    let today = days(published)?;
    let mut tokens = Vec::new();
    tokenize(expression, Span::new(0, expression.len() as u32), &mut tokens);
    let words: Vec<Key> = tokens.iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.key).collect();
    let has = |k: Key| words.contains(&k);
    if has(key!("أمس")) || has(key!("البارحة")) {
        let before = has(key!("أول"));
        return Some(date(today - if before { 2 } else { 1 }));
    }
    if has(key!("اليوم")) || has(key!("الليلة")) {
        return Some(date(today));
    }
    if has(key!("غدا")) {
        return Some(date(today + 1));
    }
    // the first of January 1970 was a Thursday
    let weekday = WEEKDAYS.iter().position(|w| has(*w) || *w == key!("الاثنين") && has(key!("الإثنين")))? as i64;
    if has(key!("المقبل")) || has(key!("القادم")) {
        return None;
    }
    let back = (today + 4 - weekday).rem_euclid(7);
    let back = if back == 0 && has(key!("الماضي")) { 7 } else { back };
    Some(date(today - back))
}

/// Days since 1970-01-01 of an ISO date.
fn days(iso: &str) -> Option<i64> {
    let mut parts = iso.get(..10)?.split('-');
    let (y, m, d): (i64, u32, u32) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    if !(1..=12).contains(&m) || !(1..=31).contains(&d) {
        return None;
    }
    Some(civil::days(y, m, d))
}

/// The ISO date of a number of days since 1970-01-01.
fn date(days: i64) -> String {
    let (year, month, day) = civil::date(days);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_publication() {
        // published on Monday the second of March 2020, after a leap day
        for (expression, wanted) in [
            ("أمس", Some("2020-03-01")),
            ("أول من أمس", Some("2020-02-29")),
            ("مساء أمس الأحد", Some("2020-03-01")),
            ("اليوم الاثنين", Some("2020-03-02")),
            ("الإثنين", Some("2020-03-02")),
            ("الاثنين الماضي", Some("2020-02-24")),
            ("الخميس", Some("2020-02-27")),
            ("صباح السبت الماضي", Some("2020-02-29")),
            ("غدا", Some("2020-03-03")),
            ("الخميس المقبل", None),
            ("مؤخرا", None),
        ] {
            assert_eq!(day(expression, "2020-03-02").as_deref(), wanted, "{expression}");
        }
        assert_eq!(day("أمس", "2020"), None);
        assert_eq!(day("أمس", "2020-13-40"), None);
        assert_eq!(day("أمس", "1970-01-01").as_deref(), Some("1969-12-31"));
    }
}
