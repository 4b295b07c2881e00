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
mod vocabulary;
pub mod words;

pub use key::{Key, KeyEntry, KeyMap, KeyTable};
pub use number::{Number, after_letters, is_number_word, magnitude_at, number_at, number_words};
pub use quotes::{Quote, Quotes};
pub use sentence::{Sentence, sentences};
pub use sets::{InSets, WordSet, WordSets, sets};
pub use span::Span;
pub use token::{Token, TokenKind, tokenize};
pub use vocabulary::{Identity, Vocabulary, WordFacts};
pub use words::Class;

/// The structure of a text: tokens, quotations, sentences.
#[derive(Clone, Debug, Default)]
pub struct Scaffold {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// The number of each token's word in the vocabulary that the scaffold was made with.
    pub numbers: Vec<u32>,
    /// The class of each token's word.
    pub classes: Vec<Class>,
    /// The sets that each token's word is in.
    pub sets: Vec<InSets>,
    /// The tree of quotation marks.
    pub quotes: Quotes,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
}

impl Scaffold {
    /// Reads the structure of the parts of `text` (sorted, disjoint), each of which begins a paragraph.
    pub fn of(text: &str, parts: &[Span]) -> Scaffold {
        Scaffold::with(text, parts, &mut Vocabulary::default())
    }

    /// The same with the words of other texts, which need not be looked up again.
    pub fn with(text: &str, parts: &[Span], vocabulary: &mut Vocabulary) -> Scaffold {
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
        let mut numbers = Vec::with_capacity(tokens.len());
        let (mut classes, mut sets) = (Vec::with_capacity(tokens.len()), Vec::with_capacity(tokens.len()));
        // marks that quotations and sentences are told by, and whether كي is there
        let (mut marks, mut kay) = (Vec::new(), false);
        for (i, t) in tokens.iter().enumerate() {
            if !matches!(t.kind, TokenKind::Word | TokenKind::Number | TokenKind::Comma) {
                marks.push(i);
            }
            kay |= t.key == key!("كي");
            let number = vocabulary.number(t.key);
            let word = &vocabulary.words()[number as usize];
            numbers.push(number);
            classes.push(if t.is_word() { words::as_spelt(word.class, t.key, t.span, text) } else { Class::NONE });
            sets.push(word.sets);
        }
        // بان كي مون: a name whose words are spelt like بأن and كي
        let mut named = false;
        for i in 1..if kay { tokens.len() } else { 0 } {
            if tokens[i].key == key!("كي") && tokens[i - 1].key == key!("بان") {
                (classes[i - 1], classes[i]) = (Class::NONE, Class::NONE);
                named = true;
            }
        }
        // وقال بان إن, وقال بان للصحفيين: the same by the first name alone
        for i in 1..if named { tokens.len() - 1 } else { 0 } {
            let led = classes[i + 1].is(Class::CLAUSE) || tokens[i + 1].key.take(2) == key!("لل");
            if tokens[i].key == key!("بان") && (led || tokens[i + 1].kind == TokenKind::Comma) {
                classes[i] = Class::NONE;
            }
        }
        let quotes = Quotes::by_marks(text, &tokens, &marks);
        let sentences = sentences(text, &tokens, &marks, &classes, &quotes);
        Scaffold { tokens, numbers, classes, sets, quotes, sentences }
    }
}
