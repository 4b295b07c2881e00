//! `rawi stories`, `rawi disputes`, and what `find`, `show` and `export` tell of other reports.
#![allow(missing_docs)]

mod common;

use common::{err, folder, out, rawi, rawi_reading};
use serde_json::{Value, json};

const TEXT: &str = "أكد وزير النقل عصام الكيلاني أن أسعار تذاكر القطارات لن ترتفع قبل نهاية العام الحالي. \
    وافتتح الكيلاني أمس محطة جديدة في مدينة المرفأ بحضور عدد من المسؤولين ورجال الأعمال وأهالي المدينة. \
    وتضم المحطة أربعة أرصفة وقاعة انتظار واسعة ومواقف للحافلات والسيارات، وبلغت كلفتها عشرين مليون دينار.";
const REPORT: &str = "قال وزير النقل عصام الكيلاني إن أسعار تذاكر القطارات «لن ترتفع» هذا العام.";
const DENIAL: &str = "نفى مدير شركة القطارات هاني الزين أن أسعار تذاكر القطارات لن ترتفع هذا العام.";

fn record(name: &str) -> String {
    let record = folder(name).join("a.rawi");
    let line = |n: usize, outlet: &str, date: &str, text: &str| {
        json!({"url": format!("https://{n}.example/a"), "title": format!("خبر {n}"), "outlet": outlet, "date": date, "text": text}).to_string()
            + "\n"
    };
    let input = [
        line(1, "الأولى", "2031-05-04", TEXT),
        line(2, "الثانية", "2031-05-05", &format!("خاص بالثانية. {TEXT}")),
        line(3, "الثالثة", "2031-05-04", REPORT),
        line(4, "الرابعة", "2031-05-06", DENIAL),
    ];
    let path = record.to_str().unwrap().to_owned();
    let done = rawi_reading(&["add", &path, "-"], input.concat().as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    path
}

fn lines(args: &[&str]) -> Vec<Value> {
    let done = rawi(args);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    out(&done).lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn a_story_is_listed_with_who_was_first() {
    let record = record("groups_story");
    let stories = lines(&["stories", &record]);
    assert_eq!(stories.len(), 1);
    assert_eq!((&stories[0]["first_by"], stories[0]["articles"].as_array().unwrap().len()), (&json!("date"), 2));
    let articles = &stories[0]["articles"];
    assert_eq!((&articles[0]["outlet"], &articles[0]["copied"]), (&json!("الأولى"), &Value::Null));
    assert_eq!(articles[1]["source"], stories[0]["id"]);
    assert!(articles[1]["copied"].as_f64().unwrap() > 0.8, "{articles}");
    assert_eq!(lines(&["stories", &record, "--since", "2031-05-06"]).len(), 0);
    let text = out(&rawi(&["stories", "--format", "text", &record]));
    assert!(text.contains("[first]") && text.contains("% of it in"), "{text}");
}

#[test]
fn reports_are_counted_shown_and_given_out() {
    let record = record("groups_reports");
    let found = lines(&["find", &record, "تذاكر القطارات", "--by", "الكيلاني"]);
    assert_eq!(found.iter().map(|f| f["reports"].as_u64().unwrap()).collect::<Vec<_>>(), [3, 3, 3]);
    assert!(found.iter().all(|f| f["utterance"] == found[0]["utterance"]));
    let once = lines(&["find", &record, "تذاكر القطارات", "--by", "الكيلاني", "--utterances"]);
    assert_eq!(once.len(), 1);
    let of = |outlet: &str| found.iter().find(|f| f["outlet"] == outlet).unwrap()["id"].as_str().unwrap().to_owned();
    let shown = out(&rawi(&["show", &record, &of("الأولى")]));
    assert!(shown.contains("3 reports of it"), "{shown}");
    assert!(shown.contains("⟨-قبل نهاية-⟩") && shown.contains("⟨-الحالي-⟩"), "{shown}");
    assert!(shown.contains("in quotation marks only here: لن ترتفع"), "{shown}");
    assert!(shown.contains("cue: أكد, here قال"), "{shown}");
    assert!(shown.contains("story  "), "{shown}");
    let csv = out(&rawi(&["export", "--to", "csv", &record]));
    assert!(csv.lines().next().unwrap().ends_with(",utterance,reports,story"));
    assert_eq!(csv.matches(found[0]["utterance"].as_str().unwrap()).count(), 4, "{csv}");
}

#[test]
fn a_denial_is_offered() {
    let record = record("groups_denial");
    let disputes = lines(&["disputes", &record]);
    let denial = disputes.iter().find(|d| d["kind"] == "denial").unwrap();
    assert!(denial["confidence"].as_f64().unwrap() >= 0.4);
    assert_eq!(denial["other"]["speaker"], "هاني الزين");
    assert_eq!(denial["one"]["speaker"], "عصام الكيلاني");
    assert_eq!(lines(&["disputes", &record, "--kind", "figures"]).len(), 0);
    assert_eq!(lines(&["disputes", &record, "--until", "2031-05-05"]).len(), 0);
}

#[test]
fn a_report_shows_who_words_it_how_and_what_contradicts() {
    let record = record("groups_page");
    let page = |lang: &str| out(&rawi(&["report", &record, "--actor", "الكيلاني", "--lang", lang]));
    let english = page("en");
    for told in ["What seems to contradict", "A claim and its denial", "In other words", "class=\"sides\""] {
        assert!(english.contains(told), "{told}: {english}");
    }
    let arabic = page("ar");
    assert!(arabic.contains("ما يبدو متعارضاً") && arabic.contains("وبألفاظ أخرى") && arabic.contains("قول ونفيه"));
    // the denial is somebody else's: it stands among what contradicts, with its source
    assert!(arabic.contains("هاني الزين") && arabic.contains("الرابعة"), "{arabic}");
    // what three report is one card
    assert_eq!(english.matches("id=\"s-").count(), 1, "{english}");
}

/// The utterance of each report of the minister's words, by the outlet.
fn utterances(record: &str) -> Vec<(String, String)> {
    let found = lines(&["find", record, "تذاكر القطارات", "--by", "الكيلاني"]);
    let mut found: Vec<_> =
        found.iter().map(|f| (f["outlet"].as_str().unwrap().to_owned(), f["utterance"].as_str().unwrap().to_owned())).collect();
    found.sort();
    found
}

fn done(args: &[&str]) -> String {
    let done = rawi(args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", err(&done));
    out(&done)
}

#[test]
fn people_put_reports_apart_and_together() {
    let record = record("groups_decided_reports");
    let review = |args: &[&str]| done(&[&["review", &record], args, &["--who", "ليلى"]].concat());
    let one = |outlet: &str| {
        let found = lines(&["find", &record, "تذاكر القطارات", "--outlet", outlet]);
        found[0]["id"].as_str().unwrap().to_owned()
    };
    let before = utterances(&record);
    assert!(before.len() == 3 && before.iter().all(|(_, u)| *u == before[0].1), "{before:?}");
    // they leave one another, and stay apart when all is read anew
    review(&["apart-utterance", &one("الثالثة"), &one("الأولى")]);
    let apart = utterances(&record);
    let of = |all: &[(String, String)], outlet: &str| all.iter().find(|(o, _)| o == outlet).unwrap().1.clone();
    assert_ne!(of(&apart, "الأولى"), of(&apart, "الثالثة"), "{apart:?}");
    done(&["reread", "--force", &record]);
    assert_eq!(utterances(&record), apart);
    done(&["check", &record]);
    // taken back, they come together again
    review(&["undo", "1"]);
    assert_eq!(utterances(&record), before);
    // what the program keeps apart comes together, and leaves again
    review(&["same-utterance", &one("الرابعة"), &one("الثالثة")]);
    let denial = |record: &str| lines(&["find", record, "تذاكر القطارات", "--outlet", "الرابعة"])[0]["reports"].clone();
    assert_eq!(denial(&record), json!(4));
    done(&["reread", "--force", &record]);
    assert_eq!(denial(&record), json!(4));
    done(&["check", &record]);
    review(&["undo", "3"]);
    assert_eq!((denial(&record), utterances(&record)), (json!(1), before));
    done(&["check", &record]);
}

#[test]
fn people_put_articles_apart_and_together() {
    let record = record("groups_decided_stories");
    let review = |args: &[&str]| done(&[&["review", &record], args, &["--who", "ليلى"]].concat());
    let sizes = || {
        let stories = lines(&["stories", &record]);
        stories.iter().map(|s| s["articles"].as_array().unwrap().len()).collect::<Vec<_>>()
    };
    let url = |n: usize| format!("https://{n}.example/a");
    assert_eq!(sizes(), [2]);
    review(&["apart-story", &url(1), &url(2)]);
    assert_eq!(sizes(), [0usize; 0]);
    done(&["reread", "--force", &record]);
    assert_eq!(sizes(), [0usize; 0]);
    done(&["check", &record]);
    review(&["undo", "1"]);
    assert_eq!(sizes(), [2]);
    review(&["same-story", &url(3), &url(1)]);
    assert_eq!(sizes(), [3]);
    done(&["reread", "--force", &record]);
    assert_eq!(sizes(), [3]);
    done(&["check", &record]);
    review(&["undo", "3"]);
    assert_eq!(sizes(), [2]);
    done(&["check", &record]);
}

#[test]
fn a_correction_changes_what_is_one_utterance() {
    let record = record("groups_corrected");
    let review = |args: &[&str]| done(&[&["review", &record], args, &["--who", "ليلى"]].concat());
    let found = lines(&["find", &record, "تذاكر القطارات", "--outlet", "الثالثة"]);
    let id = found[0]["id"].as_str().unwrap();
    let reports = || lines(&["find", &record, "تذاكر القطارات", "--outlet", "الأولى"])[0]["reports"].clone();
    assert_eq!(reports(), json!(3));
    // what is rejected reports nothing, what is somebody else's is another utterance
    for (number, correction) in [(1, &["reject", id][..]), (3, &["speaker", id, "--words", "هذا العام"])] {
        review(correction);
        assert_eq!(reports(), json!(2), "{correction:?}");
        done(&["check", &record]);
        done(&["reread", "--force", &record]);
        assert_eq!(reports(), json!(2), "{correction:?}");
        done(&["check", &record]);
        review(&["undo", &number.to_string()]);
        assert_eq!(reports(), json!(3), "{correction:?}");
        done(&["check", &record]);
    }
}
