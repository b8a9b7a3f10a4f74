"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { Model } from "@/lib/domain/model";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { ModelStateBadge } from "../model/model-state-badge";
import { statisticsMoment } from "../statistics/statistics-moment";
import { Button } from "../ui/button";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";

const JudgeSimulator = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.JudgeSimulator);
const PublishPanel = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.PublishPanel);

type Props = { training: TrainingJob; model: { id: string; name: string } };

/** What to do with the model that came of it. */
export function TrainingAfterwards({ training, model }: Props) {
  const { data: models = [] } = useQuery(modelQueries.list());
  const mayPublish = useMay("model.manage");
  const [isJudging, setJudging] = useState(false);
  const [isPublishing, setPublishing] = useState(false);
  const isUser = training.spec.target === "user";
  const entry = models.find(({ id }) => id === model.id);
  const base = models.find((one) => isBaseOf(one, training));
  const sides = isUser ? { simulator: model.id } : { assistant: model.id };
  return (
    <Panel
      title="What came of it"
      description={
        <>
          <Link href={hrefs.model(model.id)} className="text-accent underline">
            <bdi>{model.name}</bdi>
          </Link>{" "}
          stands in the catalogue, with its rendering and its origin. {entry && <ModelStateBadge model={entry} />}
        </>
      }
    >
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href={trainingHrefs.simulateWith(sides)}>Simulate with it</Link>
        </Button>
        {isUser ? (
          <Button aria-expanded={isJudging} onClick={() => setJudging(!isJudging)}>
            Judge it against its base
          </Button>
        ) : (
          <Button asChild>
            <Link href={trainingHrefs.judge([model, ...(base ? [base] : [])])}>Judge it against its base</Link>
          </Button>
        )}
        <Button asChild>
          <Link href={trainingHrefs.lineage({ model: model.id })}>Where it comes from</Link>
        </Button>
        {mayPublish && (
          <Button aria-expanded={isPublishing} onClick={() => setPublishing(!isPublishing)}>
            Publish
          </Button>
        )}
      </div>
      {isJudging && (
        <div className="mt-5">
          <JudgeSimulator training={training} model={model} baseId={base?.id ?? null} />
        </div>
      )}
      {isPublishing && (
        <div className="mt-5">
          <PublishPanel training={training} />
        </div>
      )}
    </Panel>
  );
}

/** The catalogue's entry of what it was trained from. */
function isBaseOf({ kind, trainedOn, trainingJobId, upstreamModel }: Model, { spec }: TrainingJob): boolean {
  const { base, target, side } = spec;
  if (base.kind === "embedded") {
    const learned = target === "user" || target === "assistant" ? target : side;
    return kind === "embedded" && trainingJobId === null && trainedOn === learned;
  }
  const named = base.kind === "folder" ? base.path : base.kind === "hub" ? base.repo : base.model;
  return trainingJobId === null && (upstreamModel === named || upstreamModel === named.split("/").at(-1));
}
