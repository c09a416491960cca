"""Code coloured by its language, in a process of its own.

A pattern of a lexer can take for ever on a line that was made for it, and nothing in the same process can
break it off; so the colours are found by a child that is given a second, and without them the code is plain.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence

from reader.domain.article import Article, Block, Kind

AT_ONCE = 100_000
"""About so many characters are given to one child."""

HIGHLIGHT_LIMIT = 50_000
"""How many characters of one block are coloured at most."""

_BLOCK_SECONDS = 0.5
"""How long one block may take; what is not coloured by then stays plain."""

_ALL_SECONDS = 3.0
"""How long the child may take, with its start."""

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

Coloured = list[tuple[int, int, str]]
"""Stretches of a text, in order and apart: the first character, the one after the last, and the role."""


def colours_of(pieces: Sequence[tuple[str, str]]) -> list[Coloured]:
    """The colours of some pieces of code, found by a child process; none where it fails or takes too long.

    Args:
        pieces: Each piece's text and its language, as `highlight_code` takes them.
    """
    nothing: list[Coloured] = [[] for _ in pieces]
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=json.dumps(pieces).encode(),
            capture_output=True,
            timeout=_ALL_SECONDS,
            check=True,
        )
        found = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return nothing
    return [[(start, end, role) for start, end, role in piece] for piece in found]


class Colours:
    """The colours of an article's code, found by and by as they are asked for in its order."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._left = [block for block in article.blocks if block.kind is Kind.CODE and block.language]
        self._found: dict[int, Coloured] = {}

    def of(self, block: Block) -> Coloured:
        """The colours of a block, by characters from its start; none where it is not code."""
        if block.kind is not Kind.CODE or not block.language:
            return []
        while block.start not in self._found and self._left:
            some, room = [self._left.pop(0)], AT_ONCE
            while self._left and (room := room - (some[-1].end - some[-1].start)) > 0:
                some.append(self._left.pop(0))
            pieces = [(self._article.of(one), one.language) for one in some]
            self._found |= dict(zip((one.start for one in some), colours_of(pieces), strict=True))
        return self._found.get(block.start, [])


def highlight_code(text: str, language: str) -> Coloured:
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
    found: Coloured = []
    deadline = time.monotonic() + _BLOCK_SECONDS
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


def main() -> None:
    """Answer as the child: pieces on standard input, their colours on standard output, both JSON."""
    pieces = json.load(sys.stdin.buffer)
    json.dump([highlight_code(text, language) for text, language in pieces], sys.stdout)


if __name__ == "__main__":
    main()
