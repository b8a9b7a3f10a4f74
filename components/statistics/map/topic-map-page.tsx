"use client";

import { useQuery } from "@tanstack/react-query";
import { Map as MapIcon } from "lucide-react";
import { dataKeys } from "@/lib/client/data-keys";
import { useDrawTopicMap } from "@/lib/client/mutations/statistics-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { topicMapQueries } from "@/lib/client/queries/topic-map-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import type { MapChoice, TopicMap } from "@/lib/domain/statistics/topic-map";
import type { Snapshot } from "@/lib/domain/training/snapshot";
import { useMayAs } from "../../data-set/use-may-as";
import { JobsAbout } from "../../job/jobs-about";
import { NothingYet } from "../../layout/nothing-yet";
import { QueryError } from "../../layout/query-error";
import { useGo } from "../../layout/use-go";
import { useMay } from "../../layout/viewer-context";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Field } from "../../ui/field";
import { lazyPart } from "../../ui/lazy-part";
import { Segmented } from "../../ui/segmented";
import { Select } from "../../ui/select";
import { SkeletonRows } from "../../ui/skeleton";
import { statisticsMoment } from "../statistics-moment";
import { VectorsNeeded } from "../vectors-needed";

const DrawnMap = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.DrawnMap);

type TopicMapPageProps = { snapshotId: string | undefined; choice: MapChoice };

const subjects = [
  { value: "openings", label: "Dialogues, by their first question" },
  { value: "questions", label: "All questions" },
] as const;

/** The topic map of a snapshot, beside people where the project has a human reference. */
export function TopicMapPage({ snapshotId, choice }: TopicMapPageProps) {
  const all = useQuery(snapshotQueries.whole());
  const models = useQuery(modelQueries.list()).data ?? [];
  const go = useGo();
  if (all.isPending) return <SkeletonRows label="Reading the snapshots" />;
  if (all.isError) return <QueryError what="the snapshots" error={all.error} onRetry={all.refetch} />;
  const snapshot = all.data.find(({ id }) => id === snapshotId) ?? all.data[0];
  if (!snapshot)
    return (
      <NothingYet icon={MapIcon} title="No snapshot yet" way={false}>
        A map is drawn of what a snapshot holds. Freeze a data set, and its questions can be seen here, near what they
        are about.
      </NothingYet>
    );
  const show = (other: Partial<MapChoice>, id = snapshot.id) => go(statisticsHrefs.mapOf(id, { ...choice, ...other }));
  const endpoints = models.filter(({ kind }) => kind !== "embedded");
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-end gap-4">
        <Field label="Snapshot" className="w-full max-w-sm">
          <Select value={snapshot.id} onChange={({ target }) => show({}, target.value)}>
            {all.data.map(({ id, dataSetName, number }) => (
              <option key={id} value={id}>{`${dataSetName}, No. ${number}`}</option>
            ))}
          </Select>
        </Field>
        {endpoints.length > 0 && (
          <Field label="Vectors" className="w-full max-w-xs">
            <Select value={choice.vectoriser} onChange={({ target }) => show({ vectoriser: target.value })}>
              <option value="own">The studio's own, by words</option>
              {endpoints.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Segmented
          legend="What a point stands for"
          value={choice.subject}
          options={subjects}
          onChange={(subject) => show({ subject })}
        />
      </div>
      <MapOf key={`${snapshot.id} ${choice.subject} ${choice.vectoriser}`} snapshot={snapshot} choice={choice} />
    </div>
  );
}

function MapOf({ snapshot, choice }: { snapshot: Snapshot; choice: MapChoice }) {
  const found = useQuery(topicMapQueries.one(snapshot.id, choice));
  useNewsAbout(snapshot.id, dataKeys.statistics.map(snapshot.id, choice));
  const keeps = useMay("dataSet.manage");
  if (found.isPending) return <SkeletonRows label="Reading the map" />;
  if (found.isError) return <QueryError what="the map" error={found.error} onRetry={found.refetch} />;
  const { map } = found.data;
  return (
    <>
      <JobsAbout subject={snapshot.id} kind="topic_map" />
      {!map?.hasReference && choice.vectoriser !== "own" && keeps && (
        <Needed snapshot={snapshot} modelId={choice.vectoriser} />
      )}
      <ToDraw snapshot={snapshot} choice={choice} map={map} />
      {map && <DrawnMap snapshotId={snapshot.id} choice={choice} map={map} />}
    </>
  );
}

/** What an endpoint's vectors cost that are still missing, of the snapshot and of the people beside it: they come before the map. */
function Needed({ snapshot: { id, dataSetName }, modelId }: { snapshot: Snapshot; modelId: string }) {
  const people = useQuery(statisticsQueries.reference()).data?.reference;
  return (
    <div className="space-y-3">
      <VectorsNeeded snapshotId={id} modelId={modelId} name={dataSetName} />
      {people && people.snapshotId !== id && (
        <VectorsNeeded snapshotId={people.snapshotId} modelId={modelId} name={people.dataSetName} />
      )}
    </div>
  );
}

type ToDrawProps = { snapshot: Snapshot; choice: MapChoice; map: TopicMap | null };

/** Where a map is not drawn, or stands beside other people than the project is held against: who may asks for it here. */
function ToDraw({ snapshot: { id, dataSetId, dataSetName, number }, choice, map }: ToDrawProps) {
  const keeps = useMayAs("keeper", useQuery(dataSetQueries.one(dataSetId)).data);
  const draw = useDrawTopicMap(id, choice);
  const button = keeps && (
    <Button variant={map ? "secondary" : "primary"} pending={draw.isPending} onClick={() => draw.mutate()}>
      {map ? "Draw it anew" : "Draw it"}
    </Button>
  );
  if (map?.hasReference) return null;
  return (
    <>
      {map ? (
        <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm">
          <p className="flex-1">
            {map.people
              ? "Another human reference was chosen, or none, since this map was drawn."
              : "A human reference was chosen since this map was drawn: drawn anew, its people stand beside."}
          </p>
          {button}
        </div>
      ) : (
        <EmptyState icon={MapIcon} title={`${dataSetName}, No. ${number} has no such map yet`} action={button}>
          {keeps
            ? "A worker puts its questions beside those of the human reference, near what is near by what it says. 50,000 take about half a minute."
            : "Who keeps its data set can have it drawn."}
        </EmptyState>
      )}
      {draw.error && <p className="text-danger text-sm">{draw.error.message}</p>}
    </>
  );
}
