"""Finding, among many prints of texts, those that are like a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.library.sketch import BINS, SAME, bands, similarity

_FEWEST_EQUAL = 6
"""Prints with fewer equal bins are not worth comparing; unrelated ones have a quarter of one on average."""


class Likeness:
    """Prints by article, and a quick way to those that are like another.

    Those that are given at once are held bin by bin, which takes no time to set up; those that are added
    one by one, of which there may be many more, in a table of bands.
    """

    def __init__(self, ids: Sequence[str], prints: bytes) -> None:
        """Take the prints that are known from before.

        Args:
            ids: Of their articles.
            prints: One after another, `BINS` bytes each, in the order of the ids.
        """
        self._ids = ids
        self._prints = prints
        self._columns = [prints[place::BINS] for place in range(BINS)]
        self._added: dict[str, bytes] = {}
        self._bands: dict[tuple[int, bytes], set[str]] = {}

    def add(self, article_id: str, print_: bytes) -> None:
        """Take a print, in place of the one that was added for this article."""
        self._added[article_id] = print_
        for band in bands(print_):
            self._bands.setdefault(band, set()).add(article_id)

    def like(self, print_: bytes) -> list[str]:
        """The articles whose print is that of a version of the same text, the likest first."""
        found = {self._ids[number]: self._print(number) for number in self._candidates(print_)}
        for band in bands(print_):
            found |= {article_id: self._added[article_id] for article_id in self._bands.get(band, ())}
        shares = {article_id: similarity(print_, known) for article_id, known in found.items()}
        near = (article_id for article_id, share in shares.items() if share >= SAME)
        return sorted(near, key=lambda article_id: (-shares[article_id], article_id))

    def _print(self, number: int) -> bytes:
        return self._prints[number * BINS : (number + 1) * BINS]

    def _candidates(self, print_: bytes) -> Iterable[int]:
        """The numbers of the prints that have some bins in common with this one."""
        equal: dict[int, int] = {}
        for column, value in zip(self._columns, print_, strict=False):
            at = column.find(value) if value else -1
            while at >= 0:
                equal[at] = equal.get(at, 0) + 1
                at = column.find(value, at + 1)
        return [number for number, count in equal.items() if count >= _FEWEST_EQUAL]
