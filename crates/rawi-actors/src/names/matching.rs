//! Whether two names are of one person.

use super::latin::readings;
use super::parts::{COMMON, PARTS, Part, Parts, SOUNDS, Sounds};
use super::rules::{Costs, Place, Rules, Scope, WHOLE};

/// What two names say of whether they are one person's. People of one name are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They are not.
    Different,
    /// Nothing speaks against it, but too little for it: a surname alone, an initial, two given names that many bear.
    Possible,
    /// They are.
    Same,
}

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// What follows from it.
    pub verdict: Verdict,
    /// From 0 (nothing alike) to 1 (spelt alike); at least 0.5 where the names are not different.
    pub score: f32,
}

impl Likeness {
    const DIFFERENT: Likeness = Likeness { verdict: Verdict::Different, score: 0.0 };
}

/// Compares two full names, in Arabic or Latin letters or one in each.
///
/// Parts are compared in their order. Middle names, titles, particles and kunyas may be missing in one; where both have a
/// part at one place, the two must be spellings of one name. An initial is no name.
pub fn same_name(a: &str, b: &str) -> Likeness {
    if a == b {
        let verdict = if Parts::of(a).names().count() > 1 { Verdict::Same } else { Verdict::Possible };
        return Likeness { verdict, score: 1.0 };
    }
    // one order, so that the answer does not depend on it
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    compare(&Parts::of(a), &Parts::of(b))
}

impl Parts {
    /// The parts that name somebody: no initials, no particles of other languages.
    fn names(&self) -> impl Iterator<Item = &Part> {
        self.0.iter().filter(|p| !p.initial && !p.of)
    }
}

/// The cost up to which two spellings of a part are one name, by the number of its consonants: Arabic names are many and near
/// one another, foreign ones are written in more ways.
fn tolerance(a: &[u8], b: &[u8], scope: Scope, rules: &Rules) -> u32 {
    let count = |s: &[u8]| s.iter().filter(|c| rules.class(**c, true) != 0 || matches!(**c, b'h' | b'H' | b'E')).count();
    let consonants = count(a).max(count(b)).clamp(1, 4) - 1;
    match scope {
        Scope::Native | Scope::LatinNative => [14, 24, 32, 38][consonants],
        _ => [16, 28, 38, 48][consonants],
    }
}

/// What it costs to turn one row of sounds into another.
pub(crate) fn distance(a: &[u8], b: &[u8], costs: &Costs) -> u32 {
    let place = |i: usize, n: usize| match i {
        0 => Place::Start,
        i if i + 1 == n => Place::End,
        _ => Place::Anywhere,
    };
    let (n, m) = (a.len(), b.len());
    let mut row = [0u32; SOUNDS + 1];
    for j in 0..m {
        row[j + 1] = row[j] + costs.lack(b[j], place(j, m));
    }
    for (i, &sound) in a.iter().enumerate() {
        let mut diagonal = row[0];
        let lack = costs.lack(sound, place(i, n));
        row[0] += lack;
        for j in 0..m {
            let end = i + 1 == n && j + 1 == m;
            let best =
                (diagonal + costs.change(sound, b[j], end)).min(row[j + 1] + lack).min(row[j] + costs.lack(b[j], place(j, m)));
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[m]
}

/// Of a count from which on a name is no rare spelling of another.
pub(crate) const WELL_KNOWN: u32 = 12;

/// Most that the parts of one name may cost on the average.
const MEAN: u32 = 32;

/// What it costs that two known forms are not known as forms of one name.
const OTHER_NAME: u32 = 26;

/// What it costs to take two parts for one name; `None` where they are two.
pub(crate) fn part_cost(a: &Part, b: &Part, rules: &Rules) -> Option<u32> {
    if a.initial || b.initial {
        let first = |p: &Part| p.sounds.as_slice().first().copied();
        return (a.initial && b.initial && first(a) == first(b)).then_some(30);
    }
    if a.kunya != b.kunya {
        return None;
    }
    if a.latin == b.latin && a.light == b.light {
        return Some(0);
    }
    if rules.same(a.light, b.light) {
        return Some(2);
    }
    if !a.latin && !b.latin {
        // two names that Arabs bear are two names, however near
        let (few, many) = (a.count.min(b.count), a.count.max(b.count));
        if a.native && b.native && few >= super::known::NATIVE && many >= WELL_KNOWN {
            return None;
        }
    }
    let (mut bonus, mut penalty) = (false, 0);
    if a.latin != b.latin {
        let (latin, arabic) = if a.latin { (a, b) } else { (b, a) };
        let known = readings(latin.light);
        if known.iter().any(|(_, form)| *form == arabic.light) {
            bonus = true;
        } else if !known.is_empty() && arabic.native && arabic.count >= super::known::NATIVE {
            // the romanisations of common names are all in the table
            penalty = if arabic.count >= COMMON { OTHER_NAME } else { OTHER_NAME / 2 };
        }
    } else if a.latin {
        let (x, y) = (readings(a.light), readings(b.light));
        if x.iter().any(|(_, form)| y.iter().any(|(_, other)| form == other)) {
            penalty = 0;
        } else if !x.is_empty() && !y.is_empty() {
            penalty = OTHER_NAME;
        }
    }
    let scope = match (a.latin, b.latin) {
        (true, true) => Scope::Latin,
        (false, false) if a.native && b.native || a.sure || b.sure => Scope::Native,
        (false, false) => Scope::Foreign,
        _ if a.native || b.native => Scope::LatinNative,
        _ => Scope::LatinForeign,
    };
    if bonus {
        return Some(1);
    }
    let costs = rules.costs(scope);
    let cost = |x: &Sounds, y: &Sounds| {
        let (x, y) = (x.as_slice(), y.as_slice());
        let cost = distance(x, y, costs) + penalty;
        (cost <= tolerance(x, y, scope, rules)).then_some(cost)
    };
    let mut best = cost(&a.sounds, &b.sounds);
    let mut try_also = |x: &Sounds, y: &Sounds| {
        if let Some(c) = cost(x, y) {
            best = Some(best.map_or(c + 1, |old| old.min(c + 1)));
        }
    };
    // an article that the other writes as part of the name: ElBaradei, الكسندر beside ألكسندر
    for (with, without) in [(a, b), (b, a)] {
        if with.article && !without.article {
            let before: &[u8] = if without.latin && without.sounds.as_slice().first() == Some(&b'e') { b"el" } else { b"4l" };
            try_also(&with.sounds.behind(before), &without.sounds);
        }
        // بن كيران beside بنكيران
        if with.bin && !without.bin {
            try_also(&with.sounds.behind(b"bn"), &without.sounds);
        }
    }
    best
}

/// Two parts as one: دي ميستورا as ديمستورا.
fn joined(a: &Part, b: &Part) -> Part {
    let mut sounds = a.sounds;
    if b.article && !a.of {
        b"4l".iter().for_each(|s| sounds.push(*s));
    }
    b.sounds.as_slice().iter().for_each(|s| sounds.push(*s));
    Part {
        sounds,
        latin: a.latin,
        article: a.article,
        bin: a.bin,
        kunya: a.kunya,
        native: a.native && b.native,
        ..Part::default()
    }
}

/// Which parts go together: pairs of ranges, in order, with their costs.
struct Pair {
    a: (usize, usize),
    b: (usize, usize),
    cost: u32,
}

/// What a matched part is worth in the alignment, and a part that is left alone costs.
const WORTH: i32 = 120;

fn align(a: &[Part], b: &[Part], rules: &Rules) -> Vec<Pair> {
    const N: usize = PARTS + 1;
    let mut best = [[0i32; N]; N];
    let mut step = [[(0u8, 0u8, 0u8); N]; N];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let mut top = (if i + j == 0 { 0 } else { i32::MIN }, (0, 0, 0));
            let mut take = |value: i32, how: (u8, u8, u8)| {
                if value > top.0 {
                    top = (value, how);
                }
            };
            if i > 0 && j > 0 {
                if let Some(c) = part_cost(&a[i - 1], &b[j - 1], rules) {
                    take(best[i - 1][j - 1] + WORTH - c as i32, (1, 1, c as u8));
                }
                if i > 1
                    && !a[i - 2].initial
                    && !a[i - 1].initial
                    && !b[j - 1].initial
                    && a[i - 1].kunya.is_none()
                    && let Some(c) = part_cost(&joined(&a[i - 2], &a[i - 1]), &b[j - 1], rules)
                {
                    take(best[i - 2][j - 1] + WORTH + 20 - c as i32, (2, 1, c as u8));
                }
                if j > 1
                    && !b[j - 2].initial
                    && !b[j - 1].initial
                    && !a[i - 1].initial
                    && b[j - 1].kunya.is_none()
                    && let Some(c) = part_cost(&a[i - 1], &joined(&b[j - 2], &b[j - 1]), rules)
                {
                    take(best[i - 1][j - 2] + WORTH + 20 - c as i32, (1, 2, c as u8));
                }
            }
            if i > 0 {
                take(best[i - 1][j], (1, 0, 0));
            }
            if j > 0 {
                take(best[i][j - 1], (0, 1, 0));
            }
            (best[i][j], step[i][j]) = top;
        }
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut pairs = Vec::new();
    while i + j > 0 {
        let (di, dj, cost) = step[i][j];
        let (di, dj) = (usize::from(di), usize::from(dj));
        if di > 0 && dj > 0 {
            pairs.push(Pair { a: (i - di, i), b: (j - dj, j), cost: cost.into() });
        }
        i -= di;
        j -= dj;
    }
    pairs.reverse();
    pairs
}

/// Names in the table of known names, about.
const TABLE_SIZE: f32 = 40_000.0;
/// Bits of evidence from which on two parts alone speak for one person where one name goes on and the other ends.
const ENOUGH: f32 = 13.0;

/// What it says that both name a father.
const FATHER: f32 = 6.0;

/// How much a shared part says: the rarer, the more.
fn bits(p: &Part) -> f32 {
    let count = if p.latin { readings(p.light).first().map_or(1, |_| 60) } else { p.count.max(1) };
    (TABLE_SIZE / count as f32).log2()
}

/// Compares two names in parts.
pub(crate) fn compare(a: &Parts, b: &Parts) -> Likeness {
    let rules = Rules::built_in();
    let (x, y) = (&a.0, &b.0);
    if x.is_empty() || y.is_empty() {
        return Likeness::DIFFERENT;
    }
    let pairs = align(x, y, rules);
    if pairs.is_empty() {
        return Likeness::DIFFERENT;
    }
    // parts that may be missing
    let optional = |p: &Part| p.of || p.initial;
    let left_over = |p: &[Part]| p.iter().filter(|p| !optional(p) && p.kunya.is_none()).count();
    let (mut i, mut j) = (0, 0);
    let ends = Pair { a: (x.len(), x.len()), b: (y.len(), y.len()), cost: 0 };
    for pair in pairs.iter().chain(std::iter::once(&ends)) {
        let (p, q) = (&x[i..pair.a.0], &y[j..pair.b.0]);
        let kunyas = |p: &[Part]| p.iter().any(|p| p.kunya.is_some());
        if left_over(p) > 0 && left_over(q) > 0 || kunyas(p) && kunyas(q) {
            return Likeness::DIFFERENT;
        }
        // two initials at one place are two names unless they are one letter
        let initial = |p: &[Part]| p.iter().find(|p| p.initial).and_then(|p| p.sounds.as_slice().first().copied());
        if let (Some(m), Some(n)) = (initial(p), initial(q))
            && m != n
        {
            return Likeness::DIFFERENT;
        }
        // an initial beside a name that begins otherwise
        for (p, q) in [(p, q), (q, p)] {
            if let (Some(letter), Some(name)) = (initial(p), q.iter().find(|p| !optional(p)))
                && !name.sounds.as_slice().first().is_some_and(|s| begins_alike(*s, letter, rules))
            {
                return Likeness::DIFFERENT;
            }
        }
        (i, j) = (pair.a.1, pair.b.1);
    }
    let cost: u32 = pairs.iter().map(|p| p.cost).sum();
    if cost > MEAN * pairs.len() as u32 {
        return Likeness::DIFFERENT;
    }
    let matched: Vec<&Pair> = pairs.iter().filter(|p| !optional(&x[p.a.1 - 1]) && !optional(&y[p.b.1 - 1])).collect();
    let (mine, theirs) = (a.names().count(), b.names().count());
    let covered = matched.len() as f32 / mine.max(theirs).max(1) as f32;
    let score = (1.0 - cost as f32 / (WHOLE as f32 * pairs.len() as f32)) * (0.7 + 0.3 * covered.min(1.0));
    let possible = Likeness { verdict: Verdict::Possible, score: 0.5 + score * 0.2 };
    let (Some(first), Some(last)) = (matched.first(), matched.last()) else { return possible };
    let words = |pair: &&Pair| (pair.a.1 - pair.a.0).max(pair.b.1 - pair.b.0);
    if matched.iter().map(words).sum::<usize>() < 2 || mine < 2 && theirs < 2 {
        // one part is too little to go by, and a given name alone is nothing
        return if mine < 2 || theirs < 2 { possible } else { Likeness::DIFFERENT };
    }
    if mine.min(theirs) < 2 {
        return possible;
    }
    // what stands before the first shared part: a given name that one of the two leaves out
    let (p, q) = (&x[..first.a.0], &y[..first.b.0]);
    for (missing, other, first) in [(p, theirs, &y[first.b.0]), (q, mine, &x[first.a.0])] {
        let names: Vec<&Part> = missing.iter().filter(|p| !optional(p) && p.kunya.is_none()).collect();
        match names.as_slice() {
            [] => {}
            // the other name is all there, and its first part is nobody's father
            [_] if matched.len() < other || first.bin => return Likeness::DIFFERENT,
            [one]
                if one.count > FOREMOST
                    || (one.latin && readings(one.light).iter().any(|(_, k)| *k == rawi_text::key!("محمد"))) => {}
            // a family name of two parts: أحمدي نجاد
            _ => return if matched.len() == other { possible } else { Likeness::DIFFERENT },
        }
    }
    // سلمان is the father in محمد بن سلمان, and the family in محمد سلمان
    if mine == 2 && theirs == 2 {
        let (m, n) = (&x[last.a.1 - 1], &y[last.b.1 - 1]);
        let plain = |p: &Part| Part { bin: false, ..*p };
        if m.bin != n.bin && !(m.article || n.article) && part_cost(&plain(m), &plain(n), rules).is_some() {
            return possible;
        }
    }
    // one name goes on where the other ends: two common given names are many people's
    let (p, q) = (&x[last.a.1..], &y[last.b.1..]);
    if left_over(p) + left_over(q) > 0 {
        let known: f32 = matched
            .iter()
            .map(|pair| {
                let (m, n) = (&x[pair.a.1 - 1], &y[pair.b.1 - 1]);
                bits(m).min(bits(n)) + if m.bin && n.bin { FATHER } else { 0.0 }
            })
            .sum();
        if known < ENOUGH {
            return possible;
        }
    }
    Likeness { verdict: Verdict::Same, score: 0.75 + score.clamp(0.0, 1.0) * 0.25 }
}

/// How often a name must occur to be one that is set before others and left out: محمد حسني مبارك.
const FOREMOST: u32 = 4000;

/// Whether a name's first sound may be that of an initial.
fn begins_alike(sound: u8, letter: u8, rules: &Rules) -> bool {
    let (m, n) = (rules.class(sound, true), rules.class(letter, true));
    m == n && m != 0 || m == 0 && n == 0
}

#[cfg(test)]
mod tests;
