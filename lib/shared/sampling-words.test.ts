import { DEFAULT_SAMPLING } from "@duologue/persona";
import type { SpeakerInfo } from "@duologue/protocol";
import { expect, it } from "vitest";
import { samplingWords } from "./sampling-words";

const recommended = { textTemperature: 0.4, textTopK: 25, audioTemperature: 0.6, audioTopK: 100 };
const plain: SpeakerInfo = { kind: "native", title: "Small", description: "", model: "small", weightsSha256: null, device: "cpu" };
const advised: SpeakerInfo = { ...plain, sampling: recommended };

it("says whose numbers a call was sampled with", () => {
  expect(samplingWords(recommended, advised)).toBe("as the model recommends");
  expect(samplingWords(DEFAULT_SAMPLING, plain)).toBe("the default");
  expect(samplingWords({ ...recommended, audioTopK: 50 }, advised)).toBe("set by the persona");
  expect(samplingWords(recommended, plain)).toBe("set by the persona");
  expect(samplingWords(DEFAULT_SAMPLING, null)).toBe("the default");
});
