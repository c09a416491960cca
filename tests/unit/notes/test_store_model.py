"""Any sequence of edits by this program, by an editor and by a second instance, beside a model of it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from reader.domain.article import Article, Block, Kind, Metadata
from reader.domain.highlight import Colour, Highlight
from reader.domain.span import Span
from reader.notes.errors import NotesError, Overtaken
from reader.notes.journal import Journal
from reader.notes.markdown_file import parse
from reader.notes.store import NoteStore
from reader.notes.trash import redo, undo

ID = "clock-article"
TEXT = "The clock of Sandholm is right. The tide table is older. Nobody asked the pilots about the bell."
ARTICLE = Article(
    TEXT, (Block(Kind.PARAGRAPH, 0, len(TEXT)),), (), Metadata(title="Clock", published="2026-01-01")
)

WORDS = st.sampled_from(
    ["one", "two", "> said\n\nso", "# head", "three\n\nfour", "^hl-x", "#tag\nfive", "", "```\nsix"]
)
PLACES = st.sampled_from([Span(0, 31), Span(32, 56), Span(57, 96), Span(4, 9), None])


class Notes(RuleBasedStateMachine):
    """Two instances and an editor on one file.

    The model: each note's words carry a token of their own; a token that was acknowledged must be in the
    file until the very words that hold it are changed or deleted by somebody who saw them. To undo a change
    takes away what that change brought, and brings back what it took; nothing else goes.
    """

    seen = Bundle("seen")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="notes-model-"))
        self.journals = (Journal(self.folder / "undo"), Journal(self.folder / "undo"))
        self.stores = tuple(NoteStore(self.folder, journal) for journal in self.journals)
        self.count = 0
        self.alive: set[str] = set()
        self.foreign: list[str] = []

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def token(self) -> str:
        self.count += 1
        return f"token{self.count:04d}"

    def tokens_in(self, words: str) -> set[str]:
        return {word for word in words.split() if word.startswith("token")}

    def file(self) -> Path | None:
        return NoteStore(self.folder).path_of(ID)

    @rule(target=seen, who=st.sampled_from([0, 1]), words=WORDS, place=PLACES)
    def add(self, who: int, words: str, place: Span | None) -> tuple[int, Highlight]:
        note = f"{words}\n\n{self.token()}"
        made = self.stores[who].add(ID, ARTICLE, place, note=note)
        self.alive |= self.tokens_in(made.note)
        return who, made

    @rule(target=seen, who=st.sampled_from([0, 1]), number=st.integers(0, 9))
    def look(self, who: int, number: int) -> tuple[int, Highlight]:
        placed = self.stores[who].open(ID, ARTICLE).placed
        if not placed:
            return who, self.stores[who].add(ID, ARTICLE, None, note="looked")
        return who, placed[number % len(placed)].highlight

    @rule(target=seen, what=consumes(seen), words=WORDS)
    def rewrite(self, what: tuple[int, Highlight], words: str) -> tuple[int, Highlight]:
        who, old = what
        made = self.stores[who].change(ID, ARTICLE, replace(old, note=f"{words}\n\n{self.token()}"), base=old)
        if made.id == old.id:
            self.alive -= self.tokens_in(old.note)
        self.alive |= self.tokens_in(made.note)
        return who, made

    @rule(what=seen, colour=st.sampled_from(list(Colour)), tag=st.sampled_from(["a", "b"]))
    def colour(self, what: tuple[int, Highlight], colour: Colour, tag: str) -> None:
        who, old = what
        made = self.stores[who].change(ID, ARTICLE, replace(old, colour=colour, tags=(tag,)), base=old)
        self.alive |= self.tokens_in(made.note)

    @rule(what=consumes(seen))
    def remove(self, what: tuple[int, Highlight]) -> None:
        who, old = what
        try:
            self.stores[who].remove(ID, old.id, base=old)
        except NotesError:
            return
        self.alive -= self.tokens_in(old.note)

    @rule(who=st.sampled_from([0, 1]), again=st.booleans())
    def undo_or_redo(self, who: int, again: bool) -> None:
        journal, step = self.journals[who], redo if again else undo
        action = journal.redoable() if again else journal.undoable()
        if action is None:
            return
        came, went = (action.before, action.after) if again else (action.after, action.before)
        try:
            step(self.stores[who], journal, lambda _: ARTICLE)
        except Overtaken:
            journal.void(action.key)
            return
        brought = self.tokens_in(came.note) if came else set()
        taken = self.tokens_in(went.note) if went else set()
        path = self.file()
        there = path.read_text() if path is not None else ""
        # Where somebody changed those words since, they stand as that somebody left them.
        self.alive -= brought - taken
        self.alive |= {token for token in taken if token in there}

    @rule()
    def somebody_writes_below(self) -> None:
        path = self.file()
        if path is not None:
            line = f"## Mine {self.token()}"
            path.write_text(path.read_text() + f"\n{line}\n\nfree words\n")
            self.foreign.append(line)

    @rule(number=st.integers(0, 9))
    def somebody_edits_a_note(self, number: int) -> None:
        path = self.file()
        if path is None:
            return
        text = path.read_text()
        tokens = sorted(token for token in self.alive if token in text)
        if tokens:
            old, new = tokens[number % len(tokens)], self.token()
            path.write_text(text.replace(old, new))
            self.alive = self.alive - {old} | {new}

    @rule()
    def somebody_quotes(self) -> None:
        path = self.file()
        if path is not None:
            token = self.token()
            path.write_text(path.read_text() + f"\n> Nobody asked the\n> pilots\n\nquoted {token}\n")
            self.alive.add(token)

    @invariant()
    def nothing_is_lost(self) -> None:
        path = self.file()
        if path is None:
            assert not self.alive
            return
        text = path.read_text()
        document = parse(text)
        assert document.head.problem is None
        assert document.text == text
        assert {token for token in self.alive if token not in text} == set()
        lines = text.split("\n")
        assert [line for line in self.foreign if line not in lines] == []
        shown = " ".join(placed.highlight.note for placed in NoteStore(self.folder).open(ID, ARTICLE).placed)
        assert {token for token in self.alive if token not in shown} == set()


Notes.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestNotes = Notes.TestCase
