"""Short texts made to fit a number of cells."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size

ELLIPSIS = "…"

MOST_LOST = 8
"""So many cells are given up at most to cut between two words and not within one."""


def fitted(text: str, width: int) -> str:
    """The text on one line, ended by an ellipsis where it is wider than `width` cells."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    cut = set_cell_size(text, width - 1).rstrip()
    words = cut[: cut.rfind(" ")].rstrip() if " " in cut and not text[len(cut) :].startswith(" ") else cut
    return (words if cell_len(cut) - cell_len(words) <= MOST_LOST else cut) + ELLIPSIS


def title_lines(title: str, width: int, most: int = 2) -> list[str]:
    """A title broken at spaces into at most `most` lines of `width` cells; an ellipsis where it is cut."""
    rest = " ".join(title.split())
    lines: list[str] = []
    while len(lines) < most - 1 and cell_len(rest) > width > 1:
        line = chop_cells(rest, width)[0]
        if not rest[len(line) :].startswith(" ") and " " in line:
            line = line[: line.rindex(" ")]
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return [*lines, fitted(rest, width)]
