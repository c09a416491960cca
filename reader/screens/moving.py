"""Moving through the text: lines, pages, sentences, headings, marks and jumps."""

from __future__ import annotations

from collections.abc import Callable

from reader.commands import Mode
from reader.domain import motions
from reader.domain.article import Article
from reader.screens.base import ReadingBase
from reader.screens.state import Spot


class Moving(ReadingBase):
    """The actions that change what part of the text is on the screen."""

    def action_move(self, lines: int) -> None:
        """By lines, or by articles in the list."""
        by = lines * self.keys.take_count()
        if self.mode is Mode.LIST:
            self.articles.move(by)
        else:
            self.body.move(by)

    def action_page(self, pages: int) -> None:
        """By screenfuls."""
        by = pages * self.keys.take_count()
        if self.mode is Mode.LIST:
            self.articles.page(by)
        else:
            self.body.page(by)

    def action_half(self, halves: int) -> None:
        """By half screenfuls."""
        by = halves * self.keys.take_count()
        if self.mode is Mode.LIST:
            self.articles.page(by / 2)
        else:
            self.body.move(by * max(1, self.body.size.height // 2))

    def action_start(self) -> None:
        """To the start, or with a count to so many percent."""
        if self.mode is Mode.LIST:
            self.articles.move(-len(self.articles.items))
        elif self.keys.count:
            self.action_percent()
        else:
            self.remember_place()
            self.body.go_home()

    def action_end(self) -> None:
        """To the end."""
        self.keys.take_count()
        if self.mode is Mode.LIST:
            self.articles.move(len(self.articles.items))
        else:
            self.remember_place()
            self.body.go_end()

    def action_percent(self) -> None:
        """To so many percent of the text; without a number, ask for it."""
        if self.reading is None:
            return
        if self.keys.count:
            self._go_percent(self.keys.take_count())
            return
        from reader.screens.line import LineField

        def wrong(words: str) -> str | None:
            good = words.strip().isascii() and words.strip().isdecimal() and int(words.strip()[:4]) <= 100
            return None if good else "A whole number from 0 to 100 is wanted."

        def typed(words: str | None) -> None:
            if words is not None:
                self._go_percent(int(words))

        asked = LineField("To how many percent of the text?", "", hint="From 0 to 100.", check=wrong)
        self.app.push_screen(asked, typed)

    def _go_percent(self, percent: int) -> None:
        if self.reading is not None:
            last = max(0, len(self.reading.article.text) - 1)
            self.jump_to(min(100, percent) * last // 100)

    def action_paragraph(self, by: int) -> None:
        """To the start of another paragraph."""
        self._step(by, motions.next_paragraph if by > 0 else motions.previous_paragraph)

    def action_sentence(self, by: int) -> None:
        """To the start of another sentence."""
        from reader.domain import sentences

        move = sentences.next_sentence if by > 0 else sentences.previous_sentence
        self._step(by, lambda article, offset: move(article.text, offset))

    def action_heading(self, by: int) -> None:
        """To another heading."""
        if self.reading is not None:
            self.remember_place()
            self._step(by, motions.next_heading if by > 0 else motions.previous_heading)

    def _step(self, by: int, motion: Callable[[Article, int], int | None]) -> None:
        if self.reading is None:
            return
        offset = self.body.here
        for _ in range(self.keys.take_count()):
            before = offset
            moved = motion(self.reading.article, offset)
            if moved is None or moved == before:
                break
            offset = moved
        self.body.step_to(offset)

    def action_set_mark(self) -> None:
        """Remember the place by the letter that comes next."""
        self.keys.ask(self._set_mark, "m…", [("a–z", "mark this place"), *self._marks_set()])
        self.tell_place()

    def _set_mark(self, letter: str) -> None:
        if self.reading is not None and letter.isalpha():
            self.reading.marks[letter] = self.body.position
            self.desk.set_marks(self.reading.id, self.reading.marks)
            self.tell(f"Mark {letter} set")

    def action_go_mark(self) -> None:
        """Go to the mark of the letter that comes next."""
        self.keys.ask(self._go_mark, "'…", [*self._marks_set(), ("'", "where you were")])
        self.tell_place()

    def _marks_set(self) -> list[tuple[str, str]]:
        """The marks of the article, with how far on they stand."""
        if self.reading is None:
            return []
        length = max(1, len(self.reading.article.text))
        return [(letter, f"{at * 100 // length} %") for letter, at in sorted(self.reading.marks.items())]

    def _go_mark(self, letter: str) -> None:
        if self.reading is None:
            return
        if letter in {"'", "`"}:
            here = [spot.offset for spot in self.back if spot.article_id == self.reading.id]
            if here:
                self.jump_to(here[-1])
        elif letter in self.reading.marks:
            self.jump_to(self.reading.marks[letter])
        else:
            self.tell(f"There is no mark {letter}")

    def action_jump(self, by: int) -> None:
        """Back to where the last jump was made from, in whichever article that is, or forward again."""
        come_from, go_to = (self.ahead, self.back) if by > 0 else (self.back, self.ahead)
        for _ in range(self.keys.take_count()):
            if not come_from:
                break
            spot = come_from.pop()
            if self.reading is not None:
                go_to.append(Spot(self.reading.id, self.body.position))
            if self.reading is not None and spot.article_id == self.reading.id:
                self.body.go_to(spot.offset)
            else:
                self.open_article(spot.article_id, offset=spot.offset, returning=True)
                break
