//! `rawi score`, also against the reference implementation of the measure where it is at hand.
#![allow(missing_docs)]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{article, err, folder, out, rawi};
use serde_json::{Value, json};

fn annotated(name: &str) -> PathBuf {
    let dir = folder(name);
    fs::write(dir.join("bridge.txt"), article(1)).unwrap();
    let gold = json!({"article": "bridge", "statements": [
        {"content": ["إن أعمال الجسر … انتهت"], "cue": "قال", "speaker": "وزير الأشغال لؤي العامري",
         "who": "لؤي العامري", "act": "inform"},
        {"content": ["سنفتحه يوم الأحد"], "cue": "وأضاف", "speaker": "", "who": "لؤي العامري", "act": "inform"},
        {"content": ["الموعد"], "cue": "ورفض", "speaker": "رئيس البلدية سامي النهري", "who": "سامي النهري", "act": "reject"},
        {"content": ["أن الطريق لم يكتمل"], "cue": "مؤكداً", "speaker": "", "who": "سامي النهري", "act": "affirm"}]});
    fs::write(dir.join("bridge.json"), gold.to_string()).unwrap();
    dir
}

fn place(text: &str, piece: &str) -> Value {
    let at = text.find(piece).unwrap();
    let start = text[..at].chars().count();
    json!({"start": start, "end": start + piece.chars().count(), "text": piece})
}

/// One all right, one with a wrong act, one missed, one with a wrong speaker, one made up.
fn predictions(dir: &Path) -> PathBuf {
    let text = article(1);
    let statement = |content, cue, name, act| {
        json!({"content": [place(&text, content)], "cue": place(&text, cue), "act": act,
               "speaker": {"name": name, "mention": null}})
    };
    let read = json!({"source": {"path": "some/bridge.txt"}, "text": text, "statements": [
        statement("أعمال الجسر رقم 1 انتهت", "قال", "العامري", "inform"),
        statement("سنفتحه يوم الأحد", "وأضاف", "لؤي العامري", "deny"),
        statement("أن الطريق لم يكتمل", "مؤكداً", "لؤي العامري", "affirm"),
        statement("الجسر رقم 1 سيفتح", ":", "الوزير", "inform")]});
    let path = dir.join("read.jsonl");
    fs::write(&path, read.to_string()).unwrap();
    path
}

#[test]
fn counts_and_faults() {
    let dir = annotated("counts_and_faults");
    let read = predictions(&dir);
    let paths = [dir.to_str().unwrap(), read.to_str().unwrap()];
    let done = rawi(&["score", paths[0], paths[1], "--json"]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let told: Value = serde_json::from_str(&out(&done)).unwrap();
    assert_eq!(told["statement_p"], 0.75);
    assert_eq!(told["statement_r"], 0.75);
    assert_eq!(told["attributed_f1"], 0.5);
    assert_eq!(told["whole_f1"], 0.25);
    assert_eq!(told["direct_r"], 1.0);
    assert_eq!((&told["articles"], &told["unpredicted"]), (&json!(1), &json!(0)));

    let done = out(&rawi(&["score", paths[0], paths[1], "--errors"]));
    let faults: Vec<&str> = done.lines().filter(|l| l.starts_with("bridge")).collect();
    assert_eq!(faults.len(), 4, "{done}");
    assert!(faults.iter().any(|f| f.contains("act inform != deny")));
    assert!(faults.iter().any(|f| f.contains("speaker سامي النهري != لؤي العامري")));
    assert!(faults.iter().any(|f| f.contains("#3 missed (indirect): سامي النهري [ورفض] الموعد")));
    assert!(faults.iter().any(|f| f.contains("spurious: الوزير [:]")));
    assert!(done.contains("1 articles, 4 gold statements, 4 predicted"));
}

#[test]
fn without_predictions_the_articles_are_read() {
    let dir = annotated("without_predictions");
    let done = rawi(&["score", dir.to_str().unwrap(), "--json"]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let told: Value = serde_json::from_str(&out(&done)).unwrap();
    assert_eq!((&told["gold"], &told["unpredicted"]), (&json!(4), &json!(0)));
}

#[test]
fn annotations_that_do_not_fit_are_told() {
    let dir = annotated("do_not_fit");
    let gold = json!({"statements": [{"content": ["لا وجود له"], "cue": "قال", "who": "x", "act": "inform"}]});
    fs::write(dir.join("bridge.json"), gold.to_string()).unwrap();
    let done = rawi(&["score", dir.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    assert!(err(&done).contains("bridge.json: statement 1: not found"), "{}", err(&done));
    let done = rawi(&["score", dir.to_str().unwrap(), "--only", "other"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(err(&done).contains("no annotated articles"));
}

/// Perturbs the annotations, as `gold.py` resolves them, into predictions of every quality.
const PERTURB: &str = r#"
import importlib.util, json, random, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("gold", sys.argv[1])
gold = importlib.util.module_from_spec(spec); spec.loader.exec_module(gold)
rng = random.Random(int(sys.argv[3]))
names = []
for path in sorted(Path(sys.argv[2]).glob("*.json")):
    doc, text = gold.load(path)
    pred = gold.as_pred(doc, text, path.stem + ".txt")
    out = []
    for s in pred["statements"]:
        names.append((s["speaker"] or {}).get("name"))
        if rng.random() < 0.1: continue
        for c in s["content"]:
            if rng.random() < 0.5:
                c["start"] = max(0, c["start"] + rng.randint(-40, 40))
                c["end"] = max(c["start"], min(len(text), c["end"] + rng.randint(-60, 60)))
        if rng.random() < 0.2: s["act"] = rng.choice(gold.ACTS)
        if rng.random() < 0.3 and s["speaker"]: s["speaker"]["name"] = rng.choice(names)
        if rng.random() < 0.3 and s["speaker"]: s["speaker"]["mention"] = None
        if rng.random() < 0.1: s["speaker"] = None
        if rng.random() < 0.1: s["cue"] = None
        if rng.random() < 0.2 and s["speaker"]: s["speaker"]["aliases"] = [rng.choice(names)]
        out.append(s)
        if rng.random() < 0.2: out.append(json.loads(json.dumps(s)))
        if rng.random() < 0.2:
            a = rng.randrange(len(text))
            out.append({"content": [{"start": a, "end": min(len(text), a + rng.randint(1, 200))}], "cue": s["cue"], "act": "inform", "speaker": None})
    rng.shuffle(out)
    pred["statements"] = out
    if rng.random() < 0.95: print(json.dumps(pred, ensure_ascii=False))
"#;

fn python(args: &[&str]) -> Option<String> {
    let done = Command::new("python3").args(args).env("PYTHONIOENCODING", "utf-8").output().ok()?;
    assert!(done.status.success(), "{}", err(&done));
    Some(out(&done))
}

/// Where the two disagree.
fn differences(reference: &Value, ours: &Value) -> String {
    let mut told = String::new();
    for (name, value) in reference.as_object().unwrap() {
        // intervals come from different generators
        if !name.ends_with("_95") && value.as_f64() != ours[name].as_f64() {
            writeln!(told, "{name}: {value} and {}", ours[name]).unwrap();
        }
    }
    told
}

#[test]
fn the_same_figures_as_the_reference() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    let (script, dev) = (shared.join("gold.py"), shared.join("dev"));
    if !script.exists() || !dev.exists() || Command::new("python3").arg("-V").output().is_err() {
        eprintln!("skipped: needs python3 and {}", shared.display());
        return;
    }
    let (script, dev) = (script.to_str().unwrap(), dev.to_str().unwrap());
    let dir = folder("same_figures");
    let ours = dir.join("engine.jsonl");
    let mut files = vec![ours.clone()];
    let texts = fs::read_dir(dev).unwrap().map(|e| e.unwrap().path());
    let mut texts: Vec<_> = texts.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    texts.sort();
    let args = texts.iter().map(|p| p.to_str().unwrap());
    let read = rawi(&["read"].into_iter().chain(args).collect::<Vec<_>>());
    assert_eq!(read.status.code(), Some(0), "{}", err(&read));
    fs::write(&ours, &read.stdout).unwrap();
    for seed in ["1", "2", "3"] {
        let path = dir.join(format!("perturbed-{seed}.jsonl"));
        fs::write(&path, python(&["-c", PERTURB, script, dev, seed]).unwrap()).unwrap();
        files.push(path);
    }
    for file in files {
        let file = file.to_str().unwrap();
        for more in [&[][..], &["--only", "ahdath"]] {
            let args = [&[script, "score", dev, file, "--json"], more].concat();
            let reference = serde_json::from_str(&python(&args).unwrap()).unwrap();
            let done = rawi(&[&["score", dev, file, "--json"], more].concat());
            assert_eq!(done.status.code(), Some(0), "{}", err(&done));
            let told = serde_json::from_str(&out(&done)).unwrap();
            assert_eq!(differences(&reference, &told), "", "{file} {more:?}");
        }
        let python_errors = python(&[script, "score", dev, file, "--errors"]).unwrap();
        let our_errors = out(&rawi(&["score", dev, file, "--errors"]));
        let faults = |told: &str| -> Vec<String> {
            // the reference measures statements only
            let other = |l: &str| l.split(' ').nth(1).is_some_and(|w| ["figure", "designation", "meeting"].contains(&w));
            let lines = told.lines().take_while(|l| !l.contains(" gold statements, ")).filter(|l| !other(l));
            lines.map(str::to_owned).collect()
        };
        assert!(faults(&python_errors) == faults(&our_errors), "faults differ: {file}");
    }
    let told: Value = serde_json::from_str(&out(&rawi(&["score", dev, "--json"]))).unwrap();
    let file = ours.to_str().unwrap();
    let from_file: Value = serde_json::from_str(&out(&rawi(&["score", dev, file, "--json"]))).unwrap();
    assert_eq!(told, from_file);
}
