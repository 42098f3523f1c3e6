/** Before words that the flow has word for word: they are the director's, not the speaker's own. */
export function ScriptedLine() {
  return (
    <span className="mr-2 align-[1px] text-muted text-xs">
      Scripted<span className="sr-only"> line: </span>
    </span>
  );
}

export const SCRIPTED_LINE_TITLE = "Scripted line: the flow has it word for word";
