/* What must happen once goes by HTTP: a header no foreign page can send, and a key that stays the same on a retry. */
import { mark } from "./mark.js";
import { newKey } from "./new-key.js";
import { forget } from "./recent.js";
import { pushToast } from "./toast-store.js";

const FAILED = { kind: "error", text: mark("The server could not be reached"), detail: mark("Nothing was changed. Try again.") };

/** POST as JSON: gives the answer, or null after telling the reader what went wrong. */
export async function post(url, body, key = newKey()) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST", credentials: "same-origin", body: JSON.stringify(body ?? {}),
      headers: { "Content-Type": "application/json", "X-Requested-With": "zarrin", "Idempotency-Key": key },
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

/** Ends the session and loads the sign-in page anew, so that nothing of it stays in memory. */
export async function leave(url) {
  const answer = await post(url, {});
  if (!answer) return;
  forget();
  location.assign(answer.location ?? "/login");
}
