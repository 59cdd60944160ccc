// What somebody may no longer see leaves their open page; what they typed into it stays, to be copied.
const template = () => document.querySelector('#live [data-when="withdrawn"]');

const typedIn = (place) =>
  [...place.querySelectorAll("textarea")].filter((field) => field.value && field.value !== field.defaultValue).map((field) => field.value);

/** Take the page's content away and say so; `kept` texts stay in read-only fields. */
export function withdraw() {
  const main = document.querySelector("main");
  const words = template()?.content.textContent.trim();
  if (!main || !words || main.dataset.withdrawn !== undefined) return;
  main.dataset.withdrawn = "";
  const kept = typedIn(main);
  const said = document.createElement("p");
  said.className = "lead";
  said.textContent = words;
  main.replaceChildren(said);
  for (const text of kept) {
    const field = document.createElement("textarea");
    field.readOnly = true;
    field.rows = 8;
    field.dir = "auto";
    field.value = text;
    field.setAttribute("aria-label", template().dataset.kept ?? words);
    main.append(field);
  }
  document.title = words;
}

/** After a part of the page was refused: ask whether the page itself is still open to the reader. */
export async function check() {
  try {
    const response = await fetch(location.href, { credentials: "same-origin", headers: { "X-Live": "1" } });
    if (response.status === 404 || response.status === 403) withdraw();
  } catch {
    // The line is down: the page says so by itself.
  }
}
