// What the pages do beyond plain HTML: everything works without this file.
// Keys: never while typing, never during composition by a Vietnamese input method, off by a setting (WCAG 2.1.4).
const typing = target => target.closest("input,textarea,select,[contenteditable]") !== null;

const narrow = window.matchMedia("(max-width:760px)");
for (const menu of document.querySelectorAll("nav.side details")) {
  if (narrow.matches) menu.open = false;
  narrow.addEventListener("change", () => { menu.open = !narrow.matches; });
}

const keysOff = document.documentElement.dataset.keys === "off";
let waitingForGo = false;
document.addEventListener("keydown", event => {
  if (keysOff || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) return;
  const rows = [...document.querySelectorAll("table[data-rows] tbody tr")];
  const here = rows.findIndex(row => row.contains(document.activeElement));
  const focusRow = index => rows[index]?.querySelector("a,button,input")?.focus();
  if (waitingForGo) {
    waitingForGo = false;
    const link = document.querySelector(`nav.side a[data-go="${event.key}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  switch (event.key) {
    case "/": {
      const box = document.querySelector("header.top input[type=search]");
      if (box) { event.preventDefault(); box.focus(); }
      break;
    }
    case "j": focusRow(Math.min(rows.length - 1, here + 1)); break;
    case "k": focusRow(Math.max(0, here - 1)); break;
    case "g": waitingForGo = true; break;
    case "?": document.getElementById("keys")?.showModal(); break;
  }
});

// Live progress of one submission: server-sent events, with the page's own polling as fall-back.
for (const place of document.querySelectorAll("[data-events]")) {
  const source = new EventSource(place.dataset.events);
  source.addEventListener("progress", () => window.htmx?.trigger(place, "khoso:progress"));
  source.addEventListener("concluded", () => { source.close(); window.location.reload(); });
  source.onerror = () => source.close();
}

for (const box of document.querySelectorAll("form[data-submit-on-change]")) {
  box.addEventListener("change", () => box.requestSubmit());
}
