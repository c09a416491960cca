"""Files big and hostile: the beginning first, everything in bounds, nothing lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import faults
from reader.loaders.clean import clean
from reader.loaders.errors import LoadError
from reader.loaders.source import Source
from reader.loaders.text import explain, head, load
from reader.loaders.text.loading import BIG

LINE = (
    "The keeper of the lighthouse wrote down the weather, the ships, and what the gulls had said of both.\n"
)
VERSE = "The tide went out\nand took the day\nand nobody asked\n\n"
WRAPPED = (
    "The keeper of the lighthouse wrote down the weather,\nthe ships that had gone by, and what the gulls\n"
    "had said.\n\n"
)
CODE = "for (int i = 0; i < 9; i++) {\n    print(i);\n}\n\n"


def source(text: str) -> Source:
    return Source("big.txt", text.encode())


@pytest.mark.parametrize(
    "text",
    [
        LINE * (BIG // len(LINE) + 900),
        VERSE * (BIG // len(VERSE) + 900),
        WRAPPED * (BIG // len(WRAPPED) + 900),
        CODE * (BIG // len(CODE) + 900),
        "A title\n\n" + (LINE + VERSE + CODE + "\n" + WRAPPED) * 900,
        "Bridge closes after crack\nBy Ada Field\nMarch 3, 2021\n\nSANDHOLM (AP) — " + (LINE + "\n") * 4000,
        "港口大桥因为桥墩出现裂缝今天已经关闭。\n\n" * 9000,
    ],
    ids=["lines", "verse", "wrapped", "code", "all", "news", "ideographs"],
)
@pytest.mark.parametrize("size", [20_000, 65_536, 100_000])
def test_the_beginning_is_a_prefix_of_the_whole(text: str, size: int) -> None:
    (whole,) = load(source(text))
    begun = head(source(text), size)
    assert begun is not None
    assert begun.meta == whole.meta
    assert len(begun.blocks) > 20
    assert whole.text.startswith(begun.text)
    assert begun.blocks == whole.blocks[: len(begun.blocks)]
    assert faults(begun) == faults(whole) == []


def test_a_small_file_has_no_beginning() -> None:
    assert head(source(LINE * 10)) is None


def test_a_big_file_keeps_every_word() -> None:
    text = (
        "Share\nMenu\nSubscribe\nBy Ada Field\nMarch 3, 2021\n\n"
        + (LINE + "\n") * 4000
        + "Related articles\nOne\nTwo\n"
    )
    (whole,) = load(source(text))
    assert sorted("".join(whole.text.split())) == sorted("".join(text.split()))


def test_ten_megabytes_in_one_line_are_one_paragraph() -> None:
    begun = time.process_time()
    (found,) = load(source("word " * 2_000_000))
    assert time.process_time() - begun < 3
    assert [block.kind.value for block in found.blocks] == ["paragraph"]
    assert head(source("word " * 2_000_000)) is None


@pytest.mark.parametrize(
    "text",
    [
        "abcd" * 60_000,
        "(a[b" * 60_000,
        "[1]" * 80_000,
        "](" * 100_000,
        "http://a.b/" * 20_000,
        "By " * 80_000,
        "2021-" * 50_000,
        "photo credit: " * 15_000,
        ". A" * 80_000,
        "“a”b" * 60_000,
        "\n".join("x" * 40 for _ in range(6000)),
        "\n".join(["Share", "By Ada Field", "March 3, 2021"] * 1500),
        "> " * 100_000,
        "* " * 100_000,
        "\t" * 5000 + "x",
        "SANDHOLM, " * 20_000,
        "_a" * 100_000,
        "image copyright " * 15_000,
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_hostile_texts_take_little_time(text: str) -> None:
    begun = time.process_time()
    (found,) = load(source(text))
    assert faults(found) == []
    assert time.process_time() - begun < 5


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(LoadError):
        load(Source("x.txt", bytes(range(256)) * 40))


def test_escape_sequences_go_and_structure_stays() -> None:
    (found,) = load(
        source(
            "\x1b[31mBridge closes after crack\x1b[0m\r\n\r\n"
            "By\x1b]0;x\x07 Eve Adams\r\n3 March 2021\r\n\r\nBody \x9b5mtext.\r\n"
        )
    )
    assert found.meta.title == "Bridge closes after crack"
    assert found.meta.authors == ("Eve Adams",)
    assert "\x1b" not in found.text


def test_the_address_of_a_fetched_text_is_known() -> None:
    (found,) = load(Source("x", b"Some words here.", url="https://coast.example/a.txt"))
    assert found.meta.url == "https://coast.example/a.txt"


ODD = st.text(alphabet=st.characters(codec="utf-8"), max_size=300)
NEWSY = st.lists(
    st.sampled_from(
        [
            "By Ada Field",
            "March 3, 2021 09:15",
            "Share",
            "Related articles",
            "Photo: Bo Lind, AP",
            "SANDHOLM (AP) — The bridge is shut, officials of the port said on Tuesday in a statement.",
            "Inspectors found the damage during a routine check of the third pillar on Monday, it was said.",
            "The quay (Image: GETTY )",
            "Harbour bridge closes after crack is found",
            "* one",
            "",
            "___",
            "“What now?”",
            "Reuters contributed to this report.",
            "© 2021 Coast Gazette. All rights reserved.",
            "[1]Home",
            "@ada",
        ]
    ),
    max_size=40,
).map("\n".join)


@given(ODD | NEWSY)
def test_any_text_makes_a_sound_article(text: str) -> None:
    data = text.encode()
    try:
        (found,) = load(Source("x.txt", data))
    except LoadError:
        return
    assert faults(found) == []
    if found.meta.title:
        assert found.blocks[0].kind.value == "headline"
        assert found.of(found.blocks[0]) == found.meta.title


@given(st.lists(st.text(alphabet="abc ABC.,:;!?'\"-", max_size=60), max_size=20).map("\n".join))
def test_no_letter_of_a_plain_text_is_lost(text: str) -> None:
    (found,) = load(Source("x.txt", text.encode()))
    told = explain(Source("x.txt", text.encode()))
    if any(one.label.value in {"junk", "head of a box"} for one in told):
        return
    shown = "".join(block.marker + found.of(block) for block in found.blocks)
    assert sorted(char for char in shown if char.isalpha()) == sorted(
        char for char in clean(text) if char.isalpha()
    )


@given(NEWSY)
def test_every_line_is_accounted_for_once(text: str) -> None:
    told = explain(Source("x.txt", text.encode()))
    lines = [number for one in told for number in range(one.first, one.last + 1)]
    wanted = {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert len(lines) == len(set(lines))
    assert wanted <= set(lines)
