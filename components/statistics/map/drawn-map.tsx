"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { topicMapQueries } from "@/lib/client/queries/topic-map-queries";
import type { MapPoints } from "@/lib/domain/statistics/packed-map";
import type { MapChoice, TopicMap } from "@/lib/domain/statistics/topic-map";
import { many } from "../../data-set/data-set-words";
import { QueryError } from "../../layout/query-error";
import { formatNumber } from "../../ui/format-number";
import { RelativeTime } from "../../ui/relative-time";
import { Segmented } from "../../ui/segmented";
import { SkeletonRows } from "../../ui/skeleton";
import { ChosenPoints } from "./chosen-points";
import { clustersOf } from "./map-clusters";
import { type Colouring, colourings, groupsOf, groupsOfClusters, pointsOfGroup, withoutGroups } from "./map-groups";
import { MapLegend } from "./map-legend";
import { MapPanel } from "./map-panel";
import { Newcomers } from "./newcomers";

type Drawn = { snapshotId: string; choice: MapChoice; at: string };
type DrawnMapProps = { snapshotId: string; choice: MapChoice; map: TopicMap };

const none: ReadonlySet<number> = new Set();

/** A map that is there: its points by colour, those that are chosen, and those that came since. */
export function DrawnMap({ snapshotId, choice, map }: DrawnMapProps) {
  const drawn = { snapshotId, choice, at: map.at };
  const points = useQuery(topicMapQueries.points(drawn));
  const newcomers = useQuery(topicMapQueries.newcomers(drawn)).data;
  const [by, colourBy] = useState<Colouring>("source");
  const [off, setOff] = useState(none);
  const [chosen, choose] = useState<number[]>([]);
  const grouped = useGroups(drawn, map, points.data, by);
  const shown = useMemo(() => grouped && withoutGroups(grouped.groups, off), [grouped, off]);
  const marked = useMemo(() => {
    if (!points.data || chosen.length === 0) return null;
    const marks = new Uint8Array(points.data.count);
    for (const point of chosen) marks[point] = 1;
    return marks;
  }, [points.data, chosen]);
  if (points.isError) return <QueryError what="the points" error={points.error} onRetry={points.refetch} />;
  if (!points.data || !grouped || !shown) return <SkeletonRows label="Reading the points" />;

  function toggle(group: number) {
    const next = new Set(off);
    if (!next.delete(group)) next.add(group);
    setOff(next);
  }
  return (
    <div className="space-y-6">
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <MapPanel
          snapshotId={snapshotId}
          choice={choice}
          points={points.data}
          groups={shown}
          named={grouped.named}
          chosen={marked}
          newcomers={newcomers?.newcomers ?? []}
          caption={<Caption map={map} />}
          onChoose={choose}
        />
        <div className="space-y-3">
          <Segmented
            legend="Coloured by"
            value={by}
            options={colourings}
            onChange={(value) => {
              colourBy(value);
              setOff(none);
            }}
          />
          <MapLegend
            caption="Points by colour"
            named={grouped.named}
            off={off}
            onToggle={toggle}
            onChoose={(group) => choose(pointsOfGroup(grouped.groups, group))}
          />
          {by === "cluster" && (
            <p className="text-ink-faint text-xs">
              By where points lie on this map, each called by the question in its middle; k-means draws borders where
              there are none, too.
            </p>
          )}
          {newcomers && <Newcomers newcomers={newcomers.newcomers} others={newcomers.others} />}
        </div>
      </div>
      {chosen.length > 0 && (
        <ChosenPoints snapshotId={snapshotId} choice={choice} points={chosen} onClear={() => choose([])} />
      )}
    </div>
  );
}

/** Points by what they are coloured by. A cluster is called by the question in its middle, once that is read. */
function useGroups(drawn: Drawn, map: TopicMap, points: MapPoints | undefined, by: Colouring) {
  const clusters = useMemo(() => (points && by === "cluster" ? clustersOf(points.places) : null), [points, by]);
  const { snapshotId, choice } = drawn;
  const middles = useQuery({
    ...topicMapQueries.told(snapshotId, choice, clusters?.middles ?? []),
    enabled: clusters !== null && clusters.middles.length > 0,
  }).data;
  return useMemo(() => {
    if (!points) return undefined;
    if (by !== "cluster") return groupsOf(points, map, by);
    if (!clusters) return undefined;
    const said = new Map(middles?.told.map(({ point, text }) => [point, text]));
    const words = clusters.middles.map((point, i) => `${i + 1} · ${shortened(said.get(point) ?? "…")}`);
    return groupsOfClusters(points, clusters, words);
  }, [points, map, by, clusters, middles]);
}

function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, " ").trim()];
  return letters.length > 60 ? `${letters.slice(0, 59).join("").trimEnd()}…` : letters.join("");
}

function Caption({ map }: { map: TopicMap }) {
  const { points, texts, skipped, people, vectors, at } = map;
  return (
    <>
      {many(points, "point")}
      {texts > points + skipped && ` of ${formatNumber(texts)}, drawn by their ids`}
      {skipped > 0 && `; ${formatNumber(skipped)} have no vector`}.{" "}
      {people ? (
        <>
          Beside them people: <bdi>{`${people.dataSetName}, No. ${people.number}`}</bdi>.
        </>
      ) : (
        "No people stand beside them: the project has no human reference, or this is it."
      )}{" "}
      What is near is alike by {vectors}; how far apart groups lie, and which way is up, means nothing. Drawn{" "}
      <RelativeTime at={at} />.
    </>
  );
}
