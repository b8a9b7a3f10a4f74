"use client";

import { useQuery } from "@tanstack/react-query";
import { Network } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useNewsOf } from "@/lib/client/mutations/destination-mutations";
import { useTrainingPlaces } from "@/lib/client/mutations/trained-mutations";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { trainingKeys } from "@/lib/client/training-keys";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { TrainingPlace } from "@/lib/domain/training-job/place";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { AskFirst } from "../ui/ask-first";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";
import { ChangePlace } from "./place-form";
import { placeKindWords, tellAbilities } from "./place-words";

/** Clusters and servers of the team, what the last look found of each, and what can be done about it. */
export function PlaceList() {
  const places = useQuery(trainedQueries.places());
  const { remove } = useTrainingPlaces();
  useNewsOf("place_test", trainingKeys.places);
  const [asked, setAsked] = useState<{ one: TrainingPlace; about: "change" | "remove" } | null>(null);
  if (places.isPending) return <SkeletonRows label="Reading the places" />;
  if (places.isError) return <QueryError what="the places" error={places.error} onRetry={places.refetch} />;
  if (places.data.length === 0)
    return (
      <NothingYet icon={Network} title="No place yet" way={{ href: trainingHrefs.newPlace, label: "Add a place" }}>
        A Ray cluster of your team, or a server with OpenAI&apos;s fine-tuning API: once it is here, trainings can be
        sent to it. What it can do is looked at first, and nothing is sent before somebody starts a training.
      </NothingYet>
    );
  return (
    <>
      <ul aria-label="Places to train" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {places.data.map((one) => (
          <PlaceRow
            key={one.id}
            one={one}
            onChange={() => setAsked({ one, about: "change" })}
            onRemove={() => setAsked({ one, about: "remove" })}
          />
        ))}
      </ul>
      {asked?.about === "change" && <ChangePlace one={asked.one} onClose={() => setAsked(null)} />}
      {asked?.about === "remove" && (
        <AskFirst
          open
          onOpenChange={() => setAsked(null)}
          title={`Remove ${asked.one.name}?`}
          description="Nothing can be sent there any more. Trainings that went there are followed to their end, and go on naming it."
          act="Remove the place"
          onConfirm={() => remove.mutate(asked.one.id, { onError: (error) => errorToast(messageOf(error)) })}
        />
      )}
    </>
  );
}

type PlaceRowProps = { one: TrainingPlace; onChange: () => void; onRemove: () => void };

function PlaceRow({ one, onChange, onRemove }: PlaceRowProps) {
  const { test } = useTrainingPlaces();
  const isUnderWay = test.isPending || one.test?.status === "waiting" || one.test?.status === "running";
  const isFailed = one.test?.status === "failed";
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="break-words font-medium text-sm">
          <bdi>{one.name}</bdi>
        </p>
        <p className="break-all font-mono text-ink-soft text-xs">{one.baseUrl}</p>
        <p className="mt-0.5 text-ink-faint text-xs">
          {placeKindWords[one.kind].label} · added by <bdi>{one.createdBy.name}</bdi>
          {one.hasKey ? " · a key is stored" : ""}
        </p>
        <div aria-live="polite" className="mt-1.5 text-xs">
          {isUnderWay && <Badge tone="accent">Looking</Badge>}
          {isFailed && (
            <p className="text-danger">
              <Badge tone="danger">Not reached</Badge> {one.test?.error}
            </p>
          )}
          {one.test?.status === "done" && (
            <p className="text-ink-soft">
              <Badge tone="ok">Answers</Badge> {one.test.text}
            </p>
          )}
          {one.abilities && <p className="mt-1 text-ink-soft">{tellAbilities(one.abilities)}</p>}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          onClick={() => test.mutate(one.id, { onError: (error) => errorToast(messageOf(error)) })}
          pending={isUnderWay}
        >
          Look again<span className="sr-only"> at {one.name}</span>
        </Button>
        <Button size="sm" variant="quiet" onClick={onChange}>
          Change<span className="sr-only"> {one.name}</span>
        </Button>
        <Button size="sm" variant="quiet" onClick={onRemove}>
          Remove<span className="sr-only"> {one.name}</span>
        </Button>
      </div>
    </li>
  );
}
