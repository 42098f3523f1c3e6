import { Children, type ReactNode } from "react";
import { cn } from "./class-names";

/** Short facts on one line, with a dot between two of them; where the line breaks no dot is left over. */
export function DotList({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cn("[clip-path:inset(-4px_-4px_-4px_-1px)]", className)}>
      <ul className="-ml-4 flex flex-wrap">
        {Children.toArray(children).map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed row of facts that never changes its order
          <li key={index} className="relative pl-4 before:absolute before:left-1.5 before:content-['·']">
            {child}
          </li>
        ))}
      </ul>
    </div>
  );
}
