import { useEffect, useRef, useState } from "react";
import { newKey } from "./new-key.js";

/** Which cell is typed in, and what became of the last change. `onEdit(turn, id, version, key, value)` sends one;
    `answer` is `{turn, error}`. */
export function useCells({ onEdit, answer }) {
  const [open, setOpen] = useState(null);
  const [turn, setTurn] = useState("");
  const [error, setError] = useState(null);
  const back = useRef(null);
  const close = () => {
    const row = back.current;
    setOpen(null);
    setTurn("");
    setError(null);
    requestAnimationFrame(() => row?.focus());
  };
  useEffect(() => {
    if (!turn || answer?.turn !== turn) return;
    if (answer.error) {
      setError(answer.error);
      setTurn("");
    } else close();
  }, [answer?.turn, answer?.error]);
  const start = (row, column, element) => {
    back.current = element.closest("[data-row]");
    setError(null);
    setOpen({ id: row.id, key: column.key });
  };
  const save = (row, column, value) => {
    const next = newKey();
    setError(null);
    setTurn(next);
    onEdit(next, row.id, row._version ?? 0, column.key, value);
  };
  const isOpen = (row, column) => open?.id === row.id && open?.key === column.key;
  return onEdit ? { isOpen, start, save, close, error, busy: Boolean(turn) } : null;
}
