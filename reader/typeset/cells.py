"""How many cells a text takes, and where it may be taken apart.

Widths are those of `rich.cells`, because the screen is measured with it; a second opinion would only
move the right-hand edge. Where Rich's graphemes are finer than a reader's characters (flags, Thai's
sara am), they are joined here.
"""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size, split_graphemes

__all__ = ["cell_len", "clusters", "cut_left", "inside_cluster", "prefix_end"]

_JOINER = "\u200d"
_SARA_AM = "\u0e33\u0eb3"
_WIDEST_CLUSTER = 4
_LOOK_BACK = 64


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def clusters(text: str) -> list[tuple[int, int, int]]:
    """What a reader takes for one character each, in order and without gaps.

    Returns:
        The start, the end (in characters of `text`) and the width (in cells) of each.
    """
    if text.isascii():
        return [(index, index + 1, 1) for index in range(len(text))]
    joined: list[tuple[int, int, int]] = []
    flag_open = False
    for start, end, width in split_graphemes(text)[0]:
        regional = _is_regional(text[start])
        if joined and ((regional and flag_open) or text[start] in _SARA_AM):
            first, _, before = joined[-1]
            if before + width <= _WIDEST_CLUSTER:
                joined[-1] = (first, end, before + width)
                flag_open = False
                continue
        joined.append((start, end, width))
        flag_open = regional and end == start + 1
    return joined


def inside_cluster(text: str, offset: int) -> bool:
    """Whether what stands before and after `offset` belongs to one character as a reader sees it."""
    if not 0 < offset < len(text):
        return False
    after, before = text[offset], text[offset - 1]
    if after < "\u0300" and before != _JOINER:
        return False
    if before.isspace() or before in "\u00ad\u200b":
        return False
    if before == _JOINER or after in _SARA_AM or get_character_cell_size(after) == 0:
        return True
    if not (_is_regional(after) and _is_regional(before)):
        return False
    run = 0
    while run < _LOOK_BACK and run < offset and _is_regional(text[offset - 1 - run]):
        run += 1
    return run % 2 == 1


def prefix_end(text: str, width: int) -> tuple[int, int]:
    """How much of `text` fits into `width` cells, whole clusters only: characters and cells."""
    if text.isascii():
        fitting = min(width, len(text))
        return fitting, fitting
    end = used = 0
    for _, stop, cells in clusters(text[: 8 * width + _LOOK_BACK]):
        if used + cells > width:
            break
        end, used = stop, used + cells
    return end, used


def cut_left(text: str, width: int) -> tuple[int, int]:
    """Where to begin so that at least `width` cells are left out: characters and cells left out."""
    if text.isascii():
        left_out = min(width, len(text))
        return left_out, left_out
    used = 0
    for start, _, cells in clusters(text):
        if used >= width:
            return start, used
        used += cells
    return len(text), used
