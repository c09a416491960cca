"""Which names of organisations are one organisation's within an article."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from reader.entities.keys import fold, initials, nationalities, place_key
from reader.entities.later import later

_OFFICES = (
    "ministry|department|parliament|army|navy|air force|police|government|central bank|supreme"
    " court|high court|cabinet"
    "|embassy|senate|congress|armed forces|defence forces|treasury|federation|olympic"
    " committee|foreign office"
    "|health service|security service|intelligence service|constitutional court|football"
    " federation|electoral commission"
    "|election commission|national assembly|coast guard|red cross|academy of sciences|chamber of commerce"
)
OFFICE = later(rf"(?:[\w ]+ )?(?:{_OFFICES})|(?:ministry|department) (?:of|for) [\w ]+")
_TAIL = later(
    r" (?:inc|corp|corporation|co|company|ltd|limited|plc|llc|ag|gmbh|sa|nv|spa|ab|se|asa|oyj|bv|group"
    r"|holdings|fc|afc|cf|sc|party|university"
    r"|news agency|newspaper|website|daily|news|airlines|airways|football club)$"
)


class Body(NamedTuple):
    """A mention of an organisation, taken apart.

    Attributes:
        form: Its folded name.
        owner: The key of the country or place whose it is, from "of X", "X's" or "Xian"; "" where unsaid.
        office: Its name without the owner, its words in order of the alphabet, where it is an office that
            every country has; otherwise "".
    """

    form: str
    owner: str
    office: str


def body(name: str, possessor: str) -> Body:
    """Take a name apart.

    Args:
        name: As it stands in the article.
        possessor: The name of the place that stands before it with "'s"; "" where there is none.
    """
    form = fold(name)
    owner = place_key(possessor) if possessor else ""
    rest = form
    head, of, tail = form.rpartition(" of ")
    if (
        of
        and not owner
        and OFFICE.fullmatch(head)
        and tail not in ("state", "defence", "justice", "health", "finance")
    ):
        owner, rest = place_key(tail), head
    else:
        for length in (2, 1):
            words = form.split()
            opening = " ".join(words[:length])
            if len(words) > length and not owner:
                if opening in nationalities() and nationalities()[opening][1]:
                    owner, rest = place_key(nationalities()[opening][1]), " ".join(words[length:])
                elif opening in ("us", "uk", "un") or place_key(opening) != opening:
                    owner, rest = place_key(opening), " ".join(words[length:])
    if not OFFICE.fullmatch(rest):
        return Body(form, owner if rest == form else "", "")
    words = sorted(word for word in rest.split() if word not in ("of", "the", "for", "national"))
    return Body(form, owner, " ".join(words))


def key_of(found: Body, previous: dict[str, str]) -> str:
    """The key of an office with its owner; a headless one takes the owner that the office last had.

    Args:
        found: The mention.
        previous: By office, the owner last met; kept up to date here.
    """
    if not found.office:
        return found.form
    owner = found.owner or previous.get(found.office, "")
    if owner:
        previous[found.office] = owner
    return f"{found.office} / {owner}"


def linked(forms: Collection[str], defined: dict[str, str]) -> dict[str, str]:
    """For each key the key that it stands for.

    Args:
        forms: The keys met.
        defined: By acronym, the long form that the article gives for it in brackets.
    """
    chief = {}
    for form in forms:
        target = defined.get(form, "")
        if target not in forms or target == form:
            target = _of_acronym(form, forms) or _shortened(form, forms) or form
        chief[form] = target
    return {form: _followed(form, chief) for form in forms}


def _followed(form: str, chief: dict[str, str]) -> str:
    seen = {form}
    while chief[form] != form and chief[form] not in seen:
        form = chief[form]
        seen.add(form)
    return form


def _of_acronym(form: str, forms: Collection[str]) -> str:
    if " " in form or not 2 <= len(form) <= 8:
        return ""
    long = [other for other in forms if " " in other and "/" not in other and form in initials(other)]
    return long[0] if len(long) == 1 else ""


def _shortened(form: str, forms: Collection[str]) -> str:
    """The one longer name that begins with this one ("Tata" of "Tata Motors"), or has "Inc" or "FC" more.

    "Tata Motors" and "Tata Motors Ltd" are one.
    """
    bare = _TAIL.sub("", form)
    if bare != form and bare in forms:
        return ""
    tails = [other for other in forms if other != form and _TAIL.sub("", other) == form]
    if tails:
        return max(tails, key=len)
    if len(form) < 4 or form in nationalities():
        return ""
    longer = [other for other in forms if other.startswith(form + " ") and "/" not in other]
    return max(longer, key=len) if len({_TAIL.sub("", other) for other in longer}) == 1 else ""
