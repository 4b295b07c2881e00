//! What holds for every input: no panic, and spans that lie in the text.

use std::io::Write;

use proptest::prelude::*;
use rawi_page::{Article, Options, open, parse};

fn read(bytes: &[u8], options: &Options) -> Vec<Article> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    open(&[file.path().to_owned()], options).filter_map(|raw| parse(raw.ok()?, options).ok()?).collect()
}

fn check(article: &Article) {
    let text = &article.text;
    let mut end = 0;
    for span in &article.body {
        assert!(span.start >= end && span.start < span.end, "{:?}", article.body);
        let part = text.get(span.range()).expect("a body span on character boundaries");
        assert_eq!(part, part.trim());
        end = span.end;
        assert!(article.title.is_none_or(|t| !t.overlaps(*span)), "{article:?}");
    }
    if let Some(title) = article.title {
        assert!(!title.is_empty() && text.get(title.range()).is_some(), "{title:?}");
    }
    assert!(text.is_char_boundary(article.source.text_start as usize));
}

/// Lines as they stand on pages, and stray characters.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "اترك تعليقاً",
        "اقرأ أيضاً",
        "(صورة تعبيرية)",
        "رابط الخبر: كذا",
        ". سمات أ ب",
        "خاص",
        "سليم – عين اليوم",
        "15:22 ت م",
        "20-04-2024 01:18 AM بتوقيت القدس المحتلة",
        "سياسي / الجسر يفتح اليوم",
        "قال رئيس البلدية إن الجسر سيفتح.",
        "النخلة 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس",
        "Next Previous ",
        "* * *",
        "©",
        "(",
        "( التفاصيل )",
        "سبق ــ النخلة:",
        "اقرأ أيضا: كذا. ثم كذا",
        "شارك من خلال ",
        "[المزيد",
        "\u{200f}",
        "\u{a0}",
        "…",
        "ًٌ",
    ]);
    prop_oneof![known.prop_map(str::to_owned), "\\PC{0,20}", "[ا-ي ]{0,40}"]
}

fn page() -> impl Strategy<Value = String> {
    prop::collection::vec((line(), prop::sample::select(vec!["\n", "\n\n", " ", ". ", "\r\n", "", " ("])), 0..12)
        .prop_map(|parts| parts.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes, &Options::default()).iter().for_each(check);
    }

    #[test]
    fn any_page(text in page()) {
        for article in read(text.as_bytes(), &Options::default()) {
            prop_assert_eq!(&article.text, text.strip_prefix('\u{feff}').unwrap_or(&text));
            check(&article);
        }
    }

    #[test]
    fn any_record(title in page(), text in page(), date in ".{0,20}", n in any::<i64>()) {
        for date in [serde_json::json!(date), serde_json::json!(n)] {
            let line = serde_json::json!({ "title": title, "text": text, "date": date }).to_string();
            for article in read(line.as_bytes(), &Options::default()) {
                prop_assert!(article.text[article.source.text_start as usize..].starts_with(&text));
                check(&article);
            }
        }
    }

    #[test]
    fn any_lines(lines in prop::collection::vec(prop_oneof!["\\PC{0,30}", Just("{\"text\": \"نعم\"}".to_owned())], 0..8), limit in 1usize..60) {
        let options = Options { max_bytes: limit, ..Options::default() };
        read(lines.join("\n").as_bytes(), &options).iter().for_each(check);
    }
}
