//! Which language a text is written in, by its letters and a few words, and where these leave doubt by its trigrams
//! (`whatlang`). Coarse on purpose: it decides whether a text is read at all.

use whatlang::{Detector, Lang};

use crate::article::Language;

/// How many letters are looked at.
const LETTERS: usize = 1000;

/// Counts over the beginning of a text.
#[derive(Default)]
struct Counts {
    latin: usize,
    arabic: usize,
    /// Letters of Arabic script that Arabic itself does not use.
    foreign: usize,
    words: usize,
    /// Words with the article, and the commonest particles.
    arabic_words: usize,
    other_words: usize,
}

const PARTICLES: [&str; 14] = ["في", "من", "على", "إلى", "الى", "أن", "ان", "عن", "التي", "الذي", "هذا", "هذه", "بعد", "مع"];
const OTHERS: [&str; 24] = [
    "است",
    "که",
    "را",
    "این",
    "از",
    "به",
    "می",
    "با",
    "برای",
    "آن", // Persian
    "ہے",
    "کے",
    "کی",
    "میں",
    "سے",
    "نے",
    "اور",
    "ہیں", // Urdu
    "لە",
    "بۆ",
    "کە",
    "ئەم",
    "دەکات",
    "بە", // Kurdish
];

/// The language of a text.
pub(crate) fn language(text: &str) -> Language {
    let counts = count(text);
    if counts.arabic == 0 || counts.arabic < counts.latin {
        return Language::Other;
    }
    let foreign = counts.foreign * 100 / counts.arabic;
    let arabic_words = counts.arabic_words * 100 / counts.words.max(1);
    let other_words = counts.other_words * 100 / counts.words.max(1);
    // Some Arabic pages write the Persian yeh and kaf: their words still are Arabic ones.
    let other = (foreign >= 3 && arabic_words < 15)
        || (counts.words >= 8 && other_words >= 6 && other_words > arabic_words)
        || (counts.words >= 40 && arabic_words < 4);
    // Persian and Dari typed with Arabic letters alone have few signs of their own
    let doubtful = counts.words >= 12 && arabic_words < 25;
    if other || doubtful && !by_trigrams(text) { Language::OtherArabicScript } else { Language::Arabic }
}

/// Whether the trigrams of the beginning of a text are those of Arabic, among the languages in its script that are known.
/// Yeh and kaf are tried in the one form and in the other, so that a keyboard decides nothing: another language it is where
/// one of them says so plainly.
fn by_trigrams(text: &str) -> bool {
    let detector = Detector::with_allowlist(vec![Lang::Ara, Lang::Pes, Lang::Urd]);
    let other = |letter: fn(char) -> char| {
        let letters: String = text.chars().filter(|c| !c.is_ascii_digit()).take(2 * LETTERS).map(letter).collect();
        detector.detect(&letters).is_some_and(|info| info.lang() != Lang::Ara && info.is_reliable())
    };
    !other(|c| match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        c => c,
    }) && !other(|c| c)
}

fn count(text: &str) -> Counts {
    let mut counts = Counts::default();
    let mut word = None;
    for (i, c) in text.char_indices() {
        let letter = match c {
            '\u{620}'..='\u{64a}' => {
                counts.arabic += usize::from(c != 'ـ');
                true
            }
            '\u{64b}'..='\u{65f}' | '\u{670}' => true,
            '\u{671}'..='\u{6d3}' | '\u{6d5}' | '\u{6ee}'..='\u{6ff}' => {
                counts.arabic += 1;
                counts.foreign += usize::from(!matches!(c, 'ٱ' | '\u{6f0}'..='\u{6f9}'));
                true
            }
            _ if c.is_ascii() => {
                counts.latin += usize::from(c.is_ascii_alphabetic());
                false
            }
            // Punctuation and invisible marks.
            '\u{600}'..='\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}' | '\u{2000}'..='\u{206f}' | '«' | '»' | '\u{a0}' => false,
            _ => {
                // Cyrillic, Hebrew, Chinese … are all not Arabic.
                counts.latin += usize::from(c.is_alphabetic() && !matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'));
                false
            }
        };
        match (letter, word) {
            (true, None) => word = Some(i),
            (false, Some(start)) => {
                counts.word(&text[start..i]);
                word = None;
            }
            _ => {}
        }
        if counts.arabic + counts.latin >= LETTERS {
            break;
        }
    }
    if let Some(start) = word {
        // The last word may be cut short by the limit; one word more or less does not matter.
        counts.word(&text[start..]);
    }
    counts
}

impl Counts {
    fn word(&mut self, word: &str) {
        self.words += 1;
        // «ال» and «لل», alone or after one of و ف ب ك, are two bytes a letter.
        let article = |w: &str| w.len() > 6 && (w.starts_with("ال") || w.starts_with("لل"));
        let bare = word.strip_prefix(['و', 'ف', 'ب', 'ك']).unwrap_or(word);
        if article(word) || article(bare) || PARTICLES.contains(&word) {
            self.arabic_words += 1;
        } else if OTHERS.contains(&word) {
            self.other_words += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        use Language::{Arabic, Other, OtherArabicScript};
        for (text, expected) in [
            ("قال رئيس البلدية إن الجسر الجديد سيفتح يوم الأحد أمام السيارات.", Arabic),
            ("اکد رئیس البلدیة ان الجسر الجدید سیفتح الاحد امام السیارات فی المدینة.", Arabic),
            ("البلدية تفتح الجسر", Arabic),
            ("قال المدير التنفيذي لشركة Green Bridge Ltd في لندن إن العمل انتهى", Arabic),
            ("شهردار گفت که پل تازه روز یکشنبه باز می‌شود و این کار برای مردم شهر خوب است.", OtherArabicScript),
            (
                "شهردار تهران در جمع خبرنگاران اعلام كرد كار ساخت اين پل تا پايان سال تمام مي شود و از مردم تشكر كرد",
                OtherArabicScript,
            ),
            ("میئر نے کہا ہے کہ نیا پل اتوار کو کھول دیا جائے گا اور شہر کے لوگ خوش ہیں۔", OtherArabicScript),
            ("سەرۆکی شارەوانی گوتی پردە نوێیەکە ڕۆژی یەکشەممە دەکرێتەوە بۆ هاووڵاتیان.", OtherArabicScript),
            // Dari and Persian typed on an Arabic keyboard, and without the words above
            (
                "رييس جمهور افغانستان روز گذشته در كابل گفت دولت او تلاش ميكند مشكلات مردم ولايات شمالي كشور حل شود و كودكان مكتب \
                 بروند",
                OtherArabicScript,
            ),
            ("سەرۆک کۆماری عێراق دوێنێ لە بەغدا ڕایگەیاند کە هەڵبژاردنەکان لە کاتی خۆیاندا بەڕێوەدەچن", OtherArabicScript),
            // Arabic of few particles
            ("أسعار صرف عملات أجنبية مقابل دينار: دولار 1310، يورو 1420، جنيه 1650، ليرة 44، درهم 357، ريال 349، يوان 181", Arabic),
            ("فاز ماجد ناصر وخسر سامي حداد وتعادل رامي سعد ووليد عيسى بطولة شطرنج مدارس مدينة حمص بنين وبنات فئة ناشئين", Arabic),
            ("The mayor said that the new bridge would open on Sunday.", Other),
            ("Мэр сказал, что новый мост откроется в воскресенье.", Other),
            ("12345 ...", Other),
            ("", Other),
        ] {
            assert_eq!(language(text), expected, "{text}");
        }
    }
}
