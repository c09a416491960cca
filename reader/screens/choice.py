"""A row of a list to choose from, set into the width that there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from reader.widgets.labels import fitted, title_lines

T = TypeVar("T")
V = TypeVar("V")

GAP = 2
"""Cells between two columns of a row."""

AMPLE = 1000
"""Cells in which every line fits."""

DETAIL_PART = 0.6
"""The detail gives way before it takes more of a row than this, and the label before it takes the rest."""


class Fitted(Visual):
    """Text that is set anew for each width; a line too long for it ends in an ellipsis and never wraps."""

    def __init__(self, make: Callable[[int], Content], rows: int = 0) -> None:
        """The text.

        Args:
            make: Gives it for a width in cells.
            rows: How many lines it has at any width; 0 where that is to be counted.
        """
        self._make, self._rows = make, rows

    def __str__(self) -> str:
        """It all, where there is room."""
        return self._make(AMPLE).plain

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Its lines."""
        lines = self.set_for(width).split("\n", allow_blank=True)
        return [strip for line in lines for strip in line.render_strips(width, 1, style, options)]

    def set_for(self, width: int) -> Content:
        """It in lines that are no wider than so many cells."""
        lines = self._make(width).split("\n", allow_blank=True)
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in lines)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many rows as it has lines."""
        return self._rows or self._make(width).plain.count("\n") + 1


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
    def rows(self) -> int:
        """How many lines its row has at any width; 0 where that depends."""
        if "\n" in self.label or "\n" in self.detail:
            return 0
        return 2 if self.below and self.detail else 1

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


class Made(Sequence[Choice[T]], Generic[V, T]):
    """Choices of which each is made when it is first looked at, however many there are."""

    def __init__(self, values: Sequence[V], make: Callable[[V], Choice[T]]) -> None:
        """The choices.

        Args:
            values: One for each.
            make: Makes a choice of it.
        """
        self._values, self._make = values, make
        self._made: dict[int, Choice[T]] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._values)

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
            choice = self._made[number] = self._make(self._values[number])
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

    @property
    def rows(self) -> int:
        """A long one takes two."""
        return 0

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

    @property
    def rows(self) -> int:
        """A long title takes two."""
        return 0

    def row(self, width: int) -> Content:
        """One or two lines, and the detail."""
        lines = [Content(line) for line in title_lines(self.label, width)]
        detail = Content(fitted(self.detail, width)).stylize(self.detail_style)
        return Content("\n").join([*lines, *([detail] if self.detail else [])])


def clipped(text: Content, width: int, rows: int) -> Content:
    """A text wrapped into so many rows of `width` cells at most; where it is cut, it ends in an ellipsis."""
    lines = text.wrap(width) if width > 0 else [text]
    if len(lines) > rows:
        # One word too many, and what is truncated shows that it is.
        last = Content(" ").join(lines[rows - 1 : rows + 1])
        lines = [*lines[: rows - 1], last.truncate(width, ellipsis=True)]
    return Content("\n").join(line.rstrip() for line in lines)


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
