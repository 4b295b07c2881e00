//! Tables of dates.

use super::*;
use crate::lines::lines;

#[test]
fn the_table_is_understood() {
    let (months, bad) = read(TABLE);
    assert_eq!(bad, [0; 0], "lines of lexicon/months.tsv");
    let mut seen = BTreeSet::new();
    for (words, _, number) in months.names.values().flatten() {
        assert!(seen.insert(words.clone()), "{words:?} twice ({number})");
    }
    assert_eq!(read("آب\t13\tgregorian\t-\nآب\t8\tjulian\t-\nآب\t8\tgregorian").1, [1, 2, 3]);
}

#[test]
fn fields() {
    for (field, expected) in [
        ("2017-03-25", "2017-03-25 day"),
        ("2017-03-25T14:05:09Z", "2017-03-25T14:05Z minute"),
        ("2017-03-25T14:05:09.123+03:00", "2017-03-25T14:05+03:00 minute"),
        ("2017-03-25 14:05:09", "2017-03-25T14:05 minute"),
        ("2017-03-25 00:00:00", "2017-03-25 day"),
        ("2017/3/5", "2017-03-05 day"),
        ("25/03/2017 02:05 PM", "2017-03-25T14:05 minute"),
        ("03/25/2017", "2017-03-25 day"),
        ("5.3.2017", "2017-03-05 day"),
        ("20170325", "2017-03-25 day"),
        ("Sat, 25 Mar 2017 14:05:00 +0300", "2017-03-25T14:05+03:00 minute"),
        ("March 25, 2017", "2017-03-25 day"),
        ("2017-03", "2017-03 month"),
        ("2017", "2017 year"),
        ("1490450709", "2017-03-25T14:05Z minute"),
        ("25 مارس 2017", "2017-03-25 day"),
        ("السبت ٢٥ آذار/مارس ٢٠١٧، ٢:٠٥ مساءً", "2017-03-25T14:05 minute"),
        ("10 كانون الأول/ديسمبر 2016", "2016-12-10 day"),
        ("2 تشرين الثاني 2016", "2016-11-02 day"),
        ("30 جانفي 2015", "2015-01-30 day"),
        ("1 غشت 2018", "2018-08-01 day"),
        ("7 أغسطس (آب) 2015", "2015-08-07 day"),
        ("25 شوال 1436 هـ الموافق 10 أغسطس 2015 م", "2015-08-10 day"),
        ("29 فبراير 2016", "2016-02-29 day"),
        ("25 شوال 1436 هـ", "2015-08-10 day"),
        ("الأحد ١ رمضان ١٤٤٠", "2019-05-06 day"),
        ("25/10/1436هـ", "2015-08-10 day"),
    ] {
        let found = from_field(field).map(|p| format!("{} {}", p.value, p.precision));
        assert_eq!(found.as_deref(), Some(expected), "{field}");
    }
    for field in
        ["", "أمس", "29 فبراير 2015", "2017-13-01", "99/99/2017", "12 شوال 9999 هـ", "12", "99999999", "::", "2017-03-25-"]
    {
        let found = from_field(field).map(|p| p.value);
        assert_eq!(found, (field == "2017-03-25-").then(|| "2017-03-25".to_owned()), "{field}");
    }
}

#[test]
fn numbers() {
    for (n, expected) in [
        (1_490_450_709, Some("2017-03-25T14:05Z")),
        (1_490_450_709_000, Some("2017-03-25T14:05Z")),
        (20_170_325, Some("2017-03-25")),
        (951_782_400, Some("2000-02-29T00:00Z")),
        (12, None),
        (-1, None),
        (i64::MAX, None),
        (i64::MIN, None),
    ] {
        assert_eq!(from_number(n).map(|p| p.value).as_deref(), expected, "{n}");
    }
}

#[test]
fn datelines() {
    const BODY: &str = "قال رئيس البلدية إن الجسر الجديد سيفتح أمام السيارات والمشاة، وإن العمل فيه انتهى قبل موعده.";
    use DateBasis::{Dateline, Inferred};
    for (text, expected) in [
        (format!("النخلة 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس\n{BODY}"), Some(("2015-08-10", Dateline))),
        (format!("نشر في 3 آذار/مارس 2019\n{BODY}"), Some(("2019-03-03", Dateline))),
        (format!("{BODY}\n03/03/2019"), Some(("2019-03-03", Dateline))),
        (format!("النخلة 2 محرم 1437 هـ الموافق 15 أكتوبر 2015 م {BODY}"), Some(("2015-10-15", Dateline))),
        (format!("افتتح اليوم الجمعة 30 جانفي 2015 جسر النخلة. {BODY}"), Some(("2015-01-30", Inferred))),
        (format!("بدأ العمل في الجسر في 30 جانفي 2015. {BODY}"), None),
        (format!("20-04-2024 01:18 AM بتوقيت القدس المحتلة\n{BODY}"), None),
        (format!("النخلة 25 شوال 1436 هـ\n{BODY}"), Some(("2015-08-10", Dateline))),
        (BODY.to_owned(), None),
    ] {
        let found = from_text(&text, &lines(&text, 0), None);
        let found = found.as_ref().map(|p| (p.value.as_str(), p.basis));
        assert_eq!(found, expected, "{text}");
    }
}
