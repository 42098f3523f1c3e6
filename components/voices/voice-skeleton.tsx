import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a voice's page while it loads. */
export function VoiceSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="mb-2 h-4 w-20" />
      <Skeleton className="h-8 w-56" />
      <Skeleton className="mt-3 mb-8 h-4 w-80 max-w-full" />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex flex-col gap-6">
          <Skeleton className="h-80" />
          <Skeleton className="h-72" />
        </div>
        <div className="flex flex-col gap-6">
          <Skeleton className="h-96" />
          <Skeleton className="h-48" />
        </div>
      </div>
    </div>
  );
}
