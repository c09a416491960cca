"""News texts as pages, agencies and dumping programs give them, and what an editor would point at in them."""

# ruff: noqa: E501  (a paragraph of a page stands on one line, and so it does here)

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.domain.article import Article

Blocks = Callable[[str], list[tuple[str, str]]]
Load = Callable[[str], Article]

BODY = """\
A crack as wide as a hand has closed the harbour bridge of Sandholm, officials said on Tuesday, and traffic will be sent through the old tunnel.
Inspectors found the damage during a routine check of the third pillar on Monday night, the port authority said in a statement.
"We are not taking any risk," said the harbour master, Cy Dale. "The bridge stays shut until we know what moved."
The bridge, opened in 1964, carries some 30,000 vehicles a day between the island and the mainland."""
PARAGRAPHS = BODY.split("\n")


def of_kind(found: list[tuple[str, str]], kind: str) -> list[str]:
    return [text for name, text in found if name == kind]


def test_a_report_with_a_doubled_caption(article: Load, blocks: Blocks) -> None:
    text = f"""Harbour bridge closes after crack is found in pillar

Two ferries will run from the fish dock until the bridge of Sandholm can be opened again.

By ADA FIELD
MARCH 3, 2021 09:15
Divers look at the third pillar of the harbour bridge of Sandholm on Tuesday, in this still image from a video (photo credit: COAST GUARD/HANDOUT VIA REUTERS)
Divers look at the third pillar of the harbour bridge of Sandholm on Tuesday, in this still image from a video
(photo credit: COAST GUARD/HANDOUT VIA REUTERS)
{BODY}
Reuters contributed to this report."""
    found = article(text)
    assert found.meta.title == "Harbour bridge closes after crack is found in pillar"
    assert found.meta.standfirst.startswith("Two ferries will run")
    assert found.meta.authors == ("Ada Field",)
    assert found.meta.published == "2021-03-03T09:15:00"
    assert found.meta.language == "en"
    (caption,) = found.captions
    assert caption.text.endswith("still image from a video")
    assert caption.credit == "COAST GUARD/HANDOUT VIA REUTERS"
    kinds = [kind for kind, _ in blocks(text)]
    assert kinds == [
        "headline",
        "standfirst",
        "byline",
        "published",
        "caption",
        "credit",
        *["paragraph"] * 4,
        "agency",
    ]


def test_a_wire_report(article: Load, blocks: Blocks) -> None:
    text = f"By Ada Field\nSANDHOLM, Norway, Oct 5 (Reuters) - {BODY}\n(Reporting by Ada Field; Editing by Bo Lind)"
    found = blocks(text)
    assert found[0] == ("byline", "By Ada Field")
    assert found[1] == ("dateline", "SANDHOLM, Norway, Oct 5 (Reuters) -")
    assert of_kind(found, "paragraph") == PARAGRAPHS
    assert found[-1] == ("agency", "(Reporting by Ada Field; Editing by Bo Lind)")
    assert article(text).meta.published is None
    assert article(text).text.startswith("By Ada Field\n\nSANDHOLM, Norway, Oct 5 (Reuters) - A crack")


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("SANDHOLM (AP) — ", "SANDHOLM (AP) —"),
        ("SANDHOLM, N.Y. — ", "SANDHOLM, N.Y. —"),
        ("Sandholm (dpa) - ", "Sandholm (dpa) -"),
        ("Sandholm, 3 mar (EFE).- ", "Sandholm, 3 mar (EFE).-"),
        ("(CNN) — ", "(CNN) —"),
        ("COAST GAZETTE via JTA — ", "COAST GAZETTE via JTA —"),
        ("NEW SANDHOLM: ", "NEW SANDHOLM:"),
        ("Sandholm, Oslo, Norway: ", "Sandholm, Oslo, Norway:"),
    ],
)
def test_datelines(blocks: Blocks, opening: str, dateline: str) -> None:
    text = f"Harbour bridge closes after crack in pillar\n\nBy Ada Field\n3 March 2021\n\n{opening}{BODY}"
    found = blocks(text)
    assert of_kind(found, "dateline") == [dateline]
    assert of_kind(found, "paragraph") == PARAGRAPHS


PAGE = """\
Skip to main content
Menu
News
Sports
Opinion
Home > World > Europe

Harbour bridge closes after crack is found in pillar

Share this:
Click to share on Facebook (Opens in new window)

The harbour bridge of Sandholm stands empty on Tuesday, March 2, 2021. (AP Photo/Bo Lind)

By Ada Field | Special to the Coast Gazette
PUBLISHED: March 3, 2021 at 8:59 pm | UPDATED: March 3, 2021 at 10:16 pm
Sign up for our newsletter
Most Popular

Lighthouse marks a hundred years with a new lamp
Town votes to move its clock back
Ferry fares to rise again. Here is what to know.
Collie swims two miles home

{}

{}

ADVERTISEMENT

More:

The Night the Sea Came In

Old tunnel opens again

{}

What happens next?

{}

Tags:
Bridges

Ada Field

As you comment, please be respectful of other commenters. We reserve the right to remove any comment.

View Comments
""".format(*PARAGRAPHS)


def test_a_page_with_its_furniture(article: Load, blocks: Blocks) -> None:
    found = blocks(PAGE)
    assert [kind for kind, _ in found] == [
        *("headline", "byline", "published", "caption", "credit"),
        *("paragraph", "paragraph", "paragraph", "heading", "paragraph"),
    ]
    assert of_kind(found, "paragraph") == PARAGRAPHS
    assert of_kind(found, "heading") == ["What happens next?"]
    meta = article(PAGE).meta
    assert meta.title == "Harbour bridge closes after crack is found in pillar"
    assert meta.authors == ("Ada Field",)
    assert (meta.published, meta.updated) == ("2021-03-03T20:59:00", "2021-03-03T22:16:00")


def test_a_page_wrapped_at_72(article: Load, blocks: Blocks) -> None:
    import textwrap

    text = "\n".join(textwrap.fill(line, 72) for line in PAGE.split("\n"))
    assert of_kind(blocks(text), "paragraph") == PARAGRAPHS
    assert article(text).meta == article(PAGE).meta


def test_a_page_whose_captions_stand_before_its_headline(article: Load) -> None:
    long = "Divers of the coast guard, left, and engineers of the port look at the third pillar on Tuesday, March 2, 2021."
    text = f"""{long} less
{long[:80]} ... more
Photo: Bo Lind, AP
Photo: Bo Lind, AP
Image 1 of / 23
Caption
Close
{long} less
{long[:80]} ... more
Photo: Bo Lind, AP
Harbour bridge closes after crack is found in pillar
1  /  23
Back to Gallery
{BODY}"""
    found = article(text)
    assert found.meta.title == "Harbour bridge closes after crack is found in pillar"
    assert [(caption.text, caption.credit) for caption in found.captions] == [(long, "Bo Lind, AP")]
    assert found.of(found.blocks[0]) == found.meta.title


def test_credits_before_their_captions(article: Load) -> None:
    text = f"""Harbour bridge closes
3 March 2021
Share
{PARAGRAPHS[0]}
{PARAGRAPHS[1]}
Image copyright EPA
Image caption The bridge carries 30,000 vehicles a day
{PARAGRAPHS[2]}
{PARAGRAPHS[3]}"""
    assert [(one.text, one.credit) for one in article(text).captions] == [
        ("The bridge carries 30,000 vehicles a day", "EPA")
    ]


@pytest.mark.parametrize(
    ("top", "authors", "published"),
    [
        ("By Ada Field - 03/13/21 11:04 PM EST", ("Ada Field",), "2021-03-13T23:04:00-05:00"),
        ("By Ada Field 3 March 2021, 3:51 pm 11 Edit", ("Ada Field",), "2021-03-03T15:51:00"),
        ("3/13/2021 by Ada Field", ("Ada Field",), "2021-03-13"),
        ("Published Wed, Mar 3 20214:29 AM ESTUpdated an hour ago\nAda Field@AdaField", ("Ada Field",), "2021-03-03T04:29:00"),
        ("By\nAda Field\nMarch 3, 2021 at 5:14 p.m. PST", ("Ada Field",), "2021-03-03T17:14:00-08:00"),
        ("Ada Field\nPolitical Editor\nWednesday 3 March 2021 19:27", ("Ada Field",), "2021-03-03T19:27:00"),
        ("Ada Field and Bo J. Lind Lake Falls Argus Leader\nPublished 10:02 AM EST Mar 3, 2021", ("Ada Field", "Bo J. Lind"), "2021-03-03T10:02:00-05:00"),
        ("By ADA FIELD and BO LIND\nAssociated Press\nMarch 3, 2021", ("Ada Field", "Bo Lind"), "2021-03-03"),
        ("By Reuters Staff\nMarch 3, 2021 / 12:21 AM / Updated 14 hours ago", (), "2021-03-03T00:21:00"),
        ("Ada Field - Mar 3, 2021 8:02 pm UTC", ("Ada Field",), "2021-03-03T20:02:00+00:00"),
        ("By Ada Field\nPublished 1 day ago", ("Ada Field",), None),
    ],
)  # fmt: skip
def test_bylines_and_dates(article: Load, top: str, authors: tuple[str, ...], published: str | None) -> None:
    found = article(f"Harbour bridge closes after crack is found in pillar\n{top}\n{BODY}")
    assert found.meta.title == "Harbour bridge closes after crack is found in pillar"
    assert found.meta.authors == authors
    assert found.meta.published == published


GERMAN = """\
Startseite
Panorama
3. März 2021, 09:15 Uhr
Riss im Pfeiler: Hafenbrücke gesperrt
Die leere Hafenbrücke von Sandholm am Dienstag. (Foto: Ada Feld/dpa)
Von Bo Lind, Sandholm
Ein handbreiter Riss im dritten Pfeiler hat am Dienstag zur Sperrung der Hafenbrücke geführt, wie die Behörde mitteilte.
Prüfer hatten den Schaden bei einer Routinekontrolle am Montagabend entdeckt, hieß es in einer Mitteilung.
Lesen Sie auch
Leuchtturm wird hundert Jahre alt
Fährpreise steigen im Frühjahr
Die 1964 eröffnete Brücke wird täglich von rund 30 000 Fahrzeugen befahren, sagte der Hafenmeister.
Artikel teilen
Impressum
Datenschutz"""

FRENCH = """\
Aller au contenu
Accueil
Le pont du port fermé après la découverte d'une fissure
Les autorités de l'île dévient la circulation par le vieux tunnel.
Par Ève Durand
Publié le 03 mars 2021 à 17h09
Temps de Lecture 2 min.
Une fissure large comme une main a contraint les autorités de Sandholm à fermer mardi le pont du port de la ville.
« Nous ne prendrons aucun risque », a déclaré le capitaine du port, Cy Dale, devant la presse réunie sur le quai.
À lire aussi
Le vieux tunnel rouvre
La pêche, un métier qui s'éteint
Ouvert en 1964, le pont voit passer chaque jour quelque 30 000 véhicules entre l'île et le continent.
Réagir
Partager
Mentions légales"""

SPANISH = """\
Inicio
El puente del puerto cierra tras hallarse una grieta
Por Ada Campo
3 de marzo de 2021 - 18:37 h
Compartir
Sandholm, 3 mar (EFE).- Una grieta ancha como una mano obligó este martes a cerrar el puente del puerto de Sandholm.
Los técnicos hallaron el daño durante una revisión rutinaria del tercer pilar, según un comunicado de la autoridad.
Te puede interesar
La isla votará sobre el reloj de la torre
Un siglo de pesca en la bahía
El puente, abierto en 1964, lo cruzan cada día unos 30.000 vehículos entre la isla y el continente.
Comentarios
Aviso legal"""

CHINESE = """\
新华网 > 国际 > 正文
沙岛港口大桥因桥墩出现裂缝关闭
2021年03月03日 09:15:20 来源：新华社
分享到：
　　新华社沙岛3月3日电（记者 王小明）沙岛港务局2日说，检查人员在港口大桥第三座桥墩上发现一道手掌宽的裂缝，大桥因此关闭，车辆将改走旧隧道。
　　港务局在一份声明中说，裂缝是在例行检查中发现的，目前原因不明，专家正在水下查看桥墩的基础，预计需要数日。
　　这座大桥1964年通车，每天约有三万辆汽车往返于岛屿与大陆之间，是岛上居民出行的主要通道，也是全岛的骄傲。
关闭
责任编辑：李四"""


@pytest.mark.parametrize(
    ("text", "title", "authors", "published", "language", "count"),
    [
        (GERMAN, "Riss im Pfeiler: Hafenbrücke gesperrt", ("Bo Lind",), "2021-03-03T09:15:00", "de", 3),
        (FRENCH, "Le pont du port fermé après la découverte d'une fissure", ("Ève Durand",), "2021-03-03T17:09:00", "fr", 3),
        (SPANISH, "El puente del puerto cierra tras hallarse una grieta", ("Ada Campo",), "2021-03-03T18:37:00", "es", 3),
        (CHINESE, "沙岛港口大桥因桥墩出现裂缝关闭", (), "2021-03-03T09:15:20", "zh", 3),
    ],
)  # fmt: skip
def test_other_languages(
    article: Load, text: str, title: str, authors: tuple[str, ...], published: str, language: str, count: int
) -> None:
    found = article(text)
    meta = found.meta
    assert (meta.title, meta.authors, meta.published, meta.language) == (title, authors, published, language)
    assert sum(block.kind.value == "paragraph" for block in found.blocks) == count
    assert not any(word in found.text for word in ("Impressum", "Partager", "Compartir", "分享"))


def test_headings_of_every_kind(blocks: Blocks) -> None:
    text = f"""Harbour bridge closes after crack is found in pillar
By Ada Field
March 3, 2021
{PARAGRAPHS[0]}
A CRACK IN THE PILLAR
{PARAGRAPHS[1]}
What did the inspectors say?
{PARAGRAPHS[2]}
10 p.m.
{PARAGRAPHS[3]}"""
    found = blocks(text)
    assert of_kind(found, "heading") == ["A CRACK IN THE PILLAR", "What did the inspectors say?", "10 p.m."]
    assert of_kind(found, "paragraph") == PARAGRAPHS


def test_a_pull_quote_is_no_paragraph_of_its_own(blocks: Blocks) -> None:
    text = f"""Harbour bridge closes after crack is found in pillar

By Ada Field
March 3, 2021

{PARAGRAPHS[0]}

     The bridge stays shut until we know what moved.

{PARAGRAPHS[2]}

{PARAGRAPHS[3]}"""
    found = blocks(text)
    assert of_kind(found, "pull-quote") == ["The bridge stays shut until we know what moved."]
    assert of_kind(found, "paragraph") == [PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[3]]


def test_a_dump_with_numbered_links(article: Load) -> None:
    import textwrap

    body = "\n\n".join(
        textwrap.fill(one, 76, initial_indent="   ", subsequent_indent="   ") for one in PARAGRAPHS
    )
    text = f"""   #[1]alternate

   [2]Skip to content [3]Home
   [logo.png]
   [4]News
   [5]Sports

                 Harbour bridge closes after crack is found in pillar

   By [6]Ada Field
   March 3, 2021 09:15

{body.replace("port authority", "[7]port authority")}

   [8]Share
   (BUTTON) Print

References

   Visible links
   1. https://coast.example/feed
   2. https://coast.example/#content
   3. https://coast.example/
   4. https://coast.example/news
   5. https://coast.example/sports
   6. https://coast.example/ada
   7. https://coast.example/port
   8. https://coast.example/share
"""
    found = article(text)
    assert found.meta.title == "Harbour bridge closes after crack is found in pillar"
    assert found.meta.authors == ("Ada Field",)
    assert [found.of(block) for block in found.blocks if block.kind.value == "paragraph"] == PARAGRAPHS
    assert "example" not in found.text


def test_a_dump_with_numbered_links_and_no_list_of_them(article: Load) -> None:
    menu = "\n".join(f"[{number}]Section {number}" for number in range(1, 9))
    body = "\n\n".join(PARAGRAPHS).replace("port authority", "[11]port authority").replace("1964", "1964[1]")
    text = f"{menu}\n\n[9]Harbour bridge closes after crack is found in pillar\n\nBy [10]Ada Field\nMarch 3, 2021\n\n{body}"
    found = article(text)
    assert found.meta.title == "Harbour bridge closes after crack is found in pillar"
    assert found.meta.authors == ("Ada Field",)
    assert "the port authority said" in found.text and "1964[1]," in found.text


def test_a_dump_of_a_centred_page(article: Load, blocks: Blocks) -> None:
    import textwrap

    body = "\n\n".join(
        "\n".join(line.center(80).rstrip() for line in textwrap.wrap(one, 78)) for one in PARAGRAPHS
    )
    top = ("Harbour bridge closes after crack is found in pillar", "By Ada Field", "March 3, 2021 09:15")
    menu = "\n".join(word.center(80).rstrip() for word in ("Home", "News", "Sport", "Share", "Tweet"))
    text = "\n\n".join([menu, *(line.center(80).rstrip() for line in top), body])
    assert article(text).meta.authors == ("Ada Field",)
    assert of_kind(blocks(text), "paragraph") == PARAGRAPHS


def test_a_centred_poem_keeps_its_lines(article: Load) -> None:
    lines = [
        "The tide goes out",
        "and the harbour is a field",
        "of boats that lie",
        "as sheep do before rain",
    ] * 4
    text = "\n".join(line.center(60).rstrip() for line in lines)
    assert [line.strip() for line in article(text).text.split("\n") if line] == lines


def test_a_dump_in_markdown(article: Load) -> None:
    text = f"""[Skip to content](https://coast.example/#content)

  * [News](https://coast.example/news)
  * [Sports](https://coast.example/sports)

![](https://coast.example/logo.png)

# Harbour bridge closes after crack is found in pillar

By [Ada Field](https://coast.example/ada)

_March 3, 2021_

{PARAGRAPHS[0]}

{PARAGRAPHS[1].replace("port authority", "[port authority](https://coast.example/port)")}

## What now?

{PARAGRAPHS[2]}

{PARAGRAPHS[3]}

[Share](https://coast.example/share)
"""
    found = article(text)
    assert found.meta.title == "Harbour bridge closes after crack is found in pillar"
    assert found.meta.authors == ("Ada Field",)
    assert [found.of(block) for block in found.blocks if block.kind.value == "paragraph"] == PARAGRAPHS
    assert [found.of(block) for block in found.blocks if block.kind.value == "heading"] == ["What now?"]


def test_nothing_of_a_news_text_without_furniture_is_dropped(article: Load) -> None:
    text = f"Business\nBridge closes\n\nBy Ada Field\nMarch 3, 2021\n\nAn odd line\n{BODY}\nAnother odd line\nAnd one more"
    found = article(text).text
    for word in text.replace("\n", " ").split():
        assert word in found
