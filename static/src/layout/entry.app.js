// The one module of every page: fragments by htmx, and what makes forms and keys safe and quick.
import "./fragments.js";
import "./menus.js";
import "./keep.js";
import "./shortcuts.js";
import "../accounts/zone.js";
import "../live/live.js";
