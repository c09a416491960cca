"""The tables of the index and their version; whoever changes either of them, or the folding, raises it.

The index is derived: one of another version is thrown away and built anew, so there are no migrations.
"""

from __future__ import annotations

from reader.library.tree import Field

VERSION = 3
"""Of the tables below and of `reader.library.fold`, as both must be those that the index was built with."""

APPLICATION_ID = 0x42527368
"""Marks the file as ours (SQLite's header has a field for this): "BRsh"."""

DAY_BITS = 16
"""A key is the day of publication, shifted left by so many bits, and a number within the day; see `keys`.

Newest first is then the index's own order backwards, and a range of dates is a range of keys; no other
order of results comes near it in speed.
"""

COLUMNS = (
    "title",
    "byline",
    "site",
    "tag",
    "person",
    "organisation",
    "place",
    "entity",
    "note",
    "body",
    "facet",
)
"""The columns of the table of words."""

IN_FIELD: dict[Field, tuple[str, ...]] = {
    Field.TITLE: ("title",),
    Field.BY: ("byline",),
    Field.SITE: ("site",),
    Field.TAG: ("tag",),
    Field.PERSON: ("person",),
    Field.ORGANISATION: ("organisation",),
    Field.PLACE: ("place",),
    Field.ENTITY: ("person", "organisation", "place", "entity"),
    Field.NOTE: ("note",),
    Field.BODY: ("body",),
}
"""Where the words of a field stand."""

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

DDL = f"""
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
CREATE VIRTUAL TABLE words USING fts5 (
    {", ".join(COLUMNS)}, content = '', prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);
INSERT INTO meta VALUES ('version', {VERSION}), ('complete', 0);
PRAGMA user_version = {VERSION};
"""
