"""Running text: from the parser's inline tokens to characters and the marks on them."""

from __future__ import annotations

import html
import re
from typing import Any

from markdown_it.token import Token

from reader.domain.article import Mark, MarkKind
from reader.loaders.clean import clean, clean_address, clean_line
from reader.loaders.markdown.parser import parser
from reader.loaders.pieces import Inline

LONGEST = 20_000
"""How many characters are parsed in one go; beyond that, marks do not reach across the cut."""

_SPECIAL = re.compile(r"[\\`*_\[<&~^]")
_BREAK = re.compile(r" {2,}\n\s*")
_FOLD = re.compile(r"[ \t\n]*\n[ \t\n]*")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SCHEME = re.compile(r"[^/?#]*:")

_OPENS = {"em_open": MarkKind.EMPHASIS, "strong_open": MarkKind.STRONG, "s_open": MarkKind.STRIKE}
_CLOSES = {"em_close", "strong_close", "s_close", "link_close"}
_TAGS = {
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "del": MarkKind.STRIKE,
    "s": MarkKind.STRIKE,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
}
_UNSEEN = {"script", "style", "template", "svg", "iframe", "object", "noscript"}


def followable(address: str, schemes: tuple[str, ...] = ("http:", "https:", "mailto:")) -> str:
    """The address if it is relative or of one of these schemes; otherwise ""."""
    address = clean_address(address)
    scheme = _SCHEME.match(address)
    return address if scheme is None or scheme.group().lower().startswith(schemes) else ""


def is_plain(content: str) -> bool:
    """Whether a text holds nothing that the parser would do anything about but line ends."""
    return _SPECIAL.search(content) is None


def plain(content: str) -> Inline:
    """A text that `is_plain`: its lines folded, hard breaks kept, blanks squeezed."""
    if "\n" in content:
        content = "\v".join(_FOLD.sub(" ", part) for part in _BREAK.split(content)).replace("\v", "\n")
    return _SPACES.sub(" ", content).strip(), ()


def tokens_of(content: str, environment: dict[str, Any]) -> list[Token]:
    """The inline tokens of a block's content; of a very long one, of its pieces one by one."""
    found: list[Token] = []
    md = parser()
    start = 0
    while start < len(content):
        end = len(content)
        if end - start > LONGEST:
            blank = max(
                content.rfind(" ", start, start + LONGEST), content.rfind("\n", start, start + LONGEST)
            )
            end = blank + 1 if blank > start else start + LONGEST
        part = content[start:end]
        try:
            md.inline.parse(part, md, environment, found)
        except RecursionError:
            found.append(Token("text", "", 0, content=part))
        start = end
    return found


class Inliner:
    """Turns inline tokens into text with marks, and tells of the footnotes that it meets.

    Attributes:
        referred: The labels of footnotes in the order in which the text refers to them, each once.
        asides: The footnotes that stand within the running text (`^[…]`), by label.
    """

    def __init__(self, environment: dict[str, Any]) -> None:
        self._environment = environment
        self._number = 0
        self.referred: dict[str, None] = {}
        self.asides: dict[str, Inline] = {}

    def inline(self, content: str) -> Inline:
        """The text of a block's content, with its marks."""
        return plain(content) if is_plain(content) else self.of(tokens_of(content, self._environment))

    def of(self, tokens: list[Token]) -> Inline:
        """The text of inline tokens, with its marks."""
        run = _Run()
        for token in tokens:
            self._take(token, run)
        return run.taken()

    def _take(self, token: Token, run: _Run) -> None:
        kind = token.type
        if kind == "text":
            run.add(token.content)
        elif kind == "softbreak":
            run.add(" ")
        elif kind == "hardbreak":
            run.line_break()
        elif kind in _OPENS:
            run.open(kind.removesuffix("_open"), _OPENS[kind])
        elif kind == "link_open":
            run.open("link", MarkKind.LINK, followable(str(token.attrGet("href") or "")))
        elif kind in _CLOSES:
            run.close(kind.removesuffix("_close"))
        elif kind == "code_inline":
            run.open("code", MarkKind.CODE)
            run.add(token.content)
            run.close("code")
        elif kind == "text_special":
            run.add(clean(token.content).replace("\n", " "))
        elif kind == "image":
            run.add(self.of(token.children or [])[0].replace("\n", " "))
        elif kind == "html_inline":
            _take_html(token.content, run)
        elif kind == "footnote_ref":
            self._refer(token, run)

    def _refer(self, token: Token, run: _Run) -> None:
        label = token.meta.get("label")
        if label is None:
            label = self._fresh()
            note = self._environment["footnotes"]["list"][token.meta["id"]]
            self.asides[label] = self.of(note["tokens"])
        label = clean_line(label)
        if run.muted or not label:
            return
        self.referred.setdefault(label)
        run.open("footnote", MarkKind.FOOTNOTE, label)
        run.add(f"[{label}]")
        run.close("footnote")

    def _fresh(self) -> str:
        """The next number that no footnote has for a label."""
        labels = self._environment["footnotes"]["refs"]
        self._number += 1
        while f":{self._number}" in labels:
            self._number += 1
        return str(self._number)


class _Run:
    """The characters so far, with the marks that are closed and those still open."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._spaced = True
        self._marks: list[Mark] = []
        self._open: list[tuple[str, MarkKind, int, str]] = []
        self.muted = ""

    def add(self, text: str) -> None:
        if self.muted:
            return
        text = _SPACES.sub(" ", text)
        if self._spaced:
            text = text.lstrip(" ")
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._spaced = text.endswith((" ", "\n"))

    def line_break(self) -> None:
        if self.muted or not self._length or self._parts[-1] == "\n":
            return
        if self._parts[-1].endswith(" "):
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
        self._parts.append("\n")
        self._length += 1
        self._spaced = True

    def open(self, name: str, kind: MarkKind, target: str = "") -> None:
        self._open.append((name, kind, self._length, target))

    def close(self, name: str) -> None:
        """End the mark of this name that was opened last; a link that leads nowhere leaves none."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                _, kind, start, target = self._open.pop(index)
                if start < self._length and (target or kind is not MarkKind.LINK):
                    self._marks.append(Mark(kind, start, self._length, target))
                return

    def taken(self) -> Inline:
        text = "".join(self._parts).rstrip()
        marks = (Mark(m.kind, m.start, min(m.end, len(text)), m.target) for m in self._marks)
        return text, tuple(mark for mark in marks if mark.start < mark.end)


def _take_html(source: str, run: _Run) -> None:
    """What an HTML tag within running text does: some are marks, a few are characters, most are nothing."""
    found = _TAG.match(source)
    if found is None:
        return
    closes, tag = bool(found[1]), found[2].lower()
    if run.muted or tag in _UNSEEN:
        if closes and tag == run.muted:
            run.muted = ""
        elif not closes and not run.muted and not source.endswith("/>"):
            run.muted = tag
    elif tag == "br":
        run.line_break()
    elif tag == "img":
        alt = _ALT.search(source)
        run.add(clean_line(html.unescape(alt[1] or alt[2] or "")) if alt else "")
    elif closes:
        run.close(f"<{tag}>")
    elif tag in _TAGS:
        run.open(f"<{tag}>", _TAGS[tag])
    elif tag == "a" and (href := _HREF.search(source)):
        address = followable(html.unescape(href[1] or href[2] or href[3] or ""))
        run.open("<a>", MarkKind.LINK, address)
