"use client";

import { ErrorState } from "@/components/ui/error-state";
import "./globals.css";

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center px-4 font-sans">
        <title>Something broke · Duologue</title>
        <main className="w-full max-w-xl">
          <ErrorState title="Something broke on our side" message="Nothing of yours is lost. Please try again." retry={retry} />
        </main>
      </body>
    </html>
  );
}
