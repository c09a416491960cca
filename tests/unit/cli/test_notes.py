"""Notes on the command line: checked, mended with questions, and exported again and again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from reader.desk.beginning import begin
from reader.desk.desk import Desk
from reader.domain.settings import Settings
from reader.domain.span import Span
from reader.library.paths import articles_dir
from tests.unit.cli.conftest import NEWS, Run

MOVED = "The town council of Sandholm meets on March 12 to talk about it."
EDITED = "Varga told the Coast Gazette that the work would cost 40 million crowns and take until 2028."
GONE = "The cliff below it loses a metre a year, the keepers say."


@pytest.fixture
def noted(broadsheet: Run, tmp_path: Path) -> Path:
    """An article of the library with a note on the whole of it and three highlights."""
    path = tmp_path / "light.txt"
    path.write_text(NEWS, encoding="utf-8")
    assert broadsheet("add", str(path)).status == 0
    desk = Desk(Settings(), beginning=begin(None))
    desk.fill()
    [entry] = desk.entries()
    article = desk.open_whole(entry.id).article
    desk.notes.store.add(entry.id, article, None, note="On it all")
    for number, quote in enumerate((MOVED, EDITED, GONE)):
        start = article.text.index(quote)
        desk.notes.store.add(entry.id, article, Span(start, start + len(quote)), note=f"note {number}")
    desk.close()
    [kept] = articles_dir().rglob("*.*")
    return kept


def test_what_changed_is_checked_and_asked_for(
    broadsheet: Run, noted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = broadsheet("notes", "check")
    assert (whole.status, whole.out) == (0, "exact 4  moved 0  uncertain 0  lost 0\n")
    text = noted.read_text(encoding="utf-8").replace(GONE, "")
    text = text.replace(
        EDITED, f"A word before it all. {EDITED.replace('would cost 40', 'had cost some 45')}"
    )
    noted.write_text(text.replace(EDITED[:30], f"{EDITED[:30]}"), encoding="utf-8")
    checked = broadsheet("notes", "check")
    assert checked.status == 1
    assert f"lost       Lighthouse to be moved forty metres inland: “{GONE}”" in checked.out

    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "k")
    mended = broadsheet("notes", "repair")
    assert mended.status == 0
    assert "moved, and written down" in mended.out
    assert "1 kept as lost" in mended.out
    again = broadsheet("notes", "check")
    assert (again.status, again.out) == (
        0,
        "exact 3  moved 0  uncertain 0  lost 0  kept without a passage 1\n",
    )


def test_exports(broadsheet: Run, noted: Path, tmp_path: Path) -> None:
    assert noted.exists()
    kinds = {
        "one.md": (),
        "each/": (),
        "notes.json": ("--format", "json-ld"),
        "notes.csv": ("--format", "csv"),
    }
    for name, form in kinds.items():
        target = f"{tmp_path}/{name}"
        first, second = (
            (broadsheet("notes", "export", *form, "--to", target, query), contents(Path(target)))
            for query in ("Sandholm", "")
        )
        assert first[0].status == second[0].status == 0
        assert first[1], name
        assert first[1] == second[1], "nothing twice"
    annotations = json.loads((tmp_path / "notes.json").read_text(encoding="utf-8"))["items"]
    assert [one["type"] for one in annotations] == ["Annotation"] * 4
    with (tmp_path / "notes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Highlight"] for row in rows} == {"On it all", MOVED, EDITED, GONE}
    none = broadsheet("notes", "export", "nothingofthekind")
    assert (none.status, none.out) == (1, "")

    own = tmp_path / "own.jinja"
    own.write_text(
        broadsheet("notes", "template").out.replace("{{ note }}", "— {{ note }}"), encoding="utf-8"
    )
    assert "— note 1" in broadsheet("notes", "export", "--template", str(own)).out
    own.write_text("{% block article %}{{ nothing }}{% endblock %}", encoding="utf-8")
    wrong = broadsheet("notes", "export", "--template", str(own))
    assert wrong.status == 1
    assert "own.jinja" in wrong.err


def contents(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(path.iterdir())] if path.is_dir() else [path.read_bytes()]
