// The service worker of members' pages: where a page cannot be fetched, it shows /offline/ in its place. It keeps that
// page, its style sheet and its script and nothing else: what members read is never stored in the browser by it. The
// script shows the unsaved words of a draft from where the draft's own page keeps them (drafts/unsaved.js).
const KEPT = "offline-2";
const PAGE = "/offline/";

async function keep() {
  const cache = await caches.open(KEPT);
  const page = await fetch(PAGE, { cache: "no-store" });
  if (!page.ok || page.redirected) return;
  const text = await page.clone().text();
  await cache.put(PAGE, page);
  for (const pattern of [/<link rel="stylesheet" href="([^"]+)"/, /<script type="module" src="([^"]+)"/]) {
    const [, part] = pattern.exec(text) ?? [];
    if (part) await cache.add(part);
  }
}

async function tidy() {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  await self.clients.claim();
}

const kept = async (request) => (await caches.match(request)) ?? Response.error();

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(PAGE)));
  else if (["style", "script"].includes(request.destination)) event.respondWith(fetch(request).catch(() => kept(request)));
});
