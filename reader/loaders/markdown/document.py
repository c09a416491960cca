"""A Markdown document as bytes, and the chunks in which it is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it.token import Token

from reader.loaders.clean import clean
from reader.loaders.decode import encoding_of
from reader.loaders.markdown.parser import known_from, nothing_known, parser
from reader.loaders.source import Source

CHUNK = 32_768
"""How many bytes are parsed at a time, where a block ends there."""

LIMIT = 262_144
"""How many characters a list, a quote or a table may have before it is cut between two of its parts."""

LONGEST_FRONT_MATTER = 16_384

_FENCES = {b"---": "yaml", b"+++": "toml"}
_PARTS = {"bullet_list_open": 1, "ordered_list_open": 1, "blockquote_open": 1, "table_open": 2}
"""At which level the parts of a block are between which it may be cut."""

_DEEP_QUOTE = re.compile(r"^((?: {0,3}>){12})(?: {0,3}>)+", re.MULTILINE)
"""A dozen quotes within each other are enough: every one of them is tried again on every line below."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some whole blocks of a document.

    Attributes:
        tokens: What the parser makes of them; running text is not parsed yet.
        lines: The lines of source that the tokens' maps count.
        is_cut: Whether the last block goes on in the next chunk.
    """

    tokens: list[Token]
    lines: list[str]
    is_cut: bool = False


class Document:
    """A document's bytes in UTF-8, its front matter apart.

    Attributes:
        front_matter: What stands between its fences, cleaned; "" where there is none.
        syntax: "yaml" or "toml".
        environment: What the parser knows of the whole document.
    """

    def __init__(self, source: Source) -> None:
        encoding = encoding_of(source.data, source.charset, source.encoding, source.name)
        if encoding.name == "utf-8":
            data = source.data
            at = encoding.skip
        else:
            data = encoding.text(source.data).encode("utf-8", "replace")
            at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        if b"\r" in data and b"\n" not in data:
            data = data.replace(b"\r", b"\n")
        self._data = data
        self.front_matter, self.syntax, self._body = _front_matter(data, at)
        in_one = len(data) - self._body <= CHUNK
        self.environment = nothing_known() if in_one else known_from(data, self._body)

    def chunks(self) -> Iterator[Chunk]:
        """The document's blocks in order, some at a time.

        A chunk ends where a block begins at the outermost level below a blank line: whatever stood before
        is complete there. A list, quote or table beyond `LIMIT` is cut between two of its parts, a table
        with its heading repeated.
        """
        md = parser()
        at, rest, size, end = self._body, "", CHUNK, len(self._data)
        while at < end or rest:
            text = rest + self._text(at, at := self._end_of_line(at + size))
            tokens: list[Token] = []
            md.block.parse(text, md, self.environment, tokens)
            self.environment.pop("duplicate_refs", None)
            lines = text.split("\n")
            cut = None if at >= end else _cut(tokens, lines, len(text) > LIMIT)
            if cut is None and at < end:
                rest, size = text, max(CHUNK, len(text))
                continue
            if cut is None:
                yield Chunk(tokens, lines)
                return
            inside = tokens[cut.token].level > 0
            rest, size = "\n".join([*lines[cut.again], *lines[cut.line :]]), CHUNK
            yield Chunk(tokens[: cut.token], lines, is_cut=inside)

    def _text(self, start: int, end: int) -> str:
        text = clean(self._data[start:end].decode("utf-8", "replace"))
        return _DEEP_QUOTE.sub(r"\1", text) if ">" in text else text

    def _end_of_line(self, offset: int) -> int:
        if offset >= len(self._data):
            return len(self._data)
        return self._data.find(b"\n", offset) + 1 or len(self._data)


class _Cut(NamedTuple):
    """Where to end a chunk: before which line and which token, and which lines to say again after it."""

    line: int
    token: int
    again: slice = slice(0)


def _cut(tokens: list[Token], lines: list[str], is_long: bool) -> _Cut | None:
    """Where the last block begins that need not be complete; None where all of it is one block."""
    for index in range(len(tokens) - 1, 0, -1):
        line = _begins(tokens[index], 0)
        # Without a blank line above, it could still be the title of a link defined above.
        if line and (is_long or not lines[line - 1].strip()):
            return _Cut(line, index)
    if not is_long or not tokens or tokens[0].map is None or tokens[0].type not in _PARTS:
        return None
    level = _PARTS[tokens[0].type]
    for index in range(len(tokens) - 1, 1, -1):
        line = _begins(tokens[index], level)
        if line and tokens[index].type == "tr_open":
            top = tokens[0].map[0]
            return _Cut(line, index, slice(top, top + 2)) if line > top + 2 else None
        if line:
            return _Cut(line, index)
    return None


def _begins(token: Token, level: int) -> int:
    """The line, not the first, on which the token begins a block of this level; 0 where it does not."""
    return token.map[0] if token.level == level and token.nesting >= 0 and token.map else 0


def _front_matter(data: bytes, start: int) -> tuple[str, str, int]:
    """The front matter, its syntax, and where the body begins in bytes."""
    syntax = _FENCES.get(data[start : start + 3])
    first = data.find(b"\n", start)
    if syntax is None or first < 0 or data[start + 3 : first].strip():
        return "", "", start
    fence = data[start : start + 3]
    closing = re.compile(
        rb"^(?:" + re.escape(fence) + (rb"|\.\.\." if syntax == "yaml" else rb"") + rb")[ \t\r]*$",
        re.MULTILINE,
    )
    found = closing.search(data, first + 1, first + 1 + LONGEST_FRONT_MATTER)
    if found is None:
        return "", "", start
    return clean(data[first + 1 : found.start()].decode("utf-8", "replace")), syntax, found.end()
