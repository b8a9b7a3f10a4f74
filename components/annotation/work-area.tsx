import type { ReactNode } from "react";
import type { SessionView, WorkSession } from "@/lib/client/work-session";
import { QueryError } from "../layout/query-error";
import { SkeletonRows } from "../ui/skeleton";

type WorkAreaProps<Item, Reason> = {
  session: WorkSession<Item, Reason>;
  view: SessionView<Item, Reason>;
  /** "item", "comparison". */
  noun: string;
  children: (item: Item) => ReactNode;
  nothing: (reason: Reason) => ReactNode;
};

/** The item before the person; while there is none, why. */
export function WorkArea<Item, Reason>({ session, view, noun, children, nothing }: WorkAreaProps<Item, Reason>) {
  if (view.current !== null) return children(view.current);
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-8">
      {view.isWaiting && <SkeletonRows rows={6} label={`Fetching the next ${noun}`} />}
      {view.error && <QueryError what={`the next ${noun}`} error={view.error} onRetry={session.retry} />}
      {!view.isWaiting && !view.error && view.reason !== null && nothing(view.reason)}
    </div>
  );
}
