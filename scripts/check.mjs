// `npm run check`: format, lint, import directions, types, migrations that match the schema. The cheap half of `npm test`.
import { pathToFileURL } from "node:url";
import { runQuietly } from "./run-quietly.mjs";
import { step } from "./steps.mjs";

const runNode = async (...args) => {
  await runQuietly(process.execPath, args);
};

export async function checkAll() {
  await step("Format and lint", () => runNode("node_modules/@biomejs/biome/bin/biome", "ci", "--colors=off", "--error-on-warnings", "."));
  await step("Import directions", async () => {
    // Loaded here: it needs the packages that `npm test` may just have installed.
    const { checkBoundaries } = await import("./boundaries/check-boundaries.mjs");
    return checkBoundaries();
  });
  await step("Types", async () => {
    await runNode("node_modules/next/dist/bin/next", "typegen");
    await runNode("node_modules/typescript/bin/tsc", "--noEmit");
  });
  await step("Migrations match the schema", () =>
    runNode(
      "scripts/prisma.mjs",
      "migrate",
      "diff",
      "--from-migrations",
      "prisma/migrations",
      "--to-schema",
      "prisma/schema.prisma",
      "--exit-code",
    ),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await checkAll().catch((error) => {
    console.error(`\n${error.message}`);
    process.exit(1);
  });
}
