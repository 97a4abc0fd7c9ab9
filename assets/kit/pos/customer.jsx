import { useRef, useState } from "react";
import { Weight } from "../amount.jsx";
import { Dialog } from "../dialog.jsx";
import { useT } from "../i18n.js";
import { Icon } from "../icon.jsx";
import { toLatin } from "../format.js";
import { useFormat } from "../use-format.js";
import { NoAnswer, send } from "./api.js";
import { initialsOf, nameOf } from "./names.js";
import { useSearch } from "./use-search.js";

/** Who buys: nobody in particular, until a customer is chosen. */
export function Customer({ sale, onOpen }) {
  const t = useT();
  const format = useFormat();
  const { customer, sending } = sale.draft;
  const name = customer ? nameOf(customer.name, t.language) : "";
  const owed = Number(customer?.fine_balance ?? 0);
  return (
    <section className="row g3" aria-label={t("Customer")}>
      <span className="ava l a2" aria-hidden="true">{customer ? initialsOf(name) : <Icon name="user" />}</span>
      <div className="grow">
        <b className="medium">{customer ? <bdi>{name}</bdi> : t("Walk-in customer")}</b>
        <div className="faint sm">
          {customer ? <bdi dir="ltr" className="phone">{format.phone(customer.phone)}</bdi> : t("no name on the receipt")}
          {owed ? <> · {owed > 0 ? t("in credit") : t("owes")} <Weight value={String(customer.fine_balance).replace("-", "")} /></> : null}
        </div>
      </div>
      {customer && !sending ? (
        <button type="button" className="in-b" aria-label={t("No customer")} onClick={() => sale.act({ type: "customer", customer: null })}><Icon name="x" size="sm" /></button>
      ) : null}
      <button type="button" className="btn s" aria-keyshortcuts="F4" onClick={onOpen} disabled={Boolean(sending)}>{customer ? t("Choose another") : t("Choose")}<kbd>F4</kbd></button>
    </section>
  );
}

function Results({ id, found, at, onTake, onPoint }) {
  const t = useT();
  const format = useFormat();
  return (
    <ul id={id} role="listbox" className="pos-people" aria-label={t("Customers")}>
      {found.map((person, k) => (
        <li key={person.id} id={`${id}-${k}`} role="option" aria-selected={k === at} className={`mi${k === at ? " on" : ""}`}
          onPointerMove={() => onPoint(k)} onPointerDown={(event) => event.preventDefault()} onClick={() => onTake(person)}>
          <bdi className="cut">{nameOf(person.name, t.language)}</bdi>
          <bdi dir="ltr" className="phone faint sm">{format.phone(person.phone)}</bdi>
        </li>
      ))}
    </ul>
  );
}

function NewCustomer({ words, onTake, onBack }) {
  const t = useT();
  const isPhone = /^[+\d\s]{4,}$/.test(toLatin(words));
  const [person, setPerson] = useState({ name: isPhone ? "" : words, phone: isPhone ? toLatin(words).replace(/\s/g, "") : "" });
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const save = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      onTake(await send("customers", { ...person, phone: toLatin(person.phone).replace(/\s/g, "") }));
    } catch (error) {
      setBusy(false);
      const { errors: fields = {}, message, title } = error instanceof NoAnswer ? { message: t("The server can’t be reached") } : error.problem;
      setErrors(Object.keys(fields).length ? fields : { name: message ?? title });
    }
  };
  const field = (name, label, props) => (
    <div className="field">
      <label htmlFor={`pos-new-${name}`}>{label}</label>
      <div className={`input${errors[name] ? " bad" : ""}`}>
        <input id={`pos-new-${name}`} value={person[name]} required autoComplete="off" aria-invalid={Boolean(errors[name])} aria-describedby={errors[name] ? `pos-new-${name}-e` : undefined}
          onChange={(event) => setPerson({ ...person, [name]: event.target.value })} {...props} />
      </div>
      {errors[name] ? <p className="err" id={`pos-new-${name}-e`}><Icon name="circle-alert" size="sm" />{t.message(errors[name])}</p> : null}
    </div>
  );
  return (
    <form onSubmit={save} noValidate>
      <div className="dialog-b pos-form">
        {field("name", t("Name"), { autoFocus: !person.name, dir: "auto" })}
        {field("phone", t("Phone"), { autoFocus: Boolean(person.name), inputMode: "tel", dir: "ltr" })}
      </div>
      <div className="dialog-f">
        <button type="button" className="btn" onClick={onBack}>{t("Back to the search")}</button>
        <button type="submit" className={`btn primary${busy ? " busy" : ""}`}>{t("Add and choose")}</button>
      </div>
    </form>
  );
}

/** Choose a customer by name, phone or number; or add one with a name and a phone. */
export function CustomerDialog({ start, onTake, onClose }) {
  const t = useT();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [adding, setAdding] = useState(false);
  const search = useSearch("customers", toLatin(text), {}, { empty: true });
  const found = search.answer?.items ?? [];
  const input = useRef(null);
  const onKeyDown = (event) => {
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && search.settled && found[at]) onTake(found[at]);
    else if (event.key === "Enter" && search.settled && text && start.may_add_customer) setAdding(true);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open title={adding ? t("New customer") : t("Customer")} icon="user" onClose={onClose}>
      {adding ? <NewCustomer words={text.trim()} onTake={onTake} onBack={() => setAdding(false)} /> : (
        <>
          <div className="dialog-b pos-form">
            <div className="input">
              <Icon name="search" />
              <input ref={input} autoFocus role="combobox" aria-expanded={found.length > 0} aria-controls="pos-people" aria-autocomplete="list" dir="auto"
                aria-activedescendant={found[at] ? `pos-people-${at}` : undefined} aria-label={t("Name, phone or number")} placeholder={t("Name, phone or number")}
                autoComplete="off" value={text} onKeyDown={onKeyDown} onChange={(event) => { setText(event.target.value); setAt(0); }} />
            </div>
            <Results id="pos-people" found={found} at={at} onTake={onTake} onPoint={setAt} />
            {search.settled && !found.length ? <p role="status" className="faint">{start.may_add_customer ? t("Nobody found. Press Enter to add this customer.") : t("Nobody found.")}</p> : null}
          </div>
          <div className="dialog-f">
            <button type="button" className="btn" onClick={() => onTake(null)}>{t("Walk-in customer")}</button>
            {start.may_add_customer ? <button type="button" className="btn" onClick={() => setAdding(true)}><Icon name="plus" />{t("New customer")}</button> : null}
          </div>
        </>
      )}
    </Dialog>
  );
}
