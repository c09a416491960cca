"""An article as the index takes it, and its words column by column."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from reader.domain.article import Article
from reader.domain.entity import Entity, EntityType
from reader.library.entry import Entry
from reader.library.fold import ALL, BREAK, HAS, LANGUAGE, NAMED, column, fold, marked, names
from reader.library.schema import MARKS, OTHERS
from reader.library.tree import Field


@dataclass(frozen=True, slots=True)
class Document:
    """What of an article can be searched.

    Attributes:
        entry: Its entry.
        text: Its canonical text.
        people: Names of people in it, one each.
        organisations: Likewise.
        places: Likewise.
        others: Names of groups, events and works.
        notes: The reader's notes on it, and the words that are highlighted.
        tags: The reader's own.
        highlights: How many passages are highlighted.
        named: Whether it is known who and what is in it.
    """

    entry: Entry
    text: str
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    highlights: int = 0
    named: bool = False


_OTHERS = frozenset({EntityType.GROUP, EntityType.EVENT, EntityType.WORK})


def document_of(
    entry: Entry,
    article: Article,
    entities: tuple[Entity, ...] | None = None,
    *,
    notes: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    highlights: int = 0,
) -> Document:
    """An article as the index takes it.

    Args:
        entry: Its entry.
        article: All of it.
        entities: Who and what is in it, None where that is not known; dates and quantities are left out.
        notes: The reader's notes on it.
        tags: The reader's own tags.
        highlights: How many passages are highlighted.
    """

    def named(*types: EntityType) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entity.name for entity in entities or () if entity.type in types))

    return Document(
        entry,
        article.text,
        named(EntityType.PERSON),
        named(EntityType.ORGANISATION),
        named(EntityType.PLACE),
        named(*_OTHERS),
        notes,
        tags,
        highlights,
        entities is not None,
    )


def columns(document: Document) -> tuple[str, ...]:
    """Its words, folded, in the order of `schema.COLUMNS`."""
    entry = document.entry
    tags = tuple(dict.fromkeys((*entry.tags, *document.tags)))
    fields = {
        MARKS[Field.TITLE][0]: column(entry.title),
        MARKS[Field.BY][0]: names(entry.authors),
        MARKS[Field.SITE][0]: column(entry.site or ""),
        MARKS[Field.TAG][0]: names(tags),
        MARKS[Field.PERSON][0]: names(document.people),
        MARKS[Field.ORGANISATION][0]: names(document.organisations),
        MARKS[Field.PLACE][0]: names(document.places),
        OTHERS: names(document.others),
        MARKS[Field.NOTE][0]: names(document.notes),
    }
    filled = {mark: words for mark, words in fields.items() if words}
    return (
        column(document.text),
        f" {BREAK} ".join(filled.values()),
        " ".join([_facets(document, tags), *(marked(words, mark) for mark, words in filled.items())]),
    )


def _facets(document: Document, tags: tuple[str, ...]) -> str:
    found = [ALL]
    language = fold(document.entry.language or "").replace("_", "-")
    if language:
        found += [LANGUAGE + language.partition("-")[0], LANGUAGE + language.replace("-", "")]
    if document.notes:
        found.append(HAS + "note")
    if document.highlights:
        found.append(HAS + "highlight")
    if tags:
        found.append(HAS + "tag")
    if document.named:
        found.append(NAMED)
    return " ".join(dict.fromkeys(found))


def extra(document: Document) -> str | None:
    """What is searched besides the text and the entry, as JSON; None where there is nothing."""
    values: dict[str, Any] = {
        "people": document.people,
        "organisations": document.organisations,
        "places": document.places,
        "others": document.others,
        "notes": document.notes,
        "tags": document.tags,
        "highlights": document.highlights,
        "named": document.named,
    }
    kept = {name: value for name, value in values.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else None


def restored(entry: Entry, text: str, extra_json: str | None) -> Document:
    """A document from what the index keeps of it."""
    values = json.loads(extra_json) if extra_json else {}
    kept: dict[str, Any] = {
        name: value if isinstance(value, int) else tuple(value) for name, value in values.items()
    }
    return Document(entry, text, **kept)
