import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { ChangeKind } from "@/lib/domain/training/snapshot-change";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";
import { pageByPage, readToEnd } from "../pages";

/** Nothing of a snapshot ever changes. */
const forGood = { staleTime: Number.POSITIVE_INFINITY };

export const snapshotQueries = {
  /** Those of all data sets, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: dataKeys.dataSets.allSnapshots,
      queryFn: ({ signal }) => readToEnd((page) => callData("listSnapshots", { query: page, signal })),
    }),
  one: (snapshotId: string) =>
    queryOptions({
      ...forGood,
      queryKey: dataKeys.snapshots.one(snapshotId),
      queryFn: ({ signal }) => callData("getSnapshot", { params: { snapshotId }, signal }),
    }),
  dialogues: (snapshotId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      ...forGood,
      queryKey: dataKeys.snapshots.dialogues(snapshotId),
      queryFn: ({ signal, pageParam }) =>
        callData("listSnapshotDialogues", { params: { snapshotId }, query: { cursor: pageParam }, signal }),
    }),
  difference: (snapshotId: string, from: string) =>
    queryOptions({
      ...forGood,
      queryKey: dataKeys.snapshots.changes(snapshotId, { from }),
      queryFn: ({ signal }) => callData("compareSnapshots", { params: { snapshotId }, query: { from }, signal }),
    }),
  figures: (snapshotId: string, people?: string) =>
    queryOptions({
      queryKey: dataKeys.snapshots.figures(snapshotId, people),
      queryFn: ({ signal }) => callData("getSnapshotFigures", { params: { snapshotId }, query: { people }, signal }),
    }),
  card: (snapshotId: string) =>
    queryOptions({
      queryKey: dataKeys.snapshots.card(snapshotId),
      queryFn: ({ signal }) => callData("getCard", { params: { snapshotId }, signal }),
    }),
  cardVersions: (snapshotId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.snapshots.cardVersions(snapshotId),
      queryFn: ({ signal, pageParam }) =>
        callData("listCardVersions", { params: { snapshotId }, query: { cursor: pageParam }, signal }),
    }),
  changes: (snapshotId: string, from: string, kind: ChangeKind) =>
    infiniteQueryOptions({
      ...pageByPage,
      ...forGood,
      queryKey: dataKeys.snapshots.changes(snapshotId, { from, kind }),
      queryFn: ({ signal, pageParam }) =>
        callData("listSnapshotChanges", { params: { snapshotId }, query: { from, kind, cursor: pageParam }, signal }),
    }),
  change: (snapshotId: string, from: string, dialogueId: string) =>
    queryOptions({
      ...forGood,
      queryKey: dataKeys.snapshots.changes(snapshotId, { from, dialogueId }),
      queryFn: ({ signal }) =>
        callData("getSnapshotChange", { params: { snapshotId, dialogueId }, query: { from }, signal }),
    }),
};
