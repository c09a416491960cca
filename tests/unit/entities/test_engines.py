from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from reader.domain.article import Article
from reader.domain.entity import EntityType, Mention
from reader.entities import builtin as builtin_module
from reader.entities import lexicon as lexicon_module
from reader.entities.document import entities_of
from reader.entities.engine import Engine, EngineProblem, engine, sound
from reader.entities.lexicon import DamagedFile, Lexicon
from reader.entities.weights import Weights

TEXT = "Kenyan President Naomi Kiprotich met Ikarus executives in Budapest on Tuesday."


@pytest.fixture
def unread() -> Iterator[None]:
    """Data files are read anew within the test and after it."""
    builtin_module.weights.cache_clear()
    lexicon_module.lexicon.cache_clear()
    yield
    builtin_module.weights.cache_clear()
    lexicon_module.lexicon.cache_clear()


def test_the_default_is_the_tagger() -> None:
    made = engine()
    assert isinstance(made, Engine)
    assert made.name == "builtin"
    assert made.version != engine("rules").version


def test_an_unknown_engine_is_named_once_and_the_builtin_goes_on() -> None:
    problems: list[EngineProblem] = []
    made = engine("oracle", problems.append)
    assert made.name == "builtin"
    assert [str(problem) for problem in problems] == [
        "entities: oracle: no such engine; there are builtin, rules and spacy:MODEL"
    ]


@pytest.mark.parametrize("damage", [b"", b"BNE2", b"x" * 4000])
def test_without_a_sound_model_the_rules_go_on(
    damage: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unread: None
) -> None:
    for name in ("lexicon.bin", "nationalities.tsv"):
        (tmp_path / name).write_bytes(lexicon_module.read(name))
    (tmp_path / "names.bin").write_bytes(damage)
    monkeypatch.setattr(lexicon_module, "DATA", str(tmp_path))
    problems: list[EngineProblem] = []
    made = engine(report=problems.append)
    assert made.name == "rules"
    assert len(problems) == 1
    assert "\n" not in str(problems[0])
    assert "reinstall" in str(problems[0])
    assert Mention(58, 66, EntityType.PLACE) in made.recognise(TEXT)


def test_without_any_data_dates_are_still_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unread: None
) -> None:
    monkeypatch.setattr(lexicon_module, "DATA", str(tmp_path))
    problems: list[EngineProblem] = []
    made = engine(report=problems.append)
    assert [problem.engine for problem in problems] == ["builtin", "rules"]
    assert Mention(70, 77, EntityType.DATE) in made.recognise(TEXT)


@pytest.mark.parametrize("cut", [0, 5, 13, 500, -1])
def test_damaged_files_are_noticed(cut: int) -> None:
    with pytest.raises(DamagedFile):
        Lexicon(lexicon_module.read("lexicon.bin")[:cut])
    with pytest.raises(DamagedFile):
        Weights(lexicon_module.read("names.bin")[:cut])


class Clumsy:
    """An engine that fails at its second text."""

    name = "clumsy"
    version = "1"

    def __init__(self) -> None:
        self.texts = 0

    def recognise(self, text: str) -> list[Mention]:
        self.texts += 1
        if self.texts > 1:
            raise RuntimeError("out of\nluck")
        return [
            Mention(3, 5, EntityType.PLACE),
            Mention(0, 4, EntityType.PERSON),
            Mention(0, 999, EntityType.WORK),
        ]


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clumsy engine, as if a package offered it."""
    point = EntryPoint("clumsy", "not.used:make", "broadsheet.engines")
    monkeypatch.setattr(EntryPoint, "load", lambda self: lambda argument: Clumsy())
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: [point])


def test_a_plugin_is_found_checked_and_replaced_when_it_fails(plugin: None) -> None:
    problems: list[EngineProblem] = []
    made = engine("clumsy", problems.append)
    assert made.recognise(TEXT) == [Mention(0, 4, EntityType.PERSON)]
    assert problems == []
    assert Mention(70, 77, EntityType.DATE) in made.recognise(TEXT)
    assert Mention(70, 77, EntityType.DATE) in made.recognise(TEXT)
    assert [str(problem) for problem in problems] == [
        "entities: clumsy: failed (RuntimeError: out of luck); the built-in one goes on"
    ]
    assert made.name == "builtin"


def test_sound_drops_what_overlaps_or_leaves_the_text() -> None:
    place = EntityType.PLACE
    found = [Mention(4, 9, place), Mention(0, 5, place), Mention(7, 7, place), Mention(8, 30, place)]
    assert sound(found, 10) == [Mention(0, 5, place)]


def test_tagging_needs_no_heavy_module_and_little_memory() -> None:
    program = (
        "import sys\n"
        "from reader.entities.engine import engine\n"
        "from reader.entities.document import entities_of\n"
        f"made = engine(); made.recognise({TEXT!r} * 200)\n"
        "heavy = {'numpy', 'spacy', 'torch', 'pycrfsuite', 'textual', 'rich'} & set(sys.modules)\n"
        "lines = open('/proc/self/status').read().splitlines() if sys.platform == 'linux' else ['VmHWM: 0']\n"
        "used = next(int(line.split()[1]) for line in lines if line.startswith('VmHWM'))\n"
        "print(sorted(heavy), used // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy, _, megabytes = done.stdout.strip().rpartition(" ")
    assert heavy == "[]"
    assert int(megabytes) <= 40


def test_the_data_files_are_small() -> None:
    folder = Path(lexicon_module.DATA)
    assert sum(path.stat().st_size for path in folder.iterdir()) < 2_000_000


def test_spacy_without_a_name_or_a_model_is_one_line() -> None:
    for name in ("spacy", "spacy:no_such_pipeline_anywhere"):
        problems: list[EngineProblem] = []
        assert engine(name, problems.append).name == "builtin"
        assert len(problems) == 1
        assert "\n" not in str(problems[0])


def test_a_spacy_pipeline_is_an_engine(tmp_path: Path, article: Callable[[str], Article]) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    Example = import_module("spacy.training").Example

    pipeline = spacy.blank("en")
    tagger = pipeline.add_pipe("ner")
    lessons = [
        ("Orla flew to Sandholm .", {"entities": [(0, 4, "PERSON"), (13, 21, "GPE")]}),
        ("Nils flew to Sandholm .", {"entities": [(0, 4, "PERSON"), (13, 21, "GPE")]}),
        ("Orla left Sandholm .", {"entities": [(0, 4, "PERSON"), (10, 18, "GPE")]}),
    ]
    for _, notes in lessons:
        for _, _, label in notes["entities"]:
            tagger.add_label(label)
    examples = [Example.from_dict(pipeline.make_doc(text), notes) for text, notes in lessons]
    pipeline.initialize(lambda: examples)
    for _ in range(40):
        pipeline.update(examples)
    pipeline.to_disk(tmp_path / "tiny")
    problems: list[EngineProblem] = []
    made = engine(f"spacy:{tmp_path / 'tiny'}", problems.append)
    assert problems == []
    assert made.name.startswith("spacy:")
    assert made.recognise("Orla flew to Sandholm .") == [
        Mention(0, 4, EntityType.PERSON),
        Mention(13, 21, EntityType.PLACE),
    ]
    assert {e.name for e in entities_of(article("Orla flew to Sandholm ."), made)} == {"Orla", "Sandholm"}
