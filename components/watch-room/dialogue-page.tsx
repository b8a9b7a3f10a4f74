"use client";

import { useQuery } from "@tanstack/react-query";
import { ClientError } from "@/lib/client/client-error";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { WatchRoom } from "./watch-room";

/** Reads a dialogue, then opens its watch room. */
export function DialoguePage({ dialogueId }: { dialogueId: string }) {
  const { data, error, refetch } = useQuery(dialogueQueries.one(dialogueId));
  if (data) return <WatchRoom key={dialogueId} first={data} />;
  return (
    <Page title="Dialogue" width="reading">
      {error instanceof ClientError && error.code === "not_found" ? (
        <NoDialogue />
      ) : error ? (
        <QueryError what="the dialogue" error={error} onRetry={refetch} />
      ) : (
        <SkeletonRows rows={6} label="Reading the dialogue" />
      )}
    </Page>
  );
}

/** The address names no dialogue of this studio. */
function NoDialogue() {
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
