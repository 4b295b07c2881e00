//! Denials tied to the statement that they deny, corrections to the one that they correct.

use super::tables::{Bits, Tables};
use super::{Denial, How, Site};
use crate::lexis::Signs;
use crate::reader::Reader;
use crate::reading::{Act, Reading, Statement};
use rawi_text::words::{BA, FA, LAM, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};
use std::collections::BTreeSet;

/// Share of the fewer words that two claims must have in common to be one.
const SAME: f64 = 0.4;

/// How many statements back an unnamed claim (هذه الأنباء) may lie.
const BACK: usize = 3;

impl Reader<'_> {
    /// Ties denials and corrections to what they take back.
    pub(super) fn denials(&self, reading: &mut Reading) {
        // لا ينكر: nothing is denied
        let negated = |site: Site| site.cue.1 > site.cue.0 + 1 && self.doc.class(site.cue.0).is(Class::NEG);
        let takes_back = |s: &Statement| s.act == Act::Deny;
        let mut words: Option<Vec<BTreeSet<u128>>> = None;
        for n in 0..reading.statements.len() {
            let s = &reading.statements[n];
            let Some(site) = self.site(n, s) else { continue };
            let deny = takes_back(s);
            if deny && negated(site) {
                continue;
            }
            let correct = !deny && self.turns(site);
            if !deny && !correct {
                continue;
            }
            let words = words.get_or_insert_with(|| reading.statements.iter().map(|s| self.claim_words(s)).collect());
            let denial = if deny { Some(self.denied(site, reading, words)) } else { self.corrected(site, reading, words) };
            reading.statements[n].denies = denial;
        }
    }

    /// The words of a content that tell what it claims, less clitics.
    fn claim_words(&self, s: &Statement) -> BTreeSet<u128> {
        let ranges = s.content.iter().map(|c| self.token_range(*c));
        let tokens = ranges.flat_map(|(a, b)| a..b);
        tokens
            .filter(|i| self.doc.kind(*i) == TokenKind::Number || self.tells(*i))
            .map(|i| stem(self.doc.key(i)).bits())
            .collect()
    }

    fn tells(&self, i: usize) -> bool {
        self.doc.kind(i) == TokenKind::Word
            && !self.doc.class(i).any()
            && self.doc.key(i).len() > 2
            && !is_reference(self.doc.key(i))
    }

    fn denied(&self, site: Site, reading: &Reading, words: &[BTreeSet<u128>]) -> Denial {
        let n = site.statement;
        let s = &reading.statements[n];
        let claim = s.content[0];
        // another's statement; of one's own only what one says in another way is left out with the headline's copy
        let other = |k: &usize| {
            let o = &reading.statements[*k];
            *k != n
                && o.act != Act::Deny
                && (o.speaker.entity != s.speaker.entity || o.speaker.entity.is_none())
                && o.within != Some(n)
                && s.within != Some(*k)
        };
        let same = best(words, n, (0..reading.statements.len()).filter(other));
        let statement = same.or_else(|| {
            let refers = (site.from..site.to.min(site.from + 8)).find(|i| is_reference(self.doc.key(*i)));
            let this = (site.from..site.to.min(site.from + 4)).any(|i| self.doc.class(i).is(Class::DEM));
            refers?;
            // تصريحات X, ما قاله X: who is named there spoke before
            let named = s
                .about
                .iter()
                .find_map(|e| (0..n).rev().filter(other).find(|k| reading.statements[*k].speaker.entity == Some(*e)));
            named.or_else(|| {
                let charge = refers.is_some_and(|i| stem(self.doc.key(i)) == key!("اتهامات"));
                let near = (n.saturating_sub(BACK)..n).rev().filter(other);
                let near: Vec<usize> = near.collect();
                let accused = near.iter().find(|k| charge && reading.statements[**k].act == Act::Accuse);
                accused.or(near.first().filter(|_| this)).copied()
            })
        });
        Denial { how: How::Denial, statement, claim }
    }

    /// عاد وأكد أن … وليس …, صحح قائلاً: the same speaker takes back what was said before.
    fn corrected(&self, site: Site, reading: &Reading, words: &[BTreeSet<u128>]) -> Option<Denial> {
        let n = site.statement;
        let s = &reading.statements[n];
        let speaker = s.speaker.entity?;
        let earlier = |k: &usize| {
            let o = &reading.statements[*k];
            o.speaker.entity == Some(speaker) && o.act != Act::Deny && o.content[0] != s.content[0]
        };
        let contrast = (site.from..site.to).find(|i| CONTRAST.contains(&self.doc.key(*i)));
        // سواء حضروا أم لا: no contrast
        let contrast =
            contrast.filter(|i| *i + 1 < site.to && ![key!("أم"), key!("أو")].contains(&self.doc.key(i.saturating_sub(1))))?;
        let stop = (contrast + 1..site.to)
            .find(|j| matches!(self.doc.kind(*j), TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop | TokenKind::Break))
            .unwrap_or(site.to);
        let (a, b) = self.trim(contrast, stop);
        let claim = self.clip(self.span((a, b)));
        let statement = best(words, n, (0..n).filter(earlier)).or_else(|| (0..n).rev().find(earlier));
        statement.map(|k| Denial { how: How::Correction, statement: Some(k), claim })
    }

    /// Whether a verb of taking back stands before the cue in its sentence, or is the cue.
    fn turns(&self, site: Site) -> bool {
        let from = (self.sentence(site.cue.0).start as usize).max(site.cue.0.saturating_sub(TURN_WITHIN));
        (from..site.cue.1).any(|i| self.signs(i).any(Signs::TURN) && self.doc.kind(i) == TokenKind::Word)
    }
}

/// Whether a word is a verb of taking back, also behind و or ف.
pub(super) fn is_turn(t: &Tables, key: Key) -> bool {
    let bare = if matches!(key.first(), WAW | FA) && key.len() > 3 { key.skip(1) } else { key };
    let is = |k: Key| t.get(k).is(Bits::TURN) && !t.get(k).is(Bits::IMPERFECT);
    is(key) || is(bare)
}

/// How many words before the cue a verb of taking back may stand.
const TURN_WITHIN: usize = 12;

const CONTRAST: [Key; 5] = [key!("وليس"), key!("وليست"), key!("وليسوا"), key!("لا"), key!("بل")];

/// The statement that has most words in common with statement `n`, if it has enough.
fn best(words: &[BTreeSet<u128>], n: usize, among: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for k in among {
        let common = words[n].intersection(&words[k]).count();
        let fewer = words[n].len().min(words[k].len());
        let share = common as f64 / fewer.max(1) as f64;
        if common >= 2 && share >= SAME && best.is_none_or(|(s, _)| share > s) {
            best = Some((share, k));
        }
    }
    best.map(|(_, k)| k)
}

fn stem(key: Key) -> Key {
    let mut k = key;
    if matches!(k.first(), WAW | FA) && k.len() > 4 {
        k = k.skip(1);
    }
    if k.first() == LAM && k.at(1) == LAM && k.len() > 4 {
        return k.skip(2);
    }
    if matches!(k.first(), BA | LAM) && article_off(k.skip(1)).1 {
        k = k.skip(1);
    }
    article_off(k).0
}

/// Words by which another's claim is meant: الأنباء، التقارير، الاتهامات، ما تردد.
fn is_reference(key: Key) -> bool {
    const WORDS: [Key; 19] = [
        key!("أنباء"),
        key!("تقارير"),
        key!("تقرير"),
        key!("اتهامات"),
        key!("اتهام"),
        key!("تصريحات"),
        key!("مزاعم"),
        key!("ادعاءات"),
        key!("شائعات"),
        key!("إشاعات"),
        key!("صحة"),
        key!("ما"),
        key!("ذلك"),
        key!("خبر"),
        key!("أخبار"),
        key!("معلومات"),
        key!("رواية"),
        key!("كلام"),
        key!("تكهنات"),
    ];
    WORDS.contains(&stem(key))
}
