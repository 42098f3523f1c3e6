import { refuseInput } from "../refuse-input";
import type { Lane, Word } from "./lane";

/** The agent's words, which the official rules count; throws where nobody wrote them down. */
export function requireWords(agent: Lane): readonly Word[] {
  return agent.words ?? refuseInput("an agent lane with words", "none", "Pass the words of the model's text stream with their times.");
}
