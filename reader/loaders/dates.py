"""Finding the day and time of publication in a line, and writing them in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reader.loaders.wordlists import alternatives

_LONGEST = 600
"""A line longer than this (characters) is searched at its two ends only."""

_MONTHS = {
    # English, German, French, Spanish, Italian, Portuguese, Dutch, then Scandinavian and Russian forms.
    1: "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari января янв",
    2: "february feb februar febr février fevrier févr fév febrero febbraio fevereiro februari февраля",
    3: "march mar märz mär maerz mrz mars marzo março maart mrt marts марта",
    4: "april apr avril avr abril abr aprile апреля",
    5: "may mai mayo maggio mag maio mei maj мая",
    6: "june jun juni juin junio giugno giu junho июня",
    7: "july jul juli juillet juil julio luglio lug julho июля",
    8: "august aug août aout agosto ago agustus augustus augusti августа авг",
    9: "september sep sept septembre septiembre set setiembre settembre setembro сентября",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out oktobra октября",
    11: "november nov novembre noviembre novembro ноября",
    12: "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember декабря",
}
_MONTH = {name: number for number, names in _MONTHS.items() for name in names.split()}
for _names in (
    # Polish, Czech, Turkish, Romanian, Ukrainian and Finnish, from January on.
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta "
    "lokakuuta marraskuuta joulukuuta",
):
    _MONTH |= {name: number for number, name in enumerate(_names.split(), 1)}
_NAMES = alternatives(_MONTH)
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)(?!\d(?!\d?:\d\d))"

_WRITTEN = (
    rf"(?P<m>{_NAMES})\b\.?[\s ]{{0,3}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[,.]?[\s ]{{0,3}}{_YEAR}",
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?[\s -]{{0,3}}(?:de\s|of\s)?(?P<m>{_NAMES})\b\.?,?"
    rf"[\s -]{{0,3}}(?:de\s|del\s)?{_YEAR}",
)
_FIGURES = (
    r"(?<!\d)(?P<y>(?:1[5-9]|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]",
    r"(?<![\d.])(?P<y>(?:1[5-9]|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|[-/]\d)",
    r"(?<![\d./-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)"
    r"(?P<y>(?:1[5-9]|20)\d\d|\d\d)(?!\d(?!\d?:\d\d)|[-/.]\d)",
)
_DATES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*_WRITTEN, *_FIGURES))
_MONTH_FIRST, *_DAY_OR_YEAR_FIRST = _DATES
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d")
_TO_YEAR = 26
"""A month's name, a day and what divides them have no more characters than this."""

_PAST_YEAR = 8
_STROKES = _DATES[-1]
"""The one pattern that does not say which figure is the day and which the month."""

_ZONES = {
    "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "WET": "+00:00",
    "BST": "+01:00", "CET": "+01:00", "MEZ": "+01:00", "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "AKST": "-09:00", "HKT": "+08:00", "SGT": "+08:00",
    "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
}  # fmt: skip
"""Abbreviations that name one offset; ET, CST, IST and their like name several and leave a time naive."""

_TIME = (
    r"(?P<noon>午前|午後|上午|下午|오전|오후)?\s?(?:"
    r"(?P<h>\d{1,2})\s?(?:[:h]|[時时点시]\s?)\s?(?P<mi>\d\d)(?:分|분)?(?::(?P<s>\d\d))?(?:[.,]\d{1,9})?"
    r"|(?P<h2>\d{1,2})\.(?P<mi2>\d\d)(?=\s?(?:uhr|[ap]\.?m\b|u\.|h\b|$|[|,)]|(?-i:[A-Z]{2,4})\b))"
    r"|(?P<h3>\d{1,2})(?=\s?(?:[ap]\.?\s?m\b|uhr|h\b|[時时点시]))[時时点시h]?"
    r"|(?P<h4>[0-2]\d)(?P<mi4>[0-5]\d)(?=\s?(?:GMT|UTC|hrs|(?-i:Z|[A-Z]{3}T?)\b))"
    r")\s?(?:(?P<ap>[ap])\.?\s?m\b\.?)?(?:\s?(?:uhr|hrs|h)\b)?"
    r"(?:\s?\(?(?P<z>[+-]\d\d:?\d\d|(?-i:Z|[A-Z]{2,4})\b)\)?)?"
)
_BETWEEN = r"[\s ,|/·•–—()@T-]{0,6}"
_WORD = r"(?:(?!午前|午後|上午|下午|오전|오후)[^\W\d_]{1,12}\.?,?[\s ]{0,3}){0,3}"
_AFTER = re.compile(rf"{_BETWEEN}{_WORD}{_BETWEEN}{_TIME}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?<![\d:]){_TIME}(?:\s?\(\d{{3,4}}\s[A-Z]{{2,4}}\))?{_BETWEEN}{_WORD}{_BETWEEN}$", re.IGNORECASE
)

_LABELS = re.compile(
    r"(?:(?P<updated>(?:last\s)?(?:updated?|modified)|upd\.|aktualisiert|zuletzt\sge[aä]ndert|\bstand|"
    r"mis\s[àa]\sjour|modifi[ée]|actualizad[oa]|modificad[oa]|aggiornato|ultima\smodifica|atualizad[oa]|"
    r"bijgewerkt|uppdaterad|обновлено)"
    r"|(?P<published>(?:first\s)?published|posted|\b(?:issued|created|filed|date|datum|fecha|data)|"
    r"ver[öo]ffentlicht|erstellt|publi[ée]e?|publicad[oa]|pubblicato|gepubliceerd|geplaatst|publicerad|"
    r"опубликовано))(?![^\W\d_])"
    r"|(?P<updated_cjk>更新|最終更新|수정)|(?P<published_cjk>发布|發布|发表|發表|公開|配信|掲載|投稿|입력|등록)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"sonnabend|mo|di|mi|do|fr|sa|so|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mi[ée]rcoles|jueves|"
    r"viernes|s[áa]bado|domingo|(?:luned|marted|mercoled|gioved|venerd)[ìi]|sabato|domenica|"
    r"(?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)?|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|"
    r"zondag)(?:day)?\.?,?[\s ]{1,3}$",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"\b(?:le|el|il|am|em|op|den|um|uhr|à|às|alle|ore|de|del)\b", re.IGNORECASE)
_HINT = re.compile(r"\d(?:[^\W\d]?\D{0,14}(?:1[5-9]|20)\d\d|\d{3}\D{1,2}\d|\d?([/.-])\d\d?\1\d\d)")
_SPEECH = re.compile(r"[\w'’]+")
_FEW = 9
"""So many words may stand beside a date in a line that is about the date."""


@dataclass(frozen=True, slots=True)
class Found:
    """A day, perhaps with a time, as it stands in a line.

    Attributes:
        iso: ISO 8601; with a time where one stands beside it, with an offset where the line gives one.
        start: Where it begins in the line, time included, in characters.
        end: Where it ends.
    """

    iso: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dated:
    """When a line says that something was published.

    Attributes:
        published: ISO 8601; where the line only says when it was updated, that.
        updated: Likewise, where the line gives it.
        start: Where the first date begins in the line, its label included, in characters.
        end: Where the last one ends.
        labelled: Whether the line says what the date is ("Published", "Stand", "更新").
        timed: Whether a time of day stands beside it.
    """

    published: str
    updated: str | None
    start: int
    end: int
    labelled: bool
    timed: bool


def find(line: str, day_first: bool | None = None) -> tuple[Found, ...]:
    """Every absolute date (day, month and year) in a line, in order.

    Args:
        line: One line.
        day_first: How to read 4/5/2020: True as 4 May, False as April 5; None leaves it out unless the
            line itself tells (a day above 12, "PM", points instead of strokes).
    """
    if len(line) <= _LONGEST:
        return tuple(_dates_in(line, day_first)) if _HINT.search(line) else ()
    tail = len(line) - _LONGEST // 2
    early = find(line[: _LONGEST // 2], day_first)
    late = [Found(one.iso, one.start + tail, one.end + tail) for one in find(line[tail:], day_first)]
    return (*early, *late)


def published(line: str, day_first: bool | None = None) -> Dated | None:
    """When the line says that its article was published; None where it is no such line.

    A line of prose that mentions a date is no such line; a byline or a standfirst that ends in a date is.

    Args:
        line: One line, of any length.
        day_first: As for `find`.
    """
    found = find(line, day_first)
    if not found:
        return None
    labels = [_label(line, before, one.start) for before, one in zip(_ends(found), found, strict=True)]
    labelled = any(kind for kind, _ in labels)
    start = labels[0][1]
    if labelled:
        if len(_SPEECH.findall(line[:start])) > _FEW and not _glued(line, start):
            return None
    elif not _stands_alone(line, found):
        return None
    issued = [one for one, (kind, _) in zip(found, labels, strict=True) if kind != "updated"]
    changed = [one for one, (kind, _) in zip(found, labels, strict=True) if kind == "updated"]
    return Dated(
        published=(issued or found)[0].iso,
        updated=changed[0].iso if changed else None,
        start=start,
        end=found[-1].end,
        labelled=labelled,
        timed="T" in found[0].iso,
    )


def _dates_in(line: str, day_first: bool | None) -> Iterator[Found]:
    matches = sorted(
        (match for match in _matches(line) if _begins_a_word(line, match)),
        key=lambda match: match.start(),
    )
    at = 0
    for match in matches:
        if match.start() < at:
            continue
        after = _AFTER.match(line, match.end())
        before = None if after else _BEFORE.search(line[at : match.start()][-60:])
        clock = after or before
        day = _day(match, day_first, clock)
        if day is None:
            continue
        time = _time(clock) if clock else ""
        start, end = match.start(), match.end()
        if time and after:
            end = match.end() + len(line[match.end() : after.end()].rstrip())
        elif time and before:
            start -= len(before.group())
        if weekday := _WEEKDAY.search(line, max(at, start - 15), start):
            start = weekday.start()
        at = end
        yield Found(day + time, start, end)


def _matches(line: str) -> Iterator[re.Match[str]]:
    """What looks like a date; where the month comes first it is sought before the years only."""
    for year in _YEARS.finditer(line):
        if found := _MONTH_FIRST.search(line, max(0, year.start() - _TO_YEAR), year.end() + _PAST_YEAR):
            yield found
    for pattern in _DAY_OR_YEAR_FIRST:
        yield from pattern.finditer(line)


def _begins_a_word(line: str, match: re.Match[str]) -> bool:
    """Whether the date is not the end of a longer word; a capital after a small letter begins a glued one."""
    before, first = line[match.start() - 1 : match.start()], match.group()[0]
    return not before.isalpha() or (before.islower() and first.isupper()) or first.isdigit()


def _day(match: re.Match[str], day_first: bool | None, clock: re.Match[str] | None) -> str | None:
    parts = match.groupdict()
    month = _MONTH.get(parts["m"].casefold()) or int(parts["m"])
    day = int(parts["d"])
    if match.re is _STROKES:
        if day_first is None and (parts["s"] != "/" or _DAY_FIRST.search(match.string)):
            day_first = True
        if day_first is None and clock and (clock["ap"] or _american(clock["z"])):
            day_first = False
        if day_first is None and day <= 12 and month <= 12 and day != month:
            return None
        if month > 12 or (day_first is False and day <= 12):
            day, month = month, day
    year = parts["y"] if len(parts["y"]) == 4 else f"20{parts['y']}"
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None


def _american(zone: str | None) -> bool:
    return zone in {
        "ET",
        "EST",
        "EDT",
        "CT",
        "CST",
        "CDT",
        "MT",
        "MST",
        "MDT",
        "PT",
        "PST",
        "PDT",
    }


def _time(clock: re.Match[str]) -> str:
    parts = clock.groupdict()
    hour = int(next(parts[name] for name in ("h", "h2", "h3", "h4") if parts[name]))
    minute = int(next((parts[name] for name in ("mi", "mi2", "mi4") if parts[name]), "0"))
    second = int(parts["s"] or 0)
    half = (parts["ap"] or "").lower()
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif parts["noon"] in {"午後", "下午", "오후"} and hour < 12:
        hour += 12
    if hour > 23 or minute > 59 or second > 59:
        return ""
    zone = (parts["z"] or "").upper()
    offset = _ZONES.get(zone, "")
    if zone[:1] in {"+", "-"}:
        offset = f"{zone[:3]}:{zone[-2:]}"
    return f"T{hour:02}:{minute:02}:{second:02}{offset}"


def _ends(found: tuple[Found, ...]) -> list[int]:
    return [0, *(one.end for one in found[:-1])]


def _label(line: str, since: int, start: int) -> tuple[str, int]:
    """What the word before a date says that it is ("published", "updated", ""), and where that begins."""
    kind, at = "", start
    for match in _LABELS.finditer(line, max(since, start - 40), start):
        kind, at = (match.lastgroup or "").removesuffix("_cjk"), match.start()
    return kind, at


def _glued(line: str, start: int) -> bool:
    """Whether what stands before is a finished sentence, or runs into the date without a space."""
    before = line[:start].rstrip(" |·•–—-")
    return before.endswith((".", "!", "?", "”", '"', "…")) or before == line[:start]


def _stands_alone(line: str, found: tuple[Found, ...]) -> bool:
    rest = line[: found[0].start] + " " + line[found[-1].end :]
    if len(_SPEECH.findall(rest)) <= _FEW and not rest.rstrip().endswith((".", "!", "?", "”", '"')):
        return True
    ends_there = not _SPEECH.search(line, found[-1].end)
    return ends_there and "T" in found[0].iso and _glued(line, found[0].start)
