import type { Run } from "@/lib/domain/run";
import { Badge } from "../ui/badge";
import { runStatusWords } from "./run-words";

export function RunStatusBadge({ run: { status, statusDetail } }: { run: Pick<Run, "status" | "statusDetail"> }) {
  const { label, tone } = runStatusWords[status];
  return (
    <Badge tone={tone} title={statusDetail ?? undefined}>
      {label}
    </Badge>
  );
}
