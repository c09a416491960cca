"""Code: kept on its lines, cut at the edge with a sign, coloured by its language on request."""

from __future__ import annotations

import time

from reader.typeset.compose import marks_within, source_runs, stretches, width_of
from reader.typeset.page import Page
from reader.typeset.rows import Row, Run
from reader.typeset.sideways import Sight

HIGHLIGHT_LIMIT = 50_000
"""How many characters of one block are coloured at most."""

_HIGHLIGHT_SECONDS = 0.1
"""How long colouring may take; what is not done by then stays plain."""

_ROLES = (
    ("Comment", "code-comment"),
    ("Keyword", "code-keyword"),
    ("Operator.Word", "code-keyword"),
    ("Name.Function", "code-name"),
    ("Name.Class", "code-name"),
    ("Name.Decorator", "code-name"),
    ("Name.Tag", "code-keyword"),
    ("Name.Attribute", "code-name"),
    ("Name.Builtin", "code-builtin"),
    ("Name.Exception", "code-builtin"),
    ("Literal.String", "code-string"),
    ("Literal.Number", "code-number"),
    ("Generic.Inserted", "code-string"),
    ("Generic.Deleted", "code-number"),
    ("Generic.Heading", "code-name"),
    ("Generic.Subheading", "code-name"),
)


def code_rows(page: Page, index: int, bounds: tuple[int, int], prefix: tuple[Run, ...]) -> list[Row]:
    """The rows of a block of code, or of a part of it.

    Args:
        page: The article and how it is set.
        index: The block.
        bounds: The part, which ends where a line does.
        prefix: What stands before each row.
    """
    text = page.article.text
    at, end = bounds
    width = page.measure - width_of(prefix)
    sight = Sight(width, page.shift, page.ellipsis)
    reach = 8 * (page.shift + width) + 64
    marks = marks_within(page.article, at, end)
    rows: list[Row] = []
    while at < end:
        newline = text.find("\n", at, end)
        stop, after = (end, end) if newline < 0 else (newline, newline + 1)
        seen = min(stop, at + reach)
        runs = source_runs(text, at, seen, stretches(text, at, seen, "code", marks))
        rows.append(sight.row(index, prefix, runs, (at, after), more=seen < stop))
        at = after
    return rows


def highlight_code(text: str, language: str) -> list[tuple[int, int, str]]:
    """The parts of a piece of code that have a colour of their own.

    Args:
        text: The code; beyond `HIGHLIGHT_LIMIT` characters it stays plain.
        language: As its author named it, "python" or "c++"; an unknown one colours nothing.

    Returns:
        In order, without overlaps: the first character, the one after the last, and the role:
        code-comment, code-keyword, code-name, code-builtin, code-string or code-number.
    """
    if not language.strip() or len(text) > HIGHLIGHT_LIMIT:
        return []
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        lexer = get_lexer_by_name(language.strip().lower())
    except ClassNotFound:
        return []
    found: list[tuple[int, int, str]] = []
    deadline = time.monotonic() + _HIGHLIGHT_SECONDS
    for start, token, value in lexer.get_tokens_unprocessed(text):
        role = _role(str(token))
        if role and value:
            if found and found[-1][2] == role and found[-1][1] == start:
                found[-1] = (found[-1][0], start + len(value), role)
            else:
                found.append((start, start + len(value), role))
        if time.monotonic() > deadline:
            break
    return found


def _role(token: str) -> str:
    kind = token.removeprefix("Token.")
    return next((role for name, role in _ROLES if kind.startswith(name)), "")
