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

  interface Hearing {
    nodeId: string | undefined;
    /** everything the persona has said */
    text: string;
    /** what it has said in this node */
    nodeText: string;
    /** 0 while the persona speaks */
    agentQuietFrames: number;
    /** the persona has spoken since he last spoke or chose */
    isHisTurn: boolean;
    offered: NonNullable<DirectorOutput["choices"]>;
  }
  type Move = "speak" | { choose: string | undefined } | null;

  /** Runs a whole call with a caller who says his sentence, presses buttons or is silent; `at` is a place on the persona's lane. */
  async function runCall(caller: (heard: Hearing) => Move) {
    const session = await model.open({ prompt: "", program, voicePcm: null, sampling: SAMPLING, seed: 5 });
    await session.prime(() => {});
    const detector = vad.open();
    const director = createDirector(program);
    const callerGate = new VoiceGate(CALLER_GATE);
    const agentGate = new VoiceGate(AGENT_GATE);
    const agentLane: Float32Array[] = [];
    const nodes: string[] = [];
    const spokeAt: number[] = [];
    const choseAt: number[] = [];
    let text = "";
    let nodeText = "";
    let offered: Hearing["offered"] = [];
    let ended = false;
    let agentQuietFrames = 0;
    let isHisTurn = false;
    let frame: AgentFrame | undefined;
    session.onFrame((received) => {
      frame = received;
    });

    // where the caller's present utterance began, in samples; null: he is silent
    let speakingFrom: number | null = null;
    for (let frameIndex = 0; frameIndex < MAX_FRAMES && !ended; frameIndex++) {
      const at = frameIndex * FRAME_SAMPLES;
      let chooseEdgeId: string | undefined;
      const move = speakingFrom === null ? caller({ nodeId: nodes.at(-1), text, nodeText, agentQuietFrames, isHisTurn, offered }) : null;
      if (move !== null) isHisTurn = false;
      if (move === "speak") {
        // In the middle of a frame, as people do.
        speakingFrom = at + 700;
        spokeAt.push(speakingFrom + answer.findIndex((sample) => Math.abs(sample) > 0.02));
      } else if (move !== null) {
        chooseEdgeId = offered.find(({ label }) => label === move.choose)?.edgeId;
        choseAt.push(at);
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
      nodeText += spoken.text;
      const agentVoice = agentGate.step(rmsDb(spoken.samples));
      if (agentVoice && agentQuietFrames > 0) isHisTurn = true;
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
      if (output.hush) session.hush?.();
      for (const { nodeId, back } of output.entered) {
        nodes.push(nodeId);
        nodeText = "";
        session.enterNode(nodeId, back);
      }
      if (output.choices) offered = output.choices;
      for (const command of output.commands) {
        if (command.verb === "say") session.say(command.command);
        else ended = command.verb === "end";
      }
    }
    detector.close();
    session.close();
    const lane = Float32Array.from(agentLane.flatMap((samples) => [...samples]));
    /** how long after `from` the persona is heard, looking so far ahead */
    const heardForMs = (from: number, aheadMs = 1_000) => {
      let silentFrom = from;
      for (let n = from; n < from + aheadMs * 24; n++) if (Math.abs(lane[n] ?? 0) > 1e-4) silentFrom = n;
      return (silentFrom - from) / 24;
    };
    return { nodes, text, ended, spokeAt, choseAt, heardForMs };
  }

  it("greets, waits, yields within 300 ms when talked over, follows the chosen edge, says goodbye and ends", async () => {
    let hasBargedIn = false;
    const call = await runCall(({ text, agentQuietFrames, isHisTurn, offered }) => {
      if (!hasBargedIn && text.includes("Before we look at")) {
        hasBargedIn = true;
        return "speak";
      }
      if (agentQuietFrames !== 8 || !isHisTurn) return null;
      return offered.length > 0 && text.trim().endsWith("yourself?") ? { choose: "No, not me" } : "speak";
    });
    const { nodes, text, ended, spokeAt, heardForMs } = call;
    expect(heardForMs(spokeAt[0] as number)).toBeGreaterThan(0);
    expect(heardForMs(spokeAt[0] as number)).toBeLessThanOrEqual(300);
    expect(ended).toBe(true);
    const end = Object.values(program.nodes).find((node) => node.kind === "end");
    expect(nodes[0]).toBe(program.start);
    expect(nodes.at(-1)).toBe(end?.id);
    expect(nodes).toContain("n6");
    expect(text.startsWith("Thank you for calling First Neuron Bank.")).toBe(true);
    expect(text).toMatch(/Before we look at.* (Sure\.|Of course\.|All right\.|I hear you\.) Thank you\. And your date of birth\?/);
    expect(text.endsWith(end?.kind === "end" ? end.goodbye : "")).toBe(true);
  });

  it("takes an answer into its prompt for the open question, and cuts its question for a button", async () => {
    const call = await runCall(({ nodeId, nodeText, agentQuietFrames, isHisTurn, offered }) => {
      if (nodeId === "n3") return null;
      if (nodeId === "n7") return isHisTurn && nodeText.includes("Take") ? "speak" : null;
      if (nodeId === "n4" && offered.length > 0) return nodeText.includes("Did") ? { choose: "Yes, that was me" } : null;
      return agentQuietFrames === 8 && isHisTurn ? "speak" : null;
    });
    const { nodes, text, ended, choseAt, heardForMs } = call;
    expect(ended).toBe(true);
    // once for each of its two questions, and none is asked again
    expect(nodes).toEqual(["n1", "n2", "n3", "n7", "n3", "n7", "n3", "n4", "n5", "n8"]);
    expect(text.split("Before we look at")).toHaveLength(2);
    expect(text.split("And your date of birth?")).toHaveLength(2);
    expect(choseAt).toHaveLength(1);
    // silent well before 300 ms, when it has not yet begun its next line
    expect(heardForMs(choseAt[0] as number, 300)).toBeGreaterThan(0);
    expect(heardForMs(choseAt[0] as number, 300)).toBeLessThanOrEqual(200);
    expect(text).toMatch(/Did( you)?( make)? Wonderful, thank you for confirming that\./);
  });
});
