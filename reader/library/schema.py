"""The tables of the index and their version; whoever changes either of them, or the folding, raises it.

The index is derived: one of another version is thrown away and built anew, so there are no migrations.
"""

from __future__ import annotations

from reader.library.tree import Field

VERSION = 4
"""Of the tables below and of `reader.library.fold`, as both must be those that the index was built with."""

APPLICATION_ID = 0x42527368
"""Marks the file as ours (SQLite's header has a field for this): "BRsh"."""

DAY_BITS = 16
"""A key is the day of publication, shifted left by so many bits, and a number within the day; see `keys`.

Newest first is then the index's own order backwards, and a range of dates is a range of keys; no other
order of results comes near it in speed.
"""

INDEXED = 3
"""Up to so many characters, how words begin is indexed by itself."""

_BEGINNINGS = " ".join(str(length) for length in range(1, INDEXED + 1))

COLUMNS = ("body", "names", "marks")
"""The columns of the table of words.

"names" has the words of all fields but the text; "marks" has them once more, each with the mark of its field
before it, so that to look in one field is to look for other words, and no list of a common word is gone
through for the few of it that stand there.
"""

OTHERS = "\ue028"
"""The mark of the names of groups, events and works."""

MARKS: dict[Field, tuple[str, ...]] = {
    Field.TITLE: ("\ue020",),
    Field.BY: ("\ue021",),
    Field.SITE: ("\ue022",),
    Field.TAG: ("\ue023",),
    Field.NOTE: ("\ue024",),
    Field.PERSON: ("\ue025",),
    Field.ORGANISATION: ("\ue026",),
    Field.PLACE: ("\ue027",),
    Field.ENTITY: ("\ue025", "\ue026", "\ue027", OTHERS),
}
"""The marks of a field's words."""

ENTRY = (
    "id",
    "title",
    "standfirst",
    "authors",
    "site",
    "published",
    "updated",
    "added",
    "words",
    "path",
    "member",
    "url",
    "language",
    "tags",
    "snippet",
    "size",
    "changed",
)
"""The columns of the table of entries, after its key."""

TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE entry (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT, standfirst TEXT, authors TEXT, site TEXT,
    published TEXT, updated TEXT, added TEXT, words INTEGER, path TEXT, member INTEGER, url TEXT,
    language TEXT, tags TEXT, snippet TEXT, size INTEGER, changed REAL
);
CREATE UNIQUE INDEX entry_id ON entry (id);
CREATE INDEX entry_path ON entry (path) WHERE path IS NOT NULL;
CREATE TABLE seen (
    path BLOB PRIMARY KEY, size INTEGER, changed REAL, ids TEXT NOT NULL, failure TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE body (key INTEGER PRIMARY KEY, text BLOB NOT NULL, extra TEXT);
INSERT INTO meta VALUES ('version', {VERSION}), ('complete', 0);
PRAGMA user_version = {VERSION};
"""

WORDS = f"""
CREATE VIRTUAL TABLE words USING fts5 (
    {", ".join(COLUMNS)}, content = '', prefix = '{_BEGINNINGS}',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);
"""
"""The table of words."""

NO_WORDS = f"""
CREATE VIEW words AS SELECT key AS rowid, NULL AS words, {", ".join(f"NULL AS {name}" for name in COLUMNS)}
FROM entry;
CREATE TRIGGER no_words INSTEAD OF INSERT ON words BEGIN SELECT 1; END;
"""
"""What stands in its place where SQLite has no FTS5: it takes any words, and none is ever found."""
