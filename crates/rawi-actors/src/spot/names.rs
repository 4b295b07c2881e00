//! The names of a text, by the model.

use super::known::{Known, Sign, known};
use super::labels::labels;
use super::model::{ANY, Mask, Model, OUT, Weights};
use crate::doc::Doc;
use rawi_text::words::WAW;
use rawi_text::{Key, KeyMap, Span, TokenKind};

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// A body: a company, a party, a club, an outlet, a group.
    Organisation,
    /// A place: a state, a city, a region.
    Place,
}

impl NameKind {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
            NameKind::Place => "place",
        }
    }
}

/// A name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// What it is of.
    pub kind: NameKind,
    /// Its place, without a particle glued before it.
    pub span: Span,
}

/// All names of a text, in order.
pub fn names(doc: Doc<'_>) -> Vec<Name> {
    names_by(doc, Model::built_in())
}

pub(crate) fn names_by(doc: Doc<'_>, model: &Model) -> Vec<Name> {
    let known = known(doc);
    let mut tags = vec![OUT; known.len()];
    let sure = labels(doc, &known);
    let mut scratch = Vec::new();
    for (from, to) in stretches(doc) {
        let part = &known[from..to];
        if !part.iter().any(|k| may_be(k.sign)) {
            continue;
        }
        let scores: Vec<Weights> = (0..part.len()).map(|i| model.score(part, i, &mut scratch)).collect();
        // what the tables are sure of is not for the model to say
        const PERSON: Mask = 1 << 1 | 1 << 2;
        let mask = |i: usize| match sure[from + i] {
            told if told & (1 | PERSON) == 0 => told,
            _ => allowed(doc, from + i, &known),
        };
        tags[from..to].copy_from_slice(&model.best(&scores, mask));
    }
    // بن, آل and what follows them are of one name
    for i in 1..tags.len() {
        if tags[i] == OUT && tags[i - 1] == 2 && known[i - 1].sign == Sign::Particle && doc.kind(i) == TokenKind::Word {
            tags[i] = 2;
        }
    }
    join(&known, &mut tags);
    repeat(&known, &mut tags);
    part(doc, &known, &mut tags);
    collect(doc, &known, &tags)
}

/// The tags that a token may have at all.
fn allowed(doc: Doc<'_>, i: usize, known: &[Known]) -> Mask {
    const MORE: Mask = 1 | 1 << 2 | 1 << 4 | 1 << 6;
    let before = i.checked_sub(1).map_or(Sign::Edge, |j| known[j].sign);
    let titled =
        matches!(before, Sign::Office | Sign::Honorific | Sign::Profession | Sign::Place | Sign::TheDemonym | Sign::Modifier);
    match doc.kind(i) {
        TokenKind::Word => match known[i].sign {
            Sign::TheDemonym | Sign::Demonym | Sign::Modifier => MORE,
            Sign::In | Sign::Clause | Sign::Relative | Sign::Verbal => 1,
            Sign::Office | Sign::Honorific | Sign::Profession | Sign::Human => MORE | 1 << 3,
            Sign::Common | Sign::TheCommon if !titled => MORE | 1 << 3,
            _ => ANY,
        },
        // جان-كلود; «القاعدة» and numbers inside of names are rare
        TokenKind::Dash | TokenKind::Stop | TokenKind::Number => MORE,
        _ => 1,
    }
}

/// The stretches that are read by themselves: sentences, cut at line ends.
pub(crate) fn stretches(doc: Doc<'_>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for s in &doc.scaffold.sentences {
        let mut from = s.start as usize;
        for i in s.start as usize..=s.end as usize {
            if i == s.end as usize || doc.kind(i) == TokenKind::Break {
                if i > from {
                    out.push((from, i));
                }
                from = i + 1;
            }
        }
    }
    out
}

fn may_be(sign: Sign) -> bool {
    !matches!(
        sign,
        Sign::Edge
            | Sign::Number
            | Sign::Comma
            | Sign::Colon
            | Sign::Mark
            | Sign::Function
            | Sign::Common
            | Sign::Prep
            | Sign::In
    )
}

/// Words that hardly are anything but names, side by side, are of one man.
fn join(known: &[Known], tags: &mut [usize]) {
    let name = |i: usize| matches!(known[i].sign, Sign::Foreign | Sign::Family | Sign::KbSurname | Sign::KbFamily);
    let first = |i: usize| name(i) || matches!(known[i].sign, Sign::Given | Sign::Perhaps);
    for i in 1..tags.len() {
        if !name(i) || known[i].clitic > 0 || !first(i - 1) {
            continue;
        }
        match (tags[i - 1], tags[i]) {
            (1 | 2, OUT | 1) => tags[i] = 2,
            (OUT, 1) => (tags[i - 1], tags[i]) = (1, 2),
            _ => {}
        }
    }
}

/// A name behind و is another one: سولانا ولاريجاني, IBM وLenovo.
fn part(doc: Doc<'_>, known: &[Known], tags: &mut [usize]) {
    for i in 1..tags.len() {
        let key = doc.key(i);
        let more = matches!(tags[i], 2 | 4) && tags[i - 1] != OUT && key.first() == WAW;
        let name = known[i].clitic > 0
            && matches!(known[i].sign, Sign::Given | Sign::Family | Sign::KbSurname | Sign::KbFamily | Sign::Foreign);
        if more && (name || key.len() > 2 && key.at(1) < 0x80) {
            tags[i] -= 1;
        }
    }
}

/// A person named in full is meant by the last word of the name elsewhere, and a name that is surely one once is one where
/// the model is not sure.
fn repeat(known: &[Known], tags: &mut [usize]) {
    let mut people: KeyMap<u32> = KeyMap::default();
    let mut i = 0;
    while i < tags.len() {
        if tags[i] == 1 {
            let mut end = i + 1;
            while end < tags.len() && tags[end] == 2 {
                end += 1;
            }
            let last = known[end - 1].key;
            if end > i + 1 && last.len() > 2 && is_free(known[end - 1].sign) {
                *people.entry(last).or_default() += 1;
            }
            i = end;
        } else {
            i += 1;
        }
    }
    // تنظيم القاعدة, and then القاعدة
    let mut bodies: KeyMap<()> = KeyMap::default();
    for i in 0..tags.len() {
        let ends = tags.get(i + 1).is_none_or(|t| *t != 4);
        if ends && (tags[i] == 4 || tags[i] == 3 && known[i].quoted) && !known[i].key.is_empty() {
            bodies.insert(known[i].key, ());
        }
    }
    for i in 0..tags.len() {
        if tags[i] == OUT && known[i].sign == Sign::KbWord && bodies.contains_key(&known[i].key) {
            tags[i] = 3;
        }
    }
    for i in 0..tags.len() {
        let key: Key = known[i].key;
        let again = tags[i] == OUT || (tags[i] % 2 == 1 && tags.get(i + 1).is_none_or(|t| *t != tags[i] + 1));
        if again && tags[i] != 1 && is_free(known[i].sign) && people.contains_key(&key) {
            tags[i] = 1;
        }
    }
}

/// Whether a word is hardly anything else than a name.
fn is_free(sign: Sign) -> bool {
    matches!(
        sign,
        Sign::Unknown
            | Sign::Foreign
            | Sign::Family
            | Sign::TheFamily
            | Sign::KbSurname
            | Sign::KbFamily
            | Sign::KbMore
            | Sign::CityName
    )
}

fn collect(doc: Doc<'_>, known: &[Known], tags: &[usize]) -> Vec<Name> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < tags.len() {
        if tags[i].is_multiple_of(2) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < tags.len() && tags[end] == tags[i] + 1 {
            end += 1;
        }
        let kind = match tags[i] {
            1 => NameKind::Person,
            3 => NameKind::Organisation,
            _ => NameKind::Place,
        };
        let (first, last) = (&doc.scaffold.tokens[i], &doc.scaffold.tokens[end - 1]);
        let mut start = first.span.start;
        if known[i].clitic > 0 && first.key.skip(1) == known[i].key {
            start += first.span.of(doc.text).chars().next().map_or(0, |c| c.len_utf8() as u32);
        }
        out.push(Name { start: i, end, kind, span: Span::new(start, last.span.end) });
        i = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Known, Tables, Words};
    use rawi_text::Scaffold;

    fn found(text: &str) -> Vec<String> {
        let scaffold = Scaffold::of(text, &[Span::new(0, text.len() as u32)]);
        let known = Known::of(&scaffold, Tables::built_in());
        let words = Words::of(&scaffold, Tables::built_in(), &known);
        let doc = Doc { text, scaffold: &scaffold, tables: Tables::built_in(), words: &words };
        names(doc).iter().map(|n| format!("{}: {}", n.kind.name(), n.span.of(text))).collect()
    }

    #[test]
    fn people_bodies_and_places_are_told_apart() {
        assert_eq!(
            found("قال الرئيس الفرنسي جاك شيراك في باريس إن الأمم المتحدة سترسل بعثة إلى دمشق وبيروت."),
            ["person: جاك شيراك", "place: باريس", "organisation: الأمم المتحدة", "place: دمشق", "place: بيروت"]
        );
    }

    #[test]
    fn a_name_that_no_table_has_is_known_by_its_looks_and_by_what_stands_around_it() {
        assert_eq!(found("وأضاف المتحدث باسم الشركة كارلو كابوتشيوني أن الأمر انتهى."), ["person: كارلو كابوتشيوني"]);
    }

    #[test]
    fn a_surname_alone_is_the_name_of_who_was_named_before() {
        let text = "وصل وزير النقل دوبريك شالموف إلى لندن. وأعلن شالموف ذلك أمس.";
        assert_eq!(found(text), ["person: دوبريك شالموف", "place: لندن", "person: شالموف"]);
    }

    #[test]
    fn ordinary_sentences_have_no_names() {
        assert_eq!(found("ارتفعت الأسعار في الأسواق خلال الأسبوع الماضي، وتراجعت المبيعات."), Vec::<String>::new());
        assert_eq!(found(""), Vec::<String>::new());
    }
}
