// Whether one import follows the rules; pure.
import { FEATURES, ROOMS, TEST_EXTRAS } from "./rules.mjs";

const isWithin = (file, place) => file === place || file.startsWith(`${place}/`) || file.startsWith(`${place}.`);
const isTest = (file) => /\.test\.tsx?$/.test(file) || file.includes("/test/") || file.includes("/bench/");

/** Returns null, or in words what is wrong. `file` and `target` are paths from the root. */
export function judgeImport(file, { kind, target, specifier }) {
  if (kind === "missing") return `${specifier} leads nowhere`;
  const rule = ROOMS.find(({ room }) => isWithin(file, room));
  if (!rule || isTest(file)) return kind === "ours" && rule && isTest(file) ? judgePlace(file, target, rule, TEST_EXTRAS) : null;
  if (kind === "node") return rule.node === false ? `${rule.room} may not use ${target}` : null;
  if (kind === "package") {
    if (rule.packages && !rule.packages.includes(target))
      return `${rule.room} may only use ${rule.packages.join(", ") || "no package"}, not ${target}`;
    return rule.notPackages?.includes(target) ? `${rule.room} may not use ${target}` : null;
  }
  return judgePlace(file, target, rule, []);
}

function judgePlace(file, target, rule, extras) {
  const feature = rule.room === "components" ? file.split("/")[1] : null;
  const own = feature ? `components/${feature}` : rule.room;
  const shown = feature ? (FEATURES[feature] ?? []).map((name) => `components/${name}`) : [];
  if ([own, ...(rule.may ?? []), ...shown, ...extras].some((place) => isWithin(target, place))) return null;
  return `${own} may not import ${target}`;
}
