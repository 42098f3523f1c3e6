"use client";

import { PanelRightClose, PanelRightOpen } from "lucide-react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { Inspector } from "../inspector/inspector";
import { Palette } from "../palette/palette";
import { useEditor } from "../state/editor-context";
import { useMediaQuery, WIDE } from "../state/use-media-query";
import { EditorCanvas } from "./editor-canvas";

/** Palette, canvas and inspector side by side; the inspector is dragged wider or narrower. */
export function DeskLayout() {
  const readOnly = useEditor((state) => state.readOnly);
  const inspectorOpen = useEditor((state) => state.panels.inspectorOpen);
  const callOpen = useEditor((state) => state.panels.callOpen);
  const setPanels = useEditor((state) => state.setPanels);
  const wide = useMediaQuery(WIDE);
  const label = inspectorOpen ? "Close the inspector" : "Open the inspector";

  return (
    <>
      {readOnly ? null : <Palette />}
      <Group orientation="horizontal" className="min-w-0 flex-1" resizeTargetMinimumSize={{ coarse: 24, fine: 8 }}>
        <Panel id="canvas" minSize="240px" className="relative">
          <EditorCanvas showMiniMap={wide && !(inspectorOpen && callOpen)} />
          <div className="absolute top-3 right-3 z-10">
            <Tooltip label={label} shortcut="Ctrl E" side="left">
              <Button
                size="icon"
                className="shadow-sm"
                aria-label={label}
                aria-expanded={inspectorOpen}
                onClick={() => setPanels({ inspectorOpen: !inspectorOpen })}
              >
                {inspectorOpen ? <PanelRightClose aria-hidden /> : <PanelRightOpen aria-hidden />}
              </Button>
            </Tooltip>
          </div>
        </Panel>
        {inspectorOpen ? (
          <>
            <Separator
              aria-label="Width of the inspector"
              className="w-px bg-line outline-offset-0 transition-colors hover:bg-accent data-[separator=active]:bg-accent data-[separator=hover]:bg-accent"
            />
            <Panel id="inspector" defaultSize="368px" minSize="280px" maxSize="800px" groupResizeBehavior="preserve-pixel-size">
              <Inspector />
            </Panel>
          </>
        ) : null}
      </Group>
    </>
  );
}
