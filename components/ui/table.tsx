import type { ComponentProps } from "react";
import { cn } from "./class-names";

export interface TableProps extends ComponentProps<"table"> {
  /** nothing in it takes the focus: it does itself, so that it can be scrolled without a mouse */
  focusable?: boolean;
}

/** A table in a card; it scrolls sideways by itself where it is too wide. Give it an `aria-label`. */
export function Table({ className, focusable = false, ...props }: TableProps) {
  const scroller = focusable ? { role: "region", tabIndex: 0, "aria-label": props["aria-label"] } : {};
  return (
    <div {...scroller} className="overflow-x-auto rounded-lg border border-line bg-surface focus-visible:-outline-offset-2">
      <table className={cn("w-full border-collapse text-left text-sm", className)} {...props} />
    </div>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("border-line border-b text-muted text-xs", className)} {...props} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("border-line border-b last:border-b-0", className)} {...props} />;
}

export function TableHeaderCell({ className, ...props }: ComponentProps<"th">) {
  return <th scope="col" className={cn("whitespace-nowrap px-4 py-2.5 font-medium", className)} {...props} />;
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("px-4 py-3 align-middle", className)} {...props} />;
}
