//! Tables of one's own: laid over ours, checked before anything is read, told by the version of the reader.
#![allow(missing_docs)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{err, folder, out, rawi};

/// A folder with these files.
fn files(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let dir = folder(name);
    for (name, content) in files {
        fs::create_dir_all(dir.join(name).parent().unwrap()).unwrap();
        fs::write(dir.join(name), content).unwrap();
    }
    dir
}

/// Who says what in a text, one statement a line: speaker, cue, act.
fn said(text: &Path, lexicon: &[&Path]) -> Vec<String> {
    let mut args = vec!["read", text.to_str().unwrap()];
    lexicon.iter().for_each(|l| args.extend(["--lexicon", l.to_str().unwrap()]));
    let done = rawi(&args);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let read: serde_json::Value = serde_json::from_str(&out(&done)).unwrap();
    let text = |s: &serde_json::Value| s.as_str().unwrap_or("-").to_owned();
    let statements = read["statements"].as_array().unwrap().iter();
    statements.map(|s| format!("{} {} {}", text(&s["speaker"]["name"]), text(&s["cue"]["lemma"]), text(&s["act"]))).collect()
}

#[test]
fn rows_of_ones_own_are_read_by() {
    // table, rows, text, said without them, said with them
    for (n, (table, rows, text, before, with)) in [
        // a verb that is in no table
        (
            "cues",
            "زعبط\tيزعبط\tمزعبط\t-\twarn\tأن :\t-\t-",
            "زعبط الوزير عصام الكيلاني أن الجسر سيفتح.",
            &[][..],
            &["عصام الكيلاني زعبط warn"][..],
        ),
        // its participle too
        (
            "desk-cues",
            "زعبط\tيزعبط\tمزعبط\t-\twarn\tأن :\t-\t-",
            "وصل الوزير عصام الكيلاني إلى المدينة مزعبطاً أن الجسر سيفتح.",
            &[],
            &["عصام الكيلاني زعبط warn"],
        ),
        // another act for one of ours, known by perfect and imperfect, in whatever spelling
        (
            "cues",
            "اوضح\tيوضح\tموضح\tإيضاح|توضيح\taffirm\tأن :\t-\t-",
            "أوضح الوزير عصام الكيلاني أن الجسر سيفتح.",
            &["عصام الكيلاني أوضح inform"],
            &["عصام الكيلاني اوضح affirm"],
        ),
        // a frame that is not there
        (
            "cues",
            "أوضح\tيوضح\tموضح\t-\tinform\tأن : في\t-\t-",
            "أوضح الوزير عصام الكيلاني أن الجسر سيفتح.",
            &["عصام الكيلاني أوضح inform"],
            &["عصام الكيلاني أوضح inform"],
        ),
        // one of ours is none
        (
            "cues",
            "أوضح\tيوضح\t-\t-\tnone\t-\t-\t-",
            "أوضح الوزير عصام الكيلاني أن الجسر سيفتح.",
            &["عصام الكيلاني أوضح inform"],
            &[],
        ),
        // a phrase
        ("phrases", "على ذمة\tsource\tinform\t-", "على ذمة وزارة النقل، سيفتح الجسر غداً.", &[], &["وزارة النقل على ذمة inform"]),
        ("phrases", "بحسب\tnone\t-\t-", "بحسب وزارة النقل، سيفتح الجسر غداً.", &["وزارة النقل بحسب inform"], &[]),
    ]
    .into_iter()
    .enumerate()
    {
        let table = format!("{table}.tsv");
        let dir = files(&format!("own_{n}"), &[("a.txt", text), (&table, &format!("# mine\n{rows}\n"))]);
        assert_eq!(said(&dir.join("a.txt"), &[]), before, "{text}");
        assert_eq!(said(&dir.join("a.txt"), &[&dir.join(&table)]), with, "{text}");
        // a folder of tables is all of them
        assert_eq!(said(&dir.join("a.txt"), &[&dir]), with, "{text}");
    }
}

#[test]
fn titles_and_heads_of_ones_own() {
    let text = "قال زعبوط الميناء عصام الكيلاني إن الجسر سيفتح. وقالت زعبوطة البحر إن الطريق مغلق.";
    let dir = files(
        "own_titles",
        &[("a.txt", text), ("titles.tsv", "زعبوط\toffice\tm\ts\t-\n"), ("heads.tsv", "زعبوطة\tbody\tf\ts\t-\n")],
    );
    let kind_of = |args: &[&str]| {
        let read: serde_json::Value = serde_json::from_str(&out(&rawi(args))).unwrap();
        let entities = read["entities"].as_array().unwrap().iter();
        entities.map(|e| format!("{} {}", e["type"].as_str().unwrap(), e["name"].as_str().unwrap())).collect::<Vec<_>>()
    };
    let (text, dir) = (dir.join("a.txt"), dir.to_str().unwrap().to_owned());
    let text = text.to_str().unwrap();
    let with = kind_of(&["read", "--lexicon", &dir, text]);
    assert!(with.contains(&"organisation زعبوطة البحر".to_owned()), "{with:?}");
    assert!(with.contains(&"person عصام الكيلاني".to_owned()), "{with:?}");
    assert_ne!(kind_of(&["read", text]), with);
}

#[test]
fn all_bad_rows_of_all_files_are_told_before_anything_is_read() {
    let dir = files(
        "own_bad",
        &[
            ("a.txt", "قال الوزير عصام الكيلاني إن الجسر سيفتح.\n"),
            ("words/act_nouns.tsv", "أمل\tfeel\tperhaps\tفي\t-\nرجاء\tcall\tno\tإلى هنا\t-\n"),
            (
                "words/cues.tsv",
                "# mine\nزعبط\tيزعبط\t-\t-\tshout\tأن\t-\t-\nزعبط\tيزعبط\n\nقال\tيقول\t-\t-\tinform\tأن ؟\t-\t-\nsay\tsays\t-\t-\tinform\tأن\tloud\t-\n",
            ),
            ("words/heads.tsv", "وزير\toffice\tm\ts\t-\nهيئة\tbody\tx\tq\t-\n"),
            ("words/names.tsv", "زعبوط\tmany\t0\tm\t-\t-\n"),
            ("words/phrases.tsv", "-\tsource\tinform\t-\nعلى ذمة\tpath\tinform\t-\n"),
            ("words/proverbs.tsv", "x\n"),
            ("words/titles.tsv", "وزير أول\toffice\tm\ts\t-\n"),
            ("words/README.md", "not a table\n"),
            ("people.tsv", "id\tkind\tname\nx\ty\tz\n"),
        ],
    );
    let path = |name: &str| dir.join(name).to_str().unwrap().to_owned();
    fs::write(dir.join("words/common_words.tsv"), b"\xff\xfe\t-\t-\n\xd9\x83\tperhaps\t-\n").unwrap();
    let done = rawi(&["read", "--lexicon", &path("words"), "--kb", &path("people.tsv"), &path("a.txt")]);
    assert_eq!((done.status.code(), out(&done).as_str()), (Some(2), ""));
    let told = err(&done);
    let wanted = [
        "people.tsv:2: ",
        "words/act_nouns.tsv:1: inside is yes, no or verb",
        "words/act_nouns.tsv:2: no such preposition: هنا",
        "words/common_words.tsv:1: not UTF-8",
        "words/common_words.tsv:2: clitic is yes or no or -, not perhaps",
        "words/cues.tsv:2: no such act: shout",
        "words/cues.tsv:3: 2 cells, 8 wanted",
        "words/cues.tsv:5: no such frame: ؟",
        "words/cues.tsv:6: \"say\" has no Arabic letter",
        "words/cues.tsv:6: \"says\" has no Arabic letter",
        "words/cues.tsv:6: no such flag: loud",
        "words/heads.tsv:1: office belongs into the other table",
        "words/heads.tsv:2: the gender is m or f or -, not x",
        "words/names.tsv:1: given is how often",
        "words/phrases.tsv:1: \"-\" has no Arabic letter",
        "words/phrases.tsv:2: no such kind: path",
        "words/proverbs.tsv:1: its name tells for no table",
        "words/titles.tsv:1: وزير أول is more than one word",
        "rawi: nothing was read: ",
    ];
    // of one line the first thing that is wrong may hide another: every bad line is told
    for wanted in wanted {
        let found =
            told.lines().any(|l| l.contains(&wanted.replace("words/", &format!("{}/", path("words")))) || l.starts_with(wanted));
        assert!(found || told.lines().any(|l| l.contains(wanted)), "{wanted}\n{told}");
    }
    // the same, and nothing else, by the command that checks
    let checked = rawi(&["lexicon", "check", &path("words")]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(err(&checked).lines().count(), wanted.len() - 2, "{told}\n{}", err(&checked));
    assert!(out(&checked).contains("cues.tsv: 4 rows, 6 mistakes\n"), "{}", out(&checked));
    for command in ["add", "reread"] {
        let record = path("a.rawi");
        let text = path("a.txt");
        let words = path("words");
        let mut args = vec![command, "--lexicon", &words, &record];
        args.extend((command == "add").then_some(text.as_str()));
        let done = rawi(&args);
        assert_eq!(done.status.code(), Some(2), "{command}");
        assert!(!dir.join("a.rawi").exists());
    }
    let good = files("own_good", &[("desk.cues.tsv", "زعبط\tيزعبط\t-\t-\twarn\tأن\t-\t-\n")]);
    let done = rawi(&["lexicon", "check", good.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(0));
    assert!(out(&done).ends_with("desk.cues.tsv: 1 row, good\n"));
}

#[test]
fn a_record_knows_by_what_it_was_read() {
    let dir = files(
        "own_record",
        &[
            ("a.txt", "قال زيد البرشاوي إن الجسر سيفتح. زعبط البرشاوي أن الطريق جاهز.\n"),
            ("people.tsv", "id\tkind\tname\taliases\nperson:zaid-albarshawi\tperson\tزيد البرشاوي\tالبرشاوي\n"),
            ("same.tsv", "id\tkind\tname\taliases\r\nperson:zaid-albarshawi\tperson\tزيد البرشاوي\tالبرشاوي\r\n"),
            ("more.tsv", "id\tkind\tname\taliases\nperson:zaid-b\tperson\tزيد البرشاوي\tالبرشاوي\n"),
            ("cues.tsv", "زعبط\tيزعبط\tمزعبط\t-\twarn\tأن :\t-\t-\n"),
        ],
    );
    let path = |name: &str| dir.join(name).to_str().unwrap().to_owned();
    let (record, text) = (path("a.rawi"), path("a.txt"));
    let run = |command: &str, own: &[&str]| {
        let mut args = vec![command.to_owned(), record.clone()];
        args.extend((command == "add").then(|| text.clone()));
        for own in own {
            args.extend([if *own == "cues.tsv" { "--lexicon" } else { "--kb" }.to_owned(), path(own)]);
        }
        let done = rawi(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(done.status.code(), Some(0), "{}", err(&done));
        out(&done).trim_end().rsplit_once(": ").unwrap().1.to_owned()
    };
    let sql = |sql: &str| out(&rawi(&["sql", &record, sql])).lines().skip(1).collect::<Vec<_>>().join(" ");
    assert_eq!(run("add", &[]), "1 new, 0 new versions, 0 read anew, 0 known");
    let plain = sql("SELECT reader FROM article_version");
    assert_eq!(run("add", &["people.tsv"]), "0 new, 0 new versions, 1 read anew, 0 known");
    assert_eq!(sql("SELECT DISTINCT actor FROM said"), "person:zaid-albarshawi");
    let with = sql("SELECT reader FROM article_version");
    assert!(with.starts_with(&format!("{plain}+kb-")), "{with}");
    // the same rows from elsewhere, with other line ends, are the same
    assert_eq!(run("add", &["same.tsv"]), "0 new, 0 new versions, 0 read anew, 1 known");
    assert_eq!(run("reread", &["same.tsv"]), "0 read anew");
    assert_eq!(run("reread", &["more.tsv"]), "1 read anew");
    assert_eq!(sql("SELECT DISTINCT actor FROM said"), "person:zaid-b");
    assert_eq!(run("reread", &["people.tsv", "cues.tsv"]), "1 read anew");
    assert_eq!(sql("SELECT count(*) FROM said"), "2");
    assert!(sql("SELECT reader FROM article_version").starts_with(&format!("{with}+lexicon-")));
    assert_eq!(run("reread", &["people.tsv", "cues.tsv"]), "0 read anew");
    assert_eq!(run("reread", &[]), "1 read anew");
    assert_eq!(sql("SELECT reader FROM article_version"), plain);
    assert_eq!(sql("SELECT count(*) FROM said"), "1");
}
