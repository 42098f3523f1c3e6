import { measureEvenSpread } from "../backchannel/measure-even-spread";
import { type OfficialBackchannel, scoreOfficialBackchannel } from "../backchannel/score-official-backchannel";
import { type StrictBackchannel, scoreStrictBackchannel } from "../backchannel/score-strict-backchannel";
import { type CallFigures, measureCall } from "../call/measure-call";
import { scoreOfficialInterruption } from "../interruption/score-official-interruption";
import { type StrictInterruption, scoreStrictInterruption } from "../interruption/score-strict-interruption";
import { checkLanes } from "../lane/check-lane";
import { type OfficialOverlap, scoreOfficialOverlap } from "../overlap/score-official-overlap";
import { type StrictOverlap, scoreStrictOverlap } from "../overlap/score-strict-overlap";
import { type OfficialPause, scoreOfficialPause } from "../pause/score-official-pause";
import { type StrictPause, scoreStrictPause } from "../pause/score-strict-pause";
import { type OfficialTurn, scoreOfficialSmoothTurn } from "../smooth-turn/score-official-smooth-turn";
import { type StrictTurn, scoreStrictSmoothTurn } from "../smooth-turn/score-strict-smooth-turn";
import type { Item, OverlapItem, SoundKind, Task } from "./item";

/** An overlap by its kind; of an interruption the outcome is that of the interruption task. */
export type StrictSound =
  | { kind: "interruption"; score: StrictInterruption }
  | { kind: Exclude<SoundKind, "interruption">; score: StrictOverlap };

export interface Scores {
  smoothTurn: { official: OfficialTurn | null; strict: StrictTurn };
  interruption: { official: OfficialTurn | null; strict: StrictInterruption };
  pause: { official: OfficialPause | null; strict: StrictPause };
  backchannel: { official: OfficialBackchannel | null; strict: StrictBackchannel & { evenSpreadDivergence: number | null } };
  overlap: { official: OfficialOverlap & { kind: SoundKind }; strict: StrictSound };
  /** the benchmark has no figures for whole calls */
  call: { official: null; strict: CallFigures };
}

/** Both versions for one item. The official one is null where it would need words, or listeners, and there are none. */
export function scoreItem<I extends Item>(item: I): Scores[I["task"]];
export function scoreItem(item: Item): Scores[Task] {
  checkLanes(item.lanes);
  const { agent } = item.lanes;
  const hasWords = agent.words !== undefined;
  switch (item.task) {
    case "smoothTurn":
      return {
        official: hasWords ? scoreOfficialSmoothTurn(agent, item.turnEndMs) : null,
        strict: scoreStrictSmoothTurn(agent, item.turnEndMs),
      };
    case "interruption":
      return {
        official: hasWords ? scoreOfficialInterruption(agent, item.interruption) : null,
        strict: scoreStrictInterruption(agent, item.interruption),
      };
    case "pause":
      return { official: hasWords ? scoreOfficialPause(agent) : null, strict: scoreStrictPause(agent, item.pause) };
    case "backchannel": {
      const { humanShares } = item;
      const evenSpreadDivergence = humanShares ? measureEvenSpread(humanShares, agent.durationMs) : null;
      return {
        official: hasWords && humanShares ? scoreOfficialBackchannel(agent, humanShares) : null,
        strict: { ...scoreStrictBackchannel(agent, item.marksMs), evenSpreadDivergence },
      };
    }
    case "overlap":
      return { official: { ...scoreOfficialOverlap(item.lanes), kind: item.kind }, strict: scoreSound(item) };
    case "call":
      return { official: null, strict: measureCall(item.lanes, item.callerBackchannels) };
  }
}

function scoreSound({ lanes, sound, kind }: OverlapItem): StrictSound {
  if (kind === "interruption") return { kind, score: scoreStrictInterruption(lanes.agent, sound) };
  return { kind, score: scoreStrictOverlap(lanes.agent, sound) };
}
