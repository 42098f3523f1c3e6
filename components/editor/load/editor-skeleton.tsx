import { Skeleton } from "@/components/ui/skeleton";

/** The editor's shape while the persona is being loaded. */
export function EditorSkeleton() {
  return (
    <div className="flex h-full flex-col">
      <p role="status" className="sr-only">
        Loading the persona
      </p>
      <div className="flex h-14 shrink-0 items-center gap-3 border-line border-b bg-surface px-4">
        <Skeleton className="size-8" />
        <Skeleton className="h-5 w-48" />
        <Skeleton className="ml-auto h-8 w-20" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="hidden w-56 shrink-0 flex-col gap-3 border-line border-r bg-surface p-4 md:flex">
          {["a", "b", "c", "d", "e"].map((row) => (
            <Skeleton key={row} className="h-12" />
          ))}
        </div>
        <div className="grid flex-1 place-items-center">
          <div className="flex flex-col items-center gap-12">
            <Skeleton className="h-20 w-64" />
            <Skeleton className="h-20 w-64" />
            <Skeleton className="h-20 w-64" />
          </div>
        </div>
        <div className="hidden w-[368px] shrink-0 flex-col gap-4 border-line border-l bg-surface p-4 md:flex">
          {["a", "b", "c", "d"].map((row) => (
            <Skeleton key={row} className="h-10" />
          ))}
        </div>
      </div>
    </div>
  );
}
