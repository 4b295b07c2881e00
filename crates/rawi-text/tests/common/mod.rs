//! Random texts in the manner of news pages, for the tests of laws. Other crates include this file.
#![allow(missing_docs, dead_code)]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rawi_text::Span;

/// A text of which some parts are the article.
#[derive(Clone, Debug)]
pub struct Page {
    pub text: String,
    /// The headline, which is one of the parts.
    pub title: Option<Span>,
    /// The other parts; sorted and disjoint.
    pub body: Vec<Span>,
}

impl Page {
    /// Headline and body, sorted.
    pub fn parts(&self) -> Vec<Span> {
        let mut parts: Vec<Span> = self.title.into_iter().chain(self.body.clone()).collect();
        parts.sort_unstable();
        parts
    }
}

/// The same 3,000 cases on every run; PROPTEST_RNG_SEED=N and PROPTEST_CASES=N look elsewhere and further.
pub fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(7),
        fixed => fixed,
    };
    ProptestConfig {
        cases: asked.cases.max(3000),
        rng_seed: seed,
        failure_persistence: None,
        ..asked
    }
}

const CUES: &[&str] = &[
    "قال",
    "وقال",
    "قالت",
    "وأضاف",
    "أكد",
    "اكد",
    "مؤكداً",
    "مشيراً إلى",
    "أعلنت",
    "نفى",
    "دعا إلى",
    "طالب بـ",
    "اتهم",
    "حذّر من",
    "نقلت",
    "عن",
    "قوله",
    "قولها",
    "بحسب",
    "وفقاً لـ",
    "على حد تعبيره",
    "رأى",
    "أعرب عن أمله في",
    "جدد دعوته إلى",
    "ورداً على سؤال",
    "خلال مؤتمر صحافي",
    "يقول",
    "لم يستبعد",
    "وتابع قائلاً",
    "تساءل",
    "لفت إلى",
    "رفض",
    "رحّب بـ",
];

const WORDS: &[&str] = &[
    "أن",
    "إن",
    "بأن",
    "أنّ",
    "وأن",
    "إنه",
    "الوزير",
    "وزير الخارجية",
    "رئيس الوزراء",
    "سامي النهري",
    "منى الكعبي",
    "وكالة الضفة",
    "صحيفة",
    "المتحدث باسم",
    "الحكومة",
    "موسكو",
    "دمشق",
    "الأمم المتحدة",
    "مصادر",
    "الجسر",
    "مفتوح",
    "لن",
    "نغادر",
    "أرضنا",
    "أمس",
    "اليوم الاثنين",
    "للصحافيين",
    "الذي",
    "التي",
    "في",
    "من",
    "على",
    "مع نظيره",
    "و",
    "ل",
    "بـ",
    "ما",
    "CNN",
    "BuildCo",
    "12",
    "١٢٬٥٠٠",
    "3.5%",
    "د.",
    "أ.ف.ب",
    "قــال",
    "السَّلامُ",
];

const MARKS: &[&str] = &[
    "«", "»", "“", "”", "„", "\"", "\"", "‹", "›", "‟", "＂", "&quot;", "&nbsp;", "'", "’", ".",
    ". ", "..", "...", "…", "۔", "؟", "!", "،", "، ", ",", "؛", ":", ": ", "(", ")", "[", "]", "-",
    " – ", "—", "ـ", "|", "•", "*", "/", "#", "@",
];

const ODD: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\u{200b}",
    "\u{200c}",
    "\u{200f}",
    "\u{202b}",
    "\u{202c}",
    "\u{2067}",
    "\u{feff}",
    "\u{ad}",
    "\u{0}",
    "\u{7f}",
    "\u{64e}",
    "\u{651}",
    "\u{670}",
    "😀",
    "𐤀",
    "\u{1eef1}",
    "é",
    "ß",
    "中",
    "پ",
    "ک",
    "ﷲ",
    "ﻻ",
    "\u{301}",
];

/// A piece of text, with what may stand after it.
fn piece() -> impl Strategy<Value = String> {
    let of = |list: &'static [&'static str]| prop::sample::select(list).prop_map(str::to_owned);
    let space = prop::sample::select(vec![" ", " ", " ", " ", "", ""]);
    let piece = prop_oneof![
        6 => of(WORDS),
        4 => of(CUES),
        4 => of(MARKS),
        1 => of(ODD),
        1 => "[ا-ي]{1,5}",
        1 => "\\PC{0,6}",
    ];
    (piece, space).prop_map(|(piece, space)| piece + space)
}

/// Any text.
pub fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|p| p.concat())
}

/// Any text with a choice of parts.
pub fn page() -> impl Strategy<Value = Page> {
    let part = (prop::collection::vec(piece(), 1..25), 0..5u8);
    let titled = prop::option::of(any::<prop::sample::Index>());
    (prop::collection::vec(part, 1..6), titled).prop_map(|(drawn, titled)| {
        let (mut text, mut body) = (String::new(), Vec::new());
        for (pieces, use_of) in drawn {
            let start = text.len();
            text.push_str(&pieces.concat());
            // one part in five is page furniture
            if use_of > 0 && text.len() > start {
                body.push(Span::new(start as u32, text.len() as u32));
            }
            text.push('\n');
        }
        let title = titled
            .filter(|_| !body.is_empty())
            .map(|t| body.remove(t.index(body.len())));
        Page { text, title, body }
    })
}
