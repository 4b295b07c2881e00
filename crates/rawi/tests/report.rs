//! `rawi report` from the outside.
#![allow(missing_docs)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{err, folder, out, rawi, rawi_reading};
use serde_json::json;

fn record(name: &str) -> (PathBuf, PathBuf) {
    let dir = folder(name);
    let record = dir.join("a.rawi");
    let articles = [
        ("2031-05-03", "صحيفة <الضفة> & \"النهر\"", "قال وزير الخارجية الروسي سيرغي لافروف إن الهدنة في سوريا هشة & < صعبة.\n"),
        (
            "2031-05-01",
            "وكالة النهر",
            "نقلت وكالة رويترز عن لافروف قوله إن سوريا وافقت على الهدنة.\nونفى سعد الحريري انهيار الهدنة.\n",
        ),
        ("2031-05-01", "صحيفة الأفق", "نقلت وكالة رويترز عن لافروف قوله إن سوريا وافقت على الهدنة.\n"),
        (
            "2031-06-20",
            "وكالة النهر",
            "قال سعد الحريري إن سيرغي لافروف عرقل محادثات أستانا.\nوقال لافروف إن محادثات أستانا انتهت.\n",
        ),
        ("", "وكالة النهر", "قال لافروف إن الجسر جاهز.\n"),
    ];
    let line = |(n, (date, outlet, text)): (usize, (&str, &str, &str))| {
        json!({"url": format!("https://a.example/{n}?a=1&b=\"2\""), "date": date, "outlet": outlet, "text": text}).to_string()
            + "\n"
    };
    let input: String = articles.into_iter().enumerate().map(line).collect();
    let done = rawi_reading(&["add", record.to_str().unwrap(), "-"], input.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    (dir, record)
}

fn report(record: &Path, args: &[&str]) -> String {
    let done = rawi(&[&["report", record.to_str().unwrap()], args].concat());
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", err(&done));
    out(&done)
}

/// Elements are closed in the order in which they were opened.
fn assert_balanced(page: &str) {
    let body = page.split_once("</head>").unwrap().1.split_once("</html>").unwrap().0;
    let mut open = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').expect(piece);
        let name = tag.split([' ', '/', '\n']).find(|p| !p.is_empty()).unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{piece}");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

fn asserts_of_every_page(page: &str, lang: &str) {
    let dir = if lang == "ar" { "rtl" } else { "ltr" };
    assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\">")));
    // no script, and nothing that a browser would fetch
    for refused in ["<script", "javascript:", "@import", "url(", "<img", "<iframe", " src=\"", "onload", "onclick"] {
        assert!(!page.contains(refused), "{refused}");
    }
    assert!(page.contains("Content-Security-Policy"));
    // headings in order, one of the first kind; a picture with its words
    assert_eq!(page.matches("<h1>").count(), 1);
    assert!(page.contains("role=\"img\" aria-labelledby=\"tl-t tl-d\"") && page.contains("<title id=\"tl-t\">"));
    // every reference leads to a source that is there
    for piece in page.split("href=\"#").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

#[test]
fn an_actor_in_both_languages() {
    let (_, record) = record("report_actor");
    for lang in ["ar", "en"] {
        let page = report(&record, &["--actor", "لافروف", "--lang", lang]);
        assert!(page == report(&record, &["--actor", "person:sergey-lavrov", "--lang", lang]), "an id gives another page");
        asserts_of_every_page(&page, lang);
        assert_balanced(&page);
        let page = page.split_once("<body>").unwrap().1;
        for part in [
            "إن سوريا وافقت على الهدنة",
            "وكالة رويترز",
            "صحيفة &lt;الضفة&gt; &amp; &quot;النهر&quot;",
            "https://a.example/0?a=1&amp;b=&quot;2&quot;",
            if lang == "ar" { "ما قاله غيره عنه" } else { "What others said of them" },
            if lang == "ar" { "3 أيار/مايو 2031" } else { "3 May 2031" },
            if lang == "ar" { "بلا تاريخ" } else { "Without a date" },
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        // the same words of the same day stand once, with both outlets
        assert_eq!(page.matches("إن سوريا وافقت على الهدنة</blockquote>").count(), 1);
        assert!(page.contains("صحيفة الأفق"));
        assert!(!page.contains("<script"));
    }
}

/// Whoever shares an office with somebody is not that one, however many they are.
#[test]
fn an_office_is_no_name() {
    let record = folder("report_office").join("a.rawi");
    let others =
        ["سامر", "ماهر", "نادر", "كريم", "وليد", "هاني", "رامي", "فادي", "زياد", "بسام", "غسان", "عصام", "عدنان", "رياض"];
    let name =
        |n: usize| if n == 0 { "سيرغي لافروف".to_owned() } else { format!("{} البرشاوي", others[n - 1]) };
    let text = |n: usize| {
        format!(
            "قال وزير الخارجية {} إن {} هشة.\nوأضاف وزير الخارجية أن الجسر جاهز.\n",
            name(n),
            if n == 0 { "الهدنة" } else { "أسعار القمح" }
        )
    };
    let line =
        |n: usize| json!({"url": format!("https://a.example/{n}"), "date": "2031-05-03", "text": text(n)}).to_string() + "\n";
    let input: String = (0..=others.len()).map(line).collect();
    let done = rawi_reading(&["add", record.to_str().unwrap(), "-"], input.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    for actor in ["لافروف", "Lavrov", "person:sergey-lavrov"] {
        let page = report(&record, &["--actor", actor, "--lang", "en"]);
        assert!(page.contains("الهدنة هشة") && !page.contains("أسعار القمح"), "{actor}");
    }
}

#[test]
fn a_day_a_month_and_a_period() {
    let (_, record) = record("report_day");
    let day = report(&record, &["--day", "2031-05-01", "--lang", "en"]);
    asserts_of_every_page(&day, "en");
    assert!(day.contains("1 May 2031") && day.contains("سعد الحريري") && !day.contains("الجسر جاهز"));
    let month = report(&record, &["--day", "2031-05"]);
    assert!(month.contains("أيار/مايو 2031") && !month.contains("عرقل"), "{month}");
    let since = report(&record, &["--actor", "لافروف", "--since", "2031-06"]);
    assert!(since.contains("محادثات أستانا انتهت") && !since.contains("وافقت على الهدنة"));
    let few = report(&record, &["--actor", "لافروف", "--limit", "1", "--lang", "en"]);
    assert!(few.contains("The newest are shown: 1 statement of "), "{few}");
    // a day of which nothing is known is told as that
    let none = report(&record, &["--day", "1999-01-01", "--lang", "en"]);
    assert!(none.contains("The record has no statements.") && none.contains("<b>0</b> statements"), "{none}");
}

#[test]
fn a_process() {
    let (dir, record) = record("report_process");
    let to = dir.join("out.html");
    let page = report(&record, &["--process", "أستانا"]);
    asserts_of_every_page(&page, "ar");
    assert!(page.contains("محادثات أستانا انتهت") && !page.contains("وافقت على الهدنة"));
    // somebody's name is no process
    let none = rawi(&["report", record.to_str().unwrap(), "--process", "لافروف"]);
    assert!(none.status.code() == Some(1) && err(&none).contains("no process in the record"), "{}", err(&none));
    assert_eq!(report(&record, &["--process", "أستانا", "--output", to.to_str().unwrap()]), "");
    assert!(fs::read_to_string(to).unwrap() == page);
}

#[test]
fn what_cannot_be_told() {
    let (dir, record) = record("report_wrong");
    let path = record.to_str().unwrap();
    for (args, code, told) in [
        (&["--actor", "زكريا المجهول"][..], 1, "nobody in the record"),
        (&[], 2, "required"),
        (&["--actor", "لافروف", "--day", "2031"], 2, "cannot be used with"),
        (&["--day", "May"], 2, "give a day"),
        (&["--day", "2031", "--since", "2030"], 2, "cannot be used with"),
        (&["--day", "2031", "--output", path], 1, "is the record itself"),
    ] {
        let done = rawi(&[&["report", path], args].concat());
        assert_eq!(done.status.code(), Some(code), "{args:?}");
        assert!(err(&done).contains(told), "{args:?}: {}", err(&done));
    }
    assert_eq!(fs::read_dir(dir).unwrap().count(), 1);
}
