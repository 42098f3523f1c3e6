/** Writes evaluation/schema/1.0.json from the zod schema: npx tsx scripts/write-suite-schema.ts, then npx biome format --write evaluation/schema */
import { writeFileSync } from "node:fs";
import { buildSuiteJsonSchema } from "../evaluation/src/suite/suite-json-schema";

const file = new URL("../evaluation/schema/1.0.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(buildSuiteJsonSchema(), null, 2)}\n`);
console.log(`wrote ${file.pathname}`);
