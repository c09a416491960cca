"""How much each signal says for or against each reading of a piece: the one table to tune.

Weights are in the manner of log odds: 1 is a hint, 3 is strong, 6 settles it unless much speaks against.
They were set by hand and checked on news texts of many sites; a new signal is one line here and one in
`facts` or `context`.
"""

from __future__ import annotations

from reader.loaders.text.evidence import Label

_COLUMNS = {
    "h": Label.HEADLINE, "k": Label.KICKER, "s": Label.STANDFIRST, "b": Label.BYLINE, "d": Label.PUBLISHED,
    "c": Label.CAPTION, "r": Label.CREDIT, "g": Label.HEADING, "p": Label.PARAGRAPH, "i": Label.ITEM,
    "a": Label.AGENCY, "j": Label.JUNK, "x": Label.BOX,
}  # fmt: skip
LABELS = tuple(_COLUMNS.values())
_INDEX = {letter: index for index, letter in enumerate(_COLUMNS)}

_TABLE = """
(before one has looked)                     h0 k-2 s-0.6 b-3 d-3 c-3 r-4 g-1.2 p0 i-9 a-4 j-1.2 x-2.5

a word or two                               h-3.5 k1 s-5 d-1 c-4 g0.2 p-3.5 a-0.5 j1.3 x0.5
a few words                                 h-0.5 k1 s-2.2 c-1.5 g0.8 p-1.8 j0.7 x0.3
half a line long                            h1 k-0.5 s-0.3 g0.3 p-0.4 j0.3
a line long                                 h1 k-3 s0.8 b-1 r-0.5 g-1.4 p0.6 x-2
two lines long                              h-1.8 k-6 s1 b-2.5 d-2 r-2 g-4.5 p1.4 x-5
as long as a paragraph                      h-7 k-9 s-1.2 b-8 d-8 r-8 g-9 p2.2 a-1 j-1 x-9

ends as a sentence                          h-2 k-3 s0.4 b-2.5 d-1 c0.5 g-2.2 p1.8 j-1 x-3
ends without a mark                         h0.6 k0.3 g0.4 p-1.3 j0.5
ends in a question                          h0 k-1 s-0.5 b-4 g0.9 p0.4 j0
ends in a colon                             h-3 k-1 s-2 b-1.5 c-2 g-0.6 p0.6 j0.5 x0.6
leads in to something                       h-3 k-2 s-2 b-2 g-1.5 p2.4 j-0.6
ends in a comma                             h-3 k-2 s-2 g-3 p0
several sentences                           h-1.2 k-4 s-0.2 b-3 g-3.5 p1.5 c0.3 j-0.6 x-4

begins small                                h-2 k-0.5 s-1 g-1.8 p-0.3 j0.6
in capitals                                 h-0.3 k0.3 s-1 g0.9 p-1.2 j0.2 x0.2
opens with a quotation                      h-0.7 s-1 c-1.2 g-1 p1.2 j-0.4
all in quotation marks                      h-1.2 k1.8 s-0.4 g0.3
an item's mark                              h-3 k-2 s-2.5 b-1.5 d-1 c-0.8 g-1 p-1.5 i10 j0.8
quote signs                                 h-3 s-2 p1

a page's button                             h-6 k-3 s-5 b-3 c-5 r-2 g-4 p-5 a-2 j5 x1
head of a box of links                      h-5 k-2 s-5 b-3 c-4 g-2 p-4 j1.5 x5.5
more of the same                            h-2 k-1 s-2 g-1.5 p-1 x3.5
what follows articles                       g-1.5 p-1 j0.5 x1
announces key points                        h-3 k-1 g2 p-2 x-3
words of a page's furniture                 h-3 k-1 s-3 b-2 c-2.5 g-2.5 p-2 i-1 a-1.5 j4
several words of a page's furniture         h-5 k-3 s-5 b-3 c-4 g-4 p-3.5 i-2 a-3 j6
a word that furniture has too               h-0.2 j0.8 p-0.2
furniture in a long text                    j-2 p1.5
points at another story                     h-3 k-1 s-4 c-2.5 g-2 p-2 j4.5
program text                                h-8 k-8 s-8 b-5 c-6 r-6 g-8 p-7 a-5 j8
counts pictures                             h-5 s-5 c-1.5 r-3 g-5 p-4 j6
a name or a form in brackets                h-3 k-2 s-3 b-2 c-2 g-3 p-2 i-1 j3.5
marked as the chief heading                 h4 s-1 p-2 j-1.5 g0.5
marked as a heading                         h0.8 g3 p-2
in the dump's list of links                 h-9 k-9 s-9 b-9 d-9 c-9 r-9 g-9 p-9 i-9 a-9 j4
a path through a site                       h-3 k-1 s-3 g-1 p-1 j3
drawn, not written                          h-9 k-9 s-9 b-9 d-9 c-9 r-9 g-9 p4 i-9 a-9
ends in a running time                      h-2 s-2 g-1.5 c-1 j2.5
a time of day                               h-3 b-2 d-1 g3.5 p-1 j0.3
an address of a page                        h-6 k-4 s-6 c-4 g-5 p-2 j4
an account's name                           h-5 k-3 s-5 b0.5 c-4 g-4 p-3 j4
no letters                                  h-5 k-3 s-5 b-3 c-5 g-3 p-3 j3
words run together                          h-0.8 k0 g-0.5 j0.8

says when it was published                  h-4 k-4 s-3 b-1 c-3 g-5 p-3 a-2 d6 x-3
a date                                      h-2 k-2 s-2 g-3 p-1.2 d3
a date behind a sentence                    h-1 s5.5 b-1 d-3
little but a date                           h-3 k-2 s-3 b-1 c-3 g-2 p-2 d2.5 i-9
how long ago                                h-3 k-2 s-3 b-1 g-3 p-2 d2.5 j2.5
a byline's opening                          h-4 k-3 s-4 b6.5 d-0.5 c-3 r-1 g-3.5 p-3.5 a-1 x-2
a name and nothing else                     h-2.5 k-1 s-3 b3 c-2 g-0.8 p-2 j0.5
a name to begin with                        b0.8
several names                               h-2.5 s-1 b3 p-1
signs a quotation                           h-3 k-2 s-3 b-1 d-2 c-2 g-3 p2.5 j-1.5
a post at a paper                           h-1.5 b1.8 g-0.6
says who else reported                      h-4 k-2 s-4 b-1 c-3 r-1 g-4 p-2.5 d-1 a7.5 j-0.5

nothing but a credit                        h-5 k-4 s-5 b-0.5 c-3 r7.5 g-4 p-5 a-0.5 j0.5
ends in a credit                            h-5 k-3 s-3 b-1 c6 g-4 p-2.5 i-2 j-0.5
says that it is a caption                   h-3 s-3 c6 p-3 g-4 j0.5
speaks of a picture                         c1.8
ends in a year                              c2
cut short                                   h-1 c1.5 p-0.8 j1
opens with a dateline                       h-5 k-4 s-5 b-5 c-4 g-5 p6 j-4 x-5
ends in a byline                            s-0.5 p-1.5 j3

opens the text                              h1.2 k0.5 s-3 g-1
near the top                                h0.4
byline or date below                        h1.8 s0.7 g-0.5
a name or a post near the date              h-2 b3.2 j-0.7
some words of the body                      h0.8 s0.5 j-0.2
many words of the body                      h1.6 k-0.3 s1 g0.4 j-0.6
no word of the body                         h-2 k0.4 s-1.5 j0.6 g-0.6
after the body                              g-2.5 p-1.2 i-1 j1.2 a0.8
between two paragraphs                      g1.6 p0.6 j-0.8 c0.3
before the body                             p-0.8 g-1
a byline before the body                    a-6
far above the body                          p-3 j1.5 s-1
in a run of short lines                     h-0.6 s-1 b0 g-2 p-1 j1.4 i-1
in a long run of short lines                h-1.2 s-2 b-0.5 g-2.5 p-1.5 j2.2 i-2
said elsewhere too                          h0.6 j0.4 p-0.5 s-0.5
a headline with its site's name             h-2.5 k-1 j1
date just above                             h1 s0.3
stands there twice                          h-0.5 s-1.5 g-2 p-1.5 d-0.5 j2
same as its neighbour                       c2.2 p-1.5 h-0.6
an agency's name below                      h0.5 c1.5
signed right below                          s1.8 p-1.2 c-0.5
a dateline below                            h0.5 s1.8 p-0.8
a credit below                              c4.5 p-1.8 s-1.5 h-1.5 g-1.5
a credit above                              c1.5
a caption below                             r1.5
speaks of something else                    p-1.6 j1.6 x0.5
speech goes on                              p1
set deeper                                  c0.5 i0.3 p-0.6 j0.3
set apart by blank lines                    h0.4 g0.3
"""


def _compiled() -> dict[str, tuple[tuple[int, float], ...]]:
    table = {}
    for row in filter(None, _TABLE.splitlines()):
        name, weights = row[:44].strip(), row[44:].split()
        table[name] = tuple((_INDEX[weight[0]], float(weight[1:])) for weight in weights)
    return table


WEIGHTS = _compiled()
"""For each signal the index of each label (in `LABELS`) that it bears upon, and how much."""

PRIOR = "(before one has looked)"
_START = [dict(WEIGHTS[PRIOR]).get(index, 0.0) for index in range(len(LABELS))]


def scores(signals: list[str]) -> list[float]:
    """How well each label, in the order of `LABELS`, fits a piece that gives these signals."""
    total = _START.copy()
    for signal in signals:
        for index, weight in WEIGHTS[signal]:
            total[index] += weight
    return total


def reasons(signals: list[str], label: Label) -> tuple[tuple[str, float], ...]:
    """What each of these signals says for or against a label, the weightiest first."""
    index = LABELS.index(label)
    said = [
        (name, weight) for name in signals for column, weight in WEIGHTS[name] if column == index and weight
    ]
    return tuple(sorted(said, key=lambda one: -abs(one[1])))
