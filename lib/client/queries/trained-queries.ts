import { infiniteQueryOptions, queryOptions, skipToken } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { callTraining } from "../call-training";
import { pageByPage } from "../pages";
import { trainingKeys } from "../training-keys";

export type LineageAbout = NonNullable<InputOf<"getLineage">["query"]>;

/** How often hosts are looked after while somebody looks at them: they tell of themselves, and nothing tells of them. */
const hostsEveryMs = 10_000;

export const trainedQueries = {
  list: (snapshot?: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: trainingKeys.list(snapshot),
      queryFn: ({ signal, pageParam }) =>
        callTraining("listTrainings", { query: { cursor: pageParam, snapshot }, signal }),
    }),
  one: (trainingId: string) =>
    queryOptions({
      queryKey: trainingKeys.one(trainingId),
      queryFn: ({ signal }) => callTraining("getTraining", { params: { trainingId }, signal }),
    }),
  curves: (trainingId: string) =>
    queryOptions({
      queryKey: trainingKeys.curves(trainingId),
      queryFn: ({ signal }) => callTraining("getTrainingCurves", { params: { trainingId }, signal }),
    }),
  samples: (trainingId: string) =>
    queryOptions({
      queryKey: trainingKeys.samples(trainingId),
      queryFn: ({ signal }) => callTraining("getTrainingSamples", { params: { trainingId }, signal }),
      select: ({ samples }) => samples,
    }),
  /** Where its model was published, newest first. */
  publications: (trainingId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: trainingKeys.publications(trainingId),
      queryFn: ({ signal, pageParam }) =>
        callTraining("listPublications", { params: { trainingId }, query: { cursor: pageParam }, signal }),
    }),
  /** What would be published of it. */
  publication: (trainingId: string) =>
    queryOptions({
      queryKey: trainingKeys.publication(trainingId),
      queryFn: ({ signal }) => callTraining("previewPublication", { params: { trainingId }, signal }),
    }),
  /** What a training would be; `spec` null: too little is chosen to tell. */
  preview: (spec: InputOf<"previewTraining">["body"] | null) =>
    queryOptions({
      queryKey: trainingKeys.preview(spec ?? {}),
      queryFn: spec ? ({ signal }) => callTraining("previewTraining", { body: spec, signal }) : skipToken,
      retry: false,
    }),
  places: () =>
    queryOptions({
      queryKey: trainingKeys.places,
      queryFn: ({ signal }) => callTraining("listTrainingPlaces", { signal }),
      select: ({ items }) => items,
    }),
  hosts: () =>
    queryOptions({
      queryKey: trainingKeys.hosts,
      queryFn: ({ signal }) => callTraining("listTrainerHosts", { signal }),
      select: ({ items }) => items,
      refetchInterval: hostsEveryMs,
    }),
  lineage: (about: LineageAbout) =>
    queryOptions({
      queryKey: trainingKeys.lineage(about),
      queryFn: ({ signal }) => callTraining("getLineage", { query: about, signal }),
    }),
  holders: (dialogueId: string) =>
    queryOptions({
      queryKey: trainingKeys.holders(dialogueId),
      queryFn: ({ signal }) => callTraining("getHolders", { params: { dialogueId }, signal }),
    }),
};
