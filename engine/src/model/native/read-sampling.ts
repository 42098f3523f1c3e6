import { type Sampling, sampling } from "@duologue/protocol";

/** The reference's key of config.json, and its names for our four numbers. */
const KEY = "lm_gen_config";
const NAMES = { textTemperature: "temp_text", textTopK: "top_k_text", audioTemperature: "temp", audioTopK: "top_k" } as const;
/** What it takes for a number that is left out. */
const REFERENCE: Sampling = { textTemperature: 0.7, textTopK: 25, audioTemperature: 0.8, audioTopK: 250 };
const EXPECTED: Record<keyof Sampling, string> = {
  textTemperature: "a number from 0 to 2",
  textTopK: "a whole number from 1 to 32000",
  audioTemperature: "a number from 0 to 2",
  audioTopK: "a whole number from 1 to 2048",
};

/**
 * The sampling that a checkpoint recommends; a number that it leaves out is the reference's. Undefined: it recommends nothing. Throws an Error
 * that names the key, what was expected and what was found.
 */
export function readSampling(config: Record<string, unknown>, configFile: string): Sampling | undefined {
  const given = config[KEY];
  if (given === undefined || given === null) return undefined;
  if (typeof given !== "object" || Array.isArray(given)) throw wrong(configFile, KEY, "an object", given);
  const values = given as Record<string, unknown>;
  const fields = Object.entries(NAMES) as [keyof Sampling, string][];
  const numbers = fields.map(([field, name]) => {
    const value = values[name] ?? REFERENCE[field];
    if (!sampling.shape[field].safeParse(value).success) throw wrong(configFile, `${KEY}.${name}`, EXPECTED[field], value);
    return [field, value];
  });
  return sampling.parse(Object.fromEntries(numbers));
}

function wrong(file: string, key: string, expected: string, value: unknown): Error {
  return new Error(
    `${file}: expected ${expected} for ${key}, received ${JSON.stringify(value)}. Correct it, or take it out: calls are then sampled with the default.`,
  );
}
