//! Names in Latin letters, for those who do not read Arabic.

use super::cut::{Word, folded, folded_word, is_arabic, words};
use super::known::{NATIVE, known};
use super::letters;
use super::rules::{Particle, Rules};

/// Romanises names: each part as it is written most often, parts that are in no table letter by letter.
#[derive(Debug, Default)]
pub struct Romaniser {
    /// Parts of names whose English form is known: folded Arabic, Latin; sorted.
    parts: Vec<(String, String)>,
}

impl Romaniser {
    /// A romaniser that knows how these names are written in English: pairs of an Arabic and an English name. The parts of
    /// a name are used where both have as many; of two forms of one part the commoner stands, then the earlier.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Romaniser {
        let mut forms: Vec<(String, &str)> = Vec::new();
        for (arabic, english) in names {
            if arabic.split_whitespace().count() != english.split_whitespace().count() {
                continue;
            }
            for (a, e) in arabic.split_whitespace().zip(english.split_whitespace()) {
                // what has an article on one side only may be cut otherwise
                match (a.strip_prefix("ال"), e.strip_prefix("al-")) {
                    (Some(a), Some(e)) => forms.push((folded_word(a), e)),
                    (None, None) => forms.push((folded_word(a), e)),
                    _ => {}
                }
            }
        }
        // the forms of a part together, one kind after the other, each in the order in which it came
        forms.sort_by(|a, b| a.0.cmp(&b.0));
        let parts = forms.chunk_by(|a, b| a.0 == b.0).map(|same| {
            let count = |latin: &str| same.iter().filter(|(_, l)| *l == latin).count();
            let best = same.iter().rev().max_by_key(|(_, l)| count(l)).map_or("", |(_, l)| l);
            (same[0].0.clone(), best.to_owned())
        });
        Romaniser { parts: parts.collect() }
    }

    fn listed(&self, form: &str) -> Option<&str> {
        let at = self.parts.binary_search_by(|(known, _)| known.as_str().cmp(form)).ok()?;
        Some(&self.parts[at].1)
    }

    /// A name in Latin letters. Words that are in Latin letters already stay as they are, but for their first letter.
    ///
    /// ```
    /// use rawi_actors::names::Romaniser;
    /// let romaniser = Romaniser::new([("سيرغي لافروف", "Sergey Lavrov")]);
    /// assert_eq!(romaniser.romanise("ميخائيل لافروف"), "Mikhail Lavrov");
    /// assert_eq!(romaniser.romanise("عبد الرحمن بن فهد الحربي"), "Abdul Rahman bin Fahad al-Harbi");
    /// assert_eq!(romaniser.romanise("أبو مازن"), "Abu Mazen");
    /// ```
    pub fn romanise(&self, name: &str) -> String {
        let rules = Rules::built_in();
        let words = words(name);
        let mut out = String::with_capacity(2 * name.len());
        let mut i = 0;
        while let Some(word) = words.get(i) {
            i += 1;
            let next = words.get(i);
            let start = out.is_empty();
            let particle = if word.is_arabic() { word.particle(rules) } else { None };
            if let (Some(Particle::Abd), Some(name)) = (particle, next) {
                i += 1;
                push(&mut out, &self.servant(name));
                continue;
            }
            if next.is_some()
                && let Some(written) = particle.and_then(|p| written(p, word))
            {
                push(&mut out, written);
                continue;
            }
            match folded(&word.letters).as_str() {
                "الله" if !start => {
                    // نصر الله: Nasrallah
                    out.push_str("allah");
                    continue;
                }
                "الدين" if !start => {
                    push(&mut out, "al-Din");
                    continue;
                }
                _ => {}
            }
            let part = match word.letters.as_slice() {
                ['ا', 'ل', rest @ ..] if rest.len() > 2 && is_arabic(rest[0]) => {
                    let mut latin = self.part(rest);
                    // السلمي is no سلمى
                    if rest.last() == Some(&'ي') && latin.ends_with('a') {
                        let of_i = known(&folded(rest)).and_then(|k| k.latin().find(|l| l.ends_with(['i', 'y'])));
                        latin = of_i.map_or_else(|| capital(letters::spell(rest)), str::to_owned);
                    }
                    let whole = self.listed(&folded(&word.letters)).filter(|_| known(&folded(rest)).is_none());
                    // العربي is Larbi: its article is in the name already
                    let within = rest[0] != 'ل'
                        && latin.chars().find(|c| !"AEIOUaeiou".contains(*c)).is_some_and(|c| matches!(c, 'L' | 'l'));
                    whole.map(str::to_owned).unwrap_or_else(|| {
                        if within {
                            latin
                        } else if start {
                            format!("Al-{latin}")
                        } else {
                            format!("al-{latin}")
                        }
                    })
                }
                ['ع', 'ب', 'د', 'ا', 'ل', rest @ ..] if rest.len() > 1 => {
                    self.servant(&Word { letters: word.letters[3..].to_vec(), ..Word::default() })
                }
                letters => self.part(letters),
            };
            push(&mut out, &part);
            if word.letters.len() == 1 && word.stop {
                out.push('.');
            }
        }
        out
    }

    /// عبد and the name behind it.
    fn servant(&self, name: &Word) -> String {
        let form = format!("عبد{}", folded(&name.letters));
        if let Some(latin) = known(&form).and_then(|k| k.latin().next()) {
            return latin.to_owned();
        }
        match name.letters.as_slice() {
            ['ا', 'ل', rest @ ..] if rest.len() > 1 => format!("Abdul {}", self.part(rest)),
            letters => format!("Abd {}", self.part(letters)),
        }
    }

    /// A part without its article.
    fn part(&self, letters: &[char]) -> String {
        if letters.first().is_none_or(|c| !is_arabic(*c)) {
            // two scripts run together: each run by its own
            let arabic = letters.iter().position(|c| is_arabic(*c)).unwrap_or(letters.len());
            let (latin, rest) = letters.split_at(arabic);
            let rest = if rest.is_empty() { String::new() } else { self.part(rest) };
            return capital(latin.iter().collect()) + &rest;
        }
        let form = folded(letters);
        let native = known(&form);
        let listed = || self.listed(&form).map(str::to_owned);
        let common = native.filter(|k| k.count >= NATIVE).and_then(|k| k.latin().next());
        common
            .map(str::to_owned)
            .or_else(listed)
            .or_else(|| native.and_then(|k| k.latin().next()).map(str::to_owned))
            .unwrap_or_else(|| {
                // بنصالح, أبوشادي
                for (prefix, latin) in [("بن", "Ben"), ("بو", "Bou"), ("ابو", "Abu ")] {
                    if let Some(rest) = form.strip_prefix(prefix)
                        && let Some(k) = known(rest.strip_prefix("ال").unwrap_or(rest)).filter(|k| k.count >= NATIVE)
                        && let Some(name) = k.latin().next()
                    {
                        return if latin.ends_with(' ') {
                            format!("{latin}{name}")
                        } else {
                            format!("{latin}{}", name.to_lowercase())
                        };
                    }
                }
                capital(letters::spell(letters))
            })
    }
}

/// How a particle is written; `None` where it is a name like others.
fn written(particle: Particle, word: &Word) -> Option<&'static str> {
    let form = folded(&word.letters);
    Some(match (particle, form.as_str()) {
        (Particle::Bin, "بنت") => "bint",
        (Particle::Bin, "ولد") => "Ould",
        (Particle::Bin, "ابن") => "Ibn",
        (Particle::Bin, _) => "bin",
        (Particle::Abu, "ابي") => "Abi",
        (Particle::Abu, _) => "Abu",
        (Particle::Umm, _) => "Umm",
        (Particle::Al, _) => "Al",
        (Particle::Of, "دي" | "دا" | "دو") => match form.as_str() {
            "دي" => "de",
            "دا" => "da",
            _ => "du",
        },
        (Particle::Of, "فان") => "van",
        (Particle::Of, "فون") => "von",
        _ => return None,
    })
}

fn push(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

fn capital(word: String) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_romanised() {
        let romaniser = Romaniser::new([("سيرغي لافروف", "Sergey Lavrov"), ("بشار الأسد", "Bashar al-Assad")]);
        for (name, expected) in [
            ("سيرغي لافروف", "Sergey Lavrov"),
            ("عصام الكيلاني", "Issam al-Kilani"),
            ("محمد بن عايض السلمي", "Mohamed bin Ayed al-Salmi"),
            ("عبد الله", "Abdullah"),
            ("عبدالعزيز بن صالح", "Abdulaziz bin Saleh"),
            ("صلاح الدين", "Salah al-Din"),
            ("حسن نصر الله", "Hassan Nasrallah"),
            ("أبو بكر البغدادي", "Abu Bakr al-Baghdadi"),
            ("آل ثاني", "Al Thani"),
            ("محمد ولد الغزواني", "Mohamed Ould al-Ghazouani"),
            ("هيلغا يونسدوتير", "Hilga Yonesdotir"),
            ("ستيفان دي ميستورا", "Stephan de Mistora"),
            ("", ""),
        ] {
            assert_eq!(romaniser.romanise(name), expected, "{name}");
        }
    }
}
