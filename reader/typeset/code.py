"""Code: kept on its lines, cut at the edge with a sign, coloured by its language on request."""

from __future__ import annotations

from reader.domain.article import Article, Mark
from reader.typeset.cells import cell_len, cut_left, prefix_end
from reader.typeset.compose import marks_within, row_of, source_runs, stretches
from reader.typeset.options import Options
from reader.typeset.rows import Row, Run


def ellipsis(options: Options) -> str:
    """The sign that a row goes on beyond what is shown; one cell."""
    return "~" if options.ascii else "…"


def code_rows(
    article: Article,
    index: int,
    bounds: tuple[int, int],
    prefix: tuple[Run, ...],
    measure: int,
    shift: int,
    options: Options,
) -> list[Row]:
    """The rows of a block of code, or of a part of it.

    Args:
        article: The article.
        index: The block.
        bounds: The part, which ends where a line does.
        prefix: What stands before each row.
        measure: How wide a row may be, in cells.
        shift: How many cells are scrolled out at the left.
        options: How the reader likes it.
    """
    start, end = bounds
    width = measure - sum(cell_len(run.text) for run in prefix)
    marks = marks_within(article, start, end)
    rows: list[Row] = []
    while start < end:
        stop = article.text.find("\n", start, end)
        after = end if stop < 0 else stop + 1
        stop = end if stop < 0 else stop
        runs, cut = _window(article, start, stop, width, shift, marks, options)
        rows.append(row_of(index, (*prefix, *runs), start, after, cut=cut))
        start = after
    return rows


def _window(
    article: Article,
    start: int,
    stop: int,
    width: int,
    shift: int,
    marks: tuple[Mark, ...],
    options: Options,
) -> tuple[list[Run], bool]:
    """The runs of one line as far as they are seen, and whether there is more."""
    text = article.text
    sign = Run(ellipsis(options), "ellipsis")
    before: list[Run] = []
    low, room = start, width
    if shift and start < stop:
        left_out, cells = cut_left(text[start : min(stop, start + 8 * shift + 64)], shift + 1)
        low = start + left_out
        before = [sign, *([Run(" " * (cells - shift - 1), "space")] if cells > shift + 1 else [])]
        room = width - 1 - max(0, cells - shift - 1)
        if cells < shift + 1 or low >= stop:
            return [sign], True
    shown = text[low : min(stop, low + 8 * width + 64)]
    size, cells = prefix_end(shown, room)
    if low + size < stop:
        size, cells = prefix_end(shown, room - 1)
        after = [Run(" " * (room - 1 - cells), "space")] if room - 1 > cells else []
        runs = source_runs(text, low, low + size, stretches(text, low, low + size, "code", marks))
        return [*before, *runs, *after, sign], True
    runs = source_runs(text, low, low + size, stretches(text, low, low + size, "code", marks))
    return [*before, *runs], bool(before)
