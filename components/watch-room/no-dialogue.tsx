import Link from "next/link";
import { hrefs } from "@/lib/contract/hrefs";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** The address names no dialogue of this studio. */
export function NoDialogue() {
  return (
    <EmptyState
      title="There is no such dialogue"
      action={
        <Button asChild>
          <Link href={hrefs.dialogues}>All dialogues</Link>
        </Button>
      }
    >
      The address may be cut off, or it comes from another studio.
    </EmptyState>
  );
}
