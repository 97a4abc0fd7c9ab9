"""``zarrin messages``: bring the catalogues up to date, or say what they lack."""

import json
from typing import Annotated

import typer

from services.core import catalogues


def messages(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail on missing, fuzzy or obsolete texts.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Extract texts, merge the translators' parts, compile for server and browser."""
    lacking = (
        {language: catalogues.problems(language) for language in catalogues.TRANSLATED}
        if check
        else catalogues.update()
    )
    if as_json:
        typer.echo(json.dumps(lacking, ensure_ascii=False))
    else:
        for language, lines in lacking.items():
            typer.echo(f"{language}: {'complete' if not lines else f'{len(lines)} to mend'}")
            for line in lines:
                typer.echo(f"  {line}")
    if check and any(lacking.values()):
        raise typer.Exit(1)
