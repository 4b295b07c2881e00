//! The words of a report, in Arabic and in English.

use clap::ValueEnum;
use rawi_speech::Act;
use rawi_text::civil;

use crate::labels;

/// The language of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Arabic, from right to left
    #[default]
    Ar,
    /// English; what was said stays in Arabic
    En,
}

const MONTHS_AR: [&str; 12] = [
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
];
const MONTHS_AR_SHORT: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

impl Lang {
    /// The language's tag.
    pub fn tag(self) -> &'static str {
        self.pick("ar", "en")
    }

    /// The direction of its lines.
    pub fn dir(self) -> &'static str {
        self.pick("rtl", "ltr")
    }

    /// One of two wordings.
    pub fn pick<T>(self, ar: T, en: T) -> T {
        match self {
            Self::Ar => ar,
            Self::En => en,
        }
    }

    /// An act.
    pub fn act(self, act: &str) -> String {
        let known = Act::ALL.into_iter().find(|(_, name)| *name == act).map(|(act, _)| act);
        match (self, known) {
            (Self::Ar, Some(act)) => labels::act(act).to_owned(),
            (Self::En, Some(act)) => in_english(act).to_owned(),
            (_, None) => act.to_owned(),
        }
    }

    /// How the words are given.
    pub fn kind(self, kind: &str) -> &'static str {
        match kind {
            "direct" => self.pick("بنصّه", "verbatim"),
            "mixed" => self.pick("بعضه بنصّه", "partly verbatim"),
            _ => self.pick("بمعناه", "in the outlet's words"),
        }
    }

    /// What an actor is.
    pub fn kind_of_actor(self, kind: &str) -> &'static str {
        match kind {
            "person" => self.pick("شخص", "person"),
            "organisation" => self.pick("هيئة", "organisation"),
            "group" => self.pick("جماعة", "group"),
            "state" => self.pick("دولة", "state"),
            "place" => self.pick("مكان", "place"),
            "outlet" => self.pick("وسيلة إعلام", "outlet"),
            "process" => self.pick("مسار تفاوضي", "process"),
            _ => self.pick("صفة", "role"),
        }
    }

    /// A number with its noun, as Arabic counts: one, two, three to ten, eleven to ninety-nine, and so on by hundreds.
    pub fn count(self, n: u64, noun: Noun) -> String {
        let ([one, two, few, many, hundreds], [single, plural]) = noun.forms();
        match (self, n, n % 100) {
            (Self::En, 1, _) => format!("1 {single}"),
            (Self::En, n, _) => format!("{} {plural}", grouped(n)),
            (Self::Ar, 1, _) => one.to_owned(),
            (Self::Ar, 2, _) => two.to_owned(),
            (Self::Ar, n, 3..=10) => format!("{} {few}", grouped(n)),
            (Self::Ar, n, 11..=99) => format!("{} {many}", grouped(n)),
            (Self::Ar, n, _) => format!("{} {hundreds}", grouped(n)),
        }
    }

    /// A day, by its number since 1970-01-01.
    pub fn day(self, day: i64) -> String {
        let (year, month, day) = civil::date(day);
        format!("{day} {} {year}", self.month(month))
    }

    /// The name of a month, from 1.
    pub fn month(self, month: u32) -> &'static str {
        let n = (month as usize - 1) % 12;
        self.pick(MONTHS_AR[n], MONTHS_EN[n])
    }

    /// The name of a month where room is short.
    pub fn short_month(self, month: u32) -> &'static str {
        let n = (month as usize - 1) % 12;
        self.pick(MONTHS_AR_SHORT[n], &MONTHS_EN[n][..3])
    }
}

fn in_english(act: Act) -> &'static str {
    match act {
        Act::Inform => "states",
        Act::Affirm => "affirms",
        Act::Deny => "denies",
        Act::Reject => "rejects",
        Act::Accuse => "accuses",
        Act::Warn => "warns",
        Act::Call => "calls for",
        Act::Offer => "pledges",
        Act::Support => "supports",
        Act::Assess => "holds",
        Act::Feel => "feels",
        Act::Ask => "asks",
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub enum Noun {
    /// What was said.
    Statement,
    /// Articles.
    Article,
    /// Outlets.
    Outlet,
    /// Those who speak.
    Speaker,
}

impl Noun {
    fn forms(self) -> ([&'static str; 5], [&'static str; 2]) {
        match self {
            Self::Statement => (["قول واحد", "قولان", "أقوال", "قولاً", "قول"], ["statement", "statements"]),
            Self::Article => (["مقال واحد", "مقالان", "مقالات", "مقالاً", "مقال"], ["article", "articles"]),
            Self::Outlet => (["منبر واحد", "منبران", "منابر", "منبراً", "منبر"], ["outlet", "outlets"]),
            Self::Speaker => (["متكلّم واحد", "متكلّمان", "متكلّمين", "متكلّماً", "متكلّم"], ["speaker", "speakers"]),
        }
    }
}

/// A number with a thin mark between thousands.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_their_nouns() {
        for (n, ar, en) in [
            (0, "0 قول", "0 statements"),
            (1, "قول واحد", "1 statement"),
            (2, "قولان", "2 statements"),
            (3, "3 أقوال", "3 statements"),
            (10, "10 أقوال", "10 statements"),
            (11, "11 قولاً", "11 statements"),
            (99, "99 قولاً", "99 statements"),
            (100, "100 قول", "100 statements"),
            (102, "102 قول", "102 statements"),
            (103, "103 أقوال", "103 statements"),
            (1_234_567, "1,234,567 قولاً", "1,234,567 statements"),
        ] {
            assert_eq!(Lang::Ar.count(n, Noun::Statement), ar);
            assert_eq!(Lang::En.count(n, Noun::Statement), en);
        }
    }

    #[test]
    fn days() {
        assert_eq!(Lang::Ar.day(civil::days(2031, 5, 4)), "4 أيار/مايو 2031");
        assert_eq!(Lang::En.day(civil::days(2031, 5, 4)), "4 May 2031");
    }
}
