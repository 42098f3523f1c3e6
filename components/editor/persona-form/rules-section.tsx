"use client";

import { LineList } from "../inspector/line-list";
import { useEditor } from "../state/editor-context";

/** How the persona behaves everywhere. */
export function RulesSection() {
  const rules = useEditor((state) => state.document.rules);
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useEditor((state) => state.edit);
  return (
    <div className="border-line border-b px-4 py-5">
      <LineList
        label="Rules"
        hint="Short imperatives for the whole call; the first three go into the prompt. “Keep answers short.”"
        addLabel="Add a rule"
        itemLabel="Rule"
        field="rules"
        maxLength={300}
        lines={rules}
        disabled={readOnly}
        onChange={(next, index) => edit((document) => ({ ...document, rules: next }), index === null ? {} : { burst: `rules.${index}` })}
      />
    </div>
  );
}
