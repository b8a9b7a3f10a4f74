import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { FindingKind } from "@/lib/domain/scan/scan";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";
import { pageByPage } from "../pages";

export const scanQueries = {
  list: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.scans.list,
      queryFn: ({ signal, pageParam }) => callData("listScans", { query: { cursor: pageParam }, signal }),
    }),
  one: (scanId: string) =>
    queryOptions({
      queryKey: dataKeys.scans.one(scanId),
      queryFn: ({ signal }) => callData("getScan", { params: { scanId }, signal }),
    }),
  findings: (scanId: string, kind: FindingKind) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.scans.findings(scanId, kind),
      queryFn: ({ signal, pageParam }) =>
        callData("listFindings", { params: { scanId }, query: { cursor: pageParam, kind }, signal }),
    }),
};
