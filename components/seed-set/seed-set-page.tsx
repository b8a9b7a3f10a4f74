"use client";

import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useDeleteSeedSet } from "@/lib/client/mutations/seed-set-mutations";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { Seed, SeedSet } from "@/lib/domain/seed-set";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { useMay } from "../layout/viewer-context";
import { CopyToProject } from "../project/copy-to-project";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";

/** A seed set and the first of its seeds. */
export function SeedSetPage({ seedSetId }: { seedSetId: string }) {
  const { data, error, refetch } = useQuery(seedSetQueries.one(seedSetId));
  const mayManage = useMay("seedSet.manage");
  if (!data) {
    return (
      <Page title="Seed set">
        {error ? <QueryError what="the seed set" error={error} onRetry={refetch} /> : <SkeletonRows rows={8} />}
      </Page>
    );
  }
  const { seedSet, seeds } = data;
  const numbered = seeds.map((seed, i) => ({ seed, position: i + 1 }));
  const what = seedSet.kind === "round" ? "first rounds" : "first questions";
  return (
    <Page
      title={seedSet.name}
      lead={`${formatNumber(seedSet.size)} ${what}. Each dialogue of a run takes one, in an order drawn once.`}
      width="reading"
      actions={
        <>
          <CopyToProject original={{ kind: "seed_set", seedSetId }} />
          {mayManage && <DeleteSeedSet seedSet={seedSet} />}
        </>
      }
    >
      <ol aria-label="Seeds" className="divide-y divide-line border-line border-y">
        {numbered.map(({ seed, position }) => (
          <SeedItem key={position} seed={seed} position={position} />
        ))}
      </ol>
      {seedSet.size > seeds.length && (
        <p className="mt-3 text-ink-faint text-xs">
          The first {formatNumber(seeds.length)} of {formatNumber(seedSet.size)}.
        </p>
      )}
    </Page>
  );
}

function SeedItem({ seed, position }: { seed: Seed; position: number }) {
  return (
    <li className="grid grid-cols-[3rem_minmax(0,1fr)] gap-2 py-3">
      <span className="text-ink-faint text-xs leading-7 tabular-nums">{position}</span>
      <div className="min-w-0 space-y-2">
        <p dir="auto" className="script">
          {seed.question}
        </p>
        {seed.answer && (
          <p dir="auto" className="script border-line border-l-2 pl-3 text-ink-soft">
            {seed.answer}
          </p>
        )}
      </div>
    </li>
  );
}

/** Deletes a seed set after asking; one that a run uses is refused, and says so. */
function DeleteSeedSet({ seedSet }: { seedSet: SeedSet }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteSeedSet();
  const go = useGo();

  function confirm() {
    remove.mutate(seedSet.id, {
      onSuccess: () => {
        doneToast("Seed set deleted");
        go(hrefs.seedSets);
      },
      onError: (error) => errorToast(messageOf(error)),
    });
  }
  return (
    <>
      <Button variant="danger" pending={remove.isPending} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        Delete
      </Button>
      {asking && (
        <AskFirst
          open
          onOpenChange={setAsking}
          title={`Delete ${seedSet.name}?`}
          description="Its seeds are gone for good. Dialogues are kept; a set that a run uses cannot be deleted."
          act="Delete the seed set"
          onConfirm={confirm}
        />
      )}
    </>
  );
}
