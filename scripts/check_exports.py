#!/usr/bin/env python3
"""Reads every format of `rawi export` back with programs that are not ours, and compares what they found.

    scripts/check_exports.py [PROGRAM]        PROGRAM: target/debug/rawi unless told

It makes an environment of its own under target/ with pinned versions of pandas, pyarrow, DuckDB, rdflib and networkx
from PyPI, once. What is right is taken from the JSONL export, which a test holds to the bytes of `rawi read`.
"""

import hashlib
import base64
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = ["duckdb==2.0.0", "networkx==3.6.1", "pandas==3.1.1", "pyarrow==26.0.1", "rdflib==7.6.0"]


def with_packages():
    """Runs this script again in the environment that has the packages, which is made where it is missing."""
    home = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "check-exports"
    python = home / "bin" / "python"
    mark = home / "installed"
    if not mark.exists() or mark.read_text() != "\n".join(PINNED):
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINNED], check=True)
        mark.write_text("\n".join(PINNED))
    os.execv(python, [str(python), *sys.argv, "--in-environment"])


# Invented articles with what makes formats stumble: formulas, quotation marks, backslashes, control characters, characters
# beyond 16 bits before a statement, addresses with blanks, dates of all precisions, no date, copies.
ARTICLES = [
    {"url": "https://a.example/خبر 1?x=\"y\"&z=<1>", "date": "2031-05-04", "outlet": "=cmd|' /C calc'!A0",
     "title": "الوزير: \"تم\" \\ الأمر " + "ن" * 250,
     "text": "😀 نقلت وكالة رويترز عن وزير الخارجية الروسي سيرغي لافروف قوله إن الحكومة السورية \"وافقت\" على الهدنة.\n"
             "وأضاف: «=1+1 🕊 هو الجواب».\nونفى رئيس البلدية سامي النهري ذلك، واتهم روسيا بالكذب.\n"},
    {"url": "https://a.example/2", "date": "2031-05", "outlet": "صحيفة الضفة",
     "text": "قال وزير الأشغال لؤي العامري: «تم,\tنعم\u0001 <b>&amp;\\n» أمس.\nورفضت مصر الاقتراح، وحذرت إسرائيل من التصعيد.\n"},
    {"url": "ftp://a.example/3", "date": "2031-05-04T10:20:30+03:00", "outlet": "صحيفة الضفة",
     "text": "أكد لافروف أن سوريا بلد مهم.\nودعا تركيا إلى الحوار.\nوبحسب وكالة الأناضول، قال مصدر إن الأزمة انتهت.\n"},
    {"url": "https://a.example/4", "outlet": "+وكالة النهر", "text": "قال سامي النهري إن الجسر جاهز.\n"},
    {"url": "https://a.example/5", "date": "2030", "text": "أعلن سامي النهري أن الجسر سيفتح قريباً. وأيد لؤي العامري القرار.\n"},
]
PAGE = """<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>لافروف: الهدنة هشة</title>
<meta property="article:published_time" content="2031-05-06T09:00:00Z"><link rel="canonical" href="https://b.example/p/6">
<meta property="og:url" content="https://b.example/p/6"></head><body><article><h1>لافروف: الهدنة هشة</h1>
<p>قال وزير الخارجية الروسي سيرغي لافروف إن الهدنة في سوريا هشة، مؤكداً أن بلاده تدعم الحوار بين الأطراف كلها.</p>
<p>واتهم لافروف الولايات المتحدة بعرقلة المفاوضات، وطالب الأمم المتحدة بالتدخل قبل نهاية الشهر الجاري.</p></article></body></html>"""

# The terms of the Web Annotation context that are in use; the whole of it is at http://www.w3.org/ns/anno.jsonld, which
# is not asked here.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "dc": "http://purl.org/dc/elements/1.1/", "foaf": "http://xmlns.com/foaf/0.1/",
    "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": {"@type": "@id", "@id": "@id"}, "type": {"@type": "@id", "@id": "@type"},
    **{t: f"oa:{t}" for t in ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector")},
    "AnnotationPage": "as:OrderedCollectionPage", "Person": "foaf:Person", "Organization": "foaf:Organization",
    "Software": "as:Application", "generator": {"@type": "@id", "@id": "as:generator"},
    **{t: f"oa:{t}" for t in ("classifying", "describing", "identifying")},
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"}, "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "format": "dc:format", "language": "dc:language", "value": "rdf:value", "start": "oa:start", "end": "oa:end",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "name": "foaf:name",
}

# The tables of Discourse Network Analyzer 3.0 with their columns, as its source (`sql/Sql.java`, `createTables`) makes them.
DNA = {
    "SETTINGS": "Property Value",
    "CODERS": "ID Name Red Green Blue Refresh FontSize Password PopupWidth ColorByCoder PopupDecoration PopupAutoComplete "
              "PermissionAddDocuments PermissionEditDocuments PermissionDeleteDocuments PermissionImportDocuments "
              "PermissionAddStatements PermissionEditStatements PermissionDeleteStatements PermissionEditAttributes "
              "PermissionEditRegex PermissionEditStatementTypes PermissionEditCoders PermissionEditCoderRelations "
              "PermissionViewOthersDocuments PermissionEditOthersDocuments PermissionViewOthersStatements "
              "PermissionEditOthersStatements",
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "VARIABLELINKS": "ID SourceVariableId TargetVariableId",
    "REGEXES": "Label Red Green Blue",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
}


class Truth:
    """What is in the record, as the JSONL export tells it."""

    def __init__(self, path):
        self.articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        self.statements = [(a, s) for a in self.articles for s in a["statements"]]
        assert len(self.statements) > 150 and sum(bool(s["chain"]) for _, s in self.statements) > 3, "the samples have too little"

    @staticmethod
    def content(s):
        return " … ".join(c["text"] for c in s["content"])

    def pairs(self):
        """Who speaks of whom by which act."""
        for _, s in self.statements:
            speaker = s["speaker"]["entity"]
            if speaker:
                yield from ((speaker, about, s["act"]) for about in dict.fromkeys(s["about"]) if about != speaker)


def harmless(cell):
    stripped = cell.lstrip()
    return not cell[:1] in ("\t", "\r", "\n") and not stripped[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def without_apostrophe(cell):
    return cell[1:] if cell.startswith("'") and not harmless(cell[1:]) else cell


def check_csv(path, truth):
    import pandas
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "no byte-order mark"
    table = pandas.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    assert len(table) == len(truth.statements)
    assert table.map(harmless).all().all(), "a cell begins like a formula"
    for row, (article, s) in zip(table.to_dict("records"), truth.statements):
        assert row["statement"] == s["id"]
        assert without_apostrophe(row["content"]) == Truth.content(s), (row["content"], Truth.content(s))
        assert without_apostrophe(row["outlet"]) == ((article["source"]["outlet"] or {}).get("name") or "")
        assert (row["speaker_id"] or None) == s["speaker"]["entity"] and row["act"] == s["act"]
    return f"pandas: {len(table)} rows"


def check_parquet(path, truth):
    import duckdb
    import pyarrow.parquet
    table = pyarrow.parquet.read_table(path)
    rows = table.to_pylist()
    assert len(rows) == len(truth.statements)
    for row, (article, s) in zip(rows, truth.statements):
        assert row["statement"] == s["id"] and row["content"] == Truth.content(s) and row["speaker"] == s["speaker"]["name"]
        assert row["content_start"] == [c["start"] for c in s["content"]] and row["content_end"] == [c["end"] for c in s["content"]]
        assert row["chain"] == [p["name"] for p in s["chain"]] and row["about"] == s["about"]
        assert row["cameo"] == s["stance"]["cameo"] and row["stance"] == s["stance"].get("type")
        assert row["confidence"] == s["confidence"] and row["within"] == s["in"] and row["sha256"] == article["source"]["sha256"]
        published = (article["published"] or {}).get("value")
        day = row["published_day"] and row["published_day"].isoformat()
        assert row["published"] == published and day == (published[:10] if published and len(published) >= 10 else None)
        assert "".join(article["text"][b:e] for b, e in zip(row["content_start"], row["content_end"])) == "".join(
            c["text"] for c in s["content"])
    acts = duckdb.sql(f"SELECT act, count(*) FROM '{path}' GROUP BY ALL").fetchall()
    assert dict(acts) == Counter(s["act"] for _, s in truth.statements)
    named = duckdb.sql(f"SELECT a, count(*) FROM (SELECT unnest(about) a FROM '{path}') GROUP BY ALL").fetchall()
    assert dict(named) == Counter(about for _, s in truth.statements for about in s["about"])
    return f"pyarrow and DuckDB: {len(rows)} rows, {len(table.schema)} columns"


def check_annotations(path, truth):
    from rdflib import Graph, Namespace, RDF
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and document["type"] == "AnnotationPage"
    document["@context"][0] = ANNO
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    oa, rawi = Namespace("http://www.w3.org/ns/oa#"), Namespace("urn:rawi:ns#")
    annotations = set(graph.subjects(RDF.type, oa.Annotation))
    assert {str(a).rsplit(":", 1)[1] for a in annotations} == {s["id"] for _, s in truth.statements}
    by_id = {a["id"].rsplit(":", 1)[1]: a for a in document["items"]}
    for article, s in truth.statements:
        item = by_id[s["id"]]
        assert len(item["target"]) == max(1, len(s["content"]))
        for target, part in zip(item["target"], s["content"]):
            quote, position = target["selector"]
            assert quote["exact"] == part["text"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert article["text"].find(around) == part["start"] - len(quote["prefix"]), around
            assert article["text"][position["start"]:position["end"]] == quote["exact"]
            assert target["source"] == f"urn:rawi:{article['id']}" or target["source"].startswith(("https://", "http://"))
        roles = Counter(b["role"] for b in item["body"] if "role" in b)
        assert roles["chain"] == len(s["chain"]) and roles["about"] == len(s["about"])
    quotes = set(graph.subjects(RDF.type, oa.TextQuoteSelector))
    assert len(list(graph.subject_objects(rawi.role))) >= sum(bool(s["speaker"]["name"]) for _, s in truth.statements) and quotes
    return f"rdflib: {len(annotations)} annotations, {len(graph)} triples"


def check_turtle(path, truth):
    from rdflib import Graph, Namespace, RDF, URIRef
    graph = Graph().parse(path, format="turtle")
    prov, schema, rawi = (Namespace(n) for n in ("http://www.w3.org/ns/prov#", "https://schema.org/", "urn:rawi:ns#"))
    derived = prov.wasDerivedFrom
    for article, s in truth.statements:
        node = URIRef(f"urn:rawi:{s['id']}")
        assert str(graph.value(node, schema.text) or "") == Truth.content(s), s["id"]
        assert graph.value(node, rawi.act) == rawi[s["act"]]
        document = URIRef(f"urn:rawi:{article['id']}")
        assert graph.value(node, schema.isPartOf) == document and (document, RDF.type, schema.NewsArticle) in graph
        if s["speaker"]["entity"]:
            name = {str(n) for n in graph.objects(graph.value(node, prov.wasAttributedTo), schema.identifier)}
            assert name == {s["speaker"]["entity"]}
        # from the article along the chain to the statement
        at = document
        for n, party in enumerate(s["chain"]):
            link = URIRef(f"{node}/via/{n}")
            if n > 0 or s["in"] is None:
                assert (at, derived, link) in graph, link
            names = {str(x) for x in graph.objects(graph.value(link, prov.wasAttributedTo), schema.identifier)}
            assert not party["entity"] or names == {party["entity"]}
            at = link
        if s["chain"] or s["in"] is None:
            assert (at, derived, node) in graph
        if s["in"] is not None:
            assert (URIRef(f"urn:rawi:{s['in']}"), derived, node) in graph
    for article in truth.articles:
        document = URIRef(f"urn:rawi:{article['id']}")
        dates = [str(d) for d in graph.objects(document, schema.datePublished)]
        assert len(dates) == (1 if article["published"] else 0), dates
    # a round trip through another notation loses nothing
    again = Graph().parse(data=graph.serialize(format="nt"), format="nt")
    assert len(again) == len(graph)
    asked = graph.query("""
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/>
        SELECT DISTINCT ?s WHERE { ?a a schema:NewsArticle . ?a prov:wasDerivedFrom+ ?s . ?s schema:text ?t }""")
    assert len(asked) == len(truth.statements), (len(asked), len(truth.statements))
    return f"rdflib: {len(graph)} triples, every statement reached from its article"


def check_graphml(path, truth):
    import networkx
    graph = networkx.read_graphml(path)
    pairs = list(truth.pairs())
    assert graph.is_directed() and not graph.is_multigraph()
    weights = Counter((a, b) for a, b, _ in pairs)
    assert {(a, b): d["weight"] for a, b, d in graph.edges(data=True)} == weights
    for a, b, act in set(pairs):
        assert graph.edges[a, b][act] == pairs.count((a, b, act))
    said = Counter(s["speaker"]["entity"] for _, s in truth.statements if s["speaker"]["entity"])
    assert {n: d["said"] for n, d in graph.nodes(data=True) if d["said"]} == said
    assert all(d["name"] for _, d in graph.nodes(data=True))
    return f"networkx: {graph.number_of_nodes()} actors, {graph.number_of_edges()} edges"


def check_dna(path, truth):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert tables == set(DNA)
    for table, columns in DNA.items():
        assert [r[1] for r in db.execute(f"PRAGMA table_info({table})")] == columns.split(), table
    # the password, as jasypt's StrongPasswordEncryptor checks it
    (stored,) = db.execute("SELECT Password FROM CODERS WHERE ID = 1").fetchone()
    salt, digest = base64.b64decode(stored)[:16], base64.b64decode(stored)[16:]
    at = salt + b"rawi"
    for _ in range(100_000):
        at = hashlib.sha256(at).digest()
    assert at == digest, "the password is not rawi"
    variables = db.execute("SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1").fetchall()
    assert [v[1] for v in variables[:4]] == ["person", "organization", "concept", "agreement"]
    # every statement has a value for every variable, which the program's queries join
    (count,) = db.execute("SELECT count(*) FROM STATEMENTS").fetchone()
    for id, _, kind in variables:
        table = {"short text": "DATASHORTTEXT", "long text": "DATALONGTEXT", "boolean": "DATABOOLEAN"}[kind]
        assert db.execute(f"SELECT count(*) FROM {table} WHERE VariableId = ?", [id]).fetchone() == (count,)
    def value(name):
        return (f"(SELECT e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity JOIN VARIABLES v ON v.ID = d.VariableId "
                f"WHERE d.StatementId = s.ID AND v.Variable = '{name}')")
    rows = db.execute(f"SELECT t.Text, s.Start, s.Stop, {value('person')}, {value('organization')}, {value('concept')}, "
                      f"{value('act')}, (SELECT Value FROM DATALONGTEXT l WHERE l.StatementId = s.ID), "
                      f"(SELECT Value FROM DATABOOLEAN b WHERE b.StatementId = s.ID) "
                      f"FROM STATEMENTS s JOIN DOCUMENTS t ON t.ID = s.DocumentId ORDER BY s.ID").fetchall()
    def concepts(s):
        towards = (s["stance"].get("towards") or {}).get("entity")
        return list(dict.fromkeys(([towards] if towards else []) + s["about"])) or [None]
    assert len(rows) == sum(len(concepts(s)) for _, s in truth.statements)
    at = iter(rows)
    for article, s in truth.statements:
        towards = (s["stance"].get("towards") or {}).get("entity")
        for key in concepts(s):
            text, start, stop, person, organization, concept, act, content, agreement = next(at)
            assert text == article["text"] and act == s["act"] and content == Truth.content(s)
            # as Java's String.substring counts
            marked = text.encode("utf-16-le")[2 * start:2 * stop].decode("utf-16-le")
            parts = s["content"] or [s["cue"]]
            assert marked == text[min(p["start"] for p in parts):max(p["end"] for p in parts)], marked
            assert not (person and organization)
            against = s["stance"].get("type") in ("opposes", "accuses", "rejects", "threatens")
            assert agreement == (0 if against and (towards is None or key == towards) else 1)
    titles = [t for (t,) in db.execute("SELECT Title FROM DOCUMENTS")]
    assert max(map(len, titles)) == 190
    return f"SQLite: {len(rows)} coded statements in {len(titles)} documents"


def check_events(path, truth):
    import duckdb
    rows = duckdb.sql(f"SELECT * FROM read_csv('{path}', header = true, all_varchar = true)").fetchall()
    names = [c[0] for c in duckdb.sql(f"DESCRIBE SELECT * FROM read_csv('{path}', header = true, all_varchar = true)").fetchall()]
    events = [dict(zip(names, row)) for row in rows]
    known = [s for _, s in truth.statements if s["speaker"]["entity"]]
    assert [e["event_id"] for e in events] == [s["id"] for s in known]
    for event, s in zip(events, known):
        towards = s["stance"].get("towards") or {}
        assert (event["source"], event["target"] or None) == (s["speaker"]["entity"], towards.get("entity"))
        assert (event["cameo"], event["plover"] or None) == (s["stance"]["cameo"], s["stance"].get("plover"))
        assert event["cameo"].startswith(event["cameo_root"]) and event["quad_class"] in ("1", "3")
    assert any(e["target"] for e in events)
    return f"DuckDB: {len(events)} events"


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "a.jsonl").write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in ARTICLES), encoding="utf-8")
        (folder / "p.html").write_text(PAGE, encoding="utf-8")
        record = folder / "a.rawi"
        def rawi(*args):
            done = subprocess.run([program, *map(str, args)], capture_output=True)
            assert done.returncode == 0, done.stderr.decode()
            return done.stdout
        for what in (ROOT / "samples", folder / "a.jsonl", folder / "p.html"):
            subprocess.run([program, "add", str(record), str(what)], capture_output=True, check=False)
        def export(name, *args):
            path = folder / name
            rawi("export", record, "--output", path, *args)
            again = folder / f"again-{name}"
            rawi("export", record, "--output", again, *args)
            assert path.read_bytes() == again.read_bytes(), f"{name}: not the same bytes twice"
            return path
        truth = Truth(export("a.out.jsonl", "--to", "jsonl"))
        checks = [("csv", check_csv, ["--bom"]), ("parquet", check_parquet, []), ("annotations", check_annotations, []),
                  ("turtle", check_turtle, []), ("graphml", check_graphml, []), ("dna", check_dna, []),
                  ("events", check_events, ["--bom"])]
        for name, check, args in checks:
            print(f"{name:12} {check(export(f'a.{name}', '--to', name, *args), truth)}")
        # the filters of `find`: the same statements
        import pandas
        asked = ["--by", "لافروف", "--since", "2031-05", "الهدنة"]
        found = [json.loads(l)["id"] for l in rawi("find", record, "--format", "jsonl", "--limit", "1000", *asked).splitlines()]
        table = pandas.read_csv(export("b.csv", "--to", "csv", *asked), dtype=str, keep_default_na=False)
        assert found and sorted(table["statement"]) == sorted(found), (found, list(table["statement"]))
        print(f"{'filters':12} the same {len(found)} statements as `rawi find`")
        assert not list(folder.glob("*.part-*"))
        print(f"{len(checks) + 1} passed, 0 failed")


if __name__ == "__main__":
    if "--in-environment" in sys.argv:
        given = [a for a in sys.argv[1:] if a != "--in-environment"]
        main(str(Path(given[0] if given else ROOT / "target" / "debug" / "rawi").resolve()))
    else:
        with_packages()
