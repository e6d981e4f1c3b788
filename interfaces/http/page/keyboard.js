// Keys that work anywhere on the page, but for where text is typed.

import { closeMenus } from "./export_menu.js";
import { openHelp } from "./help_dialog.js";
import { hideTooltip } from "./tooltip.js";

const TEXT = "input:not([type=checkbox], [type=radio]), textarea, select";

/** `actions`: focusSearch, back, turnPage(step), openFilters, closeFilters (true if they were open). */
export function startKeyboard(actions) {
  const keys = {
    "/": actions.focusSearch,
    j: () => moveAmongHits(1),
    k: () => moveAmongHits(-1),
    u: actions.back,
    n: () => actions.turnPage(1),
    p: () => actions.turnPage(-1),
    f: actions.openFilters,
    "?": openHelp,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") closeWhatIsOpen(actions);
    else if (!event.target.matches(TEXT)) pressed(event, keys);
  });
  document.addEventListener("pointerdown", (event) => closeMenus(event.target));
}

function closeWhatIsOpen(actions) {
  if (!hideTooltip() && !closeMenus()) actions.closeFilters();
}

function pressed(event, keys) {
  const onHit = document.activeElement?.matches(".hit-title");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (onHit && step) moveAmongHits(step);
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
}

/** Focus goes to the title of the next or previous report, and stays at either end. */
function moveAmongHits(step) {
  const titles = [...document.querySelectorAll(".hit-title")];
  if (titles.length === 0) return;
  const current = titles.indexOf(document.activeElement?.closest(".hit")?.querySelector(".hit-title"));
  const next = current < 0 ? 0 : Math.max(0, Math.min(titles.length - 1, current + step));
  titles[next].focus();
  titles[next].closest(".hit").scrollIntoView({ block: "nearest" });
}
