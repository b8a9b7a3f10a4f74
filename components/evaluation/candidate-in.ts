import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";

type Named = { name: string; position: number };

/** Finds a candidate's name and place by its id. */
export function candidateIn({ candidates }: Pick<EvaluationResults, "candidates">): (id: string) => Named {
  const byId = new Map(candidates.map(({ id, name, position }) => [id, { name, position }]));
  return (id) => byId.get(id) ?? { name: id, position: 0 };
}

const share = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

/** 0.614 as "61%". */
export function percent(value: number): string {
  return share.format(value);
}
