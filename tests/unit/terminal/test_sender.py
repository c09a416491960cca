"""What goes out, in which order, and what never does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.terminal.capabilities import Colours
from reader.terminal.characters import Respeller
from reader.terminal.colours import Restyler
from reader.terminal.gate import ForeignSequence, foreign
from reader.terminal.options import Options
from reader.terminal.pacing import QUESTION
from reader.terminal.stream import SYNC_END, SYNC_START
from tests.unit.terminal.conftest import Bench

MakeBench = Callable[..., Bench]
BAD = Path(__file__).parents[4] / "shared" / "corpus" / "bad"


def full(lines: list[str], cols: int = 40) -> str:
    rows = [f"\x1b[{y};1H{line.ljust(cols)}" for y, line in enumerate(lines, 1)]
    return "\n".join(rows) + "\x1b[1;1H"


def line(number: int) -> str:
    """A line that looks like no other."""
    return f"line {number} " + "".join(
        chr(97 + (number * 7 + at * at * (number + 3)) % 26) for at in range(25)
    )


def page(top: int, rows: int = 10, cols: int = 40) -> str:
    return full([line(number) for number in range(top, top + rows)], cols)


def test_a_line_key_costs_a_line(bench: MakeBench) -> None:
    made = bench()
    made.draw(page(0))
    assert len(made.draw(page(1))) < 50
    assert made.emulator.text().splitlines()[-1] == line(10)


def listed(top: int) -> str:
    """A page beside a list that stands still."""
    entries = [f"entry {(number * 37) % 101:3} " for number in range(10)]
    return full([(entries[at] + line(top + at))[:40] for at in range(10)])


def test_a_slow_line_gets_row_after_row_and_the_list_is_not_scrolled(bench: MakeBench) -> None:
    made = bench()
    made.draw(listed(0))
    made.sender.pacer.answers = True
    seen = set()
    for top in range(1, 12):
        made.sender.pacer.window = 15
        made.sender.pacer.typed(4, made.now)
        made.sender.write(listed(top))
        start = len(made.line.taken)
        made.sender.send()
        made.sender.answered()
        made.emulator.feed(bytes(made.line.taken[start:]).replace(QUESTION.encode(), b""))
        shown = made.emulator.text().splitlines()
        assert [row[:10] for row in shown] == [f"entry {(number * 37) % 101:3} " for number in range(10)]
        seen |= {at for at, row in enumerate(shown) if row == (row[:10] + line(top + at))[:40]}
    assert seen == set(range(10))


def test_a_full_line_gets_the_newest_frame_only(bench: MakeBench) -> None:
    made = bench()
    made.draw(page(0))
    made.line.full = True
    for top in range(1, 30):
        made.draw(page(top))
    assert made.sender.line.blocked
    assert made.timers.watching == 1
    made.line.full = False
    start = len(made.line.taken)
    assert made.sender.writable()
    made.emulator.feed(bytes(made.line.taken[start:]))
    assert made.emulator.text().splitlines()[0] == line(29)
    assert b"line 15 " not in made.line.taken[start:]


def test_resized_and_back_is_all_sent_again_also_what_was_not_sent_yet(bench: MakeBench) -> None:
    made = bench()
    made.draw(page(0))
    made.sender.write(page(1))
    made.emulator.feed(b"\x1b[H\x1b[2J")
    made.resize(40, 10)
    made.draw("")
    assert made.emulator.text().splitlines()[0] == line(1)
    assert made.emulator.text().splitlines()[-1] == line(10)


def test_controls_are_sent_in_order_and_all_of_them(bench: MakeBench) -> None:
    made = bench()
    made.line.full = True
    made.sender.write("\x1b[?1049h")
    made.draw(page(0))
    made.sender.write("\x07")
    made.draw(page(1))
    made.sender.write("\x1b]52;c;SGk=\x07")
    made.line.full = False
    made.sender.writable()
    sent = bytes(made.line.taken)
    positions = [sent.index(part) for part in (b"\x1b[?1049h", b"\x07", b"\x1b]52;c;SGk=\x07")]
    assert positions == sorted(positions)


def test_brackets_only_where_they_were(bench: MakeBench) -> None:
    made = bench()
    assert b"2026" not in made.draw(page(0))
    rows = ["".join(chr(33 + (x * 7 + y * 5) % 90) for x in range(120)) for y in range(40)]
    made = bench(120, 40)
    made.sender.write(SYNC_START)
    made.sender.write(full(rows))
    made.sender.write(SYNC_END)
    made.sender.send()
    assert bytes(made.line.taken).count(SYNC_START.encode()) == 1
    assert bytes(made.line.taken).count(SYNC_END.encode()) == 1


def test_what_is_not_understood_passes_and_all_is_drawn_afresh(bench: MakeBench) -> None:
    made = bench()
    made.draw(page(0))
    image = "\x1b[3;3H\x1b_Gf=24;AAAA\x1b\\"
    assert made.draw(image).endswith(image.encode())
    assert len(made.draw(page(0))) > 100
    assert made.draw(page(0)) == b""


def test_what_is_not_understood_comes_after_the_frames_before_it(bench: MakeBench) -> None:
    made = bench()
    made.sender.write(page(0))
    made.sender.write("\x1b[2J\x1b_Gf=24;AAAA\x1b\\")
    sent = bytes(made.line.taken)
    assert sent.index(line(9).encode()) < sent.index(b"\x1b[2J")


def test_nothing_foreign_passes_if_it_shall_not(bench: MakeBench) -> None:
    made = bench(drop_foreign=True, gate=True)
    made.draw(full(["a\x1b]52;c;SGk=\x07b", "\x9b31mred", "\x1b[38:2::1:2:3mx\x1b[0m", "\x1b[99mx"]))
    assert made.emulator.text().startswith("a]52;c;SGk=b\n31mred\n")
    made.draw("\x1b[2J", "\x1b_Gf=24;AAAA\x1b\\", "\x1bc", "plain \x1b[5;5H\x1b]8;;javascript:x\x1b\\y")
    assert foreign(made.line.taken.decode()) is None
    assert b"javascript" not in made.line.taken


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6), st.sampled_from([(40, 10), (7, 3)]))
def test_no_text_gets_a_control_past_the_gate(texts: list[str], size: tuple[int, int]) -> None:
    made = Bench(*size, Options(drop_foreign=True, gate=True))
    made.draw(*["".join(f"\x1b[{y};1H{text}" for y, text in enumerate(texts, 1)) for _ in range(2)])
    assert foreign(made.line.taken.decode("utf-8", "replace")) is None


@pytest.mark.skipif(not BAD.is_dir(), reason="the bad examples are not beside the checkout")
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_no_bad_example_gets_a_control_past_the_gate(bench: MakeBench, encoding: str) -> None:
    made = bench(drop_foreign=True, gate=True)
    for path in sorted(BAD.iterdir()):
        text = path.read_bytes()[:20_000].decode(encoding, "replace")
        pieces = [text[at : at + 40] for at in range(0, len(text), 40)]
        for at in range(0, len(pieces), 10):
            made.draw("".join(f"\x1b[{y};1H{piece}" for y, piece in enumerate(pieces[at : at + 10], 1)))
    assert foreign(made.line.taken.decode()) is None


def test_the_gate_stops_what_is_not_ours(bench: MakeBench) -> None:
    made = bench(gate=True)
    with pytest.raises(ForeignSequence, match=r"x1b_Gf"):
        made.draw("\x1b[3;3H\x1b_Gf=24;AAAA\x1b\\")


def test_a_doubtful_width_moves_nothing_else(bench: MakeBench) -> None:
    made = bench(cols=20, rows=3)
    family = "👩\u200d👩\u200d👧"
    made.draw(full([f"ab {family} cd | end"[:40], "", ""], 22))
    line = made.emulator.screen.buffer[0]
    assert "".join(line[x].data for x in range(5, 13)) == " cd | en"


def test_fewer_colours_and_characters_on_the_way_out(bench: MakeBench) -> None:
    made = bench(
        restyle=Restyler(Colours.SIXTEEN), respell=Respeller("ascii"), encoding="ascii", drop_foreign=True
    )
    made.draw("\x1b[1;1H\x1b[38;2;230;80;70;48;2;18;18;18m│ caf\u00e9 海…\x1b[0m")
    assert made.line.taken.isascii()
    row = made.emulator.cells()[0]
    assert "".join(cell.data for cell in row[:10]) == "| cafe ??."
    assert {(cell.fg, cell.bg) for cell in row[:10]} == {("brightred", "black")}


def test_repainting_brings_back_what_something_else_wiped(bench: MakeBench) -> None:
    made = bench()
    made.draw(page(0))
    made.emulator.feed(b"\x1b[2J\x1b[3;7r\x1b[5;5Hgarbage")
    start = len(made.line.taken)
    made.sender.repaint()
    made.emulator.feed(bytes(made.line.taken[start:]))
    assert made.emulator.text().splitlines()[4] == line(4)
    assert len(made.draw(page(1))) < 60
    assert made.emulator.text().splitlines()[-1] == line(10)


def test_the_title_is_given_back(bench: MakeBench) -> None:
    made = bench()
    made.sender.write("\x1b]2;An article\x1b\\")
    made.sender.write("\x1b]2;Another\x1b\\")
    made.sender.leave()
    sent = made.line.taken.decode()
    assert re.findall(r"\x1b\[2[23];0t|\x1b\]2;[^\x1b]*", sent) == [
        "\x1b[22;0t",
        "\x1b]2;An article",
        "\x1b]2;Another",
        "\x1b[23;0t",
    ]
    made.sender.enter(made.line, (40, 10))
    made.sender.send()
    assert made.line.taken.decode().endswith("\x1b[22;0t\x1b]2;Another\x1b\\")


def test_no_frame_is_sent_after_the_end(bench: MakeBench) -> None:
    made = bench()
    made.draw(page(0))
    made.sender.leave()
    assert made.draw(page(5)) == b""


def test_a_repeating_key_is_asked_after_and_answers_let_it_on(bench: MakeBench) -> None:
    made = bench()
    made.draw(page(0))
    for top in range(1, 9):
        made.now += 0.03
        made.sender.write(page(top))
        made.sender.send()
    assert made.line.taken.decode().count(QUESTION) == 1
    made.sender.answered()
    made.now += 0.03
    made.sender.write(page(9))
    made.sender.send()
    assert made.line.taken.decode().count(QUESTION) == 2
