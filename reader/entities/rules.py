"""The engine that needs no training: lists, cue words and patterns."""

from __future__ import annotations

from collections.abc import Sequence

from reader.domain.entity import EntityType, Mention
from reader.entities import lexicon as lex
from reader.entities.casing import headline_case, running
from reader.entities.engine import EngineProblem, Report
from reader.entities.lexicon import DamagedFile, Lexicon, lexicon
from reader.entities.numbers import numbers
from reader.entities.plain import plain, squeezed
from reader.entities.settle import settled
from reader.entities.tokens import Sentence, sentences
from reader.entities.wordlist import listed
from reader.entities.works import works_and_events

LINKS = listed("of the for and & de del della di da dos du la le van von der den bin ibn al el")
"""Small words that may stand within a name."""

PARTICLES = listed("de del della di da dos du la le van von der den bin ibn ben al el bint")
"""Those of them that may stand within a person's name."""

_PLACE_CUES = listed("in at near from to across around outside inside towards toward throughout")
_NEVER = listed(
    "I The A An It He She They We You This That These Those There In On At But And Or If When While"
    " After As For With"
    " By From To Not No So Some Many Most What Who How Why Where Since Under Both Such All His Her"
    " Its Their Our My"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August"
    " September October November December Mr Mrs Ms Dr"
)


def words(report: Report | None = None) -> Lexicon:
    """The word list, or where its file is damaged an empty one, and `report` is told."""
    try:
        return lexicon()
    except DamagedFile as damage:
        if report is not None:
            report(
                EngineProblem(
                    "rules", f"{damage}; only dates, sums and the like are found: reinstall broadsheet"
                )
            )
        return Lexicon.empty()


def make(argument: str = "") -> Rules:
    """The engine; it takes no argument."""
    return Rules(words())


class Rules:
    """Finds names by lists and cue words, the rest by patterns; quick, and precise rather than complete."""

    name = "rules"

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.version = f"rules-1-{lexicon.version}"

    def recognise(self, text: str) -> list[Mention]:
        """The mentions in a text: in order, none overlapping another."""
        flat, places = squeezed(plain(text))
        names = [mention for sentence in sentences(flat, self._lexicon) for mention in self._names(sentence)]
        found = settled(names, numbers(flat), works_and_events(flat), flat)
        return [Mention(places[m.start], places[m.end - 1] + 1, m.type) for m in found]

    def _names(self, sentence: Sentence) -> list[Mention]:
        words = running(sentence.words, self._lexicon)
        titled = headline_case(words)
        found: list[Mention] = []
        at = 0
        while at < len(words):
            length, kind = self._at(words, at, titled)
            if kind is not None:
                found.append(Mention(sentence.starts[at], sentence.ends[at + length - 1], kind))
            at += max(1, length)
        return found

    def _at(self, words: Sequence[str], at: int, titled: bool) -> tuple[int, EntityType | None]:
        """How many words from `at` belong together, and what they name if anything."""
        word = words[at]
        if not word[0].isupper():
            return 1, None
        flags = self._lexicon.flags
        length, entry = self._lexicon.longest(words, at)
        run = self._run(words, at)
        if run > length and self._is_organisation(words, at, run):
            return run, EntityType.ORGANISATION
        if (word in _NEVER and length < 2) or (flags(word) & lex.TITLE and run > 1 and not length):
            return 1, None
        person = self._person(words, at)
        called = flags(words[at - 1] if at else "") & (lex.TITLE | lex.ROLE)
        if person > length and (called or (flags(word) & lex.GIVEN and not entry & lex.COUNTRY)):
            return person, EntityType.PERSON
        kind = self._listed(words, at, length, entry)
        if kind is not None:
            return length, kind
        return (1, None) if titled else self._by_cue(words, at, run, person)

    def _listed(self, words: Sequence[str], at: int, length: int, entry: int) -> EntityType | None:
        """What an entry of the word list names, where that is beyond doubt."""
        if entry & lex.GROUP and not entry & lex.COUNTRY:
            return EntityType.GROUP
        if entry & lex.ORGANISATION:
            return EntityType.ORGANISATION
        cued = at > 0 and words[at - 1] in _PLACE_CUES
        sure = entry & (lex.COUNTRY | lex.CAPITAL | lex.CITY) or length > 1 or cued
        doubtful = self._lexicon.flags(words[at]) & (lex.GIVEN | lex.SURNAME | lex.COMMON)
        return EntityType.PLACE if length and (sure or not doubtful) else None

    def _by_cue(self, words: Sequence[str], at: int, run: int, person: int) -> tuple[int, EntityType | None]:
        """What a run that no list knows names, by the words around it."""
        flags = self._lexicon.flags
        word, before = words[at], words[at - 1] if at else ""
        after = words[at + person] if at + person < len(words) else ""
        rare = not flags(word.lower()) & lex.COMMON
        says = person > 1 and flags(after) & lex.SAYING
        if rare and person and (says or flags(before) & lex.TITLE):
            return person, EntityType.PERSON
        if word.isupper() and len(word) > 2 and (before, after) == ("(", ")"):
            return 1, EntityType.ORGANISATION
        if run > 1 and flags(words[at + run - 1]) & lex.PLACE_WORD and before:
            return run, EntityType.PLACE
        if run == 1 and rare and before in _PLACE_CUES and word.isalpha() and at > 1:
            return 1, EntityType.PLACE
        return 1, None

    def _run(self, words: Sequence[str], at: int) -> int:
        """How many words from `at` make one capitalised run, links of one or two small words within."""
        end = at
        index = at
        while index < len(words) and index - at < 12:
            word = words[index]
            if word[0].isupper() or (word == "&" and index > at):
                end = index + 1
            elif (
                word not in ("of", "for", "the", "and", "de", "on")
                or index == at
                or (word == "and" and not self._lexicon.flags(words[at]) & lex.ORGANISATION_WORD)
            ):
                break
            index += 1
        return end - at

    def _is_organisation(self, words: Sequence[str], at: int, run: int) -> bool:
        """Whether a run has a word that organisations are named with, at its end or before "of"."""
        flags = self._lexicon.flags
        first = words[at]
        if first in _NEVER or (run > 1 and flags(first) & flags(words[at + 1]) & lex.TITLE):
            return False
        for index in range(at, at + run):
            heads = index == at + run - 1 or words[index + 1] in ("of", "for", "on")
            if heads and flags(words[index]) & lex.ORGANISATION_WORD and (run > 1):
                return True
        return False

    def _person(self, words: Sequence[str], at: int) -> int:
        """How many words from `at` could be a person's name."""
        flags = self._lexicon.flags
        end = at
        index = at
        while index < len(words) and index - at < 5:
            word = words[index]
            if word[0].isupper() and (
                word.replace("-", "").replace("'", "").isalpha() or (len(word) == 2 and word[1] == ".")
            ):
                if flags(word) & (lex.ORGANISATION_WORD | lex.GROUP) and not flags(word) & (
                    lex.GIVEN | lex.SURNAME
                ):
                    break
                if index > at and flags(word) & (lex.COUNTRY | lex.TITLE):
                    break
                end = index + 1
            elif word not in PARTICLES or index == at:
                break
            index += 1
        return end - at
