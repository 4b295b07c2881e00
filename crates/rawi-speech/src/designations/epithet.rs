//! What somebody is called in passing: جبهة النصرة الإرهابية، القوى الانقلابية، حليفتنا تركيا، قوات الاحتلال.

use super::tables::{Entry, Kinds, Tables};
use super::{Found, Named, Names, Target, Way, glued_prep};
use crate::demonyms::state_of;
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::Polarity;
use rawi_actors::EntityKind;
use rawi_text::words::{KAF, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};

/// How long a relative clause may be behind which the members of a class are named.
const CLAUSE: usize = 20;
/// How many names of a list are followed.
const LIST: usize = 8;
/// How many sentences back a group may be named that التنظيم الإرهابي goes back to.
const NEAR: usize = 2;
/// The state that الاحتلال alone is said of.
const OCCUPIER: &str = "state:il";

impl Reader<'_> {
    /// `المعارضة الوطنية التي …، بما في ذلك X`: a class with its members.
    pub(super) fn opposition(&self, i: usize, entry: Entry, names: &Names, out: &mut Vec<Found>) {
        let t = Tables::built_in();
        let (Some(Polarity::Opposition), Some(head)) = (entry.polarity, i.checked_sub(1)) else { return };
        let key = self.doc.key(head);
        let bare = if key.first() == rawi_text::words::LAM && key.at(1) == rawi_text::words::LAM {
            key.skip(2)
        } else {
            article_off(key).0
        };
        if !t.get(bare).is(Kinds::BODY) {
            return;
        }
        let stop = |k: usize| matches!(self.doc.kind(k), TokenKind::Stop | TokenKind::Break | TokenKind::Semicolon);
        let including = |k: usize| {
            let next = [key!("ذلك"), key!("فيها"), key!("فيهم")];
            self.doc.key(k) == key!("بما") && (k + 1..k + 3).any(|j| next.contains(&self.doc.key(j)))
        };
        let Some(lead) = (i + 1..self.limit(i).min(i + 26)).take_while(|k| !stop(*k)).find(|k| including(*k)) else { return };
        let mut at = (lead + 2..lead + 8).find(|k| names.beginning(*k).is_some()).unwrap_or(lead);
        for _ in 0..LIST {
            at += usize::from(self.doc.kind(at) == TokenKind::Quote);
            let Some(n) = names.beginning(at).filter(|n| is_party(*n)) else { return };
            out.push(Found::passing(Target::Named(n), (head, i + 1), Polarity::Opposition));
            at = n.end + usize::from(self.doc.kind(n.end) == TokenKind::Quote);
        }
    }

    /// A definite adjective at `i` behind a name or a group's noun.
    pub(super) fn epithet(&self, i: usize, entry: Entry, said: bool, names: &Names, out: &mut Vec<Found>) {
        if said {
            self.opposition(i, entry, names, out);
        }
        if entry.is_kin() {
            out.extend(self.kin(i, names));
            return;
        }
        let Some(polarity @ (Polarity::Terrorist | Polarity::Hostile)) = entry.polarity else { return };
        let found = |target, from| Found { by: None, target, label: (from, i + 1), polarity, epithet: true, denied: false };
        // الإرهابي عبد الملك الحوثي
        if said && let Some(n) = names.beginning(i + 1).filter(|n| n.kind == EntityKind::Person && names.ending(i).is_none()) {
            out.push(found(Target::Named(n), i));
            return;
        }
        let mut p = i;
        while p > 0 && p + 2 > i && self.doc.word(p - 1).is_demonym() && article_off(self.doc.key(p - 1)).1 {
            p -= 1;
        }
        // تنظيم «داعش» الإرهابي, جبهة النصرة «الإرهابية»
        let quote = p > 0 && matches!(self.doc.kind(p - 1), TokenKind::Quote | TokenKind::Close);
        let quoted = if quote { names.ending(p - 1) } else { None };
        // the name may have the adjective in it (تنظيم داعش الإرهابي)
        let named = quoted.or_else(|| names.ending(p)).or_else(|| names.ending(i)).or_else(|| names.ending(i + 1));
        // أرض الصومال الانفصالية: what it is
        if named.is_some_and(|n| n.kind == EntityKind::State) && entry.describes() {
            return;
        }
        if let Some(n) = named.filter(|n| is_party(*n)) {
            // تنظيمي داعش وجبهة النصرة الإرهابيين
            let two = [key!("ين"), key!("ان")].iter().any(|e| self.doc.key(i).before(*e).is_some());
            // هجومي تونس الإرهابيين
            if two && n.kind == EntityKind::State {
                return;
            }
            if two
                && self.doc.key(n.start).first() == WAW
                && let Some(first) = names.ending(n.start).filter(|n| is_party(*n))
            {
                out.push(found(Target::Named(first), first.start));
                out.push(found(Target::Named(n), first.start));
                return;
            }
            out.push(found(Target::Named(n), n.start));
            return;
        }
        let t = Tables::built_in();
        // حركة كاخ الإرهابية, "الحزب التركستاني" الإرهابي: names that the knowledge base does not have
        let body = |k: usize| t.get(article_off(self.doc.key(k)).0).is(Kinds::BODY);
        if quote && self.closes(p - 1).is_some() {
            let open = (p.saturating_sub(6)..p - 1).rev().find(|k| self.doc.kind(*k) == TokenKind::Quote);
            if let Some(open) = open.filter(|o| *o + 2 < p && (body(o + 1) || *o > 0 && body(o - 1))) {
                let from = if body(open + 1) { open + 1 } else { open - 1 };
                let to = if from > open { p - 1 } else { p };
                out.push(found(Target::Words(from, to), from));
            }
            return;
        }
        if p == i
            && i > 1
            && body(i - 2)
            && !article_off(self.doc.key(i - 2)).1
            && self.doc.kind(i - 1) == TokenKind::Word
            && !article_off(self.doc.key(i - 1)).1
            && !self.doc.class(i - 1).any()
            && t.get(self.doc.key(i - 1)).polarity.is_none()
            && !body(i - 1)
        {
            out.push(found(Target::Words(i - 2, i), i - 2));
            return;
        }
        let Some(head) = p.checked_sub(1).filter(|h| self.doc.kind(*h) == TokenKind::Word) else { return };
        let mut key = self.doc.key(head);
        if matches!(key.first(), WAW) && !article_off(key).1 {
            key = key.skip(1);
        }
        let twice = glued_prep(key) && key.at(1) == key!("ل").first();
        let (bare, definite) = if twice { (key.skip(2), true) } else { article_off(key) };
        // بالجماعة الإرهابية, كالجماعة
        let behind = article_off(key.skip(1));
        let glued = !definite && behind.1 && matches!(key.first(), rawi_text::words::BA | KAF);
        let (bare, definite) = if glued { behind } else { (bare, definite) };
        if !definite || !t.get(bare).is(Kinds::BODY) {
            return;
        }
        // التنظيم الإرهابي «داعش»
        let behind = i + 1 + usize::from(self.doc.kind(i + 1) == TokenKind::Quote);
        if let Some(n) = names
            .beginning(behind)
            .filter(|n| matches!(n.kind, EntityKind::Group | EntityKind::Organisation) && t.get(bare).is(Kinds::ONE))
        {
            out.push(found(Target::Named(n), head));
            return;
        }
        let before = out.len();
        // التنظيمين الإرهابيين، «النصرة» و«القاعدة»; المنظمتين المتطرفتين (حماس وحزب الله)
        if t.get(bare).is(Kinds::BOTH) {
            self.both(i + 1, names, |n| out.push(found(Target::Named(n), head)));
            return;
        }
        self.members(i + 1, names, |n| out.push(found(Target::Named(n), head)));
        self.members_before(head, names, |n| out.push(found(Target::Named(n), head)));
        if out.len() > before {
            return;
        }
        // التنظيم الإرهابي, after a group whose name begins with that noun, or the last one
        let begins = |n: &Named| self.doc.tables.kb[n.row as usize].name.split(' ').next().is_some_and(|w| Key::of(w) == bare);
        let near = |n: &Named| self.sentence_number(head) - self.sentence_number(n.start) <= NEAR;
        let group = names.last_where(head, |n| self.is_band(n) && begins(n));
        let one = t.get(bare).is(Kinds::ONE);
        let last = || names.last_where(head, |n| self.is_band(n)).filter(near).or_else(|| self.only_group(names));
        let elements = said && [key!("عناصر"), key!("عصابات"), key!("عصابة"), key!("زمرة")].contains(&bare);
        let only = || self.only_group(names).filter(|n| n.start < head);
        let group = group.or_else(|| {
            if one {
                last()
            } else if elements {
                only()
            } else {
                None
            }
        });
        if let Some(n) = group {
            out.push(found(Target::Meant(n, head, i + 1), head));
        } else if polarity == Polarity::Hostile
            && [key!("ميليشيات"), key!("مليشيات"), key!("ميليشيا"), key!("مليشيا")].contains(&bare)
        {
            // the militias that the article is about
            let target = match self.group_meant(head, names) {
                Some(n) => Target::Meant(n, head, i),
                None => Target::Words(head, i),
            };
            out.push(found(target, head));
        }
    }

    /// The two names that stand behind a dual: «النصرة» و«القاعدة».
    fn both(&self, from: usize, names: &Names, mut push: impl FnMut(Named)) {
        let mark = |k: usize| {
            matches!(self.doc.kind(k), TokenKind::Quote | TokenKind::Comma | TokenKind::Open | TokenKind::Close)
                || self.doc.key(k) == key!("و")
        };
        let mut at = from;
        for _ in 0..2 {
            at = (at..at + 5).find(|k| !mark(*k)).unwrap_or(at);
            let Some(n) = names.beginning(at).filter(|n| is_party(*n)) else { return };
            push(n);
            at = n.end;
        }
    }

    /// Names behind a class that are given as its members: كداعش وجبهة النصرة, مثل …, وأبرزها تنظيم داعش.
    fn members(&self, from: usize, names: &Names, mut push: impl FnMut(Named)) {
        let key = self.doc.key(from);
        let mut at = if key.first() == KAF
            && names.beginning(from).is_none()
            && self.doc.tables.kb_hit(key.skip(1), |n| self.doc.token(from + n).map(|t| t.key)).is_some()
        {
            // كداعش: the first name has the particle glued to it
            let words = self.doc.tables.kb_hit(key.skip(1), |n| self.doc.token(from + n).map(|t| t.key));
            let Some(hit) = words else { return };
            let kind = self.doc.tables.kb[hit.row as usize].kind;
            let named = Named { start: from, end: from + hit.words as usize, row: hit.row, kind };
            if is_party(named) {
                push(named);
            }
            named.end
        } else {
            let leads = |k: &usize| Tables::built_in().get(self.doc.key(*k)).is(Kinds::MEMBERS);
            // المنظمات المتطرفة التي تقاتل في سوريا، وأبرزها تنظيم داعش
            let limit = self.limit(from).min(from + CLAUSE);
            let clause = self.doc.class(from).is(Class::REL);
            let later = || (from + 1..limit).find(|k| self.doc.kind(k - 1) == TokenKind::Comma && leads(k));
            let near = (from..from + 4).find(leads);
            let Some(lead) = near.or_else(|| if clause { later() } else { None }) else { return };
            lead + 1
        };
        for _ in 0..LIST {
            at += usize::from(matches!(self.doc.kind(at), TokenKind::Quote | TokenKind::Comma));
            let Some(n) = names.beginning(at).filter(|n| is_party(*n)) else { return };
            push(n);
            at = n.end + usize::from(self.doc.kind(n.end) == TokenKind::Quote);
        }
    }

    /// The same before it: داعش والنصرة وغيرهما من التنظيمات الإرهابية.
    fn members_before(&self, head: usize, names: &Names, mut push: impl FnMut(Named)) {
        let others = [key!("وغيرهما"), key!("وغيرها"), key!("وغيره"), key!("وغيرهم"), key!("وسواهما"), key!("وسواها")];
        let Some(mut end) =
            head.checked_sub(2).filter(|k| self.doc.key(k + 1) == key!("من") && others.contains(&self.doc.key(*k)))
        else {
            return;
        };
        for _ in 0..LIST {
            end -= usize::from(end > 0 && self.doc.kind(end - 1) == TokenKind::Quote);
            let Some(n) = names.ending(end).filter(|n| is_party(*n)) else { return };
            push(n);
            end = n.start - usize::from(n.start > 0 && self.doc.kind(n.start - 1) == TokenKind::Quote);
            if self.doc.key(n.start).first() != WAW {
                return;
            }
        }
    }

    /// حليفتنا تركيا, شركائنا الأوروبيين, شركائنا بمن فيهم الأميركيون, شركائنا في واشنطن والرياض.
    pub(super) fn ours(&self, i: usize, names: &Names, out: &mut Vec<Found>) {
        let found =
            |target, end| Found { by: None, target, label: (i, end), polarity: Polarity::Partner, epithet: true, denied: false };
        let mut j = i + 1;
        // دول حليفة للولايات المتحدة, جهات حليفة في الصومال: not theirs (حليفه)
        let spelt = self.span((i, j)).of(self.doc.text);
        // بمن فيهم
        let among = self.doc.class(j + 1).is(Class::PREPPRON);
        if self.glued_prep(j).is_some() && !among || spelt.ends_with('ة') && !article_off(self.doc.key(i)).1 {
            return;
        }
        if self.doc.class(j).is(Class::PREP) {
            j += 1;
        } else if (j..j + 3).any(|k| self.doc.key(k) == key!("فيهم") || self.doc.key(k) == key!("بينهم")) {
            let lead = |k: &usize| self.doc.class(*k).is(Class::PREPPRON) || self.doc.key(*k) == key!("بينهم");
            let Some(lead) = (j..j + 3).find(lead) else { return };
            j = lead + 1;
        }
        let mut end = j;
        for _ in 0..LIST {
            let Some(n) = names.beginning(end).filter(|n| end == j || self.doc.key(n.start).first() == WAW) else { break };
            out.push(found(Target::Named(n), n.end));
            end = n.end;
        }
        if end == j && self.doc.word(j).is_demonym() && article_off(self.doc.key(j)).1 {
            out.push(found(Target::Words(j, j + 1), j + 1));
        } else if end == j && self.quote(i).is_some() && spelt.ends_with("نا") {
            // شركاؤنا, of those with whom he was said to speak
            out.extend(self.talked_with(i, names).into_iter().map(|n| found(Target::Named(n), i + 1)));
        }
    }

    /// `المملكة العربية السعودية الشقيقة`, `الحكومة المصرية الشقيقة`: the state.
    fn kin(&self, i: usize, names: &Names) -> Option<Found> {
        let found = |target, from| Found::passing(target, (from, i + 1), Polarity::Partner);
        if let Some(n) = names.ending(i).filter(|n| n.kind == EntityKind::State) {
            return Some(found(Target::Named(n), n.start));
        }
        let before = i.checked_sub(1).filter(|k| *k > 0 && article_off(self.doc.key(*k)).1)?;
        let state = state_of(self.doc.key(before)).filter(|_| self.doc.word(before).is_demonym())?;
        Some(found(Target::State(state, before - 1, i), before - 1))
    }

    /// الاحتلال and الاحتلال الإسرائيلي, in an article that names the state; قوات الاحتلال for its army.
    pub(super) fn occupier(&self, i: usize, names: &Names) -> Option<(Found, Way)> {
        let next = self.doc.key(i + 1);
        let of = state_of(next).filter(|_| article_off(next).1);
        let named = of.is_some() || next == key!("الصهيوني");
        let other = !named && self.doc.word(i + 1).is_demonym();
        // الاحتلال alone is that of the state which the article names
        let kb = &self.doc.tables.kb;
        let named_state = || names.0.iter().any(|n| kb[n.row as usize].id.as_ref() == OCCUPIER);
        let adjective = || self.doc.scaffold.tokens.iter().any(|t| state_of(t.key) == Some(OCCUPIER));
        // الاحتلال الروسي لشبه جزيرة القرم: what is done, and nobody
        let t = Tables::built_in();
        let ended = i > 0 && t.get(self.doc.key(i - 1)).is(Kinds::ACT);
        let act = ended || named && self.glued_prep(i + 2) == Some(Prep::Li);
        if act || other || !(named || named_state() || adjective()) {
            return None;
        }
        let state = of.unwrap_or(OCCUPIER);
        let end = i + 1 + usize::from(named);
        let head = i.checked_sub(1).filter(|_| article_off(self.doc.key(i)).1).map(|k| (k, self.entry(k).0));
        // قوات الاحتلال, كيان الاحتلال
        if let Some((k, entry)) = head {
            if entry.is(Kinds::FORCES) {
                let army = names.0.iter().find(|n| n.start <= k && n.end >= i && n.kind != EntityKind::State).copied();
                let target = army.filter(|_| state == OCCUPIER).map(|n| Target::Meant(n, k, end));
                let target = target.unwrap_or(Target::State(state, k, end));
                return Some((Found::passing(target, (k, end), Polarity::Hostile), Way::Forces));
            }
            if entry.is(Kinds::ENEMY) {
                let found = Found::passing(Target::State(state, k, end), (k, end), Polarity::Hostile);
                return Some((found, Way::Entity));
            }
        }
        Some((Found::passing(Target::State(state, i, end), (i, end), Polarity::Hostile), Way::Occupation))
    }

    /// العدو الإسرائيلي, الكيان الصهيوني.
    pub(super) fn enemy(&self, i: usize, names: &Names) -> Option<(Found, Way)> {
        let next = self.doc.key(i + 1);
        let hostile = self.entry(i).0.polarity == Some(Polarity::Hostile);
        let definite = article_off(next).1;
        let state = if next == key!("الصهيوني") { Some(OCCUPIER) } else { state_of(next) }.filter(|_| definite);
        // الكيان الغاصب
        let bad = definite
            && !self.entry(i + 1).0.is(Kinds::OCCUPIER)
            && Tables::built_in().get(article_off(next).0).polarity == Some(Polarity::Hostile);
        if let Some(state) = state {
            // الكيان الإسرائيلي is no more than its name
            let hostile = hostile || next == key!("الصهيوني");
            let found = Found::passing(Target::State(state, i, i + 2), (i, i + 2), Polarity::Hostile);
            return hostile.then_some((found, Way::Enemy));
        }
        // العدو alone, in somebody's own words, where the article tells which
        let alone = hostile && !self.doc.word(i + 1).is_demonym();
        if !(alone || bad) {
            return None;
        }
        let words = [key!("الاحتلال"), key!("للاحتلال"), key!("الصهيوني"), key!("الصهيونية"), key!("الصهاينة")];
        let named = names.0.iter().any(|n| self.doc.tables.kb[n.row as usize].id.as_ref() == OCCUPIER);
        // every adjective of a state, with the state
        let tokens = self.doc.scaffold.tokens.iter();
        let adjectives: Vec<(usize, &str)> = tokens.enumerate().filter_map(|(k, t)| Some((k, state_of(t.key)?))).collect();
        if !named && !adjectives.iter().any(|(_, s)| *s == OCCUPIER) {
            return None;
        }
        let before = |k: usize, kinds: Kinds| k > 0 && self.entry(k - 1).0.is(kinds);
        let enemy = || adjectives.iter().any(|(k, s)| *s == OCCUPIER && before(*k, Kinds::ENEMY));
        let told = self.doc.scaffold.tokens.iter().any(|t| words.contains(&t.key)) || enemy();
        // الاحتلال الأميركي: whose enemy is meant cannot be told
        let other = || adjectives.iter().any(|(k, s)| *s != OCCUPIER && before(*k, Kinds::OCCUPIER));
        let end = i + 1 + usize::from(bad);
        let known = told && !other();
        let found = Found::passing(Target::State(OCCUPIER, i, end), (i, end), Polarity::Hostile);
        known.then_some((found, if bad { Way::Enemy } else { Way::Foe }))
    }

    /// الحكومة الشرعية, الرئيس اليمني الشرعي, الحكومة المعترف بها دوليا.
    pub(super) fn rule(&self, i: usize, names: &Names) -> Option<Found> {
        let rightful = |k: usize| {
            let (bare, definite) = article_off(self.doc.key(k));
            definite && Tables::built_in().get(bare).polarity == Some(Polarity::Legitimate)
        };
        let end = (i + 1..i + 3).find(|k| rightful(*k))?;
        if !(i + 1..end).all(|k| self.doc.word(k).is_demonym()) {
            return None;
        }
        // حكومتها: of the state named before
        let own = self.doc.key(i).before(key!("ها")).is_some();
        let state = names.last(EntityKind::State, i).filter(|n| self.sentence_number(n.start) == self.sentence_number(i));
        let target = match state.filter(|_| own) {
            Some(state) => Target::Meant(state, i, end),
            None if end == i + 1 => match self.in_full(i) {
                Some((a, b)) => Target::Fuller(i, end, a, b),
                None => Target::Words(i, end),
            },
            None => Target::Words(i, end),
        };
        Some(Found { by: None, target, label: (i, end + 1), polarity: Polarity::Legitimate, epithet: true, denied: false })
    }

    /// Where the definite noun at `i` has the adjective of a state behind it: الحكومة, of الحكومة اليمنية.
    fn in_full(&self, i: usize) -> Option<(usize, usize)> {
        let bare = |k: usize| {
            let key = self.doc.key(k);
            if glued_prep(key) && key.at(1) == key!("ل").first() { key.skip(2) } else { article_off(key).0 }
        };
        let noun = bare(i);
        let full = |k: &usize| {
            article_off(self.doc.key(*k)).1
                && bare(*k) == noun
                && state_of(self.doc.key(k + 1)).is_some()
                && self.described(k + 1)
        };
        (0..self.doc.scaffold.tokens.len()).find(full).map(|k| (k, k + 2))
    }
}

/// Whether a name is that of somebody whom a class is said of.
pub(super) fn is_party(n: Named) -> bool {
    matches!(n.kind, EntityKind::Group | EntityKind::Organisation | EntityKind::State | EntityKind::Person | EntityKind::Outlet)
}
