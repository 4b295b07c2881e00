//! The page of a report: HTML that needs nothing else.

use std::fmt::{Result, Write};

use super::gather::{Counts, Gathered, Limits, Meeting, Subject, span};
use super::timeline;
use super::words::{Lang, Noun, grouped};
use crate::html::escape::escape;

const STYLE: &str = include_str!("report.css");
/// Rows of a list of who and how often.
const ROWS: usize = 8;

/// Writes the page.
pub fn write(subject: &Subject, told: &Gathered, limits: &Limits, lang: Lang) -> std::result::Result<String, std::fmt::Error> {
    let mut page = String::with_capacity(64 << 10);
    let writer = Page { subject, told, limits, lang };
    writer.head(&mut page)?;
    writer.title(&mut page)?;
    writer.timeline(&mut page)?;
    writer.glance(&mut page)?;
    writer.meetings(&mut page)?;
    writer.disputes(&mut page)?;
    writer.said(&mut page)?;
    writer.of(&mut page)?;
    writer.sources(&mut page)?;
    writer.foot(&mut page)?;
    Ok(page)
}

/// A page that is being written.
pub(super) struct Page<'a> {
    subject: &'a Subject,
    pub(super) told: &'a Gathered,
    limits: &'a Limits,
    pub(super) lang: Lang,
}

impl Page<'_> {
    pub(super) fn pick<'s>(&self, ar: &'s str, en: &'s str) -> &'s str {
        self.lang.pick(ar, en)
    }

    /// What the report is about, in the language of the page, and the other name of it.
    fn names(&self) -> (String, Option<String>) {
        match self.subject {
            Subject::Actor(actors) | Subject::Process(actors) => {
                let Some(first) = actors.first() else { return (String::new(), None) };
                match (self.lang, &first.name_en) {
                    (Lang::En, Some(english)) => (english.clone(), Some(first.name.clone())),
                    (Lang::En, None) => (first.name.clone(), None),
                    (Lang::Ar, english) => (first.name.clone(), english.clone()),
                }
            }
            Subject::Day(day) => (self.date(day), None),
        }
    }

    /// A day, a month or a year, in words.
    pub(super) fn date(&self, iso: &str) -> String {
        let (first, _) = span(iso);
        let (year, month, _) = rawi_text::civil::date(first);
        match iso.len() {
            4 => year.to_string(),
            7 => format!("{} {year}", self.lang.month(month)),
            _ => self.lang.day(first),
        }
    }

    fn head(&self, page: &mut String) -> Result {
        let (name, _) = self.names();
        write!(
            page,
            "<!DOCTYPE html>
<html lang=\"{}\" dir=\"{}\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"referrer\" content=\"no-referrer\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">
<link rel=\"icon\" href=\"data:,\">
<title>{}</title>
<style>
{STYLE}</style>
</head>
<body>
",
            self.lang.tag(),
            self.lang.dir(),
            escape(&format!("{name} · {}", self.pick("تقرير راوي", "Rawi report")))
        )
    }

    fn title(&self, page: &mut String) -> Result {
        let (name, other) = self.names();
        let (eyebrow, kind) = match self.subject {
            Subject::Actor(actors) => {
                let kind = actors.first().map(|a| self.lang.kind_of_actor(&a.r#type)).unwrap_or_default();
                (self.pick("من قال ماذا", "Who said what"), kind)
            }
            Subject::Day(_) => (self.pick("ما قيل في", "What was said on"), ""),
            Subject::Process(_) => (self.pick("من قال ماذا", "Who said what"), self.lang.kind_of_actor("process")),
        };
        writeln!(
            page,
            "<header>\n<p class=\"eyebrow\"><span class=\"mark\">{}</span> {eyebrow}</p>\n<h1><bdi>{}</bdi></h1>",
            self.pick("راوي", "Rawi"),
            escape(&name)
        )?;
        let mut line = Vec::new();
        if let Some(other) = &other {
            let lang = self.pick("en", "ar");
            line.push(format!("<span lang=\"{lang}\" dir=\"{}\">{}</span>", self.pick("ltr", "rtl"), escape(other)));
        }
        if !kind.is_empty() {
            line.push(kind.to_owned());
        }
        if let Some(period) = self.period() {
            line.push(period);
        }
        if !line.is_empty() {
            writeln!(page, "<p class=\"under\">{}</p>", line.join(" <span aria-hidden=\"true\">·</span> "))?;
        }
        // a name that several ids have
        if let Subject::Actor(actors) | Subject::Process(actors) = self.subject
            && actors.len() > 1
        {
            let ids: Vec<String> = actors.iter().map(|a| format!("<code dir=\"ltr\">{}</code>", escape(&a.key))).collect();
            writeln!(page, "<p class=\"under ids\">{} {}</p>", self.pick("يشمل:", "Taken together:"), ids.join(" "))?;
        }
        self.facts(page)?;
        page.push_str("</header>\n<main>\n");
        Ok(())
    }

    /// The days that it covers.
    fn period(&self) -> Option<String> {
        if matches!(self.subject, Subject::Day(_)) {
            return None;
        }
        let asked = |day: &Option<String>| day.as_deref().map(|d| self.date(d));
        let known = |day: Option<&i64>| day.map(|d| self.lang.day(*d));
        let from = asked(&self.limits.since).or_else(|| known(self.told.days.keys().next()))?;
        let to = asked(&self.limits.until).or_else(|| known(self.told.days.keys().next_back()))?;
        if from == to {
            return Some(from);
        }
        Some(match self.lang {
            Lang::Ar => format!("من {from} إلى {to}"),
            Lang::En => format!("{from} to {to}"),
        })
    }

    /// The numbers at the top.
    fn facts(&self, page: &mut String) -> Result {
        let told = self.told;
        let mut facts = vec![(told.counts[0], Noun::Statement, "")];
        if told.counts[1] > 0 {
            facts.push((told.counts[1], Noun::Statement, self.pick("لغيره عنه", "by others about them")));
            facts[0].2 = self.pick("له", "of their own");
        }
        if !matches!(self.subject, Subject::Actor(_)) {
            facts.push((told.speakers.len() as u64, Noun::Speaker, ""));
        }
        facts.push((told.articles, Noun::Article, ""));
        facts.push((told.outlets.len() as u64, Noun::Outlet, ""));
        page.push_str("<ul class=\"facts\">\n");
        for (count, noun, more) in facts.into_iter().filter(|(count, noun, _)| *count > 0 || matches!(noun, Noun::Statement)) {
            // the number stands out where it stands in front
            let text = self.lang.count(count, noun);
            let (number, rest) = match text.split_once(' ') {
                Some((number, rest)) if number.starts_with(|c: char| c.is_ascii_digit()) => (number.to_owned(), rest.to_owned()),
                _ => (grouped(count), self.noun_alone(noun, count)),
            };
            writeln!(page, "<li><b>{number}</b> {rest} {more}</li>")?;
        }
        page.push_str("</ul>\n");
        Ok(())
    }

    /// The noun without its number: one and two are words in Arabic.
    fn noun_alone(&self, noun: Noun, count: u64) -> String {
        let text = self.lang.count(if count == 2 { 102 } else { 100 }, noun);
        text.split_once(' ').map(|(_, rest)| rest.to_owned()).unwrap_or(text)
    }

    fn timeline(&self, page: &mut String) -> Result {
        let (name, _) = self.names();
        let (title, series, lit) = match self.subject {
            Subject::Actor(_) => (
                match self.lang {
                    Lang::Ar => format!("الأقوال بحسب تاريخ النشر: {name}"),
                    Lang::En => format!("Statements by day of publication: {name}"),
                },
                [self.pick("ما قاله", "said"), self.pick("ما قيل عنه", "said about")],
                None,
            ),
            Subject::Day(day) => (
                match self.lang {
                    Lang::Ar => format!("الأقوال في {name} وما حوله"),
                    Lang::En => format!("Statements on {name} and around it"),
                },
                [self.pick("أقوال", "statements"), ""],
                Some(span(day)),
            ),
            Subject::Process(_) => (
                match self.lang {
                    Lang::Ar => format!("الأقوال في مقالات تذكر {name}"),
                    Lang::En => format!("Statements in articles that name {name}"),
                },
                [self.pick("أقوال", "statements"), ""],
                None,
            ),
        };
        let known = self.told.days.values().any(|d| d[0] + d[1] > 0);
        if !known {
            return Ok(());
        }
        writeln!(page, "<section aria-labelledby=\"when\">\n<h2 id=\"when\">{}</h2>", self.pick("متى", "When"))?;
        timeline::write(page, &self.told.days, &title, series, lit, self.lang)?;
        if self.told.undated > 0 {
            let undated = self.lang.count(self.told.undated, Noun::Statement);
            writeln!(page, "<p class=\"note\">{} {undated}.</p>", self.pick("بلا تاريخ معروف:", "Without a known date:"))?;
        }
        page.push_str("</section>\n");
        Ok(())
    }

    /// Who and what, most frequent first.
    fn glance(&self, page: &mut String) -> Result {
        let told = self.told;
        let acts: Counts = told.acts.iter().map(|(act, n)| (self.lang.act(act), *n)).collect();
        let is_actor = matches!(self.subject, Subject::Actor(_));
        let none = Counts::new();
        let lists = [
            (self.pick("بأيّ فعل", "By act"), &acts, false),
            (self.pick("من تكلّم", "Who speaks"), if is_actor { &none } else { &told.speakers }, true),
            (self.pick("عمّن", "Of whom"), &told.about, true),
            (self.pick("من تكلّم عنه", "Who speaks of them"), &told.speakers_of, true),
            (self.pick("عبر من", "Through whom"), &told.chain, true),
            (self.pick("أين نُشر", "Where published"), &told.outlets, true),
        ];
        if lists.iter().all(|(_, counts, _)| counts.is_empty()) {
            return Ok(());
        }
        writeln!(page, "<section class=\"glance\" aria-label=\"{}\">", self.pick("بالأعداد", "In numbers"))?;
        for (heading, counts, is_name) in lists.iter().filter(|(_, counts, _)| !counts.is_empty()) {
            self.ranking(page, heading, counts, *is_name)?;
        }
        page.push_str("</section>\n");
        Ok(())
    }

    /// A list of who and how often, most first.
    fn ranking(&self, page: &mut String, heading: &str, counts: &Counts, is_name: bool) -> Result {
        let mut rows: Vec<(&String, u64)> = counts.iter().map(|(name, n)| (name, *n)).collect();
        rows.sort_by(|(a, of_a), (b, of_b)| of_b.cmp(of_a).then_with(|| a.cmp(b)));
        let most = rows.first().map_or(1, |r| r.1).max(1);
        writeln!(page, "<div>\n<h3>{heading}</h3>\n<ol>")?;
        for (name, n) in rows.iter().take(ROWS) {
            let part = *n as f64 / most as f64 * 100.0;
            let english = self.told.english.get(*name).filter(|_| self.lang == Lang::En);
            let name = match english {
                Some(english) => format!("<bdi>{}</bdi>", escape(english)),
                None if is_name => format!("<bdi lang=\"ar\">{}</bdi>", escape(name)),
                None => escape(name).into_owned(),
            };
            writeln!(page, "<li style=\"--part:{part:.0}%\"><span class=\"name\">{name}</span> <b>{}</b></li>", grouped(*n))?;
        }
        page.push_str("</ol>\n");
        if rows.len() > ROWS {
            let (others, rest) = (grouped((rows.len() - ROWS) as u64), grouped(rows.iter().skip(ROWS).map(|r| r.1).sum()));
            match self.lang {
                Lang::Ar => writeln!(page, "<p class=\"note\">و{others} غيرهم، {rest} معاً</p>")?,
                Lang::En => writeln!(page, "<p class=\"note\">and {others} more, {rest} together</p>")?,
            }
        }
        page.push_str("</div>\n");
        Ok(())
    }

    fn meetings(&self, page: &mut String) -> Result {
        if self.told.meetings.is_empty() {
            return Ok(());
        }
        writeln!(
            page,
            "<section aria-labelledby=\"meetings\">\n<h2 id=\"meetings\">{}</h2>\n<ul class=\"meetings\">",
            self.pick("اللقاءات", "Meetings")
        )?;
        for Meeting { day, name, parts, held, source } in self.told.meetings.iter().rev() {
            let day = day.map(|d| self.lang.day(d)).unwrap_or_default();
            let held = match held.as_str() {
                "announced" => self.pick("معلن", "announced"),
                "called_for" => self.pick("مدعو إليه", "called for"),
                "cancelled" => self.pick("ملغى أو مؤجل", "cancelled or put off"),
                _ => "",
            };
            write!(page, "<li><b lang=\"ar\" dir=\"rtl\">{}</b> <span class=\"meta\">{day} {held}</span>", escape(name))?;
            if !parts.is_empty() {
                write!(page, "<p lang=\"ar\" dir=\"rtl\">{}</p>", escape(&parts.join("، ")))?;
            }
            writeln!(page, " {}</li>", self.reference(*source, None))?;
        }
        page.push_str("</ul>\n</section>\n");
        Ok(())
    }

    fn said(&self, page: &mut String) -> Result {
        let heading = match self.subject {
            Subject::Actor(_) => self.pick("ما قاله", "What they said"),
            _ => self.pick("ما قيل", "What was said"),
        };
        writeln!(page, "<section aria-labelledby=\"said\">\n<h2 id=\"said\">{heading}</h2>")?;
        if self.told.said.is_empty() {
            writeln!(page, "<p class=\"note\">{}</p>", self.pick("لا أقوال في السجل.", "The record has no statements."))?;
        }
        self.more(page, &self.told.said, self.told.counts[0])?;
        let own_name = matches!(self.subject, Subject::Actor(_));
        if matches!(self.subject, Subject::Day(_)) {
            self.by_speaker(page)?;
        } else {
            self.by_day(page, &self.told.said, !own_name)?;
        }
        page.push_str("</section>\n");
        Ok(())
    }

    fn of(&self, page: &mut String) -> Result {
        if self.told.of.is_empty() {
            return Ok(());
        }
        writeln!(
            page,
            "<section aria-labelledby=\"of\">\n<h2 id=\"of\">{}</h2>",
            self.pick("ما قاله غيره عنه", "What others said of them")
        )?;
        self.more(page, &self.told.of, self.told.counts[1])?;
        self.by_day(page, &self.told.of, true)?;
        page.push_str("</section>\n");
        Ok(())
    }

    fn foot(&self, page: &mut String) -> Result {
        let readers: Vec<&str> = self.told.readers.iter().map(String::as_str).collect();
        let assertion = self.pick(
            "كلّ ما هنا كلامُ مَن نُسب إليه في مصدره، لا قول راوي ولا حكمه. يُحسب كلّ نصّ مرّة في كلّ مقال نشره.",
            "Everything here is attributed by its source to whoever said it; Rawi asserts none of it. A statement counts once for \
             each article that has it.",
        );
        let known = self.pick(
            "الرمز عند كلّ مصدر أوّلُ بصمة SHA-256 لما قُرئ منه.",
            "The code at each source begins the SHA-256 of the bytes that it was read from.",
        );
        writeln!(
            page,
            "</main>\n<footer>\n<p>{assertion}</p>\n<p>{known}</p>\n<p dir=\"ltr\" class=\"made\">Rawi {} · {}</p>\n</footer>\n</body>\n</html>",
            env!("CARGO_PKG_VERSION"),
            escape(&readers.join(", "))
        )
    }
}
