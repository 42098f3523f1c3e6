// The imports of a source file, type-only ones too, each resolved to a place in this repository, a package or Node.
import { existsSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { parseSync } from "oxc-parser";

const WORKSPACES = {
  "@duologue/protocol": "protocol/src/index.ts",
  "@duologue/persona": "persona/src/index.ts",
  "@duologue/metrics": "metrics/src/index.ts",
  "@duologue/native": "native/binding/index.ts",
  "@duologue/db": "prisma/client.ts",
  "@duologue/db/seed": "prisma/seed/index.ts",
  ...doors("engine"),
  ...doors("evaluation"),
};
const ENDINGS = ["", ".ts", ".tsx", ".mjs", ".js", ".json", ".css", "/index.ts"];

/** The doors of a package that has many, from its own list. */
function doors(folder) {
  const { name, exports } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return Object.fromEntries(Object.entries(exports).map(([door, file]) => [path.join(name, door), path.join(folder, file)]));
}

/** Returns [{specifier, line, kind: "ours"|"package"|"node"|"missing", target}]; throws on a file that does not parse. */
export function readImports(file) {
  const source = readFileSync(file, "utf8");
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0].message}`);
  const specifiers = [
    ...module.staticImports.map((entry) => entry.moduleRequest),
    ...module.staticExports.flatMap((entry) => entry.entries.map((part) => part.moduleRequest).filter(Boolean)),
    ...module.dynamicImports.map((entry) => ({ start: entry.moduleRequest.start, value: literal(source, entry.moduleRequest) })),
  ];
  return specifiers
    .filter(({ value }) => value !== null)
    .map(({ value, start }) => ({ specifier: value, line: source.slice(0, start).split("\n").length, ...resolve(file, value) }));
}

function literal(source, { start, end }) {
  return /^(["'`])([^"'`$]*)\1$/.exec(source.slice(start, end))?.[2] ?? null;
}

function resolve(file, specifier) {
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) return { kind: "node", target: specifier };
  if (WORKSPACES[specifier]) return { kind: "ours", target: WORKSPACES[specifier] };
  if (specifier.startsWith("@duologue/")) return { kind: "missing", target: specifier };
  const place = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? path.join(path.dirname(file), specifier)
      : null;
  if (place === null) return { kind: "package", target: packageName(specifier) };
  // The generated client is there only after `prisma generate`.
  if (place.includes("generated/prisma")) return { kind: "ours", target: place };
  const found = ENDINGS.map((ending) => place + ending).find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  return found ? { kind: "ours", target: found } : { kind: "missing", target: place };
}

function packageName(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
