"""`broadsheet show` in each form, and what it says of what it cannot show."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty.hostile import READABLE
from tests.unit.cli.conftest import NEWS, Run

FIELDS = {
    "id", "title", "standfirst", "authors", "published", "updated", "site", "url", "language", "words",
    "minutes", "text", "blocks", "captions", "links", "entities",
}  # fmt: skip
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
SGR = re.compile(r"\x1b\[[0-9;]*m")


def test_text_is_typeset_to_a_measure(broadsheet: Run, news: Path) -> None:
    said = broadsheet("show", news, "--width", "40")
    assert said.status == 0
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0].startswith("Lighthouse to be moved")
    assert max(map(len, lines)) <= 40
    assert lines[-1].strip()
    assert re.sub(r"\s", "", "the town council of sandholm meets") in re.sub(r"[\s-]", "", said.out.lower())


def test_json_is_as_documented(broadsheet: Run, news: Path) -> None:
    said = broadsheet("show", news, "--format", "json")
    article = json.loads(said.out)
    assert article.keys() >= FIELDS
    assert re.fullmatch(r"[0-9a-f]{16}", article["id"])
    assert article["title"] == "Lighthouse to be moved forty metres inland"
    assert article["standfirst"] == "The cliff below it loses a metre a year, the keepers say."
    assert article["authors"] == ["Marta Okonjo"]
    assert article["published"] == "2026-03-04T09:15:00"
    assert (article["updated"], article["site"], article["url"]) == (None, None, None)
    assert article["captions"] == [
        {"text": "The lighthouse of Sandholm at dusk on Sunday.", "credit": "HARBOUR OFFICE"}
    ]
    assert article["minutes"] == 1
    kinds = {block["kind"] for block in article["blocks"]}
    assert kinds >= {"headline", "standfirst", "byline", "published", "caption", "credit", "paragraph"}
    at = 0
    for block in article["blocks"]:
        assert at <= block["start"] < block["end"] <= len(article["text"])
        at = block["end"]
    named = {entity["name"]: entity for entity in article["entities"]}
    assert named["Ilse Varga"]["type"] == "person"
    assert named["Sandholm"]["type"] == "place"
    for entity in article["entities"]:
        for mention in entity["mentions"]:
            assert article["text"][mention["start"] : mention["end"]].strip()


def test_json_gives_links_by_offsets(broadsheet: Run, walk: Path) -> None:
    article = json.loads(broadsheet("show", walk, "--format", "json").out)
    [link] = article["links"]
    assert article["text"][link["start"] : link["end"]] == "link"
    assert link["url"] == "https://example.org/other"
    assert article["url"] == "https://example.org/walk"
    assert article["language"] is None or re.fullmatch(r"[a-z]{2}", article["language"])


def test_markdown_reads_back_as_the_same_article(broadsheet: Run, walk: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.md"
    again.write_text(broadsheet("show", walk, "--format", "markdown").out, encoding="utf-8")
    first, second = (json.loads(broadsheet("show", path, "--format", "json").out) for path in (walk, again))
    for name in ("title", "authors", "published", "url", "text", "blocks", "links"):
        assert first[name] == second[name], name


@pytest.mark.parametrize("theme", ["evening", "plain", "terminal"])
def test_ansi_differs_from_text_by_colours_alone(broadsheet: Run, walk: Path, theme: str) -> None:
    text = broadsheet("show", walk).out
    ansi = broadsheet("show", walk, "--format", "ansi", "--theme", theme).out
    assert SGR.search(ansi)
    plain = SGR.sub("", ansi)
    assert not CONTROLS.search(plain)
    assert [line.rstrip() for line in plain.splitlines()] == text.splitlines()


def test_code_has_the_colours_of_its_language(broadsheet: Run, tmp_path: Path) -> None:
    code = "```python\n# why\ndef tide(hours):\n    return 'high'\n```\n"
    (tmp_path / "code.md").write_text(f"# Two pieces\n\nA word.\n\n{code}\nMore.\n\n{code}", encoding="utf-8")
    ansi = broadsheet("show", tmp_path / "code.md", "--format", "ansi", "--theme", "evening").out
    for part in ("# why", "def", "tide", "return", "'high'"):
        assert len(re.findall(rf"m{re.escape(part)}\x1b\[0m", ansi)) == 2, part
    assert SGR.sub("", ansi).count("    return 'high'") == 2


@pytest.mark.parametrize("name", [name for name in READABLE if name != "Long line.txt"])
@pytest.mark.parametrize("form", ["text", "ansi", "markdown", "json"])
def test_no_form_holds_an_escape_of_the_article(
    broadsheet: Run, tmp_path: Path, name: str, form: str
) -> None:
    path = tmp_path / name
    path.write_bytes(READABLE[name])
    said = broadsheet("show", "--format", form, "--", path)
    assert said.status == 0
    assert "counted" in said.out
    assert not CONTROLS.search(SGR.sub("", said.out) if form == "ansi" else said.out)
    assert not CONTROLS.search(said.err)
    assert "]52;c" not in said.out


def test_standard_input_is_read(broadsheet: Run) -> None:
    said = broadsheet("show", "-", stdin=NEWS.encode())
    assert said.out.startswith("Lighthouse to be moved")


def test_the_encoding_can_be_ordered(broadsheet: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Žluťoučký kůň úpěl ďábelské ódy\n\nA ještě jednou.\n".encode("iso8859-2"))
    assert "Žluťoučký kůň" in broadsheet("show", path, "--encoding", "iso8859-2").out
    wrong = broadsheet("show", path, "--encoding", "klingon")
    assert wrong.status in {1, 2}
    assert "klingon" in wrong.err
    assert len(wrong.err.splitlines()) == 1


def test_explain_says_what_each_line_was_taken_for(broadsheet: Run, news: Path) -> None:
    said = broadsheet("show", news, "--explain")
    assert said.status == 0
    lines = said.out.splitlines()
    assert re.match(r"\s+1\s+headline\b", lines[0])
    assert any(re.match(r"\s+\d+\s+byline\b", line) for line in lines)
    assert any(re.search(r"[+-]\d+\.\d", line) for line in lines)


def test_explain_refuses_what_is_not_plain_text(broadsheet: Run, walk: Path) -> None:
    said = broadsheet("show", walk, "--explain")
    assert said.status == 1
    assert "Markdown" in said.err


def test_a_file_may_be_called_like_anything(
    broadsheet: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("list", "show", "-rf.txt", "--help", "abc", "a#b.txt", "[red].txt", "new\nline.txt"):
        Path(name).write_text(NEWS, encoding="utf-8")
        for given in (("./" + name,), ("--", name)):
            said = broadsheet("show", *given)
            assert (said.status, said.out[:10]) == (0, "Lighthouse"), given


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b" \n \n"), "no text"),
        (lambda path: path.write_bytes(bytes(range(256)) * 9), "binary"),
        (lambda path: path.mkdir(), "folder"),
    ],
)
def test_what_cannot_be_shown_is_one_line(broadsheet: Run, tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "x\x1b]0;t\x07.txt"
    make(path)  # type: ignore[operator]
    said = broadsheet("show", path)
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert words in said.err
    assert not CONTROLS.search(said.err)


def test_an_id_names_what_was_kept_or_stands_in_the_list(broadsheet: Run, news: Path, walk: Path) -> None:
    broadsheet("add", news, walk)
    listed = {line.split(maxsplit=1)[0]: line for line in broadsheet("list").out.splitlines()}
    assert len(listed) == 2
    for start, line in listed.items():
        said = broadsheet("show", start)
        assert said.status == 0
        assert said.out.splitlines()[0] in line
    news.unlink()
    assert all(broadsheet("show", start).status == 0 for start in listed)


def test_samples_are_named_by_the_ids_of_the_list(broadsheet: Run) -> None:
    first = broadsheet("list").out.splitlines()[0].split()[0]
    assert broadsheet("show", first).status == 0


def test_an_id_that_is_not_there_or_not_the_only_one(broadsheet: Run, tmp_path: Path) -> None:
    said = broadsheet("show", "0123456789abcdef")
    assert (said.status, said.out) == (1, "")
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(
            f"Headline {number}\n\nWords of {number**7}.\n", encoding="utf-8"
        )
    broadsheet("add", tmp_path)
    starts = [line[0] for line in broadsheet("list").out.splitlines()]
    often = max(starts, key=starts.count)
    said = broadsheet("show", often)
    assert said.status == 1
    assert f"{starts.count(often)} ids begin so" in said.err


def test_a_reader_of_the_output_may_go_away(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Headline\n\n" + "Some words that go on and on.\n\n" * 20_000, encoding="utf-8")
    command = f"'{sys.executable}' -m reader show '{path}' | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "Headline\n"
    assert done.stderr == ""


def test_bullets_and_rules_are_ascii_where_the_output_is(walk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "show", str(walk)],
        capture_output=True,
        timeout=60,
        check=True,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert b"* one" in done.stdout
    assert b"----" in done.stdout
    assert done.stderr == b""
