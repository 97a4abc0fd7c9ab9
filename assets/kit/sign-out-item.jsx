import { MenuItem } from "./menu.jsx";
import { useT } from "./i18n.js";
import { post } from "./post.js";

/** Ends the session and loads the sign-in page anew, so that nothing of it stays in memory. */
export function SignOutItem({ url }) {
  const t = useT();
  const leave = async () => {
    const answer = await post(url, {});
    if (answer) location.assign(answer.location ?? "/login");
  };
  return <MenuItem text={t("Sign out")} icon="log-out" onSelect={leave} />;
}
