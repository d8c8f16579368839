// What the pages do beyond plain HTML: everything works without this file.
// Keys: never while typing, never during composition by a Vietnamese input method, off by a setting (WCAG 2.1.4).
const typing = target => target.closest("input,textarea,select,[contenteditable]") !== null;

// What stands beside the page on a wide screen is folded above it on a narrow one.
for (const [place, width] of [["nav.side details", 760], ["details.facets", 900]]) {
  const narrow = window.matchMedia(`(max-width:${width}px)`);
  for (const folded of document.querySelectorAll(place)) {
    if (narrow.matches) folded.open = false;
    narrow.addEventListener("change", () => { folded.open = !narrow.matches; });
  }
}

// The switch stands in the list of keys, which has a button of its own, so that it can be found with the keys off.
const keys = document.getElementById("keys");
const keysOpen = document.getElementById("keys-open");
const keysOn = document.getElementById("keys-on");
let keysOff = localStorage.getItem("khoso-keys") === "off";
keysOpen.hidden = false;
keysOpen.addEventListener("click", () => keys.showModal());
keysOn.checked = !keysOff;
keysOn.addEventListener("change", () => {
  keysOff = !keysOn.checked;
  localStorage.setItem("khoso-keys", keysOff ? "off" : "on");
});

let waitingForGo = false;
document.addEventListener("keydown", event => {
  if (keysOff || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (keys.open || typing(event.target)) return;
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
    case "?": keys.showModal(); break;
  }
});

// Live progress of one submission: server-sent events, with the page's own polling as fall-back. The part is another element after
// every swap, so it is looked up each time; an EventSource comes back by itself when the line is cut.
for (const place of document.querySelectorAll("[data-events]")) {
  const source = new EventSource(place.dataset.events);
  source.addEventListener("progress", () => {
    const now = document.getElementById(place.id);
    if (now) window.htmx?.trigger(now, "khoso:progress");
  });
  source.addEventListener("concluded", () => { source.close(); window.location.reload(); });
}
