"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function PageError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto grid min-h-[70dvh] w-full max-w-xl place-items-center px-4">
      <ErrorState
        title="Something broke on our side"
        message="Nothing of yours is lost. Please try again."
        retry={retry}
        className="w-full"
      />
    </main>
  );
}
