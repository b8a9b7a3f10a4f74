import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { FindingKind } from "@/lib/domain/scan/scan";
import { call } from "../call";
import { dataKeys } from "../data-keys";
import { pageByPage } from "../pages";

export const scanQueries = {
  list: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.scans.list,
      queryFn: ({ signal, pageParam }) => call("listScans", { query: { cursor: pageParam }, signal }),
    }),
  one: (scanId: string) =>
    queryOptions({
      queryKey: dataKeys.scans.one(scanId),
      queryFn: ({ signal }) => call("getScan", { params: { scanId }, signal }),
    }),
  findings: (scanId: string, kind: FindingKind) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.scans.findings(scanId, kind),
      queryFn: ({ signal, pageParam }) =>
        call("listFindings", { params: { scanId }, query: { cursor: pageParam, kind }, signal }),
    }),
};
