"use client";

import { useQuery } from "@tanstack/react-query";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import type { TrainerHost } from "@/lib/domain/training-job/host";
import { Badge } from "../ui/badge";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";

/** Machines on which the studio's trainer runs, or ran, with what they have. */
export function HostList() {
  const { data, isPending } = useQuery(trainedQueries.hosts());
  return (
    <Panel
      title="Trainer hosts"
      description="Machines on which the studio's trainer runs. They serve every project of this server."
    >
      {isPending ? (
        <SkeletonRows label="Reading the hosts" />
      ) : !data || data.length === 0 ? (
        <p className="max-w-prose text-ink-soft text-sm">
          None yet. On any machine with Python 3.11 or newer and the DATABASE_URL of this studio,{" "}
          <code className="rounded bg-sunken px-1 py-0.5 text-xs">npm run trainer</code> makes its environment once and
          takes trainings up.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {data.map((host) => (
            <HostRow key={host.id} host={host} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(0)} GB`;

function HostRow({ host: { name, abilities, isAway, seenAt } }: { host: TrainerHost }) {
  const { python, cores, memory, freeDisk, gpus, engines, bases } = abilities;
  const facts = [
    python && `Python ${python}`,
    cores !== null && `${cores} cores`,
    memory !== null && `${gigabytes(memory)} memory`,
    freeDisk !== null && `${gigabytes(freeDisk)} free on disk`,
    gpus.length === 0
      ? "no GPU"
      : gpus.map((gpu) => (gpu.memory === null ? gpu.name : `${gpu.name} (${gigabytes(gpu.memory)})`)).join(", "),
    ...Object.entries(engines).map(([engine, version]) => `${engine} ${version}`),
  ].filter(Boolean);
  return (
    <li className="py-3 text-sm">
      <p className="flex flex-wrap items-center gap-2 font-medium">
        <bdi className="break-all">{name}</bdi>
        <Badge tone={isAway ? "warn" : "ok"}>{isAway ? "away" : "there"}</Badge>
        {isAway && (
          <span className="font-normal text-ink-faint text-xs">
            last heard of <RelativeTime at={seenAt} />
          </span>
        )}
      </p>
      <p className="mt-0.5 text-ink-soft text-xs">{facts.join(" · ")}</p>
      {bases.length > 0 && <p className="mt-0.5 break-all font-mono text-ink-faint text-xs">{bases.join("  ")}</p>}
    </li>
  );
}
