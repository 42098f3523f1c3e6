/** docs/evaluation.md and its pictures say what the code does. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ABLATION_ROWS, DUPLEX_ROWS, OVERLAP_ROWS, SERVICE_ROWS, SOURCES, THRESHOLDS, VOICE_ROWS } from "../../metrics/src/index";
import { FIGURES } from "../../metrics/src/report/figures";
import { PICTURES } from "../../metrics/test/pictures";
import { drawPicture } from "./draw-picture";
import { ablationTable, duplexTable, overlapTable, serviceTable, sourceList, thresholdTable, voiceTable } from "./write-tables";

const docs = path.join(import.meta.dirname, "../../docs");
const text = readFileSync(path.join(docs, "evaluation.md"), "utf8");

test.each([
  ["thresholds", thresholdTable(THRESHOLDS)],
  ["v1 rows", duplexTable(DUPLEX_ROWS)],
  ["v1.5 rows", overlapTable(OVERLAP_ROWS)],
  ["service rows", serviceTable(SERVICE_ROWS)],
  ["voice rows", voiceTable(VOICE_ROWS)],
  ["ablation rows", ablationTable(ABLATION_ROWS)],
  ["sources", sourceList(SOURCES)],
])("the document's %s are the code's", (_, table) => {
  expect(text).toContain(table);
});

test("every figure of a report is explained", () => {
  for (const [task, versions] of Object.entries(FIGURES)) {
    const section = text.split("\n## ").find((part) => part.includes(`\`${task}\``)) ?? "";
    for (const name of [...Object.keys(versions.official), ...Object.keys(versions.strict)]) {
      // the overlap's official figures carry the kind of sound in front: <kind>StopMsMean
      const known = name.replace(/^(interruption|backchannel|toOther|background)(?=(StopMs|ResponseMs|HumanLike))/, "<kind>");
      expect(section, `${task}: ${name}`).toContain(`\`${known}\``);
    }
  }
});

describe("pictures", () => {
  test.each(Object.entries(PICTURES))("%s.svg is drawn from the lanes that the tests judge", (name, picture) => {
    const file = path.join(docs, "images/evaluation", `${name}.svg`);
    expect(existsSync(file) && readFileSync(file, "utf8"), "run: npx tsx scripts/evaluation/write-pictures.ts").toBe(drawPicture(picture));
    expect(text).toContain(`(images/evaluation/${name}.svg)`);
  });

  test("none lies there that nobody draws", () => {
    const known = Object.keys(PICTURES).map((name) => `${name}.svg`);
    expect(readdirSync(path.join(docs, "images/evaluation")).sort()).toEqual(known.sort());
  });
});
