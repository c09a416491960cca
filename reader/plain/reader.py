"""The reader without a screen: prints an article by screenfuls and takes commands by the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TextIO

from reader.desk.beginning import Opened
from reader.desk.desk import Desk
from reader.domain.highlight import Colour
from reader.domain.span import Span
from reader.library.entry import Entry
from reader.loaders.clean import clean_line
from reader.loaders.errors import LoadError
from reader.notes.errors import NotesError
from reader.plain.text import entity_lines, list_lines, next_match, note_lines, screenful, shortened
from reader.typeset.layout import Layout
from reader.typeset.options import Options
from reader.typeset.rows import Place

HELP: Final = (
    ("Enter", "read on"),
    ("b", "back by a screenful"),
    ("gg, G", "the beginning, the end"),
    ("/WORDS", "find in this article; n finds the next"),
    ("J, K", "the next article, the one before"),
    ("l", "the list of articles"),
    ("NUMBER", "open the article of that number in the list printed last"),
    ("S WORDS", "search all articles"),
    ("e", "who and what is in this article"),
    ("A", "the notes on this article"),
    ("a WORDS", "write a note on the paragraph printed last"),
    ("r", "read or unread"),
    ("s", "star, or none"),
    ("U", "undo the last change"),
    ("w", "where you are"),
    ("q", "quit; your place is kept"),
)

MOST_HITS: Final = 20


class PlainReader:
    """One session of reading by the line.

    Args:
        desk: What there is to read.
        source: Where commands come from, a line each.
        out: Where everything is printed.
        width: Of a line, in cells.
        height: Rows of a screenful.
        ascii_only: Whether to keep to ASCII in what is not the article's own.
    """

    def __init__(
        self, desk: Desk, source: TextIO, out: TextIO, *, width: int, height: int, ascii_only: bool
    ) -> None:
        self._desk, self._source, self._out = desk, source, out
        self._width, self._height, self._ascii = width, max(2, height), ascii_only
        self._listed: list[str] = []
        self._wanted = ""
        self._filled = False
        self._commands: dict[str, Callable[[], None]] = {
            "": self._on,
            "b": self._back,
            "gg": self._to_start,
            "G": self._to_end,
            "n": self._find_next,
            "J": lambda: self._step(1),
            "K": lambda: self._step(-1),
            "l": self._list,
            "e": self._entities,
            "A": self._notes,
            "r": self._toggle_read,
            "s": self._toggle_star,
            "U": self._undo,
            "w": self._where,
            "?": self._help,
        }

    def run(self) -> None:
        """Read until `q` or the end of the commands."""
        first = self._desk.first
        assert first is not None
        self._say("Plain mode: Enter reads on, ? lists the commands, q quits.")
        self._show(first)
        while (command := self._ask()) not in (None, "q", "Q"):
            assert command is not None
            try:
                self._obey(command)
            except (LoadError, NotesError, OSError) as error:
                self._say(str(error))
        self._desk.close()

    def _ask(self) -> str | None:
        self._out.write(": ")
        self._out.flush()
        line = self._source.readline()
        if not line:
            self._out.write("\n")
            return None
        return clean_line(line).strip()

    def _obey(self, command: str) -> None:
        word, _, rest = command.partition(" ")
        rest = rest.strip()
        if command in self._commands:
            self._commands[command]()
        elif command.startswith("/") and len(command) > 1:
            self._wanted = command[1:].strip()
            self._find(self._at)
        elif word == "a" and rest:
            self._note(rest)
        elif word == "S" and rest:
            self._search(rest)
        elif command.isdecimal():
            self._open(int(command))
        else:
            self._say("There is no such command; ? lists them.")

    def _say(self, *lines: str) -> None:
        for line in lines:
            self._out.write(clean_line(line) + "\n")

    # Reading

    def _show(self, opened: Opened) -> None:
        if not opened.whole:
            opened = self._desk.open_rest(opened.id)
        self._desk.mark_opened(opened.id)
        self._reading = opened
        self._layout = Layout(opened.article, self._width, Options(ascii=self._ascii, whole=True))
        self._before: list[Place] = []
        self._after: Place | None = None
        for notice in opened.article.notices:
            self._say(notice)
        state = self._desk.state(opened.id)
        self._at = 0
        self._print(self._layout.place_of(state.position) if state.position else self._layout.first)

    def _print(self, place: Place) -> None:
        self._top = place
        shown = screenful(self._layout, place, self._height)
        self._out.write("".join(f"{line}\n" for line in shown.lines))
        self._block, self._after, self._at = shown.block, shown.after, shown.end
        text = self._reading.article.text
        offset = self._layout.offset_of(place)
        self._desk.save_place(self._reading.id, offset, min(1.0, shown.end / len(text)) if text else 0.0)
        if self._after is None:
            self._say("(end of the article)")

    def _on(self) -> None:
        if self._after is None:
            self._say("This is the end; J opens the next article, l lists them, q quits.")
            return
        self._before.append(self._top)
        self._print(self._after)

    def _back(self) -> None:
        if self._before:
            self._print(self._before.pop())
        elif self._top > self._layout.first:
            self._print(max(self._layout.first, self._layout.move(self._top, -self._height)))
        else:
            self._say("This is the beginning.")

    def _to_start(self) -> None:
        self._before = []
        self._print(self._layout.first)

    def _to_end(self) -> None:
        self._before.append(self._top)
        self._print(self._layout.top_of_end(self._height))

    def _where(self) -> None:
        article = self._reading.article
        state = self._desk.state(self._reading.id)
        part = self._at / max(1, len(article.text))
        signs = ["read" if state.read else "unread", *(["starred"] if state.starred else [])]
        self._say(f"{article.meta.title or 'untitled'}: {part:.0%}, {', '.join(signs)}")

    # Finding

    def _find(self, start: int) -> None:
        found = next_match(self._reading.article, self._wanted, start)
        if found is None:
            self._say(f"“{self._wanted}” is not in this article.")
            return
        if found < start:
            self._say("From the beginning again:")
        self._before.append(self._top)
        self._print(self._layout.place_of(found))
        self._at = found + 1

    def _find_next(self) -> None:
        if self._wanted:
            self._find(self._at)
        else:
            self._say("Nothing was looked for yet; /WORDS does.")

    def _search(self, query: str) -> None:
        self._fill()
        page = self._desk.collection.search(query, MOST_HITS, lambda: False, typing=False)
        hits = list(page.hits) if page else []
        if page and page.notice:
            self._say(page.notice)
        self._listed = [hit.entry.id for hit in hits]
        for number, hit in enumerate(hits, 1):
            self._say(f"{number}. {hit.entry.title}{f': {hit.sentence}' if hit.sentence else ''}")
        self._say("A number opens one." if hits else "Nothing was found.")

    # Other articles

    def _entries(self) -> Sequence[Entry]:
        self._fill()
        return self._desk.entries()

    def _fill(self) -> None:
        """Read what was laid out, once."""
        if not self._filled:
            self._desk.fill()
            self._filled = True

    def _list(self) -> None:
        entries = self._entries()
        self._listed = [entry.id for entry in entries]
        self._say(*list_lines(entries, [self._desk.state(entry.id) for entry in entries]))
        self._say("A number opens one.", *self._desk.failures)

    def _open(self, number: int) -> None:
        if not self._listed:
            self._listed = [entry.id for entry in self._entries()]
        if 1 <= number <= len(self._listed):
            self._show(self._desk.open(self._listed[number - 1]))
        else:
            self._say(f"There is no number {number}; l lists the articles.")

    def _step(self, by: int) -> None:
        ids = [entry.id for entry in self._entries()]
        at = ids.index(self._reading.id) + by if self._reading.id in ids else 0
        if 0 <= at < len(ids):
            self._show(self._desk.open(ids[at]))
        else:
            self._say("This is the last article." if by > 0 else "This is the first article.")

    # What is in it, and what is said of it

    def _entities(self) -> None:
        entities = list(self._desk.naming.of(self._reading.article, self._layout.offset_of(self._top)))
        self._say(*(entity_lines(entities[-1]) if entities else []), *self._desk.naming.take_problems())
        if not entities or not entities[-1]:
            self._say("Nobody and nothing is named in it.")

    def _notes(self) -> None:
        notebook = self._desk.notes.notebook(self._reading.id, self._reading.article)
        self._say(*note_lines(notebook.placed), *([notebook.problem] if notebook.problem else []))
        if not notebook.placed:
            self._say("There are no notes; a WORDS writes one on the paragraph printed last.")

    def _note(self, words: str) -> None:
        article = self._reading.article
        block = article.blocks[self._block]
        span = Span(block.start, block.end)
        self._desk.shelf.remember(self._reading.id)
        self._desk.notes.add(self._reading.id, article, span, Colour.YELLOW, words)
        self._say(f"Noted on “{shortened(article.text[span.start : span.end])}”.")

    def _toggle_read(self) -> None:
        read = not self._desk.state(self._reading.id).read
        self._desk.acts.mark([self._reading.id], "read" if read else "unread", read=read)
        self._say("Read." if read else "Unread.")

    def _toggle_star(self) -> None:
        starred = not self._desk.state(self._reading.id).starred
        self._desk.acts.mark([self._reading.id], "star", starred=starred)
        self._say("Starred." if starred else "No star.")

    def _undo(self) -> None:
        done = self._desk.acts.undo()
        self._say(done.words if done else "There is nothing to undo.")

    def _help(self) -> None:
        self._say(*(f"{keys}: {words}" for keys, words in HELP))
