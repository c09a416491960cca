"""What must not change the set of entities, and what must not hang."""

from __future__ import annotations

import re
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.domain.entity import Entity
from reader.entities.document import entities_of
from reader.entities.engine import Engine
from reader.entities.numbers import NUMERIC
from reader.entities.plain import plain
from reader.loaders import Source, load

REPORT = (
    "Kenyan President Naomi Kiprotich told the Harbour Gazette on Tuesday that the country's largest port"
    ' would stay open. "Mombasa cannot wait," Kiprotich said in Nairobi.\n\n'
    "The Kenya Ports Authority (KPA) has lost 40% of its cranes since 2019, and repairs would cost $12"
    " million, according to Josphat Mulwa, who follows the KPA for the University of Nairobi. Mulwa, a"
    " non-resident fellow at Chatham House in London, said Hungarian-built cranes had failed twice this"
    " year.\n\n"
    "Tanzania's Ministry of Transport declined to comment. Al-Shabaab fighters attacked the road to Lamu"
    " last week, killing Hassan Abdi-Noor, a driver from Garissa."
)


Named = set[tuple[str, str]]


def _same(form: str) -> str:
    """A form without what a change of looks may bring into it."""
    return " ".join(re.sub(r"(?<=\w)-\s+", "-", plain(form)).split()).removesuffix("'s")


def found(article: Callable[[str], Article], engine: Engine, text: str) -> Named:
    return {(str(e.type), plain(e.name)) for e in entities_of(article(text), engine)}


def recognised(engine: Engine, text: str) -> Named:
    return {(str(m.type), _same(text[m.start : m.end])) for m in engine.recognise(text)}


def loaded(engine: Engine, text: str) -> Named:
    (one,) = load(Source("report.txt", text.encode()))
    return {
        (str(m.type), _same(one.text[m.start : m.end])) for e in entities_of(one, engine) for m in e.mentions
    }


def _curled(text: str) -> str:
    opened = re.sub(r"(^|[\s([])\"", r"\1“", text)
    return opened.replace('"', "”").replace("'", "’")


def _wrapped(width: int) -> Callable[[str], str]:
    return lambda text: "\n\n".join(
        textwrap.fill(part, width, break_long_words=False) for part in text.split("\n\n")
    )


CHANGES: dict[str, Callable[[str], str]] = {
    "curly quotes": _curled,
    "straight quotes": lambda text: text.translate(str.maketrans("‘’“”", "''\"\"")),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "carriage returns": lambda text: _wrapped(66)(text).replace("\n", "\r\n"),
    "hard wraps": _wrapped(72),
    "narrow wraps": _wrapped(48),
    "double spaces": lambda text: text.replace(" ", "  "),
    "hyphens that do not break": lambda text: text.replace("-", "\u2011"),
    "twice over": lambda text: text + "\n\n" + text,
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["builtin", "rules"])
def test_looks_do_not_matter(
    change: str, name: str, article: Callable[[str], Article], builtin: Engine, rules: Engine
) -> None:
    engine = builtin if name == "builtin" else rules
    assert found(article, engine, CHANGES[change](REPORT)) == found(article, engine, REPORT)


def unwrapped_of(text: str) -> str:
    """A text with each paragraph on a line."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


def changed(text: str, read: Callable[[str], Named]) -> dict[str, Named]:
    """What each change of looks adds to what is found in a text, or takes from it."""
    unwrapped = unwrapped_of(text)
    before = read(unwrapped)
    after = {name: read(change(unwrapped)) ^ before for name, change in CHANGES.items()}
    return {name: found for name, found in after.items() if found}


SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize("seed", ["02-harbour-clock.txt", "03-ice-in-the-sound.txt", "08-correction.txt"])
def test_looks_do_not_matter_in_a_report(seed: str, builtin: Engine) -> None:
    text = (SEEDS / seed).read_text("utf-8")
    assert changed(text, lambda text: loaded(builtin, text)) == {}


def test_looks_do_not_matter_in_a_raw_text(builtin: Engine) -> None:
    text = (SEEDS / "09-what-the-eel-knows.txt").read_text("utf-8")
    assert changed(text, lambda text: recognised(builtin, text)) == {}


def test_looks_do_not_matter_in_news(scorer: ModuleType, shared: Path, builtin: Engine) -> None:
    _, records = scorer.load(shared / "entities" / "dev" / "worldwide.jsonl")
    for record in records[3:100:48]:
        assert changed(record["text"], lambda text: recognised(builtin, text)) == {}, record["id"]
        assert changed(record["text"], lambda text: loaded(builtin, text)) == {}, record["id"]


NO_NAME_FOLLOWS = re.compile(r"(?!['’-]|[^\w\n]{0,3}[A-Z0-9(]|\s*$)")
"""What follows a name that can be given an "'s" and stay what it is."""


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("seed", ["", "03-ice-in-the-sound.txt", "09-what-the-eel-knows.txt"])
def test_a_possessive_does_not_matter(seed: str, half: int, builtin: Engine) -> None:
    text = unwrapped_of((SEEDS / seed).read_text("utf-8")) if seed else REPORT
    names = [m for m in builtin.recognise(text) if m.type not in NUMERIC][half::2]
    owning = text
    for name in reversed(names):
        if NO_NAME_FOLLOWS.match(text, name.end):
            owning = owning[: name.end] + "'s" + owning[name.end :]
    assert owning.count("'s") > text.count("'s") + 3
    assert recognised(builtin, owning) == recognised(builtin, text)


def test_doubling_changes_no_type(article: Callable[[str], Article], builtin: Engine) -> None:
    doubled = REPORT + "\n\n" + REPORT
    types: dict[str, set[str]] = {}
    for entity in entities_of(article(doubled), builtin):
        for mention in entity.mentions:
            types.setdefault(doubled[mention.start : mention.end], set()).add(str(entity.type))
    assert all(len(kinds) == 1 for kinds in types.values())


HOSTILE = {
    "one word": "a" * 1_000_000,
    "one capital word": "A" * 1_000_000,
    "one line": "in Kenya the tide paid nobody $5, and " * 27_000,
    "capitals": "A Lund Okoro Marsh said nothing of note to any of the others. " * 16_000,
    "digits": "1" * 1_000_000,
    "digits and commas": "1,000," * 160_000,
    "brackets": "([{" * 330_000,
    "hyphens": "A-" * 500_000,
    "apostrophes": "s'" * 500_000,
    "spaces": " " * 1_000_000,
    "newlines": "\n" * 1_000_000,
    "quotes": '"a ' * 330_000,
    "right to left": "قال الرئيس نعومي كيبروتيش في نيروبي يوم الثلاثاء " * 20_000,
    "ideographs": "内罗毕总统说" * 160_000,
    "noise": "".join(chr(0x21 + (n * 7919) % 0x2FF) for n in range(1_000_000)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_hangs(kind: str, article: Callable[[str], Article], builtin: Engine) -> None:
    began = time.process_time()
    made = article(HOSTILE[kind]) if HOSTILE[kind].strip() else Article("", ())
    entities = entities_of(made, builtin)
    assert time.process_time() - began < 30
    assert all(0 <= m.start < m.end <= len(made.text) for e in entities for m in e.mentions)


@given(st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_any_text_gives_sound_mentions(text: str) -> None:
    from reader.entities.engine import engine

    for name in ("builtin", "rules"):
        at = 0
        for mention in engine(name).recognise(text):
            assert at <= mention.start < mention.end <= len(text)
            at = mention.end


def test_the_same_text_gives_the_same_entities(article: Callable[[str], Article], builtin: Engine) -> None:
    first: tuple[Entity, ...] = entities_of(article(REPORT), builtin)
    builtin.recognise("Something else entirely, by Orla Fenwick of Cork, in between.")
    assert entities_of(article(REPORT), builtin) == first
