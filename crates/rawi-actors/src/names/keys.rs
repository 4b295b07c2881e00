//! Keys of names: one for all spellings of a name, to look it up by. Keys are coarse: what they bring together,
//! [`same_name`](super::same_name) tells apart.

use super::matching::WELL_KNOWN;
use super::parts::{Part, Parts};
use super::rules::Rules;
use rawi_text::Key;
use rawi_text::key::KeyBuilder;

/// The key that the Arabic spellings of a name share: Arabic parts as they are but for hamza, ى, ة, final ا and doubled
/// letters, foreign ones by their consonants, of which those that Arabic writes in several ways (غ ج ك ق) are one. Titles,
/// ال, spaces and hyphens make no difference; a middle name does.
pub fn name_key(name: &str) -> Key {
    let rules = Rules::built_in();
    let mut key = KeyBuilder::default();
    for p in Parts::of(name).0.iter() {
        if !p.latin && !p.of && (p.sure || p.native && p.count >= WELL_KNOWN) {
            push(&mut key, p.light);
        } else {
            consonants(p, false, rules, &mut key);
        }
    }
    key.finish()
}

/// The key that all spellings of a name share, in Arabic and in Latin letters: its consonants, in five classes and four
/// single ones.
pub fn sound_key(name: &str) -> Key {
    let rules = Rules::built_in();
    let mut key = KeyBuilder::default();
    for p in Parts::of(name).0.iter() {
        consonants(p, true, rules, &mut key);
    }
    key.finish()
}

fn push(key: &mut KeyBuilder, letters: Key) {
    (0..letters.len()).for_each(|i| key.push(letters.at(i)));
}

/// The classes of a part's consonants, the same class twice in a row once.
fn consonants(p: &Part, latin: bool, rules: &Rules, key: &mut KeyBuilder) {
    let mut last = 0;
    for sound in p.sounds.as_slice() {
        let class = rules.class(*sound, latin);
        if class != 0 && class != last {
            key.push(class);
        }
        last = class;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_spellings_share_a_key() {
        for (a, b) in [
            ("ستيفان دي ميستورا", "ستيفان ديمستورا"),
            ("غوتيريش", "جوتيريس"),
            ("لافروف", "لاڤروڤ"),
            ("عبد الله الثاني", "عبدالله الثانى"),
            ("الرئيس بشار الأسد", "بشار الاسد"),
            ("هوغو تشافيز", "هوجو شافيز"),
            ("أنغيلا ميركل", "انجيلا ميركيل"),
        ] {
            assert_eq!(name_key(a), name_key(b), "{a} {b}");
        }
        for (a, b) in [("جمال", "كمال"), ("جمال", "غمال"), ("حسن", "حسين"), ("عمر", "عمرو"), ("سعد", "سعيد"), ("محمد", "محمود")]
        {
            assert_ne!(name_key(a), name_key(b), "{a} {b}");
        }
    }

    #[test]
    fn latin_and_arabic_share_a_key() {
        for (latin, arabic) in [
            ("Lavrov", "لافروف"),
            ("Lavrow", "لافروف"),
            ("Lavroff", "لافروف"),
            ("Netanyahu", "نتنياهو"),
            ("Erdoğan", "أردوغان"),
            ("Erdogan", "اردوغان"),
            ("al-Assad", "الأسد"),
            ("Mohammed", "محمد"),
            ("Muhammad", "محمد"),
            ("Mohamed", "محمد"),
            ("Sisi", "السيسي"),
            ("Khamenei", "خامنئي"),
            ("Guterres", "غوتيريش"),
            ("Abdel Fattah el-Sisi", "عبد الفتاح السيسي"),
        ] {
            assert_eq!(sound_key(latin), sound_key(arabic), "{latin} {arabic}");
        }
        assert_ne!(sound_key("Lavrov"), sound_key("بوتين"));
    }
}
