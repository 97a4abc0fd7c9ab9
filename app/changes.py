"""Changes of a record as the pages draw them: its facts before and after, in the order of the record."""

from typing import Any

from app import renderers
from services.core.i18n import LANGUAGES, _

Json = dict[str, Any]
RAW = frozenset({"changes", "entity", "record_id", "action"})
"""Columns of an entry of history that its page says in words."""


def facts(meta: Json) -> dict[str, Json]:
    """The facts of a record by key, as :func:`renderers.column` draws them."""
    return {item["key"]: renderers.column(item) for section in meta["detail"] for item in section["fields"]}


def drawn(found: list[Json], columns: dict[str, Json]) -> list[Json]:
    """What differs, ``[{…column, had, has, before, after}]``; what is empty on both sides is left out."""
    by_key = {one["key"]: one for one in found}
    return [
        {
            **column,
            "had": has(by_key[key]["before"]),
            "has": has(by_key[key]["after"]),
            "before": shown(by_key[key]["before"]),
            "after": shown(by_key[key]["after"]),
        }
        for key, column in columns.items()
        if key in by_key and (has(by_key[key]["before"]) or has(by_key[key]["after"]))
    ]


def entry(one: Json, columns: dict[str, Json]) -> Json:
    """An entry of history."""
    return {
        "id": one["id"],
        "at": one["at"],
        "by": (one["by"] or {}).get("title") or "",
        "action": one["label"],
        "verb": one["verb"],
        "note": one["note"],
        "changes": drawn(one["changes"], columns),
    }


def page_of(found: Json, told: Json, meta: Json) -> Json:
    """The page of one entry of history: a title in words, a link to its record, its changes as the record has them.

    ``found`` is the page as of any record, ``told`` what :func:`services.admin.history.told` answers, ``meta``
    describes the record that the entry is about.
    """
    record, label = told["record"], {language: told["label_one"].text(language) for language in LANGUAGES}
    named = {language: renderers.said(record, language) for language in LANGUAGES}
    texts = {
        language: f"{told['label'].text(language)}: {' '.join(filter(None, (label[language], named[language])))}"
        for language in LANGUAGES
    }
    link = {"label": record, "href": f"/r/{told['resource']}/{told['record_id']}"} if record is not None else None
    fact = {"key": "_record", "label": _("Record").msgid, "kind": "reference", "choices": [], "value": link or label}
    sections = [
        {**section, "facts": [one for one in section["facts"] if one["key"] not in RAW]}
        for section in found["sections"]
    ]
    sections[0]["facts"].insert(0, fact if link else fact | {"kind": "text"})
    columns = facts(meta) if told["resource"] else {}
    return {"title": {"text": texts}, "sections": sections, "changes": drawn(told["changes"], columns)}


def has(value: Any) -> bool:
    """Whether there is anything to see."""
    return value not in (None, "", {}, [])


def shown(value: Any) -> Any:
    """A value without its link."""
    return {"label": value["title"]} if renderers.is_reference(value) else value
