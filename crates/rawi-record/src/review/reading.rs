//! What a change of a statement brings with it: its kind, whom it names, in which one it stands.

use rawi_text::quotes::{NONE, Quotes};
use rawi_text::{Span, tokenize};

use super::log::Actor;
use crate::model::{Entity, Places, Range, Statement};

/// `direct`, `mixed` or `indirect`: how much of a content stands in quotation marks, as the reader counts it.
pub(crate) fn kind(text: &str, content: &[Range]) -> &'static str {
    let places = Places::new(text);
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)), &mut tokens);
    let quotes = Quotes::of(text, &tokens);
    let (mut all, mut quoted) = (0u32, 0u32);
    for range in content {
        let (Some(start), Some(end)) = (places.byte(range.start), places.byte(range.end)) else { continue };
        for (n, token) in tokens.iter().enumerate().filter(|(_, t)| t.is_content()) {
            if (token.span.start as usize) < start || token.span.end as usize > end {
                continue;
            }
            let weight = token.key.len().max(1);
            all += weight;
            let inside = quotes.inside.get(n).filter(|q| **q != NONE).and_then(|q| quotes.all.get(*q as usize));
            if inside.is_some_and(|q| q.closed) {
                quoted += weight;
            }
        }
    }
    if quoted == 0 {
        "indirect"
    } else if f64::from(quoted) >= 0.95 * f64::from(all) {
        "direct"
    } else {
        "mixed"
    }
}

/// The ids of those whom a content names, in the order of their mentions.
pub(crate) fn about(entities: &[Entity], content: &[Range]) -> Vec<String> {
    let mut mentions: Vec<(u32, u32, usize)> = Vec::new();
    for (n, entity) in entities.iter().enumerate() {
        mentions.extend(entity.mentions.iter().map(|m| (m.start, m.end, n)));
    }
    mentions.sort_unstable();
    let mut about: Vec<String> = Vec::new();
    for range in content {
        for (_, _, n) in mentions.iter().filter(|(start, end, _)| *start >= range.start && *end <= range.end) {
            let id = &entities[*n].id;
            if !about.contains(id) {
                about.push(id.clone());
            }
        }
    }
    about
}

/// The smallest of `statements` in whose content another one's cue stands.
pub(crate) fn enclosing<'a>(statements: impl Iterator<Item = &'a Statement>, inner: &Statement) -> Option<usize> {
    let holds = |r: &Range| r.start <= inner.cue.start && inner.cue.end <= r.end;
    let size = |s: &Statement| s.content.iter().map(|c| c.end - c.start).sum::<u32>();
    statements
        .enumerate()
        .filter(|(_, s)| s.verdict.as_deref() != Some("rejected") && s.content.iter().any(holds) && s.cue != inner.cue)
        .min_by_key(|(_, s)| size(s))
        .map(|(n, _)| n)
}

/// An actor is among an article's, with a mention where there is one.
pub(crate) fn need(entities: &mut Vec<Entity>, actor: &Actor, mention: Option<Range>) {
    let at = entities.iter().position(|e| e.id == actor.key).unwrap_or_else(|| {
        entities.push(Entity {
            id: actor.key.clone(),
            r#type: actor.r#type.clone(),
            name: actor.name.clone(),
            name_en: actor.name_en.clone(),
            ..Entity::default()
        });
        entities.len() - 1
    });
    if let Some(mention) = mention.filter(|m| !entities[at].mentions.contains(m)) {
        let mentions = &mut entities[at].mentions;
        let place = mentions.partition_point(|m| (m.start, m.end) < (mention.start, mention.end));
        mentions.insert(place, mention);
    }
}

/// Whoever has the id `from` is `to`, wherever a reading names them.
pub(crate) fn rename<'a>(
    entities: &mut Vec<Entity>,
    statements: impl Iterator<Item = &'a mut Statement>,
    from: &str,
    to: &Actor,
) {
    let Some(at) = entities.iter().position(|e| e.id == from) else { return };
    if let Some(other) = entities.iter().position(|e| e.id == to.key) {
        let gone = entities.remove(at);
        let kept = &mut entities[if other > at { other - 1 } else { other }];
        for name in std::iter::once(gone.name).chain(gone.aliases) {
            if name != kept.name && !kept.aliases.contains(&name) {
                kept.aliases.push(name);
            }
        }
        kept.mentions.extend(gone.mentions);
        kept.mentions.sort_unstable_by_key(|m| (m.start, m.end));
        kept.mentions.dedup();
    } else {
        let entity = &mut entities[at];
        entity.id.clone_from(&to.key);
        if !to.r#type.is_empty() {
            entity.r#type.clone_from(&to.r#type);
        }
        if to.name_en.is_some() {
            entity.name_en.clone_from(&to.name_en);
            entity.name_en_basis = None;
        }
    }
    for s in statements {
        let parties = s.chain.iter_mut().chain(&mut s.addressee).filter_map(|p| p.entity.as_mut());
        for id in s.speaker.entity.iter_mut().chain(parties).chain(&mut s.about).filter(|id| *id == from) {
            id.clone_from(&to.key);
        }
        for party in s.stance_parties().filter(|p| p.entity.as_deref() == Some(from)) {
            party.entity = Some(to.key.clone());
        }
        let mut seen = std::collections::BTreeSet::new();
        s.about.retain(|id| seen.insert(id.clone()));
    }
}
