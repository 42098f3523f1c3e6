/** What the command line asks for. Throws ProtocolError `invalid_input`: expected what, received what. */
import { parseArgs } from "node:util";
import { AUDIO_CODECS, type AudioCodec, ProtocolError } from "@duologue/protocol";

export const WEIGHTS = ["as_stored", "f32", "bf16", "i8"] as const;

export interface RunArguments {
  verb: "run";
  suite: string;
  personas: string[];
  repeats: number | null;
  calls: number;
  only: string | null;
  codec: AudioCodec;
  out: string | null;
  junit: string | null;
  resume: string | null;
  engine: string | null;
  studioPort: number;
  offer: string | null;
  model: string | null;
  device: string;
  weights: (typeof WEIGHTS)[number];
}

export type EvalArguments = { verb: "help" } | { verb: "list" } | RunArguments;

export function readArguments(words: readonly string[]): EvalArguments {
  const { values, positionals } = parse(words);
  if (values.help || (words.length === 0 && positionals.length === 0)) return { verb: "help" };
  if (values.list) return { verb: "list" };
  const [suite, ...rest] = positionals;
  if (suite === undefined || rest.length > 0) throw wrong(`Expected one suite, received ${positionals.join(" ") || "none"}.`);
  if (values.engine !== undefined && values.model !== undefined)
    throw wrong("Expected --engine or --model, received both: an engine brings its own model.");
  if (values.engine !== undefined && !/^https?:\/\//.test(values.engine))
    throw wrong(`Expected an address as http://host:4100 for --engine, received ${values.engine}.`);
  if (values.offer !== undefined && values.engine === undefined)
    throw wrong("Expected --engine with --offer, received none: an engine that is started here is given --model FOLDER.");
  return {
    verb: "run",
    suite,
    personas: values.persona ?? [],
    repeats: values.repeats === undefined ? null : readNumber("--repeats", values.repeats, 1, 100),
    calls: readNumber("--calls", values.calls ?? "4", 1, 1_000),
    only: values.only ?? null,
    codec: readOneOf("--codec", values.codec ?? "opus", AUDIO_CODECS),
    out: values.out ?? null,
    junit: values.junit ?? null,
    resume: values.resume ?? null,
    engine: values.engine ?? null,
    studioPort: readNumber("--studio-port", values["studio-port"] ?? "3000", 0, 65_535),
    offer: values.offer ?? null,
    model: values.model ?? null,
    device: values.device ?? "cpu",
    weights: readOneOf("--weights", values.weights ?? "as_stored", WEIGHTS),
  };
}

function parse(words: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        list: { type: "boolean" },
        persona: { type: "string", multiple: true },
        repeats: text,
        calls: text,
        only: text,
        codec: text,
        out: text,
        junit: text,
        resume: text,
        engine: text,
        "studio-port": text,
        offer: text,
        model: text,
        device: text,
        weights: text,
      },
    });
  } catch (error) {
    throw wrong((error as Error).message);
  }
}

function readNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max && text.trim() !== "") return value;
  throw wrong(`Expected a whole number from ${min} to ${max} for ${name}, received ${text}.`);
}

function readOneOf<T extends string>(name: string, text: string, known: readonly T[]): T {
  const found = known.find((value) => value === text);
  if (found) return found;
  throw wrong(`Expected ${known.join(" or ")} for ${name}, received ${text}.`);
}

function wrong(words: string): ProtocolError {
  return new ProtocolError("invalid_input", `${words}\nSee \`npm run eval -- --help\`.`);
}
