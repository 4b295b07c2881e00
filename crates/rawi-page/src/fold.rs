//! Words without what varies in writing, for comparing a line with a phrase of a table.

use std::ops::Range;

/// The letter that a character counts as; `None` for marks that count as nothing (tashkeel, tatweel, bidi controls).
/// Whatever is neither letter nor digit counts as a blank.
fn letter(c: char) -> Option<char> {
    Some(match c {
        '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{640}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        'ء'..='ي' => c,
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        _ if c.is_ascii() => ' ',
        _ if c.is_alphanumeric() => c,
        _ => ' ',
    })
}

fn digit(c: char, zero: char) -> char {
    char::from(b'0' + (u32::from(c) - u32::from(zero)).min(9) as u8)
}

/// The first letter or digit of a text, folded.
pub(crate) fn first_letter(text: &str) -> Option<char> {
    text.chars().take(24).filter_map(letter).find(|c| *c != ' ')
}

/// The first two letters of the first word, folded; a blank stands for a second that is not there.
pub(crate) fn first_two(text: &str) -> Option<(char, char)> {
    let mut letters = text.chars().take(24).filter_map(letter).skip_while(|c| *c == ' ');
    let first = letters.next()?;
    let second = letters.next().filter(|c| c.is_ascii_digit() == first.is_ascii_digit());
    Some((first, second.unwrap_or(' ')))
}

/// The folded words of a line, with their places in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    text: String,
    words: Vec<(Range<usize>, Range<usize>)>,
}

impl Words {
    /// The first `most` words of a line.
    pub(crate) fn of(line: &str, most: usize) -> Self {
        let mut words = Self::default();
        let mut open: Option<(usize, usize)> = None;
        for (i, c) in line.char_indices() {
            match letter(c) {
                None => {}
                Some(' ') => {
                    if let Some((from, at)) = open.take() {
                        words.words.push((from..words.text.len(), at..i));
                        if words.words.len() == most {
                            return words;
                        }
                    }
                }
                Some(c) => {
                    // A figure ends where a letter is glued to it (2015م), and the other way round.
                    if let Some((from, at)) = open
                        && words.text.chars().next_back().is_some_and(|p| p.is_ascii_digit() != c.is_ascii_digit())
                        && from < words.text.len()
                    {
                        words.words.push((from..words.text.len(), at..i));
                        if words.words.len() == most {
                            return words;
                        }
                        open = None;
                    }
                    open.get_or_insert((words.text.len(), i));
                    words.text.push(c);
                }
            }
        }
        if let Some((from, at)) = open {
            words.words.push((from..words.text.len(), at..line.len()));
        }
        words
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The folded word; empty past the end.
    pub(crate) fn get(&self, i: usize) -> &str {
        self.words.get(i).and_then(|(w, _)| self.text.get(w.clone())).unwrap_or_default()
    }

    /// Where the word stands in the line.
    pub(crate) fn place(&self, i: usize) -> Range<usize> {
        self.words.get(i).map_or(0..0, |(_, p)| p.clone())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|i| self.get(i))
    }

    /// Whether `phrase` stands at word `at`.
    pub(crate) fn has_at(&self, at: usize, phrase: &[String]) -> bool {
        at + phrase.len() <= self.len() && phrase.iter().enumerate().all(|(k, p)| self.get(at + k) == p)
    }

    /// Folded words as they are kept in a table.
    pub(crate) fn owned(line: &str) -> Vec<String> {
        Self::of(line, usize::MAX).iter().map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        for (a, b) in [
            ("اقرأ أيضاً:", "اقرا ايضا"),
            ("إقــرأ المَزيد…", "اقرا المزيد"),
            ("الكلمات الدلالية | ٢٠١٧", "الكلمات الدلاليه 2017"),
            ("\u{200f}Share THIS", "share this"),
            ("1436هـ 2015م", "1436 ه 2015 م"),
        ] {
            assert_eq!(Words::owned(a), Words::owned(b), "{a}");
        }
        let words = Words::of("(صورة تعبيرية)", 9);
        assert_eq!(words.place(1), 10.."(صورة تعبيرية".len());
    }
}
