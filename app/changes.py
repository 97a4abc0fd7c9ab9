"""Changes of a record as the pages draw them: its facts before and after, in the order of the record."""

from typing import Any

from app import renderers

Json = dict[str, Any]


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


def has(value: Any) -> bool:
    """Whether there is anything to see."""
    return value not in (None, "", {}, [])


def shown(value: Any) -> Any:
    """A value without its link."""
    return {"label": value["title"]} if isinstance(value, dict) and "title" in value else value
