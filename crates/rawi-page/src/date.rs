//! When an article was published: from a field of its record, or from its dateline.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use rawi_text::civil;

use crate::article::{DateBasis, Published};
use crate::fold::Words;
use crate::phrases::PHRASES;

const TABLE: &str = include_str!("../../../lexicon/months.tsv");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calendar {
    Gregorian,
    Hijri,
}

/// Month names, by their first word: the whole name, its calendar and the month's number.
struct Months {
    names: BTreeMap<String, Vec<(Vec<String>, Calendar, u8)>>,
    words: BTreeSet<String>,
}

static MONTHS: LazyLock<Months> = LazyLock::new(|| read(TABLE).0);

/// Reads the table; the second value tells the lines that it does not understand.
fn read(table: &str) -> (Months, Vec<usize>) {
    let mut months = Months { names: BTreeMap::new(), words: BTreeSet::new() };
    let mut bad = Vec::new();
    for (n, line) in table.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let columns: Vec<_> = line.split('\t').collect();
        let number = columns.get(1).and_then(|c| c.parse::<u8>().ok()).filter(|m| (1..=12).contains(m));
        let (Some(number), [names, _, calendar @ ("gregorian" | "hijri"), _]) = (number, columns.as_slice()) else {
            bad.push(n + 1);
            continue;
        };
        for words in names.split('|').map(Words::owned) {
            months.words.extend(words.iter().cloned());
            let calendar = if *calendar == "hijri" { Calendar::Hijri } else { Calendar::Gregorian };
            if let Some(first) = words.first().cloned() {
                months.names.entry(first).or_default().push((words, calendar, number));
            }
        }
    }
    (months, bad)
}

/// Whether a folded word is, or is part of, the name of a month.
pub(crate) fn is_month_word(word: &str) -> bool {
    MONTHS.words.contains(word)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        // Earlier and later years are misreadings, or Hijri.
        let fits = (1800..=2199).contains(&year) && (1..=days).contains(&day);
        fits.then_some(Self { year: year as u16, month: month as u8, day: day as u8 })
    }

    fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn number(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 8 || !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    word.parse().ok()
}

/// The month name at word `i`, and how many words it takes; a doubled name (كانون الأول/ديسمبر) is one.
fn month(words: &Words, i: usize, of: Calendar) -> Option<(u8, usize)> {
    let longest = |i: usize| {
        let names = MONTHS.names.get(words.get(i))?.iter().filter(|(name, calendar, _)| *calendar == of && words.has_at(i, name));
        names.map(|(name, _, m)| (*m, name.len())).max_by_key(|x| x.1)
    };
    let (first, mut n) = longest(i)?;
    if let Some((second, more)) = longest(i + n)
        && second == first
    {
        n += more;
    }
    Some((first, n))
}

/// The first full Gregorian date, with the words that it takes.
fn find(line: &str, words: &Words) -> Option<(Date, Range<usize>)> {
    (0..words.len()).find_map(|i| named(words, i).or_else(|| figures(line, words, i)))
}

fn named(words: &Words, i: usize) -> Option<(Date, Range<usize>)> {
    let (month, n) = month(words, i, Calendar::Gregorian)?;
    let mut at = i + n;
    let mut start = i;
    let day = match i.checked_sub(1).and_then(|k| number(words.get(k))) {
        Some(day) => {
            start -= 1;
            day
        }
        // Aug 10, 2015
        None => {
            at += 1;
            number(words.get(at - 1))?
        }
    };
    while matches!(words.get(at), "من" | "عام" | "سنه" | "th" | "of") {
        at += 1;
    }
    let year = number(words.get(at))?;
    Some((Date::new(year, month.into(), day)?, start..at + 1))
}

/// The first Hijri date (25 شوال 1436، 25/10/1436هـ) as the Gregorian day that the calendar of Umm al-Qura gives for it. Where
/// the month was sighted, the day before or after may be meant.
fn find_hijri(line: &str, words: &Words) -> Option<(Date, Range<usize>)> {
    (0..words.len()).find_map(|i| {
        if let Some((month, n)) = month(words, i, Calendar::Hijri) {
            let day = i.checked_sub(1).and_then(|k| number(words.get(k)))?;
            let at = i + n + usize::from(matches!(words.get(i + n), "من" | "عام" | "سنه"));
            return Some((hijri(number(words.get(at))?, month.into(), day)?, i - 1..at + 1));
        }
        let (a, b, c) = (number(words.get(i))?, number(words.get(i + 1))?, number(words.get(i + 2))?);
        let joined = |k: usize| line.get(words.place(k).end..words.place(k + 1).start).map(str::trim);
        if !matches!(joined(i), Some("-" | "/" | ".")) || joined(i) != joined(i + 1) || words.get(i + 3) != "ه" {
            return None;
        }
        Some((hijri(c, b, a).or_else(|| hijri(a, b, c))?, i..i + 3))
    })
}

fn hijri(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i32::try_from(year).ok().filter(|y| (1250..=1550).contains(y))?;
    let date = icu_calendar::Date::try_new_hijri_with_calendar(
        year,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
        icu_calendar::cal::Hijri::new_umm_al_qura(),
    )
    .ok()?;
    let gregorian = date.to_calendar(icu_calendar::Gregorian);
    let year = u32::try_from(gregorian.year().extended_year()).ok()?;
    Date::new(year, gregorian.month().number().into(), gregorian.day_of_month().0.into())
}

/// A date of either calendar, where both stand the Gregorian one.
fn find_any(line: &str, words: &Words) -> Option<(Date, Range<usize>)> {
    find(line, words).or_else(|| find_hijri(line, words))
}

/// Whether the only full date of a text is a Hijri one.
pub(crate) fn is_hijri(text: &str) -> bool {
    let words = Words::of(text, 24);
    find(text, &words).is_none() && find_hijri(text, &words).is_some()
}

/// `2015-08-10`, `10/8/2015`, `20150810`.
fn figures(line: &str, words: &Words, i: usize) -> Option<(Date, Range<usize>)> {
    let first = words.get(i);
    let a = number(first)?;
    if first.len() == 8 {
        return Some((Date::new(a / 10_000, a / 100 % 100, a % 100)?, i..i + 1));
    }
    let joined = |k: usize| line.get(words.place(k).end..words.place(k + 1).start).map(str::trim);
    if !matches!(joined(i), Some("-" | "/" | ".")) || joined(i) != joined(i + 1) {
        return None;
    }
    let (b, last) = (number(words.get(i + 1))?, words.get(i + 2));
    let c = number(last)?;
    let date = match (first.len(), last.len()) {
        (4, _) => Date::new(a, b, c)?,
        // The day first, as Arabic writes it; the month first only where it can be nothing else.
        (_, 4) => Date::new(c, b, a).or_else(|| Date::new(c, a, b))?,
        _ => return None,
    };
    Some((date, i..i + 3))
}

/// The time of day and the offset after a date: `T17:14:40+03:00`, ` 05:14 PM`. Midnight sharp is no time.
fn time(line: &str, words: &Words, from: usize) -> Option<String> {
    let colon = |k: usize| line.get(words.place(k).end..words.place(k + 1).start) == Some(":");
    let at = (from..words.len()).find(|k| colon(*k))?;
    let (mut hour, minute) = (number(words.get(at))?, number(words.get(at + 1))?);
    let mut last = at + 1;
    let mut second = 0;
    if colon(last) {
        second = number(words.get(last + 1))?;
        last += 1;
    }
    match words.get(last + 1) {
        "pm" | "م" | "مساء" if hour < 12 => hour += 12,
        "am" | "ص" | "صباحا" if hour == 12 => hour = 0,
        _ => {}
    }
    if hour > 23 || minute > 59 {
        return None;
    }
    let rest = line.get(words.place(last).end..).unwrap_or_default();
    let rest = rest.strip_prefix('.').map_or(rest, |r| r.trim_start_matches(|c: char| c.is_ascii_digit())).trim_start();
    let offset = offset(rest);
    if hour + minute + second == 0 && offset.is_empty() {
        return None;
    }
    Some(format!("T{hour:02}:{minute:02}{offset}"))
}

fn offset(rest: &str) -> String {
    if rest.starts_with(['Z', 'z']) || rest.starts_with("GMT") || rest.starts_with("UTC") {
        return "Z".to_owned();
    }
    let Some(sign) = rest.chars().next().filter(|c| matches!(c, '+' | '-')) else {
        return String::new();
    };
    let digits: String = rest[1..].chars().filter(|c| *c != ':').take_while(char::is_ascii_digit).take(4).collect();
    match (digits.get(..2), digits.get(2..)) {
        (Some(hours), Some("")) => format!("{sign}{hours}:00"),
        (Some(hours), Some(minutes)) if minutes.len() == 2 => format!("{sign}{hours}:{minutes}"),
        _ => String::new(),
    }
}

fn metadata(value: String, precision: &'static str) -> Published {
    Published { value, precision, basis: DateBasis::Metadata, confidence: 1.0, evidence: "record", notes: Vec::new() }
}

/// A date as a record's field has it; `None` where it is in no form that is known.
pub(crate) fn from_field(field: &str) -> Option<Published> {
    let field = field.trim();
    let words = Words::of(field, 24);
    if let Some((date, place)) = find_any(field, &words) {
        let time = time(field, &words, place.end).or_else(|| time(field, &words, 0));
        let precision = if time.is_some() { "minute" } else { "day" };
        return Some(metadata(date.iso() + &time.unwrap_or_default(), precision));
    }
    if let Ok(seconds) = field.parse::<i64>()
        && field.len() >= 9
    {
        return from_number(seconds);
    }
    let year = number(words.get(0)).filter(|y| (1800..=2199).contains(y))?;
    match (words.len(), number(words.get(1))) {
        (1, None) => Some(metadata(year.to_string(), "year")),
        (2, Some(month @ 1..=12)) => Some(metadata(format!("{year}-{month:02}"), "month")),
        _ => None,
    }
}

/// Seconds or milliseconds since 1970.
pub(crate) fn from_number(n: i64) -> Option<Published> {
    let seconds = match n {
        100_000_000..100_000_000_000 => n,
        100_000_000_000..10_000_000_000_000 => n / 1000,
        _ => return from_field(&(1800..22_000_000).contains(&n).then(|| n.to_string())?),
    };
    let (year, month, day) = civil::date(seconds.div_euclid(86_400));
    let date = Date::new(u32::try_from(year).ok()?, month, day)?;
    let minute = seconds.rem_euclid(86_400) / 60;
    Some(metadata(format!("{}T{:02}:{:02}Z", date.iso(), minute / 60, minute % 60), "minute"))
}

/// Whether a line is a place, a date and an agency with nothing more.
pub(crate) fn is_dateline(line: &str) -> bool {
    let words = Words::of(line, 24);
    words.len() < 24 && find(line, &words).is_some() && beside_the_date(&words) <= 4
}

/// How many words have nothing to do with dates.
fn beside_the_date(words: &Words) -> usize {
    words.iter().filter(|w| number(w).is_none() && !is_month_word(w) && !PHRASES.clock.contains(*w)).count()
}

/// The date in the dateline: in the first lines after the headline, or alone on the last line.
pub(crate) fn from_text(text: &str, lines: &[Range<usize>], title: Option<&Range<usize>>) -> Option<Published> {
    let after = |l: &&Range<usize>| title.is_none_or(|t| l.start >= t.end || l.end <= t.start);
    let near = lines.iter().filter(after).take(3).enumerate();
    near.map(|(n, place)| (n == 0, place)).find_map(|(first, place)| in_line(&text[place.clone()], first)).or_else(|| {
        let line = lines.last().map(|l| &text[l.clone()]).filter(|l| l.len() < 200)?;
        let words = Words::of(line, 24);
        (beside_the_date(&words) == 0).then(|| in_line(line, false)).flatten()
    })
}

fn in_line(line: &str, first: bool) -> Option<Published> {
    // A clock tells when the page was looked at.
    let head = line.char_indices().nth(240).map_or(line, |(i, _)| &line[..i]);
    let words = Words::of(head, 24);
    if words.iter().any(|w| w == "بتوقيت") {
        return None;
    }
    let (date, place) = find_any(head, &words)?;
    let told = |basis, confidence| {
        let evidence = "dateline";
        Some(Published { value: date.iso(), precision: "day", basis, confidence, evidence, notes: Vec::new() })
    };
    if words.len() < 24 && beside_the_date(&words) <= 4 {
        // a sighted month may begin a day before or after the calendar's
        return told(DateBasis::Dateline, if find(head, &words).is_none() { 0.7 } else { 0.9 });
    }
    let before = |k: usize| place.start.checked_sub(k).map_or("", |i| words.get(i));
    if !first {
        None
    } else if (1..=2).any(|k| before(k) == "الموافق") && place.start <= 12 {
        told(DateBasis::Dateline, 0.8)
    } else if (1..=3).any(|k| before(k) == "اليوم") {
        told(DateBasis::Inferred, 0.7)
    } else {
        None
    }
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
