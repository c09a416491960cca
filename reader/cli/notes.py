"""`broadsheet notes`: notes and highlights listed, checked, mended, exported, put back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.main import NOTHING, say
from reader.library.paths import config_file, notes_dir, notes_journal
from reader.library.settings import load
from reader.notes.errors import NotesError
from reader.notes.journal import Journal
from reader.notes.store import NoteStore

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.domain.highlight import Placed
    from reader.notes.notebook import NoteFile


def _store() -> NoteStore:
    store = NoteStore(notes_dir(load(config_file())[0].notes_dir), Journal(notes_journal()))
    with suppress(OSError):
        store.take_in_copies()
    return store


def _none(query: str) -> str:
    return f"there are no notes on what {query} asks for" if query.strip() else "there are no notes"


def _files(query: str = "") -> list[NoteFile]:
    """The note files that can be read, or of them those of the articles that match; others are named."""
    files = list(_store().all())
    for problem in (file.problem for file in files if file.problem):
        say(problem)
    sound = [file for file in files if not file.problem]
    if not query:
        return sound
    from reader.cli.library import found, library_desk

    wanted = {hit.entry.id for hit in found(library_desk(()), query)}
    return [file for file in sound if file.article_id in wanted]


@click.group("notes")
def notes_command() -> None:
    """Your notes and highlights: where they are, all of them, and how they can leave."""


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
@click.argument("query", required=False, default="")
@click.option("--json", "as_json", is_flag=True, help="As JSON: one object a note or highlight.")
def list_command(query: str, as_json: bool) -> int:
    """List every note and highlight, or those on the articles that match QUERY."""
    files = _files(query)
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
    return 0 if any(file.highlights for file in files) else say(_none(query), NOTHING)


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


@notes_command.command("export")
@click.argument("query", required=False, default="")
@click.option("--format", "form", type=click.Choice(["markdown", "json-ld", "csv"]), default="markdown")
@click.option(
    "--to",
    "target",
    help="A file; for Markdown also a folder, which gets a file for each article (NAME/ makes a new one).",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    help="A Jinja template for Markdown; `notes template` prints the usual one, to begin with.",
)
def export_command(query: str, form: str, target: str | None, template: Path | None) -> int:
    """Export notes, of all articles or of those that match QUERY; what a reader changed there is kept."""
    files = _files(query)
    if not any(file.highlights for file in files):
        return say(_none(query), NOTHING)
    try:
        _export(files, form, target, template)
    except NotesError as error:
        return say(str(error), NOTHING)
    return 0


@notes_command.command("template")
def template_command() -> int:
    """Print the template by which notes are exported as Markdown."""
    from reader.notes.markdown_export import TEMPLATE

    click.echo(TEMPLATE, nl=False)
    return 0


def _export(files: list[NoteFile], form: str, to: str | None, template: Path | None) -> None:
    from reader.notes import export, markdown_export

    target = Path(to).expanduser() if to else None
    if form == "json-ld":
        if target is None:
            click.echo(export.json_ld(files))
        else:
            export.write_json_ld(target, files)
    elif form == "csv":
        if target is None:
            click.echo(export.csv_text(export.csv_rows(files)), nl=False)
        else:
            export.write_csv(target, files)
    else:
        form_of = markdown_export.load_template(template) if template else markdown_export.Template()
        if target is None:
            click.echo(markdown_export.markdown(files, form_of), nl=False)
        elif target.is_dir() or (to or "").endswith("/"):
            markdown_export.write_folder(target, files, form_of)
        else:
            markdown_export.write_one(target, files, form_of)


@notes_command.command("check")
def check_command() -> int:
    """Say of every highlight whether its passage is still where it was."""
    from reader.domain.highlight import AnchorState
    from reader.notes.check import check

    counts = dict.fromkeys(AnchorState, 0)
    wrong = kept = 0
    for checked in check(_store(), _article_of()):
        if checked.problem:
            say(checked.problem)
            wrong += 1
        for placed in checked.placed:
            if placed.highlight.lost:
                kept += 1
                continue
            counts[placed.state] += 1
            if placed.state in {AnchorState.UNCERTAIN, AnchorState.LOST}:
                click.echo(f"{placed.state.value:<10} {checked.title}: “{_quote(placed)}”")
    told = [f"{state.value} {count}" for state, count in counts.items()]
    click.echo("  ".join([*told, *([f"kept without a passage {kept}"] if kept else [])]))
    return NOTHING if wrong or counts[AnchorState.UNCERTAIN] or counts[AnchorState.LOST] else 0


@notes_command.command("repair")
def repair_command() -> int:
    """Ask of each highlight that is not sure of its passage where it belongs."""
    store, article_of = _store(), _article_of()
    done = Counter[str]()
    try:
        for file in list(store.all()):
            article = None if file.problem else article_of(file)
            if article is None:
                say(file.problem or f"{file.path}: its article is not to be found")
            else:
                done += _repaired(store, file, article)
    except NotesError as error:
        return say(str(error), NOTHING)
    click.echo(", ".join(f"{count} {what}" for what, count in done.items()) or "nothing to repair")
    return NOTHING if done["left as they are"] else 0


def _repaired(store: NoteStore, file: NoteFile, article: Article) -> Counter[str]:
    """Settle what moved in one article and ask of the rest; how many of each."""
    from reader.domain.highlight import AnchorState
    from reader.domain.span import Span
    from reader.notes import check

    moved = check.settle_moved(store, file.article_id, article)
    done = Counter({"moved, and written down": len(moved)} if moved else {})
    asked = (AnchorState.UNCERTAIN, AnchorState.LOST)
    for placed in store.open(file.article_id, article).placed:
        highlight = placed.highlight
        if placed.state not in asked or highlight.lost:
            continue
        click.echo(f"\n{file.title}\n  “{_quote(placed)}”")
        for line in highlight.note.splitlines():
            click.echo(f"      {line}")
        places = [Span(one.start, one.end) for one in check.choices(highlight, article)]
        for number, place in enumerate(places, 1):
            click.echo(f"  {number}  {check.in_context(article.text, place)}")
        if not places:
            click.echo("  its passage is nowhere")
        numbers = list(map(str, range(1, len(places) + 1)))
        answer = click.prompt(
            "  the number of its place, k to keep it as lost, Enter to leave it",
            type=click.Choice([*numbers, "k", ""]),
            default="",
            show_default=False,
            show_choices=False,
        )
        if answer in numbers:
            check.accept(store, file.article_id, article, highlight, places[int(answer) - 1])
            done["placed"] += 1
        elif answer == "k":
            check.keep_as_lost(store, file.article_id, article, highlight)
            done["kept as lost"] += 1
        else:
            done["left as they are"] += 1
    return done


@notes_command.command("trash")
@click.option("--restore", help="Put the note or highlight with this id back.")
def trash_command(restore: str | None) -> int:
    """List what was deleted, newest first, or put one of them back."""
    from reader.notes.trash import put_back, trashed

    gone = trashed(Journal(notes_journal()))
    if restore is None:
        for action in gone:
            before = action.before
            assert before is not None
            quote = " ".join(before.anchor.quote.split()) if before.anchor else "on the article"
            click.echo(f"{before.id}  {action.at}  “{quote}”  {' '.join(before.note.split())}")
        return 0 if gone else say("the trash is empty", NOTHING)
    for action in gone:
        if action.before is not None and action.before.id == restore:
            put_back(_store(), action, lambda _: None)
            return 0
    return say(f"{restore}: there is nothing of that id in the trash", NOTHING)


def _quote(placed: Placed) -> str:
    return " ".join(placed.highlight.anchor.quote.split()) if placed.highlight.anchor else "on the article"


def _article_of() -> Callable[[NoteFile], Article | None]:
    from reader.cli.library import library_desk
    from reader.loaders import LoadError

    desk = library_desk(())

    def article_of(file: NoteFile) -> Article | None:
        try:
            return desk.open_whole(file.article_id).article
        except LoadError:
            return None

    return article_of
