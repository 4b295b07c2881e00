use serde_json::Value;

use super::*;
use crate::fixture;

fn json(article: &Article, reading: &Reading) -> Value {
    let mut out = Vec::new();
    write(article, reading, &mut out).unwrap();
    assert_eq!(out.iter().filter(|b| **b == b'\n').count(), 1);
    serde_json::from_slice(&out).unwrap()
}

/// Every object with `start`, `end` and `text` covers just that text, counted in code points.
fn check_pieces(value: &Value, text: &[char]) -> usize {
    let below = match value {
        Value::Object(map) => map.values().map(|v| check_pieces(v, text)).sum(),
        Value::Array(list) => list.iter().map(|v| check_pieces(v, text)).sum(),
        _ => 0,
    };
    let (Some(start), Some(end), Some(piece)) = (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str()) else {
        return below;
    };
    let covered: String = text[start as usize..end as usize].iter().collect();
    assert_eq!(covered, piece);
    below + 1
}

#[test]
fn offsets_are_code_points_into_the_text() {
    let (mut article, mut reading) = fixture::article();
    let shift = "😀 قَالَ é\u{301}\n";
    let moved = |s: &mut Span| {
        *s = Span::new(s.start + shift.len() as u32, s.end + shift.len() as u32);
    };
    article.text.insert_str(0, shift);
    article.title.iter_mut().for_each(moved);
    article.body.iter_mut().for_each(moved);
    for s in &mut reading.statements {
        s.content.iter_mut().for_each(moved);
        moved(&mut s.cue.span);
        s.speaker.mention.iter_mut().for_each(moved);
        s.chain.iter_mut().for_each(|p| moved(&mut p.mention));
        s.time.iter_mut().chain(&mut s.occasion).for_each(moved);
        s.stance.towards.iter_mut().for_each(|p| moved(&mut p.mention));
        s.stance.issue.iter_mut().for_each(moved);
        if let Some(d) = &mut s.demand {
            d.of.iter_mut().for_each(|p| moved(&mut p.mention));
            d.what.iter_mut().chain(&mut d.condition).for_each(moved);
        }
        s.denies.iter_mut().for_each(|d| moved(&mut d.claim));
    }
    for e in &mut reading.entities {
        e.mentions.iter_mut().for_each(moved);
    }
    for d in &mut reading.designations {
        moved(&mut d.label);
        moved(&mut d.target.mention);
    }
    for m in &mut reading.meetings {
        moved(&mut m.text);
        m.place.iter_mut().chain(&mut m.when).chain(&mut m.level).chain(&mut m.agenda).for_each(moved);
        m.participants.iter_mut().for_each(|(p, _)| moved(&mut p.mention));
    }
    for f in &mut reading.figures {
        moved(&mut f.text);
        f.of.iter_mut().chain(&mut f.when).for_each(moved);
    }
    let value = json(&article, &reading);
    let text: Vec<char> = article.text.chars().collect();
    assert_eq!(check_pieces(&value, &text), 38);
    assert_eq!(value["text"], article.text);
}

#[test]
fn all_fields_in_the_contracts_order() {
    let (article, reading) = fixture::article();
    let mut out = Vec::new();
    write(&article, &reading, &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap().replace("},{", "},\n{"));
}

#[test]
fn statements_refer_to_one_another_by_id() {
    let (article, reading) = fixture::article();
    let value = json(&article, &reading);
    let statements = value["statements"].as_array().unwrap();
    assert_eq!(statements[4]["in"], statements[3]["id"]);
    assert_eq!(statements[0]["id"], "0011223344556677-7-9");
}

#[test]
fn spans_and_indices_out_of_range_do_no_harm() {
    let (article, mut reading) = fixture::article();
    reading.statements[0].content = vec![Span::new(7, u32::MAX)];
    reading.statements[0].speaker.entity = Some(50);
    reading.statements[0].within = Some(50);
    reading.statements[0].confidence = f32::NAN;
    let value = json(&article, &reading);
    assert_eq!(value["statements"][0]["content"][0]["text"], "");
    assert_eq!(value["statements"][0]["in"], Value::Null);
}

#[test]
fn line_ends_of_any_kind_are_escaped() {
    let article = Article { text: "a\u{2028}b\u{2029}c\u{85}d\r\n\u{c}\u{1e}«é» €".to_owned(), ..Article::default() };
    let mut out = Vec::new();
    write(&article, &Reading::default(), &mut out).unwrap();
    let line = String::from_utf8(out).unwrap();
    assert!(line.contains(r"a\u2028b\u2029c\u0085d\r\n\f\u001e«é» €"));
    let value: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["text"], article.text);
}
