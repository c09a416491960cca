"""A row of a list to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.content import Content

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """A row to choose.

    Attributes:
        value: What choosing it gives; None for a head that cannot be chosen.
        label: Its text; from outside, so never markup.
        detail: Stands dim beside or below it.
        style: A Textual style for the label, such as "bold $accent".
        below: Whether the detail has a row of its own.
        hint: A sentence that is shown only while the cursor is here.
    """

    value: T | None
    label: str
    detail: str = ""
    style: str = ""
    below: bool = False
    hint: str = ""

    @property
    def sought(self) -> str:
        """What the reader's typing is looked for in."""
        return f"{self.label} {self.detail} {self.hint}"

    @property
    def told(self) -> Content:
        """The hint as Textual shows it."""
        return Content(self.hint)

    @property
    def content(self) -> Content:
        """The row as Textual shows it."""
        label = (self.label, self.style) if self.style else self.label
        if not self.detail:
            return Content.assemble(label)
        return Content.assemble(label, "\n  " if self.below else "  ", (self.detail, "$reader-dim"))
