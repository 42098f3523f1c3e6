/** Which figures a report shows of each task, in their order; docs/evaluation.md explains every one. */
import { meanOf, quantileOf, ratioOf, type Statistic } from "./figure";
import { SOUND_KINDS, type SoundKind } from "./item";
import type { Scores } from "./score-item";

type Official<T extends keyof Scores> = NonNullable<Scores[T]["official"]>;
type Strict<T extends keyof Scores> = Scores[T]["strict"];
type Figures<S> = Readonly<Record<string, Statistic<S>>>;

const yes = (is: boolean) => (is ? 1 : 0);
const is = <S extends { outcome: string }>(...outcomes: S["outcome"][]) =>
  meanOf<S>("share", ({ outcome }) => yes(outcomes.includes(outcome)));

const officialTurn: Figures<Official<"smoothTurn">> = {
  takeOverRate: meanOf("share", ({ takenOver }) => takenOver),
  latencyMsMean: meanOf("ms", ({ latencyMs }) => latencyMs),
};

const smoothTurn: Figures<Strict<"smoothTurn">> = {
  successRate: is("taken"),
  earlyRate: is("early"),
  lateRate: is("late"),
  missedRate: is("missed"),
  latencyMsMedian: quantileOf("ms", 0.5, ({ latencyMs }) => latencyMs),
  latencyMsP90: quantileOf("ms", 0.9, ({ latencyMs }) => latencyMs),
};

const interruption: Figures<Strict<"interruption">> = {
  successRate: is("answered"),
  keptTalkingRate: is("keptTalking"),
  talkedOverRate: is("talkedOver"),
  lateRate: is("late"),
  missedRate: is("missed"),
  stopMsMedian: quantileOf("ms", 0.5, ({ stopMs }) => stopMs),
  stopMsP90: quantileOf("ms", 0.9, ({ stopMs }) => stopMs),
  responseMsMedian: quantileOf("ms", 0.5, ({ responseMs }) => responseMs),
  responseMsP90: quantileOf("ms", 0.9, ({ responseMs }) => responseMs),
};

const officialPause: Figures<Official<"pause">> = { takeOverRate: meanOf("share", ({ takenOver }) => takenOver) };

const ofPausesThatTell = (pick: (score: Strict<"pause">) => boolean) =>
  meanOf<Strict<"pause">>("share", (score) => (score.outcome === "alreadySpeaking" ? null : yes(pick(score))));

const pause: Figures<Strict<"pause">> = {
  takeOverRate: ofPausesThatTell(({ outcome }) => outcome === "takenOver"),
  backchannelRate: ofPausesThatTell(({ outcome }) => outcome === "backchannel"),
  alreadySpeakingRate: is("alreadySpeaking"),
};

const officialBackchannel: Figures<Official<"backchannel">> = {
  takeOverRate: meanOf("share", ({ takenOver }) => takenOver),
  frequencyPerSecond: meanOf("perSecond", ({ frequencyPerSecond }) => frequencyPerSecond),
  divergence: meanOf("distance", ({ divergence }) => divergence),
};

const backchannel: Figures<Strict<"backchannel">> = {
  precision: ratioOf(
    "share",
    ({ matched }) => matched,
    ({ events }) => events,
  ),
  recall: ratioOf(
    "share",
    ({ matched }) => matched,
    ({ marks }) => marks,
  ),
  takeOverRate: meanOf("share", ({ takeOvers }) => yes(takeOvers > 0)),
  frequencyPerSecond: meanOf("perSecond", ({ frequencyPerSecond }) => frequencyPerSecond),
  evenSpreadDivergence: meanOf("distance", ({ evenSpreadDivergence }) => evenSpreadDivergence),
};

const officialOverlap: Figures<Official<"overlap">> = Object.assign(
  {},
  ...SOUND_KINDS.map((kind) => {
    const of = <V>(score: Official<"overlap">, value: V, nothing: V) => (score.kind === kind ? value : nothing);
    return {
      [`${kind}StopMsMean`]: meanOf<Official<"overlap">>("ms", (score) => of<readonly number[]>(score, score.stopsMs, [])),
      [`${kind}ResponseMsMean`]: meanOf<Official<"overlap">>("ms", (score) => of<readonly number[]>(score, score.responsesMs, [])),
      [`${kind}HumanLikeRepairRate`]: ratioOf<Official<"overlap">>(
        "share",
        (score) => of(score, score.humanLikeRepairs, 0),
        (score) => of(score, score.responsesMs.length, 0),
      ),
    };
  }),
);

const sounds = (kind: SoundKind, isWanted: (outcome: string) => boolean) =>
  meanOf<Strict<"overlap">>("share", (sound) =>
    sound.kind === kind && sound.score.outcome !== "notSpeaking" ? yes(isWanted(sound.score.outcome)) : null,
  );
const wentOn = (outcome: string) => outcome === "heldFloor" || outcome === "resumed";

const overlap: Figures<Strict<"overlap">> = {
  interruptionAnsweredRate: sounds("interruption", (outcome) => outcome === "answered"),
  backchannelWentOnRate: sounds("backchannel", wentOn),
  toOtherWentOnRate: sounds("toOther", wentOn),
  backgroundWentOnRate: sounds("background", wentOn),
  falseStopRate: sounds("backchannel", (outcome) => outcome !== "heldFloor"),
};

const call: Figures<Strict<"call">> = {
  responseMsMedian: quantileOf("ms", 0.5, ({ responsesMs }) => responsesMs),
  responseMsP90: quantileOf("ms", 0.9, ({ responsesMs }) => responsesMs),
  firstAudioMsMedian: quantileOf("ms", 0.5, ({ firstAudioMs }) => firstAudioMs),
  firstResponseMsMedian: quantileOf("ms", 0.5, ({ firstResponseMs }) => firstResponseMs),
  missedTurnRate: ratioOf(
    "share",
    ({ missedTurns }) => missedTurns,
    ({ turnChances }) => turnChances,
  ),
  stopMsMedian: quantileOf("ms", 0.5, ({ stopsMs }) => stopsMs),
  stopMsP90: quantileOf("ms", 0.9, ({ stopsMs }) => stopsMs),
  unheardBargeInRate: ratioOf(
    "share",
    ({ unheardBargeIns }) => unheardBargeIns,
    ({ bargeIns }) => bargeIns,
  ),
  falseStopRate: ratioOf(
    "share",
    ({ falseStops }) => falseStops.falseStops,
    ({ falseStops }) => falseStops.chances,
  ),
  overlapRatio: meanOf("share", ({ overlapRatio }) => overlapRatio),
  agentTalkRatio: meanOf("share", ({ agentTalkRatio }) => agentTalkRatio),
  deadAirsPerCall: meanOf("perCall", ({ deadAirs }) => deadAirs),
  wordsPerMinute: meanOf("perMinute", ({ wordsPerMinute }) => wordsPerMinute),
};

export const FIGURES: { readonly [T in keyof Scores]: { official: Figures<Official<T>>; strict: Figures<Strict<T>> } } = {
  smoothTurn: { official: officialTurn, strict: smoothTurn },
  interruption: { official: officialTurn, strict: interruption },
  pause: { official: officialPause, strict: pause },
  backchannel: { official: officialBackchannel, strict: backchannel },
  overlap: { official: officialOverlap, strict: overlap },
  call: { official: {}, strict: call },
};
