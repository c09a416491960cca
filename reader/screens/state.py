"""What the reading screen holds: the article that is open, what was looked for, the places it has been."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.article import Article
from reader.domain.entity import Entity
from reader.domain.span import Span

if TYPE_CHECKING:
    from reader.notes.notebook import Notebook
    from reader.notes.standing import Standing


@dataclass
class Matches:
    """What `n` and `N` step through.

    Attributes:
        name: What was looked for, or the entity's name.
        spans: In the order of the text.
        at: The one that the reader is at; -1 for none yet.
        entity: Whose mentions they are; None where words were looked for.
    """

    name: str = ""
    spans: tuple[Span, ...] = ()
    at: int = -1
    entity: Entity | None = None


@dataclass
class Reading:
    """The article that is open.

    Attributes:
        id: Its identity in the library.
        article: It.
        whole: Whether all of it is there, or only its beginning so far.
        entities: Who and what is in it, as far as that is known.
        named: Whether that is all; until then they are still being looked for.
        notebook: Its notes and highlights.
        standing: Those of them that have a place, by where they stand.
        matches: What was looked for.
        marks: Places by letter.
    """

    id: str
    article: Article
    whole: bool
    entities: tuple[Entity, ...] = ()
    named: bool = False
    notebook: Notebook | None = None
    standing: Standing | None = None
    matches: Matches = field(default_factory=Matches)
    marks: dict[str, int] = field(default_factory=dict)


class Spot(NamedTuple):
    """A place that the reader can come back to.

    Attributes:
        article_id: In which article.
        offset: In characters of its text.
    """

    article_id: str
    offset: int
