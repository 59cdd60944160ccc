// Without network the page says since when, keeps what is typed, and sends nothing into the void.
import { announce } from "./announce.js";
import { time } from "./clock.js";

const banner = document.getElementById("offline");
const words = banner?.querySelector("p");
const pattern = words?.textContent ?? "";

function lost() {
  if (!banner || !banner.hidden) return;
  words.textContent = pattern.replace("00:00", time(new Date()));
  banner.hidden = false;
  announce(words.textContent);
}

function found() {
  if (!banner || banner.hidden) return;
  banner.hidden = true;
  announce(banner.dataset.back.replace("00:00", time(new Date())));
  for (const note of document.querySelectorAll("[data-failed]")) note.remove();
}

// A page that cannot be fetched at all is the service worker's: it shows /offline/ in its place.
if (document.body.dataset.person) navigator.serviceWorker?.register("/worker.js").catch(() => {});

addEventListener("offline", lost);
addEventListener("online", found);
if (!navigator.onLine) lost();

// A press that cannot arrive would lead to the browser's own error page: say it beside the form instead.
document.addEventListener("submit", (event) => {
  if (navigator.onLine || event.target.method === "dialog") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  event.target.dispatchEvent(new CustomEvent("htmx:sendError", { bubbles: true }));
}, true);
