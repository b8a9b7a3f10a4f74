import { queryOptions } from "@tanstack/react-query";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";

export const tokenizerQueries = {
  whole: () =>
    queryOptions({
      queryKey: dataKeys.tokenizers.whole,
      queryFn: ({ signal }) => callData("listTokenizers", { signal }),
    }),
  /** For whoever may export this snapshot. */
  ofSnapshot: (snapshot: string) =>
    queryOptions({
      queryKey: dataKeys.tokenizers.ofSnapshot(snapshot),
      queryFn: ({ signal }) => callData("listTokenizers", { query: { snapshot }, signal }),
    }),
};
