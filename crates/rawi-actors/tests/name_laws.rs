//! What holds for every name: no input breaks anything, and the order of two names makes no difference.

use proptest::prelude::*;
use rawi_actors::names::{NameBook, Romaniser, Verdict, best_names, name_key, same_name, sound_key};

/// Words of names, particles, and noise.
fn name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[ء-ي]{1,8}",
        3 => prop::sample::select(vec![
            "بن", "أبو", "آل", "ال", "عبد", "الله", "الدين", "دي", "محمد", "علي", "الأسد", "عبدالله", "السيد", "ج.", "al-", "Abdul", "bin",
            "Abu", "de", "J.", "صلاحالدين", "ابوزيد",
        ]).prop_map(str::to_owned),
        2 => "[A-Za-zÀ-ž'’-]{1,10}",
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(word, 0..16).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn two_names_are_compared_in_either_order(a in name(), b in name()) {
        let likeness = same_name(&a, &b);
        prop_assert_eq!(likeness, same_name(&b, &a));
        prop_assert!((0.0..=1.0).contains(&likeness.score));
        prop_assert_eq!(likeness.verdict == Verdict::Different, likeness.score < 0.5);
    }

    #[test]
    fn a_name_is_never_another_than_itself(a in name()) {
        prop_assume!(!a.trim().is_empty());
        prop_assert_ne!(same_name(&a, &a).verdict, Verdict::Different);
    }

    #[test]
    fn a_romanised_name_has_no_arabic_letter(a in name()) {
        let latin = Romaniser::default().romanise(&a);
        prop_assert!(!latin.chars().any(|c| ('\u{621}'..='\u{64a}').contains(&c)), "{}", latin);
    }

    #[test]
    fn keys_and_books_take_any_name(names in prop::collection::vec(name(), 0..6), query in name()) {
        let _ = (name_key(&query), sound_key(&query));
        let found = best_names(&query, names.iter().map(String::as_str), 3);
        prop_assert!(found.len() <= 3 && found.iter().all(|(i, score)| *i < names.len() && *score > 0.0 && *score <= 1.0));
        let book = NameBook::new(names.iter().enumerate().map(|(i, n)| (i as u32, n.as_str())));
        prop_assert!(book.owner(&query).is_none_or(|o| (o as usize) < names.len()));
    }
}
