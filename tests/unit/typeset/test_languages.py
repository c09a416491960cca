"""Paragraphs in twelve languages: filled without rivers, divided by their rules, broken where they may be."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest

from reader.domain.article import Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.typeset.layout import Layout
from reader.typeset.options import Options
from reader.typeset.rows import Row

PARAGRAPHS = {
    "en": (
        "The harbour office has kept the same tide table since the spring of 1931, when a clerk with "
        "a steady hand and very little else to do copied it out of the pilot's book; it has been "
        "wrong, by nineteen minutes, ever since. Nobody minded. The ferries left when the captain had"
        " finished his tea, the school bell followed the ferries, and the clock on St Olaf's tower – "
        "a gift, and therefore beyond criticism – followed the school. It was a visiting "
        "schoolteacher, unaccustomed to such arrangements, who first compared the water with the "
        "timetable and wrote, in a well-meaning letter to the council, that one of the two must be "
        "mistaken."
    ),
    "de": (
        "Der Hafenmeister verweigerte zunächst jede Auskunft über die Gezeitentafel, obwohl die "
        "Stadtverordneten ihn wiederholt darum gebeten hatten. Erst als die Wasserschutzpolizei eine "
        "Geschwindigkeitsüberschreitung der Nachmittagsfähre meldete, räumte er ein, daß die Uhr am "
        "Kirchturm neunzehn Minuten vorgehe. »Das«, sagte er, »weiß hier jedes Kind.« Die Industrie- "
        "und Handelskammer verlangte daraufhin Schadenersatz für verspätete Lieferungen; die Bäckerei"
        " am Marktplatz hingegen bedankte sich für die längeren Morgenstunden und kündigte "
        "unverzüglich ein Jubiläumsbrötchen an."
    ),
    "fr": (
        "Le conseil municipal s’est réuni lundi soir pour décider du sort de l’horloge : fallait-il "
        "la reculer de dix-neuf minutes, comme le demandait l’institutrice, ou bien corriger la table"
        " des marées ? « Ni l’un ni l’autre ! » s’est écrié le capitaine du port ; « la mer n’a "
        "jamais été en retard. » Les commerçants, moins convaincus, craignent surtout que le bac du "
        "matin ne parte avant l’ouverture des boulangeries, ce qui, à les entendre, représenterait "
        "une perte considérable pendant la saison estivale et peut-être davantage encore."
    ),
    "es": (
        "El ayuntamiento aprobó el lunes, por once votos contra dos, atrasar diecinueve minutos el "
        "reloj de la torre, que desde hace casi un siglo marca la hora de las mareas y no la del "
        "meridiano. «¿Y quién pagará la diferencia?», preguntó un pescador desde la última fila; "
        "nadie supo contestarle. La maestra que descubrió el error asegura que no pretendía semejante"
        " alboroto: solamente quería que los niños llegasen puntualmente a la escuela, y que alguien,"
        " por una vez, comprobase las instrucciones antes de copiarlas."
    ),
    "sv": (
        "Hamnkontoret har använt samma tidvattentabell sedan våren 1931, då en noggrann men "
        "tankspridd skrivare kopierade den ur lotsens anteckningsbok. Sedan dess har den gått nitton "
        "minuter fel, utan att någon brytt sig om saken. Färjorna avgick när kaptenen hade druckit ur"
        " sitt kaffe, skolklockan följde färjorna, och tornuret – en gåva, och därför höjt över all "
        "kritik – följde skolan. Det var en nyanställd lärarinna som till sist jämförde vattenståndet"
        " med tidtabellen och skrev ett vänligt brev till kommunfullmäktige."
    ),
    "it": (
        "Il consiglio comunale ha votato lunedì sera per riportare indietro di diciannove minuti "
        "l’orologio della torre, che da quasi un secolo segna l’ora delle maree anziché quella del "
        "meridiano. «E chi ci restituirà il tempo perduto?», ha chiesto un pescatore dall’ultima "
        "fila, senza ottenere risposta. La maestra che ha scoperto l’errore si dice dispiaciuta di "
        "tanto trambusto: desiderava soltanto che i bambini arrivassero puntualmente a scuola, e che "
        "qualcuno controllasse finalmente le istruzioni prima di ricopiarle."
    ),
    "pl": (
        "Kapitanat portu od wiosny 1931 roku posługuje się tą samą tablicą pływów, którą przepisał ręcznie "
        "pewien sumienny, choć roztargniony urzędnik; od tamtej pory myli się ona o dziewiętnaście minut i "
        "nikomu to nie przeszkadzało. Promy odpływały, kiedy szyper dopił herbatę, dzwonek szkolny "
        "dostosowywał się do promów, a zegar na wieży – podarowany, więc niepodlegający krytyce – do "
        "dzwonka. „Morze nigdy się nie spóźniło”, oświadczył przewodniczący rady, po czym odroczył "
        "posiedzenie do przyszłego poniedziałku, nie wyjaśniwszy nikomu, według którego zegara."
    ),
    "ru": (
        "Портовое управление пользуется одной и той же таблицей приливов с весны 1931 года, когда её "
        "переписал из лоцманской книги старательный, но рассеянный писарь; с тех пор она ошибается на "
        "девятнадцать минут, и никого это не беспокоило. Паромы отправлялись, когда капитан допивал чай, "
        "школьный звонок следовал за паромами, а башенные часы – подаренные и потому не подлежащие "
        "обсуждению – следовали за звонком. «Море никогда не опаздывало», – сказал председатель и перенёс "
        "заседание на следующий понедельник, не уточнив, по каким часам."
    ),
    "zh": (
        "港务处从一九三一年春天起一直使用同一张潮汐表。当年抄写它的书记员十分认真，却抄错了十九分钟。“谁也没有"
        "在意，”船长说。渡船在他喝完茶以后开出，学校的钟跟着渡船走，塔楼上的大钟（那是一件礼物，因此不容批评）"
        "又跟着学校走。后来，一位新来的女教师第一次把水位同时刻表对照起来，并给镇议会写了一封信：“两者之中，必有"
        "一个是错的。”"
    ),
    "ja": (
        "港の事務所は、一九三一年の春からずっと同じ潮汐表を使っている。写した書記は几帳面だったが、十"
        "九分だけ間違えた。「誰も困らなかった」と船長は言う。渡し船は船長がお茶を飲み終えると出航し、"
        "学校の鐘は船に合わせ、塔の時計（寄贈品で、したがって批判の対象にはならない）は学校に合わせて"
        "いたからである。はじめて水位と時刻表を見比べたのは、よその町から来た先生だった。「どちらかが"
        "間違っています」――町議会への手紙には、そう書かれていた。"
    ),
    "he": (
        "מועצת העיירה החליטה ביום שני בערב להחזיר את שעון המגדל תשע עשרה דקות לאחור, לאחר שמורה חדשה "
        "גילתה כי לוח הגאות הועתק בטעות באביב 1931. „הים מעולם לא איחר”, אמר רב החובל, סיים את התה שלו "
        "ויצא מן האולם עוד לפני ההצבעה. בעלי החנויות חוששים שהמעבורת של הבוקר תפליג לפני שהמאפיות יפתחו "
        "את שעריהן."
    ),
    "ar": (
        "قرر مجلس البلدة مساء الاثنين إرجاع ساعة البرج تسع عشرة دقيقة إلى الوراء، بعد أن اكتشفت معلمة"
        " جديدة أن جدول المد والجزر منسوخ خطأً منذ ربيع عام 1931. «البحر لم يتأخر قط»، قال قبطان "
        "الميناء وهو يشرب شايه، ثم غادر القاعة قبل نهاية التصويت. أما أصحاب المتاجر فيخشون أن تبحر "
        "عبّارة الصباح قبل أن تفتح المخابز أبوابها."
    ),
}
WESTERN = [language for language in PARAGRAPHS if language not in {"ja", "zh", "he", "ar"}]
NO_START = set("、。」）ー，．？！：；ァィゥェォッャュョっゃゅょ」』】") | set("!?;:,.»)")
NO_END = set("「（『【«(")


@cache
def _long_texts(language: str) -> tuple[str, ...]:
    """Paragraphs of a thousand characters and more, of the sentences of the one above in other orders."""
    orders = random.Random(1)
    parts = re.split(r"(?<=[.!?;]) ", PARAGRAPHS[language])
    return tuple(" ".join(orders.sample(parts * 3, 3 * len(parts))) for _ in range(4))


def _set(text: str, language: str, measure: int, options: Options) -> tuple[Row, ...]:
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, text)
    return Layout(builder.article(Metadata(language=language)), measure, options).rows(0)


def _rows(language: str, measure: int, **options: bool) -> tuple[Row, ...]:
    return _set(PARAGRAPHS[language], language, measure, Options(**options))  # type: ignore[arg-type]


def _wide_gaps(row: Row) -> list[set[int]]:
    """The columns of each gap of two cells or more."""
    return [set(range(*match.span())) for match in re.finditer(r"(?<=\S)  +", row.text)]


@pytest.mark.parametrize("language", WESTERN)
@pytest.mark.parametrize("measure", [40, 66, 72])
@pytest.mark.parametrize("hyphenate", [False, True])
def test_filled_rows_have_no_gap_over_two_cells_and_no_river(
    language: str, measure: int, hyphenate: bool
) -> None:
    for text in (PARAGRAPHS[language], *_long_texts(language)):
        rows = _set(text, language, measure, Options(justify=True, hyphenate=hyphenate))
        rivers: list[tuple[set[int], int]] = []
        for row in rows:
            gaps = _wide_gaps(row)
            assert all(len(gap) == 2 for gap in gaps), row.text
            assert row.cells == measure or not gaps, row.text
            rivers = [
                (gap, 1 + max((length for above, length in rivers if above & gap), default=0)) for gap in gaps
            ]
            assert all(length <= 3 for _, length in rivers), row.text
        assert not _wide_gaps(rows[-1])
        shown = "".join(run.text for row in rows for run in row.runs if run.start >= 0)
        assert shown.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("language", WESTERN)
@pytest.mark.parametrize("measure", [66, 72])
def test_with_hyphens_nearly_all_rows_are_filled(language: str, measure: int) -> None:
    rows = _rows(language, measure, justify=True, hyphenate=True)[:-1]
    ragged = [row for row in rows if row.cells != measure]
    assert not ragged, [row.text for row in ragged]


@pytest.mark.parametrize("language", list(PARAGRAPHS))
@pytest.mark.parametrize("measure", [20, 40, 72])
@pytest.mark.parametrize("options", [{}, {"justify": True}, {"hyphenate": True, "justify": True}], ids=str)
def test_ragged_and_filled_keep_every_character(
    language: str, measure: int, options: dict[str, bool]
) -> None:
    rows = _rows(language, measure, **options)
    shown = "".join(run.text for row in rows for run in row.runs if run.start >= 0)
    assert shown.replace(" ", "") == PARAGRAPHS[language].replace(" ", "")


@pytest.mark.parametrize("language", WESTERN)
def test_ragged_rows_are_even(language: str) -> None:
    rows = _rows(language, 72, hyphenate=True)
    assert min(row.cells for row in rows[:-1]) >= 62


@pytest.mark.parametrize(
    ("language", "word", "points"),
    [
        ("en-GB", "considerable", "con-sid-er-able"),
        ("de", "Geschwindigkeitsüberschreitung", "Ge-schwin-dig-keits-über-schrei-tung"),
        ("fr", "institutrice", "ins-ti-tu-trice"),
        ("es", "instrucciones", "ins-truc-cio-nes"),
        ("sv", "anteckningsbok", "an-teck-nings-bok"),
        ("it", "istruzioni", "istru-zio-ni"),
        ("pl", "przewodniczący", "prze-wod-ni-czą-cy"),
        ("ru", "старательный", "ста-ра-тель-ный"),
    ],
)
def test_words_are_divided_by_their_language(language: str, word: str, points: str) -> None:
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, f"mmm {word} mmm")
    article = builder.article(Metadata(language=language))
    allowed = {points[:at].replace("-", "") for at, sign in enumerate(points) if sign == "-"}
    seen = set()
    for measure in range(8, 40):
        rows = Layout(article, measure, Options(hyphenate=True)).rows(0)
        for row in rows:
            if row.text.endswith("-"):
                seen.add(article.text[4 : row.end])
                assert row.runs[-1].start == -1
    assert seen
    assert seen <= allowed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mmm Considerable considerations"),  # a capital is a name, or the start of a sentence
        ("hu", "asszony asszony"),  # divided, it would be spelt "asz-szony"
        (None, "considerable considerations"),
        ("tlh", "considerable considerations"),
    ],
)
def test_what_is_not_divided(language: str | None, text: str) -> None:
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, text)
    layout = Layout(builder.article(Metadata(language=language)), 17, Options(hyphenate=True))
    shown = [row.text for row in layout.rows(0)]
    assert not any(row.startswith(("Cons", "asz")) and row.endswith("-") for row in shown)
    if language != "en":
        assert not any(row.endswith("-") for row in shown)


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru"])
def test_a_text_that_names_no_language_is_divided_by_that_which_it_speaks(language: str) -> None:
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, PARAGRAPHS[language])
    unnamed = Layout(builder.article(Metadata()), 50, Options(hyphenate=True, justify=True))
    named = _rows(language, 50, hyphenate=True, justify=True)
    assert [row.text for row in unnamed.rows(0)] == [row.text for row in named]
    assert any(row.text.endswith("-") for row in named)


def test_a_language_unknown_may_be_named_in_the_options() -> None:
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, "mmmmm considerable mmmmm")
    layout = Layout(builder.article(Metadata()), 14, Options(hyphenate=True, language="en_GB"))
    assert [row.text for row in layout.rows(0)] == ["mmmmm consid-", "erable mmmmm"]


@pytest.mark.parametrize("language", ["ja", "zh", "fr", "de", "es", "it", "pl", "ru"])
@pytest.mark.parametrize("measure", range(16, 80, 6))
@pytest.mark.parametrize("hyphenate", [False, True])
def test_no_mark_stands_where_it_must_not(language: str, measure: int, hyphenate: bool) -> None:
    # On a page that says it is English, what is Japanese breaks by the rules of its script, too.
    said = "en" if language in {"ja", "zh"} and hyphenate else language
    for row in _set(PARAGRAPHS[language], said, measure, Options(hyphenate=hyphenate)):
        assert row.text[0] not in NO_START or (language == "de" and row.text[0] == "»"), row.text
        assert row.text[-1] not in NO_END or (language == "de" and row.text[-1] == "«"), row.text


@pytest.mark.parametrize("language", ["ar", "he"])
def test_what_is_written_to_the_left_is_set_to_the_right_in_logical_order(language: str) -> None:
    rows = _rows(language, 60)
    assert all(row.rtl and row.cells == 60 for row in rows)
    assert "".join(run.text for run in rows[0].runs if run.start >= 0) in PARAGRAPHS[language]
    assert not any(row.rtl for row in _rows("en", 60))


@pytest.mark.parametrize("language", list(PARAGRAPHS))
@pytest.mark.parametrize("options", [{}, {"justify": True, "hyphenate": True, "hang": True}], ids=str)
def test_no_row_leaves_the_measure_at_any_width(language: str, options: dict[str, bool]) -> None:
    for measure in range(20, 121, 20):
        assert all(row.cells <= measure for row in _rows(language, measure, **options))
