"use client";

import { Mic, MicOff, PhoneOff, Settings2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Kbd } from "@/components/ui/kbd";
import { Popover } from "@/components/ui/popover";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import type { CallClient } from "@/lib/client/call/call-client";
import type { DeviceChoice } from "@/lib/client/call/use-device-choice";
import type { CallViewState } from "@/lib/client/call/view-state";
import { DevicePickers } from "./device-pickers";

export interface CallControlsProps {
  client: CallClient;
  view: CallViewState;
  choice: DeviceChoice;
  onHangUp: () => void;
}

/** Mute or hold-to-talk, devices, hang up. */
export function CallControls({ client, view, choice, onHangUp }: CallControlsProps) {
  const live = view.phase === "live";
  return (
    <div className="flex items-center gap-2">
      {view.mode === "pushToTalk" ? <HoldToTalk client={client} view={view} /> : <MuteButton client={client} view={view} />}
      <Popover
        side="top"
        align="center"
        label="Sound settings"
        trigger={
          <Button aria-label="Sound settings" className="size-12 px-0">
            <Settings2 aria-hidden />
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          <Switch
            checked={view.mode === "pushToTalk"}
            onCheckedChange={(on) => client.setMode(on ? "pushToTalk" : "open")}
            label="Push to talk"
            hint="The microphone is open only while you hold Space or the button."
          />
          <DevicePickers
            choice={choice}
            onMicrophone={(id) => {
              choice.choose("microphoneId", id);
              void client.setMicrophone(id);
            }}
            onSpeaker={(id) => {
              choice.choose("speakerId", id);
              void client.setSpeaker(id);
            }}
          />
        </div>
      </Popover>
      <Tooltip label="Hang up" shortcut="Esc">
        <Button variant="danger" className="h-12 flex-1" onClick={onHangUp} disabled={!live} pending={view.phase === "ending"}>
          <PhoneOff aria-hidden />
          Hang up
        </Button>
      </Tooltip>
    </div>
  );
}

function MuteButton({ client, view }: { client: CallClient; view: CallViewState }) {
  const Icon = view.muted ? MicOff : Mic;
  return (
    <Tooltip label={view.muted ? "Unmute" : "Mute"} shortcut="M">
      <Button
        className={cn("h-12 flex-1", view.muted && "border-warning/50 bg-warning/10 text-warning hover:bg-warning/15")}
        aria-pressed={view.muted}
        onClick={() => client.setMuted(!view.muted)}
        disabled={view.phase !== "live"}
      >
        <Icon aria-hidden />
        {view.muted ? "Muted" : "Mute"}
      </Button>
    </Tooltip>
  );
}

/** Its key stands on it: a tooltip would lie over the choices above. */
function HoldToTalk({ client, view }: { client: CallClient; view: CallViewState }) {
  return (
    <Button
      className={cn("h-12 flex-1 touch-none", view.talking && "border-caller bg-caller/15 text-caller hover:bg-caller/15")}
      aria-pressed={view.talking}
      disabled={view.phase !== "live"}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        client.setTalking(true);
      }}
      onPointerUp={() => client.setTalking(false)}
      onPointerCancel={() => client.setTalking(false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Mic aria-hidden />
      {view.talking ? "Talking" : "Hold to talk"}
      <Kbd aria-hidden className="max-sm:hidden">
        Space
      </Kbd>
    </Button>
  );
}
