//! Verbs that put somebody into a class (يعتبر X كياناً إرهابياً، وصف X بـ) or onto a list (أدرج X على قائمة الإرهاب).

use super::epithet::is_party;
use super::tables::{Entry, Kinds, Tables};
use super::{Found, Named, Names, Target};
use crate::reader::{Reader, word};
use crate::reading::Polarity;
use rawi_actors::{EntityKind, Gender};
use rawi_text::words::{BA, WAW, article_off};
use rawi_text::{Class, TokenKind, key};

/// How far behind the verb its class or list is looked for.
const FAR: usize = 18;
/// How many words before a noun of calling the verb stands that refuses it.
const REFUSED: usize = 8;

impl Reader<'_> {
    /// What the verb at `i` says of whom.
    pub(super) fn classified(&self, i: usize, entry: Entry, names: &Names) -> Option<Found> {
        let limit = self.limit(i).min(i + FAR);
        let (label, polarity, from) = if entry.is(Kinds::VERB) {
            let (start, end, polarity) = self.class_behind(i, limit)?;
            ((start, end), polarity, start)
        } else {
            self.list_behind(i, limit)?
        };
        let (refuser, refused) = self.refuses(i, names);
        let denied = entry.is(Kinds::UNLIST) != (refused || self.negated(i));
        let bare = [key!("مصنف"), key!("مصنفة"), key!("مدرج"), key!("مدرجة"), key!("مدرجا")];
        let participle = article_off(self.doc.key(i)).1 || bare.contains(&self.doc.key(i));
        let (by, target) = if participle {
            // التنظيمات المصنفة إرهابية من قبل مجلس الأمن, جبهة النصرة مصنفة كمنظمة إرهابية
            let by = self.agent(label.1, names);
            (by, self.before_participle(i, names)?)
        } else {
            let (by, target) = self.subject_and_object(i, from, names)?;
            (refuser.or(by).or_else(|| self.agent(label.1, names)), target)
        };
        Some(Found { by, target, label, polarity, epithet: false, denied })
    }

    /// Whether a negation stands directly before the verb at `i`: لا تعتبر روسيا X منظمة إرهابية.
    fn negated(&self, i: usize) -> bool {
        // ما تصفه واشنطن بأنه: relative
        i > 0 && self.doc.class(i - 1).is(Class::NEG) && self.doc.key(i - 1) != word::MA
    }

    /// Whether the noun of calling at `i` is what somebody refuses or takes back, and who does, where that is named: رفضت
    /// موسكو اعتبار X منظمة إرهابية, ألغت واشنطن تصنيف X.
    fn refuses(&self, i: usize, names: &Names) -> (Option<Target>, bool) {
        let t = Tables::built_in();
        let mark = |k: &usize| self.doc.kind(*k) == TokenKind::Word && !self.doc.class(*k).is(Class::CLAUSE.or(Class::REL));
        let refuse = |k: &usize| {
            let key = self.doc.key(*k);
            let joined =
                matches!(key.first(), rawi_text::words::WAW | rawi_text::words::FA) && t.get(key.skip(1)).is(Kinds::REFUSE);
            t.get(key).is(Kinds::REFUSE) || joined
        };
        let Some(verb) = (i.saturating_sub(REFUSED)..i).rev().take_while(mark).find(refuse) else { return (None, false) };
        let named = names.beginning(verb + 1).filter(|n| n.end == i).map(Target::Named);
        let np = || self.noun_phrase(verb + 1, i, true, &[]).filter(|np| np.start == verb + 1 && np.end == i && np.can_speak());
        let by = named.or_else(|| np().map(|np| Target::Words(np.start, np.end)));
        let told = verb + 1 == i || by.is_some();
        (by, told)
    }

    /// A relative clause with an object pronoun: حزب العمال الذي تعتبره أنقرة منظمة إرهابية.
    pub(super) fn relative(&self, i: usize, names: &Names) -> Option<Found> {
        let (start, end, polarity) = self.class_behind(i, self.limit(i).min(i + FAR))?;
        let mut before = i - 1;
        // حزب العمال (بي كا كا) الذي, «داعش» -الذي
        while before > 1 && before + 8 > i {
            let mark = matches!(self.doc.kind(before - 1), TokenKind::Comma | TokenKind::Quote | TokenKind::Dash);
            // حركة الشباب المتشددة، التي
            let adjective = article_off(self.doc.key(before - 1)).1 && self.doc.word(before - 1).is_adjective();
            if names.ending(before).is_some() {
                break;
            } else if mark || adjective {
                before -= 1;
            } else if self.doc.kind(before - 1) == TokenKind::Close {
                let open = (before.saturating_sub(7)..before - 1).rev().find(|k| self.doc.kind(*k) == TokenKind::Open);
                let Some(open) = open else { break };
                before = open;
            } else if self.quote(before - 1).is_some() && names.ending(before).is_none() {
                // حزب العمال "بي كيه كيه" -الذي
                let open = (before.saturating_sub(6)..before).rev().find(|k| self.doc.kind(*k) == TokenKind::Quote);
                let Some(open) = open.filter(|o| self.opens(*o).is_some()) else { break };
                before = open;
            } else {
                break;
            }
        }
        let target = names.ending(before).filter(|n| is_party(*n))?;
        let np = self.noun_phrase(i + 1, start, true, &[]).filter(|np| np.can_speak());
        let by = names.beginning(i + 1).map(Target::Named).or(np.map(|np| Target::Words(np.start, np.end)))?;
        Some(Found { by: Some(by), target: Target::Named(target), label: (start, end), polarity, epithet: false, denied: false })
    }

    /// What somebody is called instead of a name: ما وصفها بتنظيمات إيرانية خطيرة, من سماهم بالإرهابيين. The words of the
    /// class are the target.
    pub(super) fn called(&self, i: usize, names: &Names) -> Option<Found> {
        let open = [key!("ما"), key!("مما"), key!("بما"), key!("لما"), key!("من"), key!("ممن"), key!("عما"), key!("وما")];
        if !open.contains(&self.doc.key(i - 1)) {
            return None;
        }
        // ما تصفه واشنطن بالتنظيم الإرهابي
        let j = (i + 1..(i + 6).min(self.limit(i))).find(|j| self.doc.key(*j).first() == BA && self.label(*j).is_some())?;
        let by = if j > i + 1 { self.noun_phrase(i + 1, j, true, &[]).filter(|np| np.can_speak() && np.end == j) } else { None };
        if j > i + 1 && by.is_none() {
            return None;
        }
        let (start, end, polarity) = self.label(j)?;
        let by = by.map(|np| Target::Words(np.start, np.end));
        // بتنظيمات إيرانية | خطيرة; بالمليشيات التي تنشط على الحدود
        let (last, definite) = article_off(self.doc.key(end - 1));
        let adjective = Tables::built_in().get(if definite { last } else { self.doc.key(end - 1) }).is(Kinds::ADJECTIVE);
        let to = match end - start {
            1 if self.doc.class(end).is(Class::REL) => {
                let stop = |k: &usize| !matches!(self.doc.kind(*k), TokenKind::Word | TokenKind::Number | TokenKind::Quote);
                (end..self.limit(i).min(end + FAR)).find(stop).unwrap_or(self.limit(i).min(end + FAR))
            }
            1 => end,
            _ => end - usize::from(adjective),
        };
        // ما وصفته بسرطان الفتنة: of the group that is spoken of
        let insult = Tables::built_in().get(article_off(self.doc.key(start).skip(u32::from(start == j))).0);
        let insult = insult.is(Kinds::NOUN) || Tables::built_in().get(self.doc.key(start)).is(Kinds::NOUN);
        let meant = if insult && polarity != Polarity::Partner { self.group_meant(i, names) } else { None };
        let target = meant.map_or(Target::Words(start, to), |n| Target::Meant(n, start, to));
        Some(Found { by, target, label: (start, end), polarity, epithet: false, denied: false })
    }

    /// A verb whose object is a pronoun: وتصنفه أنقرة منظمة إرهابية, of the group named last; هاجم X حركة Y ووصفها بأنها
    /// إرهابية, of whoever else the sentence names.
    pub(super) fn of_it(&self, i: usize, names: &Names) -> Option<Found> {
        let (start, end, polarity) = self.class_behind(i, self.limit(i).min(i + FAR))?;
        let found = |by, of| Found {
            by,
            target: Target::Named(of),
            label: (start, end),
            polarity,
            epithet: false,
            denied: self.negated(i),
        };
        let np = self.noun_phrase(i + 1, start, true, &[]).filter(|np| np.start == i + 1 && np.can_speak());
        let by = names.beginning(i + 1).map(Target::Named).or(np.map(|np| Target::Words(np.start, np.end)));
        let Some(by) = by else {
            let (by, of) = self.elided_caller(i, names)?;
            return Some(found(Some(by), of));
        };
        let of = names.last_where(i, |n| matches!(n.kind, EntityKind::Group | EntityKind::Organisation))?;
        // تصنفهم: of people, only of those named just before
        let many = self.doc.key(i).before(key!("هم")).is_some();
        if self.sentence_number(i) - self.sentence_number(of.start) > 1 || many && of.end + 5 < i {
            return None;
        }
        Some(found(Some(by), of))
    }

    /// The subject of the verb that opens the sentence of a joined verb at `i`, and the one named last before `i`: whoever it
    /// calls something is not its subject.
    fn elided_caller(&self, i: usize, names: &Names) -> Option<(Target, Named)> {
        let start = self.sentence(i).start as usize;
        // ووصفها; not ما وصفها
        let whole = self.cues.at(i).is_some_and(|c| c.conj.is_none());
        let joined = self.doc.key(i).first() == WAW && !whole;
        // the verb may stand first or behind one word (وقد، كما)
        let subject = (start..(start + 3).min(i)).find_map(|k| {
            let named = names.beginning(k).filter(|n| is_party(*n) && n.end <= i).map(|n| (Target::Named(n), n.end));
            let np = || self.noun_phrase(k, i, true, &[]).filter(|np| np.start == k && np.can_speak());
            named.or_else(|| np().map(|np| (Target::Words(np.start, np.end), np.end)))
        });
        let (by, after) = subject.filter(|_| joined)?;
        let of = names.last_where(i, |n| is_party(*n) && n.start >= after)?;
        let (her, them) = (self.doc.key(i).before(key!("ها")).is_some(), self.doc.key(i).before(key!("هم")).is_some());
        let feminine = self.doc.tables.kb[of.row as usize].gender == Gender::F;
        let fits = match of.kind {
            EntityKind::Person => !them && her == feminine,
            EntityKind::State | EntityKind::Group | EntityKind::Organisation => them || her || !feminine,
            _ => false,
        };
        fits.then_some((by, of))
    }

    /// The class that the verb at `i` gives, in its clause.
    fn class_behind(&self, i: usize, limit: usize) -> Option<(usize, usize, Polarity)> {
        for j in i + 1..limit {
            match self.doc.kind(j) {
                TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Stop | TokenKind::Break => return None,
                _ => {}
            }
            let class = self.doc.class(j);
            // وصف X بأنه منظمة إرهابية
            let said = [key!("بأنه"), key!("بأنها"), key!("بأنهم")].contains(&self.doc.key(j));
            if said {
                // بأنها أكبر دولة راعية للإرهاب
                let first = Tables::built_in().get(self.doc.key(j + 1)).is(Kinds::FIRST);
                return self.label(j + 1 + usize::from(first));
            }
            if class.is(Class::CLAUSE.or(Class::REL).or(Class::NEG)) {
                return None;
            }
            if let Some(found) = self.label(j).filter(|l| l.1 > j) {
                return Some(found);
            }
            // ضمن التنظيمات الإرهابية
            if [key!("ضمن"), key!("بين"), key!("عداد")].contains(&self.doc.key(j))
                && let Some(found) = self.label_of(j + 1, true).filter(|l| l.1 > j + 2)
            {
                return Some(found);
            }
        }
        None
    }

    /// The list that the verb at `i` puts on or takes off, if it is one of terrorists: its words, and the preposition.
    fn list_behind(&self, i: usize, limit: usize) -> Option<((usize, usize), Polarity, usize)> {
        let t = Tables::built_in();
        let roster = (i + 1..limit).find(|j| t.get(self.doc.key(*j)).is(Kinds::ROSTER))?;
        let prep = roster.checked_sub(1).filter(|p| self.doc.class(*p).is(Class::PREP))?;
        // وأضاف أن واشنطن وضعت X على القائمة
        if (i + 1..roster).any(|k| self.doc.class(k).is(Class::CLAUSE)) {
            return None;
        }
        let terror = [key!("الإرهاب"), key!("للإرهاب"), key!("الإرهابية"), key!("الإرهابيين"), key!("السوداء")];
        let end = (roster + 1..roster + 4).find(|j| terror.contains(&self.doc.key(*j)))?;
        Some(((roster, end + 1), Polarity::Terrorist, prep))
    }

    /// Who calls and who is called so: the subject behind or before the verb, the object directly before the class.
    fn subject_and_object(&self, i: usize, label: usize, names: &Names) -> Option<(Option<Target>, Target)> {
        let marks = |from: usize, to: usize| {
            (from..to).all(|k| {
                !matches!(self.doc.kind(k), TokenKind::Word)
                    || self.doc.key(k).len() == 1
                    || self.doc.class(k).is(Class::CLAUSE)
                    || self.doc.word(k).is_demonym()
            })
        };
        // واصفة إياه بـ
        let him = [key!("إياه"), key!("إياها"), key!("إياهم")];
        if him.contains(&self.doc.key(i + 1)) {
            let start = self.sentence(i).start as usize;
            let last = names.last_where(i, |n| is_party(*n) && n.start >= start)?;
            // هاجمت الصحيفة كيري، واصفة إياه
            let np = self.noun_phrase(start + 1, last.start, true, &[]).filter(|np| np.start == start + 1 && np.can_speak())?;
            return Some((Some(Target::Words(np.start, np.end)), Target::Named(last)));
        }
        let within: Vec<Named> = names.within(i + 1, label).collect();
        let Some(object) = within.last().copied().filter(|n| is_party(*n) && marks(n.end, label)) else {
            return self.unnamed_object(i, label, names);
        };
        // the object of another preposition is none
        let recognises = [key!("اعترف"), key!("اعترفت"), key!("يعترف"), key!("تعترف")].contains(&self.doc.key(i));
        if self.doc.class(object.start - 1).is(Class::PREP)
            || super::glued_prep(self.doc.key(object.start)) && self.clitic_at(object) && !recognises
        {
            return None;
        }
        let by = if let [first, _, ..] = within[..] {
            (first.start == i + 1).then_some(Target::Named(first))
        } else if object.start > i + 1 {
            // رفع جماعة مجاهدي خلق: a noun of the object
            let of_object = object.start == i + 2 && Tables::built_in().get(self.doc.key(i + 1)).is(Kinds::BODY);
            let np = self.noun_phrase(i + 1, object.start, true, &[]).filter(|np| np.can_speak() && !of_object);
            np.map(|np| Target::Words(np.start, np.end))
        } else {
            names.ending(i - usize::from(self.negated(i))).filter(|n| is_party(*n)).map(Target::Named)
        };
        Some((by, Target::Named(object)))
    }

    /// An object that is a group's noun with its article, or a person: وصف الجماعة بالإرهابية.
    fn unnamed_object(&self, i: usize, label: usize, names: &Names) -> Option<(Option<Target>, Target)> {
        let t = Tables::built_in();
        let body = |k: &usize| {
            let (bare, definite) = article_off(self.doc.key(*k));
            let people = self.doc.word(*k).role().is_some_and(|r| r.role.is_human() && r.number == rawi_actors::Number::P);
            let many = bare.before(key!("ين")).is_some() && self.doc.word(*k).is_noun() && !self.doc.word(*k).is_demonym();
            definite && (t.get(bare).is(Kinds::BODY) || people || many)
        };
        let end = label - usize::from(self.doc.kind(label - 1) == TokenKind::Quote);
        // وصف المختطفين بأنهم
        let said = [key!("بأنه"), key!("بأنها"), key!("بأنهم")].contains(&self.doc.key(end.saturating_sub(1)));
        let end = end - usize::from(said);
        let head = (i + 1..end).rev().take(4).find(body)?;
        if !(head + 1..end).all(|k| self.doc.word(k).is_demonym() || article_off(self.doc.key(k)).1) {
            return None;
        }
        let by = if head > i + 1 {
            let np = self.noun_phrase(i + 1, head, true, &[]).filter(|np| np.can_speak())?;
            Some(Target::Words(np.start, np.end))
        } else {
            names.ending(i).filter(|n| is_party(*n)).map(Target::Named)
        };
        Some((by, Target::Words(head, end)))
    }

    fn clitic_at(&self, n: Named) -> bool {
        let row = &self.doc.tables.kb[n.row as usize];
        self.doc.key(n.start).first() != rawi_text::Key::of(&row.name).first()
    }

    /// `من قبل مجلس الأمن`, `لدى واشنطن` behind a class.
    fn agent(&self, end: usize, names: &Names) -> Option<Target> {
        let lead = (end..end + 3).find(|k| {
            let by = [key!("قبل"), key!("جانب")].contains(&self.doc.key(*k)) && self.doc.key(k - 1) == crate::reader::word::MIN;
            by || self.doc.key(*k) == key!("لدى")
        })?;
        names.beginning(lead + 1).map(Target::Named)
    }

    /// Whom a participle with its article is said of.
    fn before_participle(&self, i: usize, names: &Names) -> Option<Target> {
        if let Some(n) = names.ending(i).filter(|n| is_party(*n)) {
            return Some(Target::Named(n));
        }
        let head = i.checked_sub(1)?;
        let (bare, definite) = article_off(self.doc.key(head));
        let from = head
            - usize::from(
                head > 0
                    && [key!("باقي"), key!("وباقي"), key!("سائر"), key!("كل"), key!("جميع")].contains(&self.doc.key(head - 1)),
            );
        (definite && Tables::built_in().get(bare).is(Kinds::BODY)).then_some(Target::Words(from, i + 1))
    }
}
