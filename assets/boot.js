/* Runs before the first paint: language, direction, theme and density on the root element, so that nothing flashes.
   ?lang= and ?theme= hold for this visit (this tab) and leave the stored preference alone. */
(() => {
  const root = document.documentElement;
  const read = (store, key) => {
    try {
      return JSON.parse(store.getItem(key)) || {};
    } catch {
      return {};
    }
  };
  const query = new URLSearchParams(location.search);
  const visit = read(sessionStorage, "zarrin.visit");
  const lang = query.get("lang");
  const theme = query.get("theme");
  if (lang === "fa" || lang === "en") visit.language = lang;
  if (theme === "light" || theme === "dark" || theme === "system") visit.theme = theme;
  try {
    sessionStorage.setItem("zarrin.visit", JSON.stringify(visit));
  } catch {
    // a browser without storage still gets the page, in the language of its address
  }
  const stored = read(localStorage, "zarrin.preferences");
  const spoken = (navigator.languages || [navigator.language || "en"])[0].startsWith("fa") ? "fa" : "en";
  const prefs = { language: spoken, theme: "system", density: "normal", numerals: "auto", ...stored, ...visit };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const middle = matchMedia("(min-width: 761px) and (max-width: 1180px)");

  const apply = () => {
    root.lang = prefs.language;
    root.dir = prefs.language === "fa" ? "rtl" : "ltr";
    root.dataset.theme = prefs.theme === "system" ? (dark.matches ? "dark" : "light") : prefs.theme;
    root.dataset.density = prefs.density;
    root.toggleAttribute("data-rail", middle.matches || Boolean(prefs.rail));
  };
  apply();
  dark.addEventListener("change", apply);
  middle.addEventListener("change", apply);
  window.zarrin = { prefs, apply, dirty: new Set(), pressed: false };
  const press = () => { window.zarrin.pressed = true; };
  ["pointerdown", "keydown"].forEach((kind) => addEventListener(kind, press, { capture: true, once: true }));

  // Registered before the framework's own handler, which would close the connection even if the person stays.
  addEventListener("beforeunload", (event) => {
    if (!window.zarrin.dirty.size) return;
    event.preventDefault();
    event.returnValue = "";
    event.stopImmediatePropagation();
  });
  // Should the scripts fail, a plain page is better than a blank one.
  setTimeout(() => root.setAttribute("data-ready", ""), 5000);
})();
