"""A note file in pieces that, put together, are the file again; changed by the block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from reader.notes import frontmatter
from reader.notes.entry import Entry

HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
"""A heading of Markdown, before which a note ends."""

_LEADING_BLANKS = re.compile(r"\A(?:[^\S\n]*\n)+")
_ENDS_BLANK = re.compile(r"(?:\A|\n[^\S\n]*\n)\Z")


@dataclass(frozen=True)
class Document:
    """A note file, cut into pieces.

    Attributes:
        head: Its front matter.
        pieces: Our blocks, and what stands between them; in the file's order.
    """

    head: frontmatter.FrontMatter = field(default_factory=frontmatter.FrontMatter)
    pieces: tuple[str | Entry, ...] = ()

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Our blocks by their ids, in the file's order."""
        return {piece.id: piece for piece in self.pieces if isinstance(piece, Entry)}

    @cached_property
    def newline(self) -> str:
        r"""What ends a line of this file: "\n" or "\r\n"."""
        text = self.text
        at = text.find("\n")
        return "\r\n" if at > 0 and text[at - 1] == "\r" else "\n"

    @cached_property
    def text(self) -> str:
        """The file itself."""
        return self.head.raw + _joined(self.pieces)

    def with_head(self, key: str, value: str) -> Document:
        """The document with one key of its front matter changed."""
        return replace(self, head=frontmatter.read(frontmatter.changed(self.head.raw, key, value)))

    def with_entry(self, entry: Entry) -> Document:
        """The document with the block of that id in the place of the one it has, or added to it.

        A new block on the article goes below the others on it; one on a passage, below the last whose
        passage does not begin later.
        """
        for index, piece in enumerate(self.pieces):
            if isinstance(piece, Entry) and piece.id == entry.id:
                written = replace(entry, closed=entry.closed or piece.closed).rendered(self.newline)
                if not piece.raw.endswith("\n"):
                    written = replace(written, raw=written.raw.removesuffix(self.newline))
                return replace(self, pieces=(*self.pieces[:index], written, *self.pieces[index + 1 :]))
        return self._with_new(entry)

    def without(self, entry_id: str) -> Document:
        """The document without the block of that id; the blank lines after it go too."""
        for index, piece in enumerate(self.pieces):
            if isinstance(piece, Entry) and piece.id == entry_id:
                above, below = self.pieces[:index], self.pieces[index + 1 :]
                apart = _ENDS_BLANK.search(self.head.raw + _joined(above)) is not None
                if apart and below and isinstance(below[0], str):
                    below = (_LEADING_BLANKS.sub("", below[0]), *below[1:])
                elif not apart and _LEADING_BLANKS.match(_joined(below)) is None:
                    below = (self.newline if below else "", *below)
                if above and isinstance(above[-1], str) and not above[-1].strip():
                    owner = above[-2:-1]
                else:
                    owner = above[-1:]
                if _reads_on(below) and owner and isinstance(owner[0], Entry):
                    shut = owner[0].shut(self.newline)
                    above = tuple(shut if other is owner[0] else other for other in above)
                return replace(self, pieces=_packed((*above, *below)))
        return self

    def _with_new(self, entry: Entry) -> Document:
        newline = self.newline
        first = next((i for i, p in enumerate(self.pieces) if isinstance(p, Entry)), len(self.pieces))
        at = first
        for index in range(first, len(self.pieces)):
            piece = self.pieces[index]
            if isinstance(piece, Entry) and piece.place <= entry.place:
                at = index + 1
        if 0 < at < len(self.pieces) and isinstance(blank := self.pieces[at], str) and not blank.strip():
            at += 1
        before, after = self.head.raw + _joined(self.pieces[:at]), _joined(self.pieces[at:])
        closed = entry.closed or _reads_on(self.pieces[at:])
        written = replace(entry, closed=closed).rendered(newline)
        gap, space = "", ""
        if before and not before.endswith("\n"):
            gap = newline * 2
            written = replace(written, raw=written.raw.removesuffix(newline))
        elif before and not before.endswith(newline * 2):
            gap = newline
        if after and not after.startswith(("\n", "\r\n")):
            space = newline
        return replace(self, pieces=_packed((*self.pieces[:at], gap, written, space, *self.pieces[at:])))


def _joined(pieces: tuple[str | Entry, ...]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.raw for piece in pieces)


def _packed(pieces: tuple[str | Entry, ...]) -> tuple[str | Entry, ...]:
    """The pieces with no text empty, and none beside another."""
    packed: list[str | Entry] = []
    for piece in pieces:
        if isinstance(piece, str) and packed and isinstance(last := packed[-1], str):
            packed[-1] = last + piece
        elif piece != "":
            packed.append(piece)
    return tuple(packed)


def _reads_on(pieces: tuple[str | Entry, ...]) -> bool:
    """Whether what follows a note would be taken for more of it, unless a comment ended the note."""
    for piece in pieces:
        if isinstance(piece, Entry):
            return False
        if piece.strip():
            return HEADING.match(_LEADING_BLANKS.sub("", piece)) is None
    return False
