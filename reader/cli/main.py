"""The commands, their arguments, and how every failure becomes one line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from reader import __version__

DONE, NOTHING, WRONG_USAGE = 0, 1, 2
"""Exit statuses: done; nothing found or some input failed; wrong usage."""


class Lazy(click.Group):
    """Commands that are imported when they are called; what is no command is something to read."""

    MODULES = {  # noqa: RUF012 - a constant table, read only
        "read": "reader.cli.read",
        "add": "reader.cli.add",
        "list": "reader.cli.library",
        "search": "reader.cli.library",
        "show": "reader.cli.show",
        "entities": "reader.cli.entities",
        "notes": "reader.cli.notes",
        "themes": "reader.cli.about",
        "keys": "reader.cli.about",
        "doctor": "reader.cli.about",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the help."""
        return list(self.MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one."""
        if cmd_name not in self.MODULES:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(self.MODULES[cmd_name]), f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named by the first argument; without one, `read`."""
        if args and args[0] in self.MODULES:
            if args[0] != "read":
                gc.enable()
            return super().resolve_command(ctx, args)
        return "read", self.get_command(ctx, "read"), args

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both ways to call it."""
        formatter.write_usage("broadsheet", "[PATH|URL|-]...")
        formatter.write_usage("broadsheet", "COMMAND [ARGUMENT]...")


@click.command(
    cls=Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "ignore_unknown_options": True},
)
@click.version_option(__version__, "--version", prog_name="broadsheet", message="%(prog)s %(version)s")
@click.pass_context
def broadsheet(context: click.Context, /) -> None:
    """Read articles in the terminal: files, folders, web addresses, or "-" for standard input.

    With nothing named, your library opens; the very first time, some samples.
    """
    if context.invoked_subcommand is None:
        from reader.cli.read import read_command

        context.invoke(read_command, paths=())


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Args:
        arguments: Those after the program's name.

    Returns:
        The exit status.
    """
    from reader.loaders.errors import LoadError

    try:
        status = broadsheet.main(list(arguments), prog_name="broadsheet", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return say(error.format_message(), WRONG_USAGE)
    except (click.Abort, KeyboardInterrupt):
        return say("stopped", 130)
    except LoadError as error:
        return say(str(error), NOTHING)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; a second attempt at exit would say so.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return say(_crashed(error), NOTHING)
    return status if isinstance(status, int) else DONE


def say(words: str, status: int = DONE) -> int:
    """Say something on standard error, after the program's name, and give back `status`."""
    from reader.loaders.clean import clean_line

    click.echo(f"broadsheet: {clean_line(words)}", err=True)
    return status


def _crashed(error: Exception) -> str:
    import traceback

    from reader.library.crash import report

    return report("".join(traceback.format_exception(error)))
