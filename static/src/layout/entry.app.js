// The one module of every page: fragments by htmx, and what makes forms and keys safe and quick.
import "./fragments.js";
import "./menus.js";
import "./network.js"; // before keep.js: what is not sent is not marked as sent
import "../drafts/leaving.js"; // before keep.js: who thinks again keeps everything
import "./keep.js";
import "./busy.js";
import "./shortcuts.js";
import "./mention.js";
import "../accounts/zone.js";
import "../groups/copy.js";
import "../live/live.js";
