// What changed since the reader was last here: marked in the text, and walked through by a button.
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const key = new PluginKey("since");

const places = (doc, ids) => {
  const found = [];
  doc.forEach((node, pos) => ids.has(node.attrs.id) && found.push({ pos, node }));
  return found;
};

const marks = (doc, ids) => DecorationSet.create(doc, places(doc, ids).map(({ pos, node }) => Decoration.node(pos, pos + node.nodeSize, { class: "changed-since" })));

/** The plugin, tied to the page's section; without one (nothing changed) it does nothing. */
export function walker(section) {
  let view = null;
  let at = -1;
  const button = section?.querySelector("[data-walk]");
  const say = (words) => (section.querySelector("[data-said]").textContent = words);

  async function begin() {
    const answer = await fetch(section.dataset.blocks, { credentials: "same-origin" });
    if (!answer.ok) return;
    const { blocks } = await answer.json();
    view.dispatch(view.state.tr.setMeta(key, new Set(blocks)));
  }

  async function step() {
    if (at < 0 && !key.getState(view.state).ids.size) await begin();
    const found = places(view.state.doc, key.getState(view.state).ids);
    if (!found.length) return say(section.dataset.none);
    at += 1;
    if (at >= found.length) {
      at = -1;
      return say(section.dataset.end);
    }
    const { pos } = found[at];
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(pos + 1))));
    view.nodeDOM(pos)?.scrollIntoView({ block: "center" });
    button.textContent = section.dataset.next;
    say(section.dataset.step.replace("%a", at + 1).replace("%n", found.length));
  }

  return new Plugin({
    key,
    state: {
      init: () => ({ ids: new Set(), marks: DecorationSet.empty }),
      apply(tr, was) {
        const ids = tr.getMeta(key) ?? was.ids;
        if (ids === was.ids && (!tr.docChanged || !ids.size)) return was;
        return { ids, marks: marks(tr.doc, ids) };
      },
    },
    props: { decorations: (state) => key.getState(state).marks },
    view(made) {
      view = made;
      if (button) {
        button.hidden = false;
        button.addEventListener("click", () => step().catch(() => {}));
      }
      return {};
    },
  });
}
