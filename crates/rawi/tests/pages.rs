//! Pages of HTML through the program: links to the very words, annotations, and what is refused.

mod common;

use common::{err, folder, out, rawi};
use serde_json::Value;

fn sample(name: &str) -> String {
    format!("{}/../../samples/pages/{name}.html", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_page_is_read_like_any_article() {
    let output = rawi(&["read", "--format", "jsonl", &sample("01-wordpress")]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let article: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(article["source"]["media_type"], "text/html");
    assert_eq!(article["source"]["url"], "https://almarfa.example/2031/05/bridge-opens/");
    assert_eq!(article["title"]["text"], "بلدية النخلة تفتح الجسر الجديد الأحد");
    assert_eq!(article["author"], "سلمى الراجحي");
    assert_eq!(article["published"]["evidence"], "json-ld");
    assert!(article["statements"].as_array().unwrap().len() >= 3, "{article}");
    let speakers: Vec<_> =
        article["statements"].as_array().unwrap().iter().map(|s| s["speaker"]["name"].as_str().unwrap()).collect();
    assert!(speakers.contains(&"ليلى حداد"), "{speakers:?}");
}

#[test]
fn statements_lead_to_their_words_on_the_page() {
    let output = rawi(&["read", "--format", "html", &sample("01-wordpress")]);
    let page = out(&output);
    let links: Vec<_> = page.split("class=\"there\" href=\"").skip(1).map(|p| p.split('"').next().unwrap()).collect();
    assert!(links.len() >= 3, "{page}");
    assert!(links.iter().all(|l| l.starts_with("https://almarfa.example/2031/05/bridge-opens/#:~:text=%D8")), "{links:?}");
    // no address, no link
    let output = rawi(&["read", "--format", "html", &sample("07-one-div-br")]);
    assert!(!out(&output).contains("class=\"there\""));
}

/// What the Web Annotation Data Model demands of an annotation, as far as it concerns what is printed: the terms that must
/// be there, how many of each, and of what form. Sections are those of the Recommendation.
fn faults(annotation: &Value, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            faults.push(what.to_owned());
        }
    };
    let iri = |v: &Value| {
        v.as_str().is_some_and(|s| {
            s.split_once(':').is_some_and(|(scheme, rest)| {
                !rest.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric()) && !s.chars().any(char::is_whitespace)
            })
        })
    };
    let one_of = |v: &Value, names: &[&str]| v.as_str().is_some_and(|s| names.contains(&s));
    const MOTIVATIONS: [&str; 13] = [
        "assessing",
        "bookmarking",
        "classifying",
        "commenting",
        "describing",
        "editing",
        "highlighting",
        "identifying",
        "linking",
        "moderating",
        "questioning",
        "replying",
        "tagging",
    ];
    // 3.1
    must(annotation["@context"][0] == "http://www.w3.org/ns/anno.jsonld", "@context");
    must(iri(&annotation["id"]), "exactly one id, an IRI");
    must(annotation["type"] == "Annotation", "type");
    must(one_of(&annotation["motivation"], &MOTIVATIONS), "motivation, of the model's list");
    // 3.2.4: embedded textual bodies; 4: specific resources, each with a role that the second context defines
    let (texts, agents): (Vec<&Value>, Vec<&Value>) =
        annotation["body"].as_array().unwrap().iter().partition(|b| b.get("source").is_none());
    for body in agents {
        must(body["type"] == "SpecificResource", "body type");
        must(one_of(&body["purpose"], &MOTIVATIONS), "purpose, of the model's list");
        must(one_of(&body["role"], &["speaker", "chain", "addressee", "about"]), "role");
        must(body["source"].get("id").is_none_or(iri), "source, an IRI where it has one");
        must(body["source"]["name"].as_str().is_some_and(|n| !n.is_empty()), "name");
    }
    must(annotation["@context"][1]["role"].is_string(), "the role's meaning");
    for body in texts {
        must(body["type"] == "TextualBody", "body type");
        must(body["value"].is_string(), "exactly one value");
        must(body["format"] == "text/plain", "format, a media type");
        must(one_of(&body["purpose"], &MOTIVATIONS), "purpose, of the model's list");
        must(body.get("language").is_none_or(Value::is_string), "language");
    }
    // 3.1, 4: one target or more, specific resources
    let targets = annotation["target"].as_array().unwrap();
    must(!targets.is_empty(), "one target or more");
    for target in targets {
        must(iri(&target["source"]), "exactly one source, an IRI");
        for selector in target["selector"].as_array().unwrap() {
            match selector["type"].as_str() {
                // 4.2.4
                Some("TextQuoteSelector") => {
                    let exact = selector["exact"].as_str().unwrap_or_default();
                    must(!exact.is_empty(), "exactly one exact");
                    let (prefix, suffix) = (selector["prefix"].as_str(), selector["suffix"].as_str());
                    must(prefix.is_some() && suffix.is_some(), "one prefix, one suffix");
                    let whole = [prefix.unwrap_or_default(), exact, suffix.unwrap_or_default()].concat();
                    must(text.contains(&whole), "the quotation stands in the text");
                }
                // 4.2.5: characters, the start included and the end not
                Some("TextPositionSelector") => {
                    let place = |key: &str| selector[key].as_u64().map(|n| n as usize);
                    let (start, end) = (place("start").unwrap_or(9), place("end").unwrap_or(0));
                    must(start < end, "start before end, both not negative");
                    let part: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
                    must(target["selector"][0]["exact"] == part.as_str(), "both selectors select the same");
                }
                _ => must(false, "a selector of the model"),
            }
        }
    }
    // what is not of the model's context would be lost
    let known = ["@context", "id", "type", "motivation", "generator", "body", "target"];
    must(annotation.as_object().unwrap().keys().all(|k| known.contains(&k.as_str())), "terms of the model alone");
    faults
}

#[test]
fn annotations_keep_to_the_model() {
    let mut seen = 0;
    let samples = ["pages/01-wordpress.html", "pages/06-print.html", "03-cairo-daily.txt", "09-press-review.txt", "12-sport.txt"];
    for name in samples {
        let path = format!("{}/../../samples/{name}", env!("CARGO_MANIFEST_DIR"));
        let article: Value = serde_json::from_str(&out(&rawi(&["read", "--format", "jsonl", &path]))).unwrap();
        let statements = article["statements"].as_array().unwrap();
        let output = out(&rawi(&["read", "--format", "annotations", &path]));
        let annotations: Vec<Value> = output.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(annotations.len(), statements.len(), "{name}");
        for (annotation, statement) in annotations.iter().zip(statements) {
            let wrong = faults(annotation, article["text"].as_str().unwrap());
            assert!(wrong.is_empty(), "{name}: {wrong:?}\n{annotation:#}");
            assert_eq!(annotation["id"], format!("urn:rawi:{}", statement["id"].as_str().unwrap()));
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn the_check_of_the_model_can_fail() {
    let path = sample("01-wordpress");
    let article: Value = serde_json::from_str(&out(&rawi(&["read", "--format", "jsonl", &path]))).unwrap();
    let output = out(&rawi(&["read", "--format", "annotations", &path]));
    let right: Value = serde_json::from_str(output.lines().next().unwrap()).unwrap();
    let text = article["text"].as_str().unwrap();
    for (pointer, value) in [
        ("/@context/0", Value::from("x")),
        ("/id", Value::from("no iri")),
        ("/motivation", Value::from("guessing")),
        ("/body/0/type", Value::from("Text")),
        ("/target/0/source", Value::from("")),
        ("/target/0/selector/0/exact", Value::from("")),
        ("/target/0/selector/1/start", Value::from(-1)),
    ] {
        let mut wrong = right.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!faults(&wrong, text).is_empty(), "{pointer}");
    }
}

#[test]
fn what_is_refused_is_named_and_the_run_goes_on() {
    let folder = folder("pages-refused");
    let write = |name: &str, html: String| std::fs::write(folder.join(name), html).unwrap();
    write("a-deep.html", format!("<html><body>{}", "<div>".repeat(15_000)));
    write("b-bomb.html", format!("<html><body><p{}>x", (0..5000).map(|n| format!(" a{n}=1")).collect::<String>()));
    write(
        "c-front.html",
        std::fs::read_to_string(format!("{}/../../tests/pages/15-front-page.html", env!("CARGO_MANIFEST_DIR"))).unwrap(),
    );
    write("d-large.html", format!("<html><body><p>{}", "كلمة ".repeat(20_000)));
    write("e-good.html", std::fs::read_to_string(sample("06-print")).unwrap());
    let output = rawi(&["read", "--format", "jsonl", "--max-page-bytes", "100K", folder.to_str().unwrap()]);
    let errors = err(&output);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    for (name, what) in [
        ("a-deep.html", "deep in one another"),
        ("b-bomb.html", "attributes"),
        ("c-front.html", "a page without an article's text"),
        ("d-large.html", "--max-page-bytes"),
    ] {
        let lines: Vec<_> = errors.lines().filter(|l| l.contains(name)).collect();
        assert!(lines.len() == 1 && lines[0].contains(what), "{name}: {errors}");
    }
    assert_eq!(out(&output).lines().count(), 1);
}

#[test]
fn a_page_in_another_language_has_no_statements() {
    let output = rawi(&["read", "--format", "jsonl", &sample("16-persian")]);
    let article: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(article["language"], "und-Arab");
    assert_eq!(article["statements"], serde_json::json!([]));
}
