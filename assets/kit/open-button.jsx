import { Icon } from "./icon.jsx";

/** Opens a paper or a file in a tab of its own. */
export const OpenButton = ({ href, icon = "printer", text }) => (
  <button type="button" className="btn" onClick={() => window.open(href, "_blank", "noopener")}>
    <Icon name={icon} /><span>{text}</span>
  </button>
);
