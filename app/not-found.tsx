import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-[70dvh] w-full max-w-xl place-items-center px-4">
      <EmptyState
        icon={Compass}
        title="There is nothing here"
        description="That page does not exist, or it belongs to a team that you are not signed in to."
        action={
          <Button asChild variant="primary">
            <Link href="/personas">To your personas</Link>
          </Button>
        }
        className="w-full border-none"
      />
    </main>
  );
}
