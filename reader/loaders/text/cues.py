"""Words by which the parts of a news text give themselves away: datelines, agencies, captions, posts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.loaders.wordlists import alternatives, pattern, phrases, words

KEY_POINTS = phrases(
    """
    key points | highlights | story highlights | key takeaways | at a glance | in brief
    das wichtigste in kürze | auf einen blick | en bref | l'essentiel | claves | lo esencial | in breve
    em resumo | in het kort
    """
)

_AGENCY = re.compile(
    pattern(
        r"""
        [(\[]?\s?(?:additional\s|with\s)?(?:reporting|writing|editing|written|edited|compiled|
        additional reporting|material) (?:by|from|for)\s[A-Z]|
        (?:with|mit) (?:files|material|additional reporting|agency|agencies|inputs?)\b.{0,80}$|
        (?:source|quelle|fuente|fonte|bron|来源|來源)\s?[:：]\s?.{2,80}$|[(\[]?(?:dpa|afp|ap|reuters|sda|apa|
        sid|epd|kna|efe|ansa|lusa|anp|afp mit|reuters/dpa|dpa/afp|rtr|ap/dpa|pti|ani|ians|jta|upi|
        xinhua|associated press|agencies|agencia efe|europa press|avec afp|con agencias|mit agenturen|
        com agências)(?:\s?[/,]\s?[\w. -]{2,20}){0,4}[)\]]?\.?$|(?:this|the) (?:story|report|
        article) (?:was|is) (?:written|reported|produced|prepared) by |[(（](?:新华社|中新社|共同|时事|
        完|編輯|
        编辑)[^)）]{0,40}[)）]$|(?:the )?(?:associated press|reuters|afp|bloomberg|ap|cnn|
        press association)(?:[’']s?)? (?:writers?|reporters?|staff|journalists?|
        correspondents?)\b.{0,200}$
        """
    ),
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r".{2,160}\bcontributed (?:to|reporting)\b|.{4,60}\breported from (?-i:[A-ZÀ-Þ])", re.IGNORECASE
)

REPORTING = re.compile(r"[(\[]?\s?(?:reporting|written|writing|report) by\s", re.IGNORECASE)

_DASH = r"\s?(?:—|–|--|-|:|\.[-–—])(?=\s)"
_NAME = r"[A-ZÀ-Þ][\w.'’-]{0,20}"
_WIRE = pattern(
    r"""
    (?:AP|AFP|Reuters|REUTERS|dpa|EFE|Agencia EFE|ANSA|UPI|CNN|Xinhua|Bloomberg|APA|sda|SID|Lusa|LUSA|
    PTI|ANI|IANS|JTA|
    Europa Press|BBC|CBS[\w .]{0,15}|Kyodo|KNA|epd|[A-Z]{2,5}|(?:dpa|AFP)/\w{2,8})
    """
)
_CAPITALS = (
    r"[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž.'’\- ]{1,30}"
    rf"(?:(?:,\s|/){_NAME}(?:\s[A-ZÀ-Þ\d][\w.'’-]{{0,20}}){{0,3}}){{0,3}}"
    r"(?:,?\s(?:[A-Z][a-zé]{2,8}\.?\s\d{1,2}|\d{1,2}\.?\s[A-Za-zäé]{3,9}\.?))?(?:\s\d{4})?"
    rf"(?:\s?\([^()]{{2,40}}\)|\svia\s[A-Z]{{2,10}})?{_DASH}"
)
_PLACE_AND_WIRE = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}(?:,\s[^(),:]{{2,30}}){{0,3}}?\s?\({_WIRE}\){_DASH}"
_CHINESE = (
    r"[（(【]?(?:新华社|中新社|中新网|本报|人民网|新華社)?[\u4e00-\u9fff]{2,8}?\d{1,2}月\d{1,2}日"
    r"(?:电|電|讯|訊)?"
    r"(?:（[^（）]{2,20}）|\([^()]{2,20}\))?[】)）]?|【[^【】]{2,24}】"
)
DATELINE = re.compile(rf"(?:{_CAPITALS}|{_PLACE_AND_WIRE}|\({_WIRE}\){_DASH}|{_CHINESE})\s?")
"""The place, and perhaps the day and the agency, that open a report, with the dash after them."""

PLACE_COLON = re.compile(r"(?P<line>[A-ZÀ-Þ][\w.'’-]{2,20}(?:,\s[A-ZÀ-Þ][\w.'’ -]{1,25}){2,3}:)\s")
"""`Washington, DC, United States: …`: no agency and no capitals, so it counts at the first paragraph only."""

CAPTION_LABEL = re.compile(
    pattern(
        r"""
        (?:image(?-i:(?=[A-ZÀ-Þ][a-zß-ÿ]))|image caption|media ?caption|file photo|file image|
        file picture|file -|caption:|
        photo caption|archivbild|symbolbild|imagen de archivo|foto de archivo|foto d'archivio|
        image d'illustration|photo d'illustration|資料写真|资料图)
        """
    ),
    re.IGNORECASE,
)
_IN_PICTURE = re.compile(
    pattern(
        r"""
        \((?:left|right|centre|center|pictured|l|r|links|rechts|à gauche|à droite|izquierda|derecha|
        [^()]{0,20}\bleft|[^()]{0,20}\bright)\)|, (?:left|right|center|centre)(?:,|\.| and)|
        \b(?:pictured|is seen|are seen|is shown|file photo|in this (?:\w+ ){0,3}(?:photo|picture|image|
        illustration))\b
        """
    )
)
PICTURE_WORDS = (
    *(
        "pictured",
        "seen",
        "shown",
        "photo",
        "picture",
        "image",
        "illustration",
        "left",
        "right",
        "center",
        "centre",
    ),
    *("(l)", "(r)", "links", "rechts", "gauche", "droite", "izquierda", "derecha"),
)
"""Where none of these stands, in small letters, nothing is told of what is where in a picture."""

SIGNED = re.compile(r"\s?[—–―]\s?@?[A-ZÀ-Þ]\S{1,30}(?:\s\S{1,30}){0,8}$|.{2,40}\(@\w{2,30}\)")
"""The line below a quotation that says whose it is."""

RELATIVE = re.compile(
    pattern(
        r"""
        (?:(?:first )?(?:published|posted|updated|last updated)\s?:?\s)?(?:(?:about |over )?(?:\d{1,3}|
        an?|one|two|three|few) (?:second|minute|min|hour|hr|day|week|month|year)s? ago|(?:updated|
        published|posted)(?: at)? \d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?(?: (?:to|
        yester)?day| (?:mon|tues|wednes|thurs|fri|satur|sun)day)?|vor \d{1,3} (?:minuten?|stunden?|
        tag(?:en)?)|il y a \d{1,3} (?:minutes?|heures?|jours?)|hace \d{1,3} (?:minutos?|horas?|días?)|
        \d{1,3}\s?(?:小时|分钟|天)前|\d{1,3}(?:時間|分|日)前)\.?$
        """
    ),
    re.IGNORECASE,
)
_ROLES = words(
    """
    editor correspondent reporter columnist writer journalist staff producer contributor analyst redakteur
    redakteurin korrespondent korrespondentin journaliste corresponsal redactor redactora redactore
    giornalista inviato repórter redacteur verslaggever
    """
)
ROLE = re.compile(rf"\b(?:{alternatives(_ROLES)})s?\b")
"""A post at a paper, in small letters."""


def says_who_reported(text: str, small: str = "") -> bool:
    """Whether a line tells who else worked on a report, as the line that closes one does.

    Args:
        text: The line.
        small: It in small letters, where they are at hand.
    """
    if _AGENCY.match(text):
        return True
    small = small or text.casefold()
    return ("contributed" in small or "reported from" in small) and _CONTRIBUTED.match(text) is not None


def speaks_of_picture(small: str, words: Iterable[str] = PICTURE_WORDS) -> bool:
    """Whether a text tells what is where in a picture.

    Args:
        small: It in small letters.
        words: Those of `PICTURE_WORDS` that may stand in it.
    """
    for word in words:
        if word in small:
            return _IN_PICTURE.search(small) is not None
    return False
