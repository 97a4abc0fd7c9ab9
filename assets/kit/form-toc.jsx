import { useEffect, useState } from "react";
import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

/** The contents of a form, with the number of errors in each section; the one being read is marked. */
export function FormToc({ sections, counts, onGo }) {
  const t = useT();
  const format = useFormat();
  const [at, setAt] = useState(sections[0]?.key);
  const keys = sections.map((section) => section.key).join(" ");
  useEffect(() => {
    const watch = new IntersectionObserver((seen) => {
      const first = seen.filter((one) => one.isIntersecting)[0];
      if (first) setAt(first.target.id.slice(4));
    }, { rootMargin: "-72px 0px -55% 0px" });
    keys.split(" ").forEach((key) => {
      const element = document.getElementById(`sec-${key}`);
      if (element) watch.observe(element);
    });
    return () => watch.disconnect();
  }, [keys]);
  return (
    <nav className="toc" aria-label={t("Sections")}>
      {sections.map(({ key, label }) => (
        <a key={key} href={`#sec-${key}`} className={key === at ? "on" : undefined} aria-current={key === at ? "true" : undefined}
          onClick={(event) => { event.preventDefault(); onGo(key); setAt(key); }}>
          {t.message(label)}
          {counts[key] ? <span className="badge no plain"><span className="sr">{t("Errors:")} </span>{format.integer(counts[key])}</span> : null}
        </a>
      ))}
    </nav>
  );
}
