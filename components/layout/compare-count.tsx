"use client";

import { useQuery } from "@tanstack/react-query";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { WaitingCount } from "./waiting-count";

/** How many blind comparisons wait for the person's vote. */
export function CompareCount({ narrow }: { narrow: boolean }) {
  const every = { staleTime: 60_000, refetchInterval: 60_000 };
  const { data: evaluations = [] } = useQuery({ ...judgingQueries.evaluations(), ...every });
  const count = evaluations.reduce((sum, { waiting }) => sum + waiting.takeable, 0);
  return <WaitingCount count={count} narrow={narrow} />;
}
