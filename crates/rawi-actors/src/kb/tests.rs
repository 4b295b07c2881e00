//! The built-in tables as a whole, and tables with mistakes.

use super::*;
use rawi_text::Key;
use std::collections::HashSet;

fn built_in() -> Vec<Row<'static>> {
    BUILT_IN.iter().flat_map(|(name, content)| rows(name, content).0).collect()
}

fn told(errors: &[TableError]) -> String {
    errors.iter().map(|e| format!("{e}\n")).collect()
}

#[test]
fn every_built_in_row_is_well_formed() {
    for (name, content) in BUILT_IN {
        let (rows, errors) = rows(name, content);
        assert!(errors.is_empty(), "{}", told(&errors));
        assert!(rows.len() > 30, "{name}");
        for row in &rows {
            let prefix = match row.kind {
                EntityKind::Organisation => "body",
                kind => kind.name(),
            };
            assert!(row.id.starts_with(&format!("{prefix}:")), "{}:{}: {} is no id of a {prefix}", row.table, row.line, row.id);
            assert!(
                !row.name_en.is_empty() && row.gender != Gender::Unknown,
                "{}:{}: {} is not complete",
                row.table,
                row.line,
                row.id
            );
        }
    }
}

#[test]
fn no_id_wikidata_id_or_name_belongs_to_two_built_in_rows() {
    let errors = check::across(&built_in(), &HashSet::new());
    assert!(errors.is_empty(), "{}", told(&errors));
}

#[test]
fn the_built_in_tables_know_enough() {
    let all = built_in();
    let people: Vec<&Row<'_>> = all.iter().filter(|r| r.kind == EntityKind::Person).collect();
    let dated = people.iter().filter(|r| r.roles().any(|h| h.from.is_some() || h.to.is_some())).count();
    assert!(people.len() >= 1500 && dated >= 1500, "{} people, {dated} with dated roles", people.len());
    let outlets: Vec<&Row<'_>> = all.iter().filter(|r| r.kind == EntityKind::Outlet).collect();
    let hosts = outlets.iter().filter(|r| r.domains().next().is_some()).count();
    assert!(outlets.len() >= 200 && hosts >= 200, "{} outlets, {hosts} with a domain", outlets.len());
    let mut lacking = Vec::new();
    for state in all.iter().filter(|r| r.kind == EntityKind::State && r.note.is_empty()) {
        let adjective = include_str!("../../../../lexicon/demonyms.tsv").lines().any(|l| l.split('\t').nth(3) == Some(state.id));
        let capital = state.metonyms().chain(state.words()).next().is_some() || CITY_STATES.contains(&state.id);
        lacking.extend((!adjective).then(|| format!("relative adjective of {}", state.id)));
        lacking.extend((!capital).then(|| format!("capital of {}", state.id)));
    }
    assert!(lacking.is_empty(), "{lacking:?}");
}

/// States that are called as their capital is.
const CITY_STATES: [&str; 12] = [
    "state:dj", "state:kw", "state:lu", "state:mc", "state:pa", "state:sg", "state:sm", "state:va", "state:nr", "state:tn",
    "state:dz", "state:gt",
];

#[test]
fn no_alias_is_a_function_word() {
    for row in built_in() {
        let words: Vec<Vec<Key>> = row.words().map(name_keys).collect();
        for alias in std::iter::once(row.name).chain(row.aliases()).chain(row.metonyms()) {
            let keys = name_keys(alias);
            if let [one] = keys[..]
                && !words.contains(&keys)
            {
                // a name that is a particle or a pronoun would be found in every text
                assert!(rawi_text::words::class_of(one) == rawi_text::Class::NONE, "{}:{}: {alias}", row.table, row.line);
            }
        }
    }
}

const GOOD: &str = "id\tkind\tname\taliases\tstate\tgender\troles\n\
    person:a-b\tperson\tسمير الحاوي\tالحاوي\tstate:lb\tm\tminister 2031..\n";

#[test]
fn a_table_may_leave_columns_out() {
    let (rows, errors) = check(&[("my.tsv", GOOD)]);
    assert!(errors.is_empty(), "{}", told(&errors));
    let row = rows[0];
    assert_eq!((row.line, row.id, row.kind, row.state), (2, "person:a-b", EntityKind::Person, "state:lb"));
    assert_eq!(row.aliases().collect::<Vec<_>>(), ["الحاوي"]);
    assert_eq!(row.roles().next().map(|h| (h.office, h.from, h.to)), Some(("minister", Some("2031"), None)));
    assert_eq!((row.name_en, row.note), ("", ""));
}

#[test]
fn all_bad_rows_are_told_with_their_lines() {
    let bad = "\u{feff}# my people\n\
        id\tkind\tname\taliases\twikidata\tstate\tgender\tdomains\troles\r\n\
        person:a-b\tperson\tسمير الحاوي\tالحاوي\tQ7\tstate:lb\tm\t-\tminister 2031..\r\n\
        Samir\tperson\tسمير\t-\t-\t-\tm\t-\t-\n\
        person:c\tperson\tكريم\t-\n\
        \n\
        person:d\tpersona\t…\t!\tQ07\tLebanon\tx\thttps://a.com/b\tminister 2031..1999\n\
        person:a-b\tperson\tليلى الحاوي\tالحاوي\tQ7\tstate:qq\tf\t-\t-\n";
    let (rows, errors) = check(&[("my.tsv", bad)]);
    assert_eq!(rows.len(), 2);
    let lines: Vec<usize> = errors.iter().map(|e| e.line).collect();
    assert_eq!(lines, [4, 5, 7, 7, 7, 7, 7, 7, 7, 7, 8, 8, 8], "{}", told(&errors));
    assert!(errors.iter().all(|e| e.table == "my.tsv" && !e.what.is_empty()));
}

#[test]
fn a_table_without_its_first_row_is_told_as_one_mistake() {
    for (content, what) in [
        ("", "no rows"),
        ("# only a comment\n", "no rows"),
        ("person:a\tperson\tسمير\n", "no column id"),
        ("id\tkind\n", "no column name"),
        ("id\tkind\tname\tnick\n", "no such column: nick"),
        ("id\tkind\tname\tid\n", "twice"),
    ] {
        let (_, errors) = check(&[("t", content)]);
        assert!(errors.len() == 1 && errors[0].what.contains(what), "{content:?}: {}", told(&errors));
    }
}

#[test]
fn names_are_found_in_any_spelling() {
    let all = built_in();
    let first = |name: &str| find(&all, name).first().map(|(how, row)| (*how, row.id));
    for (name, id) in [
        ("سيرغي لافروف", "person:sergey-lavrov"),
        ("لافروف", "person:sergey-lavrov"),
        ("Lavrov", "person:sergey-lavrov"),
        ("sergey LAVROV", "person:sergey-lavrov"),
        ("ايمن الصفدى", "person:ayman-safadi"),
        ("Angela Merkel", "person:angela-merkel"),
        ("Nicolas Maduro", "person:nicolas-maduro"),
        ("الكرملين", "state:ru"),
        ("سانا", "outlet:sana"),
        ("Hezbollah", "group:hezbollah"),
    ] {
        assert_eq!(first(name).map(|(_, id)| id), Some(id), "{name}");
    }
    assert_eq!(first("لافروف"), Some((Found::Whole, "person:sergey-lavrov")));
    assert_eq!(first("قناة كان الإسرائيلية"), Some((Found::Whole, "outlet:kan")));
    assert_eq!(first("كان").map(|(how, _)| how), Some(Found::Word));
    assert!(find(&all, "زعبوط البرشاوي").is_empty() && find(&all, "…").is_empty());
}

#[test]
fn rows_of_ones_own_replace_and_add() {
    let tables = crate::Tables::with_kb(&[(
        "my.tsv",
        "id\tkind\tname\taliases\tgender\tdomains\n\
         person:sergey-lavrov\tperson\tسيرغي لافروف\tالوزير العجوز\tm\t-\n\
         person:x-y\tperson\tزيد البرشاوي\tبوتين\tm\t-\n\
         outlet:mine\toutlet\tصحيفة الدرب\t-\tf\tdarb.example|sana.sy\n",
    )])
    .expect("good rows");
    let hit = |name: &str| {
        let keys = name_keys(name);
        let hit = tables.kb_hit(keys[0], |n| keys.get(n).copied())?;
        Some(tables.kb[hit.row as usize].id.clone())
    };
    assert_eq!(hit("الوزير العجوز").as_deref(), Some("person:sergey-lavrov"));
    assert_eq!(hit("لافروف"), None, "a row that is replaced is gone with all its names");
    assert_eq!(hit("زيد البرشاوي").as_deref(), Some("person:x-y"));
    assert_eq!(hit("بوتين").as_deref(), Some("person:x-y"), "one's own row has the name");
    assert_eq!(hit("فلاديمير بوتين").as_deref(), Some("person:vladimir-putin"));
    let at = |host| tables.outlet_at(host).map(|o| o.id.clone());
    assert_eq!(at("www.darb.example").as_deref(), Some("outlet:mine"));
    assert_eq!(at("sana.sy").as_deref(), Some("outlet:mine"));
    assert_eq!(at("arabic.cnn.com").as_deref(), Some("outlet:cnn"));
    assert!(crate::Tables::with_kb(&[("my.tsv", "id\tkind\tname\nx\ty\tz\n")]).is_err());
}

#[test]
fn the_longest_name_counts() {
    let tables = crate::Tables::built_in();
    let hit = |name: &str| {
        let keys = name_keys(name);
        let hit = tables.kb_hit(keys[0], |n| keys.get(n).copied());
        hit.map(|h| (tables.kb[h.row as usize].id.clone().into_owned(), h.words))
    };
    assert_eq!(hit("مجلس الأمن القومي الأميركي قال"), Some(("body:us-nsc".to_owned(), 4)));
    assert_eq!(hit("مجلس الأمن قال"), Some(("body:unsc".to_owned(), 2)));
    assert_eq!(hit("مجلس إدارة"), None);
}
