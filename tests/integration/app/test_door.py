"""The gate before the pages, and signing in and out over HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app.api import auth, health, pos, receipts, records
from app.api.auth import safe_path
from app.gate import Gate
from services.core.permissions import Role
from services.platform.sessions import actor_of
from tests.integration.app.conftest import OURS, Visitor, join
from tests.integration.shop_factory import PASSWORD, Shop, make_shop

HTML = {"accept": "text/html,application/xhtml+xml"}
POSTS = [route.path for route in (*auth.routes, *pos.routes, *records.routes) if "POST" in (route.methods or ())]


async def page(_request: Request) -> Response:
    return PlainTextResponse("a page")


APP = Gate(
    Starlette(
        routes=[
            *health.routes,
            *auth.routes,
            *pos.routes,
            *receipts.routes,
            *records.routes,
            Route("/{path:path}", page, methods=["GET", "POST"]),
        ]
    )
)


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.fixture(scope="module")
def clerk(shop: Shop) -> tuple[str, str]:
    """Name and token of a clerk."""
    name, signed = join(shop, Role.EMPLOYEE)
    return name, signed.token


def asked(location: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


# the gate


@pytest.mark.parametrize("path", ["/r/items", "/pos", "/r/items/new", "/nothing/here", "/index.html"])
def test_a_page_without_a_session_leads_to_sign_in_and_back(path: str) -> None:
    answer = Visitor(APP)("GET", f"{path}?f.branch=1&q=حلقه", headers=HTML)
    assert answer.status_code == 303
    assert urlsplit(answer.headers["location"]).path == "/login"
    wanted = asked(answer.headers["location"])["next"]
    assert urlsplit(wanted).path == path
    assert "f.branch=1" in wanted


def test_the_sign_in_page_has_the_language_and_theme_that_were_asked_for() -> None:
    location = Visitor(APP)("GET", "/r/items?lang=fa&theme=dark", headers=HTML).headers["location"]
    assert asked(location) == {"lang": "fa", "theme": "dark", "next": "/r/items?lang=fa&theme=dark"}


def test_the_first_page_needs_no_note_of_where_one_was_going() -> None:
    assert Visitor(APP)("GET", "/", headers=HTML).headers["location"] == "/login"


@pytest.mark.parametrize("token", ["nonsense", "A" * 64, ""])
def test_a_cookie_that_stands_for_nobody_opens_nothing(token: str) -> None:
    assert Visitor(APP, token)("GET", "/r/items", headers=HTML).status_code == 303


def test_a_session_opens_the_pages(clerk: tuple[str, str]) -> None:
    assert Visitor(APP, clerk[1])("GET", "/r/items", headers=HTML).text == "a page"


def test_the_sign_in_page_and_files_are_open() -> None:
    assert Visitor(APP)("GET", "/login", headers=HTML).text == "a page"
    assert Visitor(APP)("GET", "/assets/kit.js").text == "a page"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("path", ["/_upload", "/_upload/", "/_upload/secret.pdf"])
def test_reflexs_own_upload_is_shut_for_everybody(method: str, path: str, clerk: tuple[str, str]) -> None:
    assert Visitor(APP, clerk[1])(method, path).status_code == 404


# signing in


def sign_in(name: str, password: str = PASSWORD, **more: str) -> tuple[int, str, str]:
    answer = Visitor(APP)("POST", "/auth/sign-in", data={"username": name, "password": password, **more})
    return answer.status_code, answer.headers["location"], answer.headers.get("set-cookie", "")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(clerk: tuple[str, str]) -> None:
    status, location, cookie = sign_in(clerk[0])
    assert (status, location) == (303, "/")
    said = cookie.lower()
    assert "httponly" in said
    assert "samesite=lax" in said
    assert "path=/" in said
    assert "max-age" not in said, "it ends with the browser"
    assert actor_of(cookie.partition("=")[2].partition(";")[0]) is not None


def test_who_asks_to_stay_signed_in_does(clerk: tuple[str, str]) -> None:
    assert "max-age=2592000" in sign_in(clerk[0], remember="yes")[2].lower()


def test_one_goes_on_to_where_one_was_going(clerk: tuple[str, str]) -> None:
    assert sign_in(clerk[0], next="/r/items?q=ring")[1] == "/r/items?q=ring"


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
     "/login?next=/login", "evil.example", "", "/\t/evil.example", "/\n/evil.example", "http:/evil.example"],
)  # fmt: skip
def test_one_is_led_nowhere_else(wanted: str, clerk: tuple[str, str]) -> None:
    assert safe_path(wanted) == "/"
    assert sign_in(clerk[0], next=wanted)[1] == "/"


def test_a_wrong_password_says_how_many_tries_are_left_and_then_locks(shop: Shop) -> None:
    name, _signed = join(shop, Role.EMPLOYEE)
    for left in ("4", "3", "2", "1", "0"):
        status, location, cookie = sign_in(name, "wrong wrong wrong", next="/pos")
        assert (status, cookie) == (303, "")
        assert asked(location) == {"error": "wrong", "left": left, "next": "/pos"}
    assert asked(sign_in(name)[1]) == {"error": "locked", "minutes": "15"}


def test_a_name_that_nobody_has_is_answered_as_a_wrong_password() -> None:
    assert asked(sign_in("nobody-at-all")[1]) == {"error": "wrong", "left": "4"}


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"},
     {"origin": "null"}],
)  # fmt: skip
def test_a_form_on_another_site_signs_nobody_in(headers: dict[str, str], clerk: tuple[str, str]) -> None:
    given = {"username": clerk[0], "password": PASSWORD}
    answer = Visitor(APP)("POST", "/auth/sign-in", data=given, headers=headers)
    assert "set-cookie" not in answer.headers
    assert asked(answer.headers["location"])["error"] == "failed"
    assert Visitor(APP, clerk[1])("POST", "/auth/sign-out", headers=headers).status_code == 403
    assert actor_of(clerk[1]) is not None


def test_signing_out_ends_the_session_and_forgets_the_cookie(shop: Shop) -> None:
    _name, signed = join(shop, Role.EMPLOYEE)
    answer = Visitor(APP, signed.token)("POST", "/auth/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert 'zarrin_session=""' in answer.headers["set-cookie"]
    assert actor_of(signed.token) is None


# routes beside the pages


@pytest.mark.parametrize("path", [path for path in POSTS if path.startswith("/api")])
def test_a_post_that_our_own_page_did_not_send_is_refused(path: str, clerk: tuple[str, str]) -> None:
    answer = Visitor(APP, clerk[1])("POST", path.replace("{id}", "x"), json={})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_preferences_are_kept_and_nonsense_is_not(clerk: tuple[str, str]) -> None:
    visitor = Visitor(APP, clerk[1])
    given = {"language": "fa", "theme": "dark", "role": "owner", "discount_limit": 100, "density": {"a": 1}}
    assert visitor("POST", "/api/preferences", json=given, headers=OURS).status_code == 200
    who = actor_of(clerk[1])
    assert who is not None
    assert (who.language, who.role, who.discount_limit) == ("fa", Role.EMPLOYEE, 5)
    assert visitor("POST", "/api/preferences", json={"language": "xx"}, headers=OURS).status_code == 200
    assert visitor("POST", "/api/preferences", content=b"[", headers=OURS).status_code == 200
    assert getattr(actor_of(clerk[1]), "language", "") == "fa"


def test_without_a_session_a_route_answers_a_problem(shop: Shop) -> None:
    answer = Visitor(APP)("GET", "/api/search", params={"q": "ring"})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not-signed-in"


@pytest.mark.parametrize("given", [b'{"theme": []}', b'{"language": {}}', b'{"density": "\\u0000"}', b"[" * 100_000])
def test_nonsense_for_preferences_breaks_nothing(clerk: tuple[str, str], given: bytes) -> None:
    visitor = Visitor(APP, clerk[1])
    assert visitor("POST", "/api/preferences", content=given, headers=OURS).status_code == 200


@pytest.mark.parametrize("given", [{"username": "a\x00", "password": "b"}, {"username": "a", "password": "b\x00"}])
def test_letters_that_no_account_has_are_no_fault_of_ours(given: dict[str, str]) -> None:
    answer = Visitor(APP)("POST", "/auth/sign-in", data=given)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?error=failed")


def test_a_form_that_never_ends_is_not_read_to_its_end() -> None:
    read = []

    async def endless() -> AsyncIterator[bytes]:
        for number in range(1_000):
            read.append(number)
            yield b"username=" + b"x" * 8_000 + b"&"

    answer = Visitor(APP)("POST", "/auth/sign-in", content=endless())
    assert answer.headers["location"] == "/login?error=failed"
    assert len(read) < 10
