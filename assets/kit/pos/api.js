/* The till talks HTTP alone: an answer is either there or not, and what was sent can be sent again. */

/** The server said no: `problem` is its document, `message` a sentence to be translated. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.title ?? "refused");
    this.status = status;
    this.problem = problem;
  }
}

/** No answer came: the network, or a server that is starting. What was asked may have happened. */
export class NoAnswer extends Error {}

const MAYBE = new Set([502, 503, 504]);

async function ask(url, options) {
  let response;
  try {
    response = await fetch(url, { credentials: "same-origin", cache: "no-store", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new NoAnswer();
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  if (response.ok || MAYBE.has(response.status)) throw new NoAnswer();
  throw new Refused(response.status, answer ?? {});
}

export const get = (path, query = {}, options = {}) => ask(`/api/pos/${path}?${new URLSearchParams(query)}`, options);

export const send = (path, body, { key, ...options } = {}) =>
  ask(`/api/pos/${path}`, {
    method: "POST", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-Requested-With": "zarrin", ...(key ? { "Idempotency-Key": key } : {}) },
    ...options,
  });
