"""Where in the library someone or something appears: every article that has it, with the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.domain.article import Article, Kind
from reader.domain.entity import Entity, Mention
from reader.domain.sentences import sentence_at
from reader.domain.span import Span
from reader.entities.sameness import forms_of, keys_of, same

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.library.entry import Entry

PROSE = frozenset(
    {
        Kind.PARAGRAPH,
        Kind.QUOTE,
        Kind.LIST_ITEM,
        Kind.STANDFIRST,
        Kind.PULL_QUOTE,
        Kind.FOOTNOTE,
        Kind.CAPTION,
    }
)
"""Where sentences stand; a headline or byline names people, too, but says little of them."""

LONGEST = 400
"""Characters of a sentence that are shown at most."""


@dataclass(frozen=True, slots=True)
class Named:
    """The sentence that tells of an entity, on one line.

    Attributes:
        sentence: It.
        name: Where the name stands in it.
        offset: Where the name stands in the article's text.
    """

    sentence: str
    name: Span
    offset: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """An article that an entity appears in.

    Attributes:
        entry: The article.
        entity: As that article has it.
        named: The first sentence of its text that names it.
        forms: What the article calls it.
    """

    entry: Entry
    entity: Entity
    named: Named
    forms: tuple[str, ...]


def first_named(entity: Entity, article: Article) -> Named:
    """The first sentence of the text that names an entity; its headline or byline where no other does."""

    def in_prose(mention: Mention) -> bool:
        return article.blocks[article.block_at(mention.start)].kind in PROSE

    mention = next(filter(in_prose, entity.mentions), entity.mentions[0])
    block = article.blocks[article.block_at(mention.start)]
    whole = sentence_at(article.text, mention.start)
    start, end = max(whole.start, block.start), min(whole.end, block.end)
    if end - start > LONGEST:
        start = max(start, article.text.rfind(" ", start, max(start, mention.start - LONGEST // 4)) + 1)
        end = min(end, start + LONGEST)
    line = article.text[start:end].replace("\n", " ")
    return Named(line, Span(mention.start - start, min(mention.end - start, len(line))), mention.start)


def appearances(
    desk: Desk, entity: Entity, article_id: str, article: Article, cancelled: Callable[[], bool]
) -> Iterator[Appearance]:
    """The articles at hand that have an entity: the one it was met in, then the newest first.

    An article is found by the words of its text, so this does not wait until everybody in the library is
    known: who is in one that might have it is found out now.

    Args:
        desk: Where the articles are.
        entity: As it is in the article that it was met in.
        article_id: That article's id.
        article: It.
        cancelled: Whether nobody waits for more.
    """
    from reader.loaders.errors import LoadError

    keys, forms = keys_of(entity, article), forms_of(entity, article)
    wanted = [form for form in forms if not keys.isdisjoint(keys_of(_alone(entity, form), article))]
    here = desk.entry(article_id)
    if here is not None:
        yield Appearance(here, entity, first_named(entity, article), forms)
    for entry in desk.collection.holding((*wanted, *desk.naming.joined_to(entity.name))):
        if cancelled():
            return
        if entry.id == article_id:
            continue
        try:
            other = desk.open_whole(entry.id).article
        except LoadError:
            continue
        for found in same(desk.naming.ahead(other, lambda: None), other, entity.type, keys):
            yield Appearance(entry, found, first_named(found, other), forms_of(found, other))


def _alone(entity: Entity, form: str) -> Entity:
    """An entity that has but one name."""
    return Entity(form, entity.type, entity.mentions[:0])
