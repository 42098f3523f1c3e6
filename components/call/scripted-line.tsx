/** Before words that the flow has word for word: they are the director's, not the speaker's own. */
export function ScriptedLine() {
  return <span className="sr-only">Scripted line: </span>;
}

export const SCRIPTED_LINE_TITLE = "Scripted line: the flow has it word for word";
