//! Groups of things of which some pairs are alike.
//!
//! Which pairs are alike is decided elsewhere, pair by pair; what is decided here depends on nothing but the pairs and the
//! order in which the things are numbered, and that order is one of content. So the groups are the same in whichever order
//! the things came into the record.
//!
//! Against chains (a is like b, b like c, and a has nothing to do with c) stands one rule: two groups become one only
//! where **enough** of the pairs between them are alike, half or a third. Pairs that are known to be unlike are never in one group.
//! What people decided comes before that: what they put
//! together is together, what they put apart is apart, and apart is the stronger of the two.

use std::collections::BTreeMap;

/// Two things that are alike, by their numbers, and how much: the most alike are joined first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The smaller number.
    pub(crate) a: usize,
    /// The greater one.
    pub(crate) b: usize,
    /// How much they are alike.
    pub(crate) weight: u32,
}

/// What people decided about pairs of things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pairs {
    /// These are one.
    pub(crate) together: Vec<(usize, usize)>,
    /// These are not.
    pub(crate) apart: Vec<(usize, usize)>,
    /// These are not either, as far as the program can tell: people may put them together.
    pub(crate) unlike: Vec<(usize, usize)>,
}

/// The groups of `count` things, each in rising order, in the order of their first members. Whoever is alone is a group.
pub(crate) fn groups(count: usize, links: &[Link], decided: &Pairs, enough: Enough) -> Vec<Vec<usize>> {
    let mut forest = Forest::new(count, links, decided, enough);
    let mut together: Vec<(usize, usize)> = decided.together.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
    together.sort_unstable();
    for (a, b) in together {
        forest.join(a, b, true);
    }
    forest.count_as_one();
    let mut order: Vec<&Link> = links.iter().collect();
    order.sort_unstable_by_key(|l| (std::cmp::Reverse(l.weight), l.a.min(l.b), l.a.max(l.b)));
    // a pair that was refused may be taken when its groups have grown
    loop {
        let mut joined = false;
        for link in &order {
            joined |= forest.join(link.a, link.b, false);
        }
        if !joined {
            return forest.groups();
        }
    }
}

/// Of how many pairs between two groups how many must be alike for them to become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Enough {
    pub(crate) alike: usize,
    pub(crate) of: usize,
}

impl Enough {
    pub(crate) const HALF: Self = Self { alike: 1, of: 2 };
    pub(crate) const A_THIRD: Self = Self { alike: 1, of: 3 };
}

struct Forest {
    enough: Enough,
    /// Of each thing, the group that it is in.
    group: Vec<usize>,
    /// Of each group, its members; none where it went into another.
    members: Vec<Vec<usize>>,
    /// Of each group, as how many it counts.
    units: Vec<usize>,
    /// Of each group, with how many pairs it is alike to which other group.
    alike: Vec<BTreeMap<usize, usize>>,
    /// Of each group, those that it must not be one with, and whether people said so.
    apart: Vec<Vec<(usize, bool)>>,
}

impl Forest {
    fn new(count: usize, links: &[Link], decided: &Pairs, enough: Enough) -> Self {
        let mut alike = vec![BTreeMap::new(); count];
        for link in links.iter().filter(|l| l.a != l.b && l.a < count && l.b < count) {
            alike[link.a].insert(link.b, 1);
            alike[link.b].insert(link.a, 1);
        }
        let mut apart = vec![Vec::new(); count];
        for (pairs, said) in [(&decided.apart, true), (&decided.unlike, false)] {
            for &(a, b) in pairs.iter().filter(|(a, b)| a != b && *a < count && *b < count) {
                apart[a].push((b, said));
                apart[b].push((a, said));
            }
        }
        Self {
            enough,
            group: (0..count).collect(),
            members: (0..count).map(|n| vec![n]).collect(),
            units: vec![1; count],
            alike,
            apart,
        }
    }

    /// Makes the groups of two things one: where people `said` so, or else where enough pairs are alike.
    fn join(&mut self, a: usize, b: usize, said: bool) -> bool {
        let (Some(&a), Some(&b)) = (self.group.get(a), self.group.get(b)) else { return false };
        if a == b || self.apart[a].iter().any(|(other, by_people)| *other == b && (*by_people || !said)) {
            return false;
        }
        let alike = self.alike[a].get(&b).copied().unwrap_or(0);
        let pairs = self.units[a] * self.units[b];
        if !said && self.enough.of * alike < self.enough.alike * pairs {
            return false;
        }
        // the smaller goes into the greater
        let (into, from) = if self.members[a].len() >= self.members[b].len() { (a, b) } else { (b, a) };
        let members = std::mem::take(&mut self.members[from]);
        for &member in &members {
            self.group[member] = into;
        }
        self.members[into].extend(members);
        self.units[into] += self.units[from];
        for (other, pairs) in std::mem::take(&mut self.alike[from]) {
            self.alike[other].remove(&from);
            if other != into {
                *self.alike[into].entry(other).or_default() += pairs;
                *self.alike[other].entry(into).or_default() += pairs;
            }
        }
        for other in std::mem::take(&mut self.apart[from]) {
            for of_other in self.apart[other.0].iter_mut().filter(|o| o.0 == from) {
                of_other.0 = into;
            }
            self.apart[into].push(other);
        }
        true
    }

    /// What is together by now, because people said so, counts as one thing, which is like all that any of it is like.
    fn count_as_one(&mut self) {
        self.units.fill(1);
        for pairs in self.alike.iter_mut().flat_map(BTreeMap::values_mut) {
            *pairs = 1;
        }
    }

    fn groups(self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = self.members.into_iter().filter(|m| !m.is_empty()).collect();
        groups.iter_mut().for_each(|m| m.sort_unstable());
        groups.sort_unstable();
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn link(a: usize, b: usize, weight: u32) -> Link {
        Link { a, b, weight }
    }

    #[test]
    fn a_chain_is_cut() {
        let chain = [link(0, 1, 9), link(1, 2, 8), link(2, 3, 9)];
        assert_eq!(groups(4, &chain, &Pairs::default(), Enough::HALF), [vec![0, 1], vec![2, 3]]);
        // one long text that has four others in it does not bring all of them together
        let star = [link(0, 1, 7), link(0, 2, 8), link(0, 3, 9), link(0, 4, 6)];
        assert_eq!(groups(5, &star, &Pairs::default(), Enough::HALF), [vec![0, 2, 3], vec![1], vec![4]]);
        let unlike = Pairs { unlike: vec![(2, 3)], ..Pairs::default() };
        assert_eq!(groups(5, &star, &unlike, Enough::HALF), [vec![0, 1, 3], vec![2], vec![4]]);
        // a pair that misses among many does not part them
        let dense = [link(0, 1, 9), link(0, 2, 9), link(1, 2, 9), link(1, 3, 5), link(2, 3, 5)];
        assert_eq!(groups(4, &dense, &Pairs::default(), Enough::HALF), [vec![0, 1, 2, 3]]);
    }

    #[test]
    fn what_people_decided_comes_first() {
        let links = [link(0, 1, 9), link(1, 2, 9), link(0, 2, 9)];
        let apart = Pairs { apart: vec![(2, 0)], ..Pairs::default() };
        assert_eq!(groups(3, &links, &apart, Enough::HALF), [vec![0, 1], vec![2]]);
        let both = Pairs { together: vec![(1, 2), (3, 0)], apart: vec![(0, 1)], unlike: vec![(1, 2)] };
        assert_eq!(groups(4, &links, &both, Enough::HALF), [vec![0, 3], vec![1, 2]]);
        // what people put together is one: the program goes on with what one of it is like
        let links = [link(0, 1, 9), link(0, 2, 9), link(1, 2, 9)];
        let more = Pairs { together: vec![(2, 3)], ..Pairs::default() };
        assert_eq!(groups(4, &links, &more, Enough::A_THIRD), [vec![0, 1, 2, 3]]);
        let torn = Pairs { together: vec![(0, 1), (1, 2)], apart: vec![(0, 2)], unlike: vec![] };
        assert_eq!(groups(3, &links, &torn, Enough::HALF), [vec![0, 1], vec![2]]);
    }

    proptest! {
        #[test]
        fn the_order_of_the_pairs_makes_no_difference(
            pairs in proptest::collection::vec((0usize..12, 0usize..12, 0u32..5), 0..40),
            together in proptest::collection::vec((0usize..12, 0usize..12), 0..3),
            apart in proptest::collection::vec((0usize..12, 0usize..12), 0..4),
            unlike in proptest::collection::vec((0usize..12, 0usize..12), 0..4),
            turn in 0usize..40,
        ) {
            let mut seen = std::collections::BTreeMap::new();
            for (a, b, weight) in pairs {
                if a != b {
                    seen.entry((a.min(b), a.max(b))).or_insert(weight);
                }
            }
            let links: Vec<Link> = seen.iter().map(|(&(a, b), &weight)| link(a, b, weight)).collect();
            let decided = Pairs { together, apart, unlike };
            let found = groups(12, &links, &decided, Enough::HALF);
            let mut turned: Vec<Link> = links.iter().map(|l| link(l.b, l.a, l.weight)).collect();
            turned.rotate_left(turn % links.len().max(1));
            let mut decided_turned = decided.clone();
            decided_turned.together.reverse();
            decided_turned.apart.reverse();
            decided_turned.unlike.reverse();
            prop_assert_eq!(&groups(12, &turned, &decided_turned, Enough::HALF), &found);
            // everybody is in one group, and nobody with whom they are kept from
            let mut all: Vec<usize> = found.iter().flatten().copied().collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..12).collect::<Vec<_>>());
            for (a, b) in decided.apart.iter().filter(|(a, b)| a != b) {
                prop_assert!(!found.iter().any(|g| g.contains(a) && g.contains(b)));
            }
        }
    }
}
