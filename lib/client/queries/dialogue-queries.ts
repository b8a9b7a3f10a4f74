import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { findOnPages, pageByPage, readToEnd } from "../pages";
import { type DialogueListFilter, queryKeys } from "../query-keys";

export const dialogueQueries = {
  list: (filter: DialogueListFilter) =>
    infiniteQueryOptions({
      queryKey: queryKeys.dialogues.list(filter),
      queryFn: ({ signal, pageParam }) => call("listDialogues", { query: { ...filter, cursor: pageParam }, signal }),
      ...pageByPage,
    }),
  /** How many a filter finds. */
  count: ({ sort: _, ...filter }: DialogueListFilter) =>
    queryOptions({
      queryKey: queryKeys.dialogues.count(filter),
      queryFn: ({ signal }) => call("countDialogues", { query: filter, signal }),
      placeholderData: keepPreviousData,
    }),
  /** Tags in use, the commonest first. */
  tags: () =>
    queryOptions({
      queryKey: queryKeys.dialogues.tags,
      queryFn: ({ signal }) => call("listTags", { signal }),
      select: (answer) => answer.items,
    }),
  /** Where these dialogues hold what was searched for. */
  snippets: (words: string, dialogueIds: string[]) =>
    queryOptions({
      queryKey: queryKeys.dialogues.snippets(words, dialogueIds),
      queryFn: ({ signal }) => call("listSnippets", { query: { q: words, dialogues: dialogueIds.join() }, signal }),
      select: (answer) => answer.items,
      enabled: dialogueIds.length > 0,
    }),
  /** The newest few that contain `words`; waits for three characters. */
  found: (words: string) =>
    queryOptions({
      queryKey: queryKeys.dialogues.found(words),
      queryFn: ({ signal }) => call("listDialogues", { query: { q: words, limit: 6 }, signal }),
      select: (page) => page.items,
      enabled: words.length >= 3,
      placeholderData: keepPreviousData,
    }),
  /** The whole tree of turns and the draft; the live stream carries it on from there. */
  one: (dialogueId: string) =>
    queryOptions({
      queryKey: queryKeys.dialogues.one(dialogueId),
      queryFn: ({ signal }) => call("getDialogue", { params: { dialogueId }, signal }),
    }),
  /** The review queues that it is in. */
  queuesOf: (dialogueId: string) =>
    queryOptions({
      queryKey: queryKeys.dialogues.queuesOf(dialogueId),
      queryFn: ({ signal }) => call("listQueuesOfDialogue", { params: { dialogueId }, signal }),
      select: (answer) => answer.items,
    }),
  decisions: (dialogueId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.dialogues.decisions(dialogueId),
      queryFn: ({ signal, pageParam }) =>
        call("listDecisions", { params: { dialogueId }, query: { cursor: pageParam }, signal }),
    }),
  /** All that people said about it, newest first. */
  comments: (dialogueId: string) =>
    queryOptions({
      queryKey: queryKeys.dialogues.comments(dialogueId),
      queryFn: ({ signal }) =>
        readToEnd((page) =>
          call("listDecisions", { params: { dialogueId }, query: { only: "comments", ...page }, signal }),
        ),
    }),
  /** The latest decision of a person that still stands; null where there is none. */
  lastOf: (dialogueId: string, personId: string) =>
    queryOptions({
      queryKey: queryKeys.dialogues.lastOf(dialogueId, personId),
      queryFn: ({ signal }) =>
        findOnPages(
          (page) => call("listDecisions", { params: { dialogueId }, query: page, signal }),
          (decision) => decision.personId === personId && decision.kind !== "undo" && !decision.undone,
        ),
      staleTime: 0,
    }),
  /** The model calls behind a turn, with the prompt as sent. */
  attempts: (turnId: string) =>
    queryOptions({
      queryKey: queryKeys.attempts.ofTurn(turnId),
      queryFn: ({ signal }) => call("getAttempts", { params: { turnId }, signal }),
      select: (answer) => answer.items,
    }),
};
