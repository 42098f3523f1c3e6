import { describe, expect, it } from "vitest";
import { readSampling } from "./read-sampling";

const read = (given: unknown) => readSampling({ lm_gen_config: given }, "m/config.json");

describe("the sampling that a checkpoint recommends", () => {
  it("is read by the reference's names, with defaults for what is left out", () => {
    expect(read({ temp: 0.6, temp_text: 0.4, top_k: 100, top_k_text: 20 })).toEqual({
      textTemperature: 0.4,
      textTopK: 20,
      audioTemperature: 0.6,
      audioTopK: 100,
    });
    expect(read({ temp: 0 })).toEqual({ textTemperature: 0.7, textTopK: 25, audioTemperature: 0, audioTopK: 250 });
  });

  it("is nothing where the checkpoint says nothing", () => {
    expect(readSampling({}, "m/config.json")).toBeUndefined();
  });

  it.each([
    [{ temp: 3 }, "expected a number from 0 to 2 for lm_gen_config.temp, received 3."],
    [{ temp_text: "warm" }, 'expected a number from 0 to 2 for lm_gen_config.temp_text, received "warm".'],
    [{ top_k: 0 }, "expected a whole number from 1 to 2048 for lm_gen_config.top_k, received 0."],
    [{ top_k_text: 2.5 }, "expected a whole number from 1 to 32000 for lm_gen_config.top_k_text, received 2.5."],
    [[0.6], "expected an object for lm_gen_config, received [0.6]."],
  ])("names what is wrong with %j and what to do", (given, words) => {
    expect(() => read(given)).toThrow(`m/config.json: ${words} Correct it, or take it out`);
  });
});
