//! Classes that a clause claims without a verb of calling: who belongs to whom, what a body is of, who was meant.

use super::epithet::is_party;
use super::tables::{Entry, Kinds, Tables};
use super::{Found, Named, Names, Target, Told, Way, article_off};
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::Polarity;
use rawi_actors::EntityKind;
use rawi_text::words::{BA, LAM};
use rawi_text::{Class, TokenKind, key};

/// How many tokens before في إشارة إلى the class stands.
const MEANT: usize = 16;
/// The same for a noun that is a class by itself.
const NEXT: usize = 8;

impl Reader<'_> {
    /// What the word at `i`, in somebody's statement, claims of whom.
    pub(super) fn claimed(&self, i: usize, entry: Entry, article: bool, names: &Names) -> Option<Found> {
        if entry.is(Kinds::BELONG) {
            self.belongs(i)
        } else if entry.is(Kinds::TURN) {
            self.turns_against(i)
        } else if entry.is(Kinds::MORE) {
            self.more(i, entry, names)
        } else if entry.is(Kinds::MEANT) {
            self.meant(i, names)
        } else if entry.is(Kinds::BODY) {
            self.of_ill(i, article, names).or_else(|| self.marked(i))
        } else {
            None
        }
    }

    /// `أن القتلى الخمسة ينتمون إلى منظمة إرهابية`.
    fn belongs(&self, i: usize) -> Option<Found> {
        let to = [Some(Prep::Ila), Some(Prep::Fi)].contains(&self.prep_at(i + 1));
        let at = if to { i + 2 } else { i + 1 };
        let (start, end, polarity) = self.label(at)?;
        let terror = polarity == Polarity::Terrorist || polarity == Polarity::Hostile;
        let (from, until) = self.clause_head(i, 9)?;
        (terror && end > start + 1).then_some(Found {
            by: None,
            target: Target::Words(from, until),
            label: (i, end),
            polarity,
            epithet: false,
            denied: false,
        })
    }

    /// `بأن ميليشيات الحوثي انقلبت على الشرعية`.
    fn turns_against(&self, i: usize) -> Option<Found> {
        let right = self.prep_at(i + 1) == Some(Prep::Ala) && Tables::built_in().get(self.doc.key(i + 2)).is(Kinds::RIGHT);
        let (from, until) = self.clause_head(i, 16).filter(|_| right)?;
        Some(Found {
            by: None,
            target: Target::Words(from, until),
            label: (i, i + 3),
            polarity: Polarity::Hostile,
            epithet: false,
            denied: false,
        })
    }

    /// `لكنه أكثر تطرفا من طالبان`, of the group named last; `داعش أشد خطرا`.
    fn more(&self, i: usize, entry: Entry, names: &Names) -> Option<Found> {
        let lead = i.checked_sub(1).filter(|k| [key!("أكثر"), key!("أشد")].contains(&self.doc.key(*k)))?;
        let before = lead.checked_sub(1)?;
        let pronoun =
            [key!("لكنه"), key!("لكنها"), key!("لأنه"), key!("لأنها"), key!("بأنه"), key!("بأنها"), key!("أنه"), key!("أنها")];
        let named = names.ending(lead).filter(|n| is_party(*n));
        let target = match named {
            Some(n) => n,
            None if pronoun.contains(&self.doc.key(before)) || self.doc.class(before).is(Class::PRON) => {
                let start = self.sentence(i).start as usize;
                names
                    .last_where(before, |n| matches!(n.kind, EntityKind::Group | EntityKind::Organisation) && n.start >= start)?
            }
            None => return None,
        };
        let polarity = entry.polarity?;
        Some(Found { by: None, target: Target::Named(target), label: (lead, i + 1), polarity, epithet: false, denied: false })
    }

    /// `«المرتزقة»، في إشارة إلى X`: a class without a name before it.
    fn meant(&self, i: usize, names: &Names) -> Option<Found> {
        let lead = i.checked_sub(1).filter(|k| self.doc.key(*k) == key!("في"))?;
        if self.prep_at(i + 1) != Some(Prep::Ila) {
            return None;
        }
        let t = Tables::built_in();
        let start = (self.sentence(i).start as usize).max(lead.saturating_sub(MEANT));
        // المرتزقة, للمرتزقة, بالمرتزقة
        let bare = |k: usize| {
            let key = self.doc.key(k);
            let rest = if key.first() == LAM && key.at(1) == LAM { Some(key.skip(2)) } else { None };
            let behind = if key.first() == BA && article_off(key.skip(1)).1 { Some(article_off(key.skip(1)).0) } else { None };
            rest.or(behind).or(article_off(key).1.then(|| article_off(key).0))
        };
        let class = |k: &usize| {
            let Some(entry) = bare(*k).map(|b| t.get(b)) else { return false };
            let claims = matches!(entry.polarity, Some(Polarity::Terrorist | Polarity::Hostile | Polarity::Partner));
            entry.is(Kinds::NOUN) && claims && names.beginning(*k).is_none()
        };
        // الذين يرتكبون جرائم حرب، في إشارة إلى
        let commits = |k: &usize| t.get(self.doc.key(*k)).is(Kinds::COMMIT) && t.get(self.doc.key(k + 1)).is(Kinds::CRIME);
        let near = start.max(lead.saturating_sub(NEXT));
        let (at, to, polarity) = match (near..lead).rev().find(class) {
            Some(at) => (at, at + 1, t.get(bare(at)?).polarity?),
            None => {
                let at = (start..lead).rev().find(|k| commits(k) && self.doc.class(k - 1).is(Class::REL))?;
                (at, at + 2, Polarity::Hostile)
            }
        };
        let target = self.named_or_words(i + 2, self.limit(i).max(i + 3), names)?;
        Some(Found { by: None, target, label: (at, to), polarity, epithet: false, denied: false })
    }

    /// `يتهم «تنظيمات خطيرة»`: a class that is marked off as somebody's word; what it is said of is its noun.
    fn marked(&self, i: usize) -> Option<Found> {
        let open = i.checked_sub(1).filter(|k| self.opens(*k).is_some())?;
        let (start, end, polarity) = self.label(i)?;
        let closed = self.opens(open).is_some_and(|q| self.doc.scaffold.quotes.all[q].close as usize == end);
        let claims = matches!(polarity, Polarity::Terrorist | Polarity::Hostile);
        (closed && claims && start == i && end > i + 1)
            .then(|| Found { epithet: false, ..Found::passing(Target::Words(i, end - 1), (i, end), polarity) })
    }

    /// `تعمل أطراف ما كأعوان للتنظيم`.
    pub(super) fn acts_as(&self, i: usize, names: &Names) -> Option<Found> {
        let t = Tables::built_in();
        let (start, end, polarity) = self.label(i)?;
        // لا ينظر إلى سورية كشريك
        let looks = [key!("ينظر"), key!("تنظر"), key!("ننظر"), key!("نظر"), key!("نظرت"), key!("ينظرون")];
        if let Some(verb) = (i.saturating_sub(9)..i).rev().find(|k| looks.contains(&self.doc.key(*k)))
            && let Some(n) = names.ending(i).filter(|n| is_party(*n) && self.prep_at(n.start - 1) == Some(Prep::Ila))
        {
            let denied = verb > 0 && self.doc.class(verb - 1).is(Class::NEG);
            return Some(Found { by: None, target: Target::Named(n), label: (start, end), polarity, epithet: false, denied });
        }
        let verb = (i.saturating_sub(5)..i).rev().find(|k| t.get(self.doc.key(*k)).is(Kinds::ACTS))?;
        // حكومة صالح تتصرف في الجنوب كقوة احتلال
        let aside = self.doc.class(verb + 1).is(Class::PREP) && verb + 1 < i;
        if aside && names.ending(verb).is_none() {
            let (from, to) = self.clause_head(verb, 9)?;
            let target = Target::Words(from, to);
            return Some(Found { by: None, target, label: (start, end), polarity, epithet: false, denied: false });
        }
        let target = match (verb + 1 < i && !aside, names.ending(verb)) {
            (true, _) => match names.beginning(verb + 1).filter(|n| n.end == i) {
                Some(n) => Target::Named(n),
                None => {
                    let plain =
                        |k: usize| self.doc.kind(k) == TokenKind::Word && !self.doc.class(k).is(Class::PREP.or(Class::CLAUSE));
                    (verb + 1..i).all(plain).then_some(Target::Words(verb + 1, i))?
                }
            },
            (false, Some(n)) if is_party(n) => Target::Named(n),
            _ => return None,
        };
        Some(Found { by: None, target, label: (start, end), polarity, epithet: false, denied: false })
    }

    /// The name that begins at a token, or the phrase.
    fn named_or_words(&self, at: usize, limit: usize, names: &Names) -> Option<Target> {
        if let Some(n) = names.beginning(at) {
            return Some(Target::Named(n));
        }
        let np = self.noun_phrase(at, limit, true, &[]).filter(|np| np.start == at && np.can_speak())?;
        Some(Target::Words(np.start, np.end))
    }

    /// `عناصر التخريب والتمرد`, of the group that the article is about.
    fn of_ill(&self, i: usize, article: bool, names: &Names) -> Option<Found> {
        let t = Tables::built_in();
        // إحدى حركات التمرد: what a group is
        let one = i > 0 && [key!("إحدى"), key!("أحد"), key!("كبرى"), key!("أكبر")].contains(&self.doc.key(i - 1));
        if article || one {
            return None;
        }
        // عناصر التخريب والتمرد, of which قوة احتلال tells only what a body is
        let ill = |k: &usize| {
            let key = self.doc.key(*k);
            let definite = article_off(key).1 || key.first() == rawi_text::words::WAW && article_off(key.skip(1)).1;
            definite && t.get(key).is(Kinds::ILL)
        };
        let end = (i + 1..i + 4).take_while(ill).last()? + 1;
        let worst = (i + 1..end).any(|k| t.get(self.doc.key(k)).polarity == Some(Polarity::Terrorist));
        let polarity = if worst { Polarity::Terrorist } else { Polarity::Hostile };
        // عناصر التمرد الحوثية
        let target = match names.beginning(end).filter(|n| n.kind == EntityKind::Group) {
            Some(n) => Target::Meant(n, i, end),
            None => {
                let coalition = self.doc.key(i + 1) == key!("العدوان");
                let alliance = |n: &Named| self.doc.tables.kb[n.row as usize].name.starts_with("التحالف");
                let named = names.0.iter().find(|n| alliance(n)).copied();
                // دول التحالف
                let words = || {
                    let at = (0..i).rev().take(400).find(|k| self.doc.key(*k) == key!("التحالف"))?;
                    let from = at - usize::from(at > 0 && self.doc.key(at - 1) == self.doc.key(i));
                    Some(Target::Words(from, at + 1))
                };
                match named.filter(|_| coalition) {
                    Some(n) => Target::Meant(n, i, end),
                    None if coalition => words()?,
                    None => Target::Meant(self.group_meant(i, names)?, i, end),
                }
            }
        };
        Some(Found::passing(target, (i, end), polarity))
    }

    /// `ميليشيات الحوثي`, `المليشيات الحوثية`: a noun of contempt with a group's name; `الميليشيات` alone, of a group named
    /// before.
    pub(super) fn militia(&self, i: usize, article: bool, entry: Entry, names: &Names) -> Option<(Found, Way)> {
        let contempt = entry.is(Kinds::NOUN) && entry.is(Kinds::BODY) && entry.polarity == Some(Polarity::Hostile);
        if !contempt {
            return None;
        }
        let body = Tables::built_in().get(self.doc.key(i + 1)).is(Kinds::BODY) && self.doc.kb_at(i + 1).is_none();
        let at = i + 1 + usize::from(body && !article);
        let at = at + usize::from(self.doc.kind(at) == TokenKind::Quote);
        let own = || names.beginning(i).filter(|n| n.kind == EntityKind::Group && n.end > i + 1);
        if let Some(n) = names.beginning(at).filter(|n| n.kind == EntityKind::Group).or_else(own) {
            // عصابات داعش الإرهابية: the adjective tells more
            let (next, definite) = article_off(self.doc.key(n.end));
            let more = definite && Tables::built_in().get(next).is(Kinds::ADJECTIVE);
            let found = Found::passing(Target::Meant(n, i, n.end), (i, n.end), Polarity::Hostile);
            return (!more).then_some((found, Way::Militia));
        }
        let alone = article && !self.described(i + 1);
        let n = self.group_meant(i, names).filter(|_| alone)?;
        Some((Found::passing(Target::Meant(n, i, i + 1), (i, i + 1), Polarity::Hostile), Way::Militias))
    }

    /// Whether a token is an adjective with its article, or another noun's genitive: what stands before it is not alone.
    pub(super) fn described(&self, k: usize) -> bool {
        self.doc.kind(k) == TokenKind::Word && article_off(self.doc.key(k)).1
    }

    /// `المتمردين الحوثيين`, `متمردي طالبان`: many of a group that are called something; `المتمردين` alone, of a group named
    /// before; `المستوطنين المتطرفين`, of people without a name.
    pub(super) fn many(&self, i: usize, names: &Names) -> Option<(Found, Way)> {
        let key = self.doc.key(i);
        let (bare, definite) = article_off(key);
        let definite = definite || key.first() == LAM && key.at(1) == LAM;
        let plural = bare.before(key!("ين")).is_some() || bare.before(key!("ون")).is_some();
        let polarity = self.entry(i).0.polarity?;
        // متمردي طالبان, متمردو تنظيم داعش; not إرهابي
        let of = !definite && !plural && (bare.before(key!("و")).is_some() || self.one_of_many(bare));
        if !(definite && plural || of) {
            return None;
        }
        let at = i + 1 + usize::from(self.doc.kind(i + 1) == TokenKind::Quote);
        let group = |n: &Named| matches!(n.kind, EntityKind::Group | EntityKind::Organisation);
        if let Some(n) = names.beginning(at).filter(group) {
            let found = Found::passing(Target::Meant(n, i, n.end), (i, n.end), polarity);
            return Some((found, Way::Rebels));
        }
        if of || i == 0 {
            return None;
        }
        // المستوطنين المتطرفين
        let head = i - 1;
        let people = self.doc.kind(head) == TokenKind::Word && article_off(self.doc.key(head)).1;
        if people {
            let many = [key!("ين"), key!("ون")].iter().any(|e| self.doc.key(head).before(*e).is_some());
            if let Some(n) = names.ending(i).filter(group) {
                return Some((Found::passing(Target::Named(n), (n.start, i + 1), polarity), Way::Rebels));
            }
            return many.then(|| (Found::passing(Target::Words(head, i), (head, i + 1), polarity), Way::People));
        }
        let n = self.group_meant(i, names).filter(|_| !self.described(i + 1))?;
        Some((Found::passing(Target::Meant(n, i, i + 1), (i, i + 1), polarity), Way::Many))
    }

    /// Whether a word is the plural of an adjective in ي before its genitive (متمردي, إرهابيي) and not the singular itself.
    fn one_of_many(&self, bare: rawi_text::Key) -> bool {
        !Tables::built_in().get(bare).is(Kinds::ADJECTIVE)
    }

    /// `«المنظمة الإرهابية»، العبارة التي تستخدمها أنقرة للحديث عن X`.
    pub(super) fn termed(&self, i: usize, names: &Names, told: &mut Vec<Told>, out: &mut Vec<Found>) {
        let limit = self.limit(i);
        let rel = i + 1;
        if !self.doc.class(rel).is(Class::REL) || i < 3 {
            return;
        }
        let t = Tables::built_in();
        let class = |k: &usize| {
            let (bare, definite) = article_off(self.doc.key(*k));
            let entry = t.get(bare);
            definite && entry.is(Kinds::ADJECTIVE) && matches!(entry.polarity, Some(Polarity::Terrorist | Polarity::Hostile))
        };
        let Some(at) = (i.saturating_sub(6)..i).find(class) else { return };
        let Some(polarity) = t.get(article_off(self.doc.key(at)).0).polarity else { return };
        let lead = [key!("عن"), key!("إلى"), key!("على"), key!("لوصف"), key!("لتسمية")];
        let Some(of) =
            (rel + 2..limit.min(rel + 14)).find(|k| lead.contains(&self.doc.key(*k)) && names.beginning(k + 1).is_some())
        else {
            return;
        };
        let Some(target) = names.beginning(of + 1) else { return };
        // it is not the outlet's own
        told.retain(|(f, _)| !(f.epithet && f.label.0 <= at && at < f.label.1));
        let label = (at.saturating_sub(1), at + 1);
        let mut push = |by| out.push(Found { by, target: Target::Named(target), label, polarity, epithet: false, denied: false });
        if let Some(np) = self.noun_phrase(rel + 2, of, true, &[]).filter(|np| np.start == rel + 2 && np.can_speak()) {
            push(Some(names.beginning(np.start).map_or(Target::Words(np.start, np.end), Target::Named)));
        }
        // نسبت هيئة الأركان الهجوم إلى «المنظمة الإرهابية»
        let start = self.sentence(i).start as usize;
        let ascribes = [key!("نسب"), key!("نسبت"), key!("ونسب"), key!("ونسبت")];
        if let Some(verb) = (start..at).rev().find(|k| ascribes.contains(&self.doc.key(*k)))
            && let Some(np) = self.noun_phrase(verb + 1, at, true, &[]).filter(|np| np.start == verb + 1 && np.can_speak())
        {
            push(Some(Target::Words(np.start, np.end)));
        }
    }
}
