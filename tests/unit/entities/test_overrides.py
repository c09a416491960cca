from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.domain.article import Article
from reader.domain.entity import Entity
from reader.entities.document import entities_of
from reader.entities.engine import Engine
from reader.entities.overrides import Override, OverridesFile

TEXT = "Orla Fenwick flew to Sandholm. The Tide Board of Sandholm thanked Miss Fenwick and the Board."


def say(file: OverridesFile, text: str, kind: str, same: str = "") -> None:
    """Say something about one name."""
    file.put({text: Override(text, kind, same)})


@pytest.fixture
def read(
    article: Callable[[str], Article], builtin: Engine, tmp_path: Path
) -> Callable[..., dict[str, Entity]]:
    """The entities of a text by name, after things were said about names."""

    def reading(*said: tuple[str, str, str]) -> dict[str, Entity]:
        file = OverridesFile(tmp_path / "entities.tsv")
        for text, kind, same in said:
            say(file, text, kind, same)
        overrides, problems = file.load()
        assert problems == []
        return {e.name: e for e in entities_of(article(TEXT), builtin, overrides=overrides)}

    return reading


def test_a_wrong_type_is_put_right_everywhere(read: Callable[..., dict[str, Entity]]) -> None:
    assert [m.type for m in read(("Sandholm", "organisation", ""))["Sandholm"].mentions] == [
        "organisation"
    ] * 2


def test_no_entity(read: Callable[..., dict[str, Entity]]) -> None:
    assert "Orla Fenwick" in read()
    assert "Sandholm" not in read(("SANDHOLM", "-", ""))


def test_always_marked(read: Callable[..., dict[str, Entity]]) -> None:
    (mention,) = read(("flew", "event", ""))["flew"].mentions
    assert TEXT[mention.start : mention.end] == "flew"


def test_the_same_as_another(read: Callable[..., dict[str, Entity]]) -> None:
    found = read(
        ("Sandholm", "place", ""),
        ("Tide Board", "organisation", ""),
        ("Tide Board", "organisation", "Sandholm"),
    )
    assert "Tide Board" not in found
    assert len(found["Sandholm"].mentions) == 3
    assert "Norholm" in read(("Sandholm", "place", "Norholm"))


def test_the_file_keeps_what_it_does_not_understand(tmp_path: Path) -> None:
    path = tmp_path / "entities.tsv"
    path.write_text("# mine\nLund\tplanet\nOslo\tplace\n\tplace\nRome\n", "utf-8")
    file = OverridesFile(path)
    overrides, problems = file.load()
    assert dict(overrides.entries) == {"oslo": Override("Oslo", "place")}
    assert [problem.split(": ")[0] for problem in problems] == [f"{path}:{n}" for n in (2, 4, 5)]
    assert "'planet' is no type" in problems[0]
    say(file, "Lund", "person")
    say(file, "oslo", "-")
    assert path.read_text("utf-8") == "# mine\nLund\tplanet\n\tplace\nRome\nLund\tperson\noslo\t-\n"


def test_what_was_said_is_unsaid(tmp_path: Path) -> None:
    file = OverridesFile(tmp_path / "settings" / "entities.tsv")
    say(file, "Oslo", "place")
    say(file, "Oslo", "-")
    assert file.load()[0].get("OSLO") == Override("Oslo", "-")
    file.put({"oslo": None})
    assert file.load()[0].get("Oslo") is None


@pytest.mark.parametrize(
    ("text", "kind", "same"), [("", "place", ""), ("Oslo", "planet", ""), ("Oslo", "", "")]
)
def test_nonsense_is_refused(text: str, kind: str, same: str, tmp_path: Path) -> None:
    file = OverridesFile(tmp_path / "entities.tsv")
    with pytest.raises(ValueError, match=r"no name|no type|neither"):
        say(file, text, kind, same)
    assert not file.path.exists()


def test_tabs_and_newlines_in_names_do_no_harm(tmp_path: Path) -> None:
    file = OverridesFile(tmp_path / "entities.tsv")
    say(file, "Orla\tJane\nFenwick", "person")
    assert file.load()[0].get("Orla Jane Fenwick") == Override("Orla Jane Fenwick", "person")
