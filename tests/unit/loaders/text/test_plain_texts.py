"""Texts that are no news come out readable and complete."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reader.domain.article import Article

Blocks = Callable[[str], list[tuple[str, str]]]
Load = Callable[[str], Article]

POEM = """\
Low Water

The tide went out and took the day,
the gulls came down to read the sand,
and what the harbour meant to say
it wrote in weed along the strand.

Nobody asked. The sea is deep.
I have a promise, too, to keep.
"""

LETTER = """\
Ada Field
12 Quay Street
Sandholm

3 March 2021

Dear Mr Dale,

Thank you for your letter of the first. I was sorry to read that the bridge
is shut, and sorrier still that you have to stand on it every morning to
tell people so.

I enclose the tide table for the spring. You will see that the nineteen
minutes are where I said they were.

Yours sincerely,
Ada
"""

README = """\
tidetable
=========

A small program that prints when the tide is in.

Installation
------------

    $ pip install tidetable
    $ tidetable --port sandholm

Usage
-----

* `tidetable today` prints today's tides.
* `tidetable week` prints those of the week, and wraps
  long lines as here.

1. First read the manual.
2. Then read it again.

Comments, share and newsletter: see the menu.
"""

LOG = """\
2021-03-03 09:15:00 INFO  harbour: bridge closed
2021-03-03 09:15:01 WARN  harbour: crack 14 mm
2021-03-03 09:15:09 ERROR ferry: no crew
  File "ferry.py", line 3, in <module>
2021-03-03 09:16:00 INFO  harbour: ok
"""

CODE = """\
#include <stdio.h>

int main(void) {
    for (int i = 0; i < 3; i++) {
        printf("%d", i);
    }
    return 0;
}
"""

STORY = """\
THE CLOCK

The clock on the tower had been nineteen minutes fast for as long as anybody could remember.

"What time is it?" asked the boy.

"Half past," said the keeper.

"Half past what?"

"Wait and see."
"""


def test_verse_keeps_its_lines(blocks: Blocks) -> None:
    found = blocks(POEM)
    assert found[0] == ("headline", "Low Water")
    assert found[1] == ("paragraph", "\n".join(POEM.split("\n")[2:6]))
    assert found[2] == ("paragraph", "\n".join(POEM.split("\n")[7:9]))


def test_a_letter(blocks: Blocks) -> None:
    found = blocks(LETTER)
    assert found[0] == ("paragraph", "Ada Field\n12 Quay Street\nSandholm")
    assert ("paragraph", "Dear Mr Dale,") in found
    thanks = next(text for _, text in found if text.startswith("Thank you"))
    assert thanks.endswith("tell people so.")
    assert "\n" not in thanks
    assert found[-1] == ("paragraph", "Yours sincerely,\nAda")


def test_a_readme(article: Load, blocks: Blocks) -> None:
    found = blocks(README)
    assert found[0] == ("headline", "tidetable")
    assert [text for kind, text in found if kind == "heading"] == ["Installation", "Usage"]
    assert ("code", "$ pip install tidetable\n$ tidetable --port sandholm") in found
    assert [text for kind, text in found if kind == "list-item"][1].endswith("and wraps long lines as here.")
    assert [block.marker for block in article(README).blocks if block.marker] == ["•", "•", "1.", "2."]
    assert found[-1] == ("paragraph", "Comments, share and newsletter: see the menu.")


def test_code_and_logs_keep_their_lines(article: Load, blocks: Blocks) -> None:
    assert blocks(LOG) == [("code", LOG.rstrip("\n"))]
    assert blocks(CODE) == [("code", CODE.rstrip("\n"))]
    assert article(CODE).meta.title == ""


def test_a_story_with_talk(blocks: Blocks) -> None:
    found = blocks(STORY)
    assert found[0] == ("headline", "THE CLOCK")
    assert [kind for kind, _ in found[1:]] == ["paragraph"] * 5


@pytest.mark.parametrize("text", [POEM, LETTER, README, LOG, CODE, STORY])
def test_no_word_is_lost_or_moved(article: Load, text: str) -> None:
    found = article(text)
    shown = "".join(block.marker.replace("•", "*") + found.of(block) for block in found.blocks)
    drawn = re.compile(r"^[=-]{3,}$", re.MULTILINE)
    assert "".join(shown.split()) == "".join(drawn.sub("", text).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Just one line without newline at the end",
            [("paragraph", "Just one line without newline at the end")],
        ),
        ("milk\neggs\nrope, 30 m", [("paragraph", "milk\neggs\nrope, 30 m")]),
        ("> quoted text\n> goes on\n\nanswer", [("quote", "quoted text\ngoes on"), ("paragraph", "answer")]),
        ("One\n\n* * *\n\ntwo", [("headline", "One"), ("rule", "* * *"), ("paragraph", "two")]),
        ("[red]Not red[/red] {0} %s $HOME", [("paragraph", "[red]Not red[/red] {0} %s $HOME")]),
        (" \n\t\n", []),
    ],
)
def test_small_texts(blocks: Blocks, text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected
