/* What a column's kind means for its place and its head. */
const FIGURES = new Set(["integer", "number", "percent", "money", "weight"]);

export const isFigure = (column) => (column.align ? column.align === "end" : FIGURES.has(column.kind));

/** The head of a column; a figure's unit stands here, so that the cells need none. */
export function headOf(column, t, format) {
  const label = t.message(column.label);
  const unit = column.kind === "weight" ? t("g") : column.kind === "money" ? t(format.currencyOf(column.currency).unit) : "";
  return unit ? t("{label}, {unit}", { label, unit }) : label;
}

/** Where each column goes when a row becomes two lines: its own `slot`, or the first that fits. */
export function slotsOf(columns) {
  const taken = new Set();
  const first = (test) => {
    const column = columns.find((c) => !taken.has(c) && c.kind !== "picture" && test(c));
    if (column) taken.add(column);
    return column;
  };
  const named = (slot, test) => first((c) => c.slot === slot) ?? first((c) => !c.slot && test(c));
  return {
    title: named("title", (c) => ["text", "reference", "code", "message"].includes(c.kind)) ?? first(() => true),
    end: named("end", (c) => c.kind === "money"),
    under: named("under", (c) => ["weight", "date", "datetime", "integer", "number", "percent"].includes(c.kind)),
    chip: named("chip", (c) => ["choice", "fineness"].includes(c.kind)),
    note: named("note", (c) => ["code", "reference", "phone", "text"].includes(c.kind)),
  };
}
