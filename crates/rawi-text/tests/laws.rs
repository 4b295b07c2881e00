//! What holds for every text: spans lie in it, tokens and sentences are sorted and disjoint, quotations nest.

mod common;

use proptest::prelude::*;
use rawi_text::quotes::NONE;
use rawi_text::{Key, Scaffold, Span, TokenKind};

fn within(text: &str, parts: &[Span], span: Span) -> bool {
    text.get(span.range()).is_some() && parts.iter().any(|p| p.contains(span))
}

fn tokens_are_in_order(text: &str, parts: &[Span], s: &Scaffold) -> Result<(), TestCaseError> {
    prop_assert_eq!(s.tokens.len(), s.classes.len());
    let mut end = 0;
    for t in &s.tokens {
        prop_assert!(within(text, parts, t.span), "{t:?} in {parts:?}");
        prop_assert!(t.span.start >= end, "{t:?} begins before {end}");
        end = t.span.end;
        if t.kind != TokenKind::Break {
            prop_assert!(!t.span.is_empty(), "{t:?}");
        }
        if t.is_content() {
            prop_assert_eq!(Key::of(t.span.of(text)), t.key, "{}", t.span.of(text));
            prop_assert!(!t.key.is_empty(), "{t:?}");
        } else {
            prop_assert!(t.key.is_empty(), "{t:?}");
        }
    }
    Ok(())
}

/// Whatever has letters or digits is in a token.
fn no_letter_is_lost(text: &str, parts: &[Span], s: &Scaffold) -> Result<(), TestCaseError> {
    if text.contains('&') {
        return Ok(()); // the letters of &quot; are none
    }
    for (at, c) in text.char_indices() {
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        let letter = rawi_text::key::fold_char(c).is_some_and(|f| f != 0);
        if letter && parts.iter().any(|p| p.contains(span)) {
            let held = s.tokens.iter().any(|t| t.is_content() && t.span.contains(span));
            prop_assert!(held, "{c:?} at {at} is in no word");
        }
    }
    Ok(())
}

fn quotes_nest(s: &Scaffold) -> Result<(), TestCaseError> {
    let q = &s.quotes;
    prop_assert_eq!(q.inside.len(), s.tokens.len());
    prop_assert_eq!(q.opens.len(), s.tokens.len());
    for (n, quote) in q.all.iter().enumerate() {
        prop_assert_eq!(s.tokens[quote.open as usize].kind, TokenKind::Quote);
        prop_assert_eq!(q.opens[quote.open as usize] as usize, n);
        prop_assert!(quote.open < quote.close, "{quote:?}");
        prop_assert!(quote.close as usize <= s.tokens.len(), "{quote:?}");
        if n > 0 {
            prop_assert!(q.all[n - 1].open < quote.open);
        }
        if quote.closed {
            prop_assert_eq!(s.tokens[quote.close as usize].kind, TokenKind::Quote);
            for other in q.all[n + 1..].iter().filter(|o| o.closed) {
                let nests = other.open > quote.open && other.close < quote.close;
                prop_assert!(nests || other.open > quote.close, "{quote:?} {other:?}");
            }
        }
        if quote.parent != NONE {
            let parent = q.all[quote.parent as usize];
            prop_assert!(parent.closed && (quote.parent as usize) < n);
            prop_assert!(parent.open < quote.open && quote.open < parent.close);
        }
    }
    for (i, inside) in q.inside.iter().enumerate() {
        let around = |quote: &&rawi_text::Quote| quote.closed && (quote.open as usize) < i && i < quote.close as usize;
        let innermost = q.all.iter().filter(around).max_by_key(|q| q.open);
        let told = q.all.get(*inside as usize);
        prop_assert_eq!(told, innermost, "token {}", i);
    }
    Ok(())
}

fn sentences_are_in_order(s: &Scaffold) -> Result<(), TestCaseError> {
    let mut end = 0;
    let mut paragraph = 0;
    for sentence in &s.sentences {
        prop_assert!(sentence.start >= end && sentence.start < sentence.end, "{sentence:?}");
        prop_assert!(sentence.paragraph >= paragraph, "{sentence:?}");
        (end, paragraph) = (sentence.end, sentence.paragraph);
    }
    prop_assert!(end as usize <= s.tokens.len());
    for (i, t) in s.tokens.iter().enumerate().filter(|(_, t)| t.is_content()) {
        let held = |k: &rawi_text::Sentence| (k.start as usize..k.end as usize).contains(&i);
        prop_assert!(s.sentences.iter().any(held), "word {i} {t:?} is in no sentence");
    }
    Ok(())
}

fn hold(text: &str, parts: &[Span]) -> Result<(), TestCaseError> {
    let s = Scaffold::of(text, parts);
    tokens_are_in_order(text, parts, &s)?;
    no_letter_is_lost(text, parts, &s)?;
    quotes_nest(&s)?;
    sentences_are_in_order(&s)
}

proptest! {
    #![proptest_config(common::config())]

    #[test]
    fn any_text(text in common::text()) {
        hold(&text, &[Span::new(0, text.len() as u32)])?;
    }

    #[test]
    fn damaged_sentences(text in common::damaged()) {
        hold(&text, &[Span::new(0, text.len() as u32)])?;
    }

    #[test]
    fn any_parts(page in common::page()) {
        hold(&page.text, &page.parts())?;
    }

    #[test]
    fn any_characters(text in any::<String>()) {
        hold(&text, &[Span::new(0, text.len() as u32)])?;
    }
}
