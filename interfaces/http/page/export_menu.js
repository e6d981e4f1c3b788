// The answer as a file: a menu that opens below its button. A file is fetched and then saved, so
// that what goes wrong is told and not saved.

import { fetchFile } from "./api.js";
import { button, element } from "./dom.js";

/** A menu of [label, address, file name]; `complain(error)` is told what went wrong. */
export function exportMenu(title, hint, entries, complain) {
  const menu = element("details", { class: "menu" }, element("summary", {}, title));
  const items = entries.map(([label, address, name]) => {
    const save = async () => {
      menu.open = false;
      try {
        saveFile(await fetchFile(address), name);
      } catch (error) {
        complain(error);
      }
    };
    return element("li", {}, button("menu-item", label, save));
  });
  menu.append(
    element(
      "div",
      { class: "menu-list" },
      hint && element("p", { class: "quiet" }, hint),
      element("ul", {}, items),
    ),
  );
  return menu;
}

function saveFile(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Closes menus that stand open, but for one that holds `kept`. Whether there was one. */
export function closeMenus(kept = null) {
  const open = [...document.querySelectorAll("details.menu[open]")].filter((menu) => !menu.contains(kept));
  for (const menu of open) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.firstChild.focus();
  }
  return open.length > 0;
}
