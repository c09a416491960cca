"""How well anchors hold, beside two other rules on the same cases.

The Hypothesis client's rule is built here from its `match-quote.ts` and `html.ts` (hypothesis/client): the
position if the quote stands there; else the exact occurrences; else all approximate matches with the fewest
errors, of at most half the quote's length and 256; the best by quote 50, prefix 20, suffix 20, position 2.
It has no least score, and every place it gives counts as sure. Plain search takes the first occurrence.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from reader.domain.highlight import Anchor, AnchorState
from reader.domain.span import Span
from reader.notes import anchors
from tests.benchmarks.edited_articles import Case, cases

Found = tuple[bool, int, int] | None
"""Whether a rule is sure, and the place that it gives; None for none."""

CASES, SEEN, UNSEEN = 800, 6, 2027
"""So many cases of one seed by all rules, and as many of a seed that no constant was chosen by."""


def ours(anchor: Anchor, text: str) -> Found:
    """This program's rule."""
    state, start, end = anchors.place(anchor, text)
    if state is AnchorState.LOST:
        return None
    return state is not AnchorState.UNCERTAIN, start, end


def plain(anchor: Anchor, text: str) -> Found:
    """The first occurrence of the quote."""
    at = text.find(anchor.quote)
    return (True, at, at + len(anchor.quote)) if at >= 0 else None


def hypothesis(anchor: Anchor, text: str) -> Found:
    """The rule of the Hypothesis client, with the 32 characters of context that it keeps."""
    quote, prefix, suffix = anchor.quote, anchor.prefix[-32:], anchor.suffix[:32]
    if text[anchor.start : anchor.end] == quote:
        return True, anchor.start, anchor.end
    matches, errors = [], 0
    at = text.find(quote)
    while at >= 0:
        matches.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    if not matches:
        matches, errors = fewest_errors(quote, text, min(256, len(quote) // 2))
    if not matches:
        return None

    def score(match: tuple[int, int]) -> float:
        start, end = match
        before = side_score(prefix, text[max(0, start - len(prefix)) : start])
        after = side_score(suffix, text[end : end + len(suffix)])
        near = 1 - abs(start - anchor.start) / len(text)
        return 50 * (1 - errors / len(quote)) + 20 * before + 20 * after + 2 * near

    return True, *max(matches, key=score)


def side_score(context: str, text: str) -> float:
    """How much of a context a text holds, as that client counts it."""
    if not context:
        return 1.0
    _, errors = fewest_errors(context, text, len(context))
    return 1 - errors / len(context)


def fewest_errors(pattern: str, text: str, most: int) -> tuple[list[tuple[int, int]], int]:
    """Where a pattern stands in a text with the fewest insertions, deletions and replacements.

    Myers (1999), "A fast bit-vector algorithm for approximate string matching based on dynamic
    programming", with the whole column in one integer; each match's start comes from a search backwards.

    Args:
        pattern: What to find; not empty.
        text: Where.
        most: How many errors are allowed.

    Returns:
        Start and end of each place, and the errors.
    """
    errors, ends = _ends(pattern, text, most)
    places = []
    for end in ends:
        window = text[max(0, end - len(pattern) - errors) : end]
        _, starts = _ends(pattern[::-1], window[::-1], errors)
        if starts:
            places.append((end - starts[0], end))
    return places, errors


def _ends(pattern: str, text: str, most: int) -> tuple[int, list[int]]:
    size = len(pattern)
    every, top = (1 << size) - 1, 1 << (size - 1)
    masks: dict[str, int] = {}
    for index, sign in enumerate(pattern):
        masks[sign] = masks.get(sign, 0) | 1 << index
    up, down, errors = every, 0, size
    best, ends = most, [0] if size <= most else []
    for at, sign in enumerate(text, 1):
        equal = masks.get(sign, 0)
        across = (((equal & up) + up) ^ up) | equal | down
        more = down | (every & ~(across | up))
        less = up & across
        errors += bool(more & top) - bool(less & top)
        more, less = more << 1, less << 1
        diagonal = equal | down
        up = (less | ~(diagonal | more)) & every
        down = more & diagonal & every
        if errors < best:
            best, ends = errors, [at]
        elif errors == best:
            ends.append(at)
    return best, ends


RULES: dict[str, Callable[[Anchor, str], Found]] = {
    "this program": ours,
    "Hypothesis": hypothesis,
    "plain search": plain,
}


def judged(case: Case, found: Found) -> str:
    """What a rule's answer is worth: right, right?, wrong, wrong? or none; with "?" where it asked."""
    if found is None:
        return "none"
    sure, start, end = found
    right = False
    if case.truth is not None:
        shared = min(end, case.truth[1]) - max(start, case.truth[0])
        right = 2 * shared > max(end - start, case.truth[1] - case.truth[0])
    return ("right" if right else "wrong") + ("" if sure else "?")


def run(
    count: int, rules: dict[str, Callable[[Anchor, str], Found]], seed: int = SEEN
) -> dict[str, dict[str, Counter[str]]]:
    """The outcomes of each rule on each kind of case.

    Args:
        count: How many cases.
        rules: By their names.
        seed: Of the random numbers that make the cases.

    Returns:
        By rule, then by kind, how many cases had which outcome; "exists" and "ms" are counts too.
    """
    table: dict[str, dict[str, Counter[str]]] = {name: {} for name in rules}
    for case in cases(count, seed):
        anchor = anchors.make(case.before, Span(case.start, case.end))
        for name, rule in rules.items():
            row = table[name].setdefault(case.kind, Counter())
            start = time.perf_counter_ns()
            found = rule(anchor, case.after)
            row["ns"] += time.perf_counter_ns() - start
            row["cases"] += 1
            row["exists"] += case.truth is not None
            row[judged(case, found)] += 1
    return table


def told(table: dict[str, dict[str, Counter[str]]]) -> None:
    """Print the outcomes as a table."""
    print(f"{'':<32}" + "".join(f"{name:>26}" for name in table))
    print(f"{'':<32}" + "".join(f"{'found':>17}{'wrong':>9}" for _ in table))
    kinds = list(next(iter(table.values())))
    for kind in [*kinds, "all"]:
        cells = []
        for rows in table.values():
            row = sum(rows.values(), Counter[str]()) if kind == "all" else rows[kind]
            right = row["right"] + row["right?"]
            share = f"{right / row['exists']:.1%} of {row['exists']}" if row["exists"] else "–"
            cells.append(f"{share:>17}{row['wrong']:>9}")
        print(f"{kind:<32}" + "".join(cells))
    print()
    for name, rows in table.items():
        total = sum(rows.values(), Counter[str]())
        print(
            f"{name}: sure of {total['right'] / total['exists']:.1%} of what exists; "
            f"{total['ns'] / total['cases'] / 1e6:.1f} ms a passage"
        )


def main() -> None:
    """Print the tables."""
    print(f"{CASES} edited articles of 25 kB, one passage each. found: on its own words, sure or asking;")
    print("wrong: on other words without asking, which is to be 0.\n")
    told(run(CASES, RULES))
    print(f"\nas many others, which no constant was chosen by (seed {UNSEEN})\n")
    told(run(CASES, {"this program": ours}, UNSEEN))


if __name__ == "__main__":
    main()
