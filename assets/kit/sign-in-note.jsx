import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/** Why one is at the sign-in page: `?error=wrong&left=3`, `?error=locked`, `?error=ended`, `?out`; and where one was
    going (`?next=`), which the form takes along. */
export function SignInNote() {
  const { search } = useLocation();
  const [asked, setAsked] = useState(""); // the page is rendered ahead, without a query
  useEffect(() => setAsked(search), [search]);
  const query = new URLSearchParams(asked);
  const next = query.get("next");
  return (
    <>
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <Note query={query} />
    </>
  );
}

function Note({ query }) {
  const t = useT();
  const error = query.get("error");
  const left = query.get("left");
  if (query.has("out")) return <div className="callout ok" role="status"><Icon name="circle-check" /><div>{t("You have signed out.")}</div></div>;
  if (error === "ended") return <div className="callout inf" role="status"><Icon name="info" /><div>{t("Your session has ended. Sign in again to go on.")}</div></div>;
  if (!error) return null;
  return (
    <div className="callout no" role="alert">
      <Icon name="circle-alert" />
      <div>
        {error === "locked" ? t("Too many tries. Wait a few minutes, then try again.") : t("The name or the password is wrong.")}
        {left && error !== "locked" ? <> {t.plural("{n} try is left.", "{n} tries are left.", { n: Number(left) })}</> : null}
      </div>
    </div>
  );
}
