/** A caller's wish that needs nothing but the persona's name and organisation: phrases of both sides. */
export type Intent = {
  intent: string;
  caller: string[];
  agent: string[];
  /** Lower-case words of which any one shows a right answer; slots allowed. */
  mustSay: string[];
  /** Only for personas with a workplace, only for those without, or only for those whose prompt gives no name. */
  only?: "work" | "casual" | "nameless";
};
