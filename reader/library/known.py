"""What the library has for a field of a query: names, tags, publications, the likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from reader.library.completion import fits
from reader.library.entry import Entry
from reader.library.fold import terms
from reader.library.plan import plan
from reader.library.reading import Reading
from reader.library.tree import Field, Has, Node, Term

LOOKED_AT = 300
"""In so many of the newest articles that have such a name; more letters reach the rarer ones."""

_NAMES = {
    Field.PERSON: ("people",),
    Field.ORGANISATION: ("organisations",),
    Field.PLACE: ("places",),
    Field.ENTITY: ("people", "organisations", "places", "others"),
    Field.TAG: ("tags",),
}

LISTED = frozenset({*_NAMES, Field.BY, Field.SITE})
"""The fields whose values can be told."""


def known(index: Reading, field: Field, begun: str) -> list[str]:
    """The values of a field of which a word begins so, those of most articles first.

    Args:
        index: Where to look.
        field: One of `LISTED`; of others nothing is known.
        begun: What was typed of the value; with nothing, the values of the newest articles.

    Raises:
        sqlite3.Error: The index is damaged, or the search was interrupted.
    """
    if field not in LISTED:
        return []
    asked: Node | None = Has("tag") if field is Field.TAG else None
    if terms(begun):
        asked = Term(begun, field, phrase=True, prefix=True)
    keys = list(islice(index.find(plan(asked, index.go_on)), LOOKED_AT))
    extras = index.extras(keys) if field in _NAMES else {}
    entries = index.entries_by_key(keys) if field not in _NAMES or field is Field.TAG else {}
    found = Counter(value for key in keys for value in _values(field, entries.get(key), extras.get(key, {})))
    return [value for value, _ in found.most_common() if value and fits(value, begun)]


def _values(field: Field, entry: Entry | None, extra: dict[str, Any]) -> Iterator[str]:
    for name in _NAMES.get(field, ()):
        yield from extra.get(name, ())
    if entry is None:
        return
    if field is Field.BY:
        yield from entry.authors
    elif field is Field.SITE:
        yield entry.site or ""
    elif field is Field.TAG:
        yield from entry.tags
