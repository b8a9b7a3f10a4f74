"use client";

import { messageOf } from "@/lib/client/client-error";
import { useClusterDialogues, useKeepCluster } from "@/lib/client/mutations/gap-mutations";
import { useSaveFilter } from "@/lib/client/mutations/saved-filter-mutations";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import type { GapCluster, GapKept, GapSide } from "@/lib/domain/statistics/gap";
import { many } from "../data-set/data-set-words";
import { Link } from "../layout/link";
import { useGo } from "../layout/use-go";
import { useMay } from "../layout/viewer-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { doneToast, errorToast } from "../ui/toasts";
import { nameOf, sideWords, tellShare, verdictWords } from "./gap-words";

type GapClusterCardProps = { gapId: string; cluster: GapCluster };

/** One cluster: how much of each side lies in it, what is said there, and what can be made of it. */
export function GapClusterCard({ gapId, cluster }: GapClusterCardProps) {
  const { verdict, people, simulated } = cluster;
  const { label, tone, hint } = verdictWords[verdict];
  const most = Math.max(people.share?.value ?? 0, simulated.share?.value ?? 0, 0.001);
  return (
    <li className="rounded-lg border border-line bg-surface p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 dir="auto" className="min-w-0 break-words font-medium">
          {nameOf(cluster)}
        </h3>
        <Badge tone={tone} title={hint}>
          {label}
        </Badge>
      </header>
      <div className="mt-3 grid gap-4 md:grid-cols-2">
        {(["people", "simulated"] as const).map((side) => (
          <Side key={side} gapId={gapId} cluster={cluster} side={side} most={most} />
        ))}
      </div>
    </li>
  );
}

type SideProps = { gapId: string; cluster: GapCluster; side: GapSide; most: number };

function Side({ gapId, cluster, side, most }: SideProps) {
  const { share, turns, dialogues, examples } = cluster[side];
  return (
    <div className="min-w-0 space-y-2 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{sideWords[side]}</span>
        <span className="tabular-nums">{tellShare(share)}</span>
        <span className="text-ink-faint text-xs">
          {many(turns, "turn")} in {many(dialogues, "dialogue")}
        </span>
      </p>
      <div aria-hidden className="h-1.5 rounded-full bg-sunken">
        <div
          className={cx("h-full rounded-full", side === "people" ? "bg-user" : "bg-assistant")}
          style={{ width: `${(100 * (share?.value ?? 0)) / most}%` }}
        />
      </div>
      {examples.length > 0 && (
        <ul className="space-y-1">
          {examples.map(({ dialogueId, text }) => (
            <li key={dialogueId + text}>
              <Link
                href={hrefs.dialogue(dialogueId)}
                className="line-clamp-2 text-ink-soft hover:text-ink hover:underline"
              >
                <bdi>{text}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {dialogues > 0 && <Acts gapId={gapId} cluster={cluster} side={side} />}
    </div>
  );
}

function Acts({ gapId, cluster, side }: Omit<SideProps, "most">) {
  const manages = useMay("dataSet.manage");
  const [opening, keeping, saving] = [useClusterDialogues(gapId), useKeepCluster(gapId), useSaveFilter()];
  const go = useGo();
  const name = `${verdictWords[cluster.verdict].label}: ${nameOf(cluster)}`.slice(0, 120);
  const onError = (error: Error) => errorToast(messageOf(error));
  const which = { cluster: cluster.cluster, side };

  function open() {
    opening.mutate(which, {
      onSuccess: ({ dialogueIds, total }) => {
        if (total > dialogueIds.length) doneToast(`The first ${dialogueIds.length} of ${total} are shown`);
        go(hrefs.dialoguesOf({ chosen: dialogueIds.join() }));
      },
      onError,
    });
  }
  function saveFilter() {
    opening.mutate(which, {
      onSuccess: ({ dialogueIds, total }) => {
        const filter = { chosen: dialogueIds.join() };
        const done = () => {
          const some = total > dialogueIds.length ? `, with the first ${dialogueIds.length} of ${total} dialogues` : "";
          doneToast(`Saved among your filters as “${named}”${some}`);
          go(hrefs.dialoguesOf(filter));
        };
        const named = `${name} (${sideWords[side]})`.slice(0, 80);
        saving.mutate({ name: named, filter }, { onSuccess: done, onError });
      },
      onError,
    });
  }
  function keep(as: GapKept["as"], hrefOf: (id: string) => string) {
    keeping.mutate({ ...which, as, name }, { onSuccess: ({ id }) => go(hrefOf(id)), onError });
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" pending={opening.isPending} onClick={open}>
        Open dialogues
      </Button>
      <Button size="sm" pending={saving.isPending} onClick={saveFilter}>
        Save filter
      </Button>
      {manages && (
        <>
          <Button size="sm" disabled={keeping.isPending} onClick={() => keep("seedSet", hrefs.seedSet)}>
            Seed set
          </Button>
          <Button
            size="sm"
            disabled={keeping.isPending}
            onClick={() => keep("dataSet", (id) => `${hrefs.newQueue}?dataSet=${encodeURIComponent(id)}`)}
          >
            Review
          </Button>
          <Button size="sm" disabled={keeping.isPending} onClick={() => keep("dataSet", dataHrefs.dataSet)}>
            Data set
          </Button>
        </>
      )}
    </div>
  );
}
