"""Long texts made by rule: the same on every machine and at every run."""

from __future__ import annotations

import random
from pathlib import Path

OPENING = "The opening words of a very long article stand here."

_NOUNS = (
    "council",
    "harbour",
    "river",
    "minister",
    "report",
    "bridge",
    "clinic",
    "archive",
    "school",
    "union",
)
_VERBS = ("opened", "closed", "praised", "measured", "refused", "repaired", "counted", "promised", "delayed")
_PLACES = ("Sandholm", "Varde", "Lisbon", "Nairobi", "Osaka", "Quito", "Tallinn", "Perth", "Accra", "Lahore")
_PEOPLE = ["Ada Lindqvist", "Tomás Ferreira", "Wanjiku Mwangi", "Keiko Arai", "Per Holm", "Rosa Quispe"]


def sentence(chance: random.Random) -> str:
    """A sentence of the shape that news has."""
    person, place = chance.choice(_PEOPLE), chance.choice(_PLACES)
    noun, other = chance.choice(_NOUNS), chance.choice(_NOUNS)
    shape = chance.randrange(4)
    if shape == 0:
        return (
            f"{person} {chance.choice(_VERBS)} the {noun} in {place} on {chance.randint(1, 28)} March 2026."
        )
    if shape == 1:
        return (
            f"The {noun} of {place} {chance.choice(_VERBS)} the {other}, and {chance.randint(2, 90)}% agreed."
        )
    if shape == 2:
        return f"“It was the {noun} that {chance.choice(_VERBS)} the {other},” said {person}."
    return f"Nobody in {place} had *ever* {chance.choice(_VERBS)} a {noun} with a [{other}](https://example.org/{noun})."


def markdown(size: int) -> str:
    """A Markdown article of about `size` bytes with headings, lists, quotes, links and emphasis."""
    chance = random.Random(size)
    parts = ["# A very long article", OPENING]
    length = 0
    while length < size:
        kind = chance.randrange(20)
        if kind == 0:
            part = f"## Part {len(parts)}: {chance.choice(_NOUNS)} and {chance.choice(_NOUNS)}"
        elif kind == 1:
            part = "\n".join(f"- {sentence(chance)}" for _ in range(4))
        elif kind == 2:
            part = f"> {sentence(chance)}"
        else:
            part = " ".join(sentence(chance) for _ in range(chance.randint(2, 7)))
        parts.append(part)
        length += len(part.encode()) + 2
    return "\n\n".join([*parts, "The last words of it all."]) + "\n"


NEWS = """Ferry company to halve its winter crossings

The last boat of the day will leave at four from November, the operator says.

By MARTA OKONJO
MARCH 4, 2026 09:15
A ferry leaves the harbour of Sandholm at dawn in February. (photo credit: HARBOUR OFFICE/HANDOUT)
{body}
The Coast Agency contributed to this report.
"""


def news() -> str:
    """A news report of the ordinary length."""
    chance = random.Random(4)
    paragraphs = [" ".join(sentence(chance) for _ in range(3)) for _ in range(18)]
    return NEWS.format(body="\n".join(paragraphs))


def write(folder: Path) -> dict[str, Path]:
    """The texts as files: "news", "1 MB" and "10 MB"."""
    files = {"news": folder / "news.txt", "1 MB": folder / "one.md", "10 MB": folder / "ten.md"}
    files["news"].write_text(news(), encoding="utf-8")
    files["1 MB"].write_text(markdown(1_000_000), encoding="utf-8")
    files["10 MB"].write_text(markdown(10_000_000), encoding="utf-8")
    return files
