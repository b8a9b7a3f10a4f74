"use client";

import { useQuery } from "@tanstack/react-query";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { importQueries } from "@/lib/client/queries/import-queries";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { runQueries } from "@/lib/client/queries/run-queries";
import { teamQueries } from "@/lib/client/queries/team-queries";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { useMay } from "../layout/viewer-context";
import type { FilterNames } from "./filter-chips";

/** Names of the runs, models and people that a filter can speak of; only what `filter` speaks of is read, or all. */
export function useFilterNames(filter: DialogueListFilter | "all"): FilterNames {
  const reads = (...fields: (keyof DialogueListFilter)[]) => filter === "all" || fields.some((field) => filter[field]);
  const mayImport = useMay("dialogue.import");
  const runs = useQuery({ ...runQueries.whole(), enabled: reads("run") }).data;
  const imports = useQuery({ ...importQueries.whole(), enabled: mayImport && reads("import") }).data;
  const dataSets = useQuery({ ...dataSetQueries.whole(), enabled: reads("dataSet") }).data;
  const models = useQuery({ ...modelQueries.list(), enabled: reads("simulator", "assistant") }).data;
  const people = useQuery({ ...teamQueries.members(), enabled: reads("decidedBy") }).data;
  return {
    import: Object.fromEntries(imports?.map(({ id, name }) => [id, name]) ?? []),
    dataSet: Object.fromEntries(dataSets?.map(({ id, name }) => [id, name]) ?? []),
    run: Object.fromEntries(runs?.map(({ id, spec }) => [id, spec.name]) ?? []),
    model: Object.fromEntries(models?.map(({ id, name }) => [id, name]) ?? []),
    person: Object.fromEntries(people?.map(({ id, name }) => [id, name]) ?? []),
  };
}
