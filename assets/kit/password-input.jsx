import { useState } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/** A password, hidden until one asks to see it. */
export function PasswordInput({ id, name, autoComplete = "current-password", required = true }) {
  const t = useT();
  const [shown, setShown] = useState(false);
  return (
    <div className="input ltr">
      <Icon name="lock" />
      <input id={id} name={name} type={shown ? "text" : "password"} dir="ltr" autoComplete={autoComplete} required={required} />
      <button type="button" className="in-b" aria-label={shown ? t("Hide the password") : t("Show the password")} aria-pressed={shown} onClick={() => setShown(!shown)}>
        <Icon name={shown ? "eye-off" : "eye"} />
      </button>
    </div>
  );
}
