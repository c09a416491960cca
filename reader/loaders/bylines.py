"""Finding the names of the authors in a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.loaders import dates
from reader.loaders.wordlists import evenly_spaced, phrases, words

_LONGEST = 300
"""No byline is longer than this, in characters."""

_CUE = re.compile(
    r"(?:^|(?<=[\s|·•,;:—–/-]))(?:(?:(?:written|words|text|story|report(?:ed|ing|s)?|posted|published|analysis|"
    r"interview|review|opinion|exclusive)\s+)?by|von|par|por|di|da|door|av|af|przez|autor(?:in|en|es|a)?|"
    r"auteur|autore|author|redacci[óo]n|text|texte|texto|testo|tekst)\b\s?[:：]?\s*",
    re.IGNORECASE,
)
_HAN = r"[\u3040-\u30ff\u3400-\u9fff]"
_ASIAN = re.compile(
    rf"(?:记者|記者|作者|撰文|撰稿|採訪|采访|文)\s?[：:／/＝= ]\s?((?:{_HAN}{{2,5}}[、 ,，/／]?\s?){{1,4}})"
    rf"|【?(?:[^\s】]{{0,6}})(?:记者|記者)\s?({_HAN}{{2,4}})(?=[／/\s】]|$)"
    r"|([가-힣]{2,4})\s?기자"
)
_DIVIDED = re.compile(r"[\d|•·:/–—-]")
_HANDLE = re.compile(
    r"(?:\s(?i:follow|folgen|seguir|suivre))?\s?(?:@\w{2,30}|\S{1,60}@\S{1,60}\.\w{2,8}|https?://\S{1,200})"
)
_CUT = re.compile(
    r"(?:[|•·;()\[\]<>†*]|—(?<=\w—)|—(?<=\w\s—)|…|\.{3}|\s[-–—/]\s|\s(?:for|in|on|at|of|from|special\s(?:to|for)|writes|reports|"
    r"reporting|is\sa|für|aus|pour|à|para|desde|per|voor|uit|em|updated|published|posted|last)\b|"
    r"\d)",
    re.IGNORECASE,
)
_AND = re.compile(
    r"(?<!\s)(?:\s*,\s*(?:and|und|et|y|e|en|och|og|i)\s+|\s+(?:and|und|et|y|e|en|och|og|with|mit|avec|con|com|met)\s+|"
    r"\s*[,&、]\s*)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z]{2})")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){1,3}\.$|[A-Z]$")
_TOKEN = re.compile(r"[^\W\d_][\w'’.\-]*$")
_PARTICLES = words(
    """
    de del della delle degli di da das dos do du van von der den ter ten te la le las los el al bin bint ibn
    af av zu zur vom y e ap mac st san
    """
)
_SUFFIXES = words("jr jr. sr sr. ii iii iv phd md mba dphil")
_TITLES = words("dr dr. prof prof. mr mr. mrs mrs. ms ms. sir dame lord lady rabbi rev rev. phd herr frau")
_POSTS = words(
    """
    affairs analyst anchor are business chief columnist columnists contributing contributor
    contributors correspondent correspondente correspondents critic deputy director editor editorial
    editorin editors education features foreign freelance has health investigative is journalist
    journaliste korrespondent korrespondentin managing national new our photographer political
    producer publisher redakteur redakteurin reporter reporters says sector senior special sport
    sports staff technology the was will writer writers your
    """
)
_HOUSES = words(
    """
    agence agencia agencies agency agenzia ansa ap apf afp aap associated bbc blog bloomberg board
    bureau capital chronicle city cnn column comment comments company corp council courier daily
    desk deutsche dispatch dpa edition efe email entertainment epa executive express facebook
    foundation gazette general getty group guardian herald images inc independent information
    insider institute international investigations journal kna leader live local ltd magazine mail
    media mirror more morgen nachrichten network news newsroom newspaper observer office online
    opinion opera-mundi pa picture photo photos police policy politics press radio read redacao
    redacción redaccion redaktion redazione redação reuters rédaction service services share show
    sid standard star state story studio sun tass team tech telegraph television this times today
    tribune tv twitter university upi video washington-post web week weekly wire wires world xinhua zeitung
    yesterday subscribe newsletter menu login sign
    """
)
_TWO_WORD_PLACES = phrases(
    """
    new york | los angeles | san francisco | san diego | hong kong | tel aviv | buenos aires
    new delhi | cape town | mexico city | washington dc | washington d.c. | st. louis
    st. petersburg | las vegas | new orleans | sao paulo | são paulo | rio de janeiro | kuala lumpur
    abu dhabi | saudi arabia | united states | united kingdom | new zealand | south africa
    south korea | north korea | sri lanka | costa rica | el salvador | puerto rico | santa fe
    salt lake city | kansas city | oklahoma city | san jose | san antonio | fort worth | den haag
    the hague | addis ababa | phnom penh | ho chi minh | frankfurt am main | nairobi kenya
    west bank | great britain | northern ireland | new jersey | north carolina | south carolina
    north dakota | south dakota | west virginia | new mexico | new hampshire | rhode island
    wall street | silicon valley | white house | capitol hill | middle east | porto alegre
    belo horizonte | la paz | san salvador | santo domingo | port-au-prince | le havre | tel-aviv
    """
)
_MOST = 5
"""A name of more words than this holds something else as well."""


def has_cue(line: str) -> bool:
    """Whether the line itself says that it is a byline ("By", "Von", "记者") and a name follows."""
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    cue = _CUE.match(line)
    if cue and (not line[cue.end() :] or _names(line[cue.end() :]) or _is_house(line[cue.end() :])):
        return True
    if not line.isascii() and _ASIAN.match(line):
        return True
    return any(_names(line[cue.end() :]) for cue in _later_cues(line))


def authors(line: str) -> tuple[str, ...]:
    """The people whom a byline names, in order, each once; none where it names nobody.

    Agencies, papers, places, roles, dates and handles are left out; a name in capitals is set in the usual
    case. A line without "By" or its like is read as one too: whether it is a byline is for its
    surroundings to say.

    Args:
        line: One line of text.
    """
    line = evenly_spaced(line)
    if not line or len(line) > _LONGEST:
        return ()
    if not line.isascii() and (asian := _ASIAN.search(line)):
        names = re.split(r"[、,，/／\s]+", next(part for part in asian.groups() if part))
        return tuple(dict.fromkeys(name for name in names if name))
    cue = _CUE.match(line) or next((c for c in _later_cues(line) if _names(line[c.end() :])), None)
    if cue:
        return _names(line[cue.end() :])
    found = dates.find(line)
    if found and found[0].start == 0:
        line = line[found[0].end :].lstrip(" |·•,;:/–—-")
    return _names(line)


def _is_house(text: str) -> bool:
    """Whether it names an agency or a staff: "The Associated Press", "Reuters Staff"."""
    said = text.split()
    known = any(word.casefold().strip(".,") in _HOUSES | _POSTS for word in said)
    return known and len(said) <= 6 and all(not word[0].islower() for word in said)


def _later_cues(line: str) -> Iterator[re.Match[str]]:
    """Cues further on, where only a date or a section's name stands before."""
    if not _DIVIDED.search(line):
        return
    for cue in _CUE.finditer(line):
        before = line[: cue.start()].rstrip()
        if before and (before[-1] in "|•·:/–—-" or dates.find(before)):
            yield cue


def _names(text: str) -> tuple[str, ...]:
    if "@" in text or "://" in text:
        text = _HANDLE.sub("", text)
    if found := dates.find(text):
        text = text[: found[0].start]
    cut = _CUT.search(text)
    if cut:
        text = text[: cut.start()]
    found_names: list[str] = []
    for piece in _AND.split(text):
        name = _name(piece)
        if name:
            found_names.append(name)
    return tuple(dict.fromkeys(found_names))


def _name(piece: str) -> str:
    """The piece as a name; empty where it is none."""
    piece = _GLUED.split(piece.strip(" .,:'\"“”"), maxsplit=1)[0]
    if piece.casefold() in _TWO_WORD_PLACES:
        return ""
    tokens = piece.split()
    while tokens and tokens[0].casefold() in _TITLES:
        tokens = tokens[1:]
    while tokens and tokens[-1].casefold() in {"phd", "md", "mba", "dphil"}:
        tokens = tokens[:-1]
    if len(tokens) > _MOST:
        tokens = _leading_name(tokens)
    kept: list[str] = []
    for token in tokens:
        word = token.casefold()
        bare = word.rstrip(".s'’")
        if word in _POSTS or bare in _POSTS:
            break
        if word in _HOUSES or bare in _HOUSES:
            kept = _leading_name(kept) if len(kept) > 2 else []
            break
        if not (token[0].isupper() or word in _PARTICLES) or not _TOKEN.match(token) or "_" in token:
            return ""
        kept.append(token)
    full = [token for token in kept if token.casefold() not in _PARTICLES and not _INITIAL.match(token)]
    if len(kept) < 2 or not full or not (kept[0][0].isupper() or kept[0].casefold() in _PARTICLES):
        return ""
    name = " ".join(kept)
    return name if any(c.islower() for c in name) else " ".join(_usual_case(token) for token in kept)


def _leading_name(tokens: list[str]) -> list[str]:
    """The name at the head of a run of capitalised words that goes on with a paper or a town."""
    length = 2
    while length < len(tokens) and (
        _INITIAL.match(tokens[length - 1]) or tokens[length - 1].casefold() in _PARTICLES
    ):
        length += 1
    if length < len(tokens) and tokens[length].casefold() in _SUFFIXES:
        length += 1
    return tokens[:length]


def _usual_case(token: str) -> str:
    word = token.casefold()
    if word in _SUFFIXES and word.startswith("i"):
        return token
    if "." in token[:-1] or len(token) == 1:
        return token
    if word in _PARTICLES - {"st", "mac", "san"}:
        return word
    parts = [part[:1].upper() + part[1:].lower() for part in re.split(r"(?<=['’-])", token)]
    if len(parts) == 2 and parts[0].endswith(("'", "’")) and len(parts[0]) > 2:
        parts[1] = parts[1].lower()
    name = "".join(parts)
    return f"Mc{name[2:].capitalize()}" if name.startswith("Mc") and len(name) > 4 else name
