"use client";

import { ProtocolError } from "@duologue/protocol";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Spinner } from "@/components/ui/spinner";
import { useTabTitle } from "@/components/ui/use-tab-title";
import { api, wordsOf } from "@/lib/client/api";
import { useDeviceChoice } from "@/lib/client/call/use-device-choice";
import { type CallPhase, isUnderWay } from "@/lib/client/call/view-state";
import type { CallTicketReply } from "@/lib/shared/calls";
import type { PublicLink } from "@/lib/shared/links";
import { CallStage } from "./call-stage";
import { closedBy, LinkClosed, whyNotAgain } from "./link-closed";
import { LinkLocked } from "./link-locked";
import { PublicBefore } from "./public-before";
import { useCallClient } from "./use-call-client";
import { useMicrophonePreview } from "./use-microphone-preview";

type Loaded = { status: "loading" } | { status: "ready"; link: PublicLink } | { status: "missing" } | { status: "failed"; message: string };

/** The page behind a share link: no account, no stages, no prompt; the persona's public name and a call. */
export function PublicCall({ token }: { token: string }) {
  const { client, view } = useCallClient();
  const choice = useDeviceChoice();
  const preview = useMicrophonePreview();
  const [loaded, setLoaded] = useState<Loaded>({ status: "loading" });
  useTabTitle(loaded.status === "ready" ? `Call ${loaded.link.publicName}` : undefined);
  const path = `/api/public/links/${encodeURIComponent(token)}`;

  const load = useCallback(() => {
    void api.get<PublicLink>(path).then(
      (link) => setLoaded({ status: "ready", link }),
      (error: unknown) =>
        setLoaded(
          error instanceof ProtocolError && error.code === "not_found"
            ? { status: "missing" }
            : { status: "failed", message: wordsOf(error) },
        ),
    );
  }, [path]);
  useEffect(load, [load]);

  /* a call may have been the last one the link allowed, or have ended because the link was closed */
  const isOver = view.phase === "ended" || view.phase === "failed";
  useEffect(() => {
    if (isOver) load();
  }, [isOver, load]);

  const start = () => {
    preview.stop();
    void client
      .start(() => api.post<CallTicketReply>(`${path}/calls`), choice)
      .then(() => {
        choice.refresh();
        load();
      });
  };

  if (loaded.status === "loading") {
    return (
      <Frame>
        <div className="grid flex-1 place-items-center p-8">
          <Spinner label="Opening the link" />
        </div>
      </Frame>
    );
  }
  if (loaded.status === "failed") {
    return (
      <Frame>
        <ErrorState className="m-4 border-0" message={loaded.message} retry={load} />
      </Frame>
    );
  }
  if (loaded.status === "missing") {
    return (
      <Frame>
        <LinkClosed state="missing" />
      </Frame>
    );
  }
  const { link } = loaded;
  const closed = view.phase === "failed" && view.liveSinceMs === null ? closedBy(view.problem?.code ?? null) : null;
  if (closed) {
    return (
      <Frame name={link.publicName} lead="A link to talk with">
        <LinkClosed state={closed} />
      </Frame>
    );
  }
  const before =
    link.state !== "open" ? (
      <LinkClosed state={link.state} />
    ) : link.passwordRequired && !link.open ? (
      <LinkLocked path={path} onUnlocked={load} />
    ) : (
      <PublicBefore link={link} choice={choice} preview={preview} onStart={start} />
    );
  return (
    <Frame name={link.publicName} lead={leadOf(view.phase, link)}>
      <CallStage
        client={client}
        view={view}
        choice={choice}
        personaName={link.publicName}
        nodeTitles={null}
        onStart={start}
        canCallAgain={link.state === "open" && view.ended?.reason !== "link_revoked"}
        whyNotAgain={whyNotAgain(link.state)}
        before={before}
      />
    </Frame>
  );
}

function leadOf(phase: CallPhase, link: PublicLink): string {
  if (isUnderWay(phase)) return "On the line with";
  if (phase === "ended") return "You talked with";
  return link.state === "open" && link.open ? "You are about to call" : "A link to talk with";
}

function Frame({ name, lead, children }: { name?: string; lead?: string; children: ReactNode }) {
  return (
    <main className="flex h-dvh flex-col bg-surface sm:items-center sm:justify-center sm:bg-background sm:p-6">
      <div className="flex min-h-0 w-full flex-1 flex-col sm:max-h-[760px] sm:max-w-md sm:rounded-xl sm:border sm:border-line sm:bg-surface sm:shadow-float">
        {name ? (
          <header className="border-line border-b px-5 py-4">
            <p className="text-muted text-xs">{lead}</p>
            <h1 className="truncate font-semibold text-lg tracking-tight">{name}</h1>
          </header>
        ) : null}
        {children}
      </div>
      <p className="shrink-0 py-3 text-center text-muted text-xs">Made with Duologue</p>
    </main>
  );
}
