import { mark } from "./mark.js";
import { post } from "./post.js";
import { pushToast } from "./toast-store.js";

/** Moves a record of the list and says so, with the way back: `back(answer)` is what to send for it, or null where there
    is none, and `stuck(answer)` says why. A refusal is told by `post`. */
export function useMove(resource, reload) {
  const send = async (body) => {
    const answer = await post(`/api/views/${resource}/move`, body);
    reload();
    return answer;
  };
  return async (body, { text, back, stuck }) => {
    const answer = await send(body);
    if (!answer) return false;
    const way = back(answer);
    const undo = () => send({ ...body, ...way, version: answer.version });
    pushToast({ text, ...(way ? { action: mark("Undo"), run: undo } : { detail: stuck?.(answer) }) });
    return true;
  };
}
