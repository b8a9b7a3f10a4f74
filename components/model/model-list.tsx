"use client";

import { useQuery } from "@tanstack/react-query";
import { Cpu, KeyRound } from "lucide-react";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { Model } from "@/lib/domain/model";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { formatMoney, formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { ModelStateBadge } from "./model-state-badge";

export function ModelList() {
  const models = useQuery(modelQueries.list());
  if (models.isPending) return <SkeletonRows label="Reading the models" />;
  if (models.isError) return <QueryError what="the models" error={models.error} onRetry={() => models.refetch()} />;
  if (models.data.length === 0) {
    return (
      <EmptyState icon={Cpu} title="No models">
        A run needs two: one that plays the user and one that answers. Connect an endpoint to begin.
      </EmptyState>
    );
  }
  return (
    <Table caption="Models">
      <thead>
        <tr>
          <HeadCell>Model</HeadCell>
          <HeadCell className="max-sm:hidden">Endpoint</HeadCell>
          <HeadCell numeric>Context, tokens</HeadCell>
          <HeadCell numeric className="max-sm:hidden">
            Price in / out, per M tokens
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {models.data.map((model) => (
          <ModelRow key={model.id} model={model} />
        ))}
      </tbody>
    </Table>
  );
}

function ModelRow({ model }: { model: Model }) {
  const embedded = model.kind === "embedded";
  return (
    <Row className="relative">
      <Cell>
        {/* The link covers the row, so that all of it can be pressed and only one thing is focused. */}
        <Link href={hrefs.model(model.id)} className="font-medium after:absolute after:inset-0">
          {model.name}
        </Link>
        <span className="ml-2 inline-flex flex-wrap gap-1.5">
          {model.trainingJobId !== null && <Badge tone="accent">trained here</Badge>}
          <ModelStateBadge model={model} />
        </span>
        <span className="mt-0.5 block font-mono text-ink-faint text-xs [overflow-wrap:anywhere]">
          {model.upstreamModel}
        </span>
        <span className="mt-1 block sm:hidden">
          <Endpoint model={model} />
        </span>
      </Cell>
      <Cell className="max-sm:hidden">
        <Endpoint model={model} />
      </Cell>
      <Cell numeric>{formatNumber(model.contextWindow)}</Cell>
      <Cell numeric className="text-ink-soft max-sm:hidden">
        {embedded ? "free" : `${formatMoney(model.inputPrice)} / ${formatMoney(model.outputPrice)}`}
      </Cell>
    </Row>
  );
}

function Endpoint({ model }: { model: Model }) {
  if (model.kind === "embedded" && model.trainingJobId !== null) return <Badge>in the worker</Badge>;
  if (model.kind === "embedded") return <Badge tone="warn">for trying the studio, not for data</Badge>;
  return (
    <span className="inline-flex items-center gap-2">
      <span className="font-mono text-ink-soft text-xs">{new URL(model.baseUrl).host}</span>
      {model.hasKey && (
        <Badge icon={KeyRound} title="A key is stored, sealed">
          key
        </Badge>
      )}
    </span>
  );
}
