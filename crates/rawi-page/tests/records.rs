//! One test for each stated outcome of a record, good or bad.

mod common;

use common::{Dir, TEXT, one, read, record};
use rawi_page::{DateBasis, Options};

#[test]
fn records_and_their_fields() {
    let dir = Dir::new();
    let line = r#"{"id": 7, "title": "الجسر يفتح", "date": "2017-03-25", "text": "قال الرئيس: \"نعم\".\nوأضاف.", "link": "https://example.org/7", "source": "النخلة", "tags": [1, {"text": "لا"}]}"#;
    let article = read(&[dir.file("a.jsonl", line)], &Options::default()).remove(0).unwrap();
    assert_eq!(article.text, "الجسر يفتح\n\nقال الرئيس: \"نعم\".\nوأضاف.");
    assert_eq!(article.title.unwrap().of(&article.text), "الجسر يفتح");
    assert_eq!(article.source.text_start as usize, "الجسر يفتح\n\n".len());
    assert_eq!(article.source.line, Some(1));
    assert_eq!(article.source.url.as_deref(), Some("https://example.org/7"));
    assert_eq!(article.source.outlet.as_deref(), Some("النخلة"));
    let published = article.published.unwrap();
    assert_eq!((published.value.as_str(), published.basis), ("2017-03-25", DateBasis::Metadata));
}

#[test]
fn a_title_that_the_text_has_is_not_said_twice() {
    let dir = Dir::new();
    let line = serde_json::json!({ "headline": " البلدية تفتح الجسر ", "body": TEXT }).to_string();
    let article = read(&[dir.file("a.jsonl", line)], &Options::default()).remove(0).unwrap();
    assert_eq!((article.text.as_str(), article.source.text_start), (TEXT, 0));
    assert_eq!(article.title.unwrap().of(TEXT), "البلدية تفتح الجسر");
}

#[test]
fn named_fields() {
    let dir = Dir::new();
    let line = r#"{"text": "لا", "matn": "نعم", "t": "عنوان", "d": 1490450709, "u": "x"}"#;
    let name = |s: &str| Some(s.to_owned());
    let options = Options {
        text_field: name("matn"),
        title_field: name("t"),
        date_field: name("d"),
        url_field: name("u"),
        ..Options::default()
    };
    let path = dir.file("a.jsonl", line);
    let article = read(std::slice::from_ref(&path), &options).remove(0).unwrap();
    assert_eq!(article.text, "عنوان\n\nنعم");
    assert_eq!(article.source.url.as_deref(), Some("x"));
    assert_eq!(article.published.unwrap().value, "2017-03-25T14:05Z");
    let options = Options { text_field: name("nass"), ..Options::default() };
    assert_eq!(read(&[path], &options).remove(0).unwrap_err(), "a.jsonl:1: no field \"nass\", which --text-field names");
}

#[test]
fn a_bad_record_costs_one_error() {
    let dir = Dir::new();
    let lines = [
        record("واحد"),
        r#"{"text": "مكسور}"#.into(),
        String::new(),
        r#"{"نص": 1}"#.into(),
        r#"{"text": 5}"#.into(),
        r#"{"text": " "}"#.into(),
        "[1]".into(),
        r#"{"text": "اثنان"} x"#.into(),
        record("ثلاثة"),
    ];
    let path = dir.file("a.jsonl", lines.join("\r\n"));
    let all = read(&[path], &Options::default());
    let told: Vec<_> =
        all.iter().map(|r| r.as_ref().map_or_else(String::clone, |a| format!("{}", a.source.line.unwrap()))).collect();
    assert_eq!(
        told,
        [
            "1",
            "a.jsonl:2:16: no JSON object: EOF while parsing a string; one object a line is expected",
            "a.jsonl:4: no text field (looked for text, content, body, maintext, article and others); --text-field names it",
            "a.jsonl:5: the field \"text\" is a number, not a string; --text-field names another",
            "a.jsonl:6: the field \"text\" holds no text",
            "a.jsonl:7:1: no JSON object: invalid type: sequence, expected a JSON object; one object a line is expected",
            "a.jsonl:8:19: no JSON object: trailing characters; one object a line is expected",
            "9",
        ]
    );
}

#[test]
fn another_field_stands_in_for_one_that_holds_no_text() {
    let dir = Dir::new();
    let line = r#"{"text": null, "content": "", "body": "نعم"}"#;
    assert_eq!(read(&[dir.file("a.jsonl", line)], &Options::default()).remove(0).unwrap().text, "نعم");
}

#[test]
fn a_line_that_is_too_long() {
    let dir = Dir::new();
    let lines = [record("واحد"), record(&"ا".repeat(200_000)), record("ثلاثة")].join("\n");
    let options = Options { max_bytes: 1000, ..Options::default() };
    let all = read(&[dir.file("a.jsonl", lines)], &options);
    let what = "a.jsonl:2: the line is longer than 1000 bytes and is left out; --max-bytes raises the limit";
    assert_eq!(all[1].as_ref().unwrap_err(), what);
    assert_eq!(all.iter().filter_map(|r| r.as_ref().ok()).map(|a| a.text.as_str()).collect::<Vec<_>>(), ["واحد", "ثلاثة"]);
    let all = read(&[dir.file("b.jsonl", record(&"ا".repeat(200_000)))], &options);
    assert!(all[0].as_ref().unwrap_err().starts_with("b.jsonl:1: the line is longer"), "{all:?}");
}

#[test]
fn json_that_is_not_a_line_each() {
    let dir = Dir::new();
    let object = "{\n  \"title\": \"الجسر\",\n  \"text\": \"قال نعم\"\n}\n";
    let article = read(&[dir.file("a.json", object)], &Options::default()).remove(0).unwrap();
    assert_eq!(
        (article.text.as_str(), article.source.line, article.source.media_type),
        ("الجسر\n\nقال نعم", None, "application/json")
    );
    let array = read(&[dir.file("b.json", "[\n{\"text\": \"نعم\"}]")], &Options::default()).remove(0).unwrap_err();
    assert!(array.starts_with("b.json: is a JSON array; one object a line is read"), "{array}");
    let broken = "{\n  \"title\": \"الجسر\",\n  \"text\" \"قال نعم\"\n}\n";
    let error = read(&[dir.file("c.json", broken)], &Options::default()).remove(0).unwrap_err();
    assert!(error.starts_with("c.json:3:10: no JSON object: expected `:`"), "{error}");
}

#[test]
fn leading_blanks_are_kept_in_texts_and_counted_in_records() {
    assert_eq!(one(format!("\n\n{TEXT}")).unwrap().text, format!("\n\n{TEXT}"));
    let article = one(format!("\u{feff}\n\n{}", record("نعم"))).unwrap();
    assert_eq!((article.text.as_str(), article.source.line), ("نعم", Some(3)));
}

#[test]
fn a_title_without_a_letter_is_none() {
    let dir = Dir::new();
    let line = serde_json::json!({ "title": "\u{200f} …", "text": "قال نعم" }).to_string();
    let article = read(&[dir.file("a.jsonl", line)], &Options::default()).remove(0).unwrap();
    assert_eq!((article.text.as_str(), article.title), ("قال نعم", None));
}
