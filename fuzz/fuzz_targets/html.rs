//! Any bytes become a page or are refused, without a panic; its blocks are lines, and its article's parts lie in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rawi_page::html::{Hints, Limits, article};

const FETCHED: &str = "2031-12-07T18:20:00+02:00";

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { nodes: 20_000, ..Limits::default() };
    let hints = Hints { url: Some("https://a.example/2031/5/4/x"), fetched: Some(FETCHED), ..Hints::default() };
    let page = match article(bytes, &hints, &limits) {
        Ok(page) => page,
        Err(refused) => {
            assert!(!refused.to_string().is_empty());
            return;
        }
    };
    for block in &page.blocks {
        assert!(!block.text.is_empty() && !block.text.contains(['\n', '\0']) && block.text.trim() == block.text, "{block:?}");
    }
    if let Some(published) = &page.published {
        assert!(published.value.len() >= 4 && (0.0..=1.0).contains(&published.confidence), "{published:?}");
    }
    let text = page.text();
    let article = page.into_article();
    assert!(article.text.ends_with(&text));
    for part in article.body.iter().chain(&article.title) {
        assert!(!part.is_empty() && article.text.get(part.range()).is_some(), "{part:?}");
    }
});
