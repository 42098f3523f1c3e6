"use client";

import { KeyRound } from "lucide-react";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { SignInOptions } from "@/lib/shared/team";

type Provider = SignInOptions["providers"][number];

function ProviderIcon({ id }: { id: Provider["id"] }) {
  if (id === "github") {
    return (
      <svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
        <path d="M8 .2a8 8 0 0 0-2.53 15.59c.4.07.55-.17.55-.38v-1.35c-2.23.48-2.7-1.07-2.7-1.07-.36-.93-.89-1.17-.89-1.17-.73-.5.05-.49.05-.49.8.06 1.23.83 1.23.83.71 1.22 1.87.87 2.33.66.07-.51.28-.87.5-1.07-1.77-.2-3.64-.89-3.64-3.95 0-.88.31-1.59.82-2.15-.08-.2-.36-1.02.08-2.12 0 0 .67-.22 2.2.82a7.6 7.6 0 0 1 4 0c1.53-1.04 2.2-.82 2.2-.82.44 1.1.16 1.92.08 2.12.51.56.82 1.27.82 2.15 0 3.07-1.87 3.75-3.65 3.95.29.25.54.73.54 1.48v2.2c0 .21.15.46.55.38A8 8 0 0 0 8 .2Z" />
      </svg>
    );
  }
  if (id === "google") {
    return (
      <svg viewBox="0 0 18 18" aria-hidden="true">
        <path fill="#4285F4" d="M17.6 9.2c0-.6-.05-1.2-.16-1.8H9v3.45h4.84a4.1 4.1 0 0 1-1.8 2.7v2.25h2.9c1.7-1.56 2.66-3.87 2.66-6.6Z" />
        <path
          fill="#34A853"
          d="M9 18c2.43 0 4.47-.8 5.96-2.18l-2.9-2.26c-.81.54-1.85.86-3.06.86-2.35 0-4.33-1.58-5.04-3.71H.96v2.33A9 9 0 0 0 9 18Z"
        />
        <path fill="#FBBC05" d="M3.96 10.71a5.4 5.4 0 0 1 0-3.42V4.96H.96a9 9 0 0 0 0 8.08l3-2.33Z" />
        <path fill="#EA4335" d="M9 3.58c1.32 0 2.5.45 3.44 1.35L15 2.34A9 9 0 0 0 .96 4.96l3 2.33C4.67 5.16 6.65 3.58 9 3.58Z" />
      </svg>
    );
  }
  return <KeyRound aria-hidden />;
}

/** One button for each configured service. `before` runs first: an invite is remembered, for instance. */
export function ProviderButtons({
  providers,
  callbackUrl,
  before,
}: {
  providers: readonly Provider[];
  callbackUrl: string;
  before?: () => Promise<void>;
}) {
  const hydrated = useHydrated();
  const [chosen, setChosen] = useState<string>();
  if (providers.length === 0) return null;

  async function choose(id: string) {
    setChosen(id);
    try {
      await before?.();
      await signIn(id, { callbackUrl });
    } catch {
      setChosen(undefined);
    }
  }

  return (
    <div className="flex flex-col gap-2">
      {providers.map(({ id, name }) => (
        <Button key={id} disabled={!hydrated || chosen !== undefined} pending={chosen === id} onClick={() => void choose(id)}>
          <ProviderIcon id={id} />
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}

/** "or" between two ways in. */
export function OrDivider() {
  return (
    <div className="flex items-center gap-3 text-muted text-xs">
      <span className="h-px flex-1 bg-line" />
      or
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
