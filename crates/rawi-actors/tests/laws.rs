//! What holds for every text: phrases and known names lie in it, and every actor's mentions are pieces of it.

#[path = "../../rawi-text/tests/common/mod.rs"]
mod texts;

use proptest::prelude::*;
use rawi_actors::{Doc, Known, NounPhrase, Phrases, Reach, Registry, Tables, Words};
use rawi_text::{Key, Scaffold, Span, key};

fn phrases(doc: Doc<'_>, object: bool, clitic: bool) -> Vec<NounPhrase> {
    let limit = doc.scaffold.tokens.len();
    let reach = Reach::new(limit, &|i| i % 7 == 6).before_object(object).behind_clitic(clitic);
    (0..limit).filter_map(|i| doc.noun_phrase(i, &reach)).collect()
}

fn hold(text: &str) -> Result<(), TestCaseError> {
    let scaffold = Scaffold::of(text, &[Span::new(0, text.len() as u32)]);
    let tables = Tables::built_in();
    let known = Known::of(&scaffold, tables);
    let words = Words::of(&scaffold, tables, &known);
    let doc = Doc { text, scaffold: &scaffold, tables, words: &words };
    let mut registry = Registry::new(doc);
    let all = scaffold.tokens.len();
    for (object, clitic) in [(false, false), (false, true), (true, false), (true, true)] {
        for np in phrases(doc, object, clitic) {
            prop_assert!(np.start < np.end && np.end <= all, "{np:?} of {all} tokens");
            if let Some((from, to)) = np.name {
                prop_assert!(np.start <= from && from < to && to <= np.end, "{np:?}");
            }
            let span = registry.span(&np);
            prop_assert!(!span.is_empty() && text.get(span.range()).is_some());
            let who = registry.resolve(&np);
            let name = registry.all().get(who).map(|w| w.name.as_str());
            prop_assert!(name.is_some(), "{np:?}");
        }
    }
    for (i, token) in scaffold.tokens.iter().enumerate() {
        if let Some(hit) = doc.kb_at(i) {
            let words = hit.words as usize;
            prop_assert!(words > 0 && i + words <= all, "{token:?} {hit:?}");
        }
    }
    for actor in registry.finish() {
        prop_assert!(!actor.id.is_empty(), "{actor:?}");
        for mention in &actor.mentions {
            let piece = text.get(mention.range());
            prop_assert!(piece.is_some_and(|p| !p.is_empty()), "{actor:?}");
        }
        let sorted = actor.mentions.windows(2).all(|m| m[0] <= m[1]);
        prop_assert!(sorted, "mentions are not in order: {actor:?}");
    }
    Ok(())
}

/// A phrase that was read under one limit, or behind one verb, and is given again under another is what would be read there.
fn given_again(text: &str) -> Result<(), TestCaseError> {
    let scaffold = Scaffold::of(text, &[Span::new(0, text.len() as u32)]);
    let tables = Tables::built_in();
    let known = Known::of(&scaffold, tables);
    let words = Words::of(&scaffold, tables, &known);
    let doc = Doc { text, scaffold: &scaffold, tables, words: &words };
    let all = scaffold.tokens.len();
    let kept = Phrases::of(&scaffold);
    let preps: [&[Key]; 2] = [&[], &[key!("في"), key!("ب"), key!("من")]];
    // short and long limits by turns
    let limits = (1..12).flat_map(|n| [all - all * n / 12, all * n / 12]);
    for (limit, verb) in limits.flat_map(|limit| [(limit, preps[0]), (limit, preps[1])]) {
        for (start, object) in (0..all).flat_map(|start| [(start, false), (start, true)]) {
            let stops = |i: usize| i % 7 == 6;
            let reach = || Reach::new(limit, &stops).before_object(object).of_verb(verb);
            let read = doc.noun_phrase(start, &reach());
            prop_assert_eq!(&kept.at(&doc, start, &reach()), &read, "at {} to {}", start, limit);
            let whole = read.filter(|np| np.end == limit);
            prop_assert_eq!(kept.whole(&doc, start, &reach()), whole, "all of {} to {}", start, limit);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(texts::config())]

    #[test]
    fn any_text(text in texts::text()) {
        hold(&text)?;
    }

    #[test]
    fn damaged_sentences(text in texts::damaged()) {
        hold(&text)?;
    }

    #[test]
    fn phrases_are_kept_as_they_are_read(text in texts::damaged()) {
        given_again(&text)?;
    }
}
