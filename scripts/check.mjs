// `npm run check`: format, lint, import directions, types, migrations that match the schema. The cheap half of `npm test`.
import { runQuietly } from "./run-quietly.mjs";
import { step } from "./steps.mjs";

const local = (name, ...args) => runQuietly(process.execPath, [`node_modules/${name}`, ...args]);

export async function checkAll() {
  await step("Format and lint", () => local("@biomejs/biome/bin/biome", "ci", "--colors=off", "--error-on-warnings", "."));
  await step("Import directions", () =>
    local("dependency-cruiser/bin/dependency-cruise.mjs", "--config", "scripts/boundaries.config.cjs", ...ROOMS),
  );
  await step("Types", async () => {
    await local("next/dist/bin/next", "typegen");
    return local("typescript/bin/tsc", "--noEmit");
  });
  await step("Migrations match the schema", () =>
    local(
      "../scripts/prisma.mjs",
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

if (process.argv[1]?.endsWith("check.mjs")) {
  await checkAll().catch((error) => {
    console.error(`\n${error.message}`);
    process.exit(1);
  });
}
