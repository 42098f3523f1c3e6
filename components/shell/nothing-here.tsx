import { Compass } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** For an address that leads nowhere, or into another team. */
export function NothingHere() {
  return (
    <div className="mx-auto grid min-h-[70dvh] w-full max-w-xl place-items-center px-4">
      <EmptyState
        icon={Compass}
        headingLevel={1}
        title="There is nothing here"
        description="That page does not exist, or it belongs to a team that you are not signed in to."
        action={
          <Button asChild variant="primary">
            <Link href="/personas">To your personas</Link>
          </Button>
        }
        className="w-full border-none"
      />
    </div>
  );
}
