"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAskDetector } from "@/lib/client/mutations/statistics-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import type { DetectedApart } from "@/lib/domain/statistics/corpus-figures";
import type { Measured } from "@/lib/domain/statistics/measured";
import { BudgetLeft } from "../budget/budget-left";
import { JobsAbout } from "../job/jobs-about";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { formatCompact, formatMoney, formatNumber } from "../ui/format-number";
import { Select } from "../ui/select";
import { ToldApartTable } from "./told-apart-table";

type DetectorsPanelProps = { of: Measured; detectors: readonly DetectedApart[]; keeps: boolean };

/** What detectors of others say of the same texts as the classifier, and the form that asks one. */
export function DetectorsPanel({ of, detectors, keeps }: DetectorsPanelProps) {
  const refused = detectors.filter((one) => one.refused > 0);
  return (
    <>
      {detectors.length > 0 && (
        <ToldApartTable
          title="The same by detectors of others"
          lines={detectors.map(({ name, told }) => [name, told])}
        />
      )}
      {refused.map(({ modelId, name, refused: texts }) => (
        <p key={modelId} className="text-ink-soft text-sm">
          <bdi>{name}</bdi> would not read {formatNumber(texts)} {texts === 1 ? "text" : "texts"}, which are left out.
        </p>
      ))}
      <JobsAbout subject={of.id} kind="detector_scores" />
      {keeps && <AskDetector of={of} />}
    </>
  );
}

function AskDetector({ of }: { of: Measured }) {
  const [modelId, setModelId] = useState("");
  const models = useQuery(modelQueries.list());
  const estimate = useQuery({ ...statisticsQueries.detector(of, modelId), enabled: modelId !== "" });
  const ask = useAskDetector(of);
  const told = modelId === "" ? undefined : estimate.data;
  const failed = ask.error ?? (modelId === "" ? null : estimate.error);
  return (
    <div className="rounded-lg border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-end gap-4">
        <Field
          label="A detector of others"
          hint="A model of the catalogue whose endpoint answers POST /classify with a label (Human, ChatGPT) or a chance for each text."
          className="min-w-0 grow basis-80"
        >
          <Select value={modelId} onChange={({ target }) => setModelId(target.value)}>
            <option value="">Choose…</option>
            {models.data
              ?.filter(({ kind }) => kind === "openai")
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        <Button disabled={!told} pending={ask.isPending} onClick={() => ask.mutate(modelId)}>
          Ask the detector
        </Button>
      </div>
      <div className="mt-2 space-y-1 text-sm" role="status">
        {told && (
          <p className="tabular-nums">
            At most {formatNumber(told.texts)} texts, about {formatCompact(told.tokens)} tokens and{" "}
            {formatMoney(told.cost)} at the catalogue's prices. What it told of before is not asked or paid again.
          </p>
        )}
        {told && <BudgetLeft what="This detector" forecast={{ money: told.cost, tokens: told.tokens }} />}
        {failed && (
          <p role="alert" className="text-danger">
            {failed.message}
          </p>
        )}
      </div>
    </div>
  );
}
