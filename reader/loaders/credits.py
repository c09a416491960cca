"""Telling a picture's caption from its credit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from reader.loaders.wordlists import evenly_spaced, phrases, words

_LONGEST = 160
"""No credit is longer than this, in characters."""

_CAPITALS = words(
    """
    AP AFP EPA EPA-EFE EFE ANSA UPI AAP PA CP ANP NTB TT SPL NASA ESA NOAA USGS JTA TASS WENN PTI ANI
    IANS GETTY
    REUTERS EXPRESS dpa ddp apa imago Nasa
    """
)
"""Agencies whose letters mean something else in another case."""

_NAMES = phrases(
    """
    reuters | getty images | getty | afp | epa | xinhua | the associated press | associated press
    press association
    agence france-presse | shutterstock | istock | istockphoto | alamy | bloomberg | corbis | rex
    rex features
    keystone | picture alliance | picture-alliance | unsplash | pixabay | pexels | flickr | wikimedia
    wikimedia commons
    wikipedia | creative commons | zuma | zumapress | kyodo | yonhap | sipa | gamma | magnum
    lapresse | anadolu
    anadolu agency | science photo library | nurphoto | bigstock | adobe stock | fotolia
    depositphotos | europa press
    imago images | canadian press | barcroft | caters | splash news | handout | hand-out | pressefoto
    ullstein
    ullstein bild | akg-images | laif | ap images | ap photo | wireimage | wire images | filmmagic
    staff photo
    新华社 | 新華社 | 共同 | 時事
    """
)
_SITES = phrases(
    """
    cbs | nbc | abc | cnn | bbc | fox | youtube | twitter | facebook | instagram | tiktok | google
    google maps
    google earth | google street view | pool | stringer
    """
)
"""These are credits in brackets or after a label only: on a line of their own they are buttons."""


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name).replace("\\ ", r"\s") for name in sorted(names, key=len, reverse=True))


_AGENCY = rf"(?-i:{_either(_CAPITALS)})|{_either(_NAMES)}"
_IS_AGENCY = re.compile(rf"(?<![^\W_])(?:{_AGENCY})(?![^\W_])", re.IGNORECASE)
_IS_SOURCE = re.compile(rf"(?<![^\W_])(?:{_AGENCY}|{_either(_SITES)})(?![^\W_])", re.IGNORECASE)
_TELLING = frozenset(max(re.split(r"[\s-]", name), key=len).casefold() for name in _CAPITALS | _NAMES)
"""A word of each agency's name, the longest: where none of them stands there is no agency."""

_HAN_NAMES = re.compile("[\u4e00-\u9fff]")
_LOWER = frozenset({"file", "pool", "handout", "dpa"})
"""The last words of credits that are written small."""

_LOWER_LAST = _LOWER | {name.split()[-1].casefold() for name in _CAPITALS | _NAMES}

_LABEL = (
    r"(?:(?:photo(?:graph|graphy|s|graphs)?|image|images|picture|pic|foto(?:s|grafie|graf|grafía|grafia)?|"
    r"photographie|bild(?:er)?|bildrechte|bildquelle|immagine|imagem|imagen|beeld|illustration|artwork|"
    r"screen\s?(?:shot|grab)|handout)\s?"
    r"(?:credits?|copyright|courtesy|source|by|via|from|von|par|por|di|da|door|der)?"
    r"|(?:cr[ée]dits?(?:\s(?:photo|foto|imagen|image)s?)?|copyright|courtesy|©|\(c\)|"
    r"bildnachweis|fotocredit|照片|图片来源|写真|撮影|提供))"
)
_OPENS = re.compile(
    rf"(?:{_LABEL})(?:\s?(?:[:：=]|by\s|of\s)|\s?(?<=©)|\s(?-i:(?=[A-ZÀ-Þ])))\s?(?:(?:by|courtesy\s?:)\s)?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:\s?[|•·–—-]\s?|(?<=[a-z\d.,!?…’”\"')\]])|\s|^)"
    r"(?P<label>(?:photo(?:graph|s)?|image|picture|foto(?:s)?|bild|immagine|imagem|imagen|illustration|beeld)?"
    r"\s?(?:credits?|cr[ée]dits?(?:\s(?:photo|foto))?|copyright)\s?(?:[:：]|\.\.\.|…)|"
    r"(?:photo(?:graph|s)?|image|picture|pic|fotos?|bild(?:quelle)?|immagine|imagem|imagen|illustration|"
    r"screenshot|supplied|fotograf[íi]a|photographie|写真|图片来源|照片)\s?[:：]|"
    r"image\scopyright\s|(?:photo(?:graph)?|picture|image|illustration)s?\s(?:by|courtesy(?:\sof)?|via|provided\sby)\s|©\s?|"
    r"courtesy\s(?:of\s)?(?=[A-Z]))\s?",
    re.IGNORECASE,
)
_MARKS = (":", "...", "…", "：", "©", "by ", "courtesy", "copyright", "via ", "provided")
_LABEL_WORDS = (
    *("photo", "image", "pic", "foto", "bild", "imm", "imag", "illustr", "screen", "beeld", "supplied"),
    *("credit", "crédit", "copyright", "©", "courtesy", "写真", "图片", "照片", "撮影"),
)
"""Every label of a credit begins with one of these, in small letters."""

_BEFORE_LABEL = 4
"""Not more characters of what divides it from the caption stand before a label."""

_PAIR = re.compile(
    r"image copyright\s(?P<credit>.{1,120}?)\s(?:image\s)?caption\s(?P<caption>.{3,})$",
    re.IGNORECASE | re.DOTALL,
)
_INTERFACE = re.compile(
    r"^(?:enlarge this image|toggle caption|hide caption|view image|open image|image caption|media caption|"
    r"caption(?-i:(?=[A-Z:]))|image(?-i:(?=[A-ZÀ-Þ][a-zß-ÿ]))|\d{1,2}\s?of\s?\d{1,3}(?=[\sA-Z]))[\s:]*",
    re.IGNORECASE,
)
_BRACKETS = {")": "(", "]": "[", "）": "（", "】": "【"}
_HAN_TAIL = re.compile(
    r"[\s。]((?:[\u4e00-\u9fff]{0,6}(?:记者|記者|通讯员)\s?)[\u4e00-\u9fff]{1,4}(?:\s[\u4e00-\u9fff]{1,3})?\s?[摄攝])$"
)
_LAST_AGENCY = re.compile(
    r"(?<=[\s.!?])"
    r"(EFE|AFP|EPA|EPA-EFE|AP|ANSA|REUTERS|XINHUA|UPI|AAP|dpa|DPA|GETTY(?: IMAGES)?|ANP|TASS|LUSA|APA|NTB)$"
)
_PERSON = r"[A-ZÀ-Þ][\w'’.-]{0,20}(?:\s(?:[A-ZÀ-Þ]|de|da|del|van|von|der|al|bin)[\w'’.-]{0,20}){0,4}"
_SLASHED = re.compile(
    rf"(?:{_PERSON})?\s?(?:/|\||,|—|\svia\s|\s[-–]\s)\s?(?:{_PERSON}|{_AGENCY})"
    rf"(?:\s?(?:/|\||,|—|\svia\s|\s[-–]\s)\s?(?:{_PERSON}|{_AGENCY})){{0,3}}(?:\s(?:file|pool|handout))?\.?$"
)
_SENTENCE_END = re.compile(r"[.!?。”\"’'](?=\s|[A-ZÀ-Þ])\s?|\s{2,}")
_SOURCE = re.compile(r"^(?:quelle|source|fuente|fonte|bron)\s?:\s?", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(?:co|inc|corp|ltd|jr|sr)\.$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_COMPANY = re.compile(
    r"\b(?:co|inc|corp|ltd|llc|plc|gmbh|studios|pictures|films|entertainment|archives?|museum)\b\.?", re.I
)


def split(text: str) -> tuple[str, str]:
    """A caption and its credit: who took the picture and whom it was got from.

    The credit comes without its brackets and without "Photo credit:" or the like. Either may be empty: a
    text with no credit is all caption; a line that is nothing but a credit has no caption.

    Args:
        text: A caption, one line.
    """
    text = evenly_spaced(text)
    if not text:
        return "", ""
    if "opyright" in text and (pair := _PAIR.search(text[:2000])):
        return pair["caption"].strip(), _bare(pair["credit"])
    while opening := _INTERFACE.match(text):
        text = text[opening.end() :]
    for way in _ways(text[-_LONGEST - 40 :]):
        if parts := way(text):
            caption, credit = parts
            return caption.rstrip(" |•·–—-"), _undoubled(credit)
    return text, ""


def is_credit(text: str) -> bool:
    """Whether a line is a credit and nothing else."""
    caption, credit = split(text)
    return bool(credit) and not caption


def _opening(text: str) -> tuple[str, str] | None:
    """`Photo: Jane Doe (Getty Images)` alone on a line."""
    if len(text) > _LONGEST // 2 or _BRACKETS.get(text[-1:]) is None:
        return None
    opening = _OPENS.match(text)
    if opening is None:
        return None
    name = text[opening.end() :]
    words_before = name.rpartition(_BRACKETS[text[-1]])[0].split()
    if 0 < len(words_before) <= 5 and all(word[0].isupper() for word in words_before):
        return "", name
    return None


def _bracketed(text: str) -> tuple[str, str] | None:
    """`Caption. (AP Photo/Jane Doe)`, also in square brackets, also alone on its line."""
    end = text.rstrip(" .")
    opening = _BRACKETS.get(end[-1:])
    if opening is None:
        return None
    depth = 0
    for at in range(len(end) - 1, max(-1, len(end) - _LONGEST - 2), -1):
        depth += (end[at] == end[-1]) - (end[at] == opening)
        if depth == 0:
            inner, before = end[at + 1 : -1].strip(), end[:at].rstrip()
            if _credits(
                inner, alone=not before, after_sentence=before.endswith((".", "!", "?", "”", '"', "。"))
            ):
                return before, _bare(inner)
            return None
    return None


def _labelled(text: str) -> tuple[str, str] | None:
    """`Caption. Photo: Jane Doe`, also with the label glued to the caption's last word."""
    tail = max(0, len(text) - _LONGEST - 40)
    small = text[tail:].casefold()
    first = min((at for word in _LABEL_WORDS if (at := small.find(word)) >= 0), default=0)
    if len(small) != len(text) - tail:
        first = 0  # where a letter became two the places are not the same
    labels = list(_LABELLED.finditer(text, tail + max(0, first - _BEFORE_LABEL)))
    if not labels:
        return None
    found = labels[-1]
    if text[: found.start("label")].casefold().endswith(("file ", "archive ", "archiv ")):
        return None
    at = found.start("label")
    glued = at > 0 and text[at - 1].isalpha()
    credit = text[found.end() :].strip()
    said = _WORDS.findall(credit)
    if not said or len(said) > 14 or _is_prose(credit) or (glued and not text[at].isupper()):
        return None
    if at > 0 and said[0][0].islower() and not _IS_SOURCE.search(credit):
        return None
    return text[:at].rstrip(" |•·–—-"), _bare(credit)


def _whole(text: str) -> tuple[str, str] | None:
    """`Jane Doe | Bloomberg | Getty Images` alone on a line."""
    if len(text) > _LONGEST or _is_prose(text):
        return None
    agency = _IS_AGENCY.search(text)
    if agency and (agency.group() == text or _SLASHED.fullmatch(text)):
        return "", _bare(text)
    return None


def _trailing(text: str) -> tuple[str, str] | None:
    """`Caption.Jane Doe / Reuters file`, `Caption EFE`."""
    tail = max(0, len(text) - _LONGEST)
    last = text[tail:].rstrip(" .").rpartition(" ")[2]
    if not (last[:1].isupper() or last in _LOWER or "/" in last or not last.isascii()):
        return None
    for end in _SENTENCE_END.finditer(text, tail):
        candidate = text[end.end() :]
        if _IS_AGENCY.search(candidate) and _SLASHED.fullmatch(candidate):
            return text[: end.end()].rstrip(), _bare(candidate)
    if (found := _LAST_AGENCY.search(text[-24:])) and len(text) > 24:
        return text[: len(text) - len(found.group(1))].rstrip(), found.group(1)
    return None


def _photographed(text: str) -> tuple[str, str] | None:
    """`… 新华社记者 才扬 摄`."""
    found = _HAN_TAIL.search(text[-60:])
    return (text[: len(text) - len(found[1])].rstrip(), found[1].strip()) if found else None


def _ways(tail: str) -> Iterator[Callable[[str], tuple[str, str] | None]]:
    """The ways in which a text that ends so may show a credit: to look for their signs is far cheaper."""
    small = tail.casefold()
    if tail[-1] in ").]）】 ":
        yield _opening
        yield _bracketed
    for mark in _MARKS:
        if mark in small:
            if any(word in small for word in _LABEL_WORDS):
                yield _labelled
            break
    last = tail.rstrip(" .").rpartition(" ")[2]
    if last.islower() and last.isalpha() and last not in _LOWER_LAST and last.isascii():
        return
    agency = not _TELLING.isdisjoint(_WORDS.findall(small))
    if agency or (not tail.isascii() and _HAN_NAMES.search(tail)):
        yield _whole
        if tail[-1] in "摄攝":
            yield _photographed
        yield _trailing


def _credits(inner: str, *, alone: bool, after_sentence: bool) -> bool:
    """Whether the words in brackets, or on a line of their own, name who made a picture."""
    if not inner or len(inner) > _LONGEST or _is_prose(inner):
        return False
    if _OPENS.match(inner) or _IS_SOURCE.search(inner):
        return True
    capitals = [word for word in inner.split() if word[0].isupper()]
    if "/" in inner and not any(c.isdigit() for c in inner):
        return len(capitals) >= 2
    if " via " in inner or (_COMPANY.search(inner) and (alone or after_sentence)):
        return True
    count = len(inner.split())
    return after_sentence and 2 <= count <= 4 and len(capitals) == count and inner.replace(" ", "").isalpha()


def _is_prose(text: str) -> bool:
    """Whether this many small words make a sentence rather than a list of names."""
    said = text.split()
    return len(said) > 5 and sum(1 for word in said if word[0].islower()) * 2 > len(said)


def _bare(credit: str) -> str:
    """The credit without brackets, label and closing point."""
    credit = credit.strip(" ,;|–—-")
    if credit[:1] in "([" and credit[-1:] in ")]":
        credit = credit[1:-1].strip()
    credit = _SOURCE.sub("", credit)
    opening = _OPENS.match(credit)
    while opening and opening.end() < len(credit):
        if opening.group().casefold().startswith(("courtesy", "handout")) and ":" not in opening.group():
            break
        credit = credit[opening.end() :].strip(" ,;|–—-")
        opening = _OPENS.match(credit)
    return credit if _ABBREVIATED.search(credit) else credit.rstrip(" .")


def _undoubled(credit: str) -> str:
    """The credit once, where a page printed it twice on end."""
    half = len(credit) // 2
    if len(credit) % 2 == 1 and credit[half] == " " and credit[:half] == credit[half + 1 :]:
        return credit[:half]
    return credit
