//! What the tables of stances have of a word.

/// What is known of a word; a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(pub(super) u16);

impl Bits {
    pub(super) const DANGER: Bits = Bits(1);
    pub(super) const OWN: Bits = Bits(1 << 1);
    pub(super) const GOOD: Bits = Bits(1 << 2);
    pub(super) const BAD: Bits = Bits(1 << 3);
    /// The verb is in the first person.
    pub(super) const FIRST: Bits = Bits(1 << 4);
    pub(super) const TURN: Bits = Bits(1 << 5);
    pub(super) const IMPERFECT: Bits = Bits(1 << 6);
    /// Bad with غير before it, and not by itself.
    pub(super) const NOT_BAD: Bits = Bits(1 << 7);
    /// A situation calls for something: nobody is asked.
    pub(super) const CALLS_FOR: Bits = Bits(1 << 8);
    /// Of prayers: who is asked, or what only God is asked for.
    pub(super) const PRAYER: Bits = Bits(1 << 9);
    /// A phrase may begin with it.
    pub(super) const PHRASE: Bits = Bits(1 << 10);
    /// An adjective of readiness.
    pub(super) const READY: Bits = Bits(1 << 11);
}

impl Bits {
    pub(super) const fn or(self, other: Bits) -> Bits {
        Bits(self.0 | other.0)
    }
}

/// What is known of a word; indices are one more than those of [`Tables::rows`], 0 for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) bits: Bits,
    pub(super) verb: u8,
    pub(super) not: u8,
    pub(super) will: u8,
    pub(super) deed: u8,
    pub(super) noun: u8,
    pub(super) need: u8,
    pub(super) need_not: u8,
    /// The digit of its topic; 0 for none.
    pub(super) topic: u8,
    /// As a noun that carries a stance: below which confidence, in hundredths, it is none; 0 for always.
    pub(super) unsure: u8,
}

impl Entry {
    pub(super) fn is(self, bits: Bits) -> bool {
        self.bits.0 & bits.0 != 0
    }

    /// Whether a clause that takes a stance may begin with it, whose subject need not be looked for.
    pub(super) fn opens(self) -> bool {
        self.need > 0 || self.need_not > 0 || self.is(Bits::FIRST.or(Bits::PHRASE))
    }

    /// Whether it may tell a stance within a clause.
    pub(super) fn acts(self) -> bool {
        let rows = [self.verb, self.not, self.will, self.deed, self.need, self.need_not];
        rows.iter().any(|r| *r > 0) || self.bits.0 & (Bits::GOOD.0 | Bits::BAD.0 | Bits::NOT_BAD.0) != 0
    }
}
