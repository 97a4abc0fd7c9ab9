"""Columns to fields: by name in either language, by what people call things, and by how it was done last time."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlmodel import col

from models.records import ImportMapping
from services.admin.importing.targets import Target, targets_of
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.i18n import LANGUAGES
from services.core.text import fold

Columns = dict[int, str]
"""The key of a target by the number of a column, beginning with 0."""

KIND_WORDS = {
    "phone": ("phone", "tel", "telephone", "mobile", "cell", "تلفن", "موبایل", "همراه", "شماره تماس", "تلفن همراه"),
    "email": ("email", "e-mail", "mail", "ایمیل", "رایانامه", "پست الکترونیک"),
    "weight": ("weight", "grams", "وزن"),
    "money": ("amount", "price", "مبلغ", "قیمت"),
    "long_text": ("notes", "note", "remarks", "comment", "یادداشت", "توضیحات", "توضیح", "شرح"),
}
CODE_WORDS = ("code", "id", "no", "number", "کد", "شناسه", "شماره", "ردیف کالا")
LANGUAGE_WORDS = {"en": ("en", "english", "انگلیسی", "لاتین"), "fa": ("fa", "persian", "farsi", "فارسی")}
_ASIDE = re.compile(r"[(\[（].*?[)\]）]")


def match(resource: Resource, actor: Actor, heads: Sequence[str]) -> Columns:
    """Which target each column fills, as far as its head tells; no target twice."""
    targets = targets_of(resource, actor)
    names = _names(targets)
    taken: dict[str, int] = {}
    for of_head in (fold, lambda head: fold(_ASIDE.sub("", head))):
        for number, head in enumerate(heads):
            key = names.get(of_head(head))
            if key and key not in taken and number not in taken.values():
                taken[key] = number
    guessed = _guessed(resource, targets)
    for number, head in enumerate(heads):
        options = [key for key in guessed.get(fold(head), ()) if key not in taken]
        if len(options) == 1 and number not in taken.values():
            taken[options[0]] = number
    return {number: key for key, number in sorted(taken.items(), key=lambda pair: pair[1])}


def remembered(uow: UnitOfWork, resource: Resource, heads: Sequence[str]) -> Columns | None:
    """How a file with these heads was understood last time, as far as it is still possible."""
    kept = _kept(uow, resource, heads)
    if kept is None:
        return None
    targets, by_head = targets_of(resource, uow.actor), dict(kept.mapping)
    found = {number: str(by_head.get(_name(number, head), "")) for number, head in enumerate(heads)}
    return {number: key for number, key in found.items() if key in targets}


def remember(uow: UnitOfWork, resource: Resource, heads: Sequence[str], mapping: Mapping[int, str]) -> None:
    """Keep this for the next file with the same heads."""
    by_head = {_name(number, head): mapping[number] for number, head in enumerate(heads) if number in mapping}
    kept = _kept(uow, resource, heads)
    if kept is None:
        uow.session.add(ImportMapping(resource=resource.key, heads=digest(heads), mapping=by_head))
    elif kept.mapping != by_head:
        kept.mapping = by_head


def digest(heads: Sequence[str]) -> str:
    """What the heads of a file are known by: folded, in order."""
    return hashlib.sha256("\x1f".join(fold(head) for head in heads).encode()).hexdigest()


def _kept(uow: UnitOfWork, resource: Resource, heads: Sequence[str]) -> ImportMapping | None:
    statement = select(ImportMapping).where(
        col(ImportMapping.tenant_id) == uow.tenant_id,
        col(ImportMapping.resource) == resource.key,
        col(ImportMapping.heads) == digest(heads),
    )
    return uow.session.scalars(statement).one_or_none()


def _name(number: int, head: str) -> str:
    """A head in the memory; two of the same name are told apart by their place."""
    return f"{fold(head)}#{number}"


def _names(targets: Mapping[str, Target]) -> dict[str, str]:
    names: dict[str, str] = {}
    for key, target in targets.items():
        for name in _names_of(target):
            names.setdefault(fold(name), key)
    return names


def _names_of(target: Target) -> Iterator[str]:
    bound = target.bound
    plain = [bound.label.text(language) for language in LANGUAGES]
    plain += [bound.key, bound.key.removesuffix("_id"), *bound.declared.heads]
    if not target.language:
        yield from plain
        return
    for name in plain:
        for word in LANGUAGE_WORDS[target.language]:
            yield f"{name} {word}"
            yield f"{word} {name}"


def _guessed(resource: Resource, targets: Mapping[str, Target]) -> dict[str, list[str]]:
    """Words for a kind of field, or for the code; they count where only one field can be meant."""
    guessed: dict[str, list[str]] = {}
    for key, target in targets.items():
        words = CODE_WORDS if (key,) == resource.keyed else KIND_WORDS.get(target.bound.kind, ())
        for word in words:
            guessed.setdefault(fold(word), []).append(key)
    return guessed
