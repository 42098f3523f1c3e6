"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function VoiceError({ retry }: { error: unknown; retry: () => void }) {
  return <ErrorState title="This voice could not be loaded" message="Something broke on our side. Please try again." retry={retry} />;
}
