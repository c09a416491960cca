"""What the program does with its arguments, and how every failure becomes one line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence

DONE, NOTHING, WRONG_USAGE, STOPPED = 0, 1, 2, 130
"""Exit statuses: done; nothing found or some input failed; wrong usage; stopped by ^C."""

MODULES = {
    "read": "reader.cli.read",
    "add": "reader.cli.add",
    "list": "reader.cli.library",
    "search": "reader.cli.library",
    "show": "reader.cli.show",
    "entities": "reader.cli.entities",
    "notes": "reader.cli.notes",
    "import": "reader.cli.imports",
    "themes": "reader.cli.about",
    "keys": "reader.cli.about",
    "doctor": "reader.cli.about",
}
"""The commands, and the modules that are imported when they are called."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Args:
        arguments: Those after the program's name.

    Returns:
        The exit status.
    """
    if _names_articles(arguments):
        # The way of nearly every start; nothing is imported to take it apart.
        from reader.cli.session import read

        named = arguments[1:] if arguments[:1] == ["--"] else arguments
        return _guarded(lambda: read(tuple(named)))
    gc.enable()
    from reader.cli.group import broadsheet

    return _guarded(lambda: broadsheet.main(list(arguments), prog_name="broadsheet", standalone_mode=False))


def _names_articles(arguments: Sequence[str]) -> bool:
    """Whether there is nothing among the arguments but names of what is to be read; "--" says that."""
    if arguments[:1] == ["--"]:
        return True
    options = any(argument.startswith("-") and argument != "-" for argument in arguments)
    return not options and not (arguments and arguments[0] in MODULES)


def _guarded(work: Callable[[], object]) -> int:
    """Do some work; what goes wrong is said on one line."""
    try:
        status = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return say("stopped", STOPPED)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; a second attempt at exit would say so.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _failed(error)
    return status if isinstance(status, int) else DONE


def _failed(error: Exception) -> int:
    """Say what went wrong; only what nobody foresaw is called a fault of the program."""
    import click

    from reader.loaders.errors import LoadError
    from reader.theming.look import ThemeError

    if isinstance(error, click.ClickException):
        return say(error.format_message(), WRONG_USAGE)
    if isinstance(error, click.Abort):
        return say("stopped", STOPPED)
    if isinstance(error, LoadError):
        return say(str(error), NOTHING)
    if isinstance(error, ThemeError):
        return say(str(error), WRONG_USAGE)
    return say(_crashed(error), NOTHING)


def say(words: str, status: int = DONE) -> int:
    """Say something on standard error, after the program's name, and give back `status`."""
    from reader.loaders.clean import clean_line

    sys.stderr.write(f"broadsheet: {clean_line(words)}\n")
    return status


def _crashed(error: Exception) -> str:
    import traceback

    from reader.library.crash import report

    return report("".join(traceback.format_exception(error)))
