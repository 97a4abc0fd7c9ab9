import { useEffect, useState } from "react";

/** The rows of a parted list as its groups: `[{group, rows}]` in the order of the page, and which are closed. */
export function useGroups(rows, groups, column) {
  const [closed, setClosed] = useState([]);
  const key = column?.key ?? "";
  useEffect(() => setClosed([]), [key]);
  if (!key) return { parts: [{ group: null, rows }], visible: rows, closed, toggle: () => {} };
  const known = new Map(groups.map((group) => [String(group.key), group]));
  const parts = [];
  for (const row of rows) {
    const name = String(row._group);
    if (parts.at(-1)?.name !== name) parts.push({ name, group: known.get(name) ?? { key: row._group, value: null }, rows: [] });
    parts.at(-1).rows.push(row);
  }
  const toggle = (name) => setClosed(closed.includes(name) ? closed.filter((one) => one !== name) : [...closed, name]);
  return { parts, closed, toggle, visible: parts.filter((part) => !closed.includes(part.name)).flatMap((part) => part.rows) };
}
