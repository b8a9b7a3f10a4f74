"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useNewsOf } from "@/lib/client/mutations/destination-mutations";
import { usePublish } from "@/lib/client/mutations/trained-mutations";
import { destinationQueries } from "@/lib/client/queries/destination-queries";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { trainingKeys } from "@/lib/client/training-keys";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { Destination } from "@/lib/domain/destination";
import { placeOf, takes } from "@/lib/domain/destination-place";
import type { PublicationPreview } from "@/lib/domain/training-job/publication";
import { publishedFolder } from "@/lib/domain/training-job/published-folder";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import { pushWords } from "../destination/destination-words";
import { SendingPanel } from "../destination/sending-panel";
import { formatBytes } from "../export/export-words";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

const words = { doing: "Publishing", done: "Published", list: "Publications", noun: "publication" };

/** Sends a trained model to a place of the team's own: says beforehand which files and where, and tells where it lies. */
export function PublishPanel({ training }: { training: TrainingJob }) {
  const would = useQuery(trainedQueries.publication(training.id));
  const destinations = useQuery(destinationQueries.list());
  const sent = useInfiniteQuery(trainedQueries.publications(training.id));
  useNewsOf("publication", trainingKeys.one(training.id));
  const failed = [would, destinations].find(({ isError }) => isError);
  return (
    <SendingPanel title="Publish" sent={sent} words={words}>
      {failed?.error && <QueryError what="what can be published" error={failed.error} onRetry={failed.refetch} />}
      {would.data?.obstacle && <p className="max-w-prose text-ink-soft text-sm">{would.data.obstacle}</p>}
      {would.data && !would.data.obstacle && destinations.data && (
        <Choice training={training} would={would.data} destinations={destinations.data.items} />
      )}
    </SendingPanel>
  );
}

type ChoiceProps = { training: TrainingJob; would: PublicationPreview; destinations: readonly Destination[] };

function Choice({ training, would, destinations }: ChoiceProps) {
  const publish = usePublish(training.id);
  const [chosenId, setChosenId] = useState("");
  const offered = destinations.filter(({ address }) => takes(address, "model"));
  const chosen = offered.find(({ id }) => id === chosenId) ?? offered[0];
  const { host, files } = would;
  if (!chosen)
    return (
      <p className="text-ink-soft text-sm">
        No destination takes a model yet.{" "}
        <Link href={dataHrefs.newDestination} className="text-accent underline">
          Add one
        </Link>
        : a repository of a model, or a bucket.
      </p>
    );
  // Card and manifest go along.
  const count = files === null ? null : files.length + 2;
  const folder = publishedFolder(training.name, training.id);
  return (
    <div className="space-y-2.5">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Destination" className="min-w-0 flex-1 basis-64">
          <Select value={chosen.id} onChange={({ target }) => setChosenId(target.value)}>
            {offered.map(({ id, name, address }) => (
              <option key={id} value={id}>
                {name} ({placeOf(address)})
              </option>
            ))}
          </Select>
        </Field>
        <Button onClick={() => publish.mutate(chosen.id)} pending={publish.isPending} disabled={!chosen.hasKey}>
          Publish
        </Button>
      </div>
      <p className="max-w-prose break-words text-ink-soft text-sm">
        {pushWords(chosen.address, { files: count, folder, what: "model" })}
        {host && ` ${host.name}, which has them, sends them.`}
      </p>
      {host?.isAway && (
        <p className="text-sm text-warn">{host.name} is not heard of now: it waits until npm run trainer runs there.</p>
      )}
      {!chosen.hasKey && (
        <p className="text-sm text-warn">It has no key on this server. Enter it under Destinations.</p>
      )}
      {publish.isError && (
        <p role="alert" className="text-danger text-sm">
          {messageOf(publish.error)}
        </p>
      )}
      <WhatGoes would={would} />
    </div>
  );
}

/** Each file with its size, and the card as it would stand there. */
function WhatGoes({ would: { files, card } }: { would: PublicationPreview }) {
  const all = files?.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer font-medium">
        What goes{files === null ? "" : `: ${formatBytes(all)}, a model card and a manifest`}
      </summary>
      {files === null ? (
        <p className="mt-2 text-ink-soft">Its files were not told yet: the host lists them when it begins.</p>
      ) : (
        <ul aria-label="Files" className="mt-2 space-y-0.5 font-mono text-xs">
          {files.map(({ name, bytes }) => (
            <li key={name} className="flex justify-between gap-4">
              <span className="break-all">{name}</span>
              <span className="shrink-0 text-ink-faint tabular-nums">{formatBytes(bytes)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-3 font-medium">README.md</p>
      <pre className="mt-1 max-h-96 overflow-auto whitespace-pre-wrap break-words rounded-md bg-sunken p-3 text-xs">
        {card}
      </pre>
    </details>
  );
}
