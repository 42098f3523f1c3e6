"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function VoicesError({ retry }: { error: unknown; retry: () => void }) {
  return <ErrorState title="The voices could not be loaded" message="Something broke on our side. Please try again." retry={retry} />;
}
