"""The cells of the articles asked for last, over the lines of all logs."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice

from reader.library import records
from reader.library.loglines import Line, LogLines
from reader.library.records import Cells, Json

_KEPT = 2_000
"""Of so many articles, about, the cells are kept at a time."""


class CellStore:
    """Cells by article, put together of the lines of the logs when they are first asked for.

    Not all are kept: those of 100,000 articles take 200 MB, and the collector long to go through. It has no
    lock of its own.

    Attributes:
        lines: What the logs say.
    """

    def __init__(self) -> None:
        """Nothing yet."""
        self.lines = LogLines()
        # What the lines of an article say and what came since; then that alone.
        self._cells: dict[str, Cells] = {}
        self._since: dict[str, Cells] = {}
        self._crowded = _KEPT

    def __contains__(self, article_id: str) -> bool:
        """Whether the cells of an article are at hand; what its lines say alone is not the newest then."""
        return article_id in self._cells

    def __iter__(self) -> Iterator[str]:
        """The articles whose cells are at hand."""
        return iter(self._cells)

    def items(self) -> Iterable[tuple[str, Cells]]:
        """The articles whose cells are at hand, and these."""
        return self._cells.items()

    def of(self, article_id: str) -> Cells:
        """An article's cells, from now on at hand; of an unknown one, a new dict that is not."""
        cells = self._cells.get(article_id)
        if cells is None:
            cells = records.merged(article_id, self.lines.of(article_id))
            if cells:
                self._cells[article_id] = cells
        return cells

    def meet(self, article_ids: Iterable[str]) -> None:
        """Have the cells of several articles at hand, which is quicker than one by one."""
        unmet = {one: self.lines.of(one) for one in article_ids if one not in self._cells}
        self._cells |= {one: cells for one, cells in records.all_merged(unmet).items() if cells}

    def came(self, article_id: str, cells: Cells, keys: Iterable[str]) -> None:
        """Hold on to cells of an article, some of which are newer than its lines.

        Args:
            article_id: Which article.
            cells: What `of` gave, changed.
            keys: The keys of what was changed.
        """
        self._cells[article_id] = cells
        self._since.setdefault(article_id, {}).update((key, cells[key]) for key in keys)

    def let_go(self, but: Container[str]) -> None:
        """Keep few articles' cells, where there are many, and all of those named.

        What came since their lines were read is kept as lines, so that the cells can be had again.
        """
        if len(self._cells) <= self._crowded:
            return
        for article_id in [*islice(self._cells, len(self._cells) - _KEPT // 2)]:
            if article_id in but:
                continue
            del self._cells[article_id]
            by_machine: dict[str, Cells] = {}
            for key, cell in self._since.pop(article_id, {}).items():
                by_machine.setdefault(cell.machine, {})[key] = cell
            for machine, cells in by_machine.items():
                self.lines.add(article_id, machine, records.line(article_id, cells).rstrip(b"\n"))
        self._crowded = max(_KEPT, len(self._cells) + _KEPT // 2)

    def values(self, article_id: str) -> dict[str, Json]:
        """An article's values by key; nothing more is at hand after it."""
        cells = self._cells.get(article_id) or records.merged(article_id, self.lines.of(article_id))
        return {key: cell.value for key, cell in cells.items() if cell.value is not None}

    def speaking(self, needle: bytes) -> dict[str, list[Line]]:
        """The lines that contain some bytes, of the articles whose cells are not at hand."""
        return self.lines.with_(needle, self._cells)


def values_in(lines: Mapping[str, list[Line]]) -> Iterator[tuple[str, dict[str, Json]]]:
    """What lines say of articles, by key; of those of which only one line speaks, quickly."""
    single = [found[0][1] for found in lines.values() if len(found) == 1]
    for record in records.parse(b"\n".join(single)):
        if records.is_state(record):
            yield record["id"], record["set"]
    for article_id, found in lines.items():
        if len(found) > 1:
            cells = records.merged(article_id, found)
            yield article_id, {key: cell.value for key, cell in cells.items()}
