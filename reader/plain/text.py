"""An article in screenfuls of plain lines, and what else plain mode prints, as lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby
from math import ceil
from operator import attrgetter
from typing import Final, NamedTuple

from reader.domain.article import Article
from reader.domain.entity import Entity
from reader.domain.highlight import AnchorState, Placed
from reader.library.articlestate import ArticleState
from reader.library.entry import Entry
from reader.typeset.layout import Layout
from reader.typeset.rows import Place, Row

_BOXES: Final = re.compile("[\u2500-\u259f]+ ?")

LONGEST_QUOTE: Final = 60
"""Characters of a passage that are enough to tell which one it is."""


class Screenful(NamedTuple):
    """Rows that are printed at once.

    Attributes:
        lines: Their text.
        block: The last block that stands on them with all its rows, or with its last one.
        after: Where the next screenful begins; None at the end of the text.
        end: The character after the last of them.
    """

    lines: list[str]
    block: int
    after: Place | None
    end: int


def screenful(layout: Layout, place: Place, height: int) -> Screenful:
    """The rows from a place on: as many whole blocks as fit in `height` rows, or a part of a long one.

    A row that is wider than the measure takes as many rows of the terminal as it needs.
    """
    rows = layout.window(place, height + 1)
    heights = accumulate(max(1, ceil(row.cells / layout.measure)) for row in rows)
    count = max(1, bisect_right(list(heights), height)) if rows else 0
    if len(rows) > count:
        edges = [at for at in range(1, count + 1) if rows[at].block != rows[at - 1].block]
        count = edges[-1] if edges else count
    shown = rows[:count]
    lines = [spoken(row) for row in shown if not _is_rule(row)]
    while lines and not lines[0]:
        del lines[0]
    after = layout.move(place, count) if len(rows) > count else None
    texts = [row for row in shown if row.end > row.start] or shown
    return Screenful(lines, texts[-1].block, after, texts[-1].end)


def spoken(row: Row) -> str:
    """The text of a row without the rules beside it, which a voice would read out as signs."""
    return "".join(run.text if run.start >= 0 else _BOXES.sub("", run.text) for run in row.runs).rstrip()


def _is_rule(row: Row) -> bool:
    """Whether a row is nothing but a line drawn across."""
    drawn = row.text.strip()
    return bool(drawn) and row.start == row.end and not _BOXES.sub("", drawn)


def list_lines(entries: Sequence[Entry], states: Sequence[ArticleState]) -> list[str]:
    """The articles, numbered, each on a line with what is known of it."""
    return [
        ", ".join(
            filter(
                None,
                [
                    f"{number}. {entry.title}",
                    entry.date,
                    f"{entry.minutes} min",
                    _progress(state),
                    "starred" if state.starred else "",
                ],
            )
        )
        for number, (entry, state) in enumerate(zip(entries, states, strict=True), 1)
    ]


def _progress(state: ArticleState) -> str:
    if state.read:
        return "read"
    return f"{state.progress:.0%} read" if state.progress else "unread"


def entity_lines(entities: Sequence[Entity]) -> list[str]:
    """Who and what is in an article, by type, the most named first."""
    lines = []
    ordered = sorted(entities, key=lambda entity: (entity.type.value, -len(entity.mentions), entity.name))
    for kind, group in groupby(ordered, key=attrgetter("type")):
        names = "; ".join(f"{entity.name} ({len(entity.mentions)})" for entity in group)
        lines.append(f"{kind.value}: {names}")
    return lines


def note_lines(placed: Sequence[Placed]) -> list[str]:
    """Notes and highlights in reading order, each with the passage that it is on."""
    lines = []
    for number, one in enumerate(placed, 1):
        anchor = one.highlight.anchor
        where = f"on “{shortened(anchor.quote)}”" if anchor else "on the article"
        lost = ", which is no longer in the text" if one.state is AnchorState.LOST else ""
        lines.append(f"{number}. {where}{lost}: {' '.join(one.highlight.note.split()) or 'highlighted'}")
    return lines


def shortened(text: str) -> str:
    """The beginning of a passage on one line, cut between words."""
    words = " ".join(text.split())
    if len(words) <= LONGEST_QUOTE:
        return words
    return f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def next_match(article: Article, words: str, start: int) -> int | None:
    """Where words stand in the text next, going on from its beginning after its end; case is ignored."""
    text, wanted = article.text.casefold(), words.casefold()
    if len(text) != len(article.text):
        # A letter that folds to two: places would no longer be those of the text.
        text, wanted = article.text.lower(), words.lower()
    if len(text) != len(article.text):
        text, wanted = article.text, words
    found = text.find(wanted, start)
    found = text.find(wanted) if found < 0 else found
    return None if found < 0 else found
