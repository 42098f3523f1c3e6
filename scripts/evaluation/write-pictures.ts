/** Writes docs/images/evaluation/*.svg from the lanes that the tests judge: npx tsx scripts/evaluation/write-pictures.ts */
import { writeFileSync } from "node:fs";
import { PICTURES } from "../../metrics/test/pictures";
import { drawPicture } from "./draw-picture";

for (const [name, picture] of Object.entries(PICTURES)) {
  const file = new URL(`../../docs/images/evaluation/${name}.svg`, import.meta.url);
  writeFileSync(file, drawPicture(picture));
  console.log(`wrote ${file.pathname}`);
}
