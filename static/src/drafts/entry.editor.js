// The editor of a draft: mounts over the readable text once the document is here; without a socket the text stays.
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { Awareness } from "y-protocols/awareness";
import { initProseMirrorDoc, ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import * as Y from "yjs";

import { announce } from "../layout/announce.js";
import { caretBack, goAround } from "./aside.js";
import { caretNow } from "./caretnow.js";
import { carets } from "./carets.js";
import { keys, rules } from "./commands.js";
import { comments } from "./comments.js";
import { ends } from "./ends.js";
import { followFaults } from "./faults.js";
import { blockIds } from "./ids.js";
import { Lane } from "./lane.js";
import { Inserts, opening } from "./inserts.js";
import { leaveMarks } from "./marks.js";
import { nodeViews } from "./nodeviews.js";
import { numbering } from "./numbering.js";
import { bringer, takesPictures } from "./pictures.js";
import { showPresence, tellRemoteChanges } from "./presence.js";
import { proposals } from "./proposing.js";
import { Provider } from "./provider.js";
import { ROOT, schema, VERSION } from "./schema.js";
import { sections } from "./sections.js";
import { statusLine } from "./status.js";
import { offerWords } from "./stranded.js";
import { clean, surface } from "./surface.js";
import { askLink, toolbarPlugin } from "./toolbar.js";
import { Unsaved } from "./unsaved.js";

const root = document.getElementById("draft");
const data = JSON.parse(document.getElementById("draft-data").textContent);
const toolbar = document.getElementById("draft-toolbar");
const dialog = document.getElementById("draft-link");
const paper = document.getElementById("draft-text");

const page = data.text;
page.bring = bringer(page, () => document.querySelector("[data-ask-for=figure] [name=csrfmiddlewaretoken]").value);

const doc = new Y.Doc();
if (!data.edit) leaveMarks(doc);
const awareness = new Awareness(doc);
awareness.setLocalState({ cursor: null });
let view = null;

const address = new URL(data.path, location.href);
address.protocol = address.protocol.replace("http", "ws");
address.search = new URLSearchParams({ ack: "1", schema: VERSION, epoch: data.epoch });

const place = { person: data.person, draft: data.draft, epoch: data.epoch, url: location.pathname, title: data.label };
const unsaved = new Unsaved(doc, { ...place, lang: paper.lang, dir: paper.dir, zone: document.documentElement.dataset.zone });
const left = await unsaved.load(data.edit);
const offer = offerWords(document.getElementById("draft-unsaved"));
for (const row of left.stranded) offer(row.words, row.ended, row);

const show = statusLine(document.getElementById("draft-status"), root, unsaved);
const provider = new Provider(address, doc, awareness, told, { edit: data.edit, unsaved, lane: () => lane(doc) });
if (left.text) mount(); // unsaved words are here: they are shown before anybody answers

function lane(of) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const query = { schema: VERSION, epoch: data.epoch, client: of.clientID };
  return new Lane({ line: data.line, query, token, edit: data.edit, vector: () => Y.encodeStateVector(of) });
}

function told(status) {
  show(status);
  if (status.state === "synced" && !view) mount();
  if (!status.ended || told.ended) return;
  told.ended = true;
  if (status.ended === "locked") goRound(status);
  else offer(unsaved.words(), status.ended);
  view?.setProps({ editable: () => false });
}

/** What one lock refuses is kept for its writer; all else is written again. Where that cannot be, all of it is offered. */
async function goRound(status) {
  const since = provider.dirtySince;
  provider.dirtySince = null; // this page goes on purpose: its words are on the shelf
  await goAround({ address, line: lane, unsaved, view }).catch(() => {
    provider.dirtySince = since;
    provider.ended = "refused";
    unsaved.end("refused");
    show({ ...status, ended: "refused" });
    offer(unsaved.words(), "refused");
  });
}

showPresence(awareness, document.getElementById("draft-people"), document.getElementById("draft-person"), data.person, () => view);
addEventListener("beforeunload", (event) => provider.dirtySince && event.preventDefault());

function leave() {
  const after = document.getElementById("draft-after");
  after.focus();
  announce(root.dataset.left);
  return true;
}

function mount() {
  const fragment = doc.getXmlFragment(ROOT);
  const { doc: text, mapping } = initProseMirrorDoc(fragment, schema);
  const below = Object.assign(document.createElement("div"), { className: "doc doc-ends", lang: paper.lang, dir: paper.dir });
  const inserts = new Inserts(page);
  const writing = () => [
    toolbarPlugin(toolbar, dialog, inserts),
    rules(),
    blockIds(),
    ...keys({ leave, link: () => askLink(view, dialog), ask: (name) => () => inserts.ask(name, view), open: () => inserts.open(view) }),
    dropCursor({ class: "drop-caret" }),
    gapCursor(),
    tableEditing(),
    opening(inserts),
  ];
  let proposing = false; // while a member rewrites private copies, the text itself is not edited
  const onTurn = (on) => {
    proposing = on;
    if (toolbar) toolbar.hidden = on;
    view.setProps({ editable: () => data.edit && !proposing && !told.ended });
  };
  const beside = proposals({ path: location.pathname, paper, onTurn, nodeViews: nodeViews(page), numbers: () => numbering(page, ends(document.createElement("div"), page)) });
  const plugins = [...(data.edit ? [caretNow()] : []), ySyncPlugin(fragment, { mapping }), numbering(page, ends(below, page)), ...carets(awareness, root.querySelector(".draft-bar")), yUndoPlugin(), comments(), beside, sections(), ...surface({ edit: data.edit, lang: paper.lang }), ...(data.edit ? writing() : [])];
  const place = document.createElement("div");
  view = new EditorView(place, {
    state: EditorState.create({ doc: text, schema, plugins }),
    editable: () => data.edit,
    nodeViews: nodeViews(page),
    ...(data.edit && takesPictures(page, inserts)),
    attributes: () => ({
      ...(proposing && { role: "group" }),
      ...(data.edit && !proposing && { role: "textbox", "aria-multiline": "true" }),
      "aria-label": data.label,
      "aria-describedby": "draft-help",
      class: "doc",
      lang: paper.lang,
      dir: paper.dir,
    }),
    transformPastedHTML: clean, // and then the schema: ids and addresses that a draft may not hold stay outside
  });
  paper.replaceWith(place, below);
  place.id = "draft-text";
  if (toolbar) toolbar.hidden = false; // readers have none
  root.toggleAttribute("data-mounted", true);
  const judge = data.edit ? followFaults(view, () => !provider.dirtySince) : () => {};
  doc.on("update", judge);
  caretBack(view);
  tellRemoteChanges(doc, awareness, provider, root.dataset.changed, document.getElementById("draft-say"));
}
