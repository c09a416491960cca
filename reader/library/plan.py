"""How a query is put to the index: one expression for its words, a range of keys, and tests of state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.library.dates import LAST
from reader.library.fold import ALL, HAS, LANGUAGE, fold, marked, terms, words
from reader.library.keys import UNDATED_DAYS, first_key
from reader.library.schema import INDEXED, MARKS
from reader.library.tree import And, Dates, Field, Has, Is, Node, Not, Or, Term

LAST_KEY = (1 << 62) - 1


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on keys in SQL, with its parameters."""

    sql: str
    parameters: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A query as a conjunction of what the index does well, and the rest.

    Attributes:
        match: An expression for the table of words; None where every document will do.
        first: The first key that may match.
        last: The last.
        states: Tests on the reader's state: which, and whether it must hold.
        rest: What remains, for a condition in SQL: a state or a date within an "or".
    """

    match: str | None
    first: int = 0
    last: int = LAST_KEY
    states: tuple[tuple[str, bool], ...] = ()
    rest: Condition | None = None


GoOn = Callable[[str], Sequence[str]]
"""Gives the words of the index that begin so; none where they are many, which the engine then joins."""


def plan(tree: Node | None, go_on: GoOn = lambda begun: ()) -> Plan:
    """How to look for what a tree asks for.

    Args:
        tree: What to look for; None for everything.
        go_on: Knows the words of the index. To look for a word that may go on, the engine goes through all
            articles with any such word before it gives the first; to look for one of some words, it does not.
    """
    words: list[str] = []
    negative: list[str] = []
    states: list[tuple[str, bool]] = []
    rest: list[Condition] = []
    first, last = 0, LAST_KEY
    for part in tree.parts if isinstance(tree, And) else (tree,) if tree is not None else ():
        match part:
            case Dates(since, until):
                first, last = max(first, _first(since)), min(last, first_key(until + 1) - 1)
            case Not(Dates(since, until)) if until >= LAST:
                last = min(last, _first(since) - 1)
            case Is(state):
                states.append(_state(state, True))
            case Not(Is(state)):
                states.append(_state(state, False))
            case Not(inner) if (expression := _words(inner, go_on)) is not None:
                negative.append(expression)
            case _:
                expression = _words(part, go_on)
                if expression is not None:
                    words.append(expression)
                else:
                    rest.append(_condition(part, go_on))
    if negative and not words:
        words.append(_facet(ALL))
    expression = " AND ".join(words)
    for excluded in negative:
        expression = f"({expression}) NOT {excluded}"
    sql = " AND ".join(condition.sql for condition in rest)
    parameters = tuple(parameter for condition in rest for parameter in condition.parameters)
    return Plan(expression or None, first, last, tuple(states), Condition(sql, parameters) if rest else None)


def _first(day: int) -> int:
    """The first key of a day; what has no date stands before all days, and is of none."""
    return first_key(max(day, UNDATED_DAYS))


def _state(state: str, holds: bool) -> tuple[str, bool]:
    return ("read", not holds) if state == "unread" else (state, holds)


def _words(node: Node, go_on: GoOn) -> str | None:
    """A tree of words as an expression of the engine; None where it holds anything else."""
    match node:
        case Term():
            return _term(node, go_on)
        case Has(thing):
            return _facet(HAS + thing)
        case Not(part):
            inner = _words(part, go_on)
            return None if inner is None else f"({_facet(ALL)} NOT {inner})"
        case And(parts) | Or(parts):
            inner_parts = [_words(part, go_on) for part in parts]
            if any(inner is None for inner in inner_parts):
                return None
            glue = " AND " if isinstance(node, And) else " OR "
            return "(" + glue.join(inner for inner in inner_parts if inner is not None) + ")"
        case _:
            return None


def _term(term: Term, go_on: GoOn) -> str:
    """A term as an expression: always in quotes, so that nothing typed is syntax to the engine."""
    if term.field is Field.LANGUAGE:
        return _facet(LANGUAGE + fold(term.text).replace("-", ""))
    forms = terms(term.text)
    if marks := MARKS.get(term.field) if term.field is not None else None:
        forms = tuple(marked(form, mark) for form in forms for mark in marks)
    phrases = [
        phrase for form in forms for phrase in (_begun(form, go_on) if term.prefix else (_quoted(form),))
    ]
    any_of = f"({' OR '.join(phrases)})"
    return f"{{body}} : {any_of}" if term.field is Field.BODY else any_of


def _begun(form: str, go_on: GoOn) -> list[str]:
    """A phrase whose last word may go on, as expressions of which any will do."""
    *_, (start, end) = words(form)
    if end - start > INDEXED and (known := go_on(form[start:end])):
        return [_quoted(form[:start] + word) for word in known]
    return [_quoted(form[:end]) + "*"]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _facet(token: str) -> str:
    return _quoted(token)


def _condition(node: Node, go_on: GoOn) -> Condition:
    """Any tree as a condition on `key`; the sets of keys by state are in the table `marked`."""
    expression = _words(node, go_on)
    if expression is not None:
        return Condition("key IN (SELECT rowid FROM words WHERE words MATCH ?)", (expression,))
    match node:
        case Dates(since, until):
            return Condition("key BETWEEN ? AND ?", (_first(since), first_key(until + 1) - 1))
        case Is(state):
            name, holds = _state(state, True)
            within = "IN" if holds else "NOT IN"
            return Condition(f"key {within} (SELECT key FROM temp.marked WHERE state = ?)", (name,))
        case Not(part):
            inner = _condition(part, go_on)
            return Condition(f"NOT ({inner.sql})", inner.parameters)
        case And(parts) | Or(parts):
            conditions = [_condition(part, go_on) for part in parts]
            glue = " AND " if isinstance(node, And) else " OR "
            sql = glue.join(f"({condition.sql})" for condition in conditions)
            return Condition(sql, tuple(p for condition in conditions for p in condition.parameters))
        case _:
            raise TypeError(f"no condition for {type(node).__name__}")


def states_in(tree: Node | None) -> frozenset[str]:
    """Which sets of state a query asks for, by the log's keys."""
    match tree:
        case Is(state):
            return frozenset({_state(state, True)[0]})
        case Not(part):
            return states_in(part)
        case And(parts) | Or(parts):
            return frozenset().union(*(states_in(part) for part in parts))
        case _:
            return frozenset()
