import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DuplicateSubject } from "@/lib/domain/duplicates";
import { call } from "../call";
import { pageByPage } from "../pages";
import { queryKeys } from "../query-keys";

export const duplicateQueries = {
  /** Groups that are not settled. */
  groups: (subject: DuplicateSubject) =>
    infiniteQueryOptions({
      queryKey: queryKeys.duplicates.groups(subject),
      queryFn: ({ signal, pageParam }) => call("listDuplicates", { query: { subject, cursor: pageParam }, signal }),
      ...pageByPage,
    }),
  group: (groupId: string) =>
    queryOptions({
      queryKey: queryKeys.duplicates.group(groupId),
      queryFn: ({ signal }) => call("getDuplicates", { params: { groupId }, signal }),
    }),
  of: (dialogueId: string) =>
    queryOptions({
      queryKey: queryKeys.duplicates.of(dialogueId),
      queryFn: ({ signal }) => call("getDuplicatesOf", { params: { dialogueId }, signal }),
    }),
  setting: () =>
    queryOptions({
      queryKey: queryKeys.duplicates.setting,
      queryFn: ({ signal }) => call("getDuplicateSetting", { signal }),
    }),
};
