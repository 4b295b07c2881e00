//! The lexicon of reported speech: verbs with their forms and frames, act nouns, phrases.

mod inflect;

pub use inflect::{Gender, Inflected, Mood, Number, inflect};

use crate::reading::Act;
use rawi_text::layer::Layer;
use rawi_text::table::{self, TableError};
use rawi_text::{Class, Identity, Key, KeyTable, key};
use std::sync::LazyLock;

/// A preposition that leads a complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prep {
    /// إلى
    Ila,
    /// على
    Ala,
    /// عن
    An,
    /// من
    Min,
    /// في
    Fi,
    /// حول
    Hawl,
    /// مع
    Maa,
    /// عند
    Ind,
    /// Any other that stands as a word of its own: بشأن، إزاء، تجاه…
    Other,
    /// ب, glued
    Bi,
    /// ل, glued
    Li,
}

impl Prep {
    /// The word that it is; one letter where it is glued to the next.
    fn key(self) -> Option<Key> {
        Some(match self {
            Prep::Ila => key!("إلى"),
            Prep::Ala => key!("على"),
            Prep::An => key!("عن"),
            Prep::Min => key!("من"),
            Prep::Fi => key!("في"),
            Prep::Hawl => key!("حول"),
            Prep::Maa => key!("مع"),
            Prep::Ind => key!("عند"),
            Prep::Bi => key!("ب"),
            Prep::Li => key!("ل"),
            Prep::Other => return None,
        })
    }

    fn parse(s: &str) -> Option<Prep> {
        Some(match s {
            "إلى" => Prep::Ila,
            "على" => Prep::Ala,
            "عن" => Prep::An,
            "من" => Prep::Min,
            "في" => Prep::Fi,
            "حول" => Prep::Hawl,
            "مع" => Prep::Maa,
            "عند" => Prep::Ind,
            "ب" => Prep::Bi,
            "ل" => Prep::Li,
            "بشأن" | "إزاء" | "حيال" | "تجاه" | "نحو" | "أمام" | "ضد" | "بسبب" | "بين" | "لدى" | "بخصوص" | "بعد" | "منذ"
            | "أن" | "دون" => Prep::Other,
            _ => return None,
        })
    }
}

/// What a complement is led by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// أنّ، إنّ، أن، بأنّ
    Clause,
    /// A colon or an opening quotation mark.
    Direct,
    /// A bare noun phrase.
    Noun,
    /// A preposition.
    Prep(Prep),
}

/// What stands between the verb and the complement, besides the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Nothing that must be there.
    Nothing,
    /// An object: the addressee.
    Addressee,
    /// An object that belongs to the content.
    Inside,
    /// A preposition and a noun phrase: the addressee.
    PrepAddressee(Prep),
}

/// One way that a verb takes what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What stands between.
    pub between: Between,
    /// What leads the complement.
    pub mark: Mark,
    /// Only with a clause or a quotation after the preposition.
    pub clause_only: bool,
    /// The act, where the frame has its own.
    pub act: Option<Act>,
}

impl Frame {
    fn parse(cell: &str) -> Option<Frame> {
        let (cell, act) = match cell.split_once('/') {
            Some((c, a)) => (c, Some(Act::parse(a)?)),
            None => (cell, None),
        };
        let (cell, clause_only) = match cell.strip_suffix("+أن") {
            Some("ه") | None => (cell, false),
            Some(c) => (c, true),
        };
        let (between, mark) = if let Some((b, m)) = cell.split_once('>') {
            (if b == "ه" { Between::Addressee } else { Between::PrepAddressee(Prep::parse(b)?) }, m)
        } else if let Some(m) = cell.strip_prefix("ه+") {
            (Between::Inside, m)
        } else {
            (Between::Nothing, cell)
        };
        let mark = match mark {
            "أن" => Mark::Clause,
            ":" => Mark::Direct,
            "اسم" => Mark::Noun,
            p => Mark::Prep(Prep::parse(p)?),
        };
        Some(Frame { between, mark, clause_only, act })
    }
}

/// A reporting verb.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Head word, with its hamza.
    pub lemma: String,
    /// The head word's key.
    pub key: Key,
    /// Its act.
    pub act: Act,
    /// Its frames.
    pub frames: Vec<Frame>,
    /// The prepositions of its frames, as words.
    pub preps: Vec<Key>,
    /// Goes on from what the same speaker said before.
    pub goes_on: bool,
    /// Passes on another's words.
    pub carrier: bool,
    /// Often no speech.
    pub weak: bool,
    /// A following act noun decides the act.
    pub light: bool,
    /// Only where its shadda is written.
    pub marked: bool,
    /// Its head word has a shadda, which tells it from another verb.
    pub doubled: bool,
}

impl Verb {
    /// Whether it takes a clause.
    pub fn takes_clause(&self) -> bool {
        self.frames.iter().any(|f| f.mark == Mark::Clause || f.clause_only)
    }

    /// Whether it takes direct speech.
    pub fn takes_direct(&self) -> bool {
        self.frames.iter().any(|f| f.mark == Mark::Direct)
    }
}

/// One reading of a word as a form of a reporting verb.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Index into [`Lexicon::verbs`].
    pub verb: u16,
    /// Its mood.
    pub mood: Mood,
    /// Its gender.
    pub gender: Gender,
    /// Its number.
    pub number: Number,
}

/// Where a noun that carries the act stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// It belongs to the content.
    Yes,
    /// It stays outside.
    No,
    /// It depends on the verb.
    Verb,
}

/// A noun that carries the act after a light verb.
#[derive(Clone, Debug)]
pub struct ActNoun {
    /// The act.
    pub act: Act,
    /// Where it stands.
    pub inside: Inside,
    /// Prepositions that lead from it to the content.
    pub preps: Vec<Prep>,
}

/// What follows a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// The speaker.
    Source,
    /// A reporting verb with its subject.
    Verb,
    /// Nothing: it ends in a pronoun.
    Owner,
    /// The content.
    Content,
    /// A document, then the content.
    Document,
}

/// A phrase that attributes.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its words.
    pub words: Vec<Key>,
    /// Whether a glued preposition ends it (وفقاً لـ).
    pub clitic: Option<Prep>,
    /// What follows.
    pub kind: PhraseKind,
    /// Its act.
    pub act: Act,
    /// As written in the table.
    pub text: String,
}

/// What a word may be: forms of verbs, the head of phrases.
#[derive(Debug, Default)]
pub struct CueRow {
    /// Of which verbs it may be which form.
    pub forms: Vec<Form>,
    /// The phrases that begin with it, longest first.
    pub phrases: Vec<Phrase>,
}

/// All that is known of reporting.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Which lexicon it is.
    pub identity: Identity,
    /// The verbs.
    pub verbs: Vec<Verb>,
    /// Their forms, and the phrases, by word: one look-up tells both.
    pub rows: KeyTable<CueRow>,
    /// Act nouns, by the singular without article or suffix.
    pub act_nouns: KeyTable<ActNoun>,
}

/// The tables that are built in.
pub const CUES: &str = include_str!("../../../../lexicon/cues.tsv");
/// Act nouns.
pub const ACT_NOUNS: &str = include_str!("../../../../lexicon/act_nouns.tsv");
/// Phrases.
pub const PHRASES: &str = include_str!("../../../../lexicon/phrases.tsv");

/// The tables, which a user's own rows can be laid over. A verb is known by its perfect and its imperfect.
pub static LAYERS: [Layer; 3] = [
    Layer { name: "cues", ours: CUES, cells: 8, key: &[0, 1], none: Some(4), check: |cells| check(cells, Lexicon::add_verb) },
    Layer {
        name: "act_nouns",
        ours: ACT_NOUNS,
        cells: 5,
        key: &[0],
        none: Some(1),
        check: |cells| check(cells, Lexicon::add_act_noun),
    },
    Layer {
        name: "phrases",
        ours: PHRASES,
        cells: 4,
        key: &[0],
        none: Some(1),
        check: |cells| check(cells, Lexicon::add_phrase),
    },
];

/// Adds a row to an empty lexicon, to see what is wrong with it.
fn check<const N: usize>(cells: &[&str], add: fn(&mut Lexicon, &[&str; N]) -> Result<(), String>) -> Result<(), String> {
    let cells = <&[&str; N]>::try_from(cells).map_err(|_| format!("{N} cells are wanted"))?;
    add(&mut Lexicon::default(), cells)
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(CUES, ACT_NOUNS, PHRASES).0);

impl Lexicon {
    /// The lexicon that is built in.
    pub fn built_in() -> &'static Lexicon {
        &BUILT_IN
    }

    /// Reads a lexicon from the contents of its tables; rows that are not well formed are left out and told.
    pub fn load(cues: &str, act_nouns: &str, phrases: &str) -> (Lexicon, Vec<TableError>) {
        let mut lex = Lexicon::default();
        let mut errors = Vec::new();
        for row in table::rows::<8>("lexicon/cues.tsv", cues) {
            match row {
                Ok((line, cells)) => {
                    if let Err(what) = lex.add_verb(&cells) {
                        errors.push(TableError { table: "lexicon/cues.tsv".into(), line, what });
                    }
                }
                Err(e) => errors.push(e),
            }
        }
        for row in table::rows::<5>("lexicon/act_nouns.tsv", act_nouns) {
            match row {
                Ok((line, cells)) => {
                    if let Err(what) = lex.add_act_noun(&cells) {
                        errors.push(TableError { table: "lexicon/act_nouns.tsv".into(), line, what });
                    }
                }
                Err(e) => errors.push(e),
            }
        }
        for row in table::rows::<4>("lexicon/phrases.tsv", phrases) {
            match row {
                Ok((line, cells)) => {
                    if let Err(what) = lex.add_phrase(&cells) {
                        errors.push(TableError { table: "lexicon/phrases.tsv".into(), line, what });
                    }
                }
                Err(e) => errors.push(e),
            }
        }
        for row in lex.rows.values_mut() {
            row.phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
        (lex, errors)
    }

    fn add_verb(&mut self, cells: &[&str; 8]) -> Result<(), String> {
        let [lemma, imperfect, participle, masdar, act, frames, flags, _] = *cells;
        let act = Act::parse(act).ok_or_else(|| format!("no such act: {act}"))?;
        let mut parsed = Vec::new();
        for f in frames.split_whitespace().filter(|f| *f != "-") {
            parsed.push(Frame::parse(f).ok_or_else(|| format!("no such frame: {f}"))?);
        }
        for f in flags.split_whitespace() {
            if !["go-on", "carrier", "weak", "light", "marked", "imperfect", "participle", "-"].contains(&f) {
                return Err(format!("no such flag: {f}"));
            }
        }
        let has = |f: &str| flags.split_whitespace().any(|x| x == f);
        let id = self.verbs.len() as u16;
        let bare: String = lemma.chars().filter(|c| !matches!(*c as u32, 0x064B..=0x0652)).collect();
        self.verbs.push(Verb {
            key: Key::of(&bare),
            lemma: bare,
            act,
            preps: preps_of(&parsed),
            frames: parsed,
            goes_on: has("go-on"),
            carrier: has("carrier"),
            weak: has("weak"),
            light: has("light"),
            marked: has("marked"),
            doubled: lemma.contains('\u{651}'),
        });
        let masdars: Vec<&str> = table::several(masdar).collect();
        for f in inflect(lemma, imperfect, table::optional(participle), &masdars) {
            // عدّ: its other forms are spelt like those of other verbs, also with their marks
            if has("marked") && f.mood != Mood::Perfect {
                continue;
            }
            let perfect = matches!(f.mood, Mood::Perfect | Mood::Passive);
            if has("imperfect") && perfect || has("participle") && f.mood != Mood::Participle {
                continue;
            }
            let class = rawi_text::words::class_of(f.key);
            // هنأ folds to هنا, and is told from it by its hamza where it stands
            let hamza = lemma.ends_with('أ') && f.mood == Mood::Perfect && f.key == Key::of(lemma);
            if class.any() && !class.is(Class::PREP) && f.key.len() <= 4 && f.mood != Mood::Masdar && !hamza {
                continue;
            }
            self.rows.entry(f.key).or_default().forms.push(Form { verb: id, mood: f.mood, gender: f.gender, number: f.number });
        }
        Ok(())
    }

    fn add_act_noun(&mut self, cells: &[&str; 5]) -> Result<(), String> {
        let [noun, act, inside, preps, _] = *cells;
        let act = Act::parse(act).ok_or_else(|| format!("no such act: {act}"))?;
        let inside = match inside {
            "yes" => Inside::Yes,
            "no" => Inside::No,
            "verb" => Inside::Verb,
            other => return Err(format!("inside is yes, no or verb, not {other}")),
        };
        let mut list = Vec::new();
        for p in preps.split_whitespace().filter(|p| *p != "-") {
            list.push(Prep::parse(p).ok_or_else(|| format!("no such preposition: {p}"))?);
        }
        self.act_nouns.entry(Key::of(noun)).or_insert(ActNoun { act, inside, preps: list });
        Ok(())
    }

    fn add_phrase(&mut self, cells: &[&str; 4]) -> Result<(), String> {
        let [phrase, kind, act, _] = *cells;
        let act = Act::parse(act).ok_or_else(|| format!("no such act: {act}"))?;
        let kind = match kind {
            "source" => PhraseKind::Source,
            "verb" => PhraseKind::Verb,
            "owner" => PhraseKind::Owner,
            "content" => PhraseKind::Content,
            "document" => PhraseKind::Document,
            other => return Err(format!("no such kind: {other}")),
        };
        let mut words = Vec::new();
        let mut clitic = None;
        for w in phrase.split_whitespace() {
            match w {
                "لـ" => clitic = Some(Prep::Li),
                "بـ" => clitic = Some(Prep::Bi),
                w => words.push(Key::of(w)),
            }
        }
        let Some(&first) = words.first() else { return Err("the phrase has no words".into()) };
        let mut variants = vec![words.clone()];
        if kind == PhraseKind::Owner
            && let Some(stem) = words.last().and_then(|w| w.before(Key::of("ه")))
        {
            for suffix in ["ها", "هم", "هما"] {
                let mut v = words.clone();
                if let Some(l) = v.last_mut() {
                    *l = stem.join(Key::of(suffix));
                }
                variants.push(v);
            }
        }
        let list = &mut self.rows.entry(first).or_default().phrases;
        for words in variants {
            list.push(Phrase { words, clitic, kind, act, text: phrase.into() });
        }
        Ok(())
    }
}

/// The prepositions that a verb with these frames takes. Before a clause the preposition may be a title's (قال الأمين العام
/// للأمم المتحدة إن), so that of an addressee counts before a noun phrase alone.
fn preps_of(frames: &[Frame]) -> Vec<Key> {
    let marks = frames.iter().filter_map(|f| match f.mark {
        Mark::Prep(p) => Some(p),
        _ => None,
    });
    let nominal = frames.iter().filter(|f| matches!(f.mark, Mark::Noun | Mark::Prep(_)));
    let addressees = nominal.filter_map(|f| match f.between {
        Between::PrepAddressee(p) => Some(p),
        _ => None,
    });
    marks.chain(addressees).filter_map(Prep::key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let (lex, errors) = Lexicon::load(CUES, ACT_NOUNS, PHRASES);
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{}", told.join("\n"));
        assert!(lex.verbs.len() >= 250, "{} lemmas", lex.verbs.len());
        assert!(lex.rows.values().map(|r| r.phrases.len()).sum::<usize>() >= 60);
    }

    #[test]
    fn bad_rows_are_all_named() {
        let bad = "قال\tيقول\t-\t-\tsay\tأن\t-\t-\nقال\tيقول\n";
        let (_, errors) = Lexicon::load(bad, "", "");
        assert_eq!(errors.len(), 2);
        assert_eq!(errors[0].to_string(), "lexicon/cues.tsv:1: no such act: say");
        assert!(errors[1].to_string().starts_with("lexicon/cues.tsv:2: 2 cells, 8 wanted"));
    }
}
