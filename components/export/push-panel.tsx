"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { dataKeys } from "@/lib/client/data-keys";
import { hasEnded } from "@/lib/client/follow-job";
import { useNewsOf, usePush } from "@/lib/client/mutations/destination-mutations";
import { useSteerJob } from "@/lib/client/mutations/job-mutations";
import { destinationQueries } from "@/lib/client/queries/destination-queries";
import { jobQueries } from "@/lib/client/queries/job-queries";
import { useJobNews } from "@/lib/client/use-job-news";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { placeOf } from "@/lib/domain/destination-place";
import type { Push } from "@/lib/domain/training/push";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import { pushWords } from "../destination/destination-words";
import { JobProgress } from "../job/job-progress";
import { standOf } from "../job/stand-of";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Field } from "../ui/field";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Select } from "../ui/select";

const standWords = { doing: "Pushing", done: "Pushed" };

/** Sends an export's files to a place of the team's own, says beforehand what that does, and tells where they were sent. */
export function PushPanel({ one }: { one: TrainingExport }) {
  const destinations = useQuery(destinationQueries.list());
  const pushes = useInfiniteQuery(destinationQueries.pushes(one.id));
  useNewsOf("push", dataKeys.exports.all);
  const items = pushes.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title="Push"
      description="To a repository of a Hugging Face hub, or a bucket that speaks S3, of your team's own."
      aside={
        <Button asChild size="sm" variant="quiet">
          <Link href={dataHrefs.destinations}>Destinations</Link>
        </Button>
      }
      className="space-y-4"
    >
      {destinations.isError && (
        <QueryError what="the destinations" error={destinations.error} onRetry={destinations.refetch} />
      )}
      {destinations.data && <PushChoice one={one} destinations={destinations.data.items} />}
      {items.length > 0 && (
        <ol aria-label="Pushes" className="divide-y divide-line border-line border-t text-sm">
          {items.map((push) => (
            <PushRow key={push.id} push={push} />
          ))}
        </ol>
      )}
      {pushes.isError && <QueryError what="where it was pushed" error={pushes.error} onRetry={pushes.refetch} />}
      {pushes.hasNextPage && <LoadMore list={pushes} shown={items.length} noun="destination" />}
    </Panel>
  );
}

type PushChoiceProps = { one: TrainingExport; destinations: readonly Parameters<typeof optionOf>[0][] };

function PushChoice({ one, destinations }: PushChoiceProps) {
  const push = usePush(one.id);
  const [chosenId, setChosenId] = useState("");
  const chosen = destinations.find(({ id }) => id === chosenId) ?? destinations[0];
  if (!chosen)
    return (
      <p className="text-ink-soft text-sm">
        No destination yet.{" "}
        <Link href={dataHrefs.newDestination} className="text-accent underline">
          Add one
        </Link>{" "}
        with its address and key; then this export can be pushed there.
      </p>
    );
  const files = (one.files?.length ?? 0) + 2;
  const folder = `${one.archiveName.replace(/\.tar$/, "")}-${one.id}`;
  return (
    <div className="space-y-2.5">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Destination" className="min-w-0 flex-1 basis-64">
          <Select value={chosen.id} onChange={({ target }) => setChosenId(target.value)}>
            {destinations.map(optionOf)}
          </Select>
        </Field>
        <Button onClick={() => push.mutate(chosen.id)} pending={push.isPending} disabled={!chosen.hasKey}>
          Push to {chosen.name.length > 24 ? "it" : chosen.name}
        </Button>
      </div>
      <p className="max-w-prose break-words text-ink-soft text-sm">{pushWords(chosen.address, { files, folder })}</p>
      {!chosen.hasKey && (
        <p className="text-sm text-warn">It has no key on this server. Enter it under Destinations.</p>
      )}
      {push.isError && (
        <p role="alert" className="text-danger text-sm">
          {messageOf(push.error)}
        </p>
      )}
    </div>
  );
}

type Offered = {
  id: string;
  name: string;
  hasKey: boolean;
  address: Parameters<typeof placeOf>[0];
};

function optionOf({ id, name, address }: Offered) {
  return (
    <option key={id} value={id}>
      {name} ({placeOf(address)})
    </option>
  );
}

/** Where it went, by whom, and how it stands: how far it is, what went wrong, or where the files lie. */
function PushRow({ push }: { push: Push }) {
  const { destination, createdBy, createdAt, outcome, job } = push;
  const { label, tone } = standOf(push, standWords);
  return (
    <li className="space-y-1.5 py-3 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone}>{label}</Badge>
        <span className="min-w-0 break-words font-medium">
          <bdi>{destination.name}</bdi>
        </span>
        <span className="text-ink-faint text-xs sm:order-1 sm:ml-auto">
          <bdi>{createdBy.name}</bdi> <RelativeTime at={createdAt} />
        </span>
        <span className="min-w-0 break-all font-mono text-ink-soft text-xs max-sm:w-full">
          {placeOf(destination.address)}
        </span>
      </div>
      {outcome && <WhereItLies url={outcome.url} files={outcome.files} />}
      {!outcome && job && <UnderWay pushId={push.id} job={job} name={destination.name} />}
    </li>
  );
}

function WhereItLies({ url, files }: { url: string; files: number }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-xs">
      {files} files, each with the SHA-256 of the manifest, at
      {url.startsWith("http") ? (
        <a href={url} target="_blank" rel="noreferrer" className="break-all font-mono text-accent hover:underline">
          {url}
        </a>
      ) : (
        <code className="break-all">{url}</code>
      )}
      <CopyButton text={url} label="Copy the address" />
    </p>
  );
}

type UnderWayProps = { pushId: string; job: NonNullable<Push["job"]>; name: string };

function UnderWay({ pushId, job, name }: UnderWayProps) {
  useJobNews("all");
  const steer = useSteerJob();
  const { data } = useInfiniteQuery(jobQueries.list({ subject: pushId }));
  const live = data?.pages.flatMap(({ items }) => items).find(({ id }) => id === job.id);
  const isOver = hasEnded(job);
  return (
    <div className="space-y-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        {live && <JobProgress job={live} className="flex-1 basis-64" />}
        <Button
          size="sm"
          variant="quiet"
          pending={steer.isPending}
          disabled={!isOver && live?.cancelRequested}
          onClick={() => steer.mutate({ jobId: job.id, act: isOver ? "retry" : "cancel" })}
        >
          {isOver ? "Try again" : "Cancel"}
          <span className="sr-only">: push to {name}</span>
        </Button>
      </div>
      {job.error && <p className="max-w-prose text-danger text-xs">{job.error}</p>}
      {job.status === "cancelled" && (
        <p className="text-ink-soft text-xs">What is there already stays, and is not sent again when it goes on.</p>
      )}
    </div>
  );
}
