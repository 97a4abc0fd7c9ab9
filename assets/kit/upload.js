/* A file on its way to the server, as it is; its name goes with the address. */
import { mark } from "./mark.js";
import { newKey } from "./new-key.js";

const LOST = { text: mark("The server could not be reached"), detail: mark("Nothing was changed. Try again.") };

/** Sends a file, telling `onShare` how far it is (0 to 1). `{done, cancel}`: `done` gives `{answer}`, or `{refused}` with
    the sentence (`{text, detail}`), or `{}` where it was cancelled. */
export function upload(url, file, onShare, key = newKey()) {
  const request = new XMLHttpRequest();
  const done = new Promise((settle) => {
    request.open("POST", `${url}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("X-Requested-With", "zarrin");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Idempotency-Key", key);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    request.onabort = () => settle({});
    request.onerror = () => settle({ refused: LOST });
    request.onload = () => {
      const answer = request.response ?? {};
      if (request.status < 300) settle({ answer });
      else settle({ refused: { text: Object.values(answer.errors ?? {})[0] ?? answer.message ?? answer.title ?? LOST.text } });
    };
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
