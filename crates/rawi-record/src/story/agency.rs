//! Which agency an article names as its source.

use std::collections::HashSet;
use std::sync::OnceLock;

use rawi_text::Key;
use rawi_text::table::several;

use crate::model::Article;

const OUTLETS: &str = include_str!("../../../../kb/outlets.tsv");

/// Code points from the beginning of the text in which a dateline names the agency…
const HEAD: u32 = 300;
/// … and before its end, where some sign.
const FOOT: u32 = 150;

/// Whether the outlet with this id is an agency: one that is called so by one of its names.
pub(crate) fn is_agency(id: &str) -> bool {
    static AGENCIES: OnceLock<HashSet<&str>> = OnceLock::new();
    let agencies = AGENCIES.get_or_init(|| {
        let called = [Key::of("وكالة"), Key::of("الوكالة")];
        let names_one = |name: &str| name.split(' ').next().is_some_and(|word| called.contains(&Key::of(word)));
        let mut lines =
            OUTLETS.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>());
        let header = lines.next().unwrap_or_default();
        let column = |name: &str| header.iter().position(|h| *h == name).unwrap_or(usize::MAX);
        let (id, name, aliases) = (column("id"), column("name"), column("aliases"));
        let cell = |row: &[&'static str], at: usize| row.get(at).copied().unwrap_or("-");
        let agency = |row: &Vec<&'static str>| several(cell(row, name)).chain(several(cell(row, aliases))).any(names_one);
        lines.filter(agency).map(|row| cell(&row, id)).collect()
    });
    agencies.contains(id)
}

/// The agency that an article says it is from: the first that it names in its dateline or where it is signed, else the
/// first that passed a statement on.
pub(crate) fn named(article: &Article) -> Option<&str> {
    let start = article.body.first().map_or(0, |b| b.start);
    let end = article.body.last().map_or_else(|| article.text.chars().count() as u32, |b| b.end);
    let at_rim = |place: u32| (place >= start && place < start + HEAD) || (place < end && place + FOOT >= end);
    let agencies = article.reading.entities.iter().filter(|e| is_agency(&e.id));
    let mentioned = agencies.flat_map(|e| e.mentions.iter().map(|m| (m.start, e.id.as_str())));
    let rim = mentioned.filter(|(place, _)| at_rim(*place)).min();
    let chains = || {
        let links = article.reading.statements.iter().flat_map(|s| &s.chain);
        links.filter_map(|p| p.entity.as_deref()).find(|id| is_agency(id))
    };
    rim.map(|(_, id)| id).or_else(chains)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Entity, Party, Range, Reading, Statement};

    #[test]
    fn agencies_are_told_from_other_outlets() {
        for id in ["outlet:spa", "outlet:reuters", "outlet:afp", "outlet:tass", "outlet:sana"] {
            assert!(is_agency(id), "{id}");
        }
        for id in ["outlet:aljazeera", "outlet:bbc", "outlet:haaretz", "body:iaea", ""] {
            assert!(!is_agency(id), "{id}");
        }
    }

    #[test]
    fn the_dateline_comes_before_a_chain() {
        let entity =
            |id: &str, start| Entity { id: id.into(), mentions: vec![Range { start, end: start + 4 }], ..Entity::default() };
        let party = Party { entity: Some("outlet:afp".into()), ..Party::default() };
        let statement = Statement { chain: vec![party], ..Statement::default() };
        let mut article = Article { text: "س".repeat(2000), body: vec![Range { start: 20, end: 1990 }], ..Article::default() };
        article.reading = Reading { statements: vec![statement], ..Reading::default() };
        assert_eq!(named(&article), Some("outlet:afp"));
        article.reading.entities = vec![entity("outlet:aljazeera", 25), entity("outlet:tass", 1000)];
        assert_eq!(named(&article), Some("outlet:afp"));
        article.reading.entities.push(entity("outlet:reuters", 1900));
        assert_eq!(named(&article), Some("outlet:reuters"));
        article.reading.entities.push(entity("outlet:spa", 30));
        assert_eq!(named(&article), Some("outlet:spa"));
    }
}
