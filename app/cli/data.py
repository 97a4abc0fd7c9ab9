"""``zarrin user create`` and ``zarrin tenant create``: the first people and shops of a real installation."""

import json
import secrets
from typing import Annotated

import typer

from app.cli.keep import AsJson, database_up
from app.server.refusals import Refused
from services.core.permissions import Role

users = typer.Typer(help="People.", no_args_is_help=True)
tenants = typer.Typer(help="Shops.", no_args_is_help=True)


@tenants.callback()
def _tenants() -> None:
    """Shops."""


@users.callback()
def _users() -> None:
    """People."""


@tenants.command("create")
def create_tenant(
    slug: Annotated[str, typer.Argument(help="A short name in Latin letters, as in: zarrin-gallery.")],
    name: Annotated[str, typer.Option(help="The shop's name.")],
    persian_name: Annotated[str, typer.Option(help="The shop's name in Persian; the same if not given.")] = "",
    country: Annotated[str, typer.Option(help="Two letters: it chooses currency and price preset.")] = "IR",
    as_json: AsJson = False,
) -> None:
    """Open a shop."""
    from services.platform import tenants as shops  # noqa: PLC0415 - it needs the database's settings

    with database_up():
        made = shops.create_tenant(slug, {"en": name, "fa": persian_name or name}, country)
        answer = {"id": str(made.id), "slug": slug}
    typer.echo(json.dumps(answer) if as_json else f"The shop {slug} is open.")


@users.command("create")
def create_user(
    username: Annotated[str, typer.Argument(help="The name to sign in with.")],
    tenant: Annotated[str, typer.Option(help="The shop's short name.")],
    role: Annotated[Role, typer.Option(help="What the person may do.")] = Role.EMPLOYEE,
    name: Annotated[str, typer.Option(help="The person's name.")] = "",
    email: Annotated[str | None, typer.Option(help="To sign in with, too.")] = None,
    language: Annotated[str, typer.Option(help="en or fa.")] = "en",
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from the input.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make an account. Without ``--password-stdin`` a password is chosen and shown once."""
    from services.platform import tenants as shops  # noqa: PLC0415 - they need the database's settings
    from services.platform import users as people  # noqa: PLC0415

    password = typer.get_text_stream("stdin").readline().strip() if password_stdin else secrets.token_urlsafe(12)
    with database_up():
        shop = shops.find_tenant(tenant)
        if shop is None:
            raise Refused(f"There is no shop called {tenant}.")
        names = dict.fromkeys(("en", "fa"), name or username)
        made = people.create_user(shop.id, username, password, role, name=names, email=email, language=language)
        answer = {"id": str(made.id), "username": made.username, "role": str(role)}
    if not password_stdin:
        answer["password"] = password
    shown = "" if password_stdin else f" with {password}"
    typer.echo(json.dumps(answer) if as_json else f"{username} may sign in{shown}.")
