"""One block of a note file: a highlight or a note, as it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.domain.highlight import Anchor, Colour, Highlight
from reader.loaders.clean import clean, clean_line
from reader.notes.quoting import quote_lines

ID = r"hl-[A-Za-z0-9-]{1,48}"
"""What an id looks like; Obsidian allows letters, digits and hyphens in a block id."""

OPENING = "<!-- broadsheet "
"""How the comment with a block's machine data begins."""

FENCED = "end"
"""The key in a block's data that says that a comment ends its note, whatever the note holds."""

_LARGEST = 10**9
_DATA = re.compile(re.escape(OPENING) + r"(\{.*\}) -->\s*")
_ENDING = re.compile(rf"^<!-- /{ID} -->[^\S\n]*(?:\n|\Z)", re.MULTILINE)
_TAG = re.compile(r"#[^\s#]+")
_MISREAD = re.compile(r" {0,3}(?:>|#{1,6}(?:\s|$)|`{3}|~{3})|\^hl-|<!-- (?:broadsheet |/hl-)")
"""What a note may not hold openly, as it would be read as another block's beginning, or hide it."""


@dataclass(frozen=True)
class Entry:
    """A block of ours in a note file.

    Attributes:
        raw: All of it, as it is in the file, line ends included.
        id: Its id.
        named: Whether the file has that id; else it is made of the quote's words, always the same.
        quote: The passage; None for a note on the article.
        data: What the comment holds: position, context, colour, time, and whatever others put there.
        tags: The reader's own.
        note: The reader's own words.
        closed: Whether a line of ours ends the note: a comment, or of a note on the article its id.
    """

    raw: str
    id: str
    named: bool
    quote: str | None
    data: Mapping[str, object]
    tags: tuple[str, ...] = ()
    note: str = ""
    closed: bool = False

    @property
    def content(self) -> tuple[str | None, Mapping[str, object], tuple[str, ...], str]:
        """What it says, however that is written."""
        return self.quote, self.data, self.tags, self.note

    @property
    def place(self) -> int:
        """Where it belongs among the others: those on the article first, then by position, if it is known."""
        if self.quote is None:
            return -2
        return _position(self.data)[0]

    def with_text(self, lines: Sequence[str]) -> Entry:
        """The entry with the tags and the note that are in the lines below its head."""
        note, tags = tidy("\n".join(lines))
        return replace(self, note=note, tags=tags)

    def rendered(self, newline: str) -> Entry:
        """The entry written anew.

        Args:
            newline: What ends a line of the file.
        """
        text = [part for part in (" ".join(f"#{tag}" for tag in self.tags), self.note) if part]
        fenced = any(map(_MISREAD.match, self.note.split("\n")))
        data = {**self.data, FENCED: True} if fenced else self.data
        if self.quote is None:
            parts = [comment({"id": self.id, **data}), *text, f"^{self.id}"]
        else:
            parts = ["\n".join(quote_lines(self.quote)), f"^{self.id}", comment(data), *text]
        if fenced or (self.closed and self.quote is not None):
            parts.append(ending(self.id))
        raw = "\n\n".join(parts) + "\n"
        return replace(self, raw=raw.replace("\n", newline), named=True, closed=self.closed or fenced)

    def shut(self, newline: str) -> Entry:
        """The entry, kept as it is, but with a line that ends its note.

        Args:
            newline: What ends a line of the file.
        """
        if self.closed:
            return self
        last = f"^{self.id}" if self.quote is None else ending(self.id)
        return replace(self, raw=f"{self.raw}{newline}{last}{newline}", closed=True)

    @cached_property
    def highlight(self) -> Highlight:
        """What it says, for the rest of the program."""
        anchor = None
        if self.quote is not None:
            start, end = _position(self.data)
            alike = self.data.get("alike")
            anchor = Anchor(
                quote=clean(self.quote),
                prefix=clean(_text(self.data, "pre")),
                suffix=clean(_text(self.data, "suf")),
                start=start,
                end=end,
                alike=alike if isinstance(alike, int) and not isinstance(alike, bool) else 0,
            )
        colour = _text(self.data, "color")
        known = Colour(colour) if colour in list(Colour) else Colour.YELLOW
        made = clean_line(_text(self.data, "at"))
        return Highlight(self.id, anchor, known, self.note, made, self.tags, self.data.get("lost") is True)


def entry_of(highlight: Highlight, before: Entry | None = None) -> Entry:
    """The block for a highlight or a note, not yet written.

    Args:
        highlight: What it is to say.
        before: The block it has now; what others put into that one's data is kept.
    """
    data = dict(before.data) if before is not None else {}
    then = before.highlight if before is not None else None
    anchor = highlight.anchor
    quote = anchor.quote if anchor is not None else None
    if before is not None and then is not None and then.anchor == anchor:
        quote = before.quote
    elif anchor is not None:
        data["pos"] = [anchor.start, anchor.end]
        data |= {"pre": anchor.prefix, "suf": anchor.suffix, "alike": anchor.alike}
        data = {key: value for key, value in data.items() if value not in (0, [-1, -1])}
    if then is None or then.colour is not highlight.colour:
        data["color"] = highlight.colour.value
    if highlight.lost:
        data["lost"] = True
    else:
        data.pop("lost", None)
    if highlight.made and (then is None or then.made != highlight.made):
        data["at"] = highlight.made
    if anchor is None and data.get("color") == Colour.YELLOW:
        del data["color"]
    note, leading = tidy(highlight.note)
    tags = tuple(dict.fromkeys(tag for tag in map(tidy_tag, (*highlight.tags, *leading)) if tag))
    closed = before is not None and before.closed
    return Entry("", highlight.id, True, quote, data, tags, note, closed)


def tidy(text: str) -> tuple[str, tuple[str, ...]]:
    """A note as it is kept, and the tags that stand alone on its first line.

    Args:
        text: As it was typed, or as it is in the file.

    Returns:
        The note without blank lines at its ends or what could steer a terminal, and the tags without "#".
    """
    note = re.sub(r"\A(?:[^\S\n]*\n)+", "", _ENDING.sub("", clean(text))).rstrip()
    first, _, rest = note.partition("\n")
    if first and all(map(_TAG.fullmatch, first.split())):
        others, more = tidy(rest)
        return others, tuple(dict.fromkeys([*(word[1:] for word in first.split()), *more]))
    return note, ()


def tidy_tag(tag: str) -> str:
    """A tag as Obsidian takes it: without "#", in one word."""
    return "-".join(clean_line(tag).replace("#", " ").split())


def comment(data: Mapping[str, object]) -> str:
    """Machine data as an HTML comment on one line, which nothing in the data can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(", ", ": "))
    return f"{OPENING}{text.replace('<', chr(92) + 'u003c').replace('>', chr(92) + 'u003e')} -->"


def data_of(line: str) -> dict[str, object] | None:
    """The machine data in a line of a note file; None where there is none that can be read."""
    match = _DATA.fullmatch(line)
    if match is None:
        return None
    try:
        data = json.loads(match.group(1))
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def ending(entry_id: str) -> str:
    """The comment that ends a note which holds quotes or headings of its own."""
    return f"<!-- /{entry_id} -->"


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _position(data: Mapping[str, object]) -> tuple[int, int]:
    """The position in the data, or -1 twice where it is missing or makes no sense."""
    match data.get("pos"):
        case [int(start), int(end)] if 0 <= start < end <= _LARGEST:
            return start, end
    return -1, -1
