//! Utterances: from a table of pairs, and the same whatever the order of adding.
#![allow(missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use rawi_record::model::{Article, Entity, Range, Reading, Speaker, Statement};
use rawi_record::{Decided, Prepared, Record, Value};

/// What somebody said in an article: speaker, act, content.
type Said<'a> = (&'a str, &'a str, &'a str);

/// An article that consists of such statements, a line each.
fn article(n: usize, date: &str, said: &[Said<'_>]) -> Article {
    let mut text = format!("الخبر رقم {n}\n");
    let mut reading = Reading::default();
    let at = |text: &str| text.chars().count() as u32;
    for (speaker, act, content) in said {
        let id = format!("name:{}", speaker.replace(' ', "-"));
        let (cue, name) = (at(&text), at(&text) + 4);
        text.push_str(&format!("قال {speaker} "));
        let start = at(&text);
        text.push_str(content);
        let mention = Range { start: name, end: start - 1 };
        match reading.entities.iter_mut().find(|e| e.id == id) {
            Some(entity) => entity.mentions.push(mention),
            None => reading.entities.push(Entity {
                id: id.clone(),
                r#type: "person".into(),
                name: (*speaker).into(),
                mentions: vec![mention],
                ..Entity::default()
            }),
        }
        reading.statements.push(Statement {
            kind: "indirect".into(),
            act: (*act).into(),
            content: vec![Range { start, end: at(&text) }],
            cue: Range { start: cue, end: cue + 3 },
            cue_lemma: "قال".into(),
            speaker: Speaker { entity: Some(id), name: (*speaker).into(), mention: Some(mention), via: "name".into() },
            confidence: 1.0,
            why: "test".into(),
            ..Statement::default()
        });
        text.push_str(".\n");
    }
    common::article(n, sha256(n), date, text, reading)
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

fn rows(record: &Record, sql: &str) -> Vec<Vec<Value>> {
    let record = Record::open_read(record.path()).unwrap();
    let mut rows = Vec::new();
    let each = |row| -> Result<(), rawi_record::Error> {
        rows.push(row);
        Ok(())
    };
    record.sql(sql, |_| Ok(()), each).unwrap();
    rows
}

/// The utterances by their references, each with its reports in their order.
fn utterances(record: &Record) -> BTreeSet<String> {
    let sql = "SELECT u.ref, u.reports, r.ord, a.key, s.ord FROM utterance u JOIN report r ON r.utterance = u.id \
               JOIN statement s ON s.id = r.statement JOIN article_version v ON v.id = s.version JOIN article a ON a.id = v.article";
    rows(record, sql).into_iter().map(|r| format!("{r:?}")).collect()
}

fn sound(record: &Record) {
    assert_eq!(record.check().unwrap().problems, Vec::<String>::new());
}

fn table(name: &str) -> Vec<Vec<String>> {
    let table = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)).unwrap();
    let lines = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1);
    lines.map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn pairs_of_the_table() {
    let rows = table("utterances.tsv");
    assert!(rows.len() >= 40, "{} pairs", rows.len());
    let mut wrong = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let [label, days, what, one, said, other, told] = &row[..] else { panic!("row {}: {} cells", n + 1, row.len()) };
        assert!(label == "same" || label == "not", "row {}", n + 1);
        let dir = tempfile::tempdir().unwrap();
        let record = Record::open(&dir.path().join("a.rawi")).unwrap();
        let (a, b) = ((one.as_str(), "inform", said.as_str()), (other.as_str(), "inform", told.as_str()));
        match days.as_str() {
            "in" => add(&record, &[article(1, "2031-05-04", &[a, b])]),
            "-" => add(&record, &[article(1, "", &[a]), article(2, "", &[b])]),
            days => {
                let second = format!("2031-05-{:02}", 4 + days.parse::<u32>().unwrap());
                add(&record, &[article(1, "2031-05-04", &[a]), article(2, &second, &[b])]);
            }
        }
        if utterances(&record).is_empty() == (label == "same") {
            wrong.push(format!("{what}: is {label}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// A record of a program that compared otherwise is compared anew.
#[test]
fn what_another_program_compared_is_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let record = Record::open(&dir.path().join("a.rawi")).unwrap();
    record.reindex().unwrap();
    let said = "أن أسعار تذاكر القطارات لن ترتفع قبل نهاية العام الحالي";
    let both: Vec<Article> = (1..3).map(|n| article(n, "2031-05-04", &[("عصام الكيلاني", "inform", said)])).collect();
    add(&record, &both);
    let made = utterances(&record);
    assert_eq!(made.len(), 2);
    assert!(!record.reindex().unwrap(), "nothing has changed");
    let other = rusqlite::Connection::open(record.path()).unwrap();
    let spoil = "UPDATE setting SET value = 'other' WHERE name = 'comparing'; DELETE FROM report; DELETE FROM utterance; \
                 DELETE FROM echo; UPDATE gist SET words = x'00'";
    other.execute_batch(spoil).unwrap();
    drop(other);
    assert!(record.reindex().unwrap());
    assert_eq!(utterances(&record), made);
    sound(&record);
    assert!(!record.reindex().unwrap());
}

/// Ten words of which `kept` says which are said; the first of another statement begins with others.
fn content(topic: usize, kept: u16) -> String {
    const WORDS: [&str; 30] = [
        "هدنة",
        "معبر",
        "قافلة",
        "جدول",
        "حدود",
        "أسرى",
        "ميناء",
        "وقود",
        "قمح",
        "جسر",
        "ضريبة",
        "موازنة",
        "أجور",
        "نقابة",
        "إضراب",
        "مدارس",
        "كهرباء",
        "سدود",
        "أمطار",
        "محصول",
        "ملعب",
        "بطولة",
        "مدرب",
        "حكم",
        "جمهور",
        "هدف",
        "تذاكر",
        "منتخب",
        "إصابة",
        "تعادل",
    ];
    let words = WORDS.iter().skip(topic * 10).take(10).enumerate().filter(|(n, _)| kept >> n & 1 == 1);
    let words: Vec<&str> = words.map(|(_, w)| *w).collect();
    if words.is_empty() { "كذا".to_owned() } else { words.join(" ") }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_adding_makes_no_difference(
        made in proptest::collection::vec(
            (proptest::collection::vec((0usize..3, 0usize..3, any::<u16>(), any::<u16>()), 1..4), 0usize..6), 2..10),
        order in proptest::collection::vec(any::<u32>(), 10),
        cuts in proptest::collection::vec(1usize..4, 10),
        changed in proptest::collection::vec(0usize..10, 0..4),
        pairs in proptest::collection::vec((0usize..10, 0usize..3, 0usize..10, 0usize..3, any::<bool>()), 0..4),
    ) {
        const SPEAKERS: [&str; 3] = ["جورج منصور", "منصور", "وزيرة النقل"];
        let articles: Vec<Article> = made.iter().enumerate().map(|(n, (said, day))| {
            // most words of a statement are kept, so that many are alike
            let contents: Vec<(usize, String)> = said.iter().map(|(who, topic, a, b)| (*who, content(*topic, a | b))).collect();
            let said: Vec<Said<'_>> = contents.iter().map(|(who, c)| (SPEAKERS[*who], "inform", c.as_str())).collect();
            let date = if *day == 0 { String::new() } else { format!("2031-05-{day:02}") };
            article(n, &date, &said)
        }).collect();
        let dir = tempfile::tempdir().unwrap();
        let once = Record::open(&dir.path().join("once.rawi")).unwrap();
        add(&once, &articles);
        let bit_by_bit = Record::open(&dir.path().join("bits.rawi")).unwrap();
        let mut turned: Vec<usize> = (0..articles.len()).collect();
        turned.sort_by_key(|n| order[*n]);
        let first = |n: usize| {
            let mut first = articles[n].clone();
            if changed.contains(&n) {
                let source = articles[(n + 1) % articles.len()].clone();
                (first.text, first.body, first.reading, first.source.sha256) =
                    (source.text + "\n", source.body, source.reading, sha256(n + 500));
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
        prop_assert_eq!(utterances(&bit_by_bit), utterances(&once));
        sound(&bit_by_bit);
        // another reader read everything otherwise, and this one again as before
        for (reader, empty) in [("other", true), ("test", false)] {
            let versions = bit_by_bit.versions(0, 100, false).unwrap();
            let mut batch = bit_by_bit.begin(reader).unwrap();
            for version in versions {
                let mut article = bit_by_bit.version(version).unwrap().unwrap().article;
                article.reading = if empty {
                    Reading::default()
                } else {
                    let now = articles.iter().find(|a| a.text == article.text);
                    now.map_or_else(Reading::default, |a| a.reading.clone())
                };
                batch.replace_reading(version, Prepared::new(article).unwrap()).unwrap();
            }
            batch.commit().unwrap();
            sound(&bit_by_bit);
            prop_assert_eq!(utterances(&bit_by_bit).is_empty(), empty || utterances(&once).is_empty());
        }
        prop_assert_eq!(utterances(&bit_by_bit), utterances(&once));
        let before = utterances(&once);
        let decided = |record: &Record| -> Vec<Decided> {
            let ids = statements(record);
            pairs.iter().filter_map(|(a, i, b, j, same)| {
                Some(Decided { one: *ids.get(&(*a, *i))?, other: *ids.get(&(*b, *j))?, same: *same })
            }).collect()
        };
        for record in [&once, &bit_by_bit] {
            let mut batch = record.begin("test").unwrap();
            batch.decided_utterances_are(decided(record));
            batch.commit().unwrap();
            sound(record);
        }
        prop_assert_eq!(utterances(&bit_by_bit), utterances(&once));
        let mut batch = once.begin("test").unwrap();
        for decided in decided(&once) {
            batch.utterance_again(decided.one);
            batch.utterance_again(decided.other);
        }
        batch.commit().unwrap();
        prop_assert_eq!(utterances(&once), before);
    }
}

/// The numbers of current statements by their article's number and their place there.
fn statements(record: &Record) -> BTreeMap<(usize, usize), i64> {
    let sql = "SELECT v.path, s.ord, s.id FROM statement s JOIN article_version v ON v.id = s.version WHERE s.current = 1";
    let mut ids = BTreeMap::new();
    for row in rows(record, sql) {
        if let [Value::Text(path), Value::Integer(ord), Value::Integer(id)] = &row[..] {
            ids.insert((path.trim_end_matches(".txt").parse().unwrap(), *ord as usize), *id);
        }
    }
    ids
}
