"use client";

import { useQuery } from "@tanstack/react-query";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";

type EvaluationLeadProps = { evaluationId: string; children?: string };

/** Which evaluation a page is about, above what the page is for. */
export function EvaluationLead({ evaluationId, children }: EvaluationLeadProps) {
  const { data } = useQuery(judgingQueries.evaluation(evaluationId));
  return (
    <>
      <Link
        dir="auto"
        href={hrefs.evaluation(evaluationId)}
        className="block min-h-5 break-words font-medium text-ink hover:underline"
      >
        {data?.evaluation.name}
      </Link>
      {children}
    </>
  );
}
