/**
 * A whole rehearsal call with nothing invented but the clock: real text to speech on both sides, real voice activity, the real
 * director, over the bank template. The caller answers each question, talks over one line, and presses buttons.
 */
import { compilePersona, type DirectorProgram, personaTemplates } from "@duologue/persona";
import { FRAME_SAMPLES } from "@duologue/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rmsDb } from "../src/audio/meters";
import type { AgentFrame, DirectorOutput, SpeechModel } from "../src/call/ports";
import { createDirector } from "../src/director/create-director";
import { createRehearsalModel } from "../src/model/rehearsal/rehearsal-model";
import { SpeechSynthesiser } from "../src/model/rehearsal/speech-synthesiser";
import { openTokenizer } from "../src/model/tokenizer/open-tokenizer";
import { createSileroFactory, type SileroFactory } from "../src/model/voice-activity/create-silero-factory";
import { AGENT_GATE, CALLER_GATE, VoiceGate } from "../src/turns/voice-gate";

const SAMPLING = { textTemperature: 0.7, textTopK: 25, audioTemperature: 0.8, audioTopK: 250 };
const MAX_FRAMES = 3_000;

describe("a rehearsal call", () => {
  let vad: SileroFactory;
  let model: SpeechModel;
  let answer: Float32Array;
  let program: DirectorProgram;
  beforeAll(async () => {
    [vad, model] = await Promise.all([createSileroFactory(), createRehearsalModel({ tokenizer: await openTokenizer(undefined) })]);
    const synthesiser = new SpeechSynthesiser();
    answer = (await synthesiser.speak("awb", "My name is Mary Jones, and I live in Seattle.", true)).samples;
    await synthesiser.close();
    const bank = personaTemplates.find((template) => template.id.includes("bank"));
    if (!bank) throw new Error("Expected the bank template, received none.");
    program = compilePersona(bank.document).program;
  });
  afterAll(async () => {
    await model.close();
    await vad.close();
  });

  it("greets, waits, yields within 300 ms when talked over, follows the chosen edge, says goodbye and ends", async () => {
    const session = await model.open({ prompt: "", program, voicePcm: null, sampling: SAMPLING, seed: 5 });
    await session.prime(() => {});
    const detector = vad.open();
    const director = createDirector(program);
    const callerGate = new VoiceGate(CALLER_GATE);
    const agentGate = new VoiceGate(AGENT_GATE);
    const agentLane: Float32Array[] = [];
    const nodes: string[] = [];
    let text = "";
    let offered: NonNullable<DirectorOutput["choices"]> = [];
    let ended = false;
    let agentQuietFrames = 0;
    let chooseEdgeId: string | undefined;
    let frame: AgentFrame | undefined;
    session.onFrame((received) => {
      frame = received;
    });

    // where the caller's present utterance began, in samples; null: he is silent
    let speakingFrom: number | null = null;
    let hasBargedIn = false;
    let bargeInAt = 0;
    let answersDue = 0;
    for (let frameIndex = 0; frameIndex < MAX_FRAMES && !ended; frameIndex++) {
      const at = frameIndex * FRAME_SAMPLES;
      if (speakingFrom === null && !hasBargedIn && text.includes("Before we look at")) {
        // In the middle of a frame, as people do.
        speakingFrom = at + 700;
        bargeInAt = speakingFrom + answer.findIndex((sample) => Math.abs(sample) > 0.02);
        hasBargedIn = true;
      } else if (speakingFrom === null && agentQuietFrames === 8 && answersDue > 0) {
        answersDue--;
        if (offered.length > 0 && text.trim().endsWith("yourself?"))
          chooseEdgeId = offered.find(({ label }) => label === "No, not me")?.edgeId;
        else speakingFrom = at;
      }
      const samples = new Float32Array(FRAME_SAMPLES);
      if (speakingFrom !== null) {
        const offset = at - speakingFrom;
        if (offset >= answer.length) speakingFrom = null;
        else for (let n = Math.max(0, -offset); n < FRAME_SAMPLES; n++) samples[n] = answer[offset + n] ?? 0;
      }
      const voiceProbability = await detector.detect(samples);
      frame = undefined;
      session.push({ frameIndex, samples, voiceProbability });
      await Promise.resolve();
      const spoken = frame as AgentFrame | undefined;
      if (!spoken) throw new Error(`Expected an answer to frame ${frameIndex}, received none.`);
      agentLane.push(spoken.samples);
      text += spoken.text;
      const agentVoice = agentGate.step(rmsDb(spoken.samples));
      if (agentVoice && agentQuietFrames > 0) answersDue = 1;
      agentQuietFrames = agentVoice ? 0 : agentQuietFrames + 1;
      const output = director.step({
        frameIndex,
        agentText: spoken.text,
        agentVoice,
        callerVoice: callerGate.step(voiceProbability),
        says: spoken.says,
        ...(spoken.linesLeft === undefined ? {} : { linesLeft: spoken.linesLeft }),
        ...(chooseEdgeId === undefined ? {} : { choice: { edgeId: chooseEdgeId } }),
      });
      chooseEdgeId = undefined;
      for (const { nodeId } of output.entered) {
        nodes.push(nodeId);
        session.enterNode(nodeId);
      }
      if (output.choices) offered = output.choices;
      for (const command of output.commands) {
        if (command.verb === "say") session.say(command.command);
        else ended = command.verb === "end";
      }
    }

    const lane = Float32Array.from(agentLane.flatMap((samples) => [...samples]));
    let silentFrom = bargeInAt;
    for (let n = bargeInAt; n < bargeInAt + 24_000; n++) if (Math.abs(lane[n] ?? 0) > 1e-4) silentFrom = n;
    expect((silentFrom - bargeInAt) / 24).toBeGreaterThan(0);
    expect((silentFrom - bargeInAt) / 24).toBeLessThanOrEqual(300);
    expect(ended).toBe(true);
    const end = Object.values(program.nodes).find((node) => node.kind === "end");
    expect(nodes[0]).toBe(program.start);
    expect(nodes.at(-1)).toBe(end?.id);
    expect(nodes).toContain("n6");
    expect(text.startsWith("Thank you for calling First Neuron Bank.")).toBe(true);
    expect(text).toMatch(/Before we look at.* (Sure\.|Of course\.|All right\.|I hear you\.) Thank you\. And your date of birth\?/);
    expect(text.endsWith(end?.kind === "end" ? end.goodbye : "")).toBe(true);
    detector.close();
    session.close();
  });
});
