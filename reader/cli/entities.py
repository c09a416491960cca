"""`broadsheet entities`: who and what is in an article."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import click

from reader.cli.article import whole_articles
from reader.cli.main import NOTHING, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.desk.entities import EntitiesDesk
    from reader.domain.article import Article
    from reader.domain.entity import Entity


@click.command("entities")
@click.argument("article", required=False)
@click.option("--all", "everything", is_flag=True, help="All articles of the library.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: the text, and who and what is where in it.")
@click.option("--encoding", help="How the bytes are encoded, whatever they seem to be.")
def entities_command(article: str | None, everything: bool, as_json: bool, encoding: str | None) -> int:
    """List the people, organisations, places and other things that ARTICLE names."""
    if (article is None) == (not everything):
        raise click.UsageError("name an article, or give --all")
    found = list(_of_library() if everything else whole_articles(article or "", encoding))
    named = [(article_id, one, found_entities(one)) for article_id, one in found]
    if as_json:
        from reader.cli.formats import entities_json

        made = [entities_json(*one) for one in named]
        click.echo(
            json.dumps(made[0] if len(made) == 1 and not everything else made, ensure_ascii=False, indent=1)
        )
    else:
        for name, kind, count in _counted(entity for *_, entities in named for entity in entities):
            click.echo(f"{count:5}  {kind:<13} {name}")
    there = any(entities for *_, entities in named)
    return 0 if there else say("nobody and nothing is named there", NOTHING)


def found_entities(article: Article) -> tuple[Entity, ...]:
    """The entities of an article, by the engine of the settings and as the reader has corrected them."""
    naming = _naming()
    found = naming.ahead(article, lambda: None)
    for problem in naming.take_problems():
        say(problem)
    return found


@cache
def _naming() -> EntitiesDesk:
    from reader.desk.desk import Desk
    from reader.library.paths import config_file
    from reader.library.settings import load

    return Desk(load(config_file())[0]).naming


def _counted(entities: Iterable[Entity]) -> list[tuple[str, str, int]]:
    counts: dict[tuple[str, str], int] = {}
    for entity in entities:
        key = (entity.name, entity.type.value)
        counts[key] = counts.get(key, 0) + len(entity.mentions)
    rows = [(name, kind, count) for (name, kind), count in counts.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def _of_library() -> Iterator[tuple[str, Article]]:
    from reader.cli.library import library_desk
    from reader.loaders import LoadError

    desk = library_desk(())
    for entry in desk.entries():
        try:
            yield entry.id, desk.open_whole(entry.id).article
        except LoadError as error:
            say(str(error))
