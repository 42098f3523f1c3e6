import { type ReactNode, useId } from "react";

export interface SectionProps {
  /** `data-field`: what problems and sentences jump to */
  field: string;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}

/** One block of the persona form. */
export function Section({ field, title, hint, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} data-field={field} className="flex flex-col gap-4 border-line border-b px-4 py-5 last:border-0">
      <div>
        <h2 id={id} className="font-semibold text-sm">
          {title}
        </h2>
        {hint ? <p className="mt-0.5 text-muted text-sm leading-relaxed">{hint}</p> : null}
      </div>
      {children}
    </section>
  );
}
