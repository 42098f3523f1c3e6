/** Pages stand inside the shell, so a screen reader lists the shell's sidebar beside the page's own: each needs a name of its own. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.join(import.meta.dirname, "../..");

it("gives every sidebar a name, and no two the same", () => {
  const files = ["components", "app"].flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: "utf8" }).map((name) => path.join(ROOT, room, name)),
  );
  const sources = files.filter((file) => file.endsWith(".tsx")).map((file) => readFileSync(file, "utf8"));
  const tags = sources.flatMap((source) => source.match(/<aside\b[^>]*>/g) ?? []);
  const names = tags.map((tag) => /aria-label="([^"]+)"/.exec(tag)?.[1] ?? `none: ${tag}`);
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => name.startsWith("none"))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
