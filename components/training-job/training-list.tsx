"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { GraduationCap } from "lucide-react";
import { useNewsOf } from "@/lib/client/mutations/destination-mutations";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { trainingKeys } from "@/lib/client/training-keys";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { targetWords, trainingStatusWords, wayWords } from "./training-words";

/** What was asked to be trained, the newest first, with how it stands and what came of it. */
export function TrainingList({ snapshotId }: { snapshotId?: string }) {
  const trainings = useInfiniteQuery(trainedQueries.list(snapshotId));
  useNewsOf("training", trainingKeys.all);
  useNewsOf("host_training", trainingKeys.all);
  const manages = useMay("model.manage");
  if (trainings.isPending) return <SkeletonRows label="Reading the trainings" />;
  if (trainings.isError) return <QueryError what="the trainings" error={trainings.error} onRetry={trainings.refetch} />;
  const items = trainings.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <NothingYet
        icon={GraduationCap}
        title="Nothing was trained yet"
        way={manages && { href: trainingHrefs.newTraining, label: "Train a model" }}
      >
        From a snapshot of a data set a user simulator learns what people ask, or an assistant what was answered. What
        comes of it is a model of the catalogue: simulate with it, judge it, and train again on what it made.
      </NothingYet>
    );
  return (
    <>
      <Table caption="Trainings">
        <thead>
          <tr>
            <HeadCell>Training</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell className="max-sm:hidden">Learns</HeadCell>
            <HeadCell className="max-sm:hidden">Way</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Dialogues
            </HeadCell>
            <HeadCell className="max-sm:hidden">By</HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((training) => (
            <TrainingRow key={training.id} training={training} />
          ))}
        </tbody>
      </Table>
      <LoadMore list={trainings} shown={items.length} noun="training" />
    </>
  );
}

function TrainingRow({ training }: { training: TrainingJob }) {
  const { id, name, spec, status, takes, last, createdBy, createdAt } = training;
  const { label, tone } = trainingStatusWords[status];
  const [first] = takes;
  const taught = takes.filter(({ part }) => part === "train").reduce((sum, { dialogues }) => sum + dialogues, 0);
  return (
    <Row className="relative">
      <Cell className="min-w-48">
        <Link
          href={trainingHrefs.training(id)}
          className="block font-medium [overflow-wrap:anywhere] after:absolute after:inset-0"
        >
          <bdi>{name}</bdi>
        </Link>
        {first && (
          <span className="block text-ink-faint text-xs [overflow-wrap:anywhere]">
            <bdi>{first.dataSetName}</bdi>, No. {first.number}
            {new Set(takes.map(({ snapshotId }) => snapshotId)).size > 1 && " and more"}
          </span>
        )}
      </Cell>
      <Cell>
        <Badge tone={tone}>{label}</Badge>
        {status === "running" && last?.of != null && (
          <span className="mt-1 block whitespace-nowrap text-ink-faint text-xs tabular-nums">
            {formatNumber(last.step)} of {formatNumber(last.of)} steps
          </span>
        )}
      </Cell>
      <Cell className="max-sm:hidden">{targetWords[spec.target].label}</Cell>
      <Cell className="max-sm:hidden">{wayWords[spec.way].label}</Cell>
      <Cell numeric className="max-sm:hidden">
        {formatNumber(taught)}
      </Cell>
      <Cell className="whitespace-nowrap text-ink-faint text-xs max-sm:hidden">
        <bdi>{createdBy.name}</bdi>, <RelativeTime at={createdAt} />
      </Cell>
    </Row>
  );
}
