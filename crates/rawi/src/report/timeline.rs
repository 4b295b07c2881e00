//! The picture of a report: how many statements when, as SVG. Time runs as the language is read. What somebody said stands
//! above the line; what others said of them, below it.

use std::collections::BTreeMap;
use std::fmt::{Result, Write};

use rawi_text::civil;

use super::words::{Lang, grouped};
use crate::html::escape::escape;

/// Statements by day (days since 1970-01-01): above the line and below it.
pub type Days = BTreeMap<i64, [u64; 2]>;

const WIDTH: f64 = 960.0;
const MARGIN: f64 = 52.0;
/// Above a bar there is room for a number.
const TOP: f64 = 22.0;
const BELOW: f64 = 34.0;
/// Of what is above the line; what is below it gets less, where there is any.
const RISE: f64 = 130.0;
const FALL: f64 = 80.0;
/// More bars than that cannot be told apart.
const MOST: i64 = 62;
/// No bar is wider, so that one day alone is no wall.
const WIDEST: f64 = 34.0;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// The finest that does with so many bars.
    fn of(first: i64, last: i64) -> Self {
        let fits = |unit: Self| unit.number(last) - unit.number(first) < MOST;
        [Self::Day, Self::Week, Self::Month].into_iter().find(|u| fits(*u)).unwrap_or(Self::Year)
    }

    /// The number of the unit that a day is in.
    fn number(self, day: i64) -> i64 {
        let (year, month, _) = civil::date(day);
        match self {
            Self::Day => day,
            // 1970-01-01 was a Thursday; weeks begin on Monday
            Self::Week => (day + 3).div_euclid(7),
            Self::Month => year * 12 + i64::from(month) - 1,
            Self::Year => year,
        }
    }

    /// The first day of a unit.
    fn begins(self, number: i64) -> i64 {
        match self {
            Self::Day => number,
            Self::Week => number * 7 - 3,
            Self::Month => civil::days(number.div_euclid(12), number.rem_euclid(12) as u32 + 1, 1),
            Self::Year => civil::days(number, 1, 1),
        }
    }

    fn name(self, number: i64, lang: Lang) -> String {
        let begins = self.begins(number);
        let (year, month, _) = civil::date(begins);
        match self {
            Self::Day => lang.day(begins),
            Self::Week => format!("{} {}", lang.pick("أسبوع", "week of"), lang.day(begins)),
            Self::Month => format!("{} {year}", lang.month(month)),
            Self::Year => year.to_string(),
        }
    }

    /// What is written under the line at a unit; nothing where the one before says as much.
    fn tick(self, number: i64, count: i64, lang: Lang) -> Option<(String, bool)> {
        let (year, month, day) = civil::date(self.begins(number));
        let month_and_year = |year: i64| {
            let name = lang.short_month(month);
            if month == 1 { (format!("{name} {year}"), true) } else { (name.to_owned(), false) }
        };
        match self {
            Self::Day if day == 1 => Some((lang.short_month(month).to_owned(), true)),
            Self::Day => (day % 5 == 0 && day < 30).then(|| (day.to_string(), false)),
            Self::Week => (day <= 7).then(|| month_and_year(year)),
            Self::Month => (month == 1 || month == 7).then(|| month_and_year(year)),
            Self::Year => {
                let every = match count {
                    ..=12 => 1,
                    13..=24 => 2,
                    25..=60 => 5,
                    _ => 10,
                };
                (number % every == 0).then(|| (number.to_string(), true))
            }
        }
    }
}

/// Writes the picture; nothing where no day is known. `title` is what the picture is called, `lit` a span of days that the
/// report is about, of more that are shown.
pub fn write(page: &mut String, days: &Days, title: &str, series: [&str; 2], lit: Option<(i64, i64)>, lang: Lang) -> Result {
    let (Some((first, _)), Some((last, _))) = (days.first_key_value(), days.last_key_value()) else { return Ok(()) };
    let unit = Unit::of(*first, *last);
    let mut bars: BTreeMap<i64, [u64; 2]> = BTreeMap::new();
    for (day, [above, below]) in days {
        let bar = bars.entry(unit.number(*day)).or_default();
        bar[0] += above;
        bar[1] += below;
    }
    let (from, to) = (unit.number(*first), unit.number(*last));
    let most = |n: usize| bars.values().map(|b| b[n]).max().unwrap_or(0);
    let (high, deep) = (most(0), most(1));
    let picture = Picture {
        lang,
        from,
        // a few units at least, so that one bar is not alone in a corner
        count: (to - from + 1).max(1),
        rise: if high > 0 { RISE } else { 0.0 },
        fall: if deep > 0 { FALL } else { 0.0 },
        scale: [high.max(1), deep.max(1)],
    };
    let height = TOP + picture.rise + picture.fall + BELOW;
    let counted = |day: i64| lit.is_none_or(|(a, b)| (a..=b).contains(&day));
    let sum = |n: usize| days.iter().filter(|(day, _)| counted(**day)).map(|(_, d)| d[n]).sum::<u64>();
    write!(
        page,
        "<figure class=\"timeline\">\n<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"tl-t tl-d\" \
         preserveAspectRatio=\"xMidYMid meet\">\n<title id=\"tl-t\">{}</title>\n<desc id=\"tl-d\">{}</desc>\n",
        escape(title),
        escape(&description(&bars, unit, [sum(0), sum(1)], series, lang))
    )?;
    picture.grid(page)?;
    for (number, counts) in &bars {
        let is_lit = lit.is_none_or(|(a, b)| (unit.number(a)..=unit.number(b)).contains(number));
        picture.bar(page, *number, *counts, series, &unit.name(*number, lang), is_lit)?;
    }
    picture.ticks(page, unit)?;
    page.push_str("</svg>\n<figcaption>");
    if days.keys().any(|day| !counted(*day)) {
        write!(page, "<span class=\"key around\">{}</span> ", lang.pick("ما قبلها وما بعدها", "before and after"))?;
    }
    for (n, name) in series.iter().enumerate().filter(|(n, _)| sum(*n) > 0) {
        write!(page, "<span class=\"key k{n}\">{} <b>{}</b></span> ", escape(name), grouped(sum(n)))?;
    }
    page.push_str("</figcaption>\n</figure>\n");
    Ok(())
}

/// What the picture shows, in words: for whoever hears it.
fn description(bars: &BTreeMap<i64, [u64; 2]>, unit: Unit, sums: [u64; 2], series: [&str; 2], lang: Lang) -> String {
    let mut parts = Vec::new();
    for n in [0, 1] {
        // the first of several that are highest
        let peak = bars.iter().rev().max_by_key(|(_, counts)| counts[n]);
        if let Some((number, counts)) = peak.filter(|(_, counts)| counts[n] > 0) {
            let name = unit.name(*number, lang);
            parts.push(match lang {
                Lang::Ar => format!("{}: {} في المجموع، أكثرها {} في {name}.", series[n], sums[n], counts[n]),
                Lang::En => format!("{}: {} in all, most of them, {}, in {name}.", series[n], sums[n], counts[n]),
            });
        }
    }
    parts.join(" ")
}

struct Picture {
    lang: Lang,
    from: i64,
    count: i64,
    rise: f64,
    fall: f64,
    /// The highest bar of either side.
    scale: [u64; 2],
}

impl Picture {
    fn step(&self) -> f64 {
        (WIDTH - 2.0 * MARGIN) / self.count as f64
    }

    /// The middle of a unit's place; time runs from the right in Arabic.
    fn middle(&self, number: i64) -> f64 {
        let along = ((number - self.from) as f64 + 0.5) * self.step();
        self.lang.pick(WIDTH - MARGIN - along, MARGIN + along)
    }

    fn line(&self) -> f64 {
        TOP + self.rise
    }

    /// Where a count lies: above the line or below it.
    fn at(&self, n: usize, count: u64) -> f64 {
        let part = count as f64 / self.scale[n] as f64;
        if n == 0 { self.line() - part * self.rise } else { self.line() + part * self.fall }
    }

    fn grid(&self, page: &mut String) -> Result {
        let edge = self.lang.pick(WIDTH - MARGIN + 8.0, MARGIN - 8.0);
        // the side on which the numbers stand, whatever the direction of the page
        let anchor = self.lang.pick("start", "end");
        for (n, room) in [(0, self.rise), (1, self.fall)] {
            if room == 0.0 {
                continue;
            }
            for count in marks(self.scale[n]) {
                let y = self.at(n, count);
                writeln!(
                    page,
                    "<line class=\"grid\" x1=\"{MARGIN}\" x2=\"{:.0}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                     <text class=\"num\" direction=\"ltr\" x=\"{edge:.0}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
                    WIDTH - MARGIN,
                    y + 4.5,
                    grouped(count)
                )?;
            }
        }
        let y = self.line();
        writeln!(page, "<line class=\"axis\" x1=\"{MARGIN}\" x2=\"{:.0}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>", WIDTH - MARGIN)
    }

    fn bar(&self, page: &mut String, number: i64, counts: [u64; 2], series: [&str; 2], name: &str, lit: bool) -> Result {
        let width = (self.step() * 0.72).clamp(2.0, WIDEST);
        let x = self.middle(number) - width / 2.0;
        for n in [0, 1] {
            if counts[n] == 0 {
                continue;
            }
            let (a, b) = (self.line(), self.at(n, counts[n]));
            // something is seen of a single one beside thousands
            let height = (a - b).abs().max(2.0);
            let y = if n == 0 { a - height } else { a };
            writeln!(
                page,
                "<rect class=\"s{n}{}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"1.5\"><title>{}</title></rect>",
                if lit { "" } else { " dim" },
                escape(&format!("{name}: {} ({})", grouped(counts[n]), series[n]))
            )?;
        }
        Ok(())
    }

    fn ticks(&self, page: &mut String, unit: Unit) -> Result {
        let y = self.line() + self.fall;
        let range = self.from..self.from + self.count;
        let mut all: Vec<(i64, (String, bool))> = range.filter_map(|n| Some((n, unit.tick(n, self.count, self.lang)?))).collect();
        if all.len() < 2 {
            // a short span has no round day: its ends are told
            let end = self.from + self.count - 1;
            all = vec![(self.from, (unit.name(self.from, self.lang), false))];
            if end > self.from {
                all.push((end, (unit.name(end, self.lang), false)));
            }
        }
        // so many have room
        let each = all.len().div_ceil(14);
        for (number, (text, strong)) in all.into_iter().step_by(each.max(1)) {
            let x = self.middle(number);
            // names at the ends stay inside the picture
            let x = if text.len() > 8 { x.clamp(70.0, WIDTH - 70.0) } else { x };
            let class = if strong { "tick strong" } else { "tick" };
            writeln!(
                page,
                "<text class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                y + 25.0,
                escape(&text)
            )?;
        }
        Ok(())
    }
}

/// Two or three round numbers up to the highest.
fn marks(high: u64) -> Vec<u64> {
    let mut step = 1;
    for round in [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 1_000_000, 10_000_000] {
        step = round;
        if high / step <= 3 {
            break;
        }
    }
    (1..).map(|n| n * step).take_while(|n| *n <= high).take(4).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_begin_where_they_are_numbered() {
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
            for day in (-30_000..60_000).step_by(13) {
                let number = unit.number(day);
                assert!((unit.begins(number)..unit.begins(number + 1)).contains(&day), "{unit:?} {day}");
            }
        }
        let day = |y, m, d| civil::days(y, m, d);
        assert_eq!(Unit::of(day(2031, 5, 1), day(2031, 5, 31)), Unit::Day);
        assert_eq!(Unit::of(day(2031, 1, 1), day(2031, 12, 31)), Unit::Week);
        assert_eq!(Unit::of(day(2028, 1, 1), day(2031, 12, 31)), Unit::Month);
        assert_eq!(Unit::of(day(2001, 1, 1), day(2031, 12, 31)), Unit::Year);
        // whatever the span, the bars can be told apart, but for more than a lifetime of years
        assert_eq!(Unit::Week.name(Unit::Week.number(day(2031, 5, 4)), Lang::En), "week of 28 April 2031");
    }

    #[test]
    fn round_marks() {
        assert_eq!(marks(1), [1]);
        assert_eq!(marks(3), [1, 2, 3]);
        assert_eq!(marks(7), [2, 4, 6]);
        assert_eq!(marks(40), [20, 40]);
        assert_eq!(marks(1234), [500, 1000]);
    }

    #[test]
    fn every_bar_is_inside_and_time_runs_as_it_is_read() {
        let days: Days = [(0, [3, 0]), (10, [1, 2]), (20, [0, 7])].into();
        let xs = |lang| {
            let mut page = String::new();
            write(&mut page, &days, "t", ["a", "b"], None, lang).unwrap();
            let xs = page.split("<rect ").skip(1).map(|r| {
                let value = |name: &str| -> f64 {
                    r.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
                };
                assert!(value("x") >= 0.0 && value("x") + value("width") <= WIDTH && value("y") >= 0.0);
                value("x")
            });
            xs.collect::<Vec<_>>()
        };
        assert!(xs(Lang::En).is_sorted());
        assert!(xs(Lang::Ar).iter().rev().is_sorted());
    }
}
