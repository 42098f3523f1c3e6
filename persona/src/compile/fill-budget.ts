import { TOKEN_LIMIT } from "../schema";
import { CATEGORIES, type Category, type SentenceGroup } from "./sentence-group";

/** Tokens set aside for each part of a 200-token prompt; what a part does not use flows to the others. */
const RESERVE: Record<"identity" | "stage" | "facts" | "rules" | "next", number> = {
  identity: 40,
  stage: 40,
  facts: 90,
  rules: 20,
  next: 10,
};

/**
 * Chooses how many leading sentences of each group fit. Identity is served first and may outgrow its reserve; stage goals,
 * facts that must be known, other facts, rules and branches follow, each leaving the later ones what they need of their
 * reserve (facts that merely should be known leave room, but are left none). Within a part: a knapsack over whole sentences in
 * which earlier groups weigh up to twice as much as later ones, so equal inputs give equal output.
 * @param costs tokens of each sentence of each group
 * @returns for each group, how many of its sentences to keep
 */
export function fillBudget(
  groups: readonly SentenceGroup[],
  costs: readonly (readonly number[])[],
  capacity: number,
  limit: number,
): number[] {
  const kept = groups.map(() => 0);
  const scale = limit / TOKEN_LIMIT;
  const members = new Map<Category, number[]>(CATEGORIES.map((category) => [category, []]));
  for (const [index, group] of groups.entries()) members.get(group.category)?.push(index);
  const need = (category: Category) => sum((members.get(category) ?? []).flatMap((index) => costs[index] ?? []));
  const reserveOf = (category: Category): number => {
    if (category === "should") return 0;
    return Math.min(Math.floor(RESERVE[category === "must" ? "facts" : category] * scale), need(category));
  };
  let remaining = capacity;
  for (const [place, category] of CATEGORIES.entries()) {
    const later = category === "identity" ? 0 : sum(CATEGORIES.slice(place + 1).map(reserveOf));
    const room = Math.max(remaining - later, Math.min(reserveOf(category), remaining));
    const indices = members.get(category) ?? [];
    const choice = knapsack(
      indices.map((index) => costs[index] ?? []),
      room,
    );
    for (const [position, index] of indices.entries()) {
      kept[index] = choice[position] ?? 0;
      remaining -= sum((costs[index] ?? []).slice(0, kept[index]));
    }
  }
  return kept;
}

/** Multiple-choice knapsack: of each group take its first 0…n sentences, so that the worth is greatest within `room` tokens. */
function knapsack(groups: readonly (readonly number[])[], room: number): number[] {
  if (sum(groups.flat()) <= room) return groups.map((costs) => costs.length);
  const capacity = Math.max(0, room);
  let best = new Float64Array(capacity + 1);
  const choices: Uint16Array[] = [];
  for (const [index, costs] of groups.entries()) {
    const worth = 2 * groups.length - index;
    const next = best.slice();
    const taken = new Uint16Array(capacity + 1);
    let weight = 0;
    for (const [position, cost] of costs.entries()) {
      weight += cost;
      for (let size = weight; size <= capacity; size++) {
        // the first sentence of a group carries its point; each further one is worth a little less
        const value = (best[size - weight] ?? 0) + worth * (2 - 0.5 ** position);
        if (value > (next[size] ?? 0)) {
          next[size] = value;
          taken[size] = position + 1;
        }
      }
    }
    choices.push(taken);
    best = next;
  }
  const result = groups.map(() => 0);
  let size = capacity;
  for (let index = groups.length - 1; index >= 0; index--) {
    const count = choices[index]?.[size] ?? 0;
    result[index] = count;
    size -= sum((groups[index] ?? []).slice(0, count));
  }
  return result;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
