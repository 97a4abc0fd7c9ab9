"""Comments and files over HTTP: by the key they came with, from our own pages, for those who see the record."""

import io
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from app.api import attachments, discussion
from services.admin.attachments import LARGEST
from services.core.config import settings
from services.core.permissions import Role
from tests.integration.app.conftest import OURS, Visitor, join
from tests.integration.shop_factory import Shop, make_shop

APP = Starlette(routes=[*discussion.routes, *attachments.routes])


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.fixture(scope="module")
def ring(shop: Shop) -> str:
    return str(shop.item("R-7000").id)


@pytest.fixture(scope="module")
def people(shop: Shop) -> dict[Role, Visitor]:
    return {role: Visitor(APP, join(shop, role)[1].token) for role in (Role.OWNER, Role.EMPLOYEE, Role.ANALYST)}


def post(who: Visitor, path: str, key: UUID | None = None, **options: Any) -> httpx.Response:
    return who("POST", path, headers={**OURS, "Idempotency-Key": str(key or uuid4())}, **options)


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (600, 300), "gold").save(made, "PNG")
    return made.getvalue()


def test_a_comment_is_posted_once_changed_and_taken_back(people: dict[Role, Visitor], ring: str) -> None:
    clerk, key, path = people[Role.EMPLOYEE], uuid4(), f"/api/comments/items/{ring}"
    first = post(clerk, path, key, json={"body": "Size 52?"})
    assert (first.status_code, post(clerk, path, key, json={"body": "Size 52?"}).json()) == (200, first.json())
    assert post(clerk, f"{path}/{key}", json={"body": "Size 54?"}).status_code == 200
    assert post(people[Role.ANALYST], path, json={"body": "No"}).status_code == 403
    assert post(clerk, path, json={"body": " "}).json()["errors"].keys() == {"body"}
    assert post(people[Role.OWNER], f"{path}/{key}", json={"body": "Mine"}).status_code == 403
    assert post(people[Role.OWNER], f"{path}/{key}", json={"remove": True}).status_code == 200
    assert post(clerk, f"{path}/{key}", json={"body": "Again"}).status_code == 404


@pytest.mark.parametrize("path", ["/api/comments/items/{id}", "/api/comments/nothing/{ring}", "/api/comments/items/x"])
def test_what_is_not_there_is_not_talked_about(people: dict[Role, Visitor], ring: str, path: str) -> None:
    address = path.format(id=uuid4(), ring=ring)
    assert post(people[Role.OWNER], address, json={"body": "Hello"}).status_code == 404


def test_people_to_name_are_found_as_one_types(people: dict[Role, Visitor], ring: str) -> None:
    found = people[Role.EMPLOYEE]("GET", f"/api/comments/items/{ring}/people", params={"q": "analyst-"})
    assert [one["name"]["en"][:8] for one in found.json()] == ["analyst-"]


def test_a_file_comes_and_goes_and_is_never_a_page(people: dict[Role, Visitor], ring: str) -> None:
    clerk = people[Role.EMPLOYEE]
    sent = post(clerk, f"/api/files/items/{ring}", params={"name": "نقشه.png"}, content=picture())
    assert sent.status_code == 200, sent.text
    address = f"/api/files/{sent.json()['id']}"
    file, small = clerk("GET", address), clerk("GET", f"{address}/picture")
    assert file.content == picture()
    assert file.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%D9%86")
    assert small.headers["content-type"] == "image/webp"
    for answer in (file, small):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        assert "private" in answer.headers["cache-control"]
    assert people[Role.ANALYST]("GET", address).status_code == 200
    assert Visitor(APP)("GET", address).status_code == 401
    stranger = Visitor(APP, join(make_shop(), Role.OWNER)[1].token)
    assert stranger("GET", address).status_code == 404
    assert post(people[Role.ANALYST], address).status_code == 403
    assert post(clerk, address).status_code == 200
    assert clerk("GET", address).status_code == 404


def test_what_is_refused_leaves_no_file(shop: Shop, people: dict[Role, Visitor], ring: str) -> None:
    folder = settings().data_dir / "files" / str(shop.tenant_id)
    before = set(folder.glob("*"))
    clerk, path = people[Role.EMPLOYEE], f"/api/files/items/{ring}"
    program = post(clerk, path, params={"name": "ring.png"}, content=b"MZ\x90\x00\x03")
    assert (program.status_code, program.json()["code"]) == (422, "validation")
    assert post(clerk, path, params={"name": "x"}, content=b"a" * (LARGEST + 1)).status_code == 422
    assert post(people[Role.ANALYST], path, content=b"note").status_code == 403
    assert clerk("POST", path, content=b"note").status_code == 403
    assert set(folder.glob("*")) == before


def test_a_file_sent_twice_with_its_key_is_kept_once(people: dict[Role, Visitor], ring: str) -> None:
    clerk, key, path = people[Role.EMPLOYEE], uuid4(), f"/api/files/items/{ring}"
    first = post(clerk, path, key, params={"name": "a.txt"}, content=b"note")
    assert post(clerk, path, key, params={"name": "a.txt"}, content=b"note").json() == first.json()
    post(clerk, f"/api/files/{key}")
