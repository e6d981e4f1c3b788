// One tooltip for the whole page: shown while its owner is pointed at or has focus, gone with the
// Escape key.

import { element } from "./dom.js";

const contents = new WeakMap();
let tip = null;
let owner = null;

/** Shows what `makeLines()` returns (a list of texts) beside `target`. */
export function describe(target, makeLines) {
  contents.set(target, makeLines);
  target.classList.add("has-tip");
}

/** Whether a tooltip was there to hide. */
export function hideTooltip() {
  if (!owner) return false;
  tip.hidden = true;
  owner.removeAttribute("aria-describedby");
  owner = null;
  return true;
}

function show(target) {
  if (target === owner) return;
  hideTooltip();
  owner = target;
  tip.replaceChildren(
    ...contents
      .get(target)()
      .map((line) => element("span", { dir: "auto" }, line)),
  );
  tip.hidden = false;
  target.setAttribute("aria-describedby", tip.id);
  place(boxOf(target));
}

/** Of what is broken over several lines, the first one. */
function boxOf(target) {
  return target.getClientRects()[0] ?? target.getBoundingClientRect();
}

function place(box) {
  const own = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - own.width - 8));
  const above = box.top - own.height - 6;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 8 ? above : box.bottom + 6}px`;
}

export function startTooltips() {
  tip = element("div", { id: "tooltip", role: "tooltip", class: "tooltip", hidden: true });
  document.body.append(tip);
  const ownerOf = (event) => event.target.closest?.(".has-tip");
  const enter = (event) => {
    const target = ownerOf(event);
    if (target && contents.has(target)) show(target);
    else if (event.type === "pointerover" && owner !== document.activeElement) hideTooltip();
  };
  document.addEventListener("pointerover", enter);
  document.addEventListener("focusin", enter);
  document.addEventListener("focusout", (event) => ownerOf(event) === owner && hideTooltip());
  document.addEventListener("scroll", () => owner && place(boxOf(owner)), { passive: true });
}
