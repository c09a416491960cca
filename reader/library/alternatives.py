"""A query taken apart into alternatives, each of which the index gives in order from its first match on.

"(is:unread OR tag:sport) council" is "is:unread council" or "tag:sport council": the results of each come at
once, newest first, and are merged as they come, where one condition for both would be tried on every article.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from reader.library.dates import LAST
from reader.library.tree import And, Dates, Has, Is, Node, Not, Or, Term

MOST = 32
"""So many alternatives a query is taken apart into; beyond that, it is one condition."""

_Conjunction = tuple[Node, ...]


class _TooMany(Exception):
    """The query has more than `MOST` alternatives."""


def alternatives(tree: Node | None) -> list[Node | None]:
    """Trees of which any may match, with no state or date within an "or".

    Returns:
        The tree itself where there would be more than `MOST`.
    """
    if tree is None:
        return [None]
    try:
        found = _apart(tree, True)
    except _TooMany:
        return [tree]
    return [parts[0] if len(parts) == 1 else And(parts) for parts in found]


def only_words(node: Node) -> bool:
    """Whether it is made of nothing but what the table of words knows."""
    match node:
        case Term() | Has():
            return True
        case Not(part):
            return only_words(part)
        case And(parts) | Or(parts):
            return all(only_words(part) for part in parts)
        case _:
            return False


def _apart(node: Node, holds: bool) -> list[_Conjunction]:
    """The disjunctive normal form of what is asked for, or of its opposite; words stay together."""
    if only_words(node):
        return [(node if holds else Not(node),)]
    match node:
        case Not(part):
            return _apart(part, not holds)
        case Is():
            return [(node if holds else Not(node),)]
        case Dates(since, until):
            # What was published at another time is from before, or without a date; or from after.
            return [(node,)] if holds else [(Not(Dates(since, LAST)),), (Dates(until + 1, LAST),)]
        case And(parts):
            return _all(parts, holds, And) if holds else _any(parts, holds, And)
        case Or(parts):
            return _any(parts, holds, Or) if holds else _all(parts, holds, Or)
        case _:
            raise TypeError(f"no alternatives for {type(node).__name__}")


def _all(parts: Iterable[Node], holds: bool, glue: type[And | Or]) -> list[_Conjunction]:
    """Every way in which all parts hold."""
    found: list[_Conjunction] = [()]
    for ways in (_apart(part, holds) for part in _together(parts, glue)):
        if len(found) * len(ways) > MOST:
            raise _TooMany
        found = [(*before, *way) for before, way in product(found, ways)]
    return found


def _any(parts: Iterable[Node], holds: bool, glue: type[And | Or]) -> list[_Conjunction]:
    """Every way in which one of the parts holds."""
    found = [way for part in _together(parts, glue) for way in _apart(part, holds)]
    if len(found) > MOST:
        raise _TooMany
    return found


def _together(parts: Iterable[Node], glue: type[And | Or]) -> list[Node]:
    """The parts, those that are only words as one of them."""
    every = tuple(parts)
    words = tuple(part for part in every if only_words(part))
    others = [part for part in every if not only_words(part)]
    return [*([glue(words)] if len(words) > 1 else words), *others]
