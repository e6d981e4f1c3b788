// Making and changing the document. Text of reports enters only here, as text nodes: nothing of
// the page ever reads a string as HTML.

/**
 * An element with properties and children. `class`, `on` ({event: listener}) and `data` have their
 * own meaning; all else is an attribute, left out if it is null or false.
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") listen(made, value);
    else if (name === "data") Object.assign(made.dataset, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...present(children));
  return made;
}

function listen(target, listeners) {
  for (const [event, listener] of Object.entries(listeners)) target.addEventListener(event, listener);
}

/** Children without what is left out (null, false), lists within lists opened. */
function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** A button that looks as `style` says and does `action`. */
export function button(style, text, action, properties = {}) {
  return element("button", { type: "button", class: style, on: { click: action }, ...properties }, text);
}

/** A choice among [value, words, properties]; `choose(value)` is called. */
export function choice(properties, entries, chosen, choose) {
  const options = entries.map(([value, words, own]) => element("option", { value, ...own }, words));
  const change = (event) => choose(event.target.value);
  const select = element("select", { on: { change }, ...properties }, options);
  select.value = chosen;
  return select;
}

/** A link inside the page: `open` shows it, unless the browser is asked for a tab of its own. */
export function pageLink(address, open, properties, ...children) {
  const follow = (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  };
  return element("a", { href: address, on: { click: follow }, ...properties }, ...children);
}

/**
 * Puts `children` in place of what `container` holds. Who had focus inside keeps it: the element
 * of the same data-key gets it, with its selection.
 */
export function replaceChildren(container, ...children) {
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.dataset.key;
  const selection = focused?.matches("input[type=search]")
    ? [focused.selectionStart, focused.selectionEnd]
    : null;
  container.replaceChildren(...present(children));
  if (!key) return;
  const heir = [...container.querySelectorAll("[data-key]")].find((other) => other.dataset.key === key);
  heir?.focus({ preventScroll: true });
  if (selection) heir?.setSelectionRange(...selection);
}

/** Colours and sizes are the style sheet's; only lengths that data decide are set here. */
export function setLength(target, name, share) {
  target.style.setProperty(name, `${(100 * share).toFixed(2)}%`);
}
