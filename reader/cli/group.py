"""The commands and how their arguments are taken apart; each is imported when it is called."""

from __future__ import annotations

import click

from reader import __version__
from reader.cli.main import MODULES


class Lazy(click.Group):
    """Commands that are imported when they are called; what is no command is something to read."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the help."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one."""
        if cmd_name not in MODULES:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(MODULES[cmd_name]), f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named by the first argument; without one, `read`."""
        if args and args[0] in MODULES:
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
