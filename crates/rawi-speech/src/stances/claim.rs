//! What a statement claims, as a set of words that can be compared with another's.

use super::Site;
use crate::reader::{Reader, word};
use rawi_text::words::{ALIF, BA, FA, LAM, SIN, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};
use std::collections::BTreeSet;

/// A claim.
#[derive(Default)]
pub(super) struct Claim {
    /// The roots of its words, as far as letters tell them.
    pub(super) words: BTreeSet<u128>,
    /// The root of its first word, which mostly names the deed (اعتقال، تسليح).
    pub(super) head: Option<u128>,
    /// Whether it begins with a negation.
    pub(super) negated: bool,
    /// Whether it is the claim of a denial, which says that it is not so.
    pub(super) untrue: bool,
    /// The roots behind each negation in it.
    denied: Vec<BTreeSet<u128>>,
}

impl Claim {
    /// Whether it says of what it has in common with `other` that it is not so.
    pub(super) fn denies(&self, other: &Claim) -> bool {
        let common = self.words.intersection(&other.words).count();
        self.denied.iter().any(|d| {
            let behind = d.intersection(&other.words).count();
            behind >= 2 || behind > 0 && behind == common
        })
    }
}

/// How many words of a claim tell whether it is negated, and how many words a negation reaches.
const HEAD: usize = 4;
const REACH: usize = 14;

/// How many words a claim has at least before what only belongs to it (رغم أن, حيث) may begin.
const CORE: usize = 2;

impl Reader<'_> {
    /// What a statement claims; of a denial what is denied: less the words that point to it (صحة الأنباء عن) and the clause
    /// that tells more (رغم أن …).
    pub(super) fn claim_of(&self, site: Site, denied: bool) -> Claim {
        let mut claim = Claim::default();
        let from = if denied { self.behind_reference(site) } else { site.from };
        let mut told = 0;
        for i in from..site.to {
            let key = self.doc.key(i);
            if denied && told >= CORE && (self.aside(i) || matches!(self.doc.kind(i), TokenKind::Stop | TokenKind::Break)) {
                break;
            }
            // ما قاله: what he said
            let no = self.doc.class(i).is(Class::NEG) && key != word::MA || key == key!("غير") || NOT.contains(&key);
            claim.negated |= no && key != key!("غير") && i < from + HEAD;
            // ما تردد عار عن الصحة, لا أساس له
            let base = key == key!("أساس") && i > from && self.doc.key(i - 1) == key!("لا");
            claim.untrue |= base || [key!("عار"), key!("عارية"), key!("عاريا"), key!("هراء"), key!("افتراء")].contains(&key);
            if no {
                let behind = (i + 1..site.to.min(i + REACH)).filter(|j| self.tells(*j));
                claim.denied.push(behind.map(|j| root(self.doc.key(j))).collect());
            }
            if self.doc.kind(i) == TokenKind::Number || self.tells(i) {
                let root = root(key);
                claim.words.insert(root);
                claim.head = claim.head.or(Some(root));
                told += 1;
            }
        }
        claim
    }

    fn behind_reference(&self, site: Site) -> usize {
        let head = site.from..site.to.min(site.from + 3);
        let Some(at) = head.clone().find(|i| is_reference(self.doc.key(*i))) else { return site.from };
        let leads = |i: &usize| {
            let key = self.doc.key(*i);
            self.is_clause(*i) || [key!("عن"), key!("حول"), key!("بشأن"), key!("بصدد")].contains(&key)
        };
        (at + 1..site.to.min(at + 10)).find(leads).map_or(site.from, |i| i + 1)
    }

    /// Words behind which a reason, a time or another clause is told.
    fn aside(&self, i: usize) -> bool {
        const ASIDE: [Key; 18] = [
            key!("رغم"),
            key!("حيث"),
            key!("تزامنا"),
            key!("وذلك"),
            key!("بسبب"),
            key!("فيما"),
            key!("بينما"),
            key!("لكن"),
            key!("بعدما"),
            key!("بعد"),
            key!("إلا"),
            key!("كما"),
            key!("الذي"),
            key!("التي"),
            key!("والذي"),
            key!("والتي"),
            key!("ردا"),
            key!("عقب"),
        ];
        self.doc.kind(i) == TokenKind::Word && ASIDE.contains(&self.doc.key(i))
    }

    fn tells(&self, i: usize) -> bool {
        self.doc.kind(i) == TokenKind::Word
            && !self.doc.class(i).any()
            && self.doc.key(i).len() > 2
            && !is_reference(self.doc.key(i))
            && !NOT.contains(&self.doc.key(i))
            && !EMPTY.contains(&self.doc.key(i))
    }
}

/// Words that deny, in a claim.
const NOT: [Key; 14] = [
    key!("لست"),
    key!("لسنا"),
    key!("عدم"),
    key!("نفي"),
    key!("نفى"),
    key!("نفت"),
    key!("ينفي"),
    key!("تنفي"),
    key!("بعدم"),
    key!("لعدم"),
    key!("وعدم"),
    key!("كاذبة"),
    key!("ونفى"),
    key!("ونفت"),
];

/// Words that every claim may have.
const EMPTY: [Key; 11] = [
    key!("وجود"),
    key!("تكون"),
    key!("يكون"),
    key!("هناك"),
    key!("بلاده"),
    key!("بلادها"),
    key!("قيام"),
    key!("بوجود"),
    key!("بصدد"),
    key!("وراء"),
    key!("حدوث"),
];

pub(super) fn stem(key: Key) -> Key {
    let mut k = key;
    if matches!(k.first(), WAW | FA) && k.len() > 4 {
        k = k.skip(1);
    }
    if k.first() == LAM && k.at(1) == LAM && k.len() > 4 {
        return k.skip(2);
    }
    if matches!(k.first(), BA | LAM) && (article_off(k.skip(1)).1 || k.len() > 5) {
        k = k.skip(1);
    }
    article_off(k).0
}

/// What is left of a word without what inflects it: its ending, a letter of the imperfect or of a participle before it, and
/// its long vowels (تسليح, تسلح, يسلح).
fn root(word: Key) -> u128 {
    let mut k = stem(word);
    for ending in [
        key!("هما"),
        key!("ها"),
        key!("هم"),
        key!("ات"),
        key!("ين"),
        key!("ون"),
        key!("وا"),
        key!("ت"),
        key!("ه"),
        key!("ية"),
        key!("ي"),
    ] {
        if let Some(less) = k.before(ending).filter(|l| l.len() >= 3) {
            // استقالته: ة before a pronoun
            k = less.before(key!("ت")).filter(|l| l.len() >= 4 && ending.first() == HA).unwrap_or(less);
            break;
        }
    }
    let open = |k: Key| [key!("ي"), key!("ت"), key!("ن"), key!("م")].iter().any(|p| k.after(*p).is_some());
    // سيستقيل, استقالة
    if k.len() > 4 && k.first() == SIN && open(k.skip(1)) && k.after(key!("ست")).is_none_or(|r| r.len() < 3) {
        k = k.skip(1);
    }
    k = k.after(key!("است")).or_else(|| k.skip(u32::from(open(k))).after(key!("ست"))).filter(|r| r.len() >= 3).unwrap_or(k);
    while k.len() > 3 && open(k) {
        k = k.skip(1);
    }
    let letters: Vec<u8> = (0..k.len()).map(|n| k.at(n)).collect();
    let weak = |c: &u8| ![ALIF, WAW, key!("ي").first()].contains(c);
    let strong: Vec<u8> = letters.iter().copied().filter(weak).collect();
    let kept = if strong.len() >= 2 { strong } else { letters };
    kept.iter().fold(0u128, |all, c| all << 8 | u128::from(*c))
}

const HA: u8 = key!("ه").first();

/// Words by which another's claim is meant: الأنباء، التقارير، الاتهامات، ما تردد.
pub(super) fn is_reference(key: Key) -> bool {
    const WORDS: [Key; 24] = [
        key!("أنباء"),
        key!("نبأ"),
        key!("تقارير"),
        key!("تقرير"),
        key!("اتهامات"),
        key!("اتهام"),
        key!("تهمة"),
        key!("تهم"),
        key!("تصريحات"),
        key!("تصريح"),
        key!("مزاعم"),
        key!("ادعاءات"),
        key!("شائعات"),
        key!("إشاعات"),
        key!("صحة"),
        key!("ما"),
        key!("خبر"),
        key!("أخبار"),
        key!("معلومات"),
        key!("رواية"),
        key!("كلام"),
        key!("تكهنات"),
        key!("أقوال"),
        key!("إعلان"),
    ];
    WORDS.contains(&stem(key))
}

/// Words for a charge.
pub(super) fn is_charge(key: Key) -> bool {
    const WORDS: [Key; 6] = [key!("اتهامات"), key!("اتهام"), key!("تهمة"), key!("تهم"), key!("مزاعم"), key!("ادعاءات")];
    WORDS.contains(&stem(key))
}

/// Words by which somebody who is charged says that it was not he: أي صلة, ضلوعه, مسؤوليتها.
pub(super) fn is_involved(key: Key) -> bool {
    const WORDS: [Key; 8] =
        [key!("صلة"), key!("علاقة"), key!("تورط"), key!("ضلوع"), key!("مسؤولية"), key!("دور"), key!("تورطه"), key!("تورطها")];
    let stem = stem(key);
    WORDS.contains(&stem)
        || [key!("ه"), key!("ها"), key!("هم")].iter().any(|p| {
            stem.before(*p)
                .is_some_and(|s| WORDS.contains(&s) || s.before(key!("ت")).is_some_and(|f| WORDS.contains(&f.join(key!("ة")))))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots() {
        for (a, b) in [
            ("تسليح", "تسلح"),
            ("يسلحون", "تسليحها"),
            ("استقالته", "سيستقيل"),
            ("القصف", "قصفت"),
            ("اعتقال", "اعتقلت"),
            ("والانسحاب", "انسحاب"),
            ("بالمدينة", "المدينة"),
        ] {
            assert_eq!(root(Key::of(a)), root(Key::of(b)), "{a} {b}");
        }
        assert_ne!(root(Key::of("قصف")), root(Key::of("وقف")));
    }
}
