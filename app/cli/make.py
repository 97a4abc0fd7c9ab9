"""``zarrin make`` and ``zarrin migration``: a new resource from one line, a migration from what the models have."""

import json
from typing import Annotated

import typer

from app.cli.keep import AsJson
from services.core.config import ROOT

Fields = Annotated[
    str, typer.Option(help="As in: number:series valid_until:date cover:money? customer:ref=customers state:choice=a|b")
]


def make(
    name: Annotated[str, typer.Argument(help="What one record is, in small Latin letters: warranty_card.")],
    workspace: Annotated[str, typer.Option(help="Where it belongs: shop, or a new one.")],
    fields: Fields = "",
    persian: Annotated[str, typer.Option(help="Its Persian name and plural, parted by a comma.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write a new resource: model, declaration, migration, test, texts. Nothing is overwritten."""
    from app.scaffold import wanted, writing  # noqa: PLC0415 - the declarations load at need

    asked = wanted.read(name, workspace, fields)
    words = tuple(word.strip() for word in persian.split(",") if word.strip())
    files = [str(path.relative_to(ROOT)) for path in writing.write(asked, words)]
    if as_json:
        typer.echo(json.dumps(files))
        return
    typer.echo("\n".join(f"  {file}" for file in files))
    typer.echo(f"Written. `zarrin migrate` makes its table, then /r/{asked.key} shows it; `zarrin messages` says which")
    typer.echo("texts wait for a translator. Roles other than the owner are granted it in Workspace(grants=…).")


def migration(
    slug: Annotated[str, typer.Argument(help="What it brings, in small Latin letters: warranty_cards.")],
    message: Annotated[str, typer.Option(help="One sentence that says so.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write the next migration from what the models have and the database doesn't, with row-level security."""
    from app.scaffold.migration import draw_up  # noqa: PLC0415 - as above

    file = str(draw_up(slug, message or slug.replace("_", " ").capitalize()).relative_to(ROOT))
    typer.echo(json.dumps(file) if as_json else f"Written: {file}. Read it before `zarrin migrate`.")
