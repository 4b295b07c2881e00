//! All names of articles.
#![allow(missing_docs)]

mod common;

use common::{folder, out, rawi};
use serde_json::Value;
use std::fs;

const TEXT: &str =
    "قال الرئيس الفرنسي جاك شيراك في باريس إن الحكومة السودانية أخطأت. وأضاف شيراك أن فرنسا ستبلغ كارلو كابوتشيوني.";

#[test]
fn every_name_stands_where_it_says() {
    let dir = folder("names-jsonl");
    fs::write(dir.join("a.txt"), TEXT).unwrap();
    let path = dir.join("a.txt");
    let done = rawi(&["names", path.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(0));
    let article: Value = serde_json::from_str(&out(&done)).unwrap();
    let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    let names = article["names"].as_array().unwrap();
    for name in names {
        let (start, end) = (name["start"].as_u64().unwrap() as usize, name["end"].as_u64().unwrap() as usize);
        assert_eq!(text[start..end].iter().collect::<String>(), name["text"].as_str().unwrap());
        assert!(["person", "organisation", "place"].contains(&name["type"].as_str().unwrap()));
        assert_eq!(name["name_en"].is_null(), name["name_en_basis"].is_null());
    }
    let of = |text: &str| names.iter().find(|n| n["text"] == text).unwrap_or_else(|| panic!("{text}: {names:?}"));
    assert_eq!(of("شيراك")["entity"], "person:jacques-chirac");
    assert_eq!(of("فرنسا")["entity"], "state:fr");
    assert_eq!(of("باريس")["entity"], Value::Null);
    assert_eq!(of("كارلو كابوتشيوني")["name_en_basis"], "romanised");
}

#[test]
fn on_a_terminal_they_stand_under_headings() {
    let dir = folder("names-pretty");
    fs::write(dir.join("a.txt"), TEXT).unwrap();
    let path = dir.join("a.txt");
    let shown = out(&rawi(&["names", "--format", "pretty", "--width", "60", path.to_str().unwrap()]));
    let plain = shown.replace(['\u{200F}', '\u{2067}', '\u{2069}'], "");
    assert!(plain.contains("أشخاص\n   جاك شيراك (2) · Jacques Chirac\n"), "{plain}");
    assert!(plain.contains("أماكن\n"), "{plain}");
}

#[test]
fn what_is_not_arabic_has_none() {
    let dir = folder("names-english");
    fs::write(dir.join("a.txt"), "The minister said on Monday that the bridge was open again.").unwrap();
    let path = dir.join("a.txt");
    let article: Value = serde_json::from_str(&out(&rawi(&["names", path.to_str().unwrap()]))).unwrap();
    assert_eq!(article["names"].as_array().unwrap().len(), 0);
}
