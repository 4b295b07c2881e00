//! Which Arabic names a Latin word is a romanisation of.

use super::known;
use rawi_text::{Key, table};
use std::sync::LazyLock;

/// Latin forms (letters in lower case) and the light keys of the Arabic forms, sorted.
static READINGS: LazyLock<Vec<(Key, Key)>> = LazyLock::new(|| {
    let mut all: Vec<(Key, Key)> = known::rows()
        .flat_map(|(form, latin)| {
            let arabic = super::parts::light_of_form(form);
            table::several(latin).map(move |l| (Key::of(l), arabic))
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
});

/// The light keys of the Arabic names that a Latin word is known to stand for. The first call sorts the table (some
/// milliseconds).
pub(crate) fn readings(latin: Key) -> &'static [(Key, Key)] {
    let all = &*READINGS;
    let from = all.partition_point(|(l, _)| *l < latin);
    let to = from + all[from..].partition_point(|(l, _)| *l == latin);
    &all[from..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_forms_lead_to_arabic_ones() {
        for (latin, arabic) in [("Mohammed", "محمد"), ("Abdul Rahman", "عبدرحمن"), ("Gamal", "جمال"), ("Sisi", "سيسي")]
        {
            let arabic = super::super::parts::light(arabic);
            assert!(readings(Key::of(&latin.replace(' ', ""))).iter().any(|(_, a)| *a == arabic), "{latin}");
        }
        assert!(readings(Key::of("lavrov")).is_empty());
    }
}
