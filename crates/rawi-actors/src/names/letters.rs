//! A word that no table has, letter by letter: short vowels are not written in Arabic and are guessed.

use super::cut::folded;

/// A letter in Latin.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Consonant(&'static str),
    Vowel(&'static str),
}

/// Spells a word in Latin letters, all small.
///
/// Syllables are made of one consonant and a vowel, or closed by one more consonant, as Arabic has them (حمدان: hamdan); in
/// foreign words r and l may follow a consonant (ترودو: trodo), and m, n, r, l may stand before the last (هولاند: holand).
pub(crate) fn spell(letters: &[char]) -> String {
    let foreign = is_foreign(letters);
    let signs = signs(letters, foreign);
    let mut out = String::with_capacity(2 * signs.len());
    for (i, sign) in signs.iter().enumerate() {
        let latin = match *sign {
            Sign::Vowel(v) => {
                out.push_str(v);
                continue;
            }
            Sign::Consonant(c) => c,
        };
        out.push_str(latin);
        let Some(Sign::Consonant(next)) = signs.get(i + 1).copied() else { continue };
        let after = signs.get(i + 2).copied();
        let open = ends_open(&out, latin);
        let closes = match after {
            // the next consonant has a vowel of its own: this one closes a syllable
            Some(Sign::Vowel(_)) => open || foreign && matches!(next, "r" | "l") && !matches!(latin, "r" | "l" | "m" | "n"),
            None => open && foreign && matches!(latin, "r" | "l" | "n" | "m"),
            Some(Sign::Consonant(_)) => false,
        };
        if !closes {
            out.push_str(if foreign { "e" } else { "a" });
        }
    }
    out
}

/// Whether a vowel stands before the consonant that was written last.
fn ends_open(out: &str, latin: &str) -> bool {
    out.strip_suffix(latin).and_then(|s| s.chars().last()).is_some_and(|c| "aeiou".contains(c))
}

/// Whether a word looks foreign: two long vowels or a letter that Arabic lacks, and no letter that only Arabic has.
fn is_foreign(letters: &[char]) -> bool {
    let arabic = |c: &char| "عحصضطظقءثذة".contains(*c);
    let long = letters.iter().skip(1).filter(|c| "اوي".contains(**c)).count();
    !letters.iter().any(arabic) && (long > 1 || letters.iter().any(|c| "گڤپچژغ".contains(*c)))
        || folded(letters).contains("تش")
        || letters.ends_with(&['و', 'ف'])
}

fn signs(letters: &[char], foreign: bool) -> Vec<Sign> {
    use Sign::{Consonant as C, Vowel as V};
    let mut out: Vec<Sign> = Vec::with_capacity(letters.len());
    let mut i = 0;
    while let Some(&c) = letters.get(i) {
        let last = i + 1 == letters.len();
        let next = letters.get(i + 1).copied();
        let first = i == 0;
        let vowel_before = matches!(out.last(), Some(V(_)));
        let long_next = matches!(next, Some('ا' | 'و' | 'ي' | 'ى'));
        i += 1;
        out.push(match c {
            'ت' if foreign && next == Some('ش') => {
                i += 1;
                C("ch")
            }
            'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' if first => match next {
                Some('و') if letters.len() > 3 => {
                    i += 1;
                    V("o")
                }
                Some('ي') if c != 'آ' => {
                    i += 1;
                    V(match c {
                        'أ' => "ay",
                        _ if foreign => "e",
                        _ => "i",
                    })
                }
                _ => V(if c == 'إ' { "i" } else { "a" }),
            },
            'ا' | 'ى' if last && c == 'ى' => V("a"),
            'ا' | 'آ' if next == Some('ي') && !last && i + 1 < letters.len() => {
                i += 1;
                V("ai")
            }
            'ا' | 'أ' | 'آ' | 'ى' => V("a"),
            'إ' => V("i"),
            'ة' => V("a"),
            'ء' => continue,
            'ئ' => V(if vowel_before { "e" } else { "i" }),
            'ؤ' => V("u"),
            'و' if first || (vowel_before || matches!(next, Some('ا' | 'ي'))) && !(last && vowel_before) => C("w"),
            'و' if foreign && last && !vowel_before => V("o"),
            'و' => V(if foreign { "o" } else { "u" }),
            'ي' if first || long_next && !last => C("y"),
            'ي' if vowel_before && !last => C("y"),
            'ي' => V(if vowel_before { "y" } else { "i" }),
            'ع' if first && !long_next => V("a"),
            'ع' => continue,
            'ه' if last && !vowel_before && foreign => V("e"),
            'ف' | 'ڤ' if foreign && last && matches!(letters.get(i.wrapping_sub(2)), Some('و' | 'ي')) => C("v"),
            c => C(match c {
                'ب' => "b",
                'پ' => "p",
                'ت' | 'ط' | 'ٹ' => "t",
                'ث' => "th",
                'ج' => "j",
                'چ' => "ch",
                'ح' | 'ه' => "h",
                'خ' => "kh",
                'د' | 'ض' | 'ڈ' => "d",
                'ذ' => "dh",
                'ر' | 'ڑ' => "r",
                'ز' | 'ظ' => "z",
                'ژ' => "zh",
                'س' | 'ص' => "s",
                'ش' => "sh",
                'غ' if foreign => "g",
                'غ' => "gh",
                'ف' => "f",
                'ڤ' => "v",
                'ق' => "q",
                'ك' | 'ک' => "k",
                'گ' => "g",
                'ل' => "l",
                'م' => "m",
                'ن' | 'ں' => "n",
                _ => continue,
            }),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn vowels_are_guessed() {
        for (word, expected) in [
            ("لافروف", "lafrov"),
            ("هولاند", "holand"),
            ("ترودو", "trodo"),
            ("حمدان", "hamdan"),
            ("زرهوني", "zerhoni"),
            ("تشافيز", "chafiz"),
            ("عطيفة", "atifa"),
            ("شخبوط", "shakhbut"),
            ("إيميليا", "emilya"),
        ] {
            let letters: Vec<char> = word.chars().collect();
            assert_eq!(super::spell(&letters), expected, "{word}");
        }
    }
}
