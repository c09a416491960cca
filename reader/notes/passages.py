"""A marked passage, and the places of a text where it may stand now, each with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

from reader.domain.highlight import Anchor
from reader.notes.words import Words, folded, words_of

LEAST_APPROXIMATE = 32
"""Shorter quotes are found by their very words or between both their neighbours, never by likeness."""

LEAST_LIKENESS = 0.5
"""Below this likeness of the quote, nothing is a place of it."""

MOST_OCCURRENCES = 256
"""How many places with the same words are weighed against each other."""

MOST_LOOKALIKES = 4
"""How many places with similar words are weighed against each other."""

_KEY = 16
"""How many characters of a neighbour are looked up, to find what stands beside it."""


_CLOSED = 0.7
"""From this likeness on, two old neighbours stand side by side."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a folded text, and how like the passage it and what stands around it are, each 0 to 1.

    Attributes:
        start: Its first character.
        end: The character after its last.
        quote: How like the passage it is.
        before: How like what stands before it is to what stood before the passage.
        after: Likewise what stands after it.
        near: How near it is to where the passage was; 0 where that is not known.
        usurped: Whether the words here are those that stood beside the passage, which is then gone.
    """

    start: int
    end: int
    quote: float
    before: float
    after: float
    near: float
    usurped: bool = False

    @property
    def score(self) -> float:
        """All that speaks for it, 0 to 1, by the weights of the Hypothesis client."""
        return (50 * self.quote + 20 * self.before + 20 * self.after + 2 * self.near) / 92

    def overlaps(self, other: Place) -> bool:
        """Whether it shares a character with another."""
        return self.start < other.end and other.start < self.end


class Passage:
    """One anchor, and the search for it in one text.

    Args:
        anchor: What is known of the passage.
        words: The text.
    """

    def __init__(self, anchor: Anchor, words: Words) -> None:
        self._text = words.folded
        self._words = words
        self.quote = folded(anchor.quote.strip())
        self._prefix = folded(anchor.prefix).rstrip()
        self._suffix = folded(anchor.suffix).lstrip()
        self.alike = anchor.alike
        self.at = words.inward(anchor.start) if anchor.start >= 0 else -1
        self.at += self._text.startswith(" ", max(0, self.at))

    @property
    def is_long(self) -> bool:
        """Whether its words are enough to know it by."""
        return len(self.quote) >= LEAST_APPROXIMATE

    def exact(self) -> list[Place]:
        """The places with its very words; the likeliest first."""
        found = self._words.occurrences(self.quote, MOST_OCCURRENCES)
        places = [self._place(start, start + len(self.quote), 1.0) for start in found]
        return sorted(places, key=lambda place: place.score, reverse=True)

    def rewritten(self) -> Place | None:
        """The words that now stand between what stood on either side; None where there is no such place."""
        before, after = self._prefix[-_KEY:], self._suffix[:_KEY]
        if len(before) < _KEY or len(after) < _KEY:
            return None
        gaps = []
        for at in self._words.occurrences(before, MOST_LOOKALIKES):
            start = at + _KEY
            start += self._text.startswith(" ", start)
            end = self._text.find(after, start, start + 2 * len(self.quote) + 2 * LEAST_APPROXIMATE + _KEY)
            if end > start:
                gaps.append(self._place(start, end - self._text.endswith(" ", 0, end), 0.0))
        return gaps[0] if len(gaps) == 1 else None

    def alike_places(self) -> list[Place]:
        """The places with words like its own, and those beside its old neighbours; the likeliest first."""
        size = len(self.quote)
        spans = self._lookalikes()
        if len(self._prefix) >= _KEY:
            found = self._words.occurrences(self._prefix[-_KEY:], MOST_LOOKALIKES)
            spans += [(at + _KEY, min(len(self._text), at + _KEY + size)) for at in found]
        if len(self._suffix) >= _KEY:
            found = self._words.occurrences(self._suffix[:_KEY], MOST_LOOKALIKES)
            spans += [(max(0, at - size), at) for at in found]
        places = {self._refined(start, end) for start, end in dict.fromkeys(spans) if start < end}
        good = (place for place in places if place.quote >= LEAST_LIKENESS)
        return sorted(good, key=lambda place: (place.score, -place.start, -place.end), reverse=True)

    def is_closed_over(self) -> bool:
        """Whether what stood before it and what stood after it now stand side by side: it was taken out."""
        from rapidfuzz import fuzz

        if len(self._prefix) < _KEY or len(self._suffix) < _KEY:
            return False
        joined = f"{self._prefix} {self._suffix}"
        match = fuzz.partial_ratio_alignment(joined, self._text)
        return match is not None and like(joined, self._text[match.dest_start : match.dest_end]) >= _CLOSED

    def _place(self, start: int, end: int, likeness: float) -> Place:
        """A place, what stands on its sides weighed by its letters."""
        text, prefix, suffix = self._text, self._prefix, self._suffix
        near = 1 - abs(start - self.at) / max(1, len(text)) if self.at >= 0 else 0.0
        left = start - text.endswith(" ", 0, start)
        right = end + text.startswith(" ", end)
        before = like(prefix, text[max(0, left - len(prefix)) : left]) if prefix else 0.0
        after = like(suffix, text[right : right + len(suffix)]) if suffix else 0.0
        here = text[start:end]
        usurped = likeness < 1.0 and (
            (len(suffix) >= _KEY and _outdoes(like(suffix, here[: len(suffix)]), after))
            or (len(prefix) >= _KEY and _outdoes(like(prefix, here[-len(prefix) :]), before))
        )
        return Place(start, end, likeness, before, after, near, usurped)

    def _lookalikes(self) -> list[tuple[int, int]]:
        """The places most like the quote by their letters, none overlapping another."""
        from rapidfuzz import fuzz

        found: list[tuple[int, int]] = []
        waiting: list[tuple[float, int, int, int, int]] = []

        def look(start: int, end: int) -> None:
            if end - start >= len(self.quote) // 2:
                match = fuzz.partial_ratio_alignment(
                    self.quote, self._text[start:end], score_cutoff=100 * LEAST_LIKENESS
                )
                if match is not None and match.dest_start < match.dest_end:
                    left, right = start + match.dest_start, start + match.dest_end
                    heappush(waiting, (-match.score, left, right, start, end))

        look(0, len(self._text))
        while waiting and len(found) < MOST_LOOKALIKES:
            _, left, right, start, end = heappop(waiting)
            found.append((left, right))
            look(start, left)
            look(right, end)
        return found

    def _refined(self, start: int, end: int) -> Place:
        """The place with its edges set by aligning the passage and its sides with the text, word by word."""
        from rapidfuzz.distance import Levenshtein

        text = self._text
        first_char, last_char = start - len(self._prefix) - 8, end + len(self._suffix) + 8
        region = self._words.between(max(0, first_char), min(len(text), last_char))
        before, quote, after = words_of(self._prefix), words_of(self.quote), words_of(self._suffix)
        first, last = len(before), len(before) + len(quote)
        pattern = [*before, *quote, *after]
        kept = 0
        edges: list[int] = []
        for op in Levenshtein.opcodes(pattern, [text[a:b] for a, b in region]):
            if op.tag in {"insert", "delete"} or op.src_end <= first or op.src_start >= last:
                continue
            low, high = max(op.src_start, first), min(op.src_end, last)
            edges += [op.dest_start + low - op.src_start, op.dest_start + high - op.src_start]
            if op.tag == "equal":
                kept += sum(map(len, pattern[low:high]))
        if edges:
            start, end = region[edges[0]][0], region[edges[-1] - 1][1]
        within = sum(b - a for a, b in self._words.between(start, end))
        likeness = kept / max(1, within, sum(map(len, quote)))
        return self._place(start, end, max(likeness, like(self.quote, text[start:end])))


def _outdoes(within: float, beside: float) -> bool:
    """Whether a neighbour's words are rather within a place than beside it."""
    return within >= LEAST_LIKENESS and within > beside - 0.2


def like(one: str, other: str) -> float:
    """How like two short texts are, 0 to 1: their letters in common, in order, less what chance gives.

    Two unrelated stretches of English share a little under half of their letters in order, so that half
    counts as nothing.
    """
    if one == other:
        return 1.0
    from rapidfuzz.distance import Indel

    return max(0.0, 2 * Indel.normalized_similarity(one, other) - 1)
