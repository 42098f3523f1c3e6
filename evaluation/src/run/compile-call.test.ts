import { createBlankPersona } from "@duologue/persona";
import type { SpeakerInfo } from "@duologue/protocol";
import { expect, it } from "vitest";
import { compileCall } from "./compile-call";

const recommended = { textTemperature: 0.4, textTopK: 25, audioTemperature: 0.6, audioTopK: 100 };
const speaker: SpeakerInfo = { kind: "native", title: "Small", description: "", model: "small", weightsSha256: null, device: "cpu" };
const access = (sampling?: typeof recommended) => ({
  countTokens: async () => null,
  speaker: () => (sampling ? { ...speaker, sampling } : speaker),
});

it("samples as who answers recommends where the persona was left at the defaults, and as its author set it otherwise", async () => {
  const document = createBlankPersona("Ada");
  const standing = { ...document.engine.sampling };
  expect((await compileCall(document, access(recommended))).call.sampling).toEqual(recommended);
  expect((await compileCall(document, access())).call.sampling).toEqual(standing);
  document.engine.sampling = { ...standing, textTopK: 40 };
  expect((await compileCall(document, access(recommended))).call.sampling).toEqual({ ...standing, textTopK: 40 });
});
