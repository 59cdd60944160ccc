// Keeps the page true: follows its streams over a socket (or by asking, where sockets are blocked) and
// fetches the fragments that an event names. Never reloads the page, never touches what somebody is typing.
import { check as checkPage } from "./gone.js";
import { refresh, refreshAll } from "./regions.js";
import { show } from "./state.js";

const root = document.getElementById("live");
const cursors = root ? JSON.parse(root.dataset.streams) : {};
const SILENCE = 60_000; // the server speaks every 25 s: a silent line is a dead one
const ASK_EVERY = 5_000;
const GIVE_UP_AFTER = 3; // sockets that never opened: from then on the page asks, and tries a socket now and then

let socket = null;
let failures = 0;
let everOpened = false;
let timer = 0;
let watch = 0;
let ended = false;

function receive(message) {
  if ("heads" in message) return check(message.heads);
  if ("snapshot" in message) {
    cursors[message.snapshot] = message.to;
    return refreshAll();
  }
  if ("gone" in message) {
    delete cursors[message.gone];
    if (!message.gone.startsWith("group:")) return undefined;
    show("gone");
    return checkPage();
  }
  if (message.to <= cursors[message.stream]) return undefined; // told before
  if (message.from !== cursors[message.stream]) return ask();
  cursors[message.stream] = message.to;
  return refresh(new Set(message.events.flatMap((event) => event.topics)));
}

function check(heads) {
  show(socket ? "live" : "asking");
  if (Object.entries(heads).some(([stream, head]) => head > (cursors[stream] ?? head))) ask();
}

function ask() {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ follow: cursors }));
}

function connect() {
  clearTimeout(timer);
  if (ended || socket || !Object.keys(cursors).length) return;
  const address = new URL(root.dataset.socket, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const line = (socket = new WebSocket(address));
  line.onopen = () => {
    everOpened = true;
    failures = 0;
    ask();
    listen();
  };
  line.onmessage = (event) => {
    listen();
    receive(JSON.parse(event.data));
  };
  line.onclose = (event) => {
    clearTimeout(watch);
    if (socket === line) socket = null;
    if (event.code === 4401) return end("signed-out");
    failures += 1;
    return again();
  };
}

function listen() {
  clearTimeout(watch);
  watch = setTimeout(() => {
    const line = socket;
    socket = null;
    line?.close();
    again();
  }, SILENCE);
}

function again() {
  if (ended) return;
  const blocked = !everOpened && failures >= GIVE_UP_AFTER;
  if (blocked) return void poll();
  if (failures > 1) show("cut");
  const longest = Math.min(30_000, 1000 * 2 ** failures);
  clearTimeout(timer);
  timer = setTimeout(connect, longest / 4 + Math.random() * longest * 0.75); // apart, not all at once
}

async function poll() {
  clearTimeout(timer);
  try {
    const response = await fetch(`${root.dataset.since}?${new URLSearchParams(cursors)}`, { credentials: "same-origin" });
    if (response.status === 401) return end("signed-out");
    if (!response.ok) throw new Error(response.status);
    for (const message of (await response.json()).frames) receive(message);
    show("asking");
  } catch {
    show("cut");
  }
  failures += 1;
  const retrySocket = failures % 24 === 0; // about every two minutes
  timer = setTimeout(retrySocket ? connect : poll, ASK_EVERY * (0.75 + Math.random() / 2));
}

function end(state) {
  ended = true;
  clearTimeout(timer);
  show(state);
}

function wake() {
  if (!socket && !ended && everOpened) {
    failures = 0;
    connect();
  }
}

if (root) {
  connect();
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());
  addEventListener("pageshow", (event) => event.persisted && wake());
}
