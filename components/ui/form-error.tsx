import { CircleAlert } from "lucide-react";

/** What is wrong with a form as a whole; announced when it appears. */
export function FormError({ message }: { message: string | undefined }) {
  return (
    <div role="alert" aria-live="assertive" className="empty:hidden">
      {message ? (
        <p className="flex items-start gap-2.5 rounded-lg border border-danger/30 bg-danger/8 px-3 py-2.5 text-danger text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {message}
        </p>
      ) : null}
    </div>
  );
}
