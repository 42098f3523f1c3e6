import { expect, it } from "vitest";
import type { ComparedRunDetail } from "@/lib/shared/suite-runs";
import { comparisonNotes } from "./comparison-notes";

const REHEARSAL = { kind: "rehearsal" as const, title: "Rehearsal voice", model: "flite rms", weightsSha256: "a" };
const SMALL = { kind: "native" as const, title: "Small trained model: knows its prompt", model: "duo-small", weightsSha256: "b" };

const run = (label: string, speakers: ComparedRunDetail["speakers"], more: Partial<ComparedRunDetail> = {}): ComparedRunDetail => ({
  label,
  id: label,
  suiteId: "s",
  suiteTitle: "Suite",
  suiteSha256: "s",
  state: "done",
  failure: null,
  planned: 1,
  done: 1,
  failed: 0,
  runningCalls: 0,
  personas: [],
  repeats: 1,
  offer: null,
  startedByName: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: null,
  endedAt: null,
  passed: true,
  speakers,
  engineBuild: "0.1.0",
  runnerBuild: "0.1.0",
  scenarioCount: 1,
  calls: [],
  ...more,
});
const notesOf = (...runs: ComparedRunDetail[]) => comparisonNotes({ runs, shared: ["one"] });

it("tells a caution once, with all the runs that it is of", () => {
  const notes = notesOf(run("A", [REHEARSAL]), run("B", [SMALL]), run("C", [REHEARSAL]), run("D", [REHEARSAL]));
  expect(notes.filter((note) => note.includes("rehearsal voice answered"))).toEqual([
    expect.stringMatching(/^A, C and D: The rehearsal voice answered/),
  ]);
  expect(notes.filter((note) => note.includes("small trained model"))).toEqual([
    expect.stringMatching(/^B: A small trained model answered/),
  ]);
  expect(notes[0]).toMatch(/^Not the same voice or checkpoint/);
});

it("has nothing to tell of runs that one plain checkpoint answered", () => {
  const plain = [{ ...SMALL, title: "PersonaPlex" }];
  expect(notesOf(run("A", plain), run("B", plain))).toEqual([]);
});

it("says what else the runs do not have in common", () => {
  const notes = notesOf(
    run("A", [REHEARSAL]),
    run("B", [REHEARSAL], { suiteSha256: "t", scenarioCount: 2, engineBuild: "0.2.0", done: 0 }),
  );
  expect(notes.map((note) => note.slice(0, 22))).toEqual([
    "The suite differs betw",
    "These runs were answer",
    "Not every run is compl",
    "A and B: The rehearsal",
  ]);
});
