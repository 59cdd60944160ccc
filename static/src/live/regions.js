// Live regions: <div data-live="thread:7" data-live-url="/…">. A changed one is fetched again, so that permission is
// asked again, and fitted into the page. `data-live-say` is announced when something new arrived in it.
import { announce } from "../layout/announce.js";
import { fit } from "./fit.js";
import { check } from "./gone.js";

const busy = new WeakMap(); // region → whether it must be fetched once more

const regions = () => [...document.querySelectorAll("[data-live][data-live-url]")];

/** Fetch the regions that show one of these topics. */
export function refresh(topics) {
  for (const region of regions()) {
    if (region.dataset.live.split(/\s+/).some((topic) => topics.has(topic))) renew(region);
  }
}

/** Fetch all regions: the page missed more than it can be told. */
export function refreshAll() {
  for (const region of regions()) renew(region);
}

async function renew(region) {
  if (busy.has(region)) return void busy.set(region, true);
  busy.set(region, false);
  try {
    const response = await fetch(region.dataset.liveUrl, {
      credentials: "same-origin",
      headers: { "HX-Request": "true", "X-Live": "1" },
    });
    if (response.ok && !response.redirected) swap(region, await response.text());
    else if (response.status === 404 || response.status === 403) {
      region.dataset.liveStale = "";
      await check();
    }
  } catch {
    setTimeout(() => renew(region), 2000 + Math.random() * 3000); // the line is down: try again
  } finally {
    const more = busy.get(region);
    busy.delete(region);
    if (more) renew(region);
  }
}

function swap(region, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  // The answer may be the region's own element, or the whole page that holds it; then only what is inside counts.
  const own = [...fresh.content.querySelectorAll("[data-live][data-live-url]")].find((one) => isSame(one, region));
  if (!own && fresh.content.querySelector("main")) return;
  const held = hold(region);
  const arrived = fit(region, own ?? fresh.content);
  held();
  window.htmx?.process(region);
  region.dispatchEvent(new CustomEvent("live:renewed", { bubbles: true, detail: { arrived } }));
  const aloud = arrived.filter((element) => element.dataset.liveOwn === undefined);
  if (aloud.length && region.dataset.liveSay) announce(region.dataset.liveSay);
}

const isSame = (one, other) =>
  one.id && other.id ? one.id === other.id : one.dataset.live === other.dataset.live && one.dataset.liveUrl === other.dataset.liveUrl;

// Browsers without scroll anchoring would jump when something arrives above what is being read.
function hold(region) {
  if (CSS.supports("overflow-anchor", "auto")) return () => {};
  const anchor = document.activeElement && region.contains(document.activeElement) ? document.activeElement : middle();
  const before = anchor?.getBoundingClientRect().top;
  return () => {
    if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before);
  };
}

const middle = () => document.elementFromPoint(innerWidth / 2, innerHeight / 2);
