//! In which ways somebody is called something, and who does: how often readers count each, from
//! `lexicon/designation_ways.tsv`.

use rawi_text::table;
use std::sync::LazyLock;

const WAYS: &str = include_str!("../../../../lexicon/designation_ways.tsv");

/// By which construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// An adjective behind a name or a group's noun (جبهة النصرة الإرهابية).
    Epithet,
    /// The same with one that may only describe (الحركة المتشددة).
    Mild,
    /// An adjective of kinship behind a state (المملكة الشقيقة).
    Kin,
    /// A verb with two objects, or a list.
    Verb,
    /// حليفتنا تركيا.
    Ours,
    /// الاحتلال for a state.
    Occupation,
    /// The same in an article that uses the word in its own name too.
    Standing,
    /// قوات الاحتلال for its army.
    Forces,
    /// كيان الاحتلال.
    Entity,
    /// العدو with the adjective of a state.
    Enemy,
    /// العدو alone.
    Foe,
    /// الحكومة الشرعية.
    Rule,
    /// ميليشيات الحوثي.
    Militia,
    /// الميليشيات alone, of a group named before.
    Militias,
    /// المتمردين الحوثيين, متمردي طالبان.
    Rebels,
    /// المتمردين alone, of a group named before.
    Many,
    /// المستوطنين المتطرفين.
    People,
    /// What a clause claims without a verb of calling.
    Claim,
    /// حزب الله منظمة إرهابية.
    Predicate,
}

impl Way {
    /// Whether a state is called an occupier.
    pub(super) fn is_occupation(self) -> bool {
        matches!(self, Way::Occupation | Way::Standing | Way::Forces | Way::Entity)
    }
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// The outlet, in its own words.
    Outlet,
    /// Another outlet, whose words are told without quotation marks.
    Relayed,
    /// Anybody else, the same.
    Told,
    /// Anybody, in quotation marks.
    Quoted,
}

const ALL: [(&str, Way); 19] = [
    ("epithet", Way::Epithet),
    ("mild", Way::Mild),
    ("kin", Way::Kin),
    ("verb", Way::Verb),
    ("ours", Way::Ours),
    ("occupation", Way::Occupation),
    ("standing", Way::Standing),
    ("forces", Way::Forces),
    ("entity", Way::Entity),
    ("enemy", Way::Enemy),
    ("foe", Way::Foe),
    ("rule", Way::Rule),
    ("militia", Way::Militia),
    ("militias", Way::Militias),
    ("rebels", Way::Rebels),
    ("many", Way::Many),
    ("people", Way::People),
    ("claim", Way::Claim),
    ("predicate", Way::Predicate),
];
const CALLERS: [(&str, Caller); 4] =
    [("outlet", Caller::Outlet), ("relayed", Caller::Relayed), ("told", Caller::Told), ("quoted", Caller::Quoted)];

/// How often readers of articles counted it, and how often it stood there.
struct Row {
    way: Way,
    caller: Caller,
    counted: u32,
    stood: u32,
}

static COUNTS: LazyLock<Vec<Row>> = LazyLock::new(|| parse(WAYS).0);

/// Whether such a designation is counted at least half of the time; one that was seen once or never is.
pub(super) fn counts(way: Way, caller: Caller) -> bool {
    COUNTS.iter().find(|r| r.way == way && r.caller == caller).is_none_or(|r| r.stood < 2 || 2 * r.counted >= r.stood)
}

fn parse(content: &str) -> (Vec<Row>, Vec<String>) {
    let (mut rows, mut problems): (Vec<Row>, Vec<String>) = (Vec::new(), Vec::new());
    for row in table::rows::<4>("lexicon/designation_ways.tsv", content) {
        match row {
            Ok((line, [way, caller, counted, stood])) => {
                let way = ALL.iter().find(|(name, _)| *name == way).map(|(_, w)| *w);
                let caller = CALLERS.iter().find(|(name, _)| *name == caller).map(|(_, c)| *c);
                let numbers = counted.parse().ok().zip(stood.parse().ok()).filter(|(c, s)| c <= s);
                match (way, caller, numbers) {
                    (Some(way), Some(caller), Some((counted, stood)))
                        if !rows.iter().any(|r| r.way == way && r.caller == caller) =>
                    {
                        rows.push(Row { way, caller, counted, stood });
                    }
                    _ => problems
                        .push(format!("lexicon/designation_ways.tsv:{line}: no such way or caller, told twice, or no counts")),
                }
            }
            Err(e) => problems.push(e.to_string()),
        }
    }
    (rows, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let (rows, problems) = parse(WAYS);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(rows.len(), ALL.len() * CALLERS.len(), "each way has a row for each caller");
    }
}
