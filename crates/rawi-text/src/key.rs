//! Folded words as small exact keys.
//!
//! A word is folded letter by letter (hamza seats, ى/ي, ة/ه, marks and tatweel dropped) into one byte a letter, and the
//! bytes are packed into 128 bits, first letter lowest. Two spellings of one word have one key; taking a clitic off is
//! a shift.

/// A folded word of up to 16 letters, exact; longer words are hashed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Key(u128);

/// Most letters that a key holds exactly.
const MAX: u32 = 16;
/// First byte of a key that stands for a longer word.
const LONG: u128 = 0x01;

/// The folded letter as a byte; 0 for what leaves no trace (marks, tatweel, joiners); `None` where `c` is no part of a
/// word.
#[inline]
pub fn fold_char(c: char) -> Option<u8> {
    let u = c as u32;
    let known = if u & !0xff == 0x0600 { ARABIC[(u & 0xff) as usize] } else { fold_known(u) };
    match known {
        OTHER => match c as u32 {
            0x0300..=0x036F => Some(0),
            u if u >= 0xC0 && c.is_alphabetic() => Some(0xC0 | (u % 64) as u8),
            _ => None,
        },
        NO_PART => None,
        f => Some(f),
    }
}

/// The folded letter that two bytes of UTF-8 stand for, where they are a letter of the Arabic block: what nearly all of a
/// text is made of.
#[inline]
pub(crate) fn arabic_letter(first: u8, second: u8) -> Option<u8> {
    if first >> 2 != 0xD8 >> 2 {
        return None;
    }
    let fold = ARABIC[usize::from(first & 0x03) << 6 | usize::from(second & 0x3F)];
    (fold >> 6 == 0x80 >> 6).then_some(fold)
}

/// In each byte of eight of [`letter`], the bit that is set where it is a letter.
pub(crate) const LETTER: u64 = 0x8080_8080_8080_8080;
/// The bit that is set for ى and ة.
pub(crate) const LAST: u64 = 0x4040_4040_4040_4040;

/// The folded letter of the Arabic block that two bytes stand for, with the bits above; 0 where they are none. Without a
/// branch, for whoever looks at many.
#[inline]
pub(crate) fn letter(first: u8, second: u8) -> u8 {
    // other first bytes lead to the rows behind the first, which are empty
    let row = usize::from((first & 0xFC) ^ 0xD8) << 6;
    LETTERS[(row | usize::from(first & 0x03) << 6 | usize::from(second & 0x3F)) % ROOM]
}

const ROOM: usize = 1 << 14;

static LETTERS: [u8; ROOM] = {
    let mut table = [0; ROOM];
    let mut i = 0;
    while i < 256 {
        let fold = fold_known(0x0600 + i as u32);
        if fold >> 6 == 0x80 >> 6 {
            table[i] = if matches!(i, 0x29 | 0x49) { fold | 0x40 } else { fold };
        }
        i += 1;
    }
    table
};

/// The folds of U+0600 to U+06FF.
static ARABIC: [u8; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        table[i] = fold_known(0x0600 + i as u32);
        i += 1;
    }
    table
};

/// What [`fold_known`] gives for a character that is no part of a word.
const NO_PART: u8 = 0xFE;
/// What [`fold_known`] gives for a character that it does not know.
const OTHER: u8 = 0xFF;

/// The fold of Arabic letters and marks, ASCII and invisible characters.
const fn fold_known(u: u32) -> u8 {
    match u {
        0x0622 | 0x0623 | 0x0625 | 0x0671 => arabic(0x0627),
        0x0649 | 0x06CC | 0x06D2 | 0x0626 => arabic(0x064A),
        0x0629 | 0x06C1 | 0x06BE | 0x06D5 | 0x06C0 => arabic(0x0647),
        0x0624 => arabic(0x0648),
        0x06A9 | 0x06AF | 0x06AD => arabic(0x0643),
        0x067E => arabic(0x0628),
        0x0686 => arabic(0x062C),
        0x0698 => arabic(0x0632),
        0x06A4 | 0x06A5 => arabic(0x0641),
        0x0640 => 0,
        0x0621..=0x064A => arabic(u),
        0x064B..=0x065F | 0x0670 | 0x0610..=0x061A | 0x06D6..=0x06DC | 0x06DF..=0x06E8 | 0x06EA..=0x06ED => 0,
        0x0660..=0x0669 => (u - 0x0660) as u8 + b'0',
        0x06F0..=0x06F9 => (u - 0x06F0) as u8 + b'0',
        0x30..=0x39 | 0x61..=0x7A => u as u8,
        0x41..=0x5A => u as u8 + 32,
        0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF | 0xAD => 0,
        0..=0xBF => NO_PART,
        _ => OTHER,
    }
}

const fn arabic(u: u32) -> u8 {
    0x80 + (u - 0x0620) as u8
}

/// Whether a character is invisible: bidi and zero-width controls, soft hyphen.
pub fn is_invisible(c: char) -> bool {
    matches!(c as u32, 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF | 0xAD)
}

impl Key {
    /// The key of no letters.
    pub const EMPTY: Key = Key(0);

    /// Folds a word. What is no letter or digit is left out.
    pub fn of(word: &str) -> Key {
        let mut b = KeyBuilder::default();
        for c in word.chars() {
            if let Some(f) = fold_char(c) {
                b.push(f);
            }
        }
        b.finish()
    }

    /// The key of folded letters, the first eight and the rest, first letter lowest.
    pub(crate) fn of_letters(low: u64, high: u64) -> Key {
        Key(u128::from(high) << 64 | u128::from(low))
    }

    /// Folds a word of Arabic letters or ASCII at compile time; see [`key!`](crate::key!).
    pub const fn literal(word: &str) -> Key {
        let bytes = word.as_bytes();
        let (mut bits, mut n, mut i) = (0u128, 0, 0);
        while i < bytes.len() {
            let b = bytes[i] as u32;
            let (c, width) = if b < 0x80 { (b, 1) } else { (((b & 0x1f) << 6) | (bytes[i + 1] as u32 & 0x3f), 2) };
            let f = fold_known(c);
            assert!(f < NO_PART && n < MAX, "a literal key is a short word in Arabic or ASCII letters");
            if f != 0 {
                bits |= (f as u128) << (8 * n);
                n += 1;
            }
            i += width;
        }
        Key(bits)
    }

    /// Number of letters; for a word of more than 16, 16.
    pub fn len(self) -> u32 {
        if self.is_long() { MAX } else { (128 - self.0.leading_zeros()).div_ceil(8) }
    }

    /// Whether there is no letter.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn is_long(self) -> bool {
        self.0 & 0xff == LONG
    }

    /// The first letter's byte.
    pub const fn first(self) -> u8 {
        (self.0 & 0xff) as u8
    }

    /// The letter's byte at `i`; 0 past the end.
    pub fn at(self, i: u32) -> u8 {
        if i < MAX { (self.0 >> (8 * i)) as u8 } else { 0 }
    }

    /// The last letter's byte.
    pub fn last(self) -> u8 {
        self.at(self.len().saturating_sub(1))
    }

    /// The key without its first `n` letters.
    pub fn skip(self, n: u32) -> Key {
        if self.is_long() || n >= MAX { Key(0) } else { Key(self.0 >> (8 * n)) }
    }

    /// The key without its last `n` letters.
    pub fn drop_last(self, n: u32) -> Key {
        let len = self.len();
        if self.is_long() || n >= len { Key(0) } else { self.take(len - n) }
    }

    /// The first `n` letters.
    pub fn take(self, n: u32) -> Key {
        if n >= MAX { self } else { Key(self.0 & ((1u128 << (8 * n)) - 1)) }
    }

    /// What follows `prefix`, where the word begins with it and goes on.
    pub fn after(self, prefix: Key) -> Option<Key> {
        let n = prefix.len();
        (!self.is_long() && n < self.len() && self.take(n) == prefix).then(|| self.skip(n))
    }

    /// What stands before `suffix`, where the word ends with it and is longer.
    pub fn before(self, suffix: Key) -> Option<Key> {
        let (n, len) = (suffix.len(), self.len());
        (!self.is_long() && n < len && self.skip(len - n) == suffix).then(|| self.take(len - n))
    }

    /// The two keys one after the other; the first alone where they do not fit.
    pub fn join(self, other: Key) -> Key {
        let n = self.len();
        if self.is_long() || n + other.len() > MAX { self } else { Key(self.0 | (other.0 << (8 * n))) }
    }

    /// The key as a number, for hashing.
    pub const fn bits(self) -> u128 {
        self.0
    }
}

/// The key of a word that is written in the code, folded at compile time.
#[macro_export]
macro_rules! key {
    ($word:literal) => {
        const { $crate::Key::literal($word) }
    };
}

/// The folded letters; of a longer word than a key holds, nothing that can be read.
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for i in 0..self.len() {
            let b = self.at(i);
            let c = match b {
                0x80..=0xBF => char::from_u32(0x0620 + u32::from(b) - 0x80).unwrap_or('?'),
                b => b as char,
            };
            write!(f, "{c}")?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({self})")
    }
}

impl std::hash::Hash for Key {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        state.write_u64((self.0 as u64) ^ ((self.0 >> 64) as u64).rotate_left(29));
    }
}

/// Builds a key letter by letter.
#[derive(Clone, Copy, Default)]
pub struct KeyBuilder {
    letters: [u8; MAX as usize],
    n: usize,
    hash: u64,
}

impl KeyBuilder {
    /// Adds a folded letter; 0 adds nothing.
    #[inline]
    pub fn push(&mut self, letter: u8) {
        if letter == 0 {
            return;
        }
        match self.letters.get_mut(self.n) {
            Some(place) => *place = letter,
            None => self.push_long(letter),
        }
        self.n += 1;
    }

    fn push_long(&mut self, letter: u8) {
        if self.n == MAX as usize {
            let bits = u128::from_le_bytes(self.letters);
            self.hash = (bits as u64) ^ ((bits >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        self.hash = (self.hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01B3);
    }

    /// The first letter's byte; 0 where there is none yet.
    pub fn first(&self) -> u8 {
        self.letters[0]
    }

    /// The key.
    pub fn finish(self) -> Key {
        if self.n <= MAX as usize { Key(u128::from_le_bytes(self.letters)) } else { Key((u128::from(self.hash) << 8) | LONG) }
    }
}

/// A fast hasher for keys and small integers.
#[derive(Clone, Copy, Default)]
pub struct KeyHasher(u64);

impl std::hash::Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.write_u64(u64::from(b));
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }
    fn write_u64(&mut self, n: u64) {
        let m = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517C_C1B7_2722_0A95);
        self.0 = m ^ (m >> 32);
    }
}

/// A map from keys.
pub type KeyMap<V> = std::collections::HashMap<Key, V, std::hash::BuildHasherDefault<KeyHasher>>;
/// A map that is asked mostly for keys that it does not have: a filter of bits answers those without a probe. Its values
/// stand in one list, so that a place in it can be kept for the value.
#[derive(Clone, Debug)]
pub struct KeyTable<V, const FILTER: usize = 2048> {
    places: KeyMap<u32>,
    values: Vec<V>,
    /// A power of two of words: 16 KiB unless told, enough for some thousand keys.
    filter: Box<[u64; FILTER]>,
}

impl<V, const FILTER: usize> Default for KeyTable<V, FILTER> {
    fn default() -> Self {
        Self { places: KeyMap::default(), values: Vec::new(), filter: Box::new([0; FILTER]) }
    }
}

impl<V, const FILTER: usize> KeyTable<V, FILTER> {
    #[inline]
    fn bit(key: Key) -> (usize, u64) {
        let bits = (key.0 as u64) ^ ((key.0 >> 64) as u64).rotate_left(29);
        let h = bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - 6 - FILTER.ilog2());
        ((h >> 6) as usize, 1 << (h & 63))
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: &Key) -> Option<&V> {
        self.at(self.place(key)?)
    }

    /// The place of a key's value, for [`KeyTable::at`].
    #[inline]
    pub fn place(&self, key: &Key) -> Option<u32> {
        let (word, bit) = Self::bit(*key);
        if self.filter[word] & bit == 0 { None } else { self.places.get(key).copied() }
    }

    /// The value at a place.
    #[inline]
    pub fn at(&self, place: u32) -> Option<&V> {
        self.values.get(place as usize)
    }

    /// Whether the key is there.
    pub fn contains_key(&self, key: &Key) -> bool {
        self.place(key).is_some()
    }

    /// The entry of a key, to fill.
    pub fn entry(&mut self, key: Key) -> KeyEntry<'_, V> {
        let (word, bit) = Self::bit(key);
        self.filter[word] |= bit;
        let place = *self.places.entry(key).or_insert(self.values.len() as u32);
        KeyEntry { values: &mut self.values, place: place as usize }
    }

    /// Puts a value in.
    pub fn insert(&mut self, key: Key, value: V) {
        let entry = self.entry(key);
        match entry.values.get_mut(entry.place) {
            Some(old) => *old = value,
            None => entry.values.push(value),
        }
    }

    /// All values, in the order in which their keys came.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.values.iter()
    }

    /// The same, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.values.iter_mut()
    }
}

/// The entry of a key in a [`KeyTable`]; whoever asks for it fills it.
#[must_use]
#[derive(Debug)]
pub struct KeyEntry<'t, V> {
    values: &'t mut Vec<V>,
    /// That of the key's value; the end of the list where there is none yet.
    place: usize,
}

impl<'t, V> KeyEntry<'t, V> {
    /// The value, or this one put in.
    pub fn or_insert(self, value: V) -> &'t mut V {
        self.or_insert_with(|| value)
    }

    /// The value, or an empty one put in.
    pub fn or_default(self) -> &'t mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    fn or_insert_with(self, value: impl FnOnce() -> V) -> &'t mut V {
        if self.place == self.values.len() {
            self.values.push(value());
        }
        &mut self.values[self.place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_share_a_key() {
        for (a, b) in [
            ("أكد", "اكد"),
            ("إلى", "الي"),
            ("مؤكّداً", "موكدا"),
            ("شـــدد", "شدد"),
            ("سورية", "سوريه"),
            ("رأى", "راي"),
            ("CNN", "cnn"),
            ("١٢", "12"),
            ("ال\u{200f}ى", "الى"),
        ] {
            assert_eq!(Key::of(a), Key::of(b), "{a} {b}");
        }
        assert_ne!(Key::of("سماء"), Key::of("سما"));
    }

    #[test]
    fn literals_are_folded_alike() {
        for (literal, word) in [(crate::key!("إلى"), "إلى"), (crate::key!("مؤخّراً"), "مؤخرا"), (crate::key!("CNN"), "cnn")]
        {
            assert_eq!(literal, Key::of(word));
        }
    }

    #[test]
    fn clitics_come_off() {
        let k = Key::of("وقال");
        assert_eq!(k.after(Key::of("و")), Some(Key::of("قال")));
        assert_eq!(Key::of("قوله").before(Key::of("ه")), Some(Key::of("قول")));
        assert_eq!(Key::of("و").after(Key::of("و")), None);
        assert_eq!(Key::of("قال").len(), 3);
        assert_eq!(Key::of("س").join(Key::of("يقول")), Key::of("سيقول"));
    }

    #[test]
    fn long_words_differ() {
        let a = Key::of("abcdefghijklmnopqrstuvwxyz");
        assert_ne!(a, Key::of("abcdefghijklmnopqrstuvwxyy"));
        assert_eq!(a.skip(1), Key::EMPTY);
        assert_eq!(a.after(Key::of("a")), None);
    }
}
