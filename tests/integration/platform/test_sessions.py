"""Signing in: tokens, lockout, ending sessions."""

import base64
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from models.base import now
from models.identity import UserSession
from services.admin.commands import act
from services.admin.history import history_of
from services.core.database import unit_of_work
from services.core.errors import Forbidden, TooManyRequests, ValidationFailed
from services.core.permissions import Role
from services.platform import sessions
from services.platform.resources import users
from services.platform.users import create_user

PASSWORD = "touchstone and aqua regia"


def account(tenant: UUID, role: Role = Role.EMPLOYEE, username: str | None = None) -> tuple[str, UUID]:
    name = username or f"user-{tenant.hex[-8:]}-{role}"
    user = create_user(tenant, name, PASSWORD, role, name={"en": "Sara Ahmadi", "fa": "سارا احمدی"})
    return name, user.id


def test_a_token_stands_for_its_person_until_sign_out(tenant: UUID) -> None:
    name, user_id = account(tenant)
    signed = sessions.sign_in(name.upper(), PASSWORD)
    actor = sessions.actor_of(signed.token)
    assert actor is not None
    assert (actor.user_id, actor.tenant_id, actor.role) == (user_id, tenant, Role.EMPLOYEE)
    sessions.sign_out(signed.token)
    assert sessions.actor_of(signed.token) is None


def test_a_token_of_one_shop_finds_nothing_in_another(tenant: UUID, make_tenant: Callable[[], UUID]) -> None:
    name, _ = account(tenant)
    raw = base64.urlsafe_b64decode(sessions.sign_in(name, PASSWORD).token)
    forged = base64.urlsafe_b64encode(make_tenant().bytes + raw[16:]).decode()
    assert sessions.actor_of(forged) is None


@pytest.mark.parametrize("token", [None, "", "x", "é" * 64, "A" * 64])
def test_nonsense_is_nobody(token: str | None) -> None:
    assert sessions.actor_of(token) is None


@pytest.mark.parametrize("known", [True, False])
def test_five_failures_lock_a_name_whether_anybody_has_it_or_not(tenant: UUID, known: bool) -> None:
    name = account(tenant)[0] if known else f"nobody-{tenant}"
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(sessions.SignInFailed) as caught:
            sessions.sign_in(name, "wrong wrong wrong")
        assert caught.value.left == left
    with pytest.raises(TooManyRequests) as locked:
        sessions.sign_in(name, PASSWORD)
    assert 0 < locked.value.seconds <= sessions.LOCK.total_seconds() + 1


def test_sign_out_everywhere_ends_all_sessions_needs_the_right_and_is_remembered(tenant: UUID) -> None:
    name, user_id = account(tenant)
    boss, _ = account(tenant, Role.OWNER)
    first, second = sessions.sign_in(name, PASSWORD), sessions.sign_in(name, PASSWORD)
    owner = sessions.sign_in(boss, PASSWORD)
    with pytest.raises(Forbidden), unit_of_work(first.actor) as uow:
        act(uow, users, "sign-out-everywhere", [user_id])
    with unit_of_work(owner.actor) as uow:
        act(uow, users, "sign-out-everywhere", [user_id])
        assert history_of(uow, users, user_id)[0]["verb"] == "sign-out-everywhere"
    assert sessions.actor_of(first.token) is None
    assert sessions.actor_of(second.token) is None
    assert sessions.actor_of(owner.token) is not None


@pytest.mark.parametrize("password", ["short", "password1234", "sara.ahmadi.sara", "aaaaaaaaaaaaaa"])
def test_weak_passwords_are_refused(tenant: UUID, password: str) -> None:
    with pytest.raises(ValidationFailed) as caught:
        create_user(tenant, f"weak-{tenant.hex[-6:]}", password, Role.EMPLOYEE, name={"en": "Sara Ahmadi"})
    assert "password" in caught.value.fields


def test_a_name_is_taken_over_the_whole_installation(tenant: UUID, make_tenant: Callable[[], UUID]) -> None:
    name, _ = account(tenant)
    with pytest.raises(ValidationFailed):
        account(make_tenant(), username=name)


def test_a_session_that_is_used_lasts_on(tenant: UUID) -> None:
    name, _ = account(tenant)
    signed = sessions.sign_in(name, PASSWORD)
    before = now() - timedelta(minutes=5)
    with unit_of_work(signed.actor) as uow:
        session = uow.session.get_one(UserSession, (tenant, signed.actor.session_id))
        session.last_seen, session.expires_at = before, now() + timedelta(minutes=1)
    assert sessions.actor_of(signed.token) == signed.actor
    with unit_of_work(signed.actor) as uow:
        session = uow.session.get_one(UserSession, (tenant, signed.actor.session_id))
        assert session.last_seen > before
        assert session.expires_at > now() + timedelta(minutes=30)


def test_a_session_whose_time_is_over_stands_for_nobody(tenant: UUID) -> None:
    name, _ = account(tenant)
    signed = sessions.sign_in(name, PASSWORD)
    with unit_of_work(signed.actor) as uow:
        session = uow.session.get_one(UserSession, (tenant, signed.actor.session_id))
        session.expires_at = now() - timedelta(minutes=1)
    assert sessions.actor_of(signed.token) is None
