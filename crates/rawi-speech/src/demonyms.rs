//! The states that adjectives of origin belong to: أميركي، الروسية، مصريون.

use rawi_text::words::article_off;
use rawi_text::{Key, KeyTable, table};
use std::sync::LazyLock;

const DEMONYMS: &str = include_str!("../../../lexicon/demonyms.tsv");

static STATES: LazyLock<KeyTable<&'static str, 2048>> = LazyLock::new(|| {
    let mut states: KeyTable<&'static str, 2048> = KeyTable::default();
    // rows that are not well formed are told by those who own the table
    for (_, [form, feminine, plural, state, _]) in table::rows::<5>("lexicon/demonyms.tsv", DEMONYMS).flatten() {
        if let Some(state) = table::optional(state) {
            let forms = [form, feminine].into_iter().chain(table::several(plural));
            for form in forms {
                states.entry(Key::of(form)).or_insert(state);
            }
        }
    }
    states
});

/// The id of the state that an adjective belongs to, with or without its article.
pub(crate) fn state_of(key: Key) -> Option<&'static str> {
    let states: &KeyTable<&'static str, 2048> = &STATES;
    states.get(&key).or_else(|| states.get(&article_off(key).0)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_adjective() {
        for form in ["أميركي", "الأمريكية", "الأميركيون"] {
            assert_eq!(state_of(Key::of(form)), Some("state:us"), "{form}");
        }
        assert_eq!(state_of(Key::of("كتاب")), None);
    }
}
