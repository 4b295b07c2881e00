-- The record's tables, schema 1. What each column means, and which stay, is in docs/record.md.
-- Offsets (…_start, …_end) count Unicode code points of article_version.text from 0; an end is past the last one.
-- Booleans are 0 and 1; what is not known is NULL.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    latest INTEGER NOT NULL REFERENCES article_version (id)
);

CREATE TABLE outlet (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE article_version (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id),
    number INTEGER NOT NULL,
    ref TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    path TEXT NOT NULL,
    line INTEGER,
    record INTEGER,
    "offset" INTEGER,
    url TEXT,
    outlet INTEGER REFERENCES outlet (id),
    outlet_actor TEXT,
    media_type TEXT NOT NULL,
    text_start INTEGER NOT NULL,
    title_start INTEGER,
    title_end INTEGER,
    published TEXT,
    published_precision TEXT,
    published_basis TEXT,
    published_confidence REAL,
    published_evidence TEXT,
    published_notes TEXT,
    author TEXT,
    notes TEXT,
    language TEXT NOT NULL,
    reader TEXT NOT NULL,
    agency TEXT,
    entities INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    designations TEXT NOT NULL DEFAULT '[]',
    figures TEXT NOT NULL DEFAULT '[]',
    meetings TEXT NOT NULL DEFAULT '[]',
    text TEXT NOT NULL,
    UNIQUE (article, number)
);
CREATE INDEX article_version_sha256 ON article_version (sha256);
CREATE INDEX article_version_ref ON article_version (ref);

CREATE TABLE body_span (
    version INTEGER NOT NULL REFERENCES article_version (id),
    ord INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (version, ord)
) WITHOUT ROWID;

CREATE TABLE actor (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT,
    -- whom people have said that this one is
    same_as INTEGER REFERENCES actor (id)
);
CREATE INDEX actor_same_as ON actor (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE actor_name (
    actor INTEGER NOT NULL REFERENCES actor (id),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    name_en TEXT,
    as_name INTEGER NOT NULL,
    as_alias INTEGER NOT NULL,
    PRIMARY KEY (actor, name)
) WITHOUT ROWID;

CREATE TABLE actor_word (
    word TEXT NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor (id),
    PRIMARY KEY (word, actor)
) WITHOUT ROWID;
CREATE INDEX actor_word_actor ON actor_word (actor);

CREATE TABLE entity (
    version INTEGER NOT NULL REFERENCES article_version (id),
    ord INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor (id),
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT,
    name_en_basis TEXT,
    aliases TEXT,
    PRIMARY KEY (version, ord)
) WITHOUT ROWID;
CREATE INDEX entity_actor ON entity (actor);

CREATE TABLE mention (
    version INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (version, entity, ord),
    FOREIGN KEY (version, entity) REFERENCES entity (version, ord)
) WITHOUT ROWID;

CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES article_version (id),
    ord INTEGER NOT NULL,
    kind TEXT NOT NULL,
    act TEXT NOT NULL,
    cue_start INTEGER NOT NULL,
    cue_end INTEGER NOT NULL,
    cue_lemma TEXT NOT NULL,
    speaker INTEGER REFERENCES actor (id),
    speaker_name TEXT NOT NULL,
    mention_start INTEGER,
    mention_end INTEGER,
    via TEXT NOT NULL,
    time_start INTEGER,
    time_end INTEGER,
    time_value TEXT,
    time_precision TEXT,
    occasion_start INTEGER,
    occasion_end INTEGER,
    within INTEGER REFERENCES statement (id),
    confidence REAL NOT NULL,
    why TEXT NOT NULL,
    current INTEGER NOT NULL,
    verdict TEXT,
    review INTEGER REFERENCES review (id),
    UNIQUE (version, ord)
);
CREATE INDEX statement_review ON statement (review) WHERE review IS NOT NULL;
CREATE INDEX statement_rejected ON statement (version) WHERE verdict = 'rejected';
CREATE INDEX statement_speaker ON statement (speaker);
CREATE INDEX statement_within ON statement (within) WHERE within IS NOT NULL;

CREATE TABLE content_span (
    statement INTEGER NOT NULL REFERENCES statement (id),
    ord INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (statement, ord)
) WITHOUT ROWID;

CREATE TABLE party (
    statement INTEGER NOT NULL REFERENCES statement (id),
    role TEXT NOT NULL,
    ord INTEGER NOT NULL,
    actor INTEGER REFERENCES actor (id),
    name TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (statement, role, ord)
) WITHOUT ROWID;
CREATE INDEX party_actor ON party (actor);

CREATE TABLE about (
    statement INTEGER NOT NULL REFERENCES statement (id),
    ord INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor (id),
    PRIMARY KEY (statement, ord)
) WITHOUT ROWID;
CREATE INDEX about_actor ON about (actor);

-- Articles of which one has a good part of the other's text: both ways, each with the share of `version` that is in `other`;
-- form: they are no copies but an outlet's form with other numbers in it.
CREATE TABLE copy (
    version INTEGER NOT NULL REFERENCES article_version (id),
    other INTEGER NOT NULL REFERENCES article_version (id),
    share REAL NOT NULL,
    form INTEGER NOT NULL,
    PRIMARY KEY (version, other)
) WITHOUT ROWID;

-- A text that several articles have, and what each has of it.
CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL,
    first INTEGER NOT NULL REFERENCES article_version (id),
    first_basis TEXT NOT NULL,
    agency TEXT,
    articles INTEGER NOT NULL
);

CREATE TABLE story_article (
    version INTEGER PRIMARY KEY REFERENCES article_version (id),
    story INTEGER NOT NULL REFERENCES story (id),
    ord INTEGER NOT NULL,
    source INTEGER REFERENCES article_version (id),
    copied REAL
);
CREATE INDEX story_article_story ON story_article (story);

-- Statements that report one act of speech, pair by pair, both ways.
CREATE TABLE echo (
    statement INTEGER NOT NULL REFERENCES statement (id),
    other INTEGER NOT NULL REFERENCES statement (id),
    weight INTEGER NOT NULL,
    PRIMARY KEY (statement, other)
) WITHOUT ROWID;

-- An act of speech that several statements report.
CREATE TABLE utterance (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL,
    first INTEGER NOT NULL REFERENCES statement (id),
    reports INTEGER NOT NULL
);

CREATE TABLE report (
    statement INTEGER PRIMARY KEY REFERENCES statement (id),
    utterance INTEGER NOT NULL REFERENCES utterance (id),
    ord INTEGER NOT NULL
);
CREATE INDEX report_utterance ON report (utterance);

-- What statements are held against one another by: who speaks, and hashes of the words. The program's own.
CREATE TABLE gist (
    who INTEGER NOT NULL,
    statement INTEGER NOT NULL REFERENCES statement (id),
    version INTEGER NOT NULL REFERENCES article_version (id),
    actor INTEGER,
    words BLOB NOT NULL,
    PRIMARY KEY (who, statement)
) WITHOUT ROWID;

-- Where copies are looked for: hashes of runs of words. The program's own.
CREATE TABLE shingle (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    version INTEGER NOT NULL REFERENCES article_version (id),
    short INTEGER NOT NULL,
    PRIMARY KEY (key, day, version)
) WITHOUT ROWID;

-- What `rawi watch` knows from one run to the next. Times are seconds since 1970; 0 is never.
CREATE TABLE watch_feed (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT,
    moved TEXT,
    validated TEXT,
    etag TEXT,
    last_modified TEXT,
    asked INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    due INTEGER NOT NULL,
    problem TEXT
);

CREATE TABLE watch_item (
    feed INTEGER NOT NULL REFERENCES watch_feed (id),
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    changed TEXT,
    seen INTEGER NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    PRIMARY KEY (feed, url)
) WITHOUT ROWID;
CREATE INDEX watch_item_url ON watch_item (url);
CREATE INDEX watch_item_waiting ON watch_item (feed, due) WHERE state = 'waiting';

CREATE TABLE watch_site (
    origin TEXT PRIMARY KEY,
    robots TEXT,
    robots_until INTEGER NOT NULL,
    hold_until INTEGER NOT NULL
) WITHOUT ROWID;

-- What people said about the readings, in the order in which they said it. Rows are only ever added: taking one back is a
-- row too.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT,
    action TEXT NOT NULL,
    article TEXT,
    ref TEXT,
    start INTEGER,
    "end" INTEGER,
    exact TEXT,
    before TEXT,
    after TEXT,
    payload TEXT NOT NULL,
    undoes INTEGER REFERENCES review (id)
);
CREATE INDEX review_article ON review (article) WHERE article IS NOT NULL;

CREATE TRIGGER review_is_not_changed BEFORE UPDATE ON review
BEGIN SELECT RAISE(ABORT, 'the log of corrections is only added to'); END;
CREATE TRIGGER review_is_not_taken_away BEFORE DELETE ON review
BEGIN SELECT RAISE(ABORT, 'the log of corrections is only added to'); END;

-- What the program read, of versions whose reading people changed: the other tables have the corrected one.
CREATE TABLE machine_reading (
    version INTEGER PRIMARY KEY REFERENCES article_version (id),
    reading TEXT NOT NULL
);

-- What a statement does: a row where it does more than tell (cameo 010).
CREATE TABLE stance (
    statement INTEGER PRIMARY KEY REFERENCES statement (id),
    type TEXT,
    cameo TEXT NOT NULL,
    plover TEXT,
    towards INTEGER REFERENCES actor (id),
    towards_name TEXT,
    towards_start INTEGER,
    towards_end INTEGER,
    issue_start INTEGER,
    issue_end INTEGER,
    demand INTEGER NOT NULL,
    asked INTEGER REFERENCES actor (id),
    asked_name TEXT,
    asked_start INTEGER,
    asked_end INTEGER,
    what_start INTEGER,
    what_end INTEGER,
    condition_start INTEGER,
    condition_end INTEGER,
    denies INTEGER REFERENCES statement (id),
    denies_how TEXT,
    claim_start INTEGER,
    claim_end INTEGER
);
CREATE INDEX stance_towards ON stance (towards) WHERE towards IS NOT NULL;
CREATE INDEX stance_asked ON stance (asked) WHERE asked IS NOT NULL;
CREATE INDEX stance_denies ON stance (denies) WHERE denies IS NOT NULL;

-- What `rawi find` looks words up in: folded words, no text. It belongs to the program that wrote it and is no part of
-- what is promised.
CREATE VIRTUAL TABLE words USING fts5 (
    exact, folded, facet,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- Statements as a person asks for them: one row each, of the latest version of every article.
CREATE VIEW said AS
SELECT
    v.ref || '-' || s.cue_start || '-' || coalesce(c.start, s.cue_end) AS ref,
    s.speaker_name AS speaker,
    coalesce(b.key, a.key) AS actor,
    coalesce(b.name_en, a.name_en) AS speaker_en,
    s.act AS act,
    s.kind AS kind,
    substr(v.text, s.cue_start + 1, s.cue_end - s.cue_start) AS cue,
    (SELECT group_concat(words, ' … ') FROM (
        SELECT substr(v.text, p.start + 1, p."end" - p.start) AS words
        FROM content_span p WHERE p.statement = s.id ORDER BY p.ord
    )) AS content,
    v.published AS published,
    o.name AS outlet,
    v.url AS url,
    s.confidence AS confidence,
    s.verdict AS verdict,
    s.id AS statement,
    s.version AS version
FROM statement s
JOIN article_version v ON v.id = s.version
LEFT JOIN content_span c ON c.statement = s.id AND c.ord = 0
LEFT JOIN actor a ON a.id = s.speaker
LEFT JOIN actor b ON b.id = a.same_as
LEFT JOIN outlet o ON o.id = v.outlet
WHERE s.current = 1;
