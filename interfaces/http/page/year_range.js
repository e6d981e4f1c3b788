// Years of reports: the bars of a histogram and the range that two handles choose. Knows no
// document.

/** One {year, count} for each year from the first to the last of a facet's values, none left out. */
export function barsOf(values) {
  const counts = new Map(values.map((value) => [Number(value.value), value.count]));
  const years = [...counts.keys()].filter(Number.isInteger);
  if (years.length === 0) return [];
  const first = years.reduce((a, b) => Math.min(a, b));
  const last = years.reduce((a, b) => Math.max(a, b));
  return Array.from({ length: last - first + 1 }, (_, number) => ({
    year: first + number,
    count: counts.get(first + number) ?? 0,
  }));
}

/** "1999..2004", "1999..", "..2004" and "1999" as {from, to}, open ends filled; else null. */
export function parseRange(text, first, last) {
  const found = /^(\d{0,4})(\.\.)?(\d{0,4})$/.exec(text);
  if (!found || (!found[1] && !found[3])) return null;
  const from = found[1] ? Number(found[1]) : first;
  const to = found[2] ? (found[3] ? Number(found[3]) : last) : from;
  return from <= to ? { from, to } : null;
}

export function formatRange({ from, to }) {
  return from === to ? String(from) : `${from}..${to}`;
}

/** The year of a place along the bars, 0 being their left and 1 their right border. */
export function yearAt(bars, share) {
  const number = Math.floor(share * bars.length);
  return bars[Math.max(0, Math.min(bars.length - 1, number))].year;
}

/** Where a key moves a handle that stands at `year`; null if the key moves none. */
export function yearAfterKey(key, year, first, last) {
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 };
  const ends = { Home: first, End: last };
  if (key in ends) return ends[key];
  if (!(key in steps)) return null;
  return Math.max(first, Math.min(last, year + steps[key]));
}

/** Reports of the years from `from` to `to`. */
export function countWithin(bars, { from, to }) {
  return bars.reduce((sum, bar) => sum + (bar.year >= from && bar.year <= to ? bar.count : 0), 0);
}
