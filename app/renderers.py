"""From the engine's kinds to the kit's: what a column, a row, a field and a filter become for the browser.

The engine describes resources without knowing how they are drawn; the kit draws kinds without knowing resources.
This is the one place where both meet.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from services.admin.inner_rows import ROWS
from services.admin.row_values import NUMBER, row_name
from services.core.i18n import LANGUAGES, _

Json = dict[str, Any]

KINDS = {
    "long_text": "longtext",
    "local_text": "text",
    "bool": "boolean",
    "ref": "reference",
    "user": "reference",
    "quantity": "number",
    "decimal": "number",
    "amount": "number",
    "id": "code",
}
"""Where the kit's name of a kind is another one."""
FILTER_KINDS = {
    "ref": "reference", "user": "reference", "tags": "reference", "bool": "choice", "datetime": "date",
    "local_text": "text",
}  # fmt: skip
"""What a filter is typed in where that is not the kind itself."""
TONES = {"pos": "ok", "neg": "no", "warn": "wrn", "info": "inf", "neutral": "plain"}
SENTENCES = frozenset({"message", "warning"})
"""Kinds that take as many lines as they need."""
TRIMMED = frozenset({"money", "percent", "fineness", "quantity", "decimal"})
"""Figures that people type without the zeros that storage keeps."""
DRAWINGS = {
    "ring": _("Ring"),
    "band": _("Band"),
    "bangle": _("Bangle"),
    "necklace": _("Necklace"),
    "earring": _("Earring"),
    "coin": _("Coin"),
    "chain": _("Chain"),
    "pendant": _("Pendant"),
    "bar": _("Bar"),
    "scrap": _("Scrap"),
}
"""The drawings that stand for a piece until it has a photograph."""
LANGUAGE_NAMES = {"en": _("English").msgid, "fa": _("Persian").msgid}


def kind(name: str) -> str:
    """The kit's kind."""
    return KINDS.get(name, name)


def choices(values: list[Json]) -> list[Json]:
    """Choices with the kit's tones."""
    return [{**choice, "tone": TONES.get(choice.get("tone", "neutral"), "plain")} for choice in values]


def column(meta: Json) -> Json:
    """A column of the table, or a fact of a record."""
    return {
        "key": meta["key"],
        "label": meta["label"],
        "kind": kind(meta["kind"]),
        "sortable": meta.get("sortable", False),
        "choices": choices(meta.get("choices", [])),
        **({"align": "end"} if meta.get("align") == "end" else {}),
        **({"wrap": True} if meta["kind"] in {*SENTENCES, ROWS} else {}),
    }


def columns(meta: Json, chosen: Sequence[str] = ()) -> tuple[list[Json], list[str]]:
    """The table's columns, the title first with picture and code beside it, and the keys hidden at first.

    ``chosen`` are the columns to show instead, in this order; the others follow them, hidden.
    """
    found = {item["key"]: item for item in meta["columns"]}
    title, code = meta["title"], meta["code"]
    picture = next((key for key, item in found.items() if item["kind"] == "picture"), None)
    rest = [item for key, item in found.items() if key not in {title, picture} and not (key == code and title in found)]
    hidden = [item["key"] for item in rest if (item["key"] not in chosen if chosen else item.get("wide"))]
    rest.sort(key=lambda item: chosen.index(item["key"]) if item["key"] in chosen else len(chosen))
    inputs = {item["key"]: item for section in meta["sections"] for item in section["fields"]}
    shown = [column(item) | _cell(meta, item, inputs) for item in rest]
    if title in found:
        first = {**column(found[title]), "slot": "title", "strong": False} | _cell(meta, found[title], inputs)
        first.update({"thumb": picture} if picture else {}, **({"sub": code} if code and code != title else {}))
        shown.insert(0, first)
    return shown, hidden


def _cell(meta: Json, item: Json, inputs: dict[str, Json]) -> Json:
    """The input of a cell that can be typed in."""
    if not item.get("inline") or item["key"] not in inputs:
        return {}
    return {"edit": _field(meta, inputs[item["key"]], creating=False)}


def links(meta: Json) -> dict[str, str | None]:
    """Where the references of each field lead: the resource, or None where there is no page."""
    return {item["key"]: item.get("ref") for item in (*meta["columns"], *_details(meta)) if item.get("ref")}


def row(meta: Json, values: Json) -> Json:
    """A row of the table: references as links, the row itself one too."""
    return drawn(meta["key"], links(meta), values)


def drawn(key: str, linked: Mapping[str, str | None], values: Json) -> Json:
    """A row of the list ``key``, whose references lead where ``linked`` says.

    ``{"failed": number}`` is a value that could not be worked out.
    """
    shown = {
        name: reference(value, linked.get(name)) if is_reference(value) else value
        for name, value in values.items()
        if not name.startswith("_")
    }
    shown |= {name: {"failed": number} for name, number in values.get("_failed", {}).items()}
    own = {"id": values["_id"], "href": f"/r/{key}/{values['_id']}", "_version": values.get("_version")}
    return {**shown, **own, **({"_group": values["_group"]} if "_group" in values else {})}


def is_reference(value: Any) -> TypeGuard[Json]:
    """Whether a value of a row is a reference; what programs keep as JSON may have a title too."""
    return isinstance(value, dict) and value.keys() == {"id", "title"}


def reference(value: Json, resource: str | None) -> Json:
    """A reference: its title, and its address where there is a page; without a title it may not be seen."""
    seen = resource and value["title"] is not None
    return {"label": value["title"], "id": value["id"], **({"href": f"/r/{resource}/{value['id']}"} if seen else {})}


def detail(meta: Json, values: Json) -> list[Json]:
    """The sections of a record as facts: ``[{label, facts: [{…column, value}]}]``; what is in none comes last.

    Pictures and the steps of an amount are drawn in places of their own.
    """
    shown = row(meta, values)
    return [
        {
            "key": section["key"],
            "label": section["label"],
            "facts": [
                {**column(item), "value": shown.get(item["key"])}
                for item in section["fields"]
                if item["kind"] not in ("steps", "picture")
            ],
        }
        for section in sorted(meta["detail"], key=lambda section: not section["label"])
    ]


def first_of(meta: Json, values: Json, kind: str) -> Any:
    """The value of a record's first fact of this kind that has one."""
    keys = (item["key"] for item in _details(meta) if item["kind"] == kind)
    return next((values[key] for key in keys if values.get(key)), None)


def fields(meta: Json, section: Json, *, creating: bool) -> list[Json]:
    """The inputs of a form's section; a text in several languages becomes one input for each."""
    made: list[Json] = []
    for item in section["fields"]:
        if item["kind"] == "local_text":
            made += [_language_field(item, language) for language in LANGUAGES]
        else:
            made.append(_field(meta, item, creating=creating))
    return made


def _field(meta: Json, item: Json, *, creating: bool) -> Json:
    names = ("key", "label", "help", "required", "max_length", "min", "max", "places", "when", "follows", "create")
    field = {name: item[name] for name in names if item.get(name) is not None}
    field |= {"kind": kind(item["kind"]), "choices": choices(item.get("choices", []))}
    if item.get("read_only") or (item.get("once") and not creating):
        field["readonly"] = True
    if item["kind"] in ("ref", "user", "tags"):
        field["source"] = f"/api/lookup/{meta['key']}/{item['key']}"
    if item["kind"] == "long_text":
        field["wide"] = "w3"
    if item["kind"] == "several":
        field["wide"] = "w3"
    if item["kind"] == "tags":
        field["wide"] = "w2"
    if item["kind"] == "picture":
        drawings = [{"value": name, "label": label.msgid, "tone": "plain"} for name, label in DRAWINGS.items()]
        field |= {"kind": "choice", "choices": drawings}
    if item["kind"] == "json":
        field |= {"kind": "longtext", "wide": "w3"}
    if item["kind"] == ROWS:
        field["table"] = _table(item)
    return field


def _table(item: Json) -> Json:
    """The table in which the rows of a field are typed, as one of records that are part of another."""
    rows = item["rows"]
    cells = [_field({"key": item["key"]}, cell, creating=True) for cell in rows["fields"]]
    may = {"create": True, "update": True, "delete": True}
    return {"key": item["key"], "label_one": rows["one"], "ordered": False, "verbs": may, "totals": [], "fields": cells}


def _language_field(item: Json, language: str) -> Json:
    label = {"msgid": _("{label}, {language}").msgid, "params": {"label": {"msgid": item["label"], "params": {}},
             "language": {"msgid": LANGUAGE_NAMES[language], "params": {}}}}  # fmt: skip
    required = item.get("required", False)
    when = {"when": item["when"]} if item.get("when") else {}
    own = {"key": f"{item['key']}.{language}", "label": label, "kind": "text", "required": required, "choices": []}
    return own | when


def form_values(meta: Json, values: Json, language: str, *, only: bool = False) -> Json:
    """A record's values as the inputs take them: by key, each language of a text apart, figures without idle zeros.

    ``only`` leaves out the fields that have no value here.
    """
    made: Json = {}
    for section in meta["sections"]:
        for item in section["fields"]:
            if only and item["key"] not in values:
                continue
            value = values.get(item["key"])
            if item["kind"] == "local_text":
                made.update({f"{item['key']}.{one}": (value or {}).get(one, "") for one in LANGUAGES})
            elif is_reference(value):
                made[item["key"]] = {"id": value["id"], "label": said(value["title"], language)}
            elif item["kind"] == ROWS:
                made |= _row_values(item, value or [])
            elif item["kind"] == "json":
                made[item["key"]] = json.dumps(value or {}, ensure_ascii=False)
            else:
                made[item["key"]] = _trimmed(value) if item["kind"] in TRIMMED else value
    return made


def _row_values(item: Json, rows: Sequence[Json]) -> Json:
    """The rows of a field as the inputs take them: each cell, and the order."""
    names = [row_name(rows, n, item["rows"]["alone"]) for n in range(len(rows))]
    cells = {
        f"{item['key']}:{name}:{cell['key']}": row.get(cell["key"])
        for name, row in zip(names, rows, strict=True)
        for cell in item["rows"]["fields"]
    }
    return {f"{item['key']}:order": " ".join(names), **cells}


def said(title: Any, language: str) -> str:
    """A title in a language, or in any it has."""
    if title is None:
        return ""
    return str(title.get(language) or next(iter(title.values()), "")) if isinstance(title, dict) else str(title)


def _trimmed(value: Any) -> Any:
    return value.rstrip("0").rstrip(".") if isinstance(value, str) and "." in value else value


def posted(meta: Json, form: Json) -> Json:
    """What a form sent, as the engine takes it: the languages of a text together again."""
    made: Json = {}
    for section in meta["sections"]:
        for item in section["fields"]:
            if item.get("read_only"):
                continue
            if item["kind"] == "local_text":
                texts = {language: str(form.get(f"{item['key']}.{language}", "")).strip() for language in LANGUAGES}
                made[item["key"]] = {language: text for language, text in texts.items() if text}
            elif item["kind"] == ROWS and f"{item['key']}:order" in form:
                made[item["key"]] = _posted_rows(item, form)
            elif item["key"] in form:
                made[item["key"]] = form[item["key"]]
    return made


def _posted_rows(item: Json, form: Json) -> list[Json]:
    """The rows of a field, each with the name by which its faults find their way back."""
    names = dict.fromkeys(str(form[f"{item['key']}:order"]).split())
    keys = [cell["key"] for cell in item["rows"]["fields"]]
    return [{NUMBER: name, **{key: form.get(f"{item['key']}:{name}:{key}") for key in keys}} for name in names]


def error_keys(meta: Json, errors: Json) -> Json:
    """Errors by input: that of a text in several languages stands at its first one."""
    local = {i["key"] for section in meta["sections"] for i in section["fields"] if i["kind"] == "local_text"}
    first = next(iter(LANGUAGES))
    return {f"{key}.{first}" if key in local else key: message for key, message in errors.items()}


def filter_field(item: Json, resource: str) -> Json:
    """The input of a filter."""
    field = {
        "key": "value",
        "label": item["label"],
        "kind": FILTER_KINDS.get(item["kind"]) or kind(item["kind"]),
        "choices": choices(item.get("choices") or []),
    }
    if item["kind"] == "bool":
        field["choices"] = [
            {"value": "true", "label": "Yes", "tone": "plain"}, {"value": "false", "label": "No", "tone": "plain"}
        ]  # fmt: skip
    if field["kind"] == "reference":
        field["source"] = f"/api/lookup/{resource}/{item['key']}"
    return field


def _details(meta: Json) -> list[Json]:
    return [item for section in meta["detail"] for item in section["fields"]]
