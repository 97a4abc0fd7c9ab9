import { useT } from "./i18n.js";
import { MenuItem } from "./menu.jsx";
import { leave } from "./post.js";

/** The last item of the person's menu: ends the session. */
export function SignOutItem({ url }) {
  const t = useT();
  return <MenuItem text={t("Sign out")} icon="log-out" onSelect={() => leave(url)} />;
}
