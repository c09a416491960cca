"""How a reader likes the page to be set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """What changes how an article is set at a given measure.

    Attributes:
        hyphenate: Whether words may be divided at the end of a row, by the rules of their language.
        justify: Whether rows are filled to the measure; a row that would need a gap of more than two
            cells stays ragged.
        paragraph: What parts two paragraphs: an empty row, or an indent.
        ascii: Whether bullets, rules and ellipses are drawn with ASCII only.
        hang: Whether an opening quotation mark hangs in the margin, which costs one cell of a measure
            that is not too narrow for it.
        whole: Whether code and tables that are wider than the measure stand in full, as in print, where
            they cannot be scrolled sideways; else they are cut at the edge with a sign.
        language: The language of articles that do not name theirs, a BCP 47 tag; "" for unknown.
    """

    hyphenate: bool = False
    justify: bool = False
    paragraph: Literal["space", "indent"] = "space"
    ascii: bool = False
    hang: bool = False
    whole: bool = False
    language: str = ""


DEFAULT = Options()
"""Ragged rows, whole words, an empty row between paragraphs."""
