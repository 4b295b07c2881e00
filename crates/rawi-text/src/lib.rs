//! Arabic writing, as spans over text that is never altered.
//!
//! [`Scaffold::of`] cuts the given parts of a text into tokens, pairs its quotation marks and finds its sentences. Words
//! are folded into [`Key`]s (hamza, final ya and ta, marks and tatweel make no difference), which tables are looked up
//! by; the text itself stays as it came.

pub mod civil;
pub mod key;
pub mod layer;
mod number;
pub mod quotes;
mod sentence;
mod sets;
mod span;
pub mod table;
mod token;
pub mod words;

pub use key::{Key, KeyMap, KeyTable};
pub use number::{Number, after_letters, is_number_word, number_at, number_words};
pub use quotes::{Quote, Quotes};
pub use sentence::{Sentence, sentences};
pub use sets::{InSets, WordSet, WordSets, sets};
pub use span::Span;
pub use token::{Token, TokenKind, tokenize};
pub use words::Class;

/// The structure of a text: tokens, quotations, sentences.
#[derive(Clone, Debug, Default)]
pub struct Scaffold {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// The class of each token's word.
    pub classes: Vec<Class>,
    /// The tree of quotation marks.
    pub quotes: Quotes,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
}

impl Scaffold {
    /// Reads the structure of the parts of `text` (sorted, disjoint), each of which begins a paragraph.
    pub fn of(text: &str, parts: &[Span]) -> Scaffold {
        let mut tokens = Vec::with_capacity(parts.iter().map(|p| p.len() as usize / 8).sum());
        for part in parts {
            if tokens.last().is_some_and(|t: &Token| t.kind != TokenKind::Break) {
                tokens.push(Token {
                    span: Span::new(part.start, part.start),
                    kind: TokenKind::Break,
                    key: Key::EMPTY,
                    spaced: true,
                });
            }
            tokenize(text, *part, &mut tokens);
        }
        let class = |t: &Token| if t.is_word() { words::class_as_spelt(t.key, t.span.of(text)) } else { Class::NONE };
        let mut classes: Vec<Class> = tokens.iter().map(class).collect();
        // بان كي مون: a name whose words are spelt like بأن and كي
        for i in 1..tokens.len() {
            if tokens[i].key == key!("كي") && tokens[i - 1].key == key!("بان") {
                (classes[i - 1], classes[i]) = (Class::NONE, Class::NONE);
            }
        }
        let quotes = Quotes::of(text, &tokens);
        let sentences = sentences(text, &tokens, &classes, &quotes);
        Scaffold { tokens, classes, quotes, sentences }
    }
}
