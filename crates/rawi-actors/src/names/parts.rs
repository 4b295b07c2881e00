//! A name cut into its parts: particles told from names, عبد and الدين joined to what they belong to, titles left out.

use super::cut::{Word, folded, is_arabic, plain, words};
use super::known::{self, NATIVE};
use super::rules::{Particle, Rules};
use rawi_text::Key;
use rawi_text::key::{KeyBuilder, fold_char};

/// Most sounds of a part that are compared.
pub(crate) const SOUNDS: usize = 32;
/// Most parts of a name that are compared.
pub(crate) const PARTS: usize = 12;

/// The sounds of a part, doubled ones once.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sounds {
    bytes: [u8; SOUNDS],
    len: u8,
}

impl Sounds {
    pub(crate) fn push(&mut self, sound: u8) {
        let n = usize::from(self.len);
        if n < SOUNDS && (n == 0 || self.bytes[n - 1] != sound) {
            self.bytes[n] = sound;
            self.len += 1;
        }
    }

    /// Adds a sound of Arabic letters: two consonants in a row are two (فيدرر), two long vowels one (داوود).
    fn push_arabic(&mut self, sound: u8) {
        if matches!(sound, b'w' | b'y' | b'A' | b'U' | b'I' | b'W' | b'Y' | b'4') {
            self.push(sound)
        } else {
            self.push_all(&[sound])
        }
    }

    /// Adds sounds that stay even where the last one is the same: سعد الدين.
    fn push_all(&mut self, sounds: &[u8]) {
        for s in sounds {
            let n = usize::from(self.len);
            if n < SOUNDS {
                self.bytes[n] = *s;
                self.len += 1;
            }
        }
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// `before`, then these.
    pub(crate) fn behind(&self, before: &[u8]) -> Sounds {
        let mut joined = Sounds::default();
        before.iter().chain(self.as_slice()).for_each(|s| joined.push(*s));
        joined
    }
}

/// A part of a name.
#[derive(Clone, Copy, Default)]
pub(crate) struct Part {
    /// What it sounds like, without ال.
    pub sounds: Sounds,
    /// Its letters folded, without ال, hamza and doubled letters; of a Latin part, its letters in lower case.
    pub light: Key,
    /// Whether it is in Latin letters.
    pub latin: bool,
    /// Whether ال or آل stands before it.
    pub article: bool,
    /// Whether بن stands before it.
    pub bin: bool,
    /// Whether أبو stands before it, or أم.
    pub kunya: Option<Particle>,
    /// Whether it is a particle of another language: دي، von.
    pub of: bool,
    /// Whether it is one letter.
    pub initial: bool,
    /// How often it is a part of Arabic names; 0 where the table does not have it.
    pub count: u32,
    /// Whether it has letters that only Arabic names have.
    pub letters: bool,
    /// Whether it is an Arabic name, by the table or by its letters.
    pub native: bool,
    /// Whether it is so surely an Arabic name that what is written otherwise is another.
    pub sure: bool,
}

/// A name in parts.
#[derive(Clone, Default)]
pub(crate) struct Parts(pub Vec<Part>);

/// The folded letters of an Arabic word without hamza and doubled letters, final ا as ه.
pub(crate) fn light(word: &str) -> Key {
    light_of(word.chars())
}

/// The light key of a form of the table of romanisation: عبد without the article behind it.
pub(crate) fn light_of_form(form: &str) -> Key {
    match form.strip_prefix("عبدال") {
        Some(rest) if rest != "له" && rest != "اله" => light_of("عبد".chars().chain(rest.chars())),
        _ => light(form),
    }
}

fn light_of(letters: impl Iterator<Item = char>) -> Key {
    const HAMZA: u8 = 0x81;
    let (alif, ha) = (rawi_text::words::ALIF, rawi_text::key!("ه").first());
    let mut folded = [0u8; SOUNDS];
    let mut n = 0;
    for f in letters.filter_map(fold_char) {
        if f != 0 && f != HAMZA && n < SOUNDS && (n == 0 || folded[n - 1] != f) {
            folded[n] = f;
            n += 1;
        }
    }
    if n > 2 && folded[n - 1] == alif {
        folded[n - 1] = ha;
    }
    let mut key = KeyBuilder::default();
    folded[..n].iter().for_each(|f| key.push(*f));
    key.finish()
}

/// الدين in Latin letters.
const DINS: [&str; 12] =
    ["din", "deen", "dine", "eddine", "eddin", "eldin", "eldine", "eldeen", "aldin", "aldeen", "uddin", "edine"];

/// Words that close a name of two words: صلاح الدين، نصر الله. Latin ones in all their spellings.
fn is_second_half(word: &Word) -> Option<&'static [char]> {
    const DIN: &[char] = &['د', 'ي', 'ن'];
    const ALLAH: &[char] = &['ا', 'ل', 'ل', 'ه'];
    const LATIN_DIN: &[char] = &['d', 'i', 'n'];
    match word.letters.as_slice() {
        ['ا', 'ل', 'د', 'ي', 'ن'] => Some(DIN),
        ['ا', 'ل', 'ل', 'ه'] => Some(ALLAH),
        letters if letters[0].is_ascii() && letters.len() < 7 => {
            let text: String = letters.iter().collect();
            DINS.contains(&text.as_str()).then_some(LATIN_DIN)
        }
        _ => None,
    }
}

impl Parts {
    /// Cuts a name into its parts.
    pub(crate) fn of(name: &str) -> Parts {
        let rules = Rules::built_in();
        let words = words(name);
        let mut parts: Vec<Part> = Vec::with_capacity(words.len().min(PARTS));
        let mut next = Part::default();
        let mut joined: Vec<char> = Vec::new();
        // letters of the last part, to which الدين may be joined
        let mut last: Vec<char> = Vec::new();
        let mut i = 0;
        while i < words.len() && parts.len() < PARTS {
            let word = &words[i];
            i += 1;
            let more = i < words.len();
            match word.particle(rules) {
                Some(Particle::Title) if parts.is_empty() && more => {
                    // آية الله
                    if i + 1 < words.len() && folded(&words[i].letters) == "الله" {
                        i += 1;
                    }
                    continue;
                }
                Some(Particle::Bin) if more => {
                    next.bin = true;
                    continue;
                }
                Some(k @ (Particle::Abu | Particle::Umm)) if more => {
                    next.kunya = Some(k);
                    continue;
                }
                Some(Particle::Al)
                    if more && (word.tied || word.is_arabic() || matches!(word.letters.as_slice(), ['a' | 'e', 'l'])) =>
                {
                    next.article = true;
                    continue;
                }
                Some(Particle::Abd) if more => {
                    joined.clone_from(&word.letters);
                    while i + 1 < words.len() && words[i].particle(rules) == Some(Particle::Al) {
                        i += 1;
                    }
                    joined.extend_from_slice(&words[i].letters);
                    i += 1;
                    last.clone_from(&joined);
                    parts.push(part(&joined, std::mem::take(&mut next), rules));
                    continue;
                }
                Some(Particle::Of) if more => next.of = true,
                _ => {}
            }
            if let (Some(half), Some(before)) = (is_second_half(word), parts.last_mut())
                && !next.bin
                && next.kunya.is_none()
                && !before.initial
            {
                let mut sounds = before.sounds;
                let mut second = Sounds::default();
                rules.sounds(half, |s| second.push_arabic(s));
                sounds.push_all(second.as_slice());
                last.extend_from_slice(half);
                let flags = Part { article: before.article, bin: before.bin, kunya: before.kunya, ..Part::default() };
                *before = Part { sounds, native: true, ..part(&last, flags, rules) };
                next = Part::default();
                continue;
            }
            last.clone_from(&word.letters);
            parts.push(part(&word.letters, std::mem::take(&mut next), rules));
        }
        let mut parts = Parts(parts);
        parts.know_foreigners();
        parts
    }

    /// Whether a part is in Latin letters.
    pub(crate) fn is_latin(&self) -> bool {
        self.0.iter().any(|p| p.latin)
    }

    /// In a name with a part that no Arab bears and no part that is surely Arabic, the rest are foreign too: نيكولا in
    /// نيكولا ساركوزي.
    fn know_foreigners(&mut self) {
        let arabic = |p: &Part| p.letters || p.article || p.bin || p.kunya.is_some() || p.count >= COMMON;
        let named = || self.0.iter().filter(|p| !p.of && !p.initial && !p.latin);
        if named().any(|p| p.count == 0 && !p.native) && !named().any(arabic) {
            self.0.iter_mut().for_each(|p| (p.native, p.sure) = (false, false));
        }
    }
}

/// Of a count from which on a name is Arabic beside whatever other name.
pub(crate) const COMMON: u32 = 60;

/// A part from its letters and what stood before it.
fn part(letters: &[char], mut part: Part, rules: &Rules) -> Part {
    let mut letters = letters;
    part.latin = !letters.first().is_some_and(|c| is_arabic(*c));
    part.initial = letters.len() == 1;
    if part.latin {
        let mut key = KeyBuilder::default();
        letters.iter().filter_map(|c| fold_char(plain(*c))).for_each(|f| key.push(f));
        part.light = key.finish();
        if part.kunya.is_none()
            && let ['a', 'b', 'u', rest @ ..] | ['a', 'b', 'o', 'u', rest @ ..] = letters
            && rest.len() > 3
        {
            part.kunya = Some(Particle::Abu);
            letters = if rest[0] == 'l' { &rest[1..] } else { rest };
        }
        latin_sounds(letters, &mut part.sounds, rules);
        return part;
    }
    // أبوالغيط
    if part.kunya.is_none()
        && let ['أ' | 'ا', 'ب', 'و', rest @ ..] = letters
        && rest.len() > 2
    {
        part.kunya = Some(Particle::Abu);
        letters = rest;
    }
    let mut inner: Vec<char>;
    let whole: Vec<char>;
    // عبد الإله keeps its article, so as not to be عبد الله
    let servant = matches!(letters, ['ع', 'ب', 'د', 'ا', 'ل', rest @ ..]
        if rest.len() > 1 && !matches!(rest, ['ل', 'ه'] | ['إ' | 'ا', 'ل', 'ه' | 'ا', ..]));
    let mut form = folded(letters);
    if servant {
        inner = letters[..3].to_vec();
        inner.extend_from_slice(&letters[5..]);
        letters = &inner;
    } else if let ['ا', 'ل', rest @ ..] = letters
        && rest != ['ل', 'ه']
        && (rest.len() > 2 || rest.len() == 2 && known::known(&folded(rest)).is_some_and(|k| k.count >= NATIVE))
    {
        part.article = true;
        letters = rest;
        form = folded(letters);
    }
    // صلاحالدين
    if let [rest @ .., 'ا', 'ل', 'د', 'ي', 'ن'] = letters
        && rest.len() > 2
    {
        rules.sounds(rest, |s| part.sounds.push_arabic(s));
        part.sounds.push_all(b"dyn");
        whole = [rest, &['د', 'ي', 'ن']].concat();
        letters = &whole;
    } else {
        rules.sounds(letters, |s| part.sounds.push_arabic(s));
    }
    part.light = light_of(letters.iter().copied());
    part.count = known::known(&form).map_or(0, |k| k.count);
    part.letters = part.sounds.as_slice().iter().any(|s| matches!(s, b'H' | b'E' | b'S' | b'D' | b'Z'));
    part.sure = part.count >= COMMON || part.letters || part.article || part.kunya.is_some();
    part.native = part.count >= NATIVE || part.letters || part.article || part.kunya.is_some();
    part
}

/// The sounds of a Latin part: عبد without its article, as in the Arabic part.
fn latin_sounds(letters: &[char], sounds: &mut Sounds, rules: &Rules) {
    if let ['a', 'b', 'd', rest @ ..] = letters
        && rest.len() > 3
        && !matches!(rest, [_, 'l', 'l' | 'a', 'a' | 'h', ..] | [_, _, 'l', 'l', 'a', ..])
    {
        let vowels = rest.iter().take_while(|c| "aeiou".contains(**c)).count();
        let name = &rest[vowels..];
        let name = match name {
            ['l', after @ ..] if vowels > 0 => {
                b"abd1".iter().for_each(|s| sounds.push(*s));
                after
            }
            _ => {
                b"abd".iter().for_each(|s| sounds.push(*s));
                name
            }
        };
        rules.sounds(name, |s| sounds.push(s));
        return;
    }
    rules.sounds(letters, |s| sounds.push(s));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str) -> String {
        let parts = Parts::of(name).0;
        let one = |p: &Part| {
            let mut s = String::new();
            for (flag, sign) in [(p.bin, "bin+"), (p.kunya.is_some(), "abu+"), (p.article, "al+"), (p.of, "of+")] {
                s.push_str(if flag { sign } else { "" });
            }
            s + std::str::from_utf8(p.sounds.as_slice()).unwrap()
        };
        parts.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_fall_into_parts() {
        for (name, expected) in [
            ("سيرغي لافروف", "syrGy lAfrwf"),
            ("الرئيس بشار الأسد", "b$Ar al+4sd"),
            ("محمد بن سلمان بن عبد العزيز آل سعود", "mHmd bin+slmAn bin+Ebdzyz al+sEwd".replace("Ebdzyz", "EbdEzyz").as_str()),
            ("عبدالله", "EbdAlh"),
            ("عبد الله", "EbdAlh"),
            ("صلاح الدين", "SlAHdyn"),
            ("أبو مازن", "abu+mAzn"),
            ("Bashar al-Assad", "ba$ar al+asad"),
            ("Abd al-Rahman Abu Zayd", "abdrahman abu+zYd"),
            ("Abdelaziz", "abd1aziz"),
            ("Abdullah", "abdAlah"),
            ("Staffan de Mistura", "stafan of+de mistura"),
            ("", ""),
            ("-.", ""),
        ] {
            assert_eq!(shown(name), expected, "{name}");
        }
    }
}
