//! When a page was published, by the best evidence that it has; the rest is kept as notes.

use rawi_text::civil;

use crate::article::{DateBasis, Published};
use crate::date;
use crate::fold::Words;

use super::flat::{Flat, Shape};
use super::meta::Meta;
use super::parts::{Part, TOLD, Tells};

/// Names of `<meta>` that tell a publication, those that say so most plainly first.
const METAS: [&str; 20] = [
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "published_time",
    "publishedtime",
    "published-date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "datecreated",
    "date",
];

/// One piece of evidence.
struct Evidence {
    from: &'static str,
    basis: DateBasis,
    confidence: f32,
    date: Published,
    note: Option<String>,
}

/// The publication of a page. `root` is the place of its main text where it is known, `heading` that of its headline.
pub(super) fn published(
    meta: &Meta,
    flat: &Flat<'_>,
    around: Around,
    url: Option<&str>,
    fetched: Option<&str>,
) -> (Option<Published>, Vec<String>) {
    let mut found: Vec<Evidence> = Vec::new();
    let mut notes = Vec::new();
    let mut add = |from, confidence, text: &str| {
        if let Some(date) = date::from_field(text).map(day_where_midnight).filter(|d| d.value.len() >= 10) {
            found.push(Evidence { from, basis: DateBasis::Metadata, confidence, date, note: None });
        }
    };
    if let Some(text) = meta.linked.as_ref().and_then(|l| l.published.as_deref()) {
        add("json-ld", 0.98, text);
    }
    for (key, text) in &meta.pairs {
        if matches!(key.as_str(), "article:published_time" | "og:published_time" | "og:article:published_time") {
            add("open-graph", 0.97, text);
        }
    }
    for key in METAS {
        if let Some(text) = meta.pair(&[key]) {
            add("meta", 0.95, text);
        }
    }
    for key in ["datepublished", "issued", "datecreated", "created", "date"] {
        for (_, text) in meta.marked.iter().filter(|(k, _)| k == key).take(1) {
            add("time", 0.93, text);
        }
    }
    for text in times(flat, around) {
        add("time", 0.9, &text);
    }
    if let Some(day) = url.and_then(in_url) {
        let date = made(day, "day");
        found.push(Evidence { from: "url", basis: DateBasis::Metadata, confidence: 0.85, date, note: None });
    }
    found.extend(visible(flat, around, fetched, &mut notes));
    if let Some(text) =
        meta.linked.as_ref().and_then(|l| l.modified.as_deref()).or(meta.pair(&["article:modified_time", "datemodified"]))
    {
        notes.extend(date::from_field(text).map(|d| format!("a last update, not the publication: {}", d.value)));
    }
    (choose(found, fetched, &mut notes), notes)
}

/// Where in a page the article stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub(super) heading: Option<usize>,
    pub(super) root: Option<usize>,
}

impl Around {
    /// Whether a place is near enough to the headline, or to the beginning of the text, to speak of the article.
    pub(super) fn near(self, i: usize) -> bool {
        let after = |from: usize, before: usize, most: usize| i + before >= from && i <= from + most;
        self.heading.is_some_and(|h| after(h, 40, 160)) || self.root.is_some_and(|r| after(r, 120, 60))
    }
}

/// The best evidence that is not later than the fetching; what disagrees on the day becomes a note.
fn choose(found: Vec<Evidence>, fetched: Option<&str>, notes: &mut Vec<String>) -> Option<Published> {
    // a day more may be a time zone's
    let fetched = fetched.and_then(date::from_field).filter(|d| d.value.len() >= 10);
    let later = |e: &Evidence| fetched.as_ref().is_some_and(|f| number(&e.date.value) > number(&f.value) + 1);
    let mut kept: Option<Evidence> = None;
    for evidence in found {
        if later(&evidence) {
            notes.push(format!("{} says {}, which is after the page was fetched", evidence.from, evidence.date.value));
            continue;
        }
        let Some(best) = &mut kept else {
            kept = Some(evidence);
            continue;
        };
        if evidence.date.value[..10] != best.date.value[..10] {
            // a time zone may carry a publication over midnight
            let apart = (number(&evidence.date.value) - number(&best.date.value)).abs();
            best.confidence -= if apart > 1 { 0.05 } else { 0.01 };
            notes.push(format!("{} says {}", evidence.from, evidence.date.value));
        } else if best.date.precision == "day" && evidence.date.precision == "minute" {
            // the same day, told more exactly
            notes.push(format!("the time of day is from {}", evidence.from));
            best.date = evidence.date;
        }
    }
    let best = kept?;
    notes.extend(best.note);
    let confidence = best.confidence.max(0.5);
    Some(Published { basis: best.basis, confidence, evidence: best.from, notes: Vec::new(), ..best.date })
}

fn number(iso: &str) -> i64 {
    let part = |range| iso.get(range).and_then(|p: &str| p.parse::<u32>().ok()).unwrap_or(1);
    civil::days(i64::from(part(0..4)), part(5..7), part(8..10))
}

fn made(value: String, precision: &'static str) -> Published {
    Published { value, precision, basis: DateBasis::Metadata, confidence: 1.0, evidence: "record", notes: Vec::new() }
}

/// Midnight sharp is how a day without a time is filled up.
fn day_where_midnight(mut date: Published) -> Published {
    if date.value.get(10..16) == Some("T00:00") {
        date.value.truncate(10);
        date.precision = "day";
    }
    date
}

/// `datetime` of `<time>` near the headline, those that say that they are the publication first.
fn times(flat: &Flat<'_>, around: Around) -> Vec<String> {
    let mut plain = Vec::new();
    let mut says = Vec::new();
    for (i, item) in flat.0.iter().enumerate() {
        let Some(element) = item.node.element_ref() else { continue };
        if &*element.name.local != "time" || !around.near(i) || elsewhere(flat, i) {
            continue;
        }
        let attribute = |key: &str| element.attrs.iter().find(|a| &*a.name.local == key).map(|a| a.value.to_string());
        let Some(value) = attribute("datetime").filter(|v| v.len() >= 8) else { continue };
        let modified = attribute("itemprop").is_some_and(|p| p == "dateModified");
        if modified || told(&flat.text(i, 200), Tells::Updated) {
            continue;
        }
        let pub_date = element.attrs.iter().any(|a| &*a.name.local == "pubdate") || flat.has(i, Part::Date);
        if pub_date { says.push(value) } else { plain.push(value) }
    }
    says.truncate(1);
    plain.truncate(1);
    says.into_iter().chain(plain).collect()
}

/// Whether a place lies in something that speaks of other things: other articles, comments, the page's clock, an update.
fn elsewhere(flat: &Flat<'_>, mut i: usize) -> bool {
    for _ in 0..8 {
        let parts = &flat.0[i].parts;
        let other = |p: &Part| {
            matches!(
                p,
                Part::Related
                    | Part::Comments
                    | Part::Clock
                    | Part::Updated
                    | Part::Nav
                    | Part::Ads
                    | Part::Bio
                    | Part::Newsletter
            )
        };
        if parts.iter().any(other) && flat.0[i].prose < 400 {
            return true;
        }
        if i == 0 {
            break;
        }
        i = flat.0[i].parent;
    }
    false
}

fn told(text: &str, tells: Tells) -> bool {
    TOLD.anywhere(&Words::of(text, 24), tells)
}

/// Dates and «قبل 3 ساعات» as the reader sees them, near the headline.
fn visible(flat: &Flat<'_>, around: Around, fetched: Option<&str>, notes: &mut Vec<String>) -> Option<Evidence> {
    let mut best: Option<(u8, Evidence)> = None;
    for (i, item) in flat.0.iter().enumerate() {
        if !matches!(item.shape, Shape::Block | Shape::Inline) || item.prose > 120 || !around.near(i) || item.end > i + 40 {
            continue;
        }
        let text = flat.text(i, 240);
        if text.len() < 8 || text.len() > 240 || !text.chars().any(char::is_numeric) && !told(&text, Tells::Ago) {
            continue;
        }
        let own = flat.has(i, Part::Date);
        let text = text.as_str();
        let said = before_update(text);
        if told(said, Tells::Clock) || elsewhere(flat, i) {
            continue;
        }
        if said.len() < text.len()
            && let Some(update) = date::from_field(&text[said.len()..])
        {
            let note = format!("a last update, not the publication: {}", update.value);
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        let words = Words::of(said, 24);
        let label = TOLD.anywhere(&words, Tells::Published);
        // a line that says more than when is a sentence
        if words.len() > if label || own { 23 } else { 10 } {
            continue;
        }
        let rank = match (label, own) {
            (true, _) => 0,
            (_, true) => 1,
            _ => 2,
        };
        if best.as_ref().is_some_and(|(r, _)| *r <= rank) {
            continue;
        }
        if let Some(date) = date::from_field(said).filter(|d| d.value.len() >= 10) {
            let hijri = date::is_hijri(said);
            let note = hijri.then(|| "told from a Hijri date by the calendar of Umm al-Qura".to_owned());
            let confidence = if hijri { 0.7 } else { 0.8 };
            best = Some((
                rank,
                Evidence { from: "visible", basis: DateBasis::Dateline, confidence, date: day_where_midnight(date), note },
            ));
        } else if let Some(date) = fetched.and_then(|f| ago(&words, f)) {
            let note = Some("told from the time of fetching".to_owned());
            best = Some((rank + 3, Evidence { from: "relative", basis: DateBasis::Inferred, confidence: 0.7, date, note }));
        }
    }
    best.map(|(_, evidence)| evidence)
}

/// What stands before the words for an update; nothing where they begin the text and the date with them.
fn before_update(text: &str) -> &str {
    let words = Words::of(text, 40);
    let update = (0..words.len()).find(|at| TOLD.at(&words, *at).any(|(t, _)| t == Tells::Updated));
    match update {
        // «… 14:00 آخر تحديث»: words after the only date speak of it too
        Some(at) if date::from_field(&text[words.place(at).start..]).is_none_or(|d| d.value.len() < 10) => "",
        Some(at) => &text[..words.place(at).start],
        None => text,
    }
}

/// The time that «قبل 3 ساعات» means, by the time of fetching (ISO 8601).
fn ago(words: &Words, fetched: &str) -> Option<Published> {
    let at = (0..words.len()).find(|at| TOLD.at(words, *at).any(|(t, _)| t == Tells::Ago))?;
    let count: Option<u64> = words.get(at + 1).parse().ok();
    let unit_at = at + 1 + usize::from(count.is_some());
    let unit = TOLD.at(words, unit_at).find_map(|(t, _)| if let Tells::Unit(seconds) = t { Some(seconds) } else { None })?;
    let back = i64::try_from(unit.checked_mul(count.unwrap_or(1))?).ok()?;
    let fetched = date::from_field(fetched).filter(|d| d.value.len() >= 10)?.value;
    let part = |range| fetched.get(range).and_then(|p: &str| p.parse::<i64>().ok());
    let minutes = part(11..13).zip(part(14..16)).map(|(h, m)| 60 * h + m);
    let (days, precision, minutes) = match minutes {
        Some(minutes) if unit < 86_400 => {
            let all = number(&fetched) * 1440 + minutes - back / 60;
            (all.div_euclid(1440), if unit < 3600 { "minute" } else { "hour" }, Some(all.rem_euclid(1440)))
        }
        _ => (number(&fetched) - back / 86_400, "day", None),
    };
    let (year, month, day) = civil::date(days);
    let clock =
        minutes.map_or_else(String::new, |m| format!("T{:02}:{:02}{}", m / 60, m % 60, fetched.get(16..).unwrap_or_default()));
    Some(made(format!("{year:04}-{month:02}-{day:02}{clock}"), precision))
}

/// The day in an address: `/2031/5/4/`, `/2031/section/5/4/`, `/2031-05-04-`, `/20310504…`.
pub(super) fn in_url(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let number = |s: &str| s.parse::<u32>().ok().filter(|_| s.len() <= 2);
    let day = |year: &str, month: u32, day: u32| {
        let fits = matches!(year.parse::<u32>(), Ok(1990..=2100)) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then(|| format!("{year}-{month:02}-{day:02}"))
    };
    for (i, part) in parts.iter().enumerate() {
        if part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()) {
            let next: Vec<&str> = parts[i + 1..].iter().copied().take(3).collect();
            // one section may stand between year and month
            for at in 0..2 {
                if let (Some(m), Some(d)) = (next.get(at).and_then(|s| number(s)), next.get(at + 1).and_then(|s| number(s)))
                    && let Some(day) = day(part, m, d)
                {
                    return Some(day);
                }
            }
        }
        let mut pieces = part.split(['-', '_']);
        if let (Some(y), Some(m), Some(d)) = (pieces.next(), pieces.next(), pieces.next())
            && y.len() == 4
            && m.len() == 2
            && d.len() == 2
            && let Some(day) = day(y, number(m)?, number(d).unwrap_or(0))
        {
            return Some(day);
        }
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        // eight figures, or a number that begins with them and a time
        if matches!(digits, 8 | 12 | 14..=20)
            && let (Ok(m), Ok(d)) = (part[4..6].parse(), part[6..8].parse())
            && let Some(day) = day(&part[..4], m, d)
        {
            return Some(day);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        for (url, expected) in [
            ("https://a.example/2031/5/4/x", Some("2031-05-04")),
            ("https://a.example/2031/world/5/4/x/index.html", Some("2031-05-04")),
            ("https://a.example/news/2031-05-04-1.77", Some("2031-05-04")),
            ("https://a.example/w/203105041044893040-x/", Some("2031-05-04")),
            ("https://a.example/article/20310504", Some("2031-05-04")),
            ("https://a.example/2031/13/4/x", None),
            ("https://a.example/article/164913/x", None),
            ("https://a.example/?d=2031-05-04", None),
            ("https://2031.example/5/4/", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(in_url(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn times_that_are_told_from_the_fetching() {
        for (text, fetched, expected) in [
            ("قبل 3 ساعات", "2031-05-04T02:30Z", Some("2031-05-03T23:30Z hour")),
            ("منذ ساعتين", "2031-05-04T12:00+03:00", Some("2031-05-04T10:00+03:00 hour")),
            ("منذ ٤٠ دقيقة", "2031-05-04T12:00Z", Some("2031-05-04T11:20Z minute")),
            ("قبل يومين", "2031-05-01T12:00Z", Some("2031-04-29 day")),
            ("قبل ساعة", "2031-05-04", Some("2031-05-04 day")),
            ("قبل الحرب", "2031-05-04", None),
            ("قبل 99999999999999999999 ساعة", "2031-05-04", None),
            ("قبل 3 ساعات", "yesterday", None),
        ] {
            let found = ago(&Words::of(text, 24), fetched).map(|p| format!("{} {}", p.value, p.precision));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_update_is_no_publication() {
        for (text, said) in [
            ("نشر في 4 أيار 2031 آخر تحديث 5 أيار 2031", "نشر في 4 أيار 2031 "),
            ("الأربعاء، 28 آب/اغسطس 2013، آخر تحديث 14:00 (GMT+0400)", ""),
            ("آخر تحديث: 5 أيار 2031", ""),
            ("4 أيار 2031", "4 أيار 2031"),
        ] {
            assert_eq!(before_update(text), said, "{text}");
        }
    }
}
