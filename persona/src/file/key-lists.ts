import { PersonaError } from "../persona-error";

type Plain = Record<string, unknown>;

/** Turns `flow.nodes` and `flow.edges` given as lists (as other tools write them) into maps by id. Maps pass unchanged. */
export function keyLists(file: Plain, warnings: string[]): Plain {
  const { flow } = file;
  if (typeof flow !== "object" || flow === null || Array.isArray(flow)) return file;
  const keyed: Plain = { ...flow };
  for (const [name, prefix] of [
    ["nodes", "n"],
    ["edges", "e"],
  ] as const) {
    const list = keyed[name];
    if (Array.isArray(list)) keyed[name] = keyList(list, prefix, `flow.${name}`, warnings);
  }
  return { ...file, flow: keyed };
}

function keyList(list: unknown[], prefix: string, place: string, warnings: string[]): Plain {
  const entries = list.map((item, index): [string | null, unknown] => {
    if (typeof item !== "object" || item === null) {
      throw new PersonaError(
        "persona_invalid",
        `Expected an object at ${place}.${index}, received ${typeof item}. Correct the file and try again.`,
        {
          [`${place}.${index}`]: "must be an object",
        },
      );
    }
    const { id, ...rest } = item as Plain;
    return [typeof id === "string" || typeof id === "number" ? String(id) : null, rest];
  });
  const taken = new Set<string>();
  for (const [id] of entries) {
    if (id === null) continue;
    if (taken.has(id)) {
      throw new PersonaError(
        "persona_invalid",
        `Two entries of ${place} have the id "${id.slice(0, 40)}". Give each its own and try again.`,
        {
          [place]: "ids must differ",
        },
      );
    }
    taken.add(id);
  }
  let next = 1;
  let named = 0;
  const keyed = entries.map(([id, item]): [string, unknown] => {
    if (id !== null) return [id, item];
    while (taken.has(`${prefix}${next}`)) next += 1;
    taken.add(`${prefix}${next}`);
    named += 1;
    return [`${prefix}${next}`, item];
  });
  if (named > 0) warnings.push(`${named} ${named === 1 ? "entry" : "entries"} of ${place} had no id and got one.`);
  return Object.fromEntries(keyed);
}
