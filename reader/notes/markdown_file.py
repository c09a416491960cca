"""A note file: Markdown that is the reader's own, with our blocks in it.

A block on a passage is the passage as a block quote, its Obsidian block id, the machine data in a comment
that no renderer shows, perhaps a line of tags, and the note:

    > The words of the article.

    ^hl-7k3m9q

    <!-- broadsheet {"pos": [1042, 1067], "pre": "…", "suf": "…", "color": "yellow", "at": "…"} -->

    #harbour

    What I think of it.

A block on the whole article begins with its comment and ends with its id, which is then that of the note's
last paragraph to Obsidian. A note ends before the next block, before a heading, or at the end of the file;
one that holds such things itself is closed by a comment of its own. Everything else in the file is somebody
else's and is kept as it is: what is read is cut into pieces that, put together, are the file again.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from reader.notes import frontmatter
from reader.notes.document import HEADING, Document
from reader.notes.entry import FENCED, ID, OPENING, Entry, data_of, ending
from reader.notes.quoting import QUOTE_LINE, quoted

Stands = Callable[[str], bool]
"""Whether a quote is of the article that the file is about."""

_NAME = re.compile(rf"\^({ID})\s*")
_NAME_IN_QUOTE = re.compile(rf"\s\^({ID})\s*\Z")
_END = re.compile(rf"<!-- /{ID} -->\s*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_FARTHEST_FENCE = 500
"""Within how many lines a code fence must be closed to be one; a stray one must not hide what follows."""


def parse(text: str, stands: Stands | None = None) -> Document:
    """Cut a note file into pieces.

    Args:
        text: The whole file.
        stands: Tells whether a block quote without an id is of the article, and so a highlight made by
            hand. Without it, such quotes belong to the text around them.

    Returns:
        The document; its `text` is `text`, whatever that is.
    """
    head, body = frontmatter.split(text)
    matter = frontmatter.read(head)
    if matter.problem is not None:
        return Document(matter, (body,) if body else ())
    return Document(matter, tuple(_Parser(body, stands).pieces()))


@dataclass(slots=True)
class _Head:
    """What opens a block on a passage, and where its note begins."""

    quote: str
    id: str
    data: dict[str, object]
    end: int


class _Parser:
    def __init__(self, body: str, stands: Stands | None) -> None:
        self.stands = stands
        self.lines = body.split("\n")
        self.given: set[str] = set()
        self.heads: dict[int, _Head | None] = {}
        self.names = {line.rstrip() for line in self.lines if line.startswith("^hl-")}
        self.places: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            if line.startswith("<!-- /hl-"):
                self.places.setdefault(line.rstrip(), []).append(number)

    def pieces(self) -> list[str | Entry]:
        found: list[str | Entry] = []
        at = passed = 0
        while at < len(self.lines):
            entry, end = self._entry(at)
            if entry is None:
                at = end
                continue
            if at > passed:
                found.append(self._raw(passed, at))
            found.append(entry)
            at = passed = end
        if passed < len(self.lines) and (rest := self._raw(passed, len(self.lines))):
            found.append(rest)
        return found

    def _raw(self, start: int, end: int) -> str:
        return "\n".join(self.lines[start:end]) + ("\n" if end < len(self.lines) else "")

    def _entry(self, at: int) -> tuple[Entry | None, int]:
        """The block that begins at a line, and the line after it or after what is surely none."""
        line = self.lines[at]
        if line.startswith(OPENING):
            return self._on_article(at)
        if QUOTE_LINE.match(line):
            head = self._head(at)
            return self._on_passage(at, head) if head else (None, self._after_quote(at))
        return None, self._after_fence(at)

    def _on_article(self, at: int) -> tuple[Entry | None, int]:
        data = data_of(self.lines[at]) or {}
        name = data.pop("id", None)
        if not isinstance(name, str) or not re.fullmatch(ID, name):
            return None, at + 1
        note, end, closed = self._note(at + 1, name, data, last=f"^{name}")
        while note and not note[-1].strip():
            note.pop()
        if note and note[-1].rstrip() == f"^{name}":
            note.pop()
        entry_id, named = self._own(name, "")
        entry = Entry(self._raw(at, end), entry_id, named, None, data, closed=closed)
        return entry.with_text(note), end

    def _on_passage(self, at: int, head: _Head) -> tuple[Entry, int]:
        entry_id, named = self._own(head.id, head.quote)
        note, end, closed = self._note(head.end, head.id, head.data)
        entry = Entry(self._raw(at, end), entry_id, named, head.quote, head.data, closed=closed)
        return entry.with_text(note), end

    def _note(
        self, start: int, name: str, data: dict[str, object], last: str = ""
    ) -> tuple[list[str], int, bool]:
        """The lines of a note, the line after it, and whether a line of ours ends it.

        Args:
            start: Where it begins.
            name: The id that its block bears.
            data: The block's; what it says of the note's end is taken out.
            last: A line that ends the block too.
        """
        fence = self._next(ending(name), start) if data.pop(FENCED, None) is True else None
        if fence is not None:
            return self.lines[start:fence], fence + 1, True
        stop = self._note_end(start, last)
        if stop < len(self.lines) and self._ends_note(self.lines[stop], last):
            return self.lines[start:stop], stop + 1, True
        return self.lines[start:stop], self._trimmed(start, stop), False

    def _head(self, at: int) -> _Head | None:
        """What the quote at a line opens: a block of ours, or one made by hand; None for somebody's quote."""
        # Asked twice of most: where does the note above end, and what begins here.
        if at not in self.heads:
            self.heads[at] = self._head_at(at)
        return self.heads[at]

    def _head_at(self, at: int) -> _Head | None:
        end = self._after_quote(at)
        lines = self.lines[at:end]
        name = ""
        if inside := _NAME_IN_QUOTE.search(lines[-1]):
            name, lines[-1] = inside.group(1), lines[-1][: inside.start()]
        following = self._after_blanks(end)
        if not name and following < len(self.lines) and (match := _NAME.fullmatch(self.lines[following])):
            name, end = match.group(1), following + 1
            following = self._after_blanks(end)
        data: dict[str, object] = {}
        marked = following < len(self.lines) and self.lines[following].startswith(OPENING)
        if marked:
            data = data_of(self.lines[following]) or {}
            marked = "id" not in data
            end = following + 1 if marked else end
            data = data if marked else {}
        quote = quoted(lines)
        if not quote.strip() or not (name or marked or (self.stands is not None and self.stands(quote))):
            return None
        return _Head(quote, name, data, end)

    def _own(self, name: str, quote: str) -> tuple[str, bool]:
        """A block's id: the one it bears, if no other bears it, else one that its words give it."""
        if name and name not in self.given:
            self.given.add(name)
            return name, True
        count = 0
        while True:
            digest = hashlib.sha256(f"{count}\n{' '.join(quote.split())}".encode("utf-8", "replace")).digest()
            made = "hl-" + b32encode(digest[:5]).decode().lower()
            if made not in self.given and f"^{made}" not in self.names:
                self.given.add(made)
                return made, False
            count += 1

    def _ends_note(self, line: str, last: str) -> bool:
        return _END.fullmatch(line) is not None or (last != "" and line.rstrip() == last)

    def _note_end(self, at: int, last: str) -> int:
        """The line before which the note that begins at `at` must end; at the latest at the line `last`."""
        while at < len(self.lines):
            line = self.lines[at]
            if (
                HEADING.match(line)
                or self._ends_note(line, last)
                or (line.startswith(OPENING) and "id" in (data_of(line) or {}))
            ):
                return at
            if QUOTE_LINE.match(line):
                if self._head(at):
                    return at
                at = self._after_quote(at)
            else:
                at = self._after_fence(at)
        return at

    def _trimmed(self, start: int, end: int) -> int:
        """`end` without the blank lines before it; what closes the file's last line is no blank line."""
        while end > start and not self.lines[end - 1].strip():
            end -= 1
        return end

    def _after_quote(self, at: int) -> int:
        while at < len(self.lines) and QUOTE_LINE.match(self.lines[at]):
            at += 1
        return at

    def _after_blanks(self, at: int) -> int:
        while at < len(self.lines) and not self.lines[at].strip():
            at += 1
        return at

    def _after_fence(self, at: int) -> int:
        """The line after the code that is fenced from `at` on; the next one where there is none."""
        fence = _FENCE.match(self.lines[at])
        if fence is None:
            return at + 1
        sign = fence.group(1)
        for number in range(at + 1, min(len(self.lines), at + _FARTHEST_FENCE)):
            line = self.lines[number].strip()
            if line.startswith(("^hl-", OPENING)) or (line[:1] == ">" and _NAME_IN_QUOTE.search(line)):
                break
            if len(line) >= len(sign) and line == line[:1] * len(line) and line[:1] == sign[0]:
                return number + 1
        return at + 1

    def _next(self, line: str, at: int) -> int | None:
        """The number of the next such line after `at`, of those that are looked up."""
        places = self.places.get(line, [])
        index = bisect_right(places, at - 1)
        return places[index] if index < len(places) else None
