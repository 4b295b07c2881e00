//! The rules of `lexicon/name_folding.tsv`: what letters sound like, and what it costs that two spellings differ.

use rawi_text::table::{self, TableError};
use rawi_text::{Key, KeyMap};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FOLDING: &str = include_str!("../../../../lexicon/name_folding.tsv");

static BUILT_IN: LazyLock<Rules> = LazyLock::new(|| Rules::load().0);

/// Who is compared, which decides what a difference costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Two Arabic spellings of a foreign name.
    Foreign,
    /// Two Arabic spellings, one of them an Arabic name.
    Native,
    /// A Latin and an Arabic spelling of an Arabic name.
    LatinNative,
    /// A Latin and an Arabic spelling of a foreign name.
    LatinForeign,
    /// Two Latin spellings.
    Latin,
}

const SCOPES: [(&str, Scope); 5] = [
    ("ar", Scope::Foreign),
    ("na", Scope::Native),
    ("la", Scope::LatinNative),
    ("lf", Scope::LatinForeign),
    ("ll", Scope::Latin),
];

/// A word that belongs to names and names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Particle {
    /// بن: son or daughter of.
    Bin,
    /// أبو: father of.
    Abu,
    /// أم: mother of.
    Umm,
    /// ال, آل: the article, or the family of.
    Al,
    /// عبد: servant of.
    Abd,
    /// دي, von: of, in other languages.
    Of,
    /// A form of address.
    Title,
}

/// Where in a name a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Anywhere,
    Start,
    End,
}

impl Place {
    fn parse(cell: &str) -> Option<Place> {
        Some(match cell {
            "-" => Place::Anywhere,
            "start" => Place::Start,
            "end" => Place::End,
            _ => return None,
        })
    }
}

/// Letters that sound together.
#[derive(Debug)]
struct Group {
    letters: Vec<char>,
    sounds: Vec<u8>,
    place: Place,
}

/// Costs of one scope, in hundredths of a wholly different sound.
#[derive(Debug)]
pub(crate) struct Costs {
    near: Vec<[u8; SOUNDS]>,
    edge: Vec<[u8; SOUNDS]>,
    drop: [[u8; SOUNDS]; 3],
}

/// Sounds are ASCII signs.
const SOUNDS: usize = 128;
/// What a different or missing sound costs.
pub(crate) const WHOLE: u8 = 100;

impl Default for Costs {
    fn default() -> Self {
        let mut near = vec![[WHOLE; SOUNDS]; SOUNDS];
        for (i, row) in near.iter_mut().enumerate() {
            row[i] = 0;
        }
        Costs { edge: near.clone(), near, drop: [[WHOLE; SOUNDS]; 3] }
    }
}

impl Costs {
    /// Of having one sound for another; at the names' ends, `end` is true.
    #[inline]
    pub(crate) fn change(&self, a: u8, b: u8, end: bool) -> u32 {
        let table = if end { &self.edge } else { &self.near };
        table[a as usize & 127][b as usize & 127].into()
    }

    /// Of lacking a sound.
    #[inline]
    pub(crate) fn lack(&self, a: u8, place: Place) -> u32 {
        self.drop[place as usize][a as usize & 127].into()
    }
}

/// All rules.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    letters: BTreeMap<char, Vec<u8>>,
    /// By their first letter.
    groups: Vec<Vec<Group>>,
    /// Index of what a character sounds like, for the characters below [`FAST`].
    fast: Vec<u8>,
    costs: [Costs; 5],
    classes: [Vec<u8>; 2],
    same: Vec<(Key, Key)>,
    particles: KeyMap<Particle>,
}

/// Characters below it are looked up in an array.
const FAST: usize = 0x700;
/// A character that has several sounds or begins a group: the maps know.
const ASK: u8 = 0xff;

impl Rules {
    /// The rules that are built in.
    pub(crate) fn built_in() -> &'static Rules {
        &BUILT_IN
    }

    /// Reads the built-in rules; rows that are not well formed are left out and told.
    pub(crate) fn load() -> (Rules, Vec<TableError>) {
        let mut rules = Rules { classes: [vec![0; SOUNDS], vec![0; SOUNDS]], ..Rules::default() };
        let mut errors = Vec::new();
        for row in table::rows::<6>("lexicon/name_folding.tsv", FOLDING) {
            match row {
                Ok((line, cells)) => {
                    if let Err(what) = rules.add(cells) {
                        errors.push(TableError { table: "lexicon/name_folding.tsv".into(), line, what });
                    }
                }
                Err(e) => errors.push(e),
            }
        }
        for groups in &mut rules.groups {
            groups.sort_by_key(|g| (std::cmp::Reverse(g.letters.len()), g.place == Place::Anywhere));
        }
        rules.same.sort_unstable();
        rules.fast = (0..FAST as u32)
            .map(|u| match char::from_u32(u) {
                Some(_) if rules.groups.get(u as usize).is_some_and(|g| !g.is_empty()) => ASK,
                Some(c) => match rules.letters.get(&c).map(Vec::as_slice) {
                    None | Some([]) => 0,
                    Some([one]) => *one,
                    Some(_) => ASK,
                },
                None => 0,
            })
            .collect();
        (rules, errors)
    }

    fn add(&mut self, [rule, from, to, cost, place, _]: [&'static str; 6]) -> Result<(), String> {
        match rule {
            "letter" => {
                let sounds = sounds(to)?;
                for c in from.chars() {
                    if self.letters.insert(c, sounds.clone()).is_some_and(|old| old != sounds) {
                        return Err(format!("{c} has a sound already"));
                    }
                }
            }
            "group" => {
                let letters: Vec<char> = from.chars().collect();
                let place = Place::parse(place).ok_or_else(|| format!("no such place: {place}"))?;
                let Some(&first) = letters.first() else { return Err("no letters".into()) };
                let at = first as usize;
                if at >= FAST {
                    return Err(format!("no group may begin with {first}"));
                }
                if self.groups.len() <= at {
                    self.groups.resize_with(at + 1, Vec::new);
                }
                self.groups[at].push(Group { letters, sounds: sounds(to)?, place });
            }
            "near" | "edge" => {
                let (a, b, cost) = (one(from)?, one(to)?, number(cost)?);
                for scope in scopes(place)? {
                    let costs = &mut self.costs[scope as usize];
                    let tables = if rule == "near" { vec![&mut costs.near, &mut costs.edge] } else { vec![&mut costs.edge] };
                    for table in tables {
                        table[a as usize][b as usize] = cost;
                        table[b as usize][a as usize] = cost;
                    }
                }
            }
            "drop" => {
                let (a, cost) = (one(from)?, number(cost)?);
                let at = Place::parse(to).ok_or_else(|| format!("no such place: {to}"))?;
                for scope in scopes(place)? {
                    let drop = &mut self.costs[scope as usize].drop;
                    match at {
                        Place::Anywhere => drop.iter_mut().for_each(|d| d[a as usize] = cost),
                        at => drop[at as usize][a as usize] = cost,
                    }
                }
            }
            "class" => {
                let class = one(to)?;
                let table = match place {
                    "ar" => &mut self.classes[0],
                    "la" => &mut self.classes[1],
                    other => return Err(format!("no such key: {other}")),
                };
                for sound in sounds(from)? {
                    table[sound as usize] = class;
                }
            }
            "same" => {
                let light = |cell: &str| if cell.is_ascii() { Key::of(cell) } else { super::parts::light(cell) };
                let (a, b) = (light(from), light(to));
                self.same.extend([(a, b), (b, a)]);
            }
            "title" => {
                self.particles.insert(Key::of(from), Particle::Title);
            }
            "particle" => {
                let kind = match to {
                    "bin" => Particle::Bin,
                    "abu" => Particle::Abu,
                    "umm" => Particle::Umm,
                    "al" => Particle::Al,
                    "abd" => Particle::Abd,
                    "of" => Particle::Of,
                    other => return Err(format!("no such particle: {other}")),
                };
                self.particles.insert(Key::of(from), kind);
            }
            other => return Err(format!("no such rule: {other}")),
        }
        Ok(())
    }

    /// The particle that a word is.
    pub(crate) fn particle(&self, word: Key) -> Option<Particle> {
        self.particles.get(&word).copied()
    }

    /// The costs of differences in a scope.
    pub(crate) fn costs(&self, scope: Scope) -> &Costs {
        &self.costs[scope as usize]
    }

    /// Whether two Arabic parts are listed as one name.
    pub(crate) fn same(&self, a: Key, b: Key) -> bool {
        self.same.binary_search(&(a, b)).is_ok()
    }

    /// The class of a sound in keys: `latin` for the key that both writings share. 0: it leaves no trace.
    pub(crate) fn class(&self, sound: u8, latin: bool) -> u8 {
        self.classes[usize::from(latin)].get(sound as usize).copied().unwrap_or(0)
    }

    /// Calls `out` with each sound of a word in lower case; characters without sound are passed over.
    pub(crate) fn sounds(&self, letters: &[char], mut out: impl FnMut(u8)) {
        let mut i = 0;
        while let Some(&c) = letters.get(i) {
            match self.fast.get(c as usize).copied().unwrap_or(ASK) {
                0 => i += 1,
                ASK => {
                    let group = self.groups.get(c as usize).and_then(|groups| {
                        groups.iter().find(|g| {
                            letters[i..].starts_with(&g.letters)
                                && match g.place {
                                    Place::Anywhere => true,
                                    Place::Start => i == 0,
                                    Place::End => i + g.letters.len() == letters.len(),
                                }
                        })
                    });
                    let (sounds, taken) = match group {
                        Some(g) => (g.sounds.as_slice(), g.letters.len()),
                        None => (self.letters.get(&c).map_or(&[][..], Vec::as_slice), 1),
                    };
                    sounds.iter().for_each(|s| out(*s));
                    i += taken;
                }
                sound => {
                    out(sound);
                    i += 1;
                }
            }
        }
    }
}

fn sounds(cell: &str) -> Result<Vec<u8>, String> {
    match table::optional(cell) {
        None => Ok(Vec::new()),
        Some(s) if s.is_ascii() => Ok(s.bytes().collect()),
        Some(s) => Err(format!("sounds are ASCII signs: {s}")),
    }
}

fn one(cell: &str) -> Result<u8, String> {
    match sounds(cell)?.as_slice() {
        [s] => Ok(*s),
        _ => Err(format!("one sound wanted: {cell}")),
    }
}

fn number(cell: &str) -> Result<u8, String> {
    cell.parse().ok().filter(|n| *n <= WHOLE).ok_or_else(|| format!("a cost of 0 to {WHOLE} wanted: {cell}"))
}

fn scopes(cell: &str) -> Result<Vec<Scope>, String> {
    cell.split(',')
        .map(|s| SCOPES.iter().find(|(name, _)| *name == s).map(|(_, scope)| *scope).ok_or_else(|| format!("no such scope: {s}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let (rules, errors) = Rules::load();
        assert!(errors.is_empty(), "{errors:?}");
        assert!(rules.same.len() > 100);
    }

    #[test]
    fn letters_sound() {
        for (word, expected) in [
            ("لافروف", "lAfrwf"),
            ("تشافيز", "CAfyz"),
            ("أوباما", "UbAmA"),
            ("ڤ", "v"),
            ("lavrow", "lavroV"),
            ("erdoğan", "erdoGan"),
            ("nasrallah", "nasrAlah"),
            ("hussein", "hussYn"),
        ] {
            let letters: Vec<char> = word.chars().collect();
            let mut sounds = String::new();
            Rules::built_in().sounds(&letters, |s| sounds.push(s as char));
            assert_eq!(sounds, expected, "{word}");
        }
    }
}
