// "Quote" without leaving the page: what is being written stays, the quotation comes behind it.
export async function quoteInto(event) {
  const link = event.target.closest?.("a[data-quote]");
  const form = document.querySelector("form#reply");
  if (!link || !form || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const response = await fetch(link.href, { credentials: "same-origin" });
    if (!response.ok) throw new Error(response.status);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    append(form, page.querySelector("form#reply textarea").value);
  } catch {
    location.href = link.href;
  }
}

function append(form, quotation) {
  const text = form.querySelector("[data-writing] textarea");
  const before = text.value.trimEnd();
  text.value = (before ? `${before}\n\n` : "") + quotation;
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.dispatchEvent(new Event("kept", { bubbles: true }));
  form.scrollIntoView({ block: "center" });
  form.dispatchEvent(new CustomEvent("composer:focus"));
  if (!text.hidden) text.focus();
}
