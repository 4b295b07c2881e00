//! Real pages with what a reader takes from them, beside the repository. Skipped, with a line that says so, where they are
//! not there. `RAWI_PAGES_TABLE=1` prints the table of docs/pages.md.

use std::collections::HashMap;
use std::path::Path;

use rawi_page::html::{Hints, Limits, Page, article};
use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/pages");

fn words(text: &str) -> HashMap<String, usize> {
    let mut bag = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *bag.entry(word.to_owned()).or_default() += 1;
    }
    bag
}

fn f1(gold: &str, found: &str) -> f64 {
    let (gold, found) = (words(gold), words(found));
    let both: usize = gold.iter().map(|(w, n)| (*n).min(found.get(w).copied().unwrap_or(0))).sum();
    let all = gold.values().sum::<usize>() + found.values().sum::<usize>();
    if all == 0 { 0.0 } else { 2.0 * both as f64 / all as f64 }
}

/// What a reader takes from a page: the lines under the headline and the text.
fn read(page: &Page) -> String {
    format!("{}\n{}", page.standfirst.as_deref().unwrap_or_default(), page.text())
}

fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters as they are compared in names: hamza makes no difference.
fn plain(text: &str) -> String {
    single(text).replace(['أ', 'إ', 'آ'], "ا")
}

#[test]
fn a_persian_page_is_not_read_as_arabic() {
    let Ok(bytes) = std::fs::read(Path::new(FOLDER).join("htmldate_PERSIAN_1523806243.html")) else {
        eprintln!("skipped: no pages at {FOLDER}");
        return;
    };
    let page = article(&bytes, &Hints::default(), &Limits::default()).unwrap();
    assert_eq!(page.language, rawi_page::Language::OtherArabicScript);
}

/// One text in two old encodings that nothing declares: the same text comes out.
#[test]
fn undeclared_encodings() {
    let read = |name: &str| {
        let bytes = std::fs::read(Path::new(FOLDER).join(name)).ok()?;
        Some(article(&bytes, &Hints::default(), &Limits::default()).unwrap())
    };
    let (Some(one), Some(other)) = (read("chardet_windows-1256.html"), read("chardet_iso-8859-6.html")) else {
        eprintln!("skipped: no pages at {FOLDER}");
        return;
    };
    assert_eq!((one.encoding, other.encoding), ("windows-1256", "ISO-8859-6"));
    let letters = |page: &Page| page.text().chars().filter(|c| matches!(c, '\u{621}'..='\u{64a}')).collect::<String>();
    assert!(letters(&one).len() > 500, "{}", one.text());
    assert_eq!(letters(&one), letters(&other));
}

#[test]
fn gold() {
    let Ok(folder) = std::fs::read_dir(FOLDER) else {
        eprintln!("skipped: no pages at {FOLDER}");
        return;
    };
    let mut names: Vec<_> = folder.filter_map(|e| Some(e.ok()?.path())).collect();
    names.sort();
    let mut faults = Vec::new();
    let mut scores = Vec::new();
    for path in names.iter().filter(|p| p.to_string_lossy().ends_with(".gold.json")) {
        let name = path.file_name().unwrap().to_string_lossy().replace(".gold.json", "");
        let gold: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let bytes = std::fs::read(Path::new(FOLDER).join(format!("{name}.html"))).unwrap();
        let page = article(&bytes, &Hints::default(), &Limits::default()).unwrap();
        let list = |key: &str| -> Vec<String> {
            gold[key].as_array().into_iter().flatten().filter_map(|v| Some(v.as_str()?.to_owned())).collect()
        };
        let text = read(&page);
        let score = f1(&list("body").join("\n"), &text);
        if std::env::var_os("RAWI_PAGES_TABLE").is_some() {
            println!("| {name} | {score:.3} |");
        }
        scores.push(score);
        let mut check = |what: &str, found: Option<&str>, fits: bool| {
            if !fits {
                faults.push(format!("{name}: {what}: {found:?}, gold {}", gold[what]));
            }
        };
        check("title", page.title.as_deref(), page.title.as_deref() == gold["title"].as_str().map(single).as_deref());
        let published = page.published.as_ref().map(|p| p.value.as_str());
        // to the minute at most
        let date = gold["published"].as_str().unwrap();
        let zone = date.get(19..).unwrap_or_default();
        let minute = format!("{}{zone}", &date[..date.len().min(16)]);
        check("published", published, published == Some(date) || published == Some(minute.as_str()));
        check("author", page.author.as_deref(), page.author.as_deref() == gold["author"].as_str());
        let outlet = page.outlet.as_deref().map(plain);
        check("outlet", page.outlet.as_deref(), outlet == gold["outlet"].as_str().map(plain));
        let text = single(&text);
        for wrong in list("not_body").iter().filter(|s| text.contains(&single(s))) {
            faults.push(format!("{name}: in the text, and no part of it: {wrong}"));
        }
        if score < 0.93 {
            faults.push(format!("{name}: word F1 {score:.3}"));
        }
    }
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    println!("| mean of {} | {mean:.3} |", scores.len());
    assert!(mean >= 0.97 && faults.is_empty(), "mean word F1 {mean:.3}\n{}", faults.join("\n"));
}
