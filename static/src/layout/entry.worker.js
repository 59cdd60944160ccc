// The service worker of members' pages: where a page cannot be fetched, it shows /offline/ in its place. It keeps that
// page and its style sheet and nothing else: what members read is never stored in the browser by it.
const KEPT = "offline-1";
const PAGE = "/offline/";

async function keep() {
  const cache = await caches.open(KEPT);
  const page = await fetch(PAGE, { cache: "no-store" });
  if (!page.ok || page.redirected) return;
  const text = await page.clone().text();
  await cache.put(PAGE, page);
  const [, sheet] = /<link rel="stylesheet" href="([^"]+)"/.exec(text) ?? [];
  if (sheet) await cache.add(sheet);
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
  else if (request.destination === "style") event.respondWith(fetch(request).catch(() => kept(request)));
});
