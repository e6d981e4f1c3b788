// How a query was read: which of its words stand for more than themselves, and the query with that
// switched off or on again for one of them. Offsets of the API are bytes. Knows no document.

import { indicesOfBytes } from "./text_spans.js";

/** Places of the query that were read: {text, begin, end, labels, literal}, indices of `query`. */
export function placesOf(query, readAs) {
  const indices = indicesOfBytes(
    query,
    readAs.flatMap((reading) => [reading.begin, reading.end]),
  );
  const places = new Map();
  for (const reading of readAs) {
    const begin = indices.get(reading.begin);
    const end = indices.get(reading.end);
    const key = `${begin}-${end}`;
    const place = places.get(key) ?? {
      text: query.slice(begin, end),
      begin,
      end,
      labels: [],
      literal: query[begin - 1] === "=",
    };
    if (reading.concept !== null && !place.labels.includes(reading.label)) place.labels.push(reading.label);
    places.set(key, place);
  }
  return [...places.values()];
}

/** The query with the words at `place` taken as typed. */
export function takenAsTyped(query, place) {
  const words = query.slice(place.begin, place.end).replace(/(^|\s)(?=\S)/g, "$1=");
  return query.slice(0, place.begin) + words + query.slice(place.end);
}

/** The query with the word at `place`, which was taken as typed, read again. */
export function readAgain(query, place) {
  return query.slice(0, place.begin - 1) + query.slice(place.begin);
}

const OPERATORS = /["()]|(^|\s)(AND|OR|NOT|NEAR(\/\d+)?)(\s|$)|(^|\s)-|[a-z_]+:/;

/**
 * The words of a query that a hit does not hold, by what the answer says of both; none if the query
 * has operators, which say for themselves what must hold.
 */
export function missingWords(query, readAs, matched) {
  if (OPERATORS.test(query)) return [];
  const found = matched.map((match) => match.unit.toLowerCase());
  const holds = (text) => found.some((unit) => unit === text || unit.includes(text) || text.includes(unit));
  return placesOf(query, readAs)
    .map((place) => place.text)
    .filter((text) => !holds(text.toLowerCase()));
}
