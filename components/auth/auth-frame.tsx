import type { ReactNode } from "react";

/** The quiet page around every form for signing in: the mark, a title, the form. */
export function AuthFrame({
  mark,
  title,
  description,
  footer,
  children,
}: {
  mark: ReactNode;
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-4 py-12">
      <div className="mb-8 flex items-center gap-2.5">
        {mark}
        <span className="font-semibold tracking-tight">Duologue</span>
      </div>
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      {description ? <p className="mt-2 text-pretty text-muted text-sm leading-relaxed">{description}</p> : null}
      {children ? <div className="mt-7 flex flex-col gap-5">{children}</div> : null}
      {footer ? <p className="mt-7 text-muted text-sm">{footer}</p> : null}
    </main>
  );
}
