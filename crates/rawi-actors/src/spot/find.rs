//! The names of an article, with whom the knowledge base knows by them.

use super::names::{Name, NameKind, names};
use crate::doc::Doc;
use crate::entity::{EnglishBasis, EntityKind};
use crate::tables::{KbRow, Tables};
use crate::words::{Known, Words};
use crate::{bodies, tables::name_keys};
use rawi_text::{Key, KeyMap, Scaffold, Span, TokenKind};

/// A name in an article.
#[derive(Clone, Debug)]
pub struct Found<'t> {
    /// Where it stands, without a particle glued before it.
    pub span: Span,
    /// What it is of.
    pub kind: NameKind,
    /// Whom the knowledge base knows by it, or by the fuller name that the article has of the same person.
    pub row: Option<&'t KbRow>,
    /// The English name, and where it comes from.
    pub english: Option<(String, EnglishBasis)>,
}

/// All names of a text in its `parts` (headline and body; sorted, disjoint), in order.
pub fn find<'t>(text: &str, parts: &[Span], tables: &'t Tables) -> Vec<Found<'t>> {
    let scaffold = Scaffold::of(text, parts);
    let known = Known::of(&scaffold, tables);
    let words = Words::of(&scaffold, tables, &known);
    let doc = Doc { text, scaffold: &scaffold, tables, words: &words };
    let names = names(doc);
    let rows: Vec<Option<u32>> = names.iter().map(|name| row(doc, name)).collect();
    // by their last words: who is named in full with a row, and who without one
    let mut full: KeyMap<Option<u32>> = KeyMap::default();
    for (name, row) in names.iter().zip(&rows).filter(|(n, _)| n.kind == NameKind::Person && n.end > n.start + 1) {
        // two people of one family: neither
        full.entry(doc.key(name.end - 1)).and_modify(|known| *known = known.filter(|k| Some(*k) == *row)).or_insert(*row);
    }
    names
        .iter()
        .zip(rows)
        .map(|(name, row)| {
            let alone = name.kind == NameKind::Person && name.end == name.start + 1;
            let row = row.or_else(|| full.get(&last(name.span.of(text))).copied().flatten().filter(|_| alone));
            let row = row.map(|r| &tables.kb[r as usize]);
            Found { span: name.span, kind: name.kind, row, english: english(tables, name, row, text) }
        })
        .collect()
}

fn last(name: &str) -> Key {
    name_keys(name).last().copied().unwrap_or(Key::EMPTY)
}

/// The row of the knowledge base that a name is the whole name of.
fn row(doc: Doc<'_>, name: &Name) -> Option<u32> {
    let words = (name.start..name.end).filter(|i| doc.kind(*i) == TokenKind::Word).count();
    let hit = doc.kb_at(name.start).filter(|h| h.words as usize == words && !h.metonym)?;
    let fits = match doc.tables.kb[hit.row as usize].kind {
        EntityKind::Person => name.kind == NameKind::Person,
        EntityKind::State | EntityKind::Place => name.kind == NameKind::Place,
        _ => name.kind == NameKind::Organisation,
    };
    fits.then_some(hit.row)
}

fn english(tables: &Tables, name: &Name, row: Option<&KbRow>, text: &str) -> Option<(String, EnglishBasis)> {
    if let Some(row) = row.filter(|r| !r.name_en.is_empty()) {
        return Some((row.name_en.clone().into_owned(), EnglishBasis::Kb));
    }
    let arabic = name.span.of(text);
    match name.kind {
        NameKind::Person => Some((tables.romaniser().romanise(arabic), EnglishBasis::Romanised)).filter(|(n, _)| !n.is_empty()),
        NameKind::Organisation => bodies::english(tables, arabic).map(|n| (n, EnglishBasis::Composed)),
        NameKind::Place => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_linked_and_named_in_english() {
        let text =
            "قال الرئيس الفرنسي جاك شيراك في باريس إن الحكومة السودانية أخطأت. وأضاف شيراك أن فرنسا ستبلغ كارلو كابوتشيوني.";
        let found = find(text, &[Span::new(0, text.len() as u32)], Tables::built_in());
        let told: Vec<String> = found
            .iter()
            .map(|f| {
                let english = f.english.as_ref().map_or(String::new(), |(n, b)| format!("{n} ({})", b.name()));
                format!("{} {} {} {english}", f.kind.name(), f.span.of(text), f.row.map_or("-", |r| &*r.id))
            })
            .collect();
        let shiraq = told.iter().filter(|t| t.contains("person:jacques-chirac Jacques Chirac (kb)")).count();
        assert_eq!(shiraq, 2, "{told:#?}");
        assert!(told.iter().any(|t| t == "place فرنسا state:fr France (kb)"), "{told:#?}");
        assert!(told.iter().any(|t| t.starts_with("place باريس - ")), "{told:#?}");
        assert!(told.iter().any(|t| t.starts_with("person كارلو كابوتشيوني - ") && t.ends_with("(romanised)")), "{told:#?}");
    }
}
