// What the search understood, below the box: names that words stand for and the way to switch that
// off, "did you mean", and what could not be understood.

import { button, element } from "./dom.js";
import { placesOf, readAgain, takenAsTyped } from "./query_reading.js";
import { say, sayOr } from "./speech.js";
import { indicesOfBytes } from "./text_spans.js";

/** The elements for `answer`; `actions.ask(query)` and `actions.setSynonyms(on)` are called. */
export function readingBar(state, answer, actions) {
  return [
    suggestion(answer, actions),
    ...answer.diagnostics.map((diagnostic) => diagnosticNote(answer.query, diagnostic)),
    readings(state, answer, actions),
  ];
}

function suggestion(answer, actions) {
  if (!answer.suggestion) return null;
  const link = button("link", answer.suggestion, () => actions.ask(answer.suggestion), { dir: "auto" });
  return element("p", { class: "did-you-mean" }, `${say("didYouMean")} `, link, "?");
}

function diagnosticNote(query, { code, message, begin, end }) {
  const indices = indicesOfBytes(query, [begin, end]);
  const [from, to] = [indices.get(begin), indices.get(end)];
  return element(
    "p",
    { class: "diagnostic" },
    element(
      "code",
      { dir: "auto" },
      query.slice(0, from),
      element("mark", {}, query.slice(from, to)),
      query.slice(to),
    ),
    " ",
    sayOr(`diagnostic: ${code}`, message),
  );
}

function readings(state, answer, actions) {
  const places = placesOf(answer.query, answer.read_as).filter(
    (place) => place.literal || (state.synonyms && tellsMore(place)),
  );
  const named = answer.read_as.length > 0;
  if (!named) return null;
  return element(
    "div",
    { class: "readings" },
    places.length > 0 && element("span", { class: "readings-title" }, say("readAs")),
    places.map((place) => reading(answer.query, place, actions)),
    synonymSwitch(state, actions),
  );
}

/** A name that only repeats what was typed tells nothing. */
function tellsMore(place) {
  return place.labels.some((label) => label.toLowerCase() !== place.text.toLowerCase());
}

function reading(query, place, actions) {
  const meaning = place.literal ? say("asTyped") : place.labels.join(` ${say("or")} `);
  const undo = place.literal
    ? button("undo", say("useOtherNames"), () => actions.ask(readAgain(query, place)))
    : button("undo", say("useAsTyped", { text: place.text }), () => actions.ask(takenAsTyped(query, place)), {
        title: say("useAsTypedHint", { text: place.text }),
      });
  return element(
    "span",
    { class: "reading" },
    element("b", { dir: "auto" }, place.text),
    place.literal ? ": " : " → ",
    element("span", { dir: "auto" }, meaning),
    undo,
  );
}

function synonymSwitch(state, actions) {
  const box = element("input", {
    type: "checkbox",
    role: "switch",
    data: { key: "synonyms" },
    on: { change: (event) => actions.setSynonyms(event.target.checked) },
  });
  box.checked = state.synonyms;
  return element("label", { class: "switch" }, box, say("otherNames"));
}
