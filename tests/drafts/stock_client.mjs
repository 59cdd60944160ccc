// A stock Yjs client (y-websocket's provider, unchanged): writes a plain paragraph, waits for a word, prints the document.
// node --experimental-websocket stock_client.mjs URL COOKIE ORIGIN WORD-TO-WRITE WORD-TO-WAIT-FOR
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const [url, cookie, origin, write, awaited] = process.argv.slice(2);
const Plain = globalThis.WebSocket;
class WithCookie extends Plain {
  constructor(address) {
    super(address, { headers: { cookie, origin } });
  }
}

const doc = new Y.Doc();
const at = new URL(url);
const room = at.pathname.replace(/^\//, "");
const provider = new WebsocketProvider(at.origin.replace("http", "ws"), room, doc, { WebSocketPolyfill: WithCookie, disableBc: true });
provider.awareness.setLocalStateField("user", { name: "Somebody else", color: "#ff0000" });
const fragment = doc.getXmlFragment("prosemirror");

provider.once("sync", () => {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(write)]);
  fragment.push([paragraph]);
});
const end = (code) => {
  console.log(JSON.stringify({ blocks: fragment.toArray().map((block) => [block.nodeName, block.getAttribute("id") ?? "", block.toString()]) }));
  provider.destroy();
  process.exit(code);
};
doc.on("update", () => {
  const words = fragment.toString();
  const ids = fragment.toArray().every((block) => block.getAttribute("id"));
  if (words.includes(write) && words.includes(awaited) && ids) end(0);
});
setTimeout(() => end(1), 15000);
