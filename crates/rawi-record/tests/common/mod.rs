//! An article of one paragraph, as the tests of groups need it.

use rawi_record::model::{Article, Published, Range, Reading, Source};

/// An article with the address `https://a.example/N`; without a date where `date` is empty.
pub fn article(n: usize, sha256: String, date: &str, text: String, reading: Reading) -> Article {
    Article {
        source: Source {
            path: format!("{n}.txt"),
            url: Some(format!("https://a.example/{n}")),
            media_type: "text/plain".into(),
            sha256,
            ..Source::default()
        },
        body: vec![Range { start: 0, end: text.chars().count() as u32 }],
        published: (!date.is_empty()).then(|| Published {
            value: date.to_owned(),
            precision: "day".into(),
            basis: "metadata".into(),
            confidence: 1.0,
            ..Published::default()
        }),
        language: "ar".into(),
        text,
        reading,
        ..Article::default()
    }
}
