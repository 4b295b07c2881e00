//! What a statement claims, as a set of words that can be compared with another's.

use super::Site;
use crate::reader::Reader;
use rawi_text::words::{ALIF, BA, FA, LAM, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};
use std::collections::BTreeSet;

/// A claim.
#[derive(Default)]
pub(super) struct Claim {
    /// The roots of its words, as far as letters tell them.
    pub(super) words: BTreeSet<u128>,
    /// Whether it says that something is not so.
    pub(super) negated: bool,
}

/// How many words of a claim tell whether it is negated.
const HEAD: usize = 12;

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
            let no = self.doc.class(i).is(Class::NEG) || NOT.contains(&key);
            // of a long claim what stands behind its first clause is told beside it
            claim.negated |= no && i < from + HEAD;
            if self.doc.kind(i) == TokenKind::Number || self.tells(i) {
                claim.words.insert(root(key));
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
const NOT: [Key; 12] = [
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
const EMPTY: [Key; 8] =
    [key!("وجود"), key!("تكون"), key!("يكون"), key!("هناك"), key!("بلاده"), key!("بلادها"), key!("قيام"), key!("بوجود")];

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
    for ending in [key!("هما"), key!("ها"), key!("هم"), key!("ات"), key!("ين"), key!("ون"), key!("وا"), key!("ه"), key!("ية"), key!("ي")]
    {
        if let Some(less) = k.before(ending).filter(|l| l.len() >= 3) {
            k = less;
            break;
        }
    }
    const PREFIXES: [u8; 5] =
        [key!("ي").first(), key!("ت").first(), key!("ن").first(), key!("م").first(), key!("س").first()];
    let mut letters: Vec<u8> = (0..k.len()).map(|n| k.at(n)).collect();
    while letters.len() > 3 && PREFIXES.contains(&letters[0]) {
        letters.remove(0);
    }
    let weak = |c: &u8| ![ALIF, WAW, key!("ي").first()].contains(c);
    let strong: Vec<u8> = letters.iter().copied().filter(weak).collect();
    let kept = if strong.len() >= 2 { strong } else { letters };
    kept.iter().fold(0u128, |all, c| all << 8 | u128::from(*c))
}

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
    const WORDS: [Key; 8] = [
        key!("صلة"),
        key!("علاقة"),
        key!("تورط"),
        key!("ضلوع"),
        key!("مسؤولية"),
        key!("دور"),
        key!("تورطه"),
        key!("تورطها"),
    ];
    let stem = stem(key);
    WORDS.contains(&stem)
        || [key!("ه"), key!("ها"), key!("هم")].iter().any(|p| {
            stem.before(*p).is_some_and(|s| {
                WORDS.contains(&s) || s.before(key!("ت")).is_some_and(|f| WORDS.contains(&f.join(key!("ة"))))
            })
        })
}
