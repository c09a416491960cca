"""From a tree to pieces: the blocks of HTML, and of the tree that trafilatura gives, in reading order.

Nothing here calls itself: trees from outside may be as deep as they like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.article import Kind
from reader.loaders.html.images import picture
from reader.loaders.html.inline import InlineText
from reader.loaders.html.marks import UNSEEN, is_hidden, mark_of
from reader.loaders.html.tables import is_data, rows_of
from reader.loaders.html.wash import wash, wash_line
from reader.loaders.pieces import Piece
from reader.loaders.wordlists import words

if TYPE_CHECKING:
    from lxml.etree import _Element

TAB = 4
"""How many columns a tab in code moves on to."""

RULE = "* * *"

_BLOCKS = words(
    "p div section article main header footer aside address center details summary dt dd dl fieldset form "
    "hgroup body html figure tr row td th cell thead tbody tfoot table caption nav figcaption legend"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "list"})
_QUOTES = frozenset({"blockquote", "quote"})
_PULLED = re.compile(r"pull-?quote", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:lang|language|brush|highlight-source|highlight)[-:]\s*([\w+#.]{1,20})")
_NEVER_CODE_LINE = re.compile(r"[^\S\n]+$", re.MULTILINE)


def convert(root: _Element, base: str | None = None) -> list[Piece]:
    """The pieces of everything within an element.

    Args:
        root: Of HTML or of trafilatura's tree.
        base: The page's address, for links and pictures.
    """
    return _Converter(base).run(root)


def verbatim(element: _Element) -> str:
    """The text of a `pre` element as it stands, tabs expanded and blank lines at its ends dropped."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag in ("br", "lb"):
            parts.append("\n")
        elif node.text and isinstance(node.tag, str) and node.tag not in UNSEEN:
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
    return code_text("".join(parts))


def code_text(text: str) -> str:
    """Code fit for an article: cleaned, tabs expanded, no blank lines at its ends."""
    return _NEVER_CODE_LINE.sub("", wash(text).expandtabs(TAB)).strip("\n")


class _Converter:
    def __init__(self, base: str | None) -> None:
        self._base = base
        self._pieces: list[Piece] = []
        self._inline = InlineText()
        self._marked: list[_Element] = []
        self._headings: list[int] = []
        self._lists: list[list[int]] = []
        self._quoted = 0
        self._pulled = 0
        self._captioned = 0
        self._in_item = 0
        self._marker = ""

    def run(self, root: _Element) -> list[Piece]:
        from lxml.etree import iterwalk

        walk = iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._passes_over(element, root):
                    walk.skip_subtree()
                    continue
                if element.text:
                    self._inline.add(element.text)
            else:
                self._end(element)
                if element is not root and element.tail:
                    self._inline.add(element.tail)
        self._flush()
        return self._pieces

    def _passes_over(self, element: _Element, root: _Element) -> bool:
        """Act on the start of an element; whether all within it is dealt with."""
        tag = element.tag
        if not isinstance(tag, str) or (element is not root and is_hidden(element)):
            return True
        if tag in UNSEEN:
            if tag == "input" and self._in_item and element.get("type") == "checkbox":
                self._marker = "☐" if element.get("checked") is None else "☑"
            return True
        if tag in ("br", "lb"):
            self._break()
        elif tag in ("img", "graphic"):
            self._picture(element)
        elif tag == "pre" or (tag == "code" and self._is_block_code(element, root)):
            self._code(element)
            return True
        elif tag == "table" and is_data(element):
            self._flush()
            rows, header = rows_of(element, self._base)
            self._pieces.append(
                Piece(Kind.TABLE, rows=rows, header=header, depth=len(self._lists), quoted=self._quoted)
            )
            return True
        elif tag == "hr":
            self._flush()
            self._pieces.append(Piece(Kind.RULE, RULE))
        elif not self._opens_block(element, tag):
            if tag == "q":
                self._inline.add("“")
            elif mark := mark_of(element, self._base):
                self._inline.open(*mark)
                self._marked.append(element)
        return False

    def _opens_block(self, element: _Element, tag: str) -> bool:
        if tag in _BLOCKS:
            self._flush()
            self._captioned += tag == "figcaption"
        elif tag in _HEADINGS or tag == "head":
            self._flush()
            self._headings.append(_HEADINGS.get(tag) or _HEADINGS.get(element.get("rend", ""), 2))
        elif tag in _LISTS:
            self._flush()
            ordered = tag == "ol" or element.get("rend") == "ol"
            self._lists.append([ordered, _first_number(element) - 1])
        elif tag in ("li", "item"):
            self._flush()
            self._in_item += 1
            self._marker = self._next_marker()
        elif tag in _QUOTES:
            self._flush()
            self._quoted += 1
            self._pulled += _is_pulled(element)
        else:
            return False
        return True

    def _end(self, element: _Element) -> None:
        tag = element.tag
        if self._marked and self._marked[-1] is element:
            self._inline.close()
            self._marked.pop()
        elif tag in _BLOCKS:
            self._flush()
            self._captioned -= tag == "figcaption"
        elif tag in _HEADINGS or tag == "head":
            self._flush()
            if self._headings:
                self._headings.pop()
        elif tag in _LISTS:
            self._flush()
            if self._lists:
                self._lists.pop()
        elif tag in ("li", "item"):
            self._flush()
            self._in_item -= 1
            self._marker = ""
        elif tag in _QUOTES:
            self._flush()
            self._quoted -= 1
            self._pulled -= _is_pulled(element)
        elif tag == "q":
            self._inline.add("”")

    def _break(self) -> None:
        if self._inline.at_break or self._inline.is_paragraph:
            self._flush()
        else:
            self._inline.line_break()

    def _flush(self) -> None:
        if not self._inline:
            return
        text, marks = self._inline.take()
        if not text:
            return
        quoted, depth = self._quoted, len(self._lists)
        if self._headings:
            self._pieces.append(
                Piece(Kind.HEADING, " ".join(text.split("\n")), marks, self._headings[-1], quoted=quoted)
            )
            return
        piece = Piece(Kind.PARAGRAPH, text, marks, depth=depth, quoted=quoted)
        if self._captioned:
            piece.kind = Kind.CAPTION
        elif self._in_item and self._marker:
            piece.kind, piece.depth, piece.marker = Kind.LIST_ITEM, max(depth, 1), self._marker
            self._marker = ""
        elif self._pulled:
            piece.kind = Kind.PULL_QUOTE
        elif quoted:
            piece.kind = Kind.QUOTE
        self._pieces.append(piece)

    def _next_marker(self) -> str:
        if not self._lists:
            return "•"
        ordered, _ = self._lists[-1]
        self._lists[-1][1] += 1
        return f"{self._lists[-1][1]}." if ordered else "•"

    def _picture(self, element: _Element) -> None:
        found = picture(element, self._base)
        if found is None:
            return
        if self._inline:
            if not found.described:
                return
            self._flush()
        self._pieces.append(Piece(Kind.IMAGE, found.alt, source=found.source, quoted=self._quoted))

    def _is_block_code(self, element: _Element, root: _Element) -> bool:
        text = "".join(element.itertext()).strip()
        if "\n" in text or element.find(".//lb") is not None:
            return True
        alone = not self._inline and not (element.tail or "").strip()
        return alone and element.getparent() is root and not self._in_item

    def _code(self, element: _Element) -> None:
        self._flush()
        text = verbatim(element)
        if text.strip():
            self._pieces.append(
                Piece(
                    Kind.CODE,
                    text,
                    language=language_of(element),
                    depth=len(self._lists),
                    quoted=self._quoted,
                )
            )


def language_of(element: _Element) -> str:
    """The language of code, as its classes name it; "" where they do not."""
    for node in (element, *element.iterchildren("code"), *element.iterancestors("div")):
        if found := _LANGUAGE.search(f"{node.get('class', '')} lang-{node.get('data-lang') or '!'}"):
            return wash_line(found.group(1)).lower()
        if node.tag == "div":
            break
    return ""


def _first_number(element: _Element) -> int:
    try:
        return max(0, min(int(element.get("start", "1")), 10**6))
    except ValueError:
        return 1


def _is_pulled(element: _Element) -> bool:
    return bool(_PULLED.search(element.get("class", "")))
