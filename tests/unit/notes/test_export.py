from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from reader.domain.article import Article
from reader.domain.highlight import Colour
from reader.domain.span import Span
from reader.notes.errors import NotesError
from reader.notes.export import CSV_COLUMNS, csv_rows, csv_text, json_ld, write_csv, write_json_ld
from reader.notes.markdown_export import Template, load_template, markdown, write_folder, write_one
from reader.notes.notebook import NoteFile
from reader.notes.store import NoteStore

ID = "01J8ABCDEFGHIJKMNPQRST"


@pytest.fixture
def notes(store: NoteStore, article: Article, third: Span) -> list[NoteFile]:
    store.add(ID, article, third, Colour.GREEN, note='Was it? "Yes", and\nso on.', tags=("tides", "clock"))
    store.add(ID, article, None, note="On the whole.")
    store.add("other", article, Span(25, 60))
    return list(store.all())


def test_web_annotations(notes: list[NoteFile], third: Span) -> None:
    page = json.loads(json_ld(notes))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) == 3
    on_all, green = page["items"][:2]
    assert "selector" not in on_all["target"]
    assert green["type"] == "Annotation"
    assert green["created"] == "2026-11-23T12:00:00Z"
    assert green["motivation"] == "commenting"
    quote, position = green["target"]["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert quote["exact"].startswith("The tide table")
    assert position == {"type": "TextPositionSelector", "start": third.start, "end": third.end}
    assert green["target"]["source"]["id"] == "https://example.org/clock"
    assert [body["purpose"] for body in green["body"]] == ["commenting", "tagging", "tagging"]
    assert len({item["id"] for item in page["items"]}) == 3


def test_csv_for_readwise(notes: list[NoteFile]) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(csv_rows(notes)), newline="")))
    assert tuple(rows[0]) == CSV_COLUMNS
    green = next(row for row in rows if row["Highlight"].startswith("The tide"))
    assert green["Note"] == '.tides .clock\nWas it? "Yes", and\nso on.'
    assert green["Author"] == "A. Person"
    assert green["Date"] == "2026-11-23 12:00:00"
    assert rows[0]["Highlight"] == "On the whole."


def test_exporting_csv_twice_adds_only_what_is_new(tmp_path: Path, notes: list[NoteFile]) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, notes[:1])
    path.write_bytes(path.read_bytes() + b"my own,row,,,,,")
    mine = path.read_bytes()
    write_csv(path, notes[:1])
    assert path.read_bytes() == mine
    write_csv(path, notes)
    assert path.read_bytes().startswith(mine)
    assert len(list(csv.reader(io.StringIO(path.read_text(), newline="")))) == 1 + 2 + 1 + 1


@pytest.mark.parametrize("there", [b"a,b\n1,2\n", b"\xff\xfe", b"words\n"])
def test_what_is_no_export_is_left_alone(tmp_path: Path, notes: list[NoteFile], there: bytes) -> None:
    path = tmp_path / "out"
    path.write_bytes(there)
    with pytest.raises(NotesError, match="left as it is"):
        write_csv(path, notes)
    with pytest.raises(NotesError, match="left as it is"):
        write_json_ld(path, notes)
    assert path.read_bytes() == there


def test_an_export_as_json_is_brought_up_to_date_unless_it_was_edited(
    tmp_path: Path, notes: list[NoteFile]
) -> None:
    path = tmp_path / "out.json"
    write_json_ld(path, notes[:1])
    write_json_ld(path, notes)
    assert path.read_text() == json_ld(notes)
    path.write_text(path.read_text().replace("Was it?", "It was."))
    with pytest.raises(NotesError, match="changed since"):
        write_json_ld(path, notes)
    assert "It was." in path.read_text()


def test_markdown_by_the_template_that_comes_with_it(notes: list[NoteFile]) -> None:
    text = markdown(notes[:1], Template())
    shown = [line for line in text.split("\n") if not line.startswith("<!-- exported")]
    assert "\n".join(shown).strip("\n") == (
        "# Harbour \\*clock\\*: a tale\n\n"
        "A. Person · 2026-11-20\n\n"
        "<https://example.org/clock>\n\n"
        "On the whole.\n\n"
        "> The tide table, printed in the year of the great ice, was right all along.\n\n"
        "#tides #clock\n\n"
        'Was it? "Yes", and\nso on.'
    )


def test_exporting_markdown_twice_changes_nothing(tmp_path: Path, notes: list[NoteFile]) -> None:
    path = tmp_path / "all.md"
    write_one(path, notes, Template())
    first = path.read_bytes()
    write_one(path, notes, Template())
    assert path.read_bytes() == first


def test_what_its_reader_edited_and_added_is_kept(
    tmp_path: Path, notes: list[NoteFile], store: NoteStore, article: Article
) -> None:
    path = tmp_path / "all.md"
    write_one(path, notes, Template())
    edited = path.read_text().replace("Was it?", "It was!").replace("# Harbour", "My words.\n\n# Harbour", 1)
    path.write_text(edited + "\nMy last words.\n")
    whole = next(h for note in notes for h in note.highlights if h.note == "On the whole.")
    store.change(ID, article, replace(whole, note="In part."))
    store.add(ID, article, Span(61, 90), note="Later.")
    write_one(path, list(store.all()), Template())
    text = path.read_text()
    assert "It was!" in text
    assert "Was it?" not in text
    assert "My words.\n\n# Harbour" in text
    assert text.endswith("\nMy last words.\n")
    assert "In part." in text
    assert "On the whole." not in text
    assert text.count("Later.") == 1
    assert text.index("Later.") < text.index("My last words.")


def test_one_file_an_article(tmp_path: Path, notes: list[NoteFile]) -> None:
    paths = write_folder(tmp_path / "out", notes, Template())
    assert [path.name for path in paths] == [
        "harbour-clock-a-tale-01j8abcd.md",
        "harbour-clock-a-tale-other.md",
    ]
    assert "On the whole." in paths[0].read_text()
    assert "On the whole." not in paths[1].read_text()


def test_the_users_own_template(tmp_path: Path, notes: list[NoteFile]) -> None:
    path = tmp_path / "mine.md"
    path.write_text(
        "{% block article %}## {{ title }}{% endblock %}"
        "{% block highlight %}- {{ quote or note }} ({{ colour }}, {{ made }}){% endblock %}"
    )
    text = markdown(notes, load_template(path))
    assert "- The tide table, printed in the year of the great ice, was right all along. (green, 2026" in text


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{% block article %}", ":1:"),
        ("{% block article %}{% endblock %}", "no block named highlight"),
        ("{% block article %}{{ nothing }}{% endblock %}{% block highlight %}{% endblock %}", "nothing"),
        ("{% block article %}{{ 1 / 0 }}{% endblock %}{% block highlight %}{% endblock %}", "division"),
        ("{% block article %}{{ id.__class__ }}{% endblock %}{% block highlight %}{% endblock %}", "unsafe"),
    ],
)
def test_a_faulty_template_says_what_is_wrong(
    tmp_path: Path, notes: list[NoteFile], source: str, message: str
) -> None:
    path = tmp_path / "mine.md"
    path.write_text(source)
    with pytest.raises(NotesError, match=message) as failure:
        markdown(notes, load_template(path))
    assert str(path) in str(failure.value)


def test_a_template_that_is_missing_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="cannot be read"):
        load_template(tmp_path / "none.md")
