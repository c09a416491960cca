from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import pytest

from reader.domain.article import Article, Block, Kind, Mark, MarkKind, Metadata
from reader.domain.entity import Entity, EntityType, Mention
from reader.entities.aliases import grouped
from reader.entities.consistency import consistent
from reader.entities.document import BOUND, CHUNK, chunks, corrected, entities_of, order, reading
from reader.entities.engine import Engine
from reader.entities.lexicon import lexicon
from reader.entities.overrides import Override, Overrides
from reader.entities.plain import plain
from reader.entities.training.corpus import CODES, unmarked

TYPES = {
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "LOC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
    "WORK": EntityType.WORK,
}


def clusters(marked: str, *, agree: bool = False) -> list[tuple[str, str, list[str]]]:
    """The entities of a text whose mentions are given: their type, name and forms."""
    raw = unmarked(marked)
    flat = plain(raw.text)
    mentions = [Mention(start, end, TYPES[label]) for start, end, label in raw.spans]
    if agree:
        mentions = consistent(mentions, flat, lexicon())
    return [
        (str(e.type), e.name, [raw.text[m.start : m.end] for m in e.mentions])
        for e in grouped(mentions, raw.text, flat, lexicon())
    ]


def test_codes_cover_all_names() -> None:
    assert set(CODES.values()) == set(TYPES)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[p Orla Fenwick] left. [p Fenwick] wept.",
            [("person", "Orla Fenwick", ["Orla Fenwick", "Fenwick"])],
        ),
        (
            "[p Vahan Petrosyan] spoke. [p Petrosyn] added little.",
            [("person", "Vahan Petrosyan", ["Vahan Petrosyan", "Petrosyn"])],
        ),
        (
            "[p Ann Lund] and [p Per Lund] met; [p Lund] paid.",
            [
                ("person", "Ann Lund", ["Ann Lund"]),
                ("person", "Per Lund", ["Per Lund"]),
                ("person", "Lund", ["Lund"]),
            ],
        ),
        ("[p Chen Guowei] sang; [p Chen] bowed.", [("person", "Chen Guowei", ["Chen Guowei", "Chen"])]),
        ("[p J. Marsh] is [p Joan Marsh].", [("person", "Joan Marsh", ["J. Marsh", "Joan Marsh"])]),
        (
            "[o Sandholm Harbour Trust] ([o SHT]) and the [o SHT]",
            [("organisation", "Sandholm Harbour Trust", ["Sandholm Harbour Trust", "SHT", "SHT"])],
        ),
        (
            "[l Norland]'s [o Defence Ministry], [o DEFENSE MINISTRY OF NORLAND], [o Finance Ministry]",
            [
                ("place", "Norland", ["Norland"]),
                (
                    "organisation",
                    "Defense Ministry of Norland",
                    ["Defence Ministry", "DEFENSE MINISTRY OF NORLAND"],
                ),
                ("organisation", "Finance Ministry", ["Finance Ministry"]),
            ],
        ),
        ("[o REUTERS] and [o Reuters]", [("organisation", "Reuters", ["REUTERS", "Reuters"])]),
        (
            "[o Varga Motors] fell; [o Varga] rose.",
            [("organisation", "Varga Motors", ["Varga Motors", "Varga"])],
        ),
        (
            "the [l Republic of Chad], [l Chad]; [l U.S.], [l US]",
            [
                ("place", "Chad", ["Republic of Chad", "Chad"]),
                ("place", "U.S.", ["U.S.", "US"]),
            ],
        ),
        (
            "[p ANN LUND], [p SHAUN MCBRIDE], [p JK VAN DER MEER], [l NEW YORK], [l UAE], [l PARIS], [o BBC]",
            [
                ("person", "Ann Lund", ["ANN LUND"]),
                ("person", "Shaun McBride", ["SHAUN MCBRIDE"]),
                ("person", "JK van der Meer", ["JK VAN DER MEER"]),
                ("place", "New York", ["NEW YORK"]),
                ("place", "UAE", ["UAE"]),
                ("place", "Paris", ["PARIS"]),
                ("organisation", "BBC", ["BBC"]),
            ],
        ),
        ("[p MACAULAY] and [p MacAulay]", [("person", "MacAulay", ["MACAULAY", "MacAulay"])]),
        ("[l Bogotá] or [l Bogota]", [("place", "Bogotá", ["Bogotá", "Bogota"])]),
        ("[g Kenyan] and [g Kenyans]", [("group", "Kenyan", ["Kenyan", "Kenyans"])]),
        (
            "[l Georgia] and [p Georgia]",
            [("place", "Georgia", ["Georgia"]), ("person", "Georgia", ["Georgia"])],
        ),
    ],
)
def test_aliases(marked: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert clusters(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[o Mr. Okoro] left", [("person", "Okoro", ["Okoro"])]),
        ("[p Orven] & [p Sons] paid", [("organisation", "Orven & Sons", ["Orven & Sons"])]),
        ("Analysts at [l Orvenholt] wept", [("organisation", "Orvenholt", ["Orvenholt"])]),
        (
            "in [l Ryde], [l Temi Orven-Coe] sang; [p Orven-Coe] wept",
            [("place", "Ryde", ["Ryde"]), ("person", "Temi Orven-Coe", ["Temi Orven-Coe", "Orven-Coe"])],
        ),
        (
            "the [o Sandholm Harbour Trust]'s ([o SHT]'s) men",
            [("organisation", "Sandholm Harbour Trust", ["Sandholm Harbour Trust", "SHT"])],
        ),
        (
            "[o PM Okoro], [l Sandra Cuba] in [l San Francisco]",
            [
                ("person", "Okoro", ["Okoro"]),
                ("person", "Sandra Cuba", ["Sandra Cuba"]),
                ("place", "San Francisco", ["San Francisco"]),
            ],
        ),
        ("[p President Ann Lund's] hat", [("person", "Ann Lund", ["Ann Lund"])]),
        ("[o HARBOUR OF LUND/HANDOUT]", [("organisation", "Harbour of Lund", ["HARBOUR OF LUND"])]),
        ("the Republic of [l Chad]", [("place", "Republic of Chad", ["Republic of Chad"])]),
        (
            "[g Kenyan] [o Defence Ministry] said",
            [("organisation", "Kenyan Defence Ministry", ["Kenyan Defence Ministry"])],
        ),
        (
            'by [p Noura] bint [p Faisal] and [p Rosa] "Chipi" [p Almeida]',
            [
                ("person", "Noura bint Faisal", ["Noura bint Faisal"]),
                ("person", 'Rosa "Chipi" Almeida', ['Rosa "Chipi" Almeida']),
            ],
        ),
        (
            "the [p Ruth] and [o Carl Lund Foundation]; the writer Samira [p Al Shawi], Syed [p Karim]",
            [
                ("organisation", "Ruth and Carl Lund Foundation", ["Ruth and Carl Lund Foundation"]),
                ("person", "Samira Al Shawi", ["Samira Al Shawi"]),
                ("person", "Syed Karim", ["Syed Karim"]),
            ],
        ),
        (
            "[o Kenya's Harbour Trust], [o Sultan of Oman], [o Tarn South MP]; [o McVitie's Corporation]",
            [
                ("place", "Kenya", ["Kenya"]),
                ("organisation", "Harbour Trust", ["Harbour Trust"]),
                ("place", "Oman", ["Oman"]),
                ("organisation", "Tarn South", ["Tarn South"]),
                ("organisation", "McVitie's Corporation", ["McVitie's Corporation"]),
            ],
        ),
        (
            "[o Texas Gov. Alan Marsh], [l Turkish-based], [o Nairobi-led Lund Trust], [w Native American]",
            [
                ("place", "Texas", ["Texas"]),
                ("person", "Alan Marsh", ["Alan Marsh"]),
                ("group", "Turkish", ["Turkish"]),
                ("place", "Nairobi", ["Nairobi"]),
                ("organisation", "Lund Trust", ["Lund Trust"]),
                ("group", "Native American", ["Native American"]),
            ],
        ),
        (
            "at [l Lund Crown Court], [o Sea of Lund], [p North Atlantic]; an analyst at [l Varga Berg]",
            [
                ("organisation", "Lund Crown Court", ["Lund Crown Court"]),
                ("place", "Sea of Lund", ["Sea of Lund"]),
                ("place", "North Atlantic", ["North Atlantic"]),
                ("organisation", "Varga Berg", ["Varga Berg"]),
            ],
        ),
        (
            "LUND, May 2 ([w Norland Wire]) - [o Varga Foods AB] ([o VAR.ST]) fell; [p Varga Foods] rose, "
            "as [e Figure 3] has it. [p Varga] ([o NYSE]: [o VRG]) said so.",
            [
                ("organisation", "Norland Wire", ["Norland Wire"]),
                ("organisation", "Varga Foods AB", ["Varga Foods AB", "Varga Foods", "Varga"]),
                ("organisation", "NYSE", ["NYSE"]),
            ],
        ),
        (
            "the [l Islamic Republic] of [l Chad]",
            [("place", "Islamic Republic of Chad", ["Islamic Republic of Chad"])],
        ),
        (
            "the [o Ministry of Defence] of [l Chad]; the [o Lund Trust] of [l Chad]",
            [
                ("organisation", "Ministry of Defence of Chad", ["Ministry of Defence of Chad"]),
                ("organisation", "Lund Trust", ["Lund Trust"]),
                ("place", "Chad", ["Chad"]),
            ],
        ),
        (
            "[p Vahan Petrosyan] spoke. Later Petrosyan and Petrosyn wept.",
            [("person", "Vahan Petrosyan", ["Vahan Petrosyan", "Petrosyan", "Petrosyn"])],
        ),
        (
            "[o Varga Motors] said. Then Varga Motors sued. [o Varga Motors] won. [l Varga Motors] lost.",
            [("organisation", "Varga Motors", ["Varga Motors"] * 4)],
        ),
        (
            "[o Sandholm Tide Board] (STB) and STB",
            [("organisation", "Sandholm Tide Board", ["Sandholm Tide Board", "STB", "STB"])],
        ),
    ],
)
def test_agreement(marked: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert clusters(marked, agree=True) == expected


def test_a_town_is_not_the_school_that_is_named_after_it() -> None:
    text = (
        "[o Sandholm Upper School] shut. In [l Sandholm], [o Varga Motors] grew; [p Varga] left [l Sandholm]."
    )
    assert clusters(text, agree=True) == [
        ("organisation", "Sandholm Upper School", ["Sandholm Upper School"]),
        ("place", "Sandholm", ["Sandholm", "Sandholm"]),
        ("organisation", "Varga Motors", ["Varga Motors", "Varga"]),
    ]


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    found = clusters(
        "[p Dams] hold, as dams do. [l Lentil] soup: no lentil. [p White] met [p Ann White]. [p D].",
        agree=True,
    )
    assert [name for _, name, _ in found] == ["Ann White"]


def test_nationalities_point_at_their_country() -> None:
    raw = unmarked("[g Azeri] troops")
    (entity,) = grouped([Mention(0, 5, EntityType.GROUP)], raw.text, raw.text, lexicon())
    assert (entity.name, entity.related) == ("Azeri", "Azerbaijan")


def test_a_report(entities: Callable[[str], tuple[Entity, ...]]) -> None:
    text = (
        "Kenyan President Naomi Kiprotich met Hungarian officials in Budapest on Tuesday.\n\n"
        "Kiprotich said Kenya would buy 40 buses from Ikarus for €12 million.\n\n"
        "The Budapest Transport Centre (BTC) welcomed it. BTC employs 12,000 people."
    )
    found = {(str(e.type), e.name): [text[m.start : m.end] for m in e.mentions] for e in entities(text)}
    assert found[("person", "Naomi Kiprotich")] == ["Naomi Kiprotich", "Kiprotich"]
    assert found[("place", "Budapest")] == ["Budapest"]
    assert found[("place", "Kenya")] == ["Kenya"]
    assert found[("group", "Kenyan")] == ["Kenyan"]
    assert found[("date", "Tuesday")] == ["Tuesday"]
    assert found[("money", "€12 million")] == ["€12 million"]
    assert found[("organisation", "Budapest Transport Centre")] == ["Budapest Transport Centre", "BTC", "BTC"]


def test_the_byline_names_its_author(article: Callable[..., Article], builtin: Engine) -> None:
    text = "By ULLA-BRITT ZZYX\n\nRain fell."
    made = article(text, {0: Kind.BYLINE}, Metadata(authors=("Ulla-Britt Zzyx",)))
    (author,) = [e for e in entities_of(made, builtin) if e.type is EntityType.PERSON]
    assert author.mentions == (Mention(3, 18, EntityType.PERSON),)


def test_code_is_not_read(article: Callable[..., Article], builtin: Engine) -> None:
    text = "Ann Lund of Kenya wrote it.\n\nprint('Kenya', 'Ann Lund')"
    made = article(text, {1: Kind.CODE})
    assert all(m.end <= 27 for e in entities_of(made, builtin) for m in e.mentions)


def test_entities_fill_in_from_the_place_on_the_screen(
    article: Callable[..., Article], rules: Engine
) -> None:
    passages = [
        f"In Kenya, passage {n} says little of note about the harbour and its crane." for n in range(1500)
    ]
    made = article("\n\n".join(passages))
    here = made.blocks[1200].start
    steps = list(reading(made, rules, here))
    assert len(steps) > 2
    first = [m.start for e in steps[0] for m in e.mentions]
    assert min(abs(start - here) for start in first) < CHUNK
    assert {n for n in first if n > here + 2 * CHUNK} == set()
    assert steps[-1] == entities_of(made, rules)
    assert sum(len(e.mentions) for e in steps[-1] if e.name == "Kenya") == 1500


def test_work_is_bounded(article: Callable[..., Article]) -> None:
    made = article("\n\n".join(["word " * 200] * 900))
    spans = chunks(made)
    assert sum(s.end - s.start for s in spans) > 2 * BOUND
    taken = order(spans, 500_000)
    assert sum(s.end - s.start for s in taken) <= BOUND
    assert taken[0].start <= 500_000 < taken[0].end
    assert all(s.end - s.start <= CHUNK for s in spans)


def test_an_empty_article_has_none(builtin: Engine) -> None:
    assert entities_of(Article("", ()), builtin) == ()


def test_code_in_a_text_is_no_name(builtin: Engine) -> None:
    text = "Press Victoria Lindqvist to go on. Victoria Lindqvist came."
    span = (text.index("Victoria"), text.index(" to go"))
    marked = Article(text, (Block(Kind.PARAGRAPH, 0, len(text)),), (Mark(MarkKind.CODE, *span),))
    found = [(m.start, m.end) for entity in entities_of(marked, builtin) for m in entity.mentions]
    assert found
    assert all(end <= span[0] or start >= span[1] for start, end in found)


def test_what_was_found_before_is_corrected_as_if_it_were_found_now(builtin: Engine) -> None:
    text = "Ilse Varga spoke in Hallen on Tuesday. Varga left Hallen again. The Aurora sailed at dawn."
    one = Article(text, (Block(Kind.PARAGRAPH, 0, len(text)),))
    said = {"hallen": Override("Hallen", "-"), "aurora": Override("Aurora", "work")}
    overrides = Overrides(MappingProxyType(said))
    assert corrected(one, entities_of(one, builtin), overrides) == entities_of(
        one, builtin, overrides=overrides
    )
    assert ("Aurora", "work") in {(e.name, e.type) for e in corrected(one, (), overrides)}
    assert corrected(one, (), None) == ()
