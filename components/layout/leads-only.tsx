import type { ReactNode } from "react";
import { may, type Right, type Viewer } from "@/lib/domain/viewer";
import { EmptyState } from "../ui/empty-state";

type LeadsOnlyProps = {
  viewer: Pick<Viewer, "roles">;
  right: Right;
  /** What leads do here: "set up queues". */
  what: string;
  children: ReactNode;
};

/** What only some roles may do; to everybody else who can help. Drawn by the server, which knows the roles. */
export function LeadsOnly({ viewer, right, what, children }: LeadsOnlyProps) {
  if (may(viewer, right)) return children;
  return <EmptyState title={`Leads ${what}`}>Ask a lead to do it or to give you that role.</EmptyState>;
}
