"""Every note and highlight of a library, newest first, and finding among them in the query language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from reader.domain.highlight import Highlight
from reader.library.fold import fold, terms
from reader.library.query import parse
from reader.library.tree import And, Dates, Field, Has, Is, Node, Not, Or, Sort, Term
from reader.notes.notebook import NoteFile

_EACH = 512
"""After so many notes it is asked whether the finding is still wanted."""


@dataclass(frozen=True)
class Found:
    """A note or highlight with the article that it is about.

    Attributes:
        article_id: Which.
        title: The article's, as its note file has it.
        url: Likewise.
        authors: Likewise.
        path: The note file.
        highlight: It.
    """

    article_id: str
    title: str
    url: str
    authors: tuple[str, ...]
    path: Path
    highlight: Highlight

    @cached_property
    def words(self) -> str:
        """All that is looked through where no field is asked for, folded."""
        own = "\n".join((self.highlight.note, self._quote, *self.highlight.tags))
        return f"{fold(own)}\n{_folded(self.title)}"

    def column(self, field: Field | None) -> str:
        """What is looked through where a field is asked for, folded; None for all of it."""
        if field is None:
            return self.words
        text = {
            Field.NOTE: self.highlight.note,
            Field.BODY: self._quote,
            Field.TAG: "\n".join(self.highlight.tags),
            Field.TITLE: self.title,
            Field.BY: "\n".join(self.authors),
            Field.SITE: self.url,
        }.get(field, "")
        return _folded(text)

    @property
    def _quote(self) -> str:
        return self.highlight.anchor.quote if self.highlight.anchor else ""

    @cached_property
    def day(self) -> int:
        """The day on which it was made, as an ordinal; 0 where that is not known."""
        try:
            return date.fromisoformat(self.highlight.made[:10]).toordinal()
        except ValueError:
            return 0


Test = Callable[[Found], bool]

_folded = lru_cache(maxsize=4096)(fold)
"""Folds what many notes have in common: what is said of their article."""


class Overview:
    """Notes and highlights, newest first.

    Args:
        files: The note files; those that cannot be read are left out.
    """

    def __init__(self, files: Iterable[NoteFile]) -> None:
        self.all = sorted(
            (
                Found(file.article_id, file.title, file.url, file.authors, file.path, highlight)
                for file in files
                for highlight in file.highlights
            ),
            key=lambda found: found.highlight.made,
            reverse=True,
        )

    def matching(self, query: str, is_off: Callable[[], bool] = lambda: False) -> list[Found] | None:
        """Those that a query asks for, in its order; the last word may go on.

        `note:` looks in the notes, `body:` in the passages, `tag:`, `title:` and `by:` in what they say;
        dates are those of the making. What a query asks of articles only has no effect.

        Args:
            query: As it was typed.
            is_off: Whether the finding is wanted no more.

        Returns:
            The notes; None where the finding was broken off.
        """
        asked = parse(query, typing=True)
        fits = _test(asked.tree)
        found: list[Found] = []
        for start in range(0, len(self.all), _EACH):
            if is_off():
                return None
            found += filter(fits, self.all[start : start + _EACH])
        return found[::-1] if asked.sort is Sort.OLD else found


def _test(node: Node | None) -> Test:
    match node:
        case Term():
            return _term(node)
        case And(parts) | Or(parts):
            tests, joined = [_test(part) for part in parts], all if isinstance(node, And) else any
            return lambda found: joined(test(found) for test in tests)
        case Not(part):
            test = _test(part)
            return lambda found: not test(found)
        case Dates(since, until):
            return lambda found: since <= found.day <= until
        case Has(thing):
            return lambda found: bool(
                {"note": found.highlight.note, "tag": found.highlight.tags}.get(thing, found.highlight.anchor)
            )
        case Is() | None:
            return lambda found: True


def _term(term: Term) -> Test:
    forms = [r"\W+".join(map(re.escape, form.split())) for form in terms(term.text)]
    if not forms:
        return lambda found: True
    end = "" if term.prefix else r"(?!\w)"
    find = re.compile(rf"(?<!\w)(?:{'|'.join(forms)}){end}").search
    field = term.field
    return lambda found: find(found.column(field)) is not None
