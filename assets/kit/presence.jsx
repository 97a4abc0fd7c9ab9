import { Avatar, personName } from "./avatar.jsx";
import { useT } from "./i18n.js";
import { usePreferences } from "./store.js";

const SHOWN = 3;

/** Those who edit the record at this moment: `[{id, name}]`, names in every language. */
export function Presence({ people = [] }) {
  const t = useT();
  const { language } = usePreferences();
  const [who, other] = people.map((one) => personName(one.name, language));
  const said = {
    1: () => t("{who} is editing", { who }),
    2: () => t("{who} and {other} are editing", { who, other }),
  }[people.length] ?? (() => t("{who} and {n} others are editing", { who, n: people.length - 1 }));
  return (
    <span className="here" role="status">
      {people.length ? (
        <>
          <span className="avas">{people.slice(0, SHOWN).map((one) => <Avatar key={one.id} name={one.name} size="s" />)}</span>
          <bdi>{said()}</bdi>
        </>
      ) : null}
    </span>
  );
}
