"""A row of a list to choose from, set into the width that there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

from rich.cells import cell_len
from textual.content import Content

from reader.widgets.fitted import Fitted
from reader.widgets.labels import fitted, title_lines

T = TypeVar("T")

GAP = 2
"""Cells between two columns of a row."""

DETAIL_PART = 0.6
"""The detail gives way before it takes more of a row than this, and the label before it takes the rest."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """A row to choose.

    Attributes:
        value: What choosing it gives; None for a head that cannot be chosen.
        label: Its text; from outside, so never markup.
        detail: Stands dim at the right end of the row, or below the label.
        style: A Textual style for the label, such as "bold $accent".
        below: Whether the detail has a row of its own.
        hint: A sentence that is shown only while the cursor is here.
        lead: Stands in a column of its own before the label.
        lead_width: How wide that column is, in cells.
        lead_style: Its style.
        detail_style: That of the detail.
    """

    value: T | None
    label: str
    detail: str = ""
    style: str = ""
    below: bool = False
    hint: str = ""
    lead: str = ""
    lead_width: int = 0
    lead_style: str = "$reader-accent"
    detail_style: str = "$reader-dim"

    @property
    def sought(self) -> str:
        """What the reader's typing is looked for in."""
        return f"{self.lead} {self.label} {self.detail} {self.hint}"

    @property
    def told(self) -> Content:
        """The hint as Textual shows it."""
        return Content(self.hint)

    def row(self, width: int) -> Content:
        """The row as Textual shows it.

        Args:
            width: What there is room for, in cells.
        """
        label = Content.assemble((self.label, self.style) if self.style else self.label)
        if self.lead_width:
            lead = Content(self.lead).truncate(self.lead_width, ellipsis=True, pad=True)
            label = Content.assemble(lead.stylize(self.lead_style), " " * GAP, label)
        if not self.detail:
            return label
        if self.below:
            return Content("\n").join([label, Content.assemble("  ", (self.detail, self.detail_style))])
        room = max(width - label.cell_length - GAP, int(width * (1 - DETAIL_PART)))
        detail = Content(self.detail).truncate(room, ellipsis=True)
        label = label.truncate(max(0, width - detail.cell_length - GAP), ellipsis=True)
        between = " " * max(GAP, width - label.cell_length - detail.cell_length)
        return Content.assemble(label, between, detail.stylize(self.detail_style))


class Made(Sequence[Choice[T]]):
    """Choices of which each is made when it is first looked at, however many there are.

    Attributes:
        values: What choosing them gives.
    """

    def __init__(
        self, values: Sequence[T], make: Callable[[T], Choice[T]], sought: Callable[[T], str]
    ) -> None:
        """The choices.

        Args:
            values: What choosing them gives.
            make: Makes a choice of one.
            sought: What the reader's typing is looked for in.
        """
        self.values, self._make, self._sought = values, make, sought
        self._made: dict[int, Choice[T]] = {}

    def of(self, values: Sequence[T]) -> Made[T]:
        """Others of the same kind."""
        return Made(values, self._make, self._sought)

    def sought(self) -> list[str]:
        """What the reader's typing is looked for in, for each of them."""
        return [self._sought(value) for value in self.values]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.values)

    @overload
    def __getitem__(self, index: int) -> Choice[T]: ...

    @overload
    def __getitem__(self, index: slice) -> list[Choice[T]]: ...

    def __getitem__(self, index: int | slice) -> Choice[T] | list[Choice[T]]:
        """One of them, or a stretch."""
        if isinstance(index, slice):
            return [self._one(number) for number in range(*index.indices(len(self)))]
        return self._one(range(len(self))[index])

    def _one(self, number: int) -> Choice[T]:
        choice = self._made.get(number)
        if choice is None:
            choice = self._made[number] = self._make(self.values[number])
        return choice


@dataclass(frozen=True, slots=True)
class Heading(Choice[int]):
    """A heading of the article; its value is where it begins.

    Attributes:
        level: How many headings it stands below.
        now: Whether it is the one that the reader is under.
    """

    level: int = 0
    now: bool = False

    def row(self, width: int) -> Content:
        """One or two lines, indented by level, with a bar beside the present one."""
        indent = 1 + min(2 * self.level, max(0, width - 16))
        lines = title_lines(self.label, width - indent)
        bar = Content.assemble(("▌" if self.now else " ", "$reader-accent"), " " * (indent - 1))
        return Content("\n").join(
            [Content.assemble(bar, (line, "bold" if self.now else "")) for line in lines]
        )


@dataclass(frozen=True, slots=True)
class Titled(Choice[str]):
    """An article, by its title; its value is its id, and its detail stands below."""

    def row(self, width: int) -> Content:
        """One or two lines, and the detail."""
        lines = [Content(line) for line in title_lines(self.label, width)]
        detail = Content(fitted(self.detail, width)).stylize(self.detail_style)
        return Content("\n").join([*lines, *([detail] if self.detail else [])])


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A key and what it does in a dialog, in a word or two."""

    key: str
    word: str


def foot(keys: Sequence[KeyWord]) -> Fitted:
    """The last line of a dialog: as many keys as there is room for, the last one before all others."""

    def line(width: int) -> Content:
        parts: list[Content] = []
        room = width
        for number in [len(keys) - 1, *range(len(keys) - 1)]:
            part = Content.assemble((keys[number].key, "$reader-text"), " ", keys[number].word)
            taken = part.cell_length + (3 if parts else 0)
            if taken > room and parts:
                break
            room -= taken
            parts.append(part)
        return Content("   ").join([*parts[1:], *parts[:1]])

    return Fitted(line)


def widest(leads: Sequence[str]) -> int:
    """How wide a column must be that holds these, in cells."""
    return max(map(cell_len, leads), default=0)
