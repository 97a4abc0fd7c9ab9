"""The list page of many items as a stranger's browser loads it, ours and Django admin's with Unfold.

Both are served by one machine from the same table, with the signed-in owner's cookie and an empty cache; ours is the
whole installation, theirs a threaded server of Django's own behind WhiteNoise's compressed files.
"""

from app.server.instance import LOCK
from bench import FOLDER, goods, peer
from bench.page import PAGE, ROW, chromium, cold, running
from bench.place import alone, opened
from bench.report import Result, compare, median
from services.core.actor import Actor
from services.core.permissions import Role
from services.platform.sessions import sign_in
from services.platform.users import create_user
from tests.integration.shop_factory import PASSWORD
from tests.support.installation import Installation, free_port

ROUNDS = 3
THEIR_ROW = "#result_list tbody tr"


def measure() -> list[Result]:
    """Kilobytes, and milliseconds until rows are seen."""
    owner, cookie = _session()
    (FOLDER / LOCK).touch()  # the benchmark's own folder is an installation's for once
    with running(Installation(FOLDER)) as site, chromium() as browser:
        port = free_port()
        with peer.served(owner, port) as theirs:
            places = [
                (site.address, PAGE, "zarrin_session", cookie, ROW),
                (f"http://localhost:{port}", "/admin/goods/item/", "sessionid", theirs, THEIR_ROW),
            ]
            loads = [
                [cold(browser, address + path, [{"name": name, "value": value, "url": address}], row)
                 for _ in range(ROUNDS)]
                for address, path, name, value, row in places
            ]  # fmt: skip
    kilobytes, times = ([median([load[n] for load in side]) for side in loads] for n in (0, 1))
    title = f"cold page of {goods.ITEMS:,} against Unfold"
    return [
        compare(f"{title}: weight", *kilobytes, unit="KB", aim=1),
        compare(f"{title}: time to rows", *times, unit="ms", aim=1),
    ]


@opened()
def _session() -> tuple[Actor, str]:
    """The owner of the many items, and the token of a session."""
    owner = goods.owner()
    name = f"bench-{free_port()}"
    if owner.tenant_id is None:
        raise RuntimeError("the owner has no shop")
    create_user(owner.tenant_id, name, PASSWORD, Role.OWNER, name={"en": name})
    return owner, sign_in(name, PASSWORD).token


if __name__ == "__main__":
    alone(measure)
