/**
 * Director and rehearsal speaker together on an invented clock, without audio: every word takes 320 ms. A scripted caller
 * decides what he does from what he hears. For tests of flows and turn-taking.
 */
import type { DirectorProgram } from "@duologue/persona";
import { FRAME_MS, FRAME_SAMPLES } from "@duologue/protocol";
import type { DirectorOutput } from "../src/call/ports";
import { createDirector } from "../src/director/create-director";
import { orderHush, orderNode, orderSay } from "../src/model/rehearsal/order-speaker";
import { createSpeakerState, timingOf } from "../src/model/rehearsal/speaker-state";
import { type LineShape, stepSpeaker, waitsOf } from "../src/model/rehearsal/step-speaker";
import { splitWords } from "../src/model/rehearsal/words";

const FRAMES_PER_WORD = 4;

export interface Heard {
  frameIndex: number;
  /** frames since the persona fell quiet; 0 while it speaks */
  agentQuietFrames: number;
  nodeId: string | null;
  offered: { edgeId: string; key: string }[];
  /** what was said in the node so far */
  nodeWords: string;
}
export interface CallerMove {
  voice?: boolean;
  chooseEdgeId?: string;
}
export interface Walk {
  nodes: string[];
  enteredAtFrame: number[];
  edges: (string | null)[];
  /** everything the persona said */
  text: string;
  /** frames with the persona's voice and the caller's */
  agentVoice: boolean[];
  callerVoice: boolean[];
  reports: (DirectorOutput["reports"][number] & { frameIndex: number })[];
  choices: NonNullable<DirectorOutput["choices"]>[];
  /** null: the call did not end by itself */
  endedAtFrame: number | null;
}

export function shapeOf(text: string): LineShape {
  const words = splitWords(text).map((word, index) => ({ text: word.text, startSample: index * FRAMES_PER_WORD * FRAME_SAMPLES }));
  return { words, sampleCount: words.length * FRAMES_PER_WORD * FRAME_SAMPLES };
}

export function walkFlow(program: DirectorProgram, caller: (heard: Heard) => CallerMove, maxSeconds = 600): Walk {
  const director = createDirector(program);
  const walk: Walk = {
    nodes: [],
    enteredAtFrame: [],
    edges: [],
    text: "",
    agentVoice: [],
    callerVoice: [],
    reports: [],
    choices: [],
    endedAtFrame: null,
  };
  let speaker = createSpeakerState(7);
  let agentQuietFrames = 1_000;
  let offered: Heard["offered"] = [];
  let nodeWords = "";
  for (let frameIndex = 0; frameIndex < (maxSeconds * 1_000) / FRAME_MS; frameIndex++) {
    const nodeId = walk.nodes.at(-1) ?? null;
    const move = caller({ frameIndex, agentQuietFrames, nodeId, offered, nodeWords });
    const node = nodeId === null ? undefined : program.nodes[nodeId];
    const { state, output: spoken } = stepSpeaker(speaker, {
      frameIndex,
      voiceProbability: move.voice ? 0.9 : 0.02,
      timing: timingOf(program),
      waitsFor: waitsOf(node),
      shapeOf,
    });
    speaker = state;
    const agentVoice = spoken.audio !== null && spoken.audio.fadeOutAtSample === null;
    agentQuietFrames = agentVoice ? 0 : agentQuietFrames + 1;
    const agentText = spoken.words.map((word) => ` ${word}`).join("");
    walk.text += agentText;
    nodeWords += agentText;
    walk.agentVoice.push(agentVoice);
    walk.callerVoice.push(move.voice === true);
    const output = director.step({
      frameIndex,
      agentText,
      agentVoice,
      callerVoice: move.voice === true,
      says: spoken.says,
      linesLeft: state.stageLines.length,
      ...(move.chooseEdgeId === undefined ? {} : { choice: { edgeId: move.chooseEdgeId } }),
    });
    if (output.hush) speaker = orderHush(speaker);
    for (const entered of output.entered) {
      walk.nodes.push(entered.nodeId);
      walk.enteredAtFrame.push(frameIndex);
      walk.edges.push(entered.edgeId);
      nodeWords = "";
      speaker = orderNode(speaker, program, entered.nodeId, entered.back);
    }
    if (output.choices) {
      offered = output.choices;
      walk.choices.push(output.choices);
    }
    walk.reports.push(...output.reports.map((report) => ({ ...report, frameIndex })));
    for (const command of output.commands) {
      if (command.verb === "say") speaker = orderSay(speaker, command.command);
      else if (command.verb === "end") {
        walk.endedAtFrame = frameIndex;
        return walk;
      }
    }
  }
  return walk;
}

/** A polite caller: when the persona has been quiet for 0.4 s he speaks for a second, then waits for it to speak again. */
export function politeCaller(): (heard: Heard) => CallerMove {
  let spokenFrames = 0;
  return ({ agentQuietFrames, frameIndex }) => {
    if (agentQuietFrames === 0) spokenFrames = 0;
    if (frameIndex < 12 || agentQuietFrames < 5 || spokenFrames >= 12) return {};
    spokenFrames++;
    return { voice: true };
  };
}
