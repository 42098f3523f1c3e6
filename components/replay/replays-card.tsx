"use client";

import { Shuffle } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { PersonaVersionPicker, readVersionKey, usePersonaVersions, versionKey } from "@/components/suite-runs/persona-version-picker";
import { RunStateBadge } from "@/components/suite-runs/run-state-badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { Moment } from "@/components/ui/moment";
import { api } from "@/lib/client/api";
import { useNextAnswer } from "@/lib/client/use-next-answer";
import { useResource } from "@/lib/client/use-resource";
import { useSubmit } from "@/lib/client/use-submit";
import type { CallDetail } from "@/lib/shared/calls";
import type { CallReplayDetail, CallReplaySummary } from "@/lib/shared/replays";
import { isOver } from "@/lib/shared/suite-runs";
import { roleAllows } from "@/lib/shared/team";
import { answererWords } from "@/lib/shared/who-answers";

const REFRESH_EVERY_MS = 2_000;

/** The caller of this call, played to other personas: what was tried, and a way to try another. */
export function ReplaysCard({ call }: { call: CallDetail }) {
  const [refreshEveryMs, setRefreshEveryMs] = useState(0);
  const { data: replays = [], reload } = useResource<CallReplaySummary[]>(`/api/calls/${call.id}/replays`, { refreshEveryMs });
  const wantedMs = replays.some(({ state }) => !isOver(state)) ? REFRESH_EVERY_MS : 0;
  if (wantedMs !== refreshEveryMs) setRefreshEveryMs(wantedMs);
  const [choosing, setChoosing] = useState(false);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Replay</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <p className="text-pretty text-muted text-sm">
          Plays what this caller said, word for word and at the same moments, to another persona, and lays both calls on each other.
        </p>
        {replays.length > 0 ? (
          <ul className="flex flex-col gap-2.5">
            {replays.map((replay) => (
              <li key={replay.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm">
                <span className="min-w-0">
                  {replay.state === "done" ? (
                    <Link
                      href={`/calls/${call.id}/replays/${replay.id}`}
                      className="break-words underline decoration-line-strong underline-offset-4"
                    >
                      {replay.personaName}
                    </Link>
                  ) : (
                    <span className="break-words">{replay.personaName}</span>
                  )}
                  <span className="block text-muted text-xs">
                    <Moment iso={replay.createdAt} />
                  </span>
                </span>
                {replay.state === "done" ? null : <RunStateBadge run={{ state: replay.state, passed: null, failed: 0 }} />}
                {replay.failure ? <p className="w-full text-danger text-xs">{replay.failure}</p> : null}
              </li>
            ))}
          </ul>
        ) : null}
        {roleAllows(call.role, "editor") ? (
          <Button className="self-start" onClick={() => setChoosing(true)}>
            <Shuffle aria-hidden />
            Replay to another persona
          </Button>
        ) : null}
      </CardContent>
      {choosing ? (
        <ReplayDialog
          call={call}
          onClose={() => setChoosing(false)}
          onStarted={() => {
            setChoosing(false);
            void reload();
          }}
        />
      ) : null}
    </Card>
  );
}

interface ReplayDialogProps {
  call: CallDetail;
  onClose: () => void;
  onStarted: () => void;
}

function ReplayDialog({ call, onClose, onStarted }: ReplayDialogProps) {
  const submit = useSubmit();
  const answers = useNextAnswer();
  const list = usePersonaVersions();
  const [ticked, setTicked] = useState<string[]>();
  // where there is one other persona, that is the one
  const [other, ...further] = (list.data ?? []).filter(({ id }) => id !== call.personaId);
  const chosen = ticked ?? (other && further.length === 0 ? [versionKey({ personaId: other.id })] : []);

  async function start() {
    for (const key of chosen) await api.post<CallReplayDetail>(`/api/calls/${call.id}/replays`, readVersionKey(key));
    onStarted();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Replay this caller"
      description="Takes as long as the call did. A real caller would have answered another persona otherwise: the result is marked as counterfactual."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" pending={submit.pending} disabled={chosen.length === 0} onClick={() => void submit.run(start)}>
            Replay
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormError message={submit.error} />
        <p className="text-pretty text-sm">
          <span className="text-muted">Answered by</span> {answererWords(answers, null)}
          <span className="text-muted">
            . Only what the caller said is replayed: branch buttons that were pressed are not pressed again.
          </span>
        </p>
        <PersonaVersionPicker list={list} chosen={chosen} onChange={setTicked} />
      </div>
    </Dialog>
  );
}
