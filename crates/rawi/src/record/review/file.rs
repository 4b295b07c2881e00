//! Corrections from a file: JSON lines, or a table with tabs.

use std::io::Read;
use std::path::Path;

use anyhow::Context;
use rawi_record::review::{Asked, Row};
use serde_json::{Map, Value};

use super::{Line, Said};

/// Columns whose cells hold several values, a | between them.
const LISTS: [&str; 3] = ["actors", "content", "chain"];

/// Reads a file. Either all of its corrections, or all that is wrong with it, by lines.
pub(super) fn read(path: &Path) -> anyhow::Result<Result<Vec<Line>, Vec<String>>> {
    let name = path.display().to_string();
    let bytes = match name.as_str() {
        "-" => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
            bytes
        }
        _ => std::fs::read(path).with_context(|| format!("{name}: cannot be read"))?,
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            return Ok(Err(vec![format!("{name}:{line}: not UTF-8: save the file in that encoding")]));
        }
    };
    Ok(lines(&name, &text))
}

fn lines(name: &str, text: &str) -> Result<Vec<Line>, Vec<String>> {
    let name = if name == "-" { "standard input" } else { name };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')).peekable();
    let table = rows.peek().is_some_and(|(_, l)| !l.trim_start().starts_with('{'));
    let columns: Option<(usize, Vec<&str>)> =
        if table { rows.next().map(|(n, l)| (n, l.split('\t').map(str::trim).collect())) } else { None };
    if let Some((n, columns)) = &columns
        && !columns.contains(&"action")
    {
        return Err(vec![format!(
            "{name}:{n}: neither a JSON object nor the names of columns, action among them: see `rawi review --help`"
        )]);
    }
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (n, line) in rows {
        let asked = match &columns {
            Some((_, columns)) => row(columns, line).map(|asked| Said::Asked(Box::new(asked))),
            None => object(line),
        };
        match asked {
            Ok(said) => good.push(Line { place: format!("{name}:{n}: "), said }),
            Err(e) => bad.push(format!("{name}:{n}: {e}")),
        }
    }
    if bad.is_empty() { Ok(good) } else { Err(bad) }
}

/// A correction, or a row of a log.
fn object(line: &str) -> Result<Said, String> {
    let value: Value = serde_json::from_str(line).map_err(|e| plain(&e))?;
    if !value.is_object() {
        return Err("no JSON object: {\"action\": …}".to_owned());
    }
    if value.get("payload").is_some() {
        serde_json::from_value::<Row>(value).map(|row| Said::Row(Box::new(row))).map_err(|e| plain(&e))
    } else {
        serde_json::from_str::<Asked>(line).map(|asked| Said::Asked(Box::new(asked))).map_err(|e| plain(&e))
    }
}

fn row(columns: &[&str], line: &str) -> Result<Asked, String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    if cells.len() > columns.len() {
        return Err(format!("{} cells under {} columns: a cell has no tab in it", cells.len(), columns.len()));
    }
    let mut object = Map::new();
    for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty() && *cell != "-") {
        let value = match *column {
            "review" => cell.parse::<i64>().map(Value::from).map_err(|_| format!("{cell}: review is a number of the log"))?,
            list if LISTS.contains(&list) => cell.split('|').map(|part| Value::from(part.trim())).collect(),
            _ => Value::from(cell),
        };
        object.insert((*column).to_owned(), value);
    }
    serde_json::from_value(Value::Object(object)).map_err(|e| plain(&e))
}

/// What is wrong, without the library's own line number: each line is read by itself.
fn plain(e: &serde_json::Error) -> String {
    let told = e.to_string();
    let told = told.split(" at line ").next().unwrap_or_default();
    match e.column() {
        0 => told.to_owned(),
        column => format!("{told} (character {column})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_objects() {
        let table = "# corrections\naction\tstatement\tcontent\twhy\n\nspan\ta-1-2\tأ … ب | ج\tلأنه\nreject\ta-1-3\n";
        let read = lines("x.tsv", table).unwrap_or_default();
        let object = "{\"action\":\"span\",\"statement\":\"a-1-2\",\"content\":[\"أ … ب\",\"ج\"],\"why\":\"لأنه\"}\n\n{\"action\":\"reject\",\"statement\":\"a-1-3\"}\n";
        let same = lines("x.jsonl", object).unwrap_or_default();
        assert_eq!(read.len(), 2);
        assert_eq!(
            read.iter().map(|l| format!("{:?}", l.said)).collect::<Vec<_>>(),
            same.iter().map(|l| format!("{:?}", l.said)).collect::<Vec<_>>()
        );
        assert_eq!((read[0].place.as_str(), same[1].place.as_str()), ("x.tsv:4: ", "x.jsonl:3: "));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let told = |text: &str| lines("x", text).err().unwrap_or_default().join("\n");
        let bad = told(
            "{\"action\":\"confirm\"\n{\"action\":\"confirm\",\"speling\":1}\n{\"action\":7}\n{\"action\":\"undo\",\"review\":1}\n[]",
        );
        assert_eq!(bad.lines().count(), 4, "{bad}");
        assert!(bad.contains("x:1: EOF") && bad.contains("x:2: unknown field `speling`") && bad.contains("x:5: "), "{bad}");
        let bad = told("action\treview\nundo\tseven\nundo\t1\tx\n");
        assert!(bad.contains("x:2: seven: review is a number") && bad.contains("x:3: 3 cells under 2"), "{bad}");
        assert!(told("confirm a-1-2").contains("x:1: neither"));
        assert_eq!(lines("x", "").map(|l| l.len()), Ok::<_, Vec<String>>(0));
    }
}
