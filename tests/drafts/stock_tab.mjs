// A tab with stock Yjs that stays open while its server stops and starts (y-websocket's provider, unchanged, comes back
// by itself). Asked by a line on its input it says what it holds; "again" waits until it has come back once more.
// node --experimental-websocket stock_tab.mjs URL COOKIE ORIGIN
import readline from "node:readline";

import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const [url, cookie, origin] = process.argv.slice(2);
class WithCookie extends globalThis.WebSocket {
  constructor(address) {
    super(address, { headers: { cookie, origin } });
    let ended = false;
    this.addEventListener("close", () => (ended = true));
    // Node's own sockets, unlike a browser's, say no "close" when nobody listens there.
    this.addEventListener("error", () => setTimeout(() => ended || this.onclose?.({ code: 1006 }), 50));
  }
}

const doc = new Y.Doc();
const at = new URL(url);
const options = { WebSocketPolyfill: WithCookie, disableBc: true, maxBackoffTime: 500 };
const provider = new WebsocketProvider(at.origin.replace("http", "ws"), at.pathname.replace(/^\//, ""), doc, options);
const fragment = doc.getXmlFragment("prosemirror");
let syncs = 0;
let told = 0;
provider.on("sync", (inStep) => (syncs += inStep ? 1 : 0));

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const wait = setInterval(() => {
    if (!provider.synced || syncs < told + (line === "again" ? 1 : 0)) return;
    clearInterval(wait);
    told = syncs;
    const words = fragment.toArray().map((block) => [block.nodeName, block.toString()]);
    console.log(JSON.stringify({ words, bytes: Y.encodeStateAsUpdate(doc).length }));
  }, 20);
});
