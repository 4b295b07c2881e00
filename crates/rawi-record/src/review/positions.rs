//! Designations, figures and meetings follow the statements that they stand in.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::model::{Positions, Speaker};

/// How a statement changed.
#[derive(Debug)]
pub(crate) struct Change<'a> {
    /// Its id before.
    pub was: &'a str,
    /// Who spoke before.
    pub speaker: &'a Speaker,
    /// Its id and speaker now; none where it was rejected.
    pub now: Option<(String, Speaker)>,
}

impl Change<'_> {
    /// Whether anything changed that a position tells.
    pub(crate) fn is_one(&self) -> bool {
        self.now.as_ref().is_none_or(|(id, speaker)| {
            id != self.was || speaker.entity != self.speaker.entity || speaker.name != self.speaker.name
        })
    }
}

#[derive(Deserialize)]
struct Look<'a> {
    #[serde(default, borrow)]
    by: Option<&'a RawValue>,
    statement: Option<String>,
}

#[derive(Deserialize)]
struct By {
    entity: Option<String>,
    name: String,
}

/// The lists after the changes, and with actors' ids changed: what nothing touches keeps its bytes.
pub(crate) fn follow(positions: &Positions, changes: &[Change<'_>], renamed: &[(String, String)]) -> Positions {
    let list = |json: &str| rename(&statements(json, changes), renamed);
    Positions {
        designations: list(&positions.designations),
        figures: list(&positions.figures),
        meetings: list(&positions.meetings),
    }
}

/// Other ids for actors.
pub(crate) fn rename(json: &str, renamed: &[(String, String)]) -> String {
    let mut out = json.to_owned();
    let quoted = |key: &str| serde_json::Value::from(key).to_string();
    for (from, to) in renamed {
        for field in ["entity", "id"] {
            out = out.replace(&format!("\"{field}\":{}", quoted(from)), &format!("\"{field}\":{}", quoted(to)));
        }
    }
    out
}

fn statements(json: &str, changes: &[Change<'_>]) -> String {
    if changes.is_empty() {
        return json.to_owned();
    }
    let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) else { return json.to_owned() };
    let items: Vec<String> = items.into_iter().map(|item| one(item.get(), changes)).collect();
    format!("[{}]", items.join(","))
}

fn one(item: &str, changes: &[Change<'_>]) -> String {
    let Ok(look) = serde_json::from_str::<Look<'_>>(item) else { return item.to_owned() };
    let Some(change) = changes.iter().find(|c| look.statement.as_deref() == Some(c.was)) else { return item.to_owned() };
    let old = format!("\"statement\":\"{}\"", change.was);
    let mut out = match &change.now {
        Some((id, _)) => item.replace(&old, &format!("\"statement\":\"{id}\"")),
        None => item.replace(&old, "\"statement\":null"),
    };
    // what the speaker claims is claimed by whoever speaks now; what is nobody's statement is in the outlet's words
    let claims = |by: &&RawValue| {
        serde_json::from_str::<By>(by.get()).is_ok_and(|b| b.entity == change.speaker.entity && b.name == change.speaker.name)
    };
    if let Some(by) = look.by.filter(claims) {
        let now = match &change.now {
            Some((_, s)) => {
                let quoted = |text: Option<&str>| serde_json::Value::from(text).to_string();
                format!("{{\"entity\":{},\"name\":{}}}", quoted(s.entity.as_deref()), quoted(Some(&s.name)))
            }
            None => "null".to_owned(),
        };
        out = out.replacen(&format!("\"by\":{}", by.get()), &format!("\"by\":{now}"), 1);
    }
    // some readers take these for line ends
    out.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_go_with_their_statements() {
        let speaker = |id: &str, name: &str| Speaker { entity: Some(id.into()), name: name.into(), ..Speaker::default() };
        let (a, b) = (speaker("name:a", "أ"), speaker("name:b", "ب"));
        let json = r#"[{"by":{"entity":"name:a","name":"أ"},"value":2.50,"statement":"x-1-2"},{"by":{"entity":"name:c","name":"ج"},"value":3,"statement":"x-1-2"},{"by":null,"value":4,"statement":null}]"#;
        let moved = Change { was: "x-1-2", speaker: &a, now: Some(("x-1-3".into(), b)) };
        assert_eq!(
            statements(json, &[moved]),
            r#"[{"by":{"entity":"name:b","name":"ب"},"value":2.50,"statement":"x-1-3"},{"by":{"entity":"name:c","name":"ج"},"value":3,"statement":"x-1-3"},{"by":null,"value":4,"statement":null}]"#
        );
        let rejected = Change { was: "x-1-2", speaker: &a, now: None };
        assert!(statements(json, &[rejected]).starts_with(r#"[{"by":null,"value":2.50,"statement":null},"#));
        assert_eq!(rename(json, &[("name:a".into(), "name:z".into())]), json.replace("name:a", "name:z"));
    }
}
