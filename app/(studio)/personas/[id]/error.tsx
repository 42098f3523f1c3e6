"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function PersonaError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <div className="grid h-full place-items-center p-4">
      <ErrorState
        className="w-full max-w-lg"
        title="The editor stopped working"
        message="Something broke on our side. What you changed is kept on this computer and is offered to you when the editor opens again."
        retry={retry}
      />
    </div>
  );
}
