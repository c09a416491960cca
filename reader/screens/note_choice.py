"""Rows of the list of an article's notes and highlights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from reader.domain.highlight import Colour, Placed
from reader.screens.choice import Choice, Made
from reader.screens.showing import STATES, role_of
from reader.theming.look import Look
from reader.theming.textual_theme import ground_style

ON_ARTICLE = "On the article"
"""Stands for the passage of a note that has none."""


@dataclass(frozen=True, slots=True)
class NoteChoice(Choice[Placed]):
    """A note or highlight: its passage, and below it what the reader wrote, behind a bar of its colour.

    Attributes:
        mark: The style of the bar; None where the theme has no colours for bars.
    """

    mark: str | None = None

    def row(self, width: int) -> Content:
        """One line or two."""
        if self.mark is None:
            return Choice.row(self, width)
        mark = self.mark
        lines = [
            Content(self.label),
            *([Content(self.detail).stylize(self.detail_style)] if self.detail else []),
        ]
        return Content("\n").join(Content.assemble((" ", mark), " ", line) for line in lines)


def listed(placed: Sequence[Placed], look: Look) -> Made[Placed]:
    """Notes and highlights as choices, each made when it comes into sight.

    Args:
        placed: They.
        look: The theme.
    """
    plain = not ground_style(look, f"highlight-{Colour.YELLOW.value}")

    def row(one: Placed) -> NoteChoice:
        highlight = one.highlight
        quote = " ".join(highlight.anchor.quote.split()) if highlight.anchor else ""
        parts = (_state(one), " ".join(highlight.note.split()), _tags(one))
        return NoteChoice(
            one,
            f"“{quote}”" if quote else ON_ARTICLE,
            " · ".join(part for part in parts if part),
            below=True,
            mark=None if plain else ground_style(look, role_of(one)) if quote else "",
        )

    return Made(placed, row, _sought)


def _sought(placed: Placed) -> str:
    """What is typed in the list is looked for in this."""
    highlight = placed.highlight
    quote = highlight.anchor.quote if highlight.anchor else ON_ARTICLE
    return " ".join(f"{quote} {_state(placed)} {highlight.note} {_tags(placed)}".split())


def _state(placed: Placed) -> str:
    highlight = placed.highlight
    if highlight.lost:
        return "kept without its passage"
    return STATES[placed.state] if highlight.anchor else ""


def _tags(placed: Placed) -> str:
    return " ".join(f"#{tag}" for tag in placed.highlight.tags)
