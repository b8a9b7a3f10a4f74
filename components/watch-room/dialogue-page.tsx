"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { ClientError } from "@/lib/client/client-error";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { SkeletonRows } from "../ui/skeleton";
import { WatchRoom } from "./watch-room";

const NoDialogue = dynamic(() => import("./no-dialogue").then((module) => module.NoDialogue), { ssr: false });

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
