"""The palette: everything that can be done or gone to by its name, what fits best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on, work
from textual.widgets import Input
from textual.worker import get_current_worker

from reader.domain.ranking import OPENING, Name, folded, rank
from reader.screens.choice import Choice
from reader.screens.picker import Picker

Act = Callable[[], object]
Find = Callable[[str, Callable[[], bool]], Sequence["Offer"]]


@dataclass(frozen=True, slots=True)
class Offer(Choice[Act]):
    """A row of the palette.

    Attributes:
        beside: What else than its label may be typed for it.
    """

    beside: str = ""


class Palette(Picker[Act]):
    """A list whose rows are put in order by what is typed; articles come to it from the library's index."""

    def __init__(self, offers: Sequence[Offer], recent: Sequence[Offer], find: Find) -> None:
        """What there is.

        Args:
            offers: Commands, headings, names, settings; those without a value are heads of groups.
            recent: Those of them that were last chosen, the newest first.
            find: Looks for articles by the words that are typed, off the event loop; also gets what tells it
                that the answer is wanted no more.
        """
        head = [Offer(None, "Lately", style="bold $reader-dim")] if recent else []
        super().__init__(
            "Do or go to",
            [*head, *recent, *offers],
            empty="There is nothing of that name.",
            growing=True,
            placeholder="a command, article, heading, name or setting",
        )
        self._find, self._recent = find, len(recent)
        self._names = [
            (Name.of(offer.label, offer.beside), offer)
            for offer in (*recent, *offers)
            if offer.value is not None
        ]
        self._articles: Sequence[Offer] = ()
        self._asked = ""
        self._first_wanted = False

    def fitting(self, words: str) -> list[Choice[Act]]:
        """The rows that fit what is typed, the best first; of two that fit alike, the one used last."""
        wanted = folded(words).split()
        if not wanted:
            return list(self._choices)
        ranked = []
        for place, (name, offer) in enumerate(self._names):
            how = rank(wanted, name)
            if how is not None:
                # Of two that begin so, the shorter is nearer to being typed; what was used last goes first.
                left = len(name.name) if how == OPENING and place >= self._recent else 0
                ranked.append((how, left, place, offer))
        found = [offer for *_, offer in sorted(ranked, key=lambda one: one[:3])]
        # An article stands below what was there before it was found, so that nothing moves.
        return [*dict.fromkeys(found), *(self._articles if self._asked == words else ())]

    @on(Input.Changed)
    def _seek(self, event: Input.Changed) -> None:
        self._first_wanted = False
        self._look_for(event.value)

    @work(thread=True, exclusive=True, group="palette")
    def _look_for(self, words: str) -> None:
        worker = get_current_worker()
        found = self._find(words, lambda: worker.is_cancelled) if words.strip() else ()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._articles_found, words, found)

    def _articles_found(self, words: str, found: Sequence[Offer]) -> None:
        if not self.is_mounted or words != self.query_one(Input).value:
            return
        stand = self._asked == words  # from when the same words were typed before
        self._articles, self._asked = found, words
        if found and not stand:
            self.extend(found)
        if self._first_wanted and self._shown:
            self._choose()

    @on(Input.Submitted)
    def _wait(self) -> None:
        # What was typed ahead of its articles takes the first of them once they are there.
        self._first_wanted = not self._shown and self._asked != self.query_one(Input).value
