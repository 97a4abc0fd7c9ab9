import { mark } from "./mark.js";
import { post } from "./post.js";
import { pushToast } from "./toast-store.js";

/** Moves a record of the list and says so, with the way `back` where there is one; a refusal is told by `post`. */
export function useMove(resource, reload) {
  const send = async (body) => {
    const answer = await post(`/api/views/${resource}/move`, body);
    reload();
    return answer;
  };
  return async (body, { text, back }) => {
    const answer = await send(body);
    if (!answer) return false;
    const undo = () => send({ ...body, ...back, version: answer.version });
    pushToast({ text, ...(back ? { action: mark("Undo"), run: undo } : {}) });
    return true;
  };
}
