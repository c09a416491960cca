"""Anchors: what is kept of a marked passage, and finding it again in a text that may have changed.

A passage is kept as the Web Annotation model's text quote and text position selectors together keep it
(W3C Recommendation, 23 February 2017, sections 4.2.4 and 4.2.5). The weights of a place (50 for the quote, 20
for what stands on each side, 2 for the position) are those of the Hypothesis client's `match-quote.ts`; its
rule has no least score and takes any lookalike, so the least scores here, the check for a passage that was
taken out and the state `uncertain` are this program's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reader.domain.highlight import CONTEXT, Anchor, AnchorState
from reader.domain.span import Span
from reader.notes.words import Words, folded, words_of

LONGEST_CONTEXT = 256
"""How far an anchor's context is widened, in characters, to tell a passage from others with its words."""

LEAST_APPROXIMATE = 32
"""Shorter quotes are found by their very words or by both their neighbours, never by likeness."""

MOST_OCCURRENCES = 256
"""How many places with the same words are weighed against each other."""

MOST_CANDIDATES = 4
"""How many lookalikes are weighed against each other."""

AGREES = 0.7
"""From here on, what stands beside a place counts as what stood beside the passage."""

LEAST_QUOTE = 0.5
"""Below this likeness, nothing is offered as the passage."""

SURE_QUOTE = 0.65
"""From this likeness on, a place between the old neighbours is the passage."""

SURER_QUOTE = 0.75
"""From this likeness on, a place beside one of the old neighbours is the passage."""

CLEAR = 0.1
"""By how much of the full score the best place must lead the next."""

_KEY = 16
"""How many characters of a neighbour are looked up to find the gap between both."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the folded text, and how like the passage it and both its sides are, each 0 to 1."""

    start: int
    end: int
    quote: float
    before: float
    after: float
    near: float

    @property
    def score(self) -> float:
        return (50 * self.quote + 20 * self.before + 20 * self.after + 2 * self.near) / 92


def make(text: str, span: Span) -> Anchor:
    """The anchor of a passage.

    Its context is widened beyond `CONTEXT` as far as it takes to tell the passage from other places with
    the same words, at most to `LONGEST_CONTEXT`.

    Args:
        text: The article's canonical text.
        span: The passage; not empty, and within the text.

    Returns:
        The anchor.

    Raises:
        ValueError: If the span is empty or not within the text.
    """
    start, end = span
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage of {len(text)} characters at {start}-{end}")
    quote, size = text[start:end], CONTEXT
    alike = len(_words(text).occurrences(folded(quote), MOST_OCCURRENCES)) - 1
    if alike > 0:
        while size < LONGEST_CONTEXT and text.count(text[max(0, start - size) : end + size]) > 1:
            size *= 2
    before, after = text[max(0, start - size) : start], text[end : end + size]
    return Anchor(quote, before, after, start, end, max(0, alike))


def place(anchor: Anchor, text: str) -> tuple[AnchorState, int, int]:
    """Where a passage stands in a text, and how sure that is.

    Args:
        anchor: What is known of the passage.
        text: The article's canonical text as it is now.

    Returns:
        The state and the span, in characters. `exact`: the words stand where they stood. `moved`: they
        stand elsewhere, or were edited, and are surely the same passage. `uncertain`: perhaps there.
        `lost`: nowhere; the span is then 0, 0.
    """
    start, end = anchor.start, anchor.end
    if 0 <= start < end and text.startswith(anchor.suffix, end) and text.endswith(anchor.prefix, 0, start):
        here = text[start:end]
        if here == anchor.quote or here.split() == anchor.quote.split():
            return AnchorState.EXACT, start, end
    words = _words(text)
    passage = _Passage(anchor, words)
    state, found = passage.exactly() or passage.roughly()
    if found is None:
        return AnchorState.LOST, 0, 0
    return state, *words.outward(found.start, found.end)


@lru_cache(maxsize=4)
def _words(text: str) -> Words:
    return Words(text)


class _Passage:
    """One anchor, and the search for it in one text."""

    def __init__(self, anchor: Anchor, words: Words) -> None:
        self.words = words
        self.quote = folded(anchor.quote.strip())
        self.prefix = folded(anchor.prefix)
        self.suffix = folded(anchor.suffix)
        self.alike = anchor.alike
        self.at = words.inward(anchor.start) if anchor.start >= 0 else -1
        self.at += words.folded.startswith(" ", max(0, self.at))

    def exactly(self) -> tuple[AnchorState, _Place] | None:
        """Among the places with the very words, the passage's; None where it is not, or not surely, there."""
        found = self.words.occurrences(self.quote, MOST_OCCURRENCES)
        if not found:
            return None
        places = [self._beside(start, start + len(self.quote), 1.0) for start in found]
        places.sort(key=lambda place: place.score, reverse=True)
        best = places[0]
        agree = (best.before >= AGREES) + (best.after >= AGREES)
        alone = len(places) == 1
        state = AnchorState.EXACT if self.at in {-1, best.start} else AnchorState.MOVED
        if alone and (self.at == best.start or self._is_known_by_words()):
            return state, best
        whole = [place for place in places if place.before == place.after == 1.0]
        clear = alone or whole == [best] or best.score - places[1].score >= CLEAR
        twins_left = self.alike > 0 and len(places) <= self.alike
        if clear and (agree == 2 or (agree == 1 and not (twins_left and best.start != self.at))):
            return state, best
        rewritten = self._between_neighbours()
        if rewritten is not None and not any(place.start == rewritten[0] for place in places):
            edited = self.roughly()
            if edited[1] is not None:
                return AnchorState.UNCERTAIN, edited[1]
        return AnchorState.UNCERTAIN, best

    def roughly(self) -> tuple[AnchorState, _Place | None]:
        """The place with words like the passage's, judged by what stands around it."""
        gap = self._between_neighbours()
        if len(self.quote) < LEAST_APPROXIMATE:
            if gap is None or gap[0] == gap[1]:
                return AnchorState.LOST, None
            return AnchorState.UNCERTAIN, self._beside(*gap, 0.0)
        spans = self._lookalikes()
        if gap is not None and gap[0] < gap[1]:
            spans.append(gap)
        places = sorted((self._refined(*span) for span in spans), key=lambda place: place.score, reverse=True)
        if not places:
            return AnchorState.LOST, None
        best = places[0]
        rivals = [p for p in places[1:] if p.end <= best.start or p.start >= best.end]
        clear = not rivals or best.score - rivals[0].score >= CLEAR
        low, high = sorted((best.before, best.after))
        if clear and not self._takes_the_place_of_a_neighbour(best):
            if best.quote >= SURE_QUOTE and low >= AGREES:
                return AnchorState.MOVED, best
            if best.quote >= SURER_QUOTE and high >= AGREES:
                return AnchorState.MOVED, best
        if best.quote >= LEAST_QUOTE:
            return AnchorState.UNCERTAIN, best
        return AnchorState.LOST, None

    def _is_known_by_words(self) -> bool:
        return self.alike == 0 and (len(self.quote) >= LEAST_APPROXIMATE or self.at < 0)

    def _beside(self, start: int, end: int, likeness: float) -> _Place:
        """A place, its sides weighed by their characters."""
        text, size = self.words.folded, max(1, len(self.words.folded))
        near = 1 - abs(start - self.at) / size if self.at >= 0 else 0.0
        before = _like(self.prefix, text[max(0, start - len(self.prefix)) : start]) if self.prefix else 0.0
        after = _like(self.suffix, text[end : end + len(self.suffix)]) if self.suffix else 0.0
        return _Place(start, end, likeness, before, after, near)

    def _between_neighbours(self) -> tuple[int, int] | None:
        """Where the text now holds what stood before the passage and soon after that what stood after it."""
        before, after = self.prefix[-_KEY:], self.suffix[:_KEY]
        if len(before) < _KEY or len(after) < _KEY:
            return None
        text = self.words.folded
        longest = 2 * len(self.quote) + CONTEXT
        gaps = []
        for at in self.words.occurrences(before, MOST_CANDIDATES):
            start = at + _KEY
            end = text.find(after, start - 1, start + longest + _KEY)
            if end >= 0:
                end = max(start, end)
                blank = len(text[start:end]) - len(text[start:end].lstrip())
                gaps.append((start + blank, max(start + blank, start + len(text[start:end].rstrip()))))
        return gaps[0] if len(gaps) == 1 else None

    def _lookalikes(self) -> list[tuple[int, int]]:
        """The places most like the quote by their characters, best first, none overlapping another."""
        from rapidfuzz import fuzz

        found: list[tuple[int, int]] = []
        text = self.words.folded
        stretches = [(0, len(text))]
        least = 100 * LEAST_QUOTE
        while stretches and len(found) < MOST_CANDIDATES:
            start, end = stretches.pop(0)
            if end - start < len(self.quote) // 2:
                continue
            match = fuzz.partial_ratio_alignment(self.quote, text[start:end], score_cutoff=least)
            if match is None or match.dest_start == match.dest_end:
                continue
            left, right = start + match.dest_start, start + match.dest_end
            found.append((left, right))
            stretches += [(start, left), (right, end)]
        return found

    def _refined(self, start: int, end: int) -> _Place:
        """The place with its edges set by aligning the passage and its sides with the text, word by word."""
        from rapidfuzz.distance import Levenshtein

        text = self.words.folded
        region = self.words.between(
            max(0, start - len(self.prefix) - 8), min(len(text), end + len(self.suffix) + 8)
        )
        before, quote, after = words_of(self.prefix), words_of(self.quote), words_of(self.suffix)
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
        within = sum(b - a for a, b in self.words.between(start, end))
        likeness = kept / max(1, within, sum(map(len, quote)))
        return self._beside(start, end, max(likeness, _like(self.quote, text[start:end])))

    def _takes_the_place_of_a_neighbour(self, place: _Place) -> bool:
        """Whether the words here are those that followed or preceded the passage, which is then gone."""
        here = self.words.folded[place.start : place.end]
        after, before = self.suffix.strip(), self.prefix.strip()
        return (len(after) >= _KEY and _like(after, here[: len(after)]) >= AGREES) or (
            len(before) >= _KEY and _like(before, here[-len(before) :]) >= AGREES
        )


def _like(one: str, other: str) -> float:
    """How like two short texts are, 0 to 1: their letters in common, in order, less what chance gives.

    Two unrelated stretches of English share a little under half of their letters in order, so that half
    counts as nothing.
    """
    if one == other:
        return 1.0
    from rapidfuzz.distance import Indel

    return max(0.0, 2 * Indel.normalized_similarity(one, other) - 1)
