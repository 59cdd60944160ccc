// Pictures of a draft: sent to the server, which writes them anew; one that is pasted or dropped goes the same way.
import { announce } from "../layout/announce.js";
import { insertFigure } from "./inserts.js";

const KINDS = ["image/png", "image/jpeg"];

/** Send a picture; gives what the figure stores of it. Throws an error with the server's words. */
export const bringer = (page, token) => async (file) => {
  const body = new FormData();
  body.append("file", file, file.name || "picture.png");
  const answer = await fetch(page.bringTo, { method: "POST", body, headers: { "X-CSRFToken": token() } }).catch(() => null);
  const told = answer?.headers.get("content-type")?.startsWith("application/json") ? await answer.json() : {};
  if (!answer?.ok) throw new Error(told.message || page.words.notBrought);
  page.pictures[told.file] = told.address;
  return { file: told.file, width: told.width, height: told.height };
};

const pictureIn = (data) => [...(data?.files ?? [])].find((file) => KINDS.includes(file.type));

/** Props of the view: a picture from the clipboard or the desk becomes a figure, and its words are asked for. */
export const takesPictures = (page, inserts) => {
  const take = (view, data) => {
    const file = pictureIn(data);
    if (!file || data.getData("text/plain")) return false; // words with a picture of themselves stay words
    page.bring(file).then(
      (brought) => {
        insertFigure(view, brought);
        inserts.ask("figure", view);
      },
      (error) => announce(error.message),
    );
    return true;
  };
  return {
    handlePaste: (view, event) => take(view, event.clipboardData),
    handleDrop: (view, event) => take(view, event.dataTransfer) && (event.preventDefault(), true),
  };
};
