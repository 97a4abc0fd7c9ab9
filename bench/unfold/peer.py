"""Django admin with Unfold over the same table of items, in an environment of its own.

``python peer.py ask`` answers requests read line by line: an address gives ``{"status", "bytes", "ms"}``, a line
``export <address>`` the CSV of django-import-export for the rows that the address finds, with peak memory beside it.
``python peer.py serve PORT`` serves the admin with compressed static files, and prints the cookie of a session.
``ITEMS_URL`` is the address of the database and ``ITEMS_TENANT`` the shop; users and sessions live in SQLite.
"""

import json
import os
import resource
import sys
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up, as all that follows
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.test import Client  # noqa: E402
from goods.models import Item  # noqa: E402
from import_export.resources import modelresource_factory  # noqa: E402

ItemFile = modelresource_factory(Item)


def answer(client: Client) -> None:
    """Answer what comes in, one line each."""
    print("ready", flush=True)
    for line in sys.stdin:
        asked = line.strip()
        start = time.perf_counter()
        answer = export(asked.removeprefix("export ")) if asked.startswith("export ") else page(client, asked)
        answer["ms"] = (time.perf_counter() - start) * 1000
        print(json.dumps(answer), flush=True)


def page(client: Client, address: str) -> dict:
    """One page of the list."""
    response = client.get(address)
    return {"status": response.status_code, "bytes": len(response.content)}


def export(conditions: str) -> dict:
    """The file of all rows that Django's conditions (JSON) find."""
    found = Item.objects.filter(tenant_id=settings.ITEMS_TENANT, deleted_at=None, **json.loads(conditions)).order_by(
        "sku"
    )
    made = ItemFile().export(found).csv
    return {"bytes": len(made), "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    """Make Django's own tables and a superuser, then do what was asked."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    user = User.objects.create_superuser("owner", password="only to be measured")  # noqa: S106
    client = Client()
    client.force_login(user)
    if sys.argv[1] == "ask":
        answer(client)
    else:
        server = ThreadedWSGIServer(("127.0.0.1", int(sys.argv[2])), WSGIRequestHandler)
        server.set_app(get_wsgi_application())
        print(client.cookies[settings.SESSION_COOKIE_NAME].value, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
