//! `rawi kb`, and rows of one's own laid over the knowledge base.
#![allow(missing_docs)]

mod common;

use common::{err, folder, out, rawi};
use std::fs;

const OWN: &str = "# invented\n\
    id\tkind\tname\taliases\tsurnames\tgender\tstate\troles\n\
    person:zaid-albarshawi\tperson\tزيد البرشاوي\tأبو نواف البرشاوي\tالبرشاوي\tm\tstate:lb\tminister 2031..\n";

#[test]
fn somebody_is_found_by_any_of_the_names() {
    for name in ["لافروف", "سيرجى لافروف", "Lavrov", "sergey lavrov"] {
        let done = rawi(&["kb", "find", name]);
        assert_eq!(done.status.code(), Some(0), "{name}");
        let told = out(&done);
        assert!(told.starts_with("person:sergey-lavrov  سيرغي لافروف  Sergey Lavrov\n"), "{told}");
        assert!(told.contains("foreign minister 2004..") && told.contains("state:ru (Russia)"), "{told}");
    }
    let done = rawi(&["kb", "find", "--json", "Angela", "Merkel"]);
    let row: serde_json::Value = serde_json::from_str(out(&done).lines().next().unwrap()).unwrap();
    assert_eq!(row["id"], "person:angela-merkel");
    assert_eq!(row["roles"][0], serde_json::json!({ "office": "chancellor", "from": "2005", "to": "2021" }));
}

#[test]
fn who_is_not_known_is_told() {
    let done = rawi(&["kb", "find", "زعبوط", "البرشاوي"]);
    assert_eq!((done.status.code(), out(&done).as_str()), (Some(1), ""));
    assert!(err(&done).contains("زعبوط البرشاوي"));
}

#[test]
fn all_bad_rows_of_all_files_are_told() {
    let place = folder("kb-check");
    let (good, bad, worse) = (place.join("good.tsv"), place.join("bad.tsv"), place.join("worse.tsv"));
    fs::write(&good, OWN).unwrap();
    fs::write(&bad, "id\tkind\tname\nperson:a\tperson\tسامي\nperson:b\tking\tرامي\nperson:a\tperson\tهادي\n").unwrap();
    fs::write(&worse, b"id\tkind\tname\nperson:c\tperson\t\xff\xfe\nperson:d\tperson\n").unwrap();
    let files = [&good, &bad, &worse].map(|p| p.to_str().unwrap());
    let done = rawi(&["kb", "check", files[0]]);
    assert_eq!((done.status.code(), err(&done).as_str()), (Some(0), ""));
    assert!(out(&done).ends_with("good.tsv: 1 row, good\n"));
    let done = rawi(&["kb", "check", files[0], files[1], files[2]]);
    assert_eq!(done.status.code(), Some(1));
    let told = err(&done);
    let places: Vec<String> = told.lines().map(|l| l.splitn(3, ':').take(2).collect::<Vec<_>>().join(":")).collect();
    let wanted = [(1, 3), (1, 4), (2, 2), (2, 3)].map(|(file, line): (usize, u32)| format!("{}:{line}", files[file]));
    assert_eq!(places, wanted, "{told}");
}

#[test]
fn nothing_is_read_by_bad_rows() {
    let place = folder("kb-bad");
    let (bad, text) = (place.join("bad.tsv"), place.join("a.txt"));
    fs::write(&bad, "id\tkind\tname\nx\ty\tz\n").unwrap();
    fs::write(&text, "قال زيد البرشاوي إن الجسر سيفتح.\n").unwrap();
    let done = rawi(&["read", "--kb", bad.to_str().unwrap(), text.to_str().unwrap()]);
    assert_eq!((done.status.code(), out(&done).as_str()), (Some(2), ""));
    assert!(err(&done).contains("bad.tsv:2: ") && err(&done).contains("nothing was read"), "{}", err(&done));
    let done = rawi(&["read", "--kb", "no-such.tsv", text.to_str().unwrap()]);
    assert!(done.status.code() == Some(1) && err(&done).contains("no-such.tsv"), "{}", err(&done));
}

#[test]
fn rows_of_ones_own_are_read_by() {
    let place = folder("kb-own");
    let (own, text) = (place.join("own.tsv"), place.join("a.txt"));
    fs::write(&own, OWN).unwrap();
    fs::write(&text, "قال الوزير زيد البرشاوي إن الجسر سيفتح. وأكد البرشاوي أن الطريق جاهز.\n").unwrap();
    let ids = |args: &[&str]| {
        let read: serde_json::Value = serde_json::from_str(&out(&rawi(args))).unwrap();
        let speakers = read["statements"].as_array().unwrap().iter();
        speakers.map(|s| s["speaker"]["entity"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (own, text) = (own.to_str().unwrap(), text.to_str().unwrap());
    assert_eq!(ids(&["read", "--kb", own, text]), ["person:zaid-albarshawi"; 2]);
    assert!(ids(&["read", text]).iter().all(|id| id.starts_with("name:")));
    assert!(out(&rawi(&["kb", "find", "--kb", own, "البرشاوي"])).starts_with("person:zaid-albarshawi"));
}

#[test]
fn an_outlet_is_known_by_the_address() {
    let place = folder("kb-host");
    let file = place.join("a.jsonl");
    let record = r#"{"text":"قال الوزير سامي إن الجسر سيفتح.","url":"https://arabic.cnn.com/x"}"#;
    fs::write(&file, format!("{record}\n")).unwrap();
    let read: serde_json::Value = serde_json::from_str(&out(&rawi(&["read", file.to_str().unwrap()]))).unwrap();
    assert_eq!(read["source"]["outlet"], serde_json::json!({ "id": "outlet:cnn", "name": "سي إن إن" }));
}
