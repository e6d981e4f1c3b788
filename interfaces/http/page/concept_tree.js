// A facet of concepts as a tree: values that name what is broader than they are, and the rows of
// it that stand open. A concept under two broader ones stands under both. Knows no document.

const SHOWN_CHILDREN = 7;
const MORE_CHILDREN = 20;
const DEEPEST = 20;
const OPENED_ROWS = 15; // how far the tree opens by itself

/** Nodes {value, label, count, children}; `roots` are those with nothing broader among `values`. */
export function makeTree(values) {
  const nodes = new Map(values.map((value) => [value.value, { ...value, children: [] }]));
  const roots = [];
  for (const node of nodes.values()) {
    const parents = node.broader.map((id) => nodes.get(id)).filter((parent) => parent && parent !== node);
    for (const parent of parents) parent.children.push(node);
    if (parents.length === 0) roots.push(node);
  }
  return { nodes, roots: [...roots, ...unreached(nodes, roots)] };
}

/** Nodes that no root leads to: a vocabulary of a user's may go in circles. */
function unreached(nodes, roots) {
  const reached = new Set();
  const visit = (node) => {
    if (reached.has(node)) return;
    reached.add(node);
    node.children.forEach(visit);
  };
  roots.forEach(visit);
  const others = [];
  for (const node of nodes.values()) {
    if (reached.has(node)) continue;
    others.push(node);
    visit(node);
  }
  return others;
}

/** All that stands above one of `chosen`, so that a chosen value is never hidden. */
function pathsTo(tree, chosen) {
  const wanted = new Set();
  const rise = (id) => {
    for (const broader of tree.nodes.get(id)?.broader ?? []) {
      if (wanted.has(broader) || !tree.nodes.has(broader)) continue;
      wanted.add(broader);
      rise(broader);
    }
  };
  chosen.forEach(rise);
  return wanted;
}

/**
 * The rows to show: {kind: "value", node, depth, path, open, hasChildren} and
 * {kind: "more", depth, path, hidden}. `view` says what a person opened: `opened` maps the path of a
 * row to true or false, `unfolded` counts how often more was asked for. A node that holds most
 * of `total` tells little and stands open by itself, while there are few rows.
 */
export function visibleRows(tree, { total, chosen, opened, unfolded }) {
  const rows = [];
  const above = pathsTo(tree, chosen);
  let room = OPENED_ROWS - Math.min(topOf(tree).length, SHOWN_CHILDREN);
  const opensItself = (node, depth) => {
    if (above.has(node.value)) return true;
    const rows = Math.min(node.children.length, SHOWN_CHILDREN);
    const fits = depth < 2 && node.count >= 0.6 * total && rows <= room;
    if (fits) room -= rows;
    return fits;
  };
  const add = (siblings, depth, parent) => {
    const most = SHOWN_CHILDREN + MORE_CHILDREN * (unfolded.get(parent) ?? 0);
    const kept = siblings.filter(
      (node, number) => number < most || above.has(node.value) || chosen.includes(node.value),
    );
    for (const node of kept) {
      const path = `${parent}/${node.value}`;
      const hasChildren = node.children.length > 0 && depth < DEEPEST;
      const open = hasChildren && (opened.get(path) ?? opensItself(node, depth));
      rows.push({ kind: "value", node, depth, path, open, hasChildren });
      if (open) add(node.children, depth + 1, path);
    }
    const hidden = siblings.length - kept.length;
    if (hidden > 0) rows.push({ kind: "more", depth, path: parent, hidden });
  };
  add(topOf(tree), 0, "");
  return rows;
}

/** A single root holds every report of the tree and tells nothing: its children stand first. */
function topOf(tree) {
  const [root] = tree.roots;
  return tree.roots.length === 1 && root.children.length > 0 ? root.children : tree.roots;
}
