//! Disputes, from a table of pairs.
#![allow(missing_docs)]

mod common;

use std::path::Path;

use rawi_record::model::{Article, Denial, Entity, Positions, Range, Reading, Speaker, Statement};
use rawi_record::{DisputeKind, Prepared, Record};

fn at(text: &str) -> u32 {
    text.chars().count() as u32
}

/// An article of such statements: who speaks, the act, what is said. Its figures are the numbers in digits.
fn article(n: usize, date: &str, said: &[[&str; 3]]) -> Article {
    let sha256 = format!("{:016x}{n:048x}", (n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut text = format!("الخبر رقم {n}\n");
    let (mut reading, mut figures) = (Reading::default(), Vec::new());
    for [speaker, act, content] in said {
        let id = format!("name:{}", speaker.replace(' ', "-"));
        let cue = at(&text);
        text.push_str(&format!("قال {speaker} "));
        let start = at(&text);
        let name = Range { start: cue + 4, end: start - 1 };
        let words: Vec<&str> = content.split(' ').collect();
        for (place, word) in words.iter().enumerate() {
            if let Ok(value) = word.parse::<f64>() {
                let begin = start + at(&words[..place].join(" ")) + u32::from(place > 0);
                let unit = words[place + 1].trim_end_matches('ا');
                figures.push(serde_json::json!({
                    "value": value, "unit": unit, "bound": (place > 0 && words[place - 1] == "من").then_some("more"), "range": null,
                    "text": {"start": begin, "end": begin + at(word), "text": word},
                    "statement": format!("{}-{cue}-{start}", &sha256[..16]),
                }));
            }
        }
        text.push_str(content);
        let whole = Range { start, end: at(&text) };
        reading.entities.push(Entity {
            id: id.clone(),
            r#type: "organisation".into(),
            name: (*speaker).into(),
            mentions: vec![name],
            ..Entity::default()
        });
        reading.statements.push(Statement {
            kind: "indirect".into(),
            act: (*act).into(),
            content: vec![whole],
            cue: Range { start: cue, end: cue + 3 },
            cue_lemma: "قال".into(),
            speaker: Speaker { entity: Some(id), name: (*speaker).into(), mention: Some(name), via: "name".into() },
            confidence: 1.0,
            why: "test".into(),
            denies: (*act == "deny").then(|| Denial {
                how: "denial".into(),
                statement: (!reading.statements.is_empty()).then_some(0),
                claim: whole,
            }),
            ..Statement::default()
        });
        text.push_str(".\n");
    }
    reading.positions = Positions { figures: serde_json::Value::from(figures).to_string(), ..Positions::default() };
    common::article(n, sha256, date, text, reading)
}

#[test]
fn pairs_of_the_table() {
    let table = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/disputes.tsv")).unwrap();
    let mut wrong = Vec::new();
    for row in table.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [label, days, what, one, act, said, other, does, told] = cells[..] else { panic!("{row}: nine cells") };
        let (a, b) = ([one, act, said], [other, does, told]);
        let dir = tempfile::tempdir().unwrap();
        let record = Record::open(&dir.path().join("a.rawi")).unwrap();
        let mut batch = record.begin("test").unwrap();
        let articles = match days {
            "in" => vec![article(1, "2031-05-04", &[a, b])],
            days => {
                let second = format!("2031-05-{:02}", 4 + days.parse::<u32>().unwrap());
                vec![article(1, "2031-05-04", &[a]), article(2, &second, &[b])]
            }
        };
        for article in articles {
            batch.put(Prepared::new(article).unwrap()).unwrap();
        }
        batch.commit().unwrap();
        let found = record.disputes(None, None).unwrap();
        let found: Vec<&str> = found
            .iter()
            .map(|d| match d.kind {
                DisputeKind::Denial => "denial",
                DisputeKind::Figures => "figures",
            })
            .collect();
        let expected: &[&str] = if label == "none" { &[] } else { &[label] };
        if found != expected {
            wrong.push(format!("{what}: {found:?}, and not {label}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
