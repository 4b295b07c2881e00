//! `rawi find` and `rawi show` from the outside.
#![allow(missing_docs)]

mod common;

use std::path::{Path, PathBuf};

use common::record::edit;
use common::{err, folder, out, rawi, rawi_reading};
use serde_json::{Value, json};

/// Invented articles: date, outlet, text.
const ARTICLES: [(&str, &str, &str); 5] = [
    ("2031-05-01", "صحيفة الضفة", "قال وزير الخارجية الروسي سيرغي لافروف إن الهدنة في غزة هشة.\nوأضاف أن وقف إطلاق النار ضرورة.\n"),
    (
        "2031-05-03",
        "وكالة النهر",
        "أعلن رئيس البلدية سامي النهري أن هدنة جديدة ستبدأ يوم الأحد.\nونفى وزير الأشغال لؤي العامري إغلاق الجسر.\n",
    ),
    (
        "2031-05-02",
        "صحيفة الضفة",
        "نقلت وكالة رويترز عن مسؤول سوري قوله إن الحكومة السورية لا تريد التهدئة.\nوأكد لافروف أن سوريا بلد مهم.\n",
    ),
    ("2030-01-09", "وكالة النهر", "أكد لافروف أن إطلاق السفينة تأخر، وأن وقف العمل مستمر.\n"),
    ("", "وكالة النهر", "قال الوزير لؤي العامري إن سورة الغضب انتهت.\n"),
];

fn record(name: &str) -> PathBuf {
    let record = folder(name).join("a.rawi");
    let line = |(n, (date, outlet, text)): (usize, &(&str, &str, &str))| {
        json!({"url": format!("https://a.example/{n}"), "date": date, "outlet": outlet, "text": text}).to_string() + "\n"
    };
    let input: String = ARTICLES.iter().enumerate().map(line).collect();
    let done = rawi_reading(&["add", record.to_str().unwrap(), "-"], input.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    record
}

fn found(record: &Path, args: &[&str]) -> Vec<Value> {
    let args = [&["find", "--format", "jsonl", record.to_str().unwrap()], args].concat();
    let done = rawi(&args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", err(&done));
    out(&done).lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// What is found, by the beginnings of the contents.
fn check(record: &Path, args: &[&str], expect: &[&str]) {
    let found = found(record, args);
    let contents: Vec<&str> = found.iter().map(|f| f["content"].as_str().unwrap()).collect();
    let fits = contents.len() == expect.len() && contents.iter().zip(expect).all(|(c, e)| c.contains(e));
    assert!(fits, "{args:?}\nfound  {contents:#?}\nwanted {expect:#?}");
}

#[test]
fn words_phrases_and_who() {
    let r = &record("find_words");
    // as typed first, then other forms; the newest first in each
    check(r, &["هدنة"], &["أن هدنة جديدة", "الهدنة في غزة"]);
    check(r, &["الهدنة"], &["الهدنة في غزة", "أن هدنة جديدة"]);
    check(r, &["الهدنه", "لغزة"], &["الهدنة في غزة"]);
    check(r, &["\"وقف إطلاق النار\""], &["وقف إطلاق النار"]);
    check(r, &["وقف إطلاق"], &["وقف إطلاق النار", "إطلاق السفينة"]);
    check(r, &["هدنة OR تهدئة", "--sort", "oldest"], &["الهدنة في غزة", "لا تريد التهدئة", "أن هدنة جديدة"]);
    check(r, &["هدنة -غزة"], &["أن هدنة جديدة"]);
    check(r, &["--by", "سامي النهري", "--", "-هدنة"], &[]);
    check(r, &["سوريا"], &["أن سوريا بلد", "الحكومة السورية"]);
    check(r, &["سورة"], &["سورة الغضب"]);
    check(r, &["هد*"], &["أن هدنة جديدة", "الهدنة في غزة"]);
    check(r, &["Lavrov", "--until", "2030"], &["إطلاق السفينة"]);
    check(r, &["--by", "Lavrov", "--since", "2031-05-02"], &["أن سوريا بلد"]);
    check(r, &["--by", "لافروف", "--by", "النهري", "--since", "2031-05", "--limit", "2"], &["أن هدنة جديدة", "أن سوريا بلد"]);
    check(r, &["--by", "لافروف", "--limit", "1", "--skip", "1"], &["ضرورة"]);
    check(r, &["--act", "deny"], &["إغلاق الجسر"]);
    check(r, &["--via", "رويترز"], &["الحكومة السورية لا تريد"]);
    check(r, &["--about", "سوريا", "--act", "affirm"], &["أن سوريا بلد"]);
    check(r, &["--outlet", "صحيفة الضفة", "هدنة"], &["الهدنة في غزة"]);
    check(r, &["--outlet", "الضفة", "--act", "affirm"], &["أن سوريا بلد"]);
    // what has no date is neither before a day nor after one
    check(r, &["سورة", "--until", "2040"], &[]);
    check(r, &["سورة", "--since", "1990"], &[]);
    check(r, &["كلمةغريبة"], &[]);
}

#[test]
fn what_cannot_be_asked_is_told() {
    let record = record("find_wrong");
    let path = record.to_str().unwrap();
    for (args, told) in [
        (&["--by", "زكريا المجهول"][..], "nobody in the record"),
        (&["--outlet", "الأفق"], "no outlet in the record"),
        (&["،"], "no word in that"),
    ] {
        let done = rawi(&[&["find", path], args].concat());
        assert_eq!(done.status.code(), Some(1), "{args:?}");
        assert!(err(&done).contains(told), "{}", err(&done));
    }
    for args in [&["--act", "sing"][..], &["--since", "May"], &["--limit", "0"]] {
        assert_eq!(rawi(&[&["find", path], args].concat()).status.code(), Some(2), "{args:?}");
    }
    // nothing that is typed is a mistake of syntax
    for odd in ["\"", "AND", "NOT", "NEAR(", "a:b", "exact : x", "^x", "(((", "x* y*", "OR", "-\"", "{a}", "'", "\0"] {
        let done = rawi(&["find", path, "--", &odd.replace('\0', "ا")]);
        assert!(matches!(done.status.code(), Some(0 | 1)), "{odd}");
        assert!(!err(&done).contains("fts5") && !err(&done).contains("syntax"), "{odd}: {}", err(&done));
    }
}

#[test]
fn show_has_the_statement_in_its_text() {
    let record = record("find_show");
    let path = record.to_str().unwrap();
    let id = found(&record, &["--via", "رويترز"])[0]["id"].as_str().unwrap().to_owned();
    let shown = out(&rawi(&["show", path, &id]));
    for part in ["⟦إن الحكومة السورية لا تريد التهدئة⟧", "‹قوله›", "through     وكالة رويترز", "صحيفة الضفة, 2031-05-02", &id]
    {
        assert!(shown.contains(part), "{part}:\n{shown}");
    }
    let article = id.split('-').next().unwrap();
    assert_eq!(out(&rawi(&["show", path, article])).matches(article).count(), 2);
    for (wrong, told) in [("0000000000000000-1-2", "no article"), (&*format!("{article}-1-2"), "without a statement")] {
        let done = rawi(&["show", path, wrong]);
        assert_eq!(done.status.code(), Some(1));
        assert!(err(&done).contains(told), "{}", err(&done));
    }
}

#[test]
fn an_index_of_another_folding_is_made_anew() {
    let record = record("find_reindex");
    let path = record.to_str().unwrap();
    let before = common::record::content(&record);
    edit(
        &record,
        "UPDATE setting SET value = 'older' WHERE name = 'folding'; INSERT INTO words (words) VALUES ('delete-all');
         UPDATE actor_word SET word = word || 'x';",
    );
    let done = rawi(&["find", path, "هدنة"]);
    assert!(err(&done).contains("another version"), "{}", err(&done));
    assert!(out(&done).is_empty());
    assert_eq!(rawi(&["reread", path]).status.code(), Some(0));
    assert!(common::record::content(&record) == before);
    check(&record, &["هدنة", "--by", "Lavrov"], &["الهدنة في غزة"]);
    assert!(err(&rawi(&["find", path, "هدنة"])).is_empty());
}
