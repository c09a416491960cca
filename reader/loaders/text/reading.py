"""The best reading of a whole text: one label a piece, such that the labels make an article together.

A hidden Markov model with hand-set weights, decoded by Viterbi's algorithm (Viterbi 1967, IEEE Transactions
on Information Theory 13:260). A state is a part of the page (before the headline, headline, front matter,
body, what comes after) and a label; parts follow each other in this order, which lets a piece deep in the
text say where the article begins and ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from reader.loaders.text.evidence import Label
from reader.loaders.text.weights import LABELS, scores
from reader.loaders.wordlists import phrases

_NEVER = -1e9
_HOPELESS = 6.0
"""A label that fits a piece by so much less than the best one is not tried."""

_BEHIND = 80.0
"""A reading that is so much worse than the best so far is not followed."""

_FORBIDDEN = -60.0
"""What it costs to take a piece for junk where nothing may be dropped."""


class Part(IntEnum):
    """Which part of the page a piece stands in."""

    ABOVE = 0
    HEADLINE = 1
    FRONT = 2
    BODY = 3
    BELOW = 4


class Read(NamedTuple):
    """What a piece was taken for.

    Attributes:
        part: Where on the page.
        label: As what.
        score: How well the label fits the piece by itself.
        signals: What was seen of it.
    """

    part: Part
    label: Label
    score: float
    signals: list[str]


_HELD = {
    Part.ABOVE: "kicker junk box caption credit byline published",
    Part.HEADLINE: "headline",
    Part.FRONT: "standfirst byline published caption credit junk box item heading agency",
    Part.BODY: "paragraph heading item caption credit junk box byline published agency",
    Part.BELOW: "junk box agency byline published credit",
}
_STATES = tuple((part, Label[name.upper()]) for part, names in _HELD.items() for name in names.split())
_COLUMN = tuple(LABELS.index(label) for _, label in _STATES)
_ALWAYS = frozenset(map(LABELS.index, (Label.JUNK, Label.PARAGRAPH)))
"""These are tried for every piece, so that there is a way through every text."""

_UNLESS_DROPPED = tuple(_FORBIDDEN if label in {Label.JUNK, Label.BOX} else 0.0 for _, label in _STATES)
"""What each state costs where nothing may be left out."""

_TO_PART = {
    (Part.ABOVE, Part.ABOVE): 0.0, (Part.ABOVE, Part.HEADLINE): 0.0, (Part.ABOVE, Part.BODY): -1.5,
    (Part.HEADLINE, Part.FRONT): 0.0, (Part.HEADLINE, Part.BODY): 0.0, (Part.FRONT, Part.FRONT): 0.0,
    (Part.FRONT, Part.BODY): 0.0, (Part.BODY, Part.BODY): 0.0, (Part.BODY, Part.BELOW): -1.0,
    (Part.BELOW, Part.BELOW): 0.3,
}  # fmt: skip
_FIRST = {Part.ABOVE: 0.0, Part.HEADLINE: 0.5, Part.FRONT: _NEVER, Part.BODY: -2.5, Part.BELOW: _NEVER}
_LAST = {Part.ABOVE: -6.0, Part.HEADLINE: -3.0, Part.FRONT: -2.0, Part.BODY: 0.0, Part.BELOW: 0.0}
_OPENS_BODY = {Label.PARAGRAPH, Label.HEADING, Label.ITEM}
_RARE = {
    (Part.FRONT, Label.JUNK): -0.12,
    (Part.ABOVE, Label.BYLINE): -1.5,
    (Part.FRONT, Label.AGENCY): -0.5,
    (Part.BODY, Label.BYLINE): -2.5,
    (Part.BODY, Label.PUBLISHED): -1.2,
}
_FOLLOWS = {
    (one, two): float(worth)
    for one, two, worth in map(
        str.split,
        phrases(
            """
            junk junk 0.4 | box junk 1.2 | box box -0.3 | paragraph junk -1.2 | junk paragraph -0.3
            paragraph paragraph 0.3 | heading paragraph 0.6 | heading heading -1.5 | heading junk -2.5
            heading box -1.5 | heading item 0.3 | heading caption -0.5 | junk heading -1.2
            box paragraph -1 | box heading -2 | caption credit 1.2 | credit credit -1.5 | kicker headline 0.8
            kicker kicker -0.5 | byline byline -0.3 | byline published 0.5 | published byline 0.3
            standfirst standfirst -1.5 | standfirst byline 0.8 | standfirst published 0.8
            headline standfirst 0.2 | headline byline 0.3 | headline published 0.3 | paragraph byline -0.5
            paragraph published -0.3 | item item 1 | heading byline 2.5 | paragraph heading 0.1
            byline standfirst -0.6 | published standfirst -0.6
            """
        ),
    )
}
"""How well one label, by its name, is followed by another."""


def _doors() -> tuple[tuple[tuple[Part, float], ...], ...]:
    """For each door, from which parts one comes through it and what that step is worth."""
    doors = [*((part, tuple(Part)) for part in Part), (Part.BODY, (Part.BODY,))]
    return tuple(
        tuple((before, _TO_PART[before, after]) for before in allowed if (before, after) in _TO_PART)
        for after, allowed in doors
    )


def _door(state: tuple[Part, Label]) -> int:
    """Through which door a state is entered; some labels stand within the body only, never at its head."""
    part, label = state
    return _WITHIN if part is Part.BODY and label not in _OPENS_BODY else int(part)


def _start(state: tuple[Part, Label]) -> float:
    part, label = state
    if part is Part.BODY and label not in _OPENS_BODY:
        return _NEVER
    return _FIRST[part] + _RARE.get(state, 0.0)


_Ways = tuple[tuple[int, float], ...]
"""Parts, and what the step from each is worth."""

_Step = tuple[int, int, float, tuple[float, ...]]
"""A state, the column of its label, what it is worth as such, and what it is worth after each state."""

_Entry = tuple[int, _Ways, tuple[_Step, ...]]
"""A part, from where one comes to it, and its states that one comes to."""

_WITHIN = len(Part)
_DOORS = _doors()
_FOLLOWING = tuple(
    tuple(_FOLLOWS.get((before.name.lower(), after.name.lower()), 0.0) for _, before in _STATES)
    for _, after in _STATES
)
"""For each state and each other one, what it is worth that the other stands before it."""

_SPREAD = 0.1 + max(map(max, _FOLLOWING)) - min(map(min, _FOLLOWING))
"""A state that is reached by so much worse than the best one is not the one to come from."""

_STARTS = tuple(map(_start, _STATES))


@cache
def _entries(columns: tuple[int, ...], drop: bool) -> tuple[_Entry, ...]:
    """By which doors one comes to the states of these labels, and to which by each."""
    doors: dict[int, list[_Step]] = {}
    for index, (state, column) in enumerate(zip(_STATES, _COLUMN, strict=True)):
        if column in columns:
            rare = _RARE.get(state, 0.0) + (0.0 if drop else _UNLESS_DROPPED[index])
            doors.setdefault(_door(state), []).append((index, column, rare, _FOLLOWING[index]))
    return tuple((int(_STATES[steps[0][0]][0]), _DOORS[door], tuple(steps)) for door, steps in doors.items())


def read(signals: Sequence[list[str]], *, drop: bool) -> list[Read]:
    """The likeliest labels of the pieces that give these signals.

    Args:
        signals: One list a piece, in order; at least one.
        drop: Whether pieces may be taken for the page's furniture.
    """
    fits = [scores(one) for one in signals]
    alive: list[list[tuple[int, float]]] = [[] for _ in Part]
    for index, column in enumerate(_COLUMN):
        value = _STARTS[index] + fits[0][column] + (0.0 if drop else _UNLESS_DROPPED[index])
        alive[_STATES[index][0]].append((index, value))
    back: list[dict[int, int]] = []
    for fit in fits[1:]:
        floor = max(fit) - _HOPELESS
        tried = tuple([column for column, worth in enumerate(fit) if worth >= floor or column in _ALWAYS])
        heads = [max([value for _, value in states]) if states else _NEVER for states in alive]
        hope = max(heads) - _BEHIND
        came: dict[int, int] = {}
        now: list[list[tuple[int, float]]] = [[], [], [], [], []]
        for after, ways, steps in _entries(tried, drop):
            least = max(hope, max([heads[part] + worth for part, worth in ways]) - _SPREAD)
            through = [
                (index, value + worth)
                for part, worth in ways
                for index, value in alive[part]
                if value + worth > least
            ]
            if not through:
                continue
            reached = now[after]
            if len(through) == 1:
                last, value = through[0]
                for state, column, rare, following in steps:
                    came[state] = last
                    reached.append((state, value + following[last] + rare + fit[column]))
                continue
            for state, column, rare, following in steps:
                top, last = _NEVER, -1
                for index, value in through:
                    total = value + following[index]
                    if total > top:
                        top, last = total, index
                came[state] = last
                reached.append((state, top + rare + fit[column]))
        back.append(came)
        alive = now
    ends = [(value + _LAST[part], -state) for part in Part for state, value in alive[part]]
    state = -max(ends)[1]
    path = [state]
    for came in reversed(back):
        state = came[state]
        path.append(state)
    path.reverse()
    return [
        Read(_STATES[state][0], _STATES[state][1], fit[_COLUMN[state]], one)
        for state, fit, one in zip(path, fits, signals, strict=True)
    ]
