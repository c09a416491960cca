"""Letters over the links, footnotes and names on the screen, which are typed to go there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.domain.article import Article, Kind, MarkKind
from reader.domain.hints import labels
from reader.domain.span import Span
from reader.screens.base import ReadingBase
from reader.screens.naming import is_marked

BROWSER, COPY = "o", "y"
"""Typed before the letters: open in the browser whatever it is; send the address to the clipboard."""

NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


class Target(NamedTuple):
    """Something on the screen that can be gone to.

    Attributes:
        start: Where it stands in the text.
        end: The character after its last.
        go: What goes there.
        address: Of a link, where it leads.
    """

    start: int
    end: int
    go: Callable[[], object]
    address: str = ""


class Hinting(ReadingBase):
    """The actions that follow what is on the screen."""

    _targets: dict[str, Target] = {}  # noqa: RUF012
    _typed = ""
    _with = ""

    def action_links(self) -> None:
        """Put letters over everything on the screen that can be gone to, and wait for them."""
        self.keys.take_count()
        found = [target for target in self._on_screen() if self.body.row_of(target.start) is not None]
        if not found:
            self.tell("There is no link, footnote or name on the screen")
            return
        self._targets = dict(zip(labels(len(found)), found, strict=True))
        self._typed = self._with = ""
        self._await_letter()
        self.tell_place()

    def _await_letter(self) -> None:
        left = {
            target.start: label.removeprefix(self._typed)
            for label, target in self._targets.items()
            if label.startswith(self._typed)
        }
        self.body.label(left)
        words = {BROWSER: "in the browser: ", COPY: "copy: ", "": ""}[self._with]
        asks = [("f…", "letters")] if self._with else [(BROWSER, "in the browser"), (COPY, "copy")]
        self.keys.ask(self._letter, f"{words}{self._typed or 'letters'}…", [*asks, ("Esc", "let go")])

    def _letter(self, letter: str) -> None:
        if not self._typed and not self._with and letter in {BROWSER, COPY}:
            self._with = letter
            self._await_letter()
            return
        self._typed += letter.lower()
        if (target := self._targets.get(self._typed)) is not None:
            how = self._with
            self.end_hints()
            if not how:
                target.go()
            elif not target.address:
                self.tell("That has no address")
            elif how == COPY:
                self.broadsheet.copy(target.address)
            else:
                self.broadsheet.browse(target.address)
        elif any(label.startswith(self._typed) for label in self._targets):
            self._await_letter()
        else:
            self.end_hints()

    def end_hints(self) -> None:
        """Take the letters away."""
        if self._targets:
            self._targets = {}
            self.body.label({})

    def _on_screen(self) -> list[Target]:
        """Links and footnotes, then names that lie in none of them; in the order of the text."""
        if self.reading is None:
            return []
        seen = self.body.seen
        found = [t for t in self._marks(self.reading.article, seen) if seen.start <= t.start < seen.end]
        taken = [(target.start - 1, target.end) for target in found]
        article = self.reading.article
        for entity in self.reading.entities:
            here = (m for m in entity.mentions if seen.start <= m.start < seen.end)
            marked = (m for m in here if is_marked(article.blocks[article.block_at(m.start)], m))
            mention = next(marked, None)
            if mention is None or entity.type not in self.entities_marked:
                continue
            if not any(start <= mention.start < end for start, end in taken):
                go = _calling(self.choose_at, mention.start)
                found.append(Target(mention.start, mention.end, go))
        return sorted(found, key=lambda target: target.start)

    def _marks(self, article: Article, within: Span) -> Iterator[Target]:
        """The links in a part of the text; all footnotes, and from each the way back."""
        notes = {block.marker: block for block in article.blocks if block.kind is Kind.FOOTNOTE}
        calls: dict[str, int] = {}
        for mark in article.marks:
            if mark.kind is MarkKind.LINK:
                if mark.start >= within.end or mark.end <= within.start:
                    continue
                address = self.desk.address_in(self.here_id, mark.target)
                yield Target(mark.start, mark.end, _calling(self.follow_link, mark.target), address)
            elif mark.kind is MarkKind.FOOTNOTE and (note := notes.get(mark.target)) is not None:
                calls.setdefault(mark.target, mark.start)
                yield Target(mark.start, mark.end, _calling(self.jump_to, note.start))
        for label, note in notes.items():
            if label in calls:
                yield Target(note.start, note.start + 1, _calling(self._back_to_call, calls[label]))

    def _back_to_call(self, offset: int) -> None:
        self.jump_to(offset, at=1 / 3)

    @property
    def here_id(self) -> str:
        """The id of the article that is open."""
        return self.reading.id if self.reading else ""

    def go_at(self, offset: int) -> bool:
        """Follow the link or footnote at a character; whether there is one."""
        if self.reading is None:
            return False
        here = self._marks(self.reading.article, Span(offset, offset + 1))
        at = next((t for t in here if t.start <= offset < t.end), None)
        if at is not None:
            at.go()
        return at is not None

    def follow_link(self, target: str) -> None:
        """Go where a link leads: to a heading, to another article that is at hand, or to the browser."""
        if self.reading is None:
            return
        if target.startswith("#"):
            self._go_anchor(target[1:])
            return
        article_id = self.desk.article_at(self.reading.id, target)
        if article_id is None:
            self.broadsheet.browse(self.desk.address_in(self.reading.id, target))
        elif article_id == self.reading.id:
            self._go_anchor(target.partition("#")[2])
        else:
            self.open_article(article_id)

    def _go_anchor(self, anchor: str) -> None:
        assert self.reading is not None
        article = self.reading.article
        heads = (block for block in article.blocks if block.kind in {Kind.HEADLINE, Kind.HEADING})
        if not anchor:
            self.jump_to(0)
            return
        there = next((b.start for b in heads if anchor_of(article.of(b)) == anchor.casefold()), None)
        if there is None:
            self.tell(f"There is no heading “{anchor}” in this article")
        else:
            self.jump_to(there)


def anchor_of(heading: str) -> str:
    """What a heading is called in links, as forges and most programs make it of its words."""
    return NOT_IN_ANCHOR.sub("", heading.strip().casefold()).replace(" ", "-")


def _calling(act: Callable[..., object], *arguments: object) -> Callable[[], object]:
    return lambda: act(*arguments)
