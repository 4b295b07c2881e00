use proptest::prelude::*;
use rawi_speech::{Act, Cue, Kind, Speaker, Stance, Statement, Via};
use rawi_text::Span;

use super::*;
use crate::fixture;

fn page() -> String {
    let (article, reading) = fixture::article();
    let mut out = Vec::new();
    Html.begin(&mut out);
    let entry = Html.article(0, &article, &reading, &mut out).unwrap();
    Html.end(&[entry.unwrap()], &mut out);
    String::from_utf8(out).unwrap()
}

/// The tags in order, `/` before those that close.
fn tags(html: &str) -> Vec<&str> {
    let pieces = html.split('<').skip(1);
    pieces.map(|p| p.split(['>', ' ', '\n']).next().unwrap()).collect()
}

fn assert_balanced(html: &str) {
    let mut open = Vec::new();
    for tag in tags(html) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None if ["meta", "link", "!DOCTYPE"].contains(&tag) => {}
            None => open.push(tag),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    for (k, piece) in html.split('<').enumerate() {
        out.push_str(if k == 0 { piece } else { piece.split_once('>').expect("tags end").1 });
    }
    out
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let lead = format!(" {name}=\"");
    let pieces = html.split(lead.as_str()).skip(1);
    pieces.map(|p| p.split('"').next().unwrap()).collect()
}

#[test]
fn the_article_and_its_list() {
    let (article, reading) = fixture::article();
    insta::assert_snapshot!(render(0, &title(&article), &article, &reading).unwrap());
}

#[test]
fn tags_are_balanced_and_ids_lead_somewhere() {
    let page = page();
    assert_balanced(&page);
    let mut ids = attributes(&page, "id");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id twice");
    let inner = attributes(&page, "href");
    let inner = inner.iter().filter_map(|h| h.strip_prefix('#'));
    let mut leads = 0;
    for target in inner {
        assert!(ids.contains(&target), "#{target} leads nowhere");
        leads += 1;
    }
    assert!(leads > 10);
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let page = page();
    for bad in ["<script", "src=", "@import", "url(", "<iframe", "javascript:", "onload="] {
        assert!(!page.contains(bad), "{bad}");
    }
    let links: Vec<_> = page.split("<link").skip(1).collect();
    assert_eq!(links.len(), 1);
    assert!(links[0].starts_with(" rel=\"icon\" href=\"data:,\">"));
}

#[test]
fn an_address_that_is_no_web_address_is_no_link() {
    let (mut article, _) = fixture::article();
    article.source.url = Some("javascript:alert(1)".to_owned());
    assert!(!source(&article).contains("javascript"));
    article.source.url = Some("https://a.example/\"><b>".to_owned());
    assert!(source(&article).contains("href=\"https://a.example/&quot;&gt;&lt;b&gt;\""));
}

#[test]
fn an_article_without_anything() {
    let article = Article::default();
    let html = render(3, "x.txt", &article, &Reading::default()).unwrap();
    assert_balanced(&html);
    assert!(html.contains("ليس المقال بالعربية"));
}

fn statement(spans: &[(usize, usize)], at: &[u32]) -> Statement {
    let span = |k: usize| {
        let (a, b) = spans[k % spans.len()];
        Span::new(at[a.min(b) % at.len()], at[a.max(b) % at.len()])
    };
    Statement {
        kind: Kind::Mixed,
        act: Act::Ask,
        content: vec![span(0), span(1)],
        cue: Cue { span: span(2), lemma: String::new() },
        speaker: Speaker { entity: None, name: String::new(), mention: Some(span(3)), via: Via::Name },
        chain: Vec::new(),
        addressee: None,
        time: None,
        occasion: None,
        about: Vec::new(),
        stance: Stance::default(),
        demand: None,
        denies: None,
        within: None,
        confidence: 1.0,
        why: "",
    }
}

proptest! {
    #[test]
    fn the_text_stays_the_text(
        text in "[ابت «»<>&\"'a\n\r😀\u{64E}]{0,60}",
        spans in prop::collection::vec(prop::collection::vec((0usize..70, 0usize..70), 4), 0..6),
        body in (0usize..70, 0usize..70),
    ) {
        let mut at: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
        at.push(text.len() as u32);
        let reading = Reading {
            statements: spans.iter().map(|s| statement(s, &at)).collect(),
            ..Reading::default()
        };
        let body = Span::new(at[body.0.min(body.1) % at.len()], at[body.0.max(body.1) % at.len()]);
        let article = Article { text: text.clone(), body: vec![body], title: Some(Span::new(0, at[at.len() / 4])), ..Article::default() };
        let mut html = String::new();
        flow::write(&mut html, "a1", &article, &reading).unwrap();
        assert_balanced(&html);
        prop_assert_eq!(without_tags(&html), escape(&text).into_owned());
    }
}
