/** Writes persona/schema/1.0.json from the zod schema: npx tsx scripts/write-persona-schema.ts */
import { writeFileSync } from "node:fs";
import { buildPersonaJsonSchema } from "../persona/src/file/json-schema";

const file = new URL("../persona/schema/1.0.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(buildPersonaJsonSchema(), null, 2)}\n`);
console.log(`wrote ${file.pathname}`);
