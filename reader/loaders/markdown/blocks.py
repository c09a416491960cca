"""From the parser's block tokens to the blocks of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.token import Token

from reader.domain.article import Align, Kind
from reader.loaders.clean import clean_line
from reader.loaders.markdown.document import Chunk, Document
from reader.loaders.markdown.inline import Inliner, is_plain, tokens_of
from reader.loaders.markdown.parser import DEEPEST
from reader.loaders.markdown.pictures import pictures
from reader.loaders.markdown.raw_html import html_pieces
from reader.loaders.pieces import Inline, Piece

TAB = 4
"""How many columns a tab in code moves on to."""

RULE = "* * *"

BULLET = "•"

TOO_DEEP = "lists or quotes within more than seventy others are shown as they were written"

_TASK = re.compile(r"\[([ xX])\]\s+(?=\S)")
_PULL = re.compile(r"\[!pull(?:[ -]?quote)?\]\s*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")
_ALIGN = {"text-align:center": Align.CENTRE, "text-align:right": Align.RIGHT}


@dataclass(slots=True)
class _List:
    """A list that is open: of an ordered one, the number of its next item; of another, -1."""

    number: int = -1
    delimiter: str = "."

    def next(self) -> str:
        """The marker of the next item."""
        if self.number < 0:
            return BULLET
        self.number += 1
        return f"{self.number - 1}{self.delimiter}"


class Blocks:
    """Walks over the tokens of a document's chunks, one chunk after the other.

    Attributes:
        notices: What went wrong, a line each.
    """

    def __init__(self, document: Document) -> None:
        self._environment = document.environment
        self._inliner = Inliner(document.environment)
        self._out: list[Piece] = []
        self._notes: dict[str, list[Piece]] = {}
        self._lists: list[_List] = []
        self._cut_list: _List | None = None
        self._marker = ""
        self._quotes: list[Kind] = []
        self._note: str | None = None
        self.notices: list[str] = []

    def of(self, chunk: Chunk) -> list[Piece]:
        """The blocks of a chunk; its footnotes are kept for the end."""
        tokens, at = chunk.tokens, 0
        deep = max((token.level for token in tokens), default=0) >= DEEPEST - 1
        self._out = []
        while at < len(tokens):
            token = tokens[at]
            if deep and token.level == 0 and token.nesting == 1:
                end = _end(tokens, at)
                if any(inner.level >= DEEPEST - 1 for inner in tokens[at:end]):
                    self._as_written(token, chunk.lines)
                    at = end
                    continue
            if token.type == "table_open":
                end = _end(tokens, at)
                self._table(tokens[at:end])
                at = end
                continue
            self._take(token, tokens[at - 1].type if at else "", tokens[at - 1].tag if at else "")
            at += 1
        self._cut_list = self._lists[0] if chunk.is_cut and self._lists else None
        self._lists, self._quotes, self._note, self._marker = [], [], None, ""
        return self._out

    def notes(self) -> list[Piece]:
        """The footnotes: in the order in which the text refers to them, then those that it does not."""
        for label, (text, marks) in self._inliner.asides.items():
            self._notes.setdefault(label, [Piece(Kind.FOOTNOTE, text, marks, marker=label)])
        referred = [label for label in self._inliner.referred if label in self._notes]
        others = [label for label in self._notes if label not in self._inliner.referred]
        return [piece for label in referred + others for piece in self._notes[label]]

    def _take(self, token: Token, opened_by: str, tag: str) -> None:
        kind = token.type
        if kind == "inline":
            if opened_by == "heading_open":
                self._heading(token.content, int(tag[1]))
            else:
                self._paragraph(token.content)
        elif kind in {"fence", "code_block"}:
            language = _LANGUAGE.match(clean_line(token.info))
            text = token.content.expandtabs(TAB).rstrip().lstrip("\n")
            self._put(Piece(Kind.CODE, text, language=language[0] if language else ""))
        elif kind == "hr":
            self._put(Piece(Kind.RULE, RULE))
        elif kind == "html_block":
            for piece in html_pieces(token.content):
                self._put(piece)
        else:
            self._nest(token)

    def _nest(self, token: Token) -> None:
        """Go into a list, a quote or a footnote, or out of it."""
        kind = token.type
        if kind in {"bullet_list_open", "ordered_list_open"}:
            self._lists.append(self._opened_list(token))
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif kind == "list_item_open":
            self._marker = self._lists[-1].next()
        elif kind == "list_item_close":
            self._marker = ""
        elif kind == "blockquote_open":
            self._quotes.append(Kind.QUOTE)
        elif kind == "blockquote_close":
            self._quotes.pop()
        elif kind == "footnote_reference_open":
            self._note = clean_line(str(token.meta["label"]))
        elif kind == "footnote_reference_close":
            self._note = None

    def _opened_list(self, token: Token) -> _List:
        """The list that a token opens; the first of a chunk goes on where a cut list ended."""
        cut, self._cut_list = self._cut_list, None
        if cut is not None and not self._lists:
            return cut
        if token.type == "bullet_list_open":
            return _List()
        start = token.attrGet("start")
        return _List(1 if start is None else int(start), token.markup or ".")

    def _heading(self, content: str, level: int) -> None:
        text, marks = self._inliner.inline(content)
        if self._lists or self._note is not None:
            self._put(Piece(self._kind(), text, marks))
        else:
            self._put(Piece(Kind.HEADING, text, marks, level=level))

    def _paragraph(self, content: str) -> None:
        if self._quotes and (pull := _PULL.match(content)):
            self._quotes[-1] = Kind.PULL_QUOTE
            content = content[pull.end() :]
        if self._marker and (task := _TASK.match(content)):
            self._marker = "☐" if task[1] == " " else "☑"
            content = content[task.end() :]
        if is_plain(content):
            self._put(Piece(self._kind(), *self._inliner.inline(content)))
            return
        tokens = tokens_of(content, self._environment)
        found = pictures(tokens, self._inliner)
        for piece in found or [Piece(self._kind(), *self._inliner.of(tokens))]:
            self._put(piece)

    def _kind(self) -> Kind:
        """What running text is where the walk now stands."""
        if self._lists:
            return Kind.LIST_ITEM
        if self._note is not None:
            return Kind.FOOTNOTE
        return self._quotes[-1] if self._quotes else Kind.PARAGRAPH

    def _table(self, tokens: list[Token]) -> None:
        rows: list[list[Inline]] = []
        header = 0
        align: list[Align] = []
        for at, token in enumerate(tokens):
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "thead_close":
                header = len(rows)
            elif token.type == "th_open":
                align.append(_ALIGN.get(str(token.attrGet("style")), Align.LEFT))
            elif token.type == "inline" and tokens[at - 1].type in {"th_open", "td_open"}:
                rows[-1].append(self._inliner.inline(token.content))
        cells = tuple(tuple(row) for row in rows)
        self._put(Piece(Kind.TABLE, rows=cells, header=header, align=tuple(align)))

    def _as_written(self, token: Token, lines: list[str]) -> None:
        if TOO_DEEP not in self.notices:
            self.notices.append(TOO_DEEP)
        first, last = token.map or (0, 0)
        text = "\n".join(lines[first:last]).expandtabs(TAB)
        self._put(Piece(Kind.CODE, text.rstrip().lstrip("\n")))

    def _put(self, piece: Piece) -> None:
        """Keep the piece, with its place in lists and quotes; an item's first text takes its marker."""
        piece.depth += len(self._lists)
        piece.quoted += sum(kind is Kind.QUOTE for kind in self._quotes)
        if piece.kind is Kind.LIST_ITEM and self._marker and piece.text:
            piece.marker, self._marker = self._marker, ""
        if self._note is None:
            self._out.append(piece)
            return
        notes = self._notes.setdefault(self._note, [])
        if piece.kind is Kind.FOOTNOTE and not notes:
            piece.marker = self._note
        notes.append(piece)


def _end(tokens: list[Token], start: int) -> int:
    """The index after the token that closes the one at `start`, or after the last token."""
    level = tokens[start].level
    for at in range(start + 1, len(tokens)):
        if tokens[at].level == level and tokens[at].nesting == -1:
            return at + 1
    return len(tokens)
