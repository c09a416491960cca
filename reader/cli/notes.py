"""`broadsheet notes`: the notes and highlights of all articles."""

from __future__ import annotations

import json

import click

from reader.cli.main import NOTHING, say
from reader.library.paths import config_file, notes_dir
from reader.library.settings import load
from reader.notes.notebook import NoteFile
from reader.notes.store import NoteStore


def _store() -> NoteStore:
    return NoteStore(notes_dir(load(config_file())[0].notes_dir))


@click.group("notes")
def notes_command() -> None:
    """List your notes and highlights, or say where they are."""


@notes_command.command("path")
@click.argument("article", required=False)
def path_command(article: str | None) -> int:
    """Print the folder of the notes, or the note file of ARTICLE (a path, or the start of an id)."""
    store = _store()
    if article is None:
        click.echo(store.folder)
        return 0
    found = [file for file in store.all() if file.article_id.startswith(article)]
    if not found:
        from reader.cli.article import named_articles

        ids = {article_id for article_id, _ in named_articles(article)}
        found = [file for file in store.all() if file.article_id in ids]
    for file in found:
        click.echo(file.path)
    return 0 if found else say(f"{article}: there are no notes on it", NOTHING)


@notes_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON: one object a note or highlight.")
def list_command(as_json: bool) -> int:
    """List every note and highlight, article by article."""
    files = list(_store().all())
    for problem in (file.problem for file in files if file.problem):
        say(problem)
    if as_json:
        click.echo(json.dumps([row for file in files for row in _rows(file)], ensure_ascii=False, indent=1))
    else:
        for file in files:
            if file.highlights:
                click.echo(f"\n{file.title or file.article_id}\n{file.path}")
            for row in _rows(file):
                quote = " ".join(str(row["quote"] or "on the article").split())
                click.echo(f"  “{quote}”" if row["quote"] else f"  {quote}")
                for line in str(row["note"]).splitlines():
                    click.echo(f"      {line}")
    return 0 if any(file.highlights for file in files) else say("there are no notes yet", NOTHING)


def _rows(file: NoteFile) -> list[dict[str, object]]:
    return [
        {
            "id": highlight.id,
            "article": file.article_id,
            "title": file.title,
            "url": file.url or None,
            "quote": highlight.anchor.quote if highlight.anchor else None,
            "note": highlight.note,
            "colour": highlight.colour.value,
            "tags": list(highlight.tags),
            "made": highlight.made,
            "path": str(file.path),
        }
        for highlight in file.highlights
    ]
