//! Pages that are made to break a reader: each ends in a page or in one named error, soon, on a thread's ordinary stack.

use std::time::{Duration, Instant};

use rawi_page::html::{Hints, Limits, Page, Refused, article};

const TEXT: &str = "قال رئيس البلدية إن الجسر الجديد سيفتح أمام السيارات والمشاة صباح الأحد بعد عامين من العمل فيه. ";

/// Reads on a thread with the stack that the program's threads have.
#[track_caller]
fn read(name: &str, html: Vec<u8>) -> Result<Page, Refused> {
    let begin = Instant::now();
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let result = thread.spawn(move || article(&html, &Hints::default(), &Limits::default())).unwrap().join().unwrap();
    let took = begin.elapsed();
    println!("{name}: {took:?}, {}", result.as_ref().map_or_else(ToString::to_string, |p| format!("{} blocks", p.blocks.len())));
    assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    result
}

fn page(body: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>").into_bytes()
}

#[track_caller]
fn refused(name: &str, html: Vec<u8>, why: &str) {
    let refused = read(name, html).unwrap_err().to_string();
    assert!(refused.contains(why), "{name}: {refused}");
}

#[test]
fn what_nests() {
    let deep = |tag: &str, n: usize| page(&format!("{}<p>{TEXT}</p>", format!("<{tag}>").repeat(n)));
    refused("100,000 deep", deep("div", 100_000), "deep in one another");
    refused("unclosed bold", deep("b", 100_000), "deep in one another");
    refused("lists in lists", deep("ul><li", 100_000), "deep in one another");
    refused("upper case", deep("DIV", 100_000), "deep in one another");
    refused("tags without an end", page(&"<div ".repeat(300_000)), "attributes");
    // as deep as is allowed
    read("500 deep", deep("div", 500)).unwrap();
    read("500 spans", deep("span", 500)).unwrap();
    read("160 tables", deep("table><tr><td", 160)).unwrap();
    read("500 sections closed", page(&format!("{}{TEXT}{}", "<section>".repeat(500), "</section>".repeat(500)))).unwrap();
}

/// The deepest nesting that the program lets be asked for stays within a thread's stack.
#[test]
fn the_deepest_that_can_be_asked_for() {
    for tag in ["div", "span", "b", "section", "blockquote"] {
        let html = page(&format!("{}<p>{TEXT}</p>", format!("<{tag}>").repeat(1_995)));
        let limits = Limits { depth: 2_000, ..Limits::default() };
        let thread = std::thread::Builder::new().stack_size(2 << 20);
        let read = thread.spawn(move || article(&html, &Hints::default(), &limits)).unwrap().join().unwrap();
        assert_eq!(read.unwrap().blocks.len(), 1, "{tag}");
    }
}

#[test]
fn what_multiplies() {
    let again: String = (0..400).map(|i| format!("<b id={i}>")).collect();
    refused("bold opened again in each paragraph", page(&format!("{again}{}", "<p>x</p>".repeat(20_000))), "nodes");
    refused("more tags than are read", page(&"<i></i>".repeat(1_000_000)), "nodes");
    let attributes: String = (0..200_000).map(|i| format!(" a{i}=1")).collect();
    refused("attributes", page(&format!("<p{attributes}>{TEXT}</p>")), "attributes");
    let classes = "comment share related ".repeat(100_000);
    read("a class of 300,000 names", page(&format!("<p class=\"{classes}\">{TEXT}</p>"))).unwrap();
    read("entities", page(&"&amp;&lt;&#1575;&quot;&CounterClockwiseContourIntegral;&unknown;".repeat(50_000))).unwrap();
    read("numeric entities", page(&"&#99999999999;&#x0;&#xD800;&#1575".repeat(50_000))).unwrap();
}

#[test]
fn what_is_long() {
    refused("200 MB", vec![b'<'; 200 << 20], "--max-page-bytes");
    read("20,000 paragraphs", page(&format!("<p>{TEXT}</p>").repeat(20_000))).unwrap();
    read("20,000 line breaks", page(&format!("<div>{}</div>", format!("{TEXT}<br>").repeat(20_000)))).unwrap();
    read("5,000 breaks in a row", page(&format!("<div>{TEXT}{}{TEXT}</div>", "<br>".repeat(5_000)))).unwrap();
    read("20,000 links", page(&format!("<p><a href=x>{TEXT}</a></p>").repeat(20_000))).unwrap();
    read("one word of 5 MB", page(&"ا".repeat(5 << 19))).unwrap();
    read("blanks", page(&" \n".repeat(5 << 20))).unwrap();
    read("a script without an end", page(&format!("<script>{}", "<p>".repeat(300_000)))).unwrap();
    read("a comment without an end", page(&format!("<!--{}", "<p>".repeat(300_000)))).unwrap();
    read("headings", page(&format!("<h1>{TEXT}</h1>").repeat(20_000))).unwrap();
    read("dates", page(&format!("<h1>x</h1><div class=date>1/1/2031</div><p>{TEXT}</p>").repeat(10_000))).unwrap();
    let json = format!("<script type=application/ld+json>{}</script>", "[".repeat(500_000));
    read("JSON-LD that nests", page(&json)).unwrap();
}

#[test]
fn what_is_broken() {
    for bytes in [
        b"".as_slice(),
        b"<",
        b"<html",
        b"<html><",
        b"\xff\xfe<\0",
        b"\xfe\xff\0<\0h",
        b"<html>\0\0\0",
        b"<!--",
        b"</",
        b"<p a='",
    ] {
        let _ = read("broken", bytes.to_vec());
    }
    let text = page(&format!("<p>{TEXT}</p>"));
    for n in (0..text.len()).step_by(3) {
        let _ = article(&text[..n], &Hints::default(), &Limits::default());
    }
    let nul = page(&format!("<p>{}</p>", TEXT.replace(' ', "\0 ")));
    assert!(!read("NULs", nul).unwrap().text().contains('\0'));
}
