//! Main text and speed, library by library, on pages with a known text.
//!
//!     cargo run --release -- quality DIR     NAME.html with NAME.gold.json ("body": [...], "not_body": [...])
//!     cargo run --release -- speed DIR [N [NAME]]   N rounds over the pages of DIR, one library after another (or that
//!                                                   one alone), one core
//!
//! Words are runs of letters and digits; F1 is over words as a bag, so that paragraphs joined or cut make no difference.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use rawi_page::html::{Hints, Limits};

type Reader = fn(&str) -> String;

const READERS: [(&str, Reader); 7] = [
    ("rawi", rawi),
    ("dom_smoothie", smoothie),
    ("dom_smoothie, own choice", smoothie_own),
    ("legible", |h| legible::parse(h, None, None).map_or_else(|_| String::new(), |a| spaced(&a.content))),
    ("libreadability", |h| libreadability::extract(h, None).map_or_else(|_| String::new(), |a| spaced(&a.content))),
    ("trafilatura", |h| {
        let options = trafilatura::Options::default();
        trafilatura::extract(h, &options).map_or_else(|_| String::new(), |a| spaced(&a.content_html))
    }),
    ("rs-trafilatura", |h| rs_trafilatura::extract(h).map_or_else(|_| String::new(), |a| a.content_text)),
];

fn rawi(html: &str) -> String {
    let page = rawi_page::html::article(html.as_bytes(), &Hints::default(), &Limits::default());
    page.map_or_else(|_| String::new(), |p| format!("{}\n{}", p.standfirst.as_deref().unwrap_or_default(), p.text()))
}

fn smoothie(html: &str) -> String {
    with_mode(html, dom_smoothie::CandidateSelectMode::Readability)
}

fn smoothie_own(html: &str) -> String {
    with_mode(html, dom_smoothie::CandidateSelectMode::DomSmoothie)
}

fn with_mode(html: &str, candidate_select_mode: dom_smoothie::CandidateSelectMode) -> String {
    let config = dom_smoothie::Config { candidate_select_mode, ..Default::default() };
    let reader = dom_smoothie::Readability::new(html, None, Some(config));
    reader.and_then(|mut r| r.parse()).map_or_else(|_| String::new(), |a| spaced(&a.content))
}

/// The text of a piece of HTML, a blank wherever an element begins or ends that is no part of a word.
fn spaced(html: &str) -> String {
    let fragment = dom_query::Document::fragment(html);
    let mut out = String::new();
    for node in fragment.root().descendants_it() {
        if node.is_text() {
            out.push_str(&node.text());
        } else if !matches!(node.node_name().as_deref(), Some("a" | "b" | "i" | "em" | "strong" | "span")) {
            out.push(' ');
        }
    }
    out
}

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

fn blanks_single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Gold {
    name: String,
    html: String,
    body: String,
    not_body: Vec<String>,
}

fn pages(dir: &str) -> Vec<Gold> {
    let mut out = Vec::new();
    let mut names: Vec<_> = std::fs::read_dir(dir).expect("a folder").filter_map(|e| Some(e.ok()?.path())).collect();
    names.sort();
    for gold in names.iter().filter(|p| p.to_string_lossy().ends_with(".gold.json")) {
        let name = gold.to_string_lossy().replace(".gold.json", "");
        let html = std::fs::read_to_string(format!("{name}.html")).expect("the page beside its gold");
        let gold: serde_json::Value = serde_json::from_slice(&std::fs::read(gold).expect("gold")).expect("JSON");
        let list = |key: &str| -> Vec<String> {
            gold[key].as_array().into_iter().flatten().filter_map(|v| Some(v.as_str()?.to_owned())).collect()
        };
        let name = Path::new(&name).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        out.push(Gold { name, html, body: list("body").join("\n"), not_body: list("not_body") });
    }
    out
}

fn quality(dir: &str) {
    let pages = pages(dir);
    println!("| library | {} | mean | not_body |", pages.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(" | "));
    for (name, read) in READERS {
        let mut scores = Vec::new();
        let mut wrong = 0;
        for page in &pages {
            let text = read(&page.html);
            scores.push(f1(&page.body, &text));
            let text = blanks_single(&text);
            wrong += page.not_body.iter().filter(|s| text.contains(&blanks_single(s))).count();
        }
        let mean = scores.iter().sum::<f64>() / scores.len() as f64;
        let cells: Vec<_> = scores.iter().map(|s| format!("{s:.3}")).collect();
        println!("| {name} | {} | {mean:.3} | {wrong} |", cells.join(" | "));
    }
}

fn speed(dir: &str, rounds: usize, only: Option<&str>) {
    let pages: Vec<String> = std::fs::read_dir(dir)
        .expect("a folder")
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "html"))
        .filter_map(|p| std::fs::read_to_string(p).ok())
        .collect();
    for (name, read) in READERS.into_iter().filter(|(name, _)| only.is_none_or(|o| o == *name)) {
        let begin = Instant::now();
        let mut letters = 0;
        for _ in 0..rounds {
            letters += pages.iter().map(|p| read(p).len()).sum::<usize>();
        }
        let seconds = begin.elapsed().as_secs_f64();
        println!("{name}\t{:.1} pages/s\t{letters} bytes of text", (pages.len() * rounds) as f64 / seconds);
    }
}

/// What parsing alone takes of a reading: the tree by html5ever, and the tree with the library's judgement.
fn stages(dir: &str, rounds: usize) {
    let stages: [(&str, Reader); 4] = [
        ("tree alone (dom_query over html5ever)", |h| dom_query::Document::from(h).root().descendants_it().count().to_string()),
        ("tree and judgement (dom_smoothie)", |h| {
            let document = dom_query::Document::from(h);
            let reader = dom_smoothie::Readability::with_document(document, None, None);
            reader.and_then(|mut r| r.parse()).map_or_else(|_| String::new(), |a| a.content.to_string())
        }),
        ("rawi", rawi),
        ("rawi, no element named as the text", |h| rawi(&h.replace("articleBody", "x").replace("articlebody", "x"))),
    ];
    let pages: Vec<String> = pages(dir).into_iter().map(|p| p.html).collect();
    for (name, read) in stages {
        let begin = Instant::now();
        let mut letters = 0;
        for _ in 0..rounds {
            letters += pages.iter().map(|p| read(p).len()).sum::<usize>();
        }
        let each = begin.elapsed().as_secs_f64() * 1e6 / (pages.len() * rounds) as f64;
        println!("{name}\t{each:.0} µs a page\t{letters}");
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["quality", dir] => quality(dir),
        ["stages", dir] => stages(dir, 40),
        ["speed", dir] => speed(dir, 20, None),
        ["speed", dir, rounds] => speed(dir, rounds.parse().expect("a number of rounds"), None),
        ["speed", dir, rounds, name] => speed(dir, rounds.parse().expect("a number of rounds"), Some(name)),
        _ => eprintln!("quality DIR | speed DIR [ROUNDS [NAME]] | stages DIR"),
    }
}
