// Asks for the answer of the address that the page was opened with, while the other modules are
// still on their way.

import { search } from "./api.js";
import { firstWishes } from "./facet_fields.js";
import { addressOf, asksNothing, parseAddress } from "./page_state.js";

const state = parseAddress(location.pathname, location.search);
let answer = state.report === null && !asksNothing(state) ? search(state, firstWishes(state)) : null;
answer?.catch(() => {}); // told of by who takes it

/** The answer that was asked for ahead, if it is that of `wanted`; once. */
export function takeFirstAnswer(wanted) {
  const taken = addressOf(wanted) === addressOf(state) ? answer : null;
  answer = null;
  return taken;
}
