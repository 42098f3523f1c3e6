import { BACKCHANNELS, STOP_ANSWERS, STOP_PHRASES } from "../intents/call-intents";
import { sayAsCaller } from "../intents/say-as-caller";
import type { Random } from "../random";
import { answer } from "./answer";
import { askFact, type Exchange } from "./fact-exchange";
import type { Persona } from "./make-persona";
import type { Turn } from "./turn";
import { countWords } from "./write-prompt";

/** A turn must have so many words before the other says "mm hm" in the middle of it. */
export const BACKCHANNEL_FROM_WORDS = 7;
/** And so many before the other cuts it short. */
export const BARGE_IN_FROM_WORDS = 6;

const SHARES = { agentBackchannel: 0.08, callerBackchannel: 0.09, stop: 0.12, newQuestion: 0.34 };

/** Now and then one side says a word while the other speaks, or the caller cuts the agent's answer short. */
export function decorateExchange(exchange: Exchange, persona: Persona, random: Random): Exchange {
  const [first, ...rest] = exchange.turns;
  const last = exchange.turns.at(-1);
  if (!first || !last) return exchange;
  let dice = random.next();
  const falls = (share: number) => {
    dice -= share;
    return dice < 0 && dice >= -share;
  };
  const words = countWords(last.say.join(" "));
  const cuttable = last.who === "agent" && last.enter === "after" && words >= BARGE_IN_FROM_WORDS;
  if (falls(SHARES.agentBackchannel) && first.who === "caller" && countWords(first.say.join(" ")) >= BACKCHANNEL_FROM_WORDS) {
    return { ...exchange, turns: [first, backchannel("agent", random), ...rest] };
  }
  if (falls(SHARES.callerBackchannel) && cuttable && words >= BACKCHANNEL_FROM_WORDS && !last.say.join(" ").endsWith("?")) {
    return { ...exchange, turns: [...exchange.turns, backchannel("caller", random)] };
  }
  if (falls(SHARES.stop) && cuttable) {
    const said = sayAsCaller("stop", STOP_PHRASES, {}, random, persona.split);
    const stop: Turn = { who: "caller", say: said.segments, enter: "during", intent: "stop" };
    return {
      turns: [...exchange.turns, stop, answer("stop", STOP_ANSWERS, {}, random)],
      phrasings: [...exchange.phrasings, said.phrasing],
    };
  }
  const others = persona.facts.filter(
    ({ kind }) => !exchange.turns.some(({ intent }) => intent.startsWith(kind.intent) || intent === "rude question"),
  );
  if (falls(SHARES.newQuestion) && cuttable && others.length > 0) {
    const next = askFact(persona, random.pick(others), random);
    const turns = next.turns.map((turn, at): Turn => (at === 0 ? { ...turn, enter: "during" } : turn));
    return { turns: [...exchange.turns, ...turns], phrasings: [...exchange.phrasings, ...next.phrasings] };
  }
  return exchange;
}

function backchannel(who: Turn["who"], random: Random): Turn {
  return { who, say: [random.pick(BACKCHANNELS)], enter: "backchannel", intent: "backchannel" };
}
