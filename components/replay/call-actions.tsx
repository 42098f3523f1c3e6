"use client";

import { Download, FlaskConical, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import type { CallDetail } from "@/lib/shared/calls";
import { formatBytes } from "@/lib/shared/format";
import { roleAllows } from "@/lib/shared/team";

/** Make a test, download and delete. */
export function CallActions({ call, onMakeTest }: { call: CallDetail; onMakeTest: () => void }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const mayDelete = roleAllows(call.role, "editor") && call.state === "ended";

  async function remove() {
    try {
      await api.delete(`/api/calls/${call.id}`);
    } catch (error) {
      toast.error("The call was not deleted", { description: wordsOf(error) });
      throw error;
    }
    toast("Call deleted");
    router.push("/calls");
    router.refresh();
  }

  return (
    <>
      {call.hasRecording && call.hasTimeline && call.state === "ended" && roleAllows(call.role, "editor") ? (
        <Button onClick={onMakeTest}>
          <FlaskConical aria-hidden />
          Make a test
        </Button>
      ) : null}
      {call.hasRecording || call.hasTimeline ? (
        <DropdownMenu
          trigger={
            <Button>
              <Download aria-hidden />
              Download
            </Button>
          }
        >
          {call.hasRecording ? (
            <DropdownMenuItem asChild>
              <a href={`/api/calls/${call.id}/recording?download=1`} download={`call-${call.id}.wav`}>
                Recording, stereo WAV{call.recordingBytes ? ` (${formatBytes(call.recordingBytes)})` : ""}
              </a>
            </DropdownMenuItem>
          ) : null}
          {call.hasTimeline ? (
            <DropdownMenuItem asChild>
              <a href={`/api/calls/${call.id}/timeline?download=1`} download={`call-${call.id}.timeline.jsonl`}>
                Timeline, JSON lines
              </a>
            </DropdownMenuItem>
          ) : null}
        </DropdownMenu>
      ) : null}
      {mayDelete ? (
        <Button variant="ghost" onClick={() => setAsking(true)}>
          <Trash2 aria-hidden />
          {/* beside the two others there is no room for the word on a phone */}
          <span className="max-sm:sr-only">Delete</span>
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this call?"
        description="Its recording, words and figures are removed for the whole team. This cannot be undone."
        confirmLabel="Delete the call"
        danger
        onConfirm={remove}
      />
    </>
  );
}
