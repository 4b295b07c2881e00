//! What is told of all that was read: each once for who calls whom what, what readers count, with the names of both.

use super::ways::{self, Caller, Way};
use super::{Found, Named, Names, Target, Told, glued_prep};
use crate::demonyms::state_of;
use crate::reader::Reader;
use crate::reading::{Contents, Designation, Party, Polarity, Reading, Statement};
use rawi_actors::{Entity, EntityKind};
use rawi_text::words::{BA, FA, KAF, LAM, WAW};
use rawi_text::{Key, after_letters};
use std::collections::{BTreeSet, HashMap};

impl Reader<'_> {
    /// Each once for who calls whom what.
    pub(super) fn told(
        &self,
        reading: &Reading,
        contents: &Contents,
        mut found: Vec<Told>,
        names: &Names,
    ) -> (Vec<Designation>, Vec<Entity>) {
        if found.is_empty() {
            return Default::default();
        }
        let ids: HashMap<&str, usize> = reading.entities.iter().enumerate().map(|(n, e)| (e.id.as_str(), n)).collect();
        let mut more: Vec<Entity> = Vec::new();
        let claims: Vec<Found> = found.iter().map(|t| t.0).filter(|f| !f.epithet).collect();
        let (mut seen, mut occupiers) = (BTreeSet::new(), BTreeSet::new());
        let mut out = Vec::new();
        // what the outlet itself calls الاحتلال all along may be its own word also where it tells what others say
        let own = |(f, way): &Told| *way == Way::Occupation && contents.around(self.span(f.label)).is_none();
        if found.iter().any(own) {
            for (_, way) in found.iter_mut().filter(|(_, way)| *way == Way::Occupation) {
                *way = Way::Standing;
            }
        }
        // the army is not told of besides the state
        found.sort_by_key(|(_, way)| *way == Way::Forces);
        for (f, way) in found {
            let label = self.span(f.label);
            let mut statement = contents.around(label);
            // ميليشيات الحوثي انقلبت على الشرعية: once
            let inside = |o: &Found| match o.target {
                Target::Words(a, b) => !o.epithet && o.polarity == f.polarity && a <= f.label.0 && f.label.1 <= b,
                _ => false,
            };
            if f.epithet && claims.iter().any(inside) {
                continue;
            }
            let mut said = statement.and_then(|s| reading.statements.get(s));
            let mut caller = self.caller(&f, said, reading);
            // what the outlet calls a state is its own word where it tells what another outlet says, or that state's
            if caller == Caller::Relayed && way.is_occupation() {
                (statement, said, caller) = (None, None, Caller::Outlet);
            }
            let speaker = said.map(|s| s.speaker.entity.map_or_else(|| Key::of(&s.speaker.name).bits(), |e| e as u128));
            // قوات الاحتلال tells no more than الاحتلال did
            if way.is_occupation() && way != Way::Forces {
                occupiers.insert(speaker);
            }
            if way == Way::Forces && !occupiers.insert(speaker) {
                continue;
            }
            if f.by.is_none() && !ways::counts(way, caller) {
                continue;
            }
            // روسيا وحليفتها سورية in the outlet's own words tells a fact, and calls nobody anything
            if statement.is_none() && f.epithet && f.polarity == Polarity::Partner {
                continue;
            }
            let mut by = f.by.map(|b| self.party(&ids, reading, b));
            let mut target = self.party(&ids, reading, f.target);
            for (party, of) in by.iter_mut().zip(f.by).chain([(&mut target, f.target)]) {
                if party.entity.is_none() {
                    party.entity = self.entered(of, names, &mut more).map(|n| reading.entities.len() + n);
                }
            }
            // nobody calls himself so
            let own = said.and_then(|s| s.speaker.entity);
            if let Target::Meant(_, a, b) = f.target
                && own.is_some()
                && own == target.entity
            {
                target = self.party(&ids, reading, Target::Words(a, b));
            }
            // ميليشيات is spelt مليشيات too
            let bits = |name: &str| Key::of(&name.replace("ميليشي", "مليشي")).bits();
            let same = |p: &Party| p.entity.map_or_else(|| bits(&p.name), |e| e as u128);
            let who = by.as_ref().map(same).or(speaker);
            if seen.insert((who, same(&target), f.polarity, f.denied)) {
                let (polarity, epithet, denied) = (f.polarity, f.epithet, f.denied);
                out.push(Designation { statement, by, target, label, polarity, epithet, denied });
            }
        }
        out.sort_by_key(|d| d.label);
        (out, more)
    }

    /// Whose words a designation stands in.
    fn caller(&self, f: &Found, said: Option<&Statement>, reading: &Reading) -> Caller {
        let Some(said) = said else { return Caller::Outlet };
        if self.quote(f.label.0).is_some() {
            return Caller::Quoted;
        }
        let outlet = said.speaker.entity.is_some_and(|e| reading.entities[e].kind == EntityKind::Outlet);
        // وسائل إعلام إسرائيلية do not speak of الاحتلال
        let own = match f.target {
            Target::State(id, ..) => said.speaker.name.split(' ').any(|w| state_of(Key::of(w)) == Some(id)),
            _ => false,
        };
        if outlet || own { Caller::Relayed } else { Caller::Told }
    }

    /// The place of a name of the knowledge base among the entities to come, with all its mentions.
    fn entered(&self, target: Target, names: &Names, more: &mut Vec<Entity>) -> Option<usize> {
        let (Target::Named(n) | Target::Meant(n, ..)) = target else { return None };
        let kb = &self.doc.tables.kb;
        let row = &kb[n.row as usize];
        if let Some(at) = more.iter().position(|e| e.id == row.id) {
            return Some(at);
        }
        let mut mentions = names.0.iter().filter(|m| kb[m.row as usize].id == row.id).map(|m| self.span((m.start, m.end)));
        let mut entity = Entity::known(row, mentions.next()?);
        entity.mentions.extend(mentions);
        more.push(entity);
        Some(more.len() - 1)
    }

    fn party(&self, ids: &HashMap<&str, usize>, reading: &Reading, target: Target) -> Party {
        let by_id = |id: &str| ids.get(id).copied();
        let row = |n: Named| self.doc.tables.kb[n.row as usize].id.as_ref();
        let (id, range) = match target {
            Target::Named(n) => (Some(row(n)), (n.start, n.end)),
            Target::Meant(n, a, b) => (Some(row(n)), (a, b)),
            Target::State(id, a, b) => (Some(id), (a, b)),
            Target::Words(a, b) | Target::Fuller(a, b, ..) => (None, (a, b)),
        };
        let mut mention = self.span(range);
        // كداعش, وباقي التنظيمات
        let first = self.doc.key(range.0);
        let named = id.and_then(|id| self.doc.tables.kb.iter().find(|r| r.id == id));
        let glued = match target {
            Target::Named(_) => {
                matches!(first.first(), WAW | FA | BA | LAM | KAF)
                    && self.doc.kb_at(range.0).is_none_or(|_| !self.doc.word(range.0).is_whole())
                    && named.is_some_and(|r| Key::of(&r.name).first() != first.first())
                    && self.doc.tables.kb_hit(first, |_| None).is_none()
            }
            _ => {
                matches!(first.first(), WAW | FA) && !self.doc.word(range.0).is_whole()
                    || glued_prep(first) && self.glued_prep(range.0).is_some()
            }
        };
        if glued && let Some(t) = self.doc.token(range.0) {
            mention.start = after_letters(self.doc.text, t.span, 1);
        }
        // words that the article elsewhere has for somebody
        let mentioned = || {
            let at = |e: &rawi_actors::Entity| e.mentions.contains(&mention);
            matches!(target, Target::Words(..)).then(|| reading.entities.iter().position(at)).flatten()
        };
        let entity = id.and_then(by_id).or_else(mentioned);
        let name = match entity.and_then(|e| reading.entities.get(e)) {
            Some(e) => e.name.clone(),
            None => match named {
                Some(row) => row.name.to_string(),
                // للمليشيات is ل and المليشيات
                None if glued && first.first() == LAM && first.at(1) == LAM => format!("ا{}", mention.of(self.doc.text)),
                None => mention.of(self.doc.text).to_owned(),
            },
        };
        let name = match target {
            Target::Fuller(.., a, b) if entity.is_none() => self.span((a, b)).of(self.doc.text).to_owned(),
            _ => name,
        };
        Party { entity, name, mention }
    }
}
