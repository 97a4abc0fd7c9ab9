import { useRef, useState } from "react";
import { mark } from "./mark.js";
import { newKey } from "./new-key.js";
import { upload } from "./upload.js";

const LARGEST = 10;
const TOO_LARGE = { text: { msgid: mark("This file is larger than {n} MB"), params: { n: LARGEST } } };

/** Files being sent, one after another: `{sending, take, drop}`. Each of `sending` is `{id, name, share}`, or has a
    `refused` sentence, which stays until it is dropped; dropping one that is under way cancels it. */
export function useUploads(url) {
  const [sending, setSending] = useState([]);
  const waiting = useRef([]);
  const going = useRef(null);
  const change = (id, patch) => setSending((all) => all.map((one) => (one.id === id ? { ...one, ...patch } : one)));
  const remove = (id) => setSending((all) => all.filter((one) => one.id !== id));

  const next = async () => {
    if (going.current || !waiting.current.length) return;
    const { id, file } = waiting.current.shift();
    const sent = upload(url, file, (share) => change(id, { share }), id);
    going.current = { id, cancel: sent.cancel };
    const { refused } = await sent.done;
    going.current = null;
    if (refused) change(id, { refused, share: 0 });
    else remove(id);
    next();
  };
  const take = (files) => {
    const fresh = [...files].map((file) => ({ id: newKey(), file, name: file.name, share: 0, refused: file.size > LARGEST * 2 ** 20 ? TOO_LARGE : null }));
    setSending((all) => [...all, ...fresh]);
    waiting.current.push(...fresh.filter((one) => !one.refused));
    next();
  };
  const drop = (id) => {
    waiting.current = waiting.current.filter((one) => one.id !== id);
    if (going.current?.id === id) going.current.cancel();
    remove(id);
  };
  return { sending, take, drop };
}
