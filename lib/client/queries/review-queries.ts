import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { ItemStatus } from "@/lib/domain/review/resolution";
import { call } from "../call";
import { pageByPage, readToEnd } from "../pages";
import { queryKeys } from "../query-keys";

export const reviewQueries = {
  /** All that are not archived: they are ordered by what waits, counted, and gone to from everywhere. */
  queues: () =>
    queryOptions({
      queryKey: queryKeys.review.queues,
      queryFn: ({ signal }) => readToEnd((page) => call("listQueues", { query: page, signal })),
    }),
  /** Those of another project, to copy something to one of them. */
  queuesIn: (project: string) =>
    queryOptions({
      queryKey: queryKeys.review.queuesIn(project),
      queryFn: ({ signal }) => readToEnd((page) => call("listQueues", { project, query: page, signal })),
    }),
  /** A queue with its guideline as it stands. */
  queue: (queueId: string) =>
    queryOptions({
      queryKey: queryKeys.review.queue(queueId),
      queryFn: ({ signal }) => call("getQueue", { params: { queueId }, signal }),
    }),
  guidelines: (queueId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.review.guidelines(queueId),
      queryFn: ({ signal, pageParam }) =>
        call("listGuidelines", { params: { queueId }, query: { cursor: pageParam }, signal }),
    }),
  results: (queueId: string) =>
    queryOptions({
      queryKey: queryKeys.review.results(queueId),
      queryFn: ({ signal }) => call("getQueueResults", { params: { queueId }, signal }),
    }),
  /** Items for whoever reviews the queue. */
  items: (queueId: string, status: ItemStatus | undefined) =>
    infiniteQueryOptions({
      queryKey: queryKeys.review.items(queueId, status),
      queryFn: ({ signal, pageParam }) =>
        call("listQueueItems", { params: { queueId }, query: { status, cursor: pageParam }, signal }),
      ...pageByPage,
    }),
  /** An item with everybody's answers. */
  item: (itemId: string) =>
    queryOptions({
      queryKey: queryKeys.review.item(itemId),
      queryFn: ({ signal }) => call("getQueueItem", { params: { itemId }, signal }),
    }),
  /** The viewer's answers in a queue, newest first. */
  answered: (queueId: string) =>
    queryOptions({
      queryKey: queryKeys.review.answered(queueId),
      queryFn: ({ signal }) =>
        call("listAssignments", { params: { queueId }, query: { status: "answered", limit: 50 }, signal }),
      select: (page) => page.items,
    }),
};
