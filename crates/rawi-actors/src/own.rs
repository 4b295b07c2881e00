//! The tables of words about actors, which a user's own rows can be laid over.

use crate::tables::Role;
use rawi_text::layer::Layer;

/// In the order of [`LAYERS`].
pub(crate) const OURS: [&str; 5] = [
    include_str!("../../../lexicon/heads.tsv"),
    include_str!("../../../lexicon/titles.tsv"),
    include_str!("../../../lexicon/names.tsv"),
    include_str!("../../../lexicon/demonyms.tsv"),
    include_str!("../../../lexicon/common_words.tsv"),
];

/// The tables.
pub static LAYERS: [Layer; 5] = [
    Layer { name: "heads", ours: OURS[0], cells: 5, key: &[0], none: Some(1), check: |cells| role(cells, Role::is_body) },
    Layer { name: "titles", ours: OURS[1], cells: 5, key: &[0], none: Some(1), check: |cells| role(cells, |r| !r.is_body()) },
    Layer { name: "names", ours: OURS[2], cells: 6, key: &[0], none: None, check: name },
    Layer { name: "demonyms", ours: OURS[3], cells: 5, key: &[0], none: None, check: |_| Ok(()) },
    Layer { name: "common_words", ours: OURS[4], cells: 3, key: &[0], none: None, check: common },
];

fn one_of(what: &str, cell: &str, of: &[&str]) -> Result<(), String> {
    if of.contains(&cell) { Ok(()) } else { Err(format!("{what} is {}, not {cell}", of.join(" or "))) }
}

fn role(cells: &[&str], fits: fn(Role) -> bool) -> Result<(), String> {
    let [word, class, gender, number, _] = cells else { return Ok(()) };
    if word.contains(' ') {
        return Err(format!("{word} is more than one word"));
    }
    match Role::parse(class) {
        None => return Err(format!("no such class: {class}")),
        Some(role) if !fits(role) => return Err(format!("{class} belongs into the other table of the two, titles and heads")),
        Some(_) => {}
    }
    one_of("the gender", gender, &["m", "f", "-"])?;
    one_of("the number", number, &["s", "d", "p"])
}

fn name(cells: &[&str]) -> Result<(), String> {
    let [_, given, family, _, _, common] = cells else { return Ok(()) };
    for (what, cell) in [("given", given), ("family", family)] {
        cell.parse::<u32>().map_err(|_| format!("{what} is how often it is one, a number, not {cell}"))?;
    }
    one_of("common", common, &["yes", "-"])
}

fn common(cells: &[&str]) -> Result<(), String> {
    let [_, clitic, part] = cells else { return Ok(()) };
    one_of("clitic", clitic, &["yes", "no", "-"])?;
    one_of("the part of speech", part, &["adj", "noun", "-"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_rows_pass_the_checks_of_a_users() {
        for layer in &LAYERS {
            let problems = layer.problems(&[(layer.name, layer.ours)]);
            assert!(problems.is_empty(), "{:#?}", problems.iter().take(20).collect::<Vec<_>>());
        }
    }
}
