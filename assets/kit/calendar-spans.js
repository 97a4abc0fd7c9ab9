/* The records that last for days, laid over the weeks of a calendar. Pure. */

/** What each day shows: `{iso: {count, over, rows}}`, each row with its `day`, the `slot` in which its bar runs through
    the week, its `part` of the bar (one, start, middle, end) and whether its name is `named` there. */
export function spansOf(rows, weeks) {
  const days = {};
  weeks.forEach((week) => {
    const [first, last] = [week[0], week.at(-1)];
    const taken = [];
    rows.filter((row) => row.from <= last && row.to >= first).forEach((row) => {
      const begin = row.from > first ? row.from : first;
      let slot = taken.findIndex((until) => until < begin);
      if (slot < 0) slot = taken.length;
      taken[slot] = row.to;
      week.filter((day) => day >= row.from && day <= row.to).forEach((day) => {
        days[day] ??= { count: 0, over: false, rows: [] };
        const part = row.from === row.to ? "one" : day === row.from ? "start" : day === row.to ? "end" : "middle";
        days[day].rows.push({ ...row, day, slot, part, named: day === begin });
        days[day].count += 1;
      });
    });
  });
  Object.values(days).forEach((one) => one.rows.sort((a, b) => a.slot - b.slot));
  return days;
}

/** What of a day's records has room: `{lines, rest}`, a line being a row or null where another day's bar runs beside.
    `room` is for lines; where a day of the week has more, the last one says how many. */
export function linesOf(found, week, days, room) {
  if (!found) return { lines: [], rest: 0 };
  if (found.rows[0]?.slot == null) {
    const shown = found.rows.slice(0, found.count > room ? room - 1 : room);
    return { lines: shown, rest: found.count - shown.length };
  }
  const crowded = week.some((day) => (days[day]?.rows ?? []).some((row) => row.slot >= room));
  const shown = found.rows.filter((row) => row.slot < (crowded ? room - 1 : room));
  const lines = Array.from({ length: (shown.at(-1)?.slot ?? -1) + 1 }, (_, slot) => shown.find((row) => row.slot === slot) ?? null);
  return { lines, rest: found.count - shown.length };
}
