"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useScoreDialogues } from "@/lib/client/mutations/statistics-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import type { ScorePreview } from "@/lib/domain/statistics/dialogue-scores";
import type { Measured } from "@/lib/domain/statistics/measured";
import { BudgetLeft } from "../budget/budget-left";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { formatCompact, formatMoney, formatNumber } from "../ui/format-number";
import { NumberInput } from "../ui/number-input";
import { Select } from "../ui/select";

const [fewest, most] = [1, 2_000];

/** Which model judges how many dialogues; what it takes is told before it is asked. */
export function AskForScores({ of, peopleId }: { of: Measured; peopleId?: string }) {
  const [modelId, setModelId] = useState("");
  const [typed, setTyped] = useState("100");
  const dialogues = Number(typed);
  const isCount = Number.isInteger(dialogues) && dialogues >= fewest && dialogues <= most;
  const models = useQuery(modelQueries.list());
  const order = { modelId, dialogues, people: peopleId };
  const preview = useQuery({
    ...statisticsQueries.scorePreview(of, order),
    enabled: modelId !== "" && isCount,
  });
  const ask = useScoreDialogues(of);
  const told = modelId !== "" && isCount ? preview.data : undefined;
  const isEmbedded = models.data?.find(({ id }) => id === modelId)?.kind === "embedded";
  return (
    <div className="rounded-lg border border-line bg-surface px-4 py-3">
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Field
          label="Judge"
          hint="Complexity, relevancy, logicality and diversity of each dialogue's questions, 1 to 10."
        >
          <Select value={modelId} onChange={({ target }) => setModelId(target.value)}>
            <option value="">Choose…</option>
            {models.data?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label="Dialogues of each side"
          error={isCount ? undefined : `A whole number from ${fewest} to ${formatNumber(most)}.`}
        >
          <NumberInput value={typed} min={fewest} max={most} onChange={({ target }) => setTyped(target.value)} />
        </Field>
      </div>
      <div className="mt-3 space-y-1 text-sm" role="status">
        {told && <p className="tabular-nums">{tellPreview(told)}</p>}
        {isEmbedded && <p className="text-warn">The embedded model retrieves turns and cannot judge.</p>}
        {told && told.calls > 0 && (
          <BudgetLeft what="This judge" forecast={{ money: told.cost, tokens: told.inputTokens + told.outputTokens }} />
        )}
        {(ask.error ?? preview.error) && (
          <p role="alert" className="text-danger">
            {(ask.error ?? preview.error)?.message}
          </p>
        )}
      </div>
      <Button
        className="mt-3"
        disabled={!told || told.calls === 0}
        pending={ask.isPending}
        onClick={() => ask.mutate({ modelId, dialogues, peopleId: peopleId ?? null })}
      >
        Ask the judge
      </Button>
    </div>
  );
}

function tellPreview({ calls, kept, inputTokens, outputTokens, cost }: ScorePreview): string {
  if (calls + kept === 0) return "It holds no dialogue that a judge could score.";
  if (calls === 0) return "All of these have scores by this judge already: nothing is asked or paid again.";
  const asked = `${formatNumber(calls)} calls, about ${formatCompact(inputTokens + outputTokens)} tokens and ${formatMoney(cost)} at the catalogue's prices.`;
  return kept > 0 ? `${asked} ${formatNumber(kept)} have scores already.` : asked;
}
