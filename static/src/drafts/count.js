// How long the text is, and how long what is selected is. Words are counted as the language of the text counts them.
import { Plugin } from "prosemirror-state";

const PAUSE = 500;

/** A counter of words and characters for one language: fn(text) → { words, characters }. */
export function counter(lang) {
  const segmenter = new Intl.Segmenter(lang || "en", { granularity: "word" });
  return (text) => {
    let words = 0;
    for (const part of segmenter.segment(text)) if (part.isWordLike) words += 1;
    return { words, characters: [...text.replaceAll("\ufffc", "")].length };
  };
}

/** Keep the line of counts true; blocks that did not change are not counted again. */
export function counts(line, lang) {
  const known = new WeakMap();
  const count = counter(lang);
  const page = document.documentElement.lang;
  let timer;

  function ofBlock(node) {
    if (!known.has(node)) known.set(node, count(node.textContent));
    return known.get(node);
  }

  function total(doc) {
    const sum = { words: 0, characters: 0 };
    doc.descendants((node) => {
      if (!node.isTextblock) return true;
      const { words, characters } = ofBlock(node);
      sum.words += words;
      sum.characters += characters;
      return false;
    });
    return sum;
  }

  const say = (pattern, sum) => pattern.replace("%w", sum.words.toLocaleString(page)).replace("%c", sum.characters.toLocaleString(page));

  function draw({ doc, selection }) {
    const whole = say(line.dataset.whole, total(doc));
    const part = selection.empty ? "" : say(line.dataset.part, count(doc.textBetween(selection.from, selection.to, "\n", "\ufffc")));
    line.textContent = part ? `${part} · ${whole}` : whole;
    line.hidden = false;
  }

  return new Plugin({
    view(view) {
      draw(view.state);
      return {
        update(_view, before) {
          if (before.doc === view.state.doc && before.selection.eq(view.state.selection)) return;
          clearTimeout(timer);
          timer = setTimeout(() => draw(view.state), PAUSE);
        },
      };
    },
  });
}
