"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function StudioError({ retry }: { error: unknown; retry: () => void }) {
  return <ErrorState title="This page could not be loaded" message="Something broke on our side. Please try again." retry={retry} />;
}
