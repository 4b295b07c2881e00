//! What holds for the reading of every text (the laws are in `common`).
// tests may touch files
#![allow(clippy::disallowed_methods)]

mod common;
#[path = "../../rawi-text/tests/common/mod.rs"]
mod texts;

use proptest::prelude::*;
use rawi_speech::{Input, Reading, read};
use rawi_text::Span;
use texts::Page;

type Law = fn(Input<'_>, &Reading) -> Result<(), String>;

fn obey(page: &Page, law: Law) -> Result<(), TestCaseError> {
    let input = page_input(page);
    law(input, &read(input)).map_err(TestCaseError::fail)
}

fn hold(page: &Page) -> Result<(), TestCaseError> {
    obey(page, common::broken)?;
    let input = page_input(page);
    prop_assert_eq!(read(input), read(input));
    Ok(())
}

fn page_input(page: &Page) -> Input<'_> {
    Input { text: &page.text, title: page.title, body: &page.body, published: None }
}

fn whole(text: String) -> Page {
    let body = vec![Span::new(0, text.len() as u32)];
    Page { text, title: None, body }
}

/// What the random texts have brought to light, shrunk: panics and spans of nothing.
#[test]
fn texts_that_broke_the_reading() {
    for text in ["-أن أن قال ", "ـا قال \n", "\" 3.5% أن \" دعا إلىو “ "] {
        hold(&whole(text.to_owned())).unwrap_or_else(|e| panic!("{text:?}: {e}"));
    }
}

/// What the random texts have brought to light, shrunk: contents that crossed.
#[test]
fn texts_whose_contents_crossed() {
    for text in [
        "نقلت قال “ أنأن عن “ أن وقال أن أن ا أن ",
        "نقلت أعرب عن أمله في الوزير “ الوزير . ®a[a \n",
        "ونبهت الخبيرة رنا بكري رفض إلى تراجع المخزون الجوفي، مرجحةأن تجف ثلاث آبار هذا الصيف، وداعية إلى ترشيد فوري. ",
    ] {
        let page = whole(text.to_owned());
        obey(&page, common::crossing).unwrap_or_else(|e| panic!("{text:?}: {e}"));
    }
}

/// What a thread remembers of words from one article to the next changes no reading.
#[test]
fn a_reading_does_not_hang_on_what_was_read_before() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut files: Vec<_> = std::fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let pages: Vec<Page> = files.iter().map(|f| whole(std::fs::read_to_string(f).unwrap())).collect();
    assert!(pages.len() > 10);
    let forwards: Vec<Reading> = pages.iter().map(|p| read(page_input(p))).collect();
    let backwards: Vec<Reading> = pages.iter().rev().map(|p| read(page_input(p))).collect();
    for ((page, one), other) in pages.iter().zip(&forwards).zip(backwards.iter().rev()) {
        let alone = std::thread::scope(|s| s.spawn(|| read(page_input(page))).join().unwrap());
        assert_eq!(one, other);
        assert_eq!(*one, alone);
    }
}

proptest! {
    #![proptest_config(texts::config())]

    #[test]
    fn any_text(text in texts::text()) {
        hold(&whole(text))?;
    }

    #[test]
    fn any_parts(page in texts::page()) {
        hold(&page)?;
    }

    #[test]
    fn damaged_sentences(text in texts::damaged()) {
        let page = whole(text);
        hold(&page)?;
        obey(&page, common::crossing)?;
    }

    #[test]
    fn contents_never_cross(page in texts::page()) {
        obey(&page, common::crossing)?;
    }

    #[test]
    fn no_span_goes_over_furniture(page in texts::page()) {
        obey(&page, common::over_furniture)?;
    }

    #[test]
    fn any_characters(text in any::<String>()) {
        hold(&whole(text))?;
    }
}
