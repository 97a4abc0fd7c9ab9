"""Files beside a record: kept for what they are, private, and gone with what they belonged to."""

import hashlib
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from sqlmodel import col, select

from models.base import new_id, now
from models.platform import HistoryEntry
from models.records import Attachment, Comment
from services.admin import attachments, commands, discussion, pictures, purge
from services.admin.children import Children
from services.core import files
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, NotFound, RuleBroken, ValidationFailed
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, gems, quarries


def picture(kind: str = "PNG", size: tuple[int, int] = (800, 400), **more: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "gold").save(made, kind, **more)
    return made.getvalue()


def office(name: str, *more: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for one in (name, *more):
            packed.writestr(one, "x")
    return made.getvalue()


def put(who: Actor, gem: Gem, content: bytes, name: str = "note.txt") -> UUID:
    with unit_of_work(who) as uow:
        return attachments.attach(uow, gems, gem.id, name, content, new_id()).id


def test_a_picture_is_kept_with_a_small_one_without_its_camera(owner: Actor, make_gem: MakeGem) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    content, gem = picture("JPEG", exif=exif), make_gem()
    identity = put(owner, gem, content, "ring.JPEG")
    with unit_of_work(owner) as uow:
        [one] = attachments.files_of(uow, gems, gem.id)
        kept, path = attachments.stored(uow, identity)
        _same, small = attachments.stored(uow, identity, small=True)
    assert (one["name"], one["type"], one["size"], one["picture"]) == ("ring.JPEG", "image/jpeg", len(content), True)
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert path.read_bytes() == content
    with Image.open(small) as shown:
        assert shown.format == "WEBP"
        assert shown.size == (320, 160)
        assert not shown.getexif()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (picture("PNG"), "png"),
        (picture("WEBP"), "webp"),
        (picture("GIF"), "gif"),
        (b"%PDF-1.7\n%", "pdf"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("word/document.xml"), "docx"),
        ("وزن ۴٫۵۱۰\n".encode(), "txt"),
    ],
)
def test_a_file_is_what_its_content_is(content: bytes, found: str) -> None:
    assert pictures.recognise(content).suffix == found


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"\x7fELF\x02",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"  <!doctype html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\nnot a picture",
        picture("PNG")[:60],
        office("word/document.xml", "word/vbaProject.bin"),
        office("anything.txt"),
        b"PK\x03\x04broken",
        b"\xff\xfe\x00",
        b"   ",
        b"a\x00b",
    ],
)
def test_what_is_not_on_the_list_is_refused_and_leaves_nothing(owner: Actor, make_gem: MakeGem, content: bytes) -> None:
    gem = make_gem()
    with pytest.raises(ValidationFailed):
        put(owner, gem, content, "ring.png")
    with unit_of_work(owner) as uow:
        assert attachments.files_of(uow, gems, gem.id) == []


def test_a_picture_that_claims_to_be_huge_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 800 * 400 - 1)
    with pytest.raises(ValidationFailed, match="too many points"):
        pictures.recognise(picture("PNG"))


def test_a_file_too_large_or_empty_is_refused(owner: Actor, make_gem: MakeGem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 8)
    for content in (b"", b"123456789"):
        with pytest.raises(ValidationFailed):
            put(owner, make_gem(), content)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Users\\sara\\note.txt", "note.txt"),
        ("inv\u202eoice.txt", "invoice.txt"),
        ("page.html", "page.html.txt"),
        ("  ", "file.txt"),
        ("برگ.txt", "برگ.txt"),
        ("x" * 300, "x" * 196 + ".txt"),
    ],
)
def test_a_name_is_made_harmless(given: str, shown: str) -> None:
    assert attachments.clean(given, "txt") == shown


def test_a_file_is_for_those_who_see_its_record(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    gem, hidden = make_gem(), make_gem(grade="z")
    with pytest.raises(Forbidden):
        put(clerk, gem, b"note")
    identity = put(owner, gem, b"note")
    with unit_of_work(clerk) as uow:
        assert attachments.stored(uow, identity)[0].name == "note.txt"
        with pytest.raises(NotFound):
            attachments.stored(uow, identity, small=True)
    with unit_of_work(owner) as uow:
        row = uow.session.get_one(Attachment, (uow.tenant_id, identity))
        row.record_id = hidden.id
    with unit_of_work(owner) as uow, pytest.raises(NotFound):
        attachments.stored(uow, identity)


def test_a_file_that_came_to_nothing_is_gone(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow:
        name = attachments.attach(uow, gems, gem.id, "note.txt", b"note", new_id()).stored
        assert files.path_of(uow.tenant_id, name).read_bytes() == b"note"
        uow.session.rollback()
    with pytest.raises(NotFound):
        files.path_of(gem.tenant_id, name)


def test_what_is_deleted_for_good_takes_all_beside_it(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    identity = put(owner, gem, picture(), "ring.png")
    with unit_of_work(owner) as uow:
        discussion.write(uow, gems, gem.id, "Goodbye", new_id())
        kept = uow.session.get_one(Attachment, (uow.tenant_id, identity))
        with pytest.raises(RuleBroken):
            purge.delete_forever(uow, gems, gem.id)
    with unit_of_work(owner) as uow:
        commands.trash(uow, gems, gem.id)
    with unit_of_work(owner) as uow:
        purge.delete_forever(uow, gems, gem.id)
    with unit_of_work(owner) as uow:
        assert uow.session.get(Gem, (uow.tenant_id, gem.id)) is None
        for model in (Attachment, Comment):
            assert uow.session.scalars(select(model).where(col(model.record_id) == gem.id)).all() == []
        last = uow.session.scalars(
            select(HistoryEntry).where(col(HistoryEntry.record_id) == gem.id, col(HistoryEntry.action) == "purge")
        ).one()
    assert last.changes["sku"] == [gem.sku, None]
    for name in (kept.stored, kept.thumbnail):
        with pytest.raises(NotFound):
            files.path_of(gem.tenant_id, str(name))


def test_old_trash_goes_and_what_others_need_stays(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    needing, old, young = make_gem(quarry_id=quarry), make_gem(), make_gem()
    with unit_of_work(owner) as uow:
        for row in (old, young):
            commands.trash(uow, gems, row.id)
        commands.trash(uow, quarries, quarry)
        uow.session.get_one(Gem, (uow.tenant_id, old.id)).deleted_at = now() - timedelta(days=31)
    done = purge.Purged()
    with unit_of_work(owner) as uow:
        assert purge.purge(uow, gems, now() - timedelta(days=30), None, done) == old.id
        assert purge.purge(uow, gems, now() - timedelta(days=30), old.id, done) is None
        purge.purge(uow, quarries, now() + timedelta(days=1), None, done)
    assert done.plain() == {"gone": {"test-gems": 1}, "kept": {"test-quarries": 1}}
    with unit_of_work(owner) as uow:
        assert uow.session.get(Gem, (uow.tenant_id, young.id)) is not None
        assert uow.session.get(Gem, (uow.tenant_id, needing.id)) is not None
        with pytest.raises(RuleBroken, match="still needs"):
            purge.delete_forever(uow, quarries, quarry)


def test_children_in_the_trash_are_deleted_with_their_parent(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    family, gem = replace(quarries, children=(Children("test-gems", by="quarry_id"),)), make_gem(quarry_id=quarry)
    with unit_of_work(owner) as uow:
        commands.trash(uow, family, quarry)
    with unit_of_work(owner) as uow:
        purge.delete_forever(uow, family, quarry)
    with unit_of_work(owner) as uow:
        assert uow.session.get(Gem, (uow.tenant_id, gem.id)) is None


def test_deleting_for_good_takes_its_own_permission(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow:
        commands.trash(uow, gems, gem.id)
    who = replace(clerk, grants=clerk.grants | {"test-gems:delete", "test-gems:restore"})
    with unit_of_work(who) as uow, pytest.raises(Forbidden):
        purge.delete_forever(uow, gems, gem.id)


def test_a_file_sent_twice_at_once_is_one_file(owner: Actor, make_gem: MakeGem) -> None:
    gem, key, together = make_gem(), new_id(), Barrier(4)

    def send(_: int) -> UUID:
        together.wait()
        with unit_of_work(owner) as uow:
            return attachments.attach(uow, gems, gem.id, "note.txt", b"hello", key).id

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, range(4))) == {key}
    with unit_of_work(owner) as uow:
        assert len(attachments.files_of(uow, gems, gem.id)) == 1


def test_the_newest_file_comes_first(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    keys = sorted((new_id() for _n in range(3)), reverse=True)
    for n, key in enumerate(keys):
        with unit_of_work(owner) as uow:
            attachments.attach(uow, gems, gem.id, f"{n}.txt", b"words", key)
    with unit_of_work(owner) as uow:
        assert [one["name"] for one in attachments.files_of(uow, gems, gem.id)] == ["2.txt", "1.txt", "0.txt"]
