"""The Markdown parser as it is set up here, and the definitions that links and footnotes refer to."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from copy import copy
from functools import cache
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.parser_inline import ParserInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict, OptionsType
from mdit_py_plugins.footnote import footnote_plugin

from reader.loaders.clean import clean, clean_line

DEEPEST = 150
"""How deep blocks may nest; what lies deeper is shown as it was written."""

DEEPEST_BRACKETS = 24
"""How deep brackets may nest in which a link is looked for."""

_DEFINITION = re.compile(rb"\n( {0,3})\[([^\[\]\\\n]{1,999})\]:")
_MOST_DEFINITIONS = 200_000
_LONGEST_DEFINITION = 4_000
_MAY_STAND_ABOVE = (b"", b"[", b"#", b"(", b'"', b"'")
"""How the line above a definition begins: it is blank, a definition, a title or a heading, but no prose."""


class _Parser(MarkdownIt):
    """Leaves addresses as they are given: which of them may be followed is decided where marks are made."""

    def normalizeLink(self, url: str) -> str:
        return clean_line(url)

    def normalizeLinkText(self, link: str) -> str:
        return clean_line(link)

    def validateLink(self, url: str) -> bool:
        return True


class _Inline(ParserInline):
    """Within a paragraph, tries no more than `DEEPEST_BRACKETS` open brackets for links in one another.

    Each open bracket is followed so deep to look for its other half, so that a line of them takes so many
    times as long as any other.
    """

    shallow: MarkdownIt

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        return super().parse(src, self.shallow, env, tokens)


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes, made once."""
    made = _Parser("commonmark", {"maxNesting": DEEPEST})
    made.inline = inline = _Inline()
    made.configure("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    made.use(footnote_plugin, move_to_end=False)
    inline.shallow = copy(made)
    options = {**made.options, "maxNesting": DEEPEST_BRACKETS}
    inline.shallow.options = OptionsDict(cast("OptionsType", options))
    return made


class References(dict[str, dict[str, Any]]):
    """The definitions of reference links, each parsed when it is first wanted."""

    def __init__(self, data: bytes, places: dict[str, int]) -> None:
        super().__init__()
        self._data = data
        self._places = places

    def get(self, label: str, default: Any = None) -> Any:
        """The definition of a normalised label."""
        if label in self:
            return self[label]
        place = self._places.pop(label, None)
        if place is None:
            return default
        snippet = self._data[place : place + _LONGEST_DEFINITION].decode("utf-8", "replace")
        found: dict[str, Any] = {}
        parser().block.parse(clean(snippet.partition("\n\n")[0]), parser(), found, [])
        definition = found.get("references", {}).get(label)
        if definition is not None:
            self[label] = definition
        return self[label] if definition is not None else default


def nothing_known() -> dict[str, Any]:
    """What the parser knows of a document that it has yet to read, and will read in one go."""
    return {"references": {}, "footnotes": {"refs": {}, "list": {}}}


def known_from(data: bytes, start: int) -> dict[str, Any]:
    """What the parser must know of a document of several chunks before it reads the first.

    Args:
        data: The document, UTF-8.
        start: Where its body begins, in bytes.
    """
    places: dict[str, int] = {}
    notes: dict[str, int] = {}
    for number, found in enumerate(_DEFINITION.finditer(data, start)):
        if number == _MOST_DEFINITIONS:
            break
        label = found[2].decode("utf-8", "replace")
        if label.startswith("^"):
            if " " not in label and len(label) > 1:
                notes[f":{label[1:]}"] = -1
            continue
        above = data[data.rfind(b"\n", start, found.start()) + 1 : found.start()].strip()
        if above[:1] not in _MAY_STAND_ABOVE:
            continue
        places.setdefault(normalizeReference(clean(label)), found.start(1))
    return {"references": References(data, places), "footnotes": {"refs": notes, "list": {}}}
