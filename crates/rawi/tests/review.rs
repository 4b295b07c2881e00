//! `rawi review` from the outside.
#![allow(missing_docs)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::record::{content, edit};
use common::{err, folder, out, rawi, rawi_reading};
use serde_json::{Value, json};

const TEXTS: [&str; 3] = [
    "قال وزير الأشغال لؤي العامري إن أعمال الجسر انتهت.\nوأضاف أن الطريق سيفتح يوم الأحد.\nونفى رئيس البلدية سمير الخطيب إغلاق المطار.\n",
    "أعلن وزير الأشغال لؤي العامري أن أعمال الجسر انتهت أمس.\nوحذر الشاعر سمير الخطيب من هدم السوق القديم.\n",
    "أكد لافروف أن الهدنة في غزة هشة.\nوقالت مصادر أمنية إن المعبر مغلق.\n",
];

fn line(n: usize, text: &str) -> String {
    json!({"url": format!("https://a.example/{n}"), "date": "2031-05-04", "outlet": "صحيفة الضفة", "text": text}).to_string()
        + "\n"
}

fn record(name: &str) -> PathBuf {
    let record = folder(name).join("a.rawi");
    let input: String = TEXTS.iter().enumerate().map(|(n, t)| line(n, t)).collect();
    let done = rawi_reading(&["add", record.to_str().unwrap(), "-"], input.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    record
}

fn found(record: &Path, args: &[&str]) -> Vec<Value> {
    let done = rawi(&[&["find", "--format", "jsonl", record.to_str().unwrap()], args].concat());
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", err(&done));
    out(&done).lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn id(record: &Path, words: &str) -> String {
    found(record, &[words])[0]["id"].as_str().unwrap().to_owned()
}

/// Runs `rawi review RECORD … --who ليلى`.
fn review(record: &Path, args: &[&str]) -> std::process::Output {
    rawi(&[&["review", record.to_str().unwrap()], args, &["--who", "ليلى"]].concat())
}

fn good(record: &Path, args: &[&str]) -> String {
    let done = review(record, args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", err(&done));
    out(&done)
}

fn log(record: &Path) -> Vec<Value> {
    let done = rawi(&["review", record.to_str().unwrap(), "log", "--format", "jsonl"]);
    out(&done).lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn sound(record: &Path) {
    let done = rawi(&["check", record.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
}

#[test]
fn corrections_are_seen_everywhere_and_taken_back() {
    let r = &record("review_seen");
    let path = r.to_str().unwrap();
    let before = content(r);
    let airport = id(r, "المطار");
    good(r, &["reject", &airport, "--why", "عنوان"]);
    assert!(found(r, &["المطار"]).is_empty());
    assert_eq!(found(r, &["--rejected", "المطار"])[0]["verdict"], "rejected");
    let shown = out(&rawi(&["show", path, &airport]));
    assert!(shown.contains("reviewed    rejected by ليلى, 20") && shown.contains("log): عنوان"), "{shown}");
    good(r, &["speaker", &id(r, "الطريق"), "سمير الخطيب"]);
    assert_eq!(found(r, &["--by", "سمير الخطيب"]).len(), 2);
    good(r, &["act", &id(r, "السوق"), "accuse"]);
    assert_eq!(found(r, &["--act", "accuse"])[0]["verdict"], "corrected");
    let truce = id(r, "الهدنة");
    let told = good(r, &["span", &truce, "الهدنة … هشة"]);
    let now = told.trim().rsplit('\t').next().unwrap();
    assert!(now != truce && out(&rawi(&["show", path, now])).contains("⟦الهدنة في غزة هشة⟧"), "{told}");
    // the id that was printed before still leads there
    assert!(out(&rawi(&["show", path, &truce])).contains("⟦الهدنة في غزة هشة⟧"));
    let article = "https://a.example/1";
    good(r, &["add", article, "--cue", "أمس", "--content", "أعمال الجسر", "--by", "Lavrov", "--act", "warn"]);
    assert_eq!(found(r, &["--act", "warn", "--by", "لافروف"])[0]["verdict"], "added");
    let table = rawi(&["sql", "--format", "csv", path, "SELECT act, verdict FROM said WHERE verdict IS NOT NULL ORDER BY 1, 2"]);
    assert_eq!(out(&table), "act,verdict\r\naccuse,corrected\r\naffirm,corrected\r\ninform,corrected\r\nwarn,added\r\n");
    let csv = out(&rawi(&["export", "--to", "csv", path]));
    assert!(
        csv.lines().next().unwrap().ends_with(",why,verdict,utterance,reports,story")
            && csv.contains(",corrected,")
            && !csv.contains("المطار")
    );
    let exported = out(&rawi(&["export", "--to", "jsonl", path]));
    assert!(exported.contains("\"verdict\":\"added\"") && !exported.contains(&airport));
    sound(r);
    let log = log(r);
    let words: Vec<_> = log.iter().map(|l| format!("{} {}", l["action"].as_str().unwrap(), l["who"].as_str().unwrap())).collect();
    assert_eq!(words, ["reject ليلى", "speaker ليلى", "act ليلى", "span ليلى", "add ليلى"]);
    assert!(log.iter().all(|l| l["in_force"] == true && l["state"] == "held" && l["quote"]["exact"].is_string()), "{log:#?}");
    good(r, &["undo", "1", "2", "3", "4", "5"]);
    assert!(content(r) == before);
    good(r, &["undo", "6"]);
    assert!(found(r, &["المطار"]).is_empty());
    sound(r);
}

#[test]
fn who_corrects_is_told_and_never_guessed() {
    let r = &record("review_who");
    let path = r.to_str().unwrap();
    let airport = id(r, "المطار");
    let done = rawi(&["review", path, "confirm", &airport]);
    assert_eq!(done.status.code(), Some(1));
    assert!(err(&done).contains("nobody is named who says so") && err(&done).contains("--as NAME"), "{}", err(&done));
    assert_eq!(rawi(&["review", path, "--as", " "]).status.code(), Some(2));
    let done = rawi(&["review", path, "--as", "ليلى حداد"]);
    assert!(out(&done).contains("by ليلى حداد"), "{}", err(&done));
    assert_eq!(rawi(&["review", path, "confirm", &airport]).status.code(), Some(0));
    good(r, &["act", &airport, "reject"]);
    let who: Vec<Value> = log(r).iter().map(|l| l["who"].clone()).collect();
    assert_eq!(who, ["ليلى حداد", "ليلى"]);
    let text = out(&rawi(&["review", path, "log"]));
    assert!(
        text.contains("1  20") && text.contains("ليلى حداد  confirm") && text.contains("deny → reject: إغلاق المطار"),
        "{text}"
    );
    for (args, code) in
        [(&["review", path][..], 2), (&["review", path, "--as", "x", "log"], 2), (&["review", "none.rawi", "log"], 1)]
    {
        assert_eq!(rawi(args).status.code(), Some(code), "{args:?}");
    }
}

#[test]
fn actors_are_merged_and_split() {
    let r = &record("review_actors");
    let by = |who: &str| found(r, &["--by", who]).len();
    let key = |words: &str| found(r, &[words])[0]["speaker"]["entity"].as_str().unwrap().to_owned();
    let (mayor, poet, minister) = (key("المطار"), key("السوق"), key("انتهت"));
    assert_eq!(mayor, poet, "the reader knows one by that name");
    good(r, &["add-actor", "سمير الخطيب", "--id", "person:sami-poet", "--name-en", "Sami the Poet"]);
    good(r, &["split-actor", &mayor, "--to", "person:sami-poet", "--in", "https://a.example/1"]);
    assert_eq!((by("person:sami-poet"), by(&mayor)), (1, 1));
    assert_eq!(found(r, &["--by", "Sami the Poet"])[0]["speaker"]["name_en"], "Sami the Poet");
    sound(r);
    good(r, &["merge-actors", &mayor, &minister]);
    assert_eq!((by(&mayor), by(&minister)), (4, 4));
    assert_eq!(key("انتهت"), mayor);
    sound(r);
    // both hold for articles that come in later, and through reading anew
    rawi_reading(&["add", r.to_str().unwrap(), "-"], line(9, TEXTS[0]).as_bytes());
    assert_eq!(by(&minister), 7);
    assert_eq!(rawi(&["reread", "--force", r.to_str().unwrap()]).status.code(), Some(0));
    assert_eq!((by(&minister), by("person:sami-poet")), (7, 1));
    sound(r);
    good(r, &["undo", "3", "2", "1"]);
    assert_eq!((by(&mayor), by(&minister)), (3, 5));
    assert!(rawi(&["find", r.to_str().unwrap(), "--by", "person:sami-poet"]).status.code() == Some(1));
    sound(r);
}

#[test]
fn corrections_stay_through_reading_anew_and_lost_ones_are_told() {
    let r = &record("review_reread");
    let path = r.to_str().unwrap();
    let (road, airport, bridge) =
        (id(r, "الطريق"), id(r, "المطار"), found(r, &["الجسر", "--act", "inform", "--sort", "oldest"])[0].clone());
    good(r, &["speaker", &road, "سمير الخطيب"]);
    good(r, &["reject", &airport]);
    good(r, &["confirm", bridge["id"].as_str().unwrap()]);
    let before = content(r);
    // as an older reader left it: other acts and cues, a statement missing
    edit(
        r,
        "UPDATE article_version SET reader = 'older'; UPDATE statement SET act = 'ask', confidence = 0.1;
         UPDATE machine_reading SET reading = replace(reading, '\"act\":\"inform\"', '\"act\":\"ask\"');",
    );
    let done = rawi(&["reread", path]);
    assert!(out(&done).ends_with("3 read anew\n") && err(&done).is_empty(), "{}", err(&done));
    assert!(content(r) == before);
    sound(r);
    // the page says something else now
    let changed = line(0, &TEXTS[0].replace("وأضاف أن الطريق سيفتح يوم الأحد.", "وأضاف أن الموعد لم يحدد بعد."));
    let done = rawi_reading(&["add", path, "-"], changed.as_bytes());
    assert!(err(&done).contains("words are gone from their articles: 1 (numbers 1)"), "{}", err(&done));
    assert!(found(r, &["المطار"]).is_empty(), "a rejection holds for the new version");
    let lost = out(&rawi(&["review", path, "log", "--lost"]));
    assert!(lost.contains("LOST") && lost.contains("الطريق سيفتح") && !lost.contains("reject"), "{lost}");
    sound(r);
    // and back again: nothing was forgotten
    good(r, &["undo", "2"]);
    assert_eq!(found(r, &["المطار"]).len(), 1);
    sound(r);
}

#[test]
fn a_file_is_taken_whole_or_not_at_all() {
    let r = &record("review_file");
    let dir = r.parent().unwrap();
    let (airport, market) = (id(r, "المطار"), id(r, "السوق"));
    let before = content(r);
    let bad = dir.join("bad.jsonl");
    let rows = [
        json!({"action": "reject", "statement": airport}).to_string(),
        json!({"action": "act", "statement": market, "act": "sing"}).to_string(),
        json!({"action": "confirm", "statement": "0000000000000000-1-2"}).to_string(),
        json!({"action": "undo", "review": 99}).to_string(),
    ];
    fs::write(&bad, rows.join("\n")).unwrap();
    let done = review(r, &["--from", bad.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(2));
    let told = err(&done);
    for part in ["bad.jsonl:2: sing: no such act", "bad.jsonl:3: ", "bad.jsonl:4: 99", "nothing was written: 3 of its lines"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(content(r) == before && log(r).is_empty());
    let table = dir.join("good.tsv");
    let rows = format!(
        "action\tstatement\tact\twhy\twho\nreject\t{airport}\t-\tلا قول فيه\tهند\nact\t{market}\taccuse\nconfirm\t{market}\n"
    );
    fs::write(&table, rows).unwrap();
    let done = review(r, &["--from", table.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let log = log(r);
    assert_eq!(log.len(), 3);
    assert_eq!((&log[0]["who"], &log[0]["why"], &log[1]["who"]), (&json!("هند"), &json!("لا قول فيه"), &json!("ليلى")));
    assert_eq!(found(r, &["السوق"])[0]["verdict"], "confirmed");
    assert_eq!(found(r, &["السوق"])[0]["act"], "accuse");
    sound(r);
}

#[test]
fn a_log_is_taken_to_another_record() {
    let (r, other) = (&record("review_log_from"), &record("review_log_to"));
    let (airport, market) = (id(r, "المطار"), id(r, "السوق"));
    good(r, &["reject", &airport]);
    good(r, &["act", &market, "accuse"]);
    good(r, &["undo", "1"]);
    let article = "https://a.example/1";
    let added = good(r, &["add", article, "--cue", "أمس", "--content", "أعمال الجسر", "--by", "Lavrov", "--act", "warn"]);
    good(r, &["speaker", added.trim().rsplit('\t').next().unwrap(), "لؤي العامري"]);
    good(r, &["same-utterance", &market, &airport]);
    // another log is there already: numbers differ
    good(other, &["confirm", &id(other, "الهدنة")]);
    let log_of = |r: &Path| rawi(&["review", r.to_str().unwrap(), "log", "--format", "jsonl"]).stdout;
    let rows = r.parent().unwrap().join("log.jsonl");
    fs::write(&rows, log_of(r)).unwrap();
    let path = other.to_str().unwrap();
    let done = rawi(&["review", path, "--from", rows.to_str().unwrap()]);
    assert!(out(&done).ends_with("6 rows of a log written, 0 known\n"), "{}{}", out(&done), err(&done));
    sound(other);
    let but_confirmed = |r: &Path| {
        let mut found = found(r, &["--limit", "100"]);
        found.iter_mut().filter(|f| f["verdict"] == "confirmed").for_each(|f| f["verdict"] = Value::Null);
        found.sort_by_key(|f| f["id"].as_str().unwrap().to_owned());
        found
    };
    assert_eq!(but_confirmed(other), but_confirmed(r));
    let again = rawi(&["review", path, "--from", rows.to_str().unwrap()]);
    assert!(out(&again).ends_with("0 rows of a log written, 6 known\n"), "{}{}", out(&again), err(&again));
    // a row without the one that it takes back
    fs::write(&rows, out(&rawi(&["review", r.to_str().unwrap(), "log", "--format", "jsonl"])).lines().nth(2).unwrap()).unwrap();
    let done = rawi(&["review", path, "--from", rows.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(2));
    assert!(err(&done).contains("log.jsonl:1: it goes with number 1"), "{}", err(&done));
}

#[test]
fn reviewed_articles_become_annotations() {
    let r = &record("review_gold");
    let gold = r.parent().unwrap().join("gold");
    let (road, airport) = (id(r, "الطريق"), id(r, "المطار"));
    good(r, &["speaker", &road, "سمير الخطيب"]);
    good(r, &["reject", &airport]);
    good(r, &["confirm", airport.split('-').next().unwrap()]);
    good(r, &["confirm", &id(r, "الهدنة")]);
    let told = good(r, &["gold", gold.to_str().unwrap()]);
    assert!(told.contains("annotated articles: 2, 1 with every statement looked at, 1 in part"), "{told}");
    let read = |name: String| fs::read_to_string(gold.join(name)).unwrap();
    let article = airport.split('-').next().unwrap();
    assert_eq!(read(format!("{article}.txt")), TEXTS[0]);
    let json: Value = serde_json::from_str(&read(format!("{article}.json"))).unwrap();
    let who: Vec<&str> = json["statements"].as_array().unwrap().iter().map(|s| s["who"].as_str().unwrap()).collect();
    assert_eq!(who, ["لؤي العامري", "سمير الخطيب"]);
    assert!(json["statements"].as_array().unwrap().iter().all(|s| s["note"].is_null()));
    // what stands in the record now agrees with it, but for the words that were rejected
    let measured = rawi(&["score", "--json", gold.to_str().unwrap()]);
    assert_eq!(measured.status.code(), Some(0), "{}", err(&measured));
    let measured: Value = serde_json::from_str(&out(&measured)).unwrap();
    assert_eq!(measured["statement_r"], 1.0, "{measured}");
    let told = good(r, &["gold", "--whole", r.parent().unwrap().join("whole").to_str().unwrap()]);
    assert!(told.contains("annotated articles: 1, ") && told.contains("1 left out"), "{told}");
    // the samples, with everything confirmed: spans of all kinds
    let many = &folder("review_gold_samples").join("a.rawi");
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples");
    rawi(&["add", many.to_str().unwrap(), samples]);
    let mut articles: Vec<String> = found(many, &["--limit", "10000"])
        .iter()
        .map(|f| f["id"].as_str().unwrap().split('-').next().unwrap().to_owned())
        .collect();
    articles.sort();
    articles.dedup();
    let confirm: Vec<&str> = ["confirm"].into_iter().chain(articles.iter().map(String::as_str)).collect();
    good(many, &confirm);
    sound(many);
    let folder = many.parent().unwrap().join("gold");
    good(many, &["gold", folder.to_str().unwrap()]);
    let measure = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold/gold.py");
    if !measure.exists() {
        eprintln!("no ../shared/gold here: the annotations were not checked by the measure");
        return;
    }
    for folder in [&gold, &folder] {
        let files =
            fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|f| f.extension().is_some_and(|e| e == "json"));
        let Ok(done) = Command::new("python3").arg(&measure).arg("check").args(files).output() else {
            eprintln!("no python3 here: the annotations were not checked by the measure");
            return;
        };
        assert!(done.status.success(), "{}{}", out(&done), err(&done));
    }
}
