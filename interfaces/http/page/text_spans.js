// Stretches of text. The API counts in bytes of UTF-8, JavaScript in code units of UTF-16: here one
// becomes the other, and a text is cut where its marks begin and end. Knows no document.

/** Bytes of UTF-8 that the character at `index` takes, and the code units of UTF-16. */
function sizeAt(text, index) {
  const code = text.codePointAt(index);
  if (code < 0x80) return [1, 1];
  if (code < 0x800) return [2, 1];
  return code < 0x10000 ? [3, 1] : [4, 2];
}

/**
 * A map from each of `offsets` (bytes of `text` in UTF-8) to its index in `text`. An offset inside
 * a character becomes where that character begins; one past the end, the end.
 */
export function indicesOfBytes(text, offsets) {
  const indices = new Map();
  let byte = 0;
  let index = 0;
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    while (index < text.length) {
      const [bytes, units] = sizeAt(text, index);
      if (byte + bytes > offset) break;
      byte += bytes;
      index += units;
    }
    indices.set(offset, index);
  }
  return indices;
}

/**
 * `text` cut at every border of `spans` ({begin, end} in bytes, others' keys kept): a list of
 * {text, spans}, in order, that joins up to `text`. Spans may overlap; empty ones are left out.
 */
export function cutBySpans(text, spans) {
  const indices = indicesOfBytes(
    text,
    spans.flatMap((span) => [span.begin, span.end]),
  );
  const placed = spans
    .map((span) => ({ span, begin: indices.get(span.begin), end: indices.get(span.end) }))
    .filter((place) => place.begin < place.end);
  const borders = new Set([0, text.length]);
  for (const { begin, end } of placed) borders.add(begin).add(end);
  const cuts = [...borders].sort((a, b) => a - b);
  return cuts.slice(1).map((end, number) => ({
    text: text.slice(cuts[number], end),
    spans: placed.filter((place) => place.begin < end && place.end > cuts[number]).map((place) => place.span),
  }));
}

/** A snippet cut by its highlights ([begin, end, reason]): a list of {text, reason or null}. */
export function cutByHighlights(text, highlights) {
  const spans = highlights.map(([begin, end, reason]) => ({ begin, end, reason }));
  return cutBySpans(text, spans).map((piece) => ({
    text: piece.text,
    reason: piece.spans.length ? piece.spans[0].reason : null,
  }));
}
