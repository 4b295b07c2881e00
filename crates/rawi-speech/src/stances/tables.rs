//! What words tell of stances, from `lexicon/stances.tsv`, and the codes of `lexicon/event_codes.tsv`.

use super::Type;
pub(super) use super::entry::{Bits, Entry};
use super::phrase::{Phrase, Whose};
use crate::lexicon::{Mood, inflect};
use crate::reading::Act;
use rawi_text::words::ALIF;
use rawi_text::{Key, KeyTable, key, table};
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(super) const STANCES: &str = include_str!("../../../../lexicon/stances.tsv");
pub(super) const CODES: &str = include_str!("../../../../lexicon/event_codes.tsv");

/// Where the actor of a stance is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Nowhere.
    Nobody,
    /// At the head of the content.
    Head,
    /// In the phrase at its head.
    Whose,
    /// Who is addressed.
    Asked,
}

/// A stance with its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) kind: Option<Type>,
    pub(super) cameo: &'static str,
    pub(super) target: Target,
}

/// What the words that lead a condition make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// What is said is conditional.
    Strong,
    /// It may be a condition.
    Weak,
    /// What must come first, behind a negation.
    Until,
    /// What is given for it.
    Price,
}

/// All tables of stances.
#[derive(Default)]
pub(super) struct Tables {
    rows: Vec<Row>,
    words: KeyTable<Entry, 1024>,
    lemmas: KeyTable<u8>,
    acts: BTreeMap<Act, u8>,
    /// Below which confidence, in hundredths, a cue takes no stance.
    unsure: KeyTable<u8>,
    /// Leads of conditions by their first word.
    leads: KeyTable<Vec<(Vec<Key>, Lead)>>,
    /// Phrases by their first word.
    phrases: KeyTable<Vec<Phrase>>,
    codes: BTreeMap<&'static str, Option<&'static str>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::parse(STANCES, CODES).0);

impl Tables {
    pub(super) fn built_in() -> &'static Tables {
        &TABLES
    }

    /// Reads the tables; what is not well formed is told.
    pub(super) fn parse(stances: &'static str, codes: &'static str) -> (Tables, Vec<String>) {
        let (mut t, mut problems) = (Tables::default(), Vec::new());
        for row in table::rows::<3>("lexicon/event_codes.tsv", codes) {
            match row {
                Ok((line, [cameo, plover, _])) => {
                    let digits = (3..=4).contains(&cameo.len()) && cameo.bytes().all(|b| b.is_ascii_digit());
                    let fits = table::optional(plover).is_none_or(|p| PLOVER.contains(&p));
                    if !digits || !fits || t.codes.insert(cameo, table::optional(plover)).is_some() {
                        problems.push(format!("lexicon/event_codes.tsv:{line}: no code, no event type, or the code twice"));
                    }
                }
                Err(e) => problems.push(e.to_string()),
            }
        }
        for row in table::rows::<5>("lexicon/stances.tsv", stances) {
            match row {
                Ok((line, cells)) => {
                    if let Err(what) = t.add(cells) {
                        problems.push(format!("lexicon/stances.tsv:{line}: {what}"));
                    }
                }
                Err(e) => problems.push(e.to_string()),
            }
        }
        (t, problems)
    }

    fn add(&mut self, [kind, words, stance, cameo, target]: [&'static str; 5]) -> Result<(), String> {
        if kind == "topic" {
            let digit = cameo.parse::<u8>().ok().filter(|d| (1..=8).contains(d)).ok_or("a topic has a digit for its code")?;
            table::several(words).for_each(|w| self.words.entry(Key::of(w)).or_default().topic = digit);
            return Ok(());
        }
        if kind == "unsure" || kind == "unsure-noun" {
            let least = cameo.parse::<u8>().ok().filter(|n| (1..100).contains(n)).ok_or("hundredths are 1 to 99")?;
            for w in table::several(words) {
                let key = Key::of(w);
                *if kind == "unsure" {
                    self.unsure.entry(key).or_default()
                } else {
                    &mut self.words.entry(key).or_default().unsure
                } = least;
            }
            return Ok(());
        }
        let bits = match kind {
            "danger" => Bits::DANGER,
            "own" => Bits::OWN,
            "prayer" => Bits::PRAYER,
            "turn" => Bits::TURN,
            "strong" | "weak" | "until" | "price" => {
                let sort = match kind {
                    "strong" => Lead::Strong,
                    "weak" => Lead::Weak,
                    "until" => Lead::Until,
                    _ => Lead::Price,
                };
                for lead in table::several(words) {
                    let words: Vec<Key> = lead.split(' ').map(Key::of).collect();
                    self.leads.entry(words[0]).or_default().push((words, sort));
                }
                return Ok(());
            }
            _ => Bits::default(),
        };
        if bits == Bits::TURN {
            return self.add_verbs(words, |e| e.bits.0 |= Bits::TURN.0);
        }
        if bits != Bits::default() {
            table::several(words).for_each(|w| self.words.entry(Key::of(w)).or_default().bits.0 |= bits.0);
            return Ok(());
        }
        let named = table::optional(stance);
        let stance = named.and_then(Type::parse);
        if named.is_some() && stance.is_none() {
            return Err("no such type".into());
        }
        if !self.codes.contains_key(cameo) {
            return Err(format!("no such code in event_codes.tsv: {cameo}"));
        }
        let target = match target {
            "head" => Target::Head,
            "whose" => Target::Whose,
            "asked" => Target::Asked,
            "-" => Target::Nobody,
            _ => return Err("no such target".into()),
        };
        self.rows.push(Row { kind: stance, cameo, target });
        let id = u8::try_from(self.rows.len()).map_err(|_| "too many rows")?;
        let first = |slot: &mut u8| *slot = if *slot == 0 { id } else { *slot };
        if let Some(whose) = Whose::parse(kind) {
            return self.add_phrases(words, whose, id);
        }
        match kind {
            "act" => {
                for act in table::several(words) {
                    self.acts.insert(Act::parse(act).ok_or("no such act")?, id);
                }
            }
            "verb" => {
                for pair in table::several(words) {
                    let lemma = pair.split(' ').next().unwrap_or_default();
                    first(self.lemmas.entry(Key::of(lemma)).or_default());
                }
                self.add_verbs(words, |e| first(&mut e.verb))?;
            }
            "not" => self.add_verbs(words, |e| first(&mut e.not))?,
            "will" => self.add_verbs(words, |e| first(&mut e.will))?,
            "deed" => self.add_verbs(words, |e| first(&mut e.deed))?,
            "noun" => table::several(words).for_each(|w| first(&mut self.words.entry(Key::of(w)).or_default().noun)),
            // an adjective of readiness is read as a verb of offering
            "ready" => {
                for w in table::several(words) {
                    let e = self.words.entry(Key::of(w)).or_default();
                    first(&mut e.verb);
                    e.bits.0 |= Bits::READY.0;
                }
            }
            "calls-for" => {
                for w in table::several(words) {
                    let e = self.words.entry(Key::of(w)).or_default();
                    first(&mut e.need);
                    e.bits.0 |= Bits::CALLS_FOR.0;
                }
            }
            "need" => table::several(words).for_each(|w| first(&mut self.words.entry(Key::of(w)).or_default().need)),
            "need-not" => table::several(words).for_each(|w| first(&mut self.words.entry(Key::of(w)).or_default().need_not)),
            "good" | "bad" => {
                for w in table::several(words) {
                    let bits = if kind == "good" { Bits::GOOD } else { Bits::BAD };
                    self.words.entry(Key::of(w)).or_default().bits.0 |= bits.0;
                }
            }
            "unless" => table::several(words).for_each(|w| self.words.entry(Key::of(w)).or_default().bits.0 |= Bits::NOT_BAD.0),
            _ => return Err("no such kind".into()),
        }
        Ok(())
    }

    fn add_phrases(&mut self, words: &str, whose: Whose, row: u8) -> Result<(), String> {
        for words in table::several(words) {
            let (first, phrase) = Phrase::parse(words, whose, row).ok_or_else(|| format!("no phrase: {words}"))?;
            for key in first {
                self.words.entry(key).or_default().bits.0 |= Bits::PHRASE.0;
                self.phrases.entry(key).or_default().push(phrase.clone());
            }
        }
        Ok(())
    }

    fn add_verbs(&mut self, words: &str, mut note: impl FnMut(&mut Entry)) -> Result<(), String> {
        for pair in table::several(words) {
            let Some((perfect, imperfect)) = pair.split_once(' ') else { return Err(format!("one form of two: {pair}")) };
            let mut put = |k: Key, bits: u16| {
                let entry = self.words.entry(k).or_default();
                note(entry);
                entry.bits.0 |= bits;
            };
            for form in inflect(if perfect == "-" { "فعل" } else { perfect }, imperfect, None, &[]) {
                match form.mood {
                    // - for a perfect that is spelt like another word (تدخل)
                    Mood::Perfect if perfect == "-" => {}
                    Mood::Perfect => put(form.key, 0),
                    Mood::Imperfect | Mood::Jussive => {
                        put(form.key, Bits::IMPERFECT.0);
                        // نرفض, أرفض; the latter not where it is spelt like a perfect (أعلن)
                        if let Some(rest) = form.key.after(key!("ي"))
                            && form.number == crate::lexicon::Number::S
                        {
                            put(key!("ن").join(rest), Bits::FIRST.0 | Bits::IMPERFECT.0);
                            let singular = key!("ا").join(rest);
                            if singular != Key::of(perfect) && rest.len() >= 3 {
                                put(singular, Bits::FIRST.0 | Bits::IMPERFECT.0);
                            }
                        }
                    }
                    _ => {}
                }
            }
            // رفضنا
            let stem = Key::of(perfect);
            if perfect != "-" && stem.last() != ALIF && !perfect.ends_with('ى') {
                put(stem.join(key!("نا")), Bits::FIRST.0);
            }
        }
        Ok(())
    }

    /// What is known of a word, as it stands.
    pub(super) fn get(&self, key: Key) -> Entry {
        self.words.get(&key).copied().unwrap_or_default()
    }

    /// The phrases that a word may begin.
    pub(super) fn phrases(&self, first: Key) -> impl Iterator<Item = &Phrase> {
        self.phrases.get(&first).into_iter().flatten()
    }

    pub(super) fn row(&self, id: u8) -> Option<Row> {
        self.rows.get(usize::from(id).checked_sub(1)?).copied()
    }

    pub(super) fn act(&self, act: Act) -> Row {
        let none = Row { kind: None, cameo: "010", target: Target::Nobody };
        self.acts.get(&act).and_then(|id| self.row(*id)).unwrap_or(none)
    }

    pub(super) fn lemma(&self, lemma: Key) -> Option<Row> {
        self.row(self.lemmas.get(&lemma).copied()?)
    }

    /// Below which confidence, in hundredths, a cue takes no stance.
    pub(super) fn unsure(&self, lemma: Key) -> Option<u8> {
        self.unsure.get(&lemma).copied()
    }

    pub(super) fn verb(&self, e: Entry) -> Option<Row> {
        self.row(e.verb)
    }

    pub(super) fn not(&self, e: Entry) -> Option<Row> {
        self.row(e.not)
    }

    pub(super) fn will(&self, e: Entry) -> Option<Row> {
        self.row(e.will)
    }

    pub(super) fn deed(&self, e: Entry) -> Option<Row> {
        self.row(e.deed)
    }

    pub(super) fn noun(&self, e: Entry) -> Option<Row> {
        self.row(e.noun)
    }

    pub(super) fn need(&self, e: Entry, negated: bool) -> Option<Row> {
        self.row(if negated { e.need_not } else { e.need })
    }

    /// Whether a condition may begin with a word.
    pub(super) fn leads(&self, first: Key) -> bool {
        self.leads.contains_key(&first)
    }

    /// The condition that the words from the first of `next` on lead: how many words, and what they make of it.
    pub(super) fn lead(&self, first: Key, next: impl Fn(usize) -> Key) -> Option<(usize, Lead)> {
        let leads = self.leads.get(&first)?;
        let fits = leads.iter().filter(|l| l.0.iter().enumerate().skip(1).all(|(n, w)| next(n) == *w));
        fits.max_by_key(|l| l.0.len()).map(|l| (l.0.len(), l.1))
    }

    /// The event type of a code.
    pub(super) fn plover(&self, cameo: &str) -> Option<&'static str> {
        self.codes.get(cameo).copied().flatten()
    }

    /// The code as it is kept.
    pub(super) fn code(&self, cameo: &str) -> Option<&'static str> {
        self.codes.get_key_value(cameo).map(|(k, _)| *k)
    }
}

const PLOVER: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "INVESTIGATE",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let (t, problems) = Tables::parse(STANCES, CODES);
        assert!(problems.is_empty(), "{problems:#?}");
        for (_, act) in Act::ALL.iter().map(|(a, n)| (n, a)) {
            assert!(t.acts.contains_key(act), "no row for {act:?}");
        }
    }

    #[test]
    fn bad_rows_are_all_named() {
        let (_, problems) = Tables::parse("verb\tرفض\trejects\t120\t-\nact\tdeny\tloves\t016\t-\nact\tdeny\t-\t999\t-\n", CODES);
        assert_eq!(problems.len(), 3, "{problems:#?}");
    }

    #[test]
    fn first_persons_are_made() {
        let t = Tables::built_in();
        for word in ["نرفض", "أرفض", "رفضنا", "ندعو", "نطالب"] {
            assert!(t.get(Key::of(word)).is(Bits::FIRST), "{word}");
        }
        assert!(!t.get(Key::of("يرفض")).is(Bits::FIRST));
    }
}
