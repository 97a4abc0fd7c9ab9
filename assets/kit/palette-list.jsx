import { useEffect, useRef } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";

function Item({ id, item, on, onPoint, onChoose }) {
  return (
    <div role="option" id={id} className="mi" aria-selected={on} data-selected={on} onPointerMove={onPoint} onClick={onChoose}>
      {item.picture ? <Jewel picture={item.picture} /> : <Icon name={item.icon || "file-text"} />}
      {item.name !== undefined ? <bdi className="cut" data-raw="">{item.name}</bdi> : <span className="cut">{item.text}</span>}
      {item.code && item.code !== item.name ? <bdi className="code" dir="ltr">{item.code}</bdi> : null}
      {item.keys ? <kbd>{item.keys}</kbd> : null}
    </div>
  );
}

/** The groups of the palette as one list box; what is chosen is told by number, over all groups. */
export function PaletteList({ id, groups, at, onPoint, onChoose }) {
  const t = useT();
  const list = useRef(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, groups]);
  let number = -1;
  return (
    <div role="listbox" id={id} className="menu" aria-label={t("Found")} ref={list}>
      {groups.map((group) => (
        <div key={group.id} role="group" aria-label={group.heading}>
          <div className="gh" aria-hidden="true">{group.heading}</div>
          {group.items.map((item) => {
            number += 1;
            const place = number;
            return <Item key={item.id} id={`${id}-${place}`} item={item} on={place === at} onPoint={() => onPoint(place)} onChoose={(event) => onChoose(item, event.ctrlKey || event.metaKey)} />;
          })}
        </div>
      ))}
    </div>
  );
}
