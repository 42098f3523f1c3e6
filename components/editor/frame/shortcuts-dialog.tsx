"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useEditor } from "../state/editor-context";

const GROUPS: { title: string; keys: [string, string][] }[] = [
  {
    title: "Editing",
    keys: [
      ["Undo", "Ctrl Z"],
      ["Redo", "Ctrl Shift Z"],
      ["Copy, cut, paste at the pointer", "Ctrl C / X / V"],
      ["Duplicate", "Ctrl D"],
      ["Delete", "Delete"],
      ["Select everything", "Ctrl A"],
      ["Save now", "Ctrl S"],
    ],
  },
  {
    title: "On the canvas",
    keys: [
      ["Walk through nodes and edges", "Tab"],
      ["Select", "Space"],
      ["Open the form", "Enter"],
      ["Back from the form", "Esc"],
      ["Move the selected node, faster with Shift", "Arrows"],
      ["Connect the selected node to another", "C"],
      ["Select several", "Shift drag"],
      ["Let go of the selection", "Esc"],
    ],
  },
  {
    title: "View",
    keys: [
      ["Fit the flow", "Shift 1"],
      ["Full size", "Shift 0"],
      ["Zoom", "+ / -"],
      ["Tidy up", "Shift T"],
      ["Find a node", "Ctrl F"],
      ["Left panel, right panel", "Ctrl B / Ctrl E"],
      ["Call panel", "Alt R"],
      ["This sheet", "?"],
    ],
  },
];

export function ShortcutsDialog() {
  const open = useEditor((state) => state.panels.shortcutsOpen);
  const setPanels = useEditor((state) => state.setPanels);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => setPanels({ shortcutsOpen: next })}
      title="Keyboard shortcuts"
      description="They rest while you type in a field. On a Mac, Ctrl is ⌘."
      size="lg"
    >
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3 className="mb-2 font-medium text-sm">{group.title}</h3>
            <dl className="flex flex-col">
              {group.keys.map(([action, keys]) => (
                <div key={action} className="flex items-center justify-between gap-4 border-line border-b py-2 last:border-0">
                  <dt className="text-muted text-sm">{action}</dt>
                  <dd>
                    <Kbd className="whitespace-nowrap">{keys}</Kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
