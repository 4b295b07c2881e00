//! Stories: from a table of pairs, and the same whatever the order of adding.
#![allow(missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use rawi_record::model::{Article, Reading};
use rawi_record::{Decided, Prepared, Record, StoryOrder};

fn article(n: usize, outlet: &str, date: &str, text: &str) -> Article {
    let mut article = common::article(n, sha256(n), date, text.to_owned(), Reading::default());
    article.source.outlet = (!outlet.is_empty()).then(|| outlet.to_owned());
    if text.is_empty() {
        article.body.clear();
    }
    article
}

/// Digits that stand for a hash.
fn sha256(n: usize) -> String {
    format!("{:016x}{n:048x}", (n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn add(record: &Record, articles: &[Article]) {
    let mut batch = record.begin("test").unwrap();
    for article in articles {
        batch.put(Prepared::new(article.clone()).unwrap()).unwrap();
    }
    batch.commit().unwrap();
}

/// The stories by the addresses of their articles, with all that is kept of them.
fn stories(record: &Record) -> BTreeSet<String> {
    let all = record.stories(StoryOrder::Most, None, None, 1000, 0).unwrap();
    all.into_iter()
        .map(|s| {
            let articles: Vec<String> = s.articles.iter().map(|a| format!("{} {:?} {:?}", a.place, a.source, a.copied)).collect();
            format!("{} {} {}", s.reference, s.first_basis, articles.join(", "))
        })
        .collect()
}

fn sound(record: &Record) {
    assert_eq!(record.check().unwrap().problems, Vec::<String>::new());
}

#[test]
fn pairs_of_the_table() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories.tsv");
    let table = std::fs::read_to_string(table).unwrap();
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect()).collect();
    assert!(rows.len() >= 30, "{} pairs", rows.len());
    let mut wrong = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let [label, outlets, what, one, other] = row[..] else { panic!("row {}: {} cells", n + 1, row.len()) };
        assert!(["same", "not"].contains(&label) && ["one", "two"].contains(&outlets), "row {}", n + 1);
        let dir = tempfile::tempdir().unwrap();
        let record = Record::open(&dir.path().join("a.rawi")).unwrap();
        let other_outlet = if outlets == "one" { "الأولى" } else { "الثانية" };
        add(&record, &[article(1, "الأولى", "2031-05-04", one), article(2, other_outlet, "2031-05-05", other)]);
        let found = record.stories(StoryOrder::Most, None, None, 10, 0).unwrap();
        if (found.len() == 1) != (label == "same") {
            wrong.push(format!("{what}: is {label}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// A short report that stands below another outlet's news days later is background there; the day after it is the story.
#[test]
fn what_comes_days_later_below_other_news_is_background() {
    let short = "أوقفت هيئة الطيران في جمهورية نورستان أمس رحلاتها من مطار العاصمة وإليه، وقال مديرها حسان البيطار إن الرحلات \
                 ستنتقل إلى مطار الساحل حتى نهاية أعمال الصيانة في المدرج الشمالي";
    let news = |n: usize| words(n, 120);
    let told = |outlet: &str, day: &str, text: &str| {
        let dir = tempfile::tempdir().unwrap();
        let record = Record::open(&dir.path().join("a.rawi")).unwrap();
        add(&record, &[article(1, "الأولى", "2031-05-04", short), article(2, outlet, day, text)]);
        record.stories(StoryOrder::Most, None, None, 10, 0).unwrap().len()
    };
    let (below, above) = (format!("{} {short}", news(1)), format!("{short} {}", news(2)));
    assert_eq!(told("الثانية", "2031-05-05", &below), 1);
    assert_eq!(told("الثانية", "2031-05-06", &below), 0);
    assert_eq!(told("الثانية", "2031-05-06", &above), 1);
}

/// Words that no two sources have in common by chance.
fn words(seed: usize, count: usize) -> String {
    const SYLLABLES: [&str; 12] = ["مد", "ري", "سف", "نو", "كا", "جب", "حل", "طر", "بي", "قص", "عم", "شت"];
    let mut x = seed as u64 + 1;
    let mut next = || {
        x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        SYLLABLES[(x >> 33) as usize % 12]
    };
    (0..count).map(|_| format!("{}{}{}", next(), next(), next())).collect::<Vec<_>>().join(" ")
}

/// An article made of parts of a few sources: whole, cut, extended, or several in one.
fn made(n: usize, of: &[(usize, usize, usize)], outlet: usize, day: usize) -> Article {
    let text: Vec<String> = of
        .iter()
        .map(|(source, from, to)| {
            let words = words(*source, 60);
            let words: Vec<&str> = words.split(' ').collect();
            words[15 * (*from).min(*to)..15 * (*from).max(*to)].join(" ")
        })
        .collect();
    let date = if day == 0 { String::new() } else { format!("2031-05-{day:02}") };
    article(n, ["", "الأولى", "الثانية", "الثالثة"][outlet], &date, &text.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_adding_makes_no_difference(
        parts in proptest::collection::vec(
            (proptest::collection::vec((0usize..4, 0usize..5, 0usize..5), 1..3), 0usize..4, 0usize..5), 2..14),
        order in proptest::collection::vec(any::<u32>(), 14),
        cuts in proptest::collection::vec(1usize..5, 14),
        changed in proptest::collection::vec(0usize..14, 0..4),
        pairs in proptest::collection::vec((0usize..14, 0usize..14, any::<bool>()), 0..4),
    ) {
        let articles: Vec<Article> =
            parts.iter().enumerate().map(|(n, (of, outlet, day))| made(n, of, *outlet, *day)).collect();
        let dir = tempfile::tempdir().unwrap();
        let once = Record::open(&dir.path().join("once.rawi")).unwrap();
        add(&once, &articles);
        // by small batches, in another order, some with another text first that a new version replaces
        let bit_by_bit = Record::open(&dir.path().join("bits.rawi")).unwrap();
        let mut turned: Vec<usize> = (0..articles.len()).collect();
        turned.sort_by_key(|n| order[*n]);
        let first = |n: usize| {
            let mut first = articles[n].clone();
            let source = articles[(n + 1) % articles.len()].clone();
            // the same text in other bytes is no new version, and keeps its reference
            if changed.contains(&n) && source.text != first.text {
                (first.text, first.body, first.source.sha256) = (source.text, source.body, sha256(n + 500));
            }
            first
        };
        let mut at = 0;
        for cut in cuts {
            let end = (at + cut).min(turned.len());
            add(&bit_by_bit, &turned[at..end].iter().map(|n| first(*n)).collect::<Vec<_>>());
            at = end;
        }
        sound(&bit_by_bit);
        for n in turned.iter().rev().filter(|n| changed.contains(n)) {
            add(&bit_by_bit, &[articles[*n].clone()]);
        }
        prop_assert_eq!(stories(&bit_by_bit), stories(&once));
        sound(&bit_by_bit);
        // decisions hold, and when they are taken back all is as before
        let before = stories(&once);
        let decided = |record: &Record| -> Vec<Decided> {
            let ids = article_ids(record);
            pairs.iter().filter_map(|(a, b, same)| Some(Decided {
                one: *ids.get(&format!("https://a.example/{a}"))?,
                other: *ids.get(&format!("https://a.example/{b}"))?,
                same: *same,
            })).collect()
        };
        for record in [&once, &bit_by_bit] {
            let mut batch = record.begin("test").unwrap();
            batch.decided_stories_are(decided(record));
            batch.commit().unwrap();
            sound(record);
        }
        prop_assert_eq!(stories(&bit_by_bit), stories(&once));
        let mut batch = once.begin("test").unwrap();
        for decided in decided(&once) {
            batch.story_again(decided.one).unwrap();
            batch.story_again(decided.other).unwrap();
        }
        batch.commit().unwrap();
        prop_assert_eq!(stories(&once), before);
    }
}

fn article_ids(record: &Record) -> BTreeMap<String, i64> {
    let mut ids = BTreeMap::new();
    let each = |row: Vec<rawi_record::Value>| -> Result<(), rawi_record::Error> {
        if let [rawi_record::Value::Text(key), rawi_record::Value::Integer(id)] = &row[..] {
            ids.insert(key.clone(), *id);
        }
        Ok(())
    };
    let record = Record::open_read(record.path()).unwrap();
    record.sql("SELECT key, id FROM article", |_| Ok(()), each).unwrap();
    ids
}
