"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useSetGold } from "@/lib/client/mutations/judging-mutations";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import type { ComparisonView } from "@/lib/contract/endpoints/comparisons";
import { hrefs } from "@/lib/contract/hrefs";
import { BallotTexts } from "../compare/ballot-texts";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";
import { ComparisonVoices } from "./comparison-voices";

type ComparisonPageProps = { evaluationId: string; comparisonId: string };

/** Two candidates on an item by name, with all votes and judgments on them. */
export function ComparisonPage({ evaluationId, comparisonId }: ComparisonPageProps) {
  const comparison = useQuery(judgingQueries.comparison(comparisonId));
  const detail = useQuery(judgingQueries.evaluation(evaluationId));
  if (comparison.isError)
    return <QueryError what="the comparison" error={comparison.error} onRetry={comparison.refetch} />;
  if (!comparison.data || !detail.data) return <SkeletonRows rows={8} label="Reading the comparison" />;
  const name = (id: string) => detail.data.candidates.find((one) => one.id === id)?.name ?? id;
  const { item, first, second } = comparison.data;
  const side = (one: { rounds: ComparisonView["first"]["rounds"] }) => ({ rounds: one.rounds, isMasked: false });
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-ink-soft text-sm">
          {item.category || "no category"}
          {item.questionId && ` · question ${item.questionId}`}
        </p>
        <GoldChoice comparison={comparison.data} name={name} />
        <Button asChild size="sm" variant="quiet" className="ml-auto">
          <Link href={hrefs.comparisons(evaluationId)}>All comparisons</Link>
        </Button>
      </div>
      <Panel className="p-0!">
        <BallotTexts
          round={null}
          names={{ left: name(first.candidateId), right: second && name(second.candidateId) }}
          ballot={{
            left: side(first),
            right: second && side(second),
            question: item.turns.length >= first.rounds.length ? item.turns : [],
          }}
        />
      </Panel>
      <ComparisonVoices comparison={comparison.data} name={name} />
    </div>
  );
}

function GoldChoice({ comparison, name }: { comparison: ComparisonView; name: (id: string) => string }) {
  const setGold = useSetGold(comparison.id);
  if (!useMay("evaluation.manage")) return null;
  const { first, second, gold } = comparison;
  const options = second
    ? [
        ["first", `${name(first.candidateId)} is better`],
        ["second", `${name(second.candidateId)} is better`],
        ["tie", "A tie"],
        ["both_bad", "Both are bad"],
      ]
    : [
        ["human", "A real person"],
        ["simulated", "Simulated"],
      ];
  return (
    <Select
      aria-label="Known outcome"
      className="w-64"
      value={gold ?? ""}
      disabled={setGold.isPending}
      onChange={(event) =>
        setGold.mutate(
          { gold: (event.target.value || null) as "first" | null },
          { onError: (error) => errorToast(messageOf(error)) },
        )
      }
    >
      <option value="">No known outcome</option>
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          Known: {words}
        </option>
      ))}
    </Select>
  );
}
