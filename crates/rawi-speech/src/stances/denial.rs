//! Denials tied to the statement that they deny, corrections to the one that they correct.

use super::claim::{Claim, is_charge, is_involved, is_reference};
use super::tables::{Bits, Tables};
use super::{Denial, How, Site, Stance, Type};
use crate::lexis::Signs;
use crate::reader::{Reader, word};
use crate::reading::{Act, Reading, Statement};
use rawi_text::words::{FA, WAW};
use rawi_text::{Class, Key, Span, TokenKind, key};
use std::collections::HashMap;

/// Share of the words of the shorter of two claims that the other must have to be the same.
const SAME: f64 = 0.6;

/// What a word counts that more than a third of the article's statements have: it tells little.
const COMMON: f64 = 0.4;

/// How many statements back an unnamed claim (هذه الأنباء) may lie.
const BACK: usize = 3;

impl Reader<'_> {
    /// Ties denials and corrections to what they take back.
    pub(super) fn denials(&self, reading: &mut Reading) {
        // لا ينكر: nothing is denied
        let negated = |site: Site| site.cue.1 > site.cue.0 + 1 && self.doc.class(site.cue.0).is(Class::NEG);
        let mut claims: Option<Vec<Claim>> = None;
        for n in 0..reading.statements.len() {
            let s = &reading.statements[n];
            let Some(site) = self.site(n, s) else { continue };
            // إنه لا صحة لما تردد
            let untrue = if s.act == Act::Deny { None } else { self.calls_untrue(site) };
            let deny = s.act == Act::Deny || untrue.is_some();
            // يصححون أوضاعهم, تبرأ من العمليات
            let of_thing =
                OF_THINGS.contains(&Key::of(&s.cue.lemma)) && !self.is_clause(site.from) && !self.opens_quote(site.from);
            if s.act == Act::Deny && of_thing {
                reading.statements[n].stance = Stance::default();
                continue;
            }
            if s.act == Act::Deny && negated(site) {
                continue;
            }
            let against = if deny { None } else { self.against(site) };
            let correct = !deny && against.is_none() && self.turns(site, reading);
            if !deny && !correct && against.is_none() {
                continue;
            }
            let claims = claims.get_or_insert_with(|| {
                let all = reading.statements.iter().enumerate();
                let claim = |q: Site, act: Act| {
                    let untrue = if act == Act::Deny { None } else { self.calls_untrue(q) };
                    let mut claim =
                        self.claim_of(Site { from: untrue.unwrap_or(q.from), ..q }, act == Act::Deny || untrue.is_some());
                    claim.untrue |= act == Act::Deny || untrue.is_some();
                    claim
                };
                all.map(|(k, s)| self.site(k, s).map(|q| claim(q, s.act)).unwrap_or_default()).collect()
            });
            let denial = match against {
                Some(range) => self.contradicted(site, range, reading, claims),
                None if deny => Some(self.denied(site, untrue.unwrap_or(site.from), reading, claims)),
                None => self.corrected(site, reading, claims),
            };
            if untrue.is_some() && denial.is_some() {
                let stance = &mut reading.statements[n].stance;
                if stance.kind.is_none() {
                    (stance.kind, stance.cameo, stance.plover) = (Some(Type::Rejects), "016", None);
                }
            }
            reading.statements[n].denies = denial;
        }
    }

    /// Whether a content is quoted or points to a claim (صحح ما قاله).
    fn opens_quote(&self, from: usize) -> bool {
        from > 0 && matches!(self.doc.kind(from - 1), TokenKind::Quote | TokenKind::Colon) || is_reference(self.doc.key(from))
    }

    /// Where what is called untrue begins in a content that says so at its head: لا صحة لـ, ليس صحيحا أن.
    fn calls_untrue(&self, site: Site) -> Option<usize> {
        let mut i = site.from;
        while i < site.to && (self.is_clause(i) || self.doc.kind(i) == TokenKind::Quote) {
            i += 1;
        }
        let k = |n: usize| self.doc.key(i + n);
        let no = k(0) == key!("لا") && [key!("صحة"), key!("أساس")].contains(&k(1));
        let not = k(0) == key!("ليس") && [key!("صحيحا"), key!("صحيح")].contains(&k(1));
        let then = if no {
            i + 2
        } else if not {
            i + 1 + usize::from(self.is_clause(i + 2))
        } else {
            return None;
        };
        (then < site.to).then_some(then)
    }

    /// خلافا لما قاله X, على عكس ما أعلن X: the words for whose claim is contradicted, in the statement's sentence.
    fn against(&self, site: Site) -> Option<(usize, usize)> {
        let from = (self.sentence(site.cue.0).start as usize).max(site.cue.0.saturating_sub(TURN_WITHIN));
        let lead = |i: usize| {
            let (a, b) = (self.doc.key(i), self.doc.key(i + 1));
            let contrary = [key!("خلافا"), key!("بخلاف"), key!("عكس"), key!("بعكس"), key!("نقيض")].contains(&a);
            contrary && ([key!("لما"), key!("ما")].contains(&b) || is_reference(b))
        };
        let i = (from..site.to).find(|i| lead(*i) && *i != site.from)?;
        let stop = (i + 2..site.to.max(site.cue.0))
            .find(|j| matches!(self.doc.kind(*j), TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop | TokenKind::Break));
        Some((i + 1, stop.unwrap_or(site.to).max(i + 2)))
    }

    /// Whether statement `k` may be what statement `n` takes back: another's claim, told elsewhere.
    fn may_be_claimed(&self, n: usize, k: usize, reading: &Reading) -> bool {
        let (s, o) = (&reading.statements[n], &reading.statements[k]);
        let says = matches!(o.act, Act::Inform | Act::Affirm | Act::Accuse | Act::Assess | Act::Warn | Act::Offer);
        let others = o.speaker.entity != s.speaker.entity || o.speaker.entity.is_none();
        let whole = |s: &Statement| {
            let first = s.content.first().map_or(s.cue.span, |c| *c);
            Span::new(first.start.min(s.cue.span.start), s.content.last().map_or(first.end, |c| c.end))
        };
        // what tells of a denial itself is no claim
        let tells = reading.statements.iter().any(|d| d.act == Act::Deny && o.content.iter().any(|c| c.contains(d.cue.span)));
        // a claim that tells of the denial, or is told within it, is no other
        let (a, b) = (whole(s), whole(o));
        let apart = a.end <= b.start || b.end <= a.start;
        k != n && says && others && apart && !tells && o.within != Some(n) && s.within != Some(k)
    }

    fn denied(&self, site: Site, from: usize, reading: &Reading, claims: &[Claim]) -> Denial {
        let n = site.statement;
        let s = &reading.statements[n];
        let mut claim = s.content[0];
        if from > site.from {
            claim = self.clip(self.span(self.trim(from, site.to)));
        }
        let other: Vec<usize> = (0..reading.statements.len())
            .filter(|k| self.may_be_claimed(n, *k, reading) && asserts(&claims[*k], &claims[n]))
            .collect();
        let head = from..site.to.min(from + 8);
        let refers = head.clone().find(|i| is_reference(self.doc.key(*i)));
        // تصريحات X, ما قاله X: what X says
        let named = refers.and_then(|i| self.claimant(i, site, reading));
        if let Some(e) = named {
            let his: Vec<usize> = other.iter().copied().filter(|k| reading.statements[*k].speaker.entity == Some(e)).collect();
            let same = best(claims, n, &his, 0.2);
            let before = his.iter().rev().find(|k| **k < n).copied();
            return Denial { how: How::Denial, statement: same.or(before), claim };
        }
        let same = best(claims, n, &other, SAME);
        let near = || (n.saturating_sub(BACK)..n).rev().filter(|k| other.contains(k));
        let statement = same.or_else(|| {
            let this = (from..site.to.min(from + 4)).any(|i| self.doc.class(i).is(Class::DEM) && self.doc.key(i) != key!("ذلك"));
            let that = self.doc.key(from) == key!("ذلك");
            let charge = head.clone().any(|i| is_charge(self.doc.key(i)));
            // أي صلة, تورطه: somebody was charged before
            let involved = (from..site.to.min(from + 3)).any(|i| is_involved(self.doc.key(i)));
            let accuses = |k: &usize| reading.statements[*k].act == Act::Accuse;
            let of = |k: &usize| {
                let whom = reading.statements[*k].stance.towards.as_ref().and_then(|p| p.entity);
                whom.is_some() && whom == s.speaker.entity
            };
            if charge || involved {
                let accused = near().find(|k| accuses(k) && of(k)).or_else(|| near().find(|k| accuses(k) && *k + 1 == n));
                if involved || accused.is_some() {
                    return accused;
                }
            }
            let sentence = self.sentence_number(site.cue.0);
            let close = |k: &usize| {
                let at = self.site(*k, &reading.statements[*k]).map_or(0, |q| self.sentence_number(q.cue.0));
                at + usize::from(!that) >= sentence && !claims[*k].negated
            };
            near().find(|k| (this && refers.is_some() || that) && close(k))
        });
        Denial { how: How::Denial, statement, claim }
    }

    /// Whose claim the word at `i` points to: an entity that is named behind it and speaks in the article.
    fn claimant(&self, i: usize, site: Site, reading: &Reading) -> Option<usize> {
        let span = self.span((i + 1, site.to.min(i + 7)));
        let mut named: Vec<(Span, usize)> = Vec::new();
        for (e, entity) in reading.entities.iter().enumerate() {
            named.extend(entity.mentions.iter().filter(|m| span.contains(**m)).map(|m| (*m, e)));
        }
        named.sort_unstable();
        let s = &reading.statements[site.statement];
        let says =
            |e: usize| reading.statements.iter().enumerate().any(|(k, o)| k != site.statement && o.speaker.entity == Some(e));
        let Some(&(mention, e)) = named.first() else {
            return s.about.iter().copied().find(|e| says(*e) && s.speaker.entity != Some(*e));
        };
        // ما قيل عن روسيا: of whom it is, and not whose
        let (at, _) = self.token_range(mention);
        let about = (i + 1..at.max(i + 1)).any(|j| {
            let which = [key!("في"), word::MA].contains(&self.doc.key(j));
            self.doc.class(j).is(Class::PREP.or(Class::CLAUSE)) && !which || self.doc.kind(j) != TokenKind::Word
        });
        (!about && says(e) && s.speaker.entity != Some(e)).then_some(e)
    }

    /// خلافا لما قاله X: the claim of X.
    fn contradicted(&self, site: Site, range: (usize, usize), reading: &Reading, claims: &[Claim]) -> Option<Denial> {
        let n = site.statement;
        let e = self.claimant(range.0, Site { to: range.1, ..site }, reading)?;
        let his = |k: &usize| reading.statements[*k].speaker.entity == Some(e) && self.may_be_claimed(n, *k, reading);
        let his: Vec<usize> = (0..reading.statements.len()).filter(his).collect();
        let statement = best(claims, n, &his, 0.2).or_else(|| his.iter().rev().find(|k| **k < n).copied())?;
        let claim = self.clip(self.span(self.trim(range.0, range.1)));
        Some(Denial { how: How::Denial, statement: Some(statement), claim })
    }

    /// عاد وأكد أن … وليس …, صحح قائلاً: the same speaker, or his spokesman, takes back what was said before.
    fn corrected(&self, site: Site, reading: &Reading, claims: &[Claim]) -> Option<Denial> {
        let n = site.statement;
        let s = &reading.statements[n];
        let speaker = s.speaker.entity;
        let earlier = |k: &usize| {
            let o = &reading.statements[*k];
            speaker.is_some() && o.speaker.entity == speaker && o.act != Act::Deny && o.content[0] != s.content[0]
        };
        let contrast = (site.from..site.to).find(|i| {
            let key = self.doc.key(*i);
            // الاثنين لا الأحد; no verb behind it
            let noun = |j: usize| self.doc.kind(j) == TokenKind::Number || rawi_text::words::article_off(self.doc.key(j)).1;
            CONTRAST.contains(&key) || key == key!("لا") && *i > site.from && noun(*i + 1) && noun(*i - 1)
        })?;
        if contrast + 1 >= site.to {
            return None;
        }
        let stop = (contrast + 1..site.to)
            .find(|j| matches!(self.doc.kind(*j), TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop | TokenKind::Break))
            .unwrap_or(site.to);
        let (a, b) = self.trim(contrast, stop);
        let claim = self.clip(self.span((a, b)));
        let own: Vec<usize> = (0..n).filter(earlier).collect();
        let statement = best(claims, n, &own, SAME).or_else(|| own.last().copied()).or_else(|| {
            // عاد المتحدث باسمه وأكد: he for whom he speaks said it before
            let from = (self.sentence(site.cue.0).start as usize).max(site.cue.0.saturating_sub(TURN_WITHIN));
            let speaks_for = (from..site.cue.0).any(|i| self.doc.key(i).take(4) == key!("باسم"));
            let all: Vec<usize> = (0..n).filter(|k| speaks_for && self.may_be_claimed(n, *k, reading)).collect();
            best(claims, n, &all, 0.2)
        });
        statement.map(|k| Denial { how: How::Correction, statement: Some(k), claim })
    }

    /// Whether a verb of taking back stands before the cue in its sentence, or is the cue; not within what somebody said.
    fn turns(&self, site: Site, reading: &Reading) -> bool {
        let from = (self.sentence(site.cue.0).start as usize).max(site.cue.0.saturating_sub(TURN_WITHIN));
        let said = |i: usize| {
            let span = self.span((i, i + 1));
            reading.statements.iter().any(|s| s.content.iter().any(|c| c.contains(span)))
        };
        (from..site.cue.1).any(|i| self.signs(i).any(Signs::TURN) && self.doc.kind(i) == TokenKind::Word && !said(i))
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

const CONTRAST: [Key; 3] = [key!("وليس"), key!("وليست"), key!("وليسوا")];

/// Verbs of denying by which also a thing is put right or done with, and no claim.
const OF_THINGS: [Key; 3] = [key!("صحح"), key!("تبرأ"), key!("تنصل")];

/// Whether a claim says what another denies: both are negated, or neither is.
fn asserts(claim: &Claim, denied: &Claim) -> bool {
    if claim.untrue {
        return false;
    }
    if denied.negated { claim.denies(denied) } else { !claim.denies(denied) }
}

/// The statement among some that says most of what statement `n` has, if it says enough of it.
fn best(claims: &[Claim], n: usize, among: &[usize], enough: f64) -> Option<usize> {
    let own = &claims[n].words;
    let mut counts: HashMap<u128, usize> = HashMap::new();
    if claims.len() > 5 {
        claims.iter().flat_map(|c| &c.words).for_each(|w| *counts.entry(*w).or_default() += 1);
    }
    let weight = |w: &u128| if counts.get(w).is_some_and(|all| 3 * all > claims.len()) { COMMON } else { 1.0 };
    let whole: f64 = own.iter().map(weight).sum();
    let mut best: Option<(f64, usize)> = None;
    for &k in among {
        let common: f64 = own.intersection(&claims[k].words).map(weight).sum();
        if common < 1.0 {
            continue;
        }
        let theirs: f64 = claims[k].words.iter().map(weight).sum();
        // a long claim may have been told in fewer words
        let share = common / whole.min(theirs.max(LEAST)).max(1.0);
        let several = common >= 1.8 || enough < SAME && common >= 1.0;
        // the deed must be the same, or nearly all else
        let deed = claims[n].head.is_some_and(|h| claims[k].words.contains(&h));
        let several = several && (deed || share >= NEARLY || enough < SAME);
        if several && share >= enough && best.is_none_or(|(s, _)| share > s) {
            best = Some((share, k));
        }
    }
    best.map(|(_, k)| k)
}

/// The share that is enough where the first words differ.
const NEARLY: f64 = 0.7;

/// The fewest words by which a claim is compared.
const LEAST: f64 = 5.0;
