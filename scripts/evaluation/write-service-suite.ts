/** Writes evaluation/suites/service.suite.json from the roles: npx tsx scripts/evaluation/write-service-suite.ts, then npx biome check --write it. */
import { writeFileSync } from "node:fs";
import { buildServiceSuite } from "./service/build-service-suite";

const file = new URL("../../evaluation/suites/service.suite.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(buildServiceSuite(), null, 2)}\n`);
console.log(`wrote ${file.pathname}`);
