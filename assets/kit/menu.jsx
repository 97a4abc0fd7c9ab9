import { DropdownMenu } from "radix-ui";
import { useNavigate } from "react-router";
import { Icon } from "./icon.jsx";

/** A button that opens a menu; its children are `MenuItem`, `MenuCheck`, `MenuHead` and `MenuRule`. */
export function Menu({ text, icon, label, look = "btn", align = "end", chevron = false, initials, children }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={initials ? "ava-b" : look} aria-label={label}>
        {icon ? <Icon name={icon} /> : null}
        {initials ? <span className="ava a2">{initials}</span> : null}
        {text ? <span>{text}</span> : null}
        {chevron ? <Icon name="chevron-down" size="sm" /> : null}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu float" align={align} sideOffset={4} collisionPadding={8}>{children}</DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** One act of a menu: an event, or an address. */
export function MenuItem({ text, icon, keys, to, tone = "", disabled = false, onSelect }) {
  const navigate = useNavigate();
  return (
    <DropdownMenu.Item className={`mi ${tone}`} disabled={disabled} onSelect={() => (to ? navigate(to) : onSelect?.())}>
      {icon ? <Icon name={icon} /> : null}
      <span>{text}</span>
      {keys ? <kbd>{keys}</kbd> : null}
    </DropdownMenu.Item>
  );
}

/** One that is on or off; the menu stays open. */
export function MenuCheck({ text, icon, checked, onChange, ...rest }) {
  return (
    <DropdownMenu.CheckboxItem {...rest} className={`mi${checked ? " sel" : ""}`} checked={checked} onCheckedChange={onChange} onSelect={(event) => event.preventDefault()}>
      {icon ? <Icon name={icon} /> : null}
      <span>{text}</span>
      {checked ? <Icon name="check" /> : null}
    </DropdownMenu.CheckboxItem>
  );
}

export const MenuHead = ({ text }) => <DropdownMenu.Label className="mh">{text}</DropdownMenu.Label>;
export const MenuRule = () => <DropdownMenu.Separator className="mr" />;
