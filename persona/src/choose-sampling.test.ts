import { describe, expect, it } from "vitest";
import { chooseSampling } from "./choose-sampling";
import { createBlankPersona } from "./create-blank-persona";
import { DEFAULT_SAMPLING } from "./schema";

const recommended = { textTemperature: 0.4, textTopK: 25, audioTemperature: 0.6, audioTopK: 100 };

describe("the sampling of a call", () => {
  it("is what the checkpoint recommends where the persona was left at the defaults", () => {
    expect(chooseSampling(createBlankPersona("Ada").engine.sampling, recommended)).toEqual(recommended);
  });

  it("is the default where nothing is recommended", () => {
    expect(chooseSampling({ ...DEFAULT_SAMPLING }, undefined)).toEqual(DEFAULT_SAMPLING);
  });

  it.each(Object.keys(DEFAULT_SAMPLING))("is the persona's own, all four, where its author set another %s", (field) => {
    const own = { ...DEFAULT_SAMPLING, [field]: 1 };
    expect(chooseSampling(own, recommended)).toEqual(own);
  });
});
