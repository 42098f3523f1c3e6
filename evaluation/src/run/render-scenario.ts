import type { RenderedScenario } from "../call/play-scenario";
import { makeNoise } from "../sound/make-noise";
import { type LineParts, renderLine } from "../sound/render-line";
import type { CallerVoice, Scenario, Suite } from "../suite/schema";

/** Loudness of a spoken line, about: −24 LUFS. */
const SPEECH_DB = -24;
/** What is said in the room's babble: nothing that could be meant for the agent. */
const BABBLE = [
  "And then we walked all the way down to the harbour, because the last bus had gone.",
  "The second chapter is much better, once the two sisters have moved to the island.",
  "No, put it on the upper shelf, next to the blue one, and close the door please.",
  "They have painted the whole station yellow, and nobody knows why they did it.",
  "My brother grows tomatoes on his balcony, more than the four of them can eat.",
  "It rained for three days, and on the fourth the river stood in the garden.",
];
const BABBLE_VOICES: readonly CallerVoice[] = [
  { voice: "slt", pitch: 0.9, rate: 1 },
  { voice: "rms", pitch: 1, rate: 1.1 },
  { voice: "awb", pitch: 1.1, rate: 1 },
  { voice: "kal16", pitch: 1, rate: 0.9 },
  { voice: "rms", pitch: 1.15, rate: 1 },
  { voice: "awb", pitch: 0.9, rate: 1.1 },
];

/** Everything that the caller of a scenario will say and hear around itself, as sound. */
export async function renderScenario(suite: Suite, scenario: Scenario, parts: LineParts): Promise<RenderedScenario> {
  const lines = await Promise.all(
    scenario.script.map((step) =>
      step.say === undefined ? null : renderLine(step, findVoice(suite, step.caller ?? scenario.caller), parts),
    ),
  );
  const { noise, snrDb = 0, band = "wide" } = scenario.room ?? {};
  if (!noise) return { lines, room: { band } };
  const voices =
    noise === "babble" ? await Promise.all(BABBLE.map((text, k) => parts.speaker.speak(BABBLE_VOICES[k] as CallerVoice, text))) : [];
  return { lines, room: { band, noise: makeNoise(noise, suite.seed, SPEECH_DB - snrDb, voices) } };
}

function findVoice({ callers }: Suite, name: string | undefined): CallerVoice {
  const voice = name === undefined ? Object.values(callers)[0] : callers[name];
  if (!voice) throw new Error(`Expected a caller ${name}, received none.`);
  return voice;
}
