// Which facets the page shows, in which order and how. Knows no document.

const AGE_GROUPS = [
  "newborn",
  "infant",
  "preschool child",
  "child",
  "adolescent",
  "adult",
  "middle aged",
  "aged",
  "80 and over",
];

/**
 * The facets. `tree`: values that roll up; `limit`: how many values are asked for at first;
 * `box`: a box looks among all values by their names; `order`: the order of values that have one
 * of their own; `closed`: folded at first.
 */
export const FACETS = [
  {
    field: "therapy",
    variants: ["therapy", "therapy_failed", "therapy_mentioned"],
    tree: true,
    box: true,
    limit: 80,
  },
  { field: "diagnosis", tree: true, box: true, limit: 80 },
  { field: "year", histogram: true, limit: "all" },
  { field: "outcome", limit: 10 },
  { field: "age_group", limit: 10, order: AGE_GROUPS },
  { field: "sex", limit: 10 },
  { field: "language", limit: 8 },
  { field: "article_type", limit: 10, closed: true },
  { field: "subject", limit: 10, closed: true },
  { field: "journal", box: true, limit: 8, closed: true },
  { field: "keyword", box: true, limit: 8, closed: true },
];

export const CONCEPT_FIELDS = ["therapy", "therapy_failed", "therapy_mentioned", "diagnosis"];

/** The field of a facet; of one with variants, that which the state shows. */
export function fieldOf(facet, state) {
  return facet.variants ? state.therapies : facet.field;
}

/** What a page asks for at first. */
export function firstWishes(state) {
  return FACETS.map((facet) => ({ field: fieldOf(facet, state), limit: facet.limit }));
}

/** The values in the facet's own order, if it has one. */
export function inOrder(facet, values) {
  if (!facet.order) return values;
  return [...values].sort((a, b) => facet.order.indexOf(a.value) - facet.order.indexOf(b.value));
}

/** How many values to ask for after `limit` was not enough. */
export function nextLimit(limit) {
  return limit >= 400 ? "all" : limit * 5;
}

/** There may be values beyond those that came. */
export function mayHaveMore(limit, values) {
  return limit !== "all" && values.length >= limit;
}
