import { useRef, useState } from "react";
import { Avatar, personName } from "./avatar.jsx";
import { Composer } from "./composer.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { partsOf } from "./mentions.js";
import { newKey } from "./new-key.js";
import { post } from "./post.js";
import { usePreferences } from "./store.js";
import { useFormat } from "./use-format.js";

function Body({ body, named }) {
  const t = useT();
  const { language } = usePreferences();
  return partsOf(body).map((part, k) => (part.id
    ? <b className="gold" key={k}>@<bdi>{personName(named[part.id], language) || t("Somebody")}</bdi></b>
    : <span key={k}>{part}</span>));
}

function Comment({ one, named, url, may, moderates }) {
  const t = useT();
  const format = useFormat();
  const { language } = usePreferences();
  const [editing, setEditing] = useState(false);
  const change = async (body) => {
    const taken = await post(`${url}/${one.id}`, { body });
    if (taken) setEditing(false);
    return Boolean(taken);
  };
  return (
    <li className="cmt">
      <Avatar name={one.name} />
      <div>
        <div className="cmt-h sm">
          <span>
            <b className="medium"><bdi>{personName(one.name, language) || t("The system")}</bdi></b>{" "}
            <time className="faint" dateTime={one.at}>{format.datetime(one.at)}</time>
            {one.edited ? <span className="faint"> {t("edited")}</span> : null}
          </span>
          <span className="cmt-a">
            {may && one.mine && !editing ? <button type="button" className="btn icon s ghost" aria-label={t("Edit the comment")} onClick={() => setEditing(true)}><Icon name="pencil" size="sm" /></button> : null}
            {may && (one.mine || moderates) && !editing ? <button type="button" className="btn icon s ghost" aria-label={t("Remove the comment")} onClick={() => post(`${url}/${one.id}`, { remove: true })}><Icon name="trash-2" size="sm" /></button> : null}
          </span>
        </div>
        {editing
          ? <Composer source={`${url}/people`} body={one.body} named={named} autoFocus onSend={change} onCancel={() => setEditing(false)} />
          : <p className="bub" dir="auto"><Body body={one.body} named={named} /></p>}
      </div>
    </li>
  );
}

/** What is said about a record, the newest last, and a place to say more. `place` is `resource/id`; `comments` as the
    server's thread has them, `named` the names of those they mention by id. */
export function Discussion({ place, comments = [], named = {}, may = false, moderates = false }) {
  const t = useT();
  const url = `/api/comments/${place}`;
  const key = useRef(null);
  const write = async (body) => {
    key.current ??= newKey();
    const taken = await post(url, { body }, key.current);
    if (taken) key.current = null;
    return Boolean(taken);
  };
  return (
    <div className="stack g3">
      {comments.length
        ? <ol className="stack g3" aria-live="polite">{comments.map((one) => <Comment key={one.id} one={one} named={named} url={url} may={may} moderates={moderates} />)}</ol>
        : <p className="faint sm">{t("Nobody has written here yet.")}</p>}
      {may ? <Composer key={place} source={`${url}/people`} onSend={write} /> : null}
    </div>
  );
}

/** Those who follow a record, as small circles with their names behind. */
export function Followers({ people = [] }) {
  const t = useT();
  const { language } = usePreferences();
  if (!people.length) return null;
  const names = people.map((name) => personName(name, language));
  return (
    <span className="avas" role="img" aria-label={t("Followed by {names}", { names: names.join(language === "fa" ? "، " : ", ") })}>
      {people.slice(0, 4).map((name, k) => <Avatar key={k} name={name} size="s" />)}
    </span>
  );
}
