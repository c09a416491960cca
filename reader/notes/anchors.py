"""Anchors: what is kept of a marked passage, and finding it again in a text that may have changed.

A passage is kept as the Web Annotation model's text quote and text position selectors together keep it
(W3C Recommendation, 23 February 2017, sections 4.2.4 and 4.2.5). The weights of a place (50 for the quote, 20
for what stands on each side, 2 for the position) are those of the Hypothesis client's `match-quote.ts`. Its
rule takes the best place however bad it is; the least scores here, the check for a passage that was taken
out, and the state `uncertain` are this program's own.
"""

from __future__ import annotations

from reader.domain.highlight import CONTEXT, Anchor, AnchorState
from reader.domain.span import Span
from reader.notes.passages import Passage, Place
from reader.notes.words import words_in

LONGEST_CONTEXT = 256
"""How far an anchor's context is widened, in characters, until it stands nowhere else in the text."""

AGREES = 0.6
"""From here on, what stands beside a place counts as what stood beside the passage."""

AGREES_ALONE = 0.8
"""Likewise, where the other side speaks against it."""

SURE_BETWEEN = 0.65
"""From this likeness on, a place between both old neighbours is the passage."""

SURE_BESIDE = 0.75
"""From this likeness on, a place beside one of the old neighbours is the passage."""

CLEAR = 0.1
"""By how much of the full score the best place must lead the next."""


def make(text: str, span: Span) -> Anchor:
    """The anchor of a passage.

    On each side, the context is widened beyond `CONTEXT` until it stands nowhere else in the text, at most
    to `LONGEST_CONTEXT`: what stands in several places does not tell them apart.

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
    quote, before, after = text[start:end], CONTEXT, CONTEXT
    while before < min(start, LONGEST_CONTEXT) and _recurs(text, max(0, start - before), start):
        before *= 2
    while after < min(len(text) - end, LONGEST_CONTEXT) and _recurs(text, end, end + after):
        after *= 2
    prefix, suffix = text[max(0, start - before) : start], text[end : end + after]
    return Anchor(quote, prefix, suffix, start, end, text.count(quote) - 1)


def stands(anchor: Anchor, text: str) -> bool:
    """Whether a passage stands in a text just where it stood, between the same words."""
    start, end = anchor.start, anchor.end
    if 0 <= start < end and text.startswith(anchor.suffix, end) and text.endswith(anchor.prefix, 0, start):
        here = text[start:end]
        return here == anchor.quote or here.split() == anchor.quote.split()
    return False


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
    if stands(anchor, text):
        return AnchorState.EXACT, anchor.start, anchor.end
    words = words_in(text)
    state, found = _judged(Passage(anchor, words))
    if found is None:
        return AnchorState.LOST, 0, 0
    return state, *words.outward(found.start, found.end)


def candidates(anchor: Anchor, text: str) -> list[tuple[int, int, float]]:
    """The places where a passage may stand, for the reader to choose from.

    Args:
        anchor: What is known of the passage.
        text: The article's canonical text as it is now.

    Returns:
        Start and end in characters, and what speaks for the place, 0 to 1; the likeliest first, none
        overlapping another.
    """
    words = words_in(text)
    passage = Passage(anchor, words)
    between = passage.rewritten()
    found = [*passage.exact(), *(passage.alike_places() if passage.is_long else [])]
    found += [between] if between is not None else []
    chosen: list[Place] = []
    for place in sorted(found, key=lambda place: place.score, reverse=True):
        if not any(place.overlaps(other) for other in chosen):
            chosen.append(place)
    return [(*words.outward(place.start, place.end), place.score) for place in chosen]


def _recurs(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text, but for blanks at its edges, stands in it more than once."""
    return text.count(text[start:end].strip()) > 1


def _judged(passage: Passage) -> tuple[AnchorState, Place | None]:
    """The likeliest place of a passage, and how sure it is."""
    exact = passage.exact()
    if exact and _is_surely(passage, exact):
        best = exact[0]
        return (AnchorState.EXACT if passage.at in {-1, best.start} else AnchorState.MOVED), best
    if not passage.is_long:
        likely = exact[0] if exact else passage.rewritten()
        return (AnchorState.UNCERTAIN if likely else AnchorState.LOST), likely
    places = sorted([*exact, *passage.alike_places()], key=lambda place: place.score, reverse=True)
    if not places:
        return AnchorState.LOST, None
    best = places[0]
    rivals = [place for place in places if not place.overlaps(best)]
    clear = not rivals or best.score - rivals[0].score >= CLEAR
    if best.quote == 1.0 or best.usurped or not clear:
        return AnchorState.UNCERTAIN, best
    between = min(best.before, best.after) >= AGREES and best.quote >= SURE_BETWEEN
    beside = max(best.before, best.after) >= AGREES_ALONE and best.quote >= SURE_BESIDE
    if (between or (beside and passage.alike == 0)) and not passage.is_closed_over():
        return AnchorState.MOVED, best
    return AnchorState.UNCERTAIN, best


def _is_surely(passage: Passage, places: list[Place]) -> bool:
    """Whether the first of the places with a passage's very words is its own."""
    best = places[0]
    alone = len(places) == 1
    stays = best.start == passage.at
    if alone and passage.alike == 0 and (stays or passage.at < 0 or passage.is_long):
        return True
    whole = [place for place in places if place.before == place.after == 1.0]
    if not (alone or whole == [best] or best.score - places[1].score >= CLEAR):
        return False
    twin_gone = len(places) <= passage.alike
    if best.before >= AGREES and best.after >= AGREES:
        return True
    return (best.before >= AGREES or best.after >= AGREES) and (stays or not twin_gone)
