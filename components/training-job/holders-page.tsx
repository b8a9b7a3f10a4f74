"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";

/** Where a dialogue is held, and which models have learned from it: what somebody needs to know who wants it gone. */
export function HoldersPage({ dialogueId }: { dialogueId: string }) {
  const found = useQuery(trainedQueries.holders(dialogueId));
  if (found.isPending) return <SkeletonRows label="Looking for it" />;
  if (found.isError) return <QueryError what="what holds it" error={found.error} onRetry={found.refetch} />;
  const { snapshots, exports, trainings } = found.data;
  return (
    <div className="space-y-5">
      <p className="max-w-prose text-sm">
        <Link href={hrefs.dialogue(dialogueId)} className="text-accent underline">
          Open the dialogue
        </Link>
        . Deleting it puts it into the trash, and data sets no longer find it; what stands here was made before and
        keeps it. Train again without it, and have downloaded files removed where they lie.
      </p>
      <Holders title="Models that have learned from it" none="None has.">
        {trainings.map(({ id, name, modelId, modelName }) => (
          <li key={id}>
            <Link href={trainingHrefs.training(id)} className="underline">
              <bdi>{name}</bdi>
            </Link>
            {modelId ? (
              <>
                , now{" "}
                <Link href={hrefs.model(modelId)} className="underline">
                  <bdi>{modelName}</bdi>
                </Link>
              </>
            ) : (
              ", of which no model came yet"
            )}
          </li>
        ))}
      </Holders>
      <Holders title="Training files that hold it" none="None does.">
        {exports.map(({ id, name, downloads }) => (
          <li key={id}>
            <Link href={dataHrefs.exportOf(id)} className="underline">
              <bdi>{name}</bdi>
            </Link>
            , {downloads === 0 ? "never taken" : `taken ${downloads} ${downloads === 1 ? "time" : "times"}`}
          </li>
        ))}
      </Holders>
      <Holders title="Snapshots that hold it" none="None does.">
        {snapshots.map(({ id, dataSetName, number }) => (
          <li key={id}>
            <Link href={dataHrefs.snapshot(id)} className="underline">
              <bdi>{dataSetName}</bdi>, No. {number}
            </Link>
          </li>
        ))}
      </Holders>
    </div>
  );
}

function Holders({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <Panel title={title}>
      {children.length === 0 ? (
        <p className="text-ink-soft text-sm">{none}</p>
      ) : (
        <ul className="list-disc space-y-1 pl-5 text-sm [overflow-wrap:anywhere]">{children}</ul>
      )}
    </Panel>
  );
}
