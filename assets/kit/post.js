/* What must happen once goes by HTTP: a header no foreign page can send, and a key that stays the same on a retry. */
import { mark } from "./mark.js";
import { newKey } from "./new-key.js";
import { forget } from "./recent.js";
import { pushToast } from "./toast-store.js";

const FAILED = { kind: "error", text: mark("The server could not be reached"), detail: mark("Nothing was changed. Try again.") };

/* Gives the answer, or null after telling the reader what went wrong. */
async function send(url, body, type, key) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST", credentials: "same-origin", body,
      headers: { "Content-Type": type, "X-Requested-With": "zarrin", "Idempotency-Key": key },
    });
  } catch {
    pushToast(FAILED);
    return null;
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  pushToast({ kind: "error", text: Object.values(answer.errors ?? {})[0] ?? answer.message ?? answer.title ?? FAILED.text, detail: answer.error_id && { msgid: mark("Error number {id}"), params: { id: answer.error_id } } });
  return null;
}

/** POST as JSON. */
export const post = (url, body, key = newKey()) => send(url, JSON.stringify(body ?? {}), "application/json", key);

/** POST a file as it is; its name goes with the address. */
export const postFile = (url, file, key = newKey()) =>
  send(`${url}?name=${encodeURIComponent(file.name)}`, file, "application/octet-stream", key);

/** Ends the session and loads the sign-in page anew, so that nothing of it stays in memory. */
export async function leave(url) {
  const answer = await post(url, {});
  if (!answer) return;
  forget();
  location.assign(answer.location ?? "/login");
}
