// Fit fresh markup into a region: what is the same stays the same node, so that focus, caret, selection and scroll
// stay; a form with typed text, and whatever is marked data-live-keep, is left as it is.
const KEPT_ATTRIBUTES = new Set(["open", "data-kept", "data-live-stale", "aria-expanded"]);
const FIELDS = "input:not([type=hidden]), textarea, select";

/** Make the children of `region` those of `fresh`; return the elements that arrived. */
export function fit(region, fresh) {
  const arrived = [];
  fitChildren(region, fresh, arrived);
  for (const element of arrived) element.classList.add("arrived");
  return arrived;
}

function fitNode(old, fresh, arrived) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (isHeld(old)) return;
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !KEPT_ATTRIBUTES.has(name)) old.removeAttribute(name);
  }
  fitChildren(old, fresh, arrived);
}

function fitChildren(parent, fresh, arrived) {
  const byId = new Map([...parent.children].filter((child) => child.id).map((child) => [child.id, child]));
  let place = parent.firstChild;
  for (const next of [...fresh.childNodes]) {
    const match = next.id ? byId.get(next.id) : alike(place, next);
    if (match) {
      if (match !== place && match.contains(document.activeElement)) place = letPass(parent, place, match);
      if (match === place) place = place.nextSibling;
      else if (!match.contains(document.activeElement)) parent.insertBefore(match, place);
      fitNode(match, next, arrived);
      continue;
    }
    const added = document.importNode(next, true);
    parent.insertBefore(added, place);
    if (added.nodeType === Node.ELEMENT_NODE && added.id) arrived.push(added);
  }
  while (place) {
    const following = place.nextSibling;
    if (!keepsTyping(place) && !isStillNamed(place, fresh)) place.remove();
    place = following;
  }
}

// What has the focus is not moved: the old nodes before it go behind it. Returns where fitting goes on.
function letPass(parent, place, match) {
  if (!place || !(place.compareDocumentPosition(match) & Node.DOCUMENT_POSITION_FOLLOWING)) return place;
  const behind = match.nextSibling;
  for (let node = place, next; node !== match; node = next) {
    next = node.nextSibling;
    parent.insertBefore(node, behind);
  }
  return match;
}

// The next old node without an id that could be this one; nodes with an id wait for their own.
function alike(place, next) {
  for (let node = place; node; node = node.nextSibling) {
    if (node.id) continue;
    return node.nodeName === next.nodeName ? node : null;
  }
  return null;
}

const isStillNamed = (node, fresh) => Boolean(node.id && [...fresh.children].some((child) => child.id === node.id));

const keepsTyping = (node) => node.nodeType === Node.ELEMENT_NODE && (isHeld(node) || [...node.querySelectorAll("form, [data-live-keep]")].some(isHeld));

function isHeld(element) {
  if (element.matches("[data-live-keep]")) return true;
  if (element.matches("form")) return element.contains(document.activeElement) || [...element.querySelectorAll(FIELDS)].some(isChanged);
  return element.matches(FIELDS) && (element === document.activeElement || isChanged(element));
}

function isChanged(field) {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}
