"use client";

import { useQuery } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { type ReactNode, useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useArchiveModel } from "@/lib/client/mutations/model-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { Model } from "@/lib/domain/model";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { useMay } from "../layout/viewer-context";
import { AskFirst } from "../ui/ask-first";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";
import { ConnectionTest } from "./connection-test";
import { ModelForm } from "./model-form";
import { ModelStateBadge } from "./model-state-badge";

/** One model: its settings for those who may change them, its facts for the others, and the connection test. */
export function ModelSheet({ modelId }: { modelId: string }) {
  const model = useQuery(modelQueries.one(modelId));
  const [unsaved, setUnsaved] = useState(false);
  const manages = useMay("model.manage");
  if (model.isPending) {
    return (
      <Page title="Model" width="reading">
        <SkeletonRows />
      </Page>
    );
  }
  if (model.isError) {
    return (
      <Page title="Model" width="reading">
        <QueryError what="this model" error={model.error} onRetry={() => model.refetch()} />
      </Page>
    );
  }
  const { name, kind, archived } = model.data;
  const editable = manages && kind === "openai" && !archived;
  return (
    <Page
      title={name}
      width="reading"
      actions={
        <>
          <Button asChild>
            <Link href={trainingHrefs.lineage({ model: modelId })}>Lineage</Link>
          </Button>
          {editable && <ArchiveButton model={model.data} />}
        </>
      }
    >
      <div className="space-y-5">
        <ModelStateLine model={model.data} />
        {manages && !archived && <ConnectionTest model={model.data} unsaved={unsaved} />}
        {editable ? (
          <ModelForm
            model={model.data}
            onDirty={setUnsaved}
            onSaved={() => doneToast("Saved. Calls already under way end with the old settings.")}
          />
        ) : (
          <ModelFacts model={model.data} />
        )}
      </div>
    </Page>
  );
}

/** How it stands where a host serves it, and what keeps it from waking. */
function ModelStateLine({ model }: { model: Model }) {
  if (model.state === null) return null;
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
      <ModelStateBadge model={model} /> {model.stateDetail}
    </p>
  );
}

function ArchiveButton({ model }: { model: Model }) {
  const [asking, setAsking] = useState(false);
  const archive = useArchiveModel();
  const go = useGo();

  function confirm() {
    archive.mutate(model.id, {
      onSuccess: () => {
        doneToast(`${model.name} is archived.`);
        go(hrefs.models);
      },
      onError: (error) => errorToast(messageOf(error)),
    });
  }

  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)} pending={archive.isPending}>
        <Archive aria-hidden className="size-4" />
        Archive
      </Button>
      {asking && (
        <AskFirst
          open
          onOpenChange={setAsking}
          title={`Archive ${model.name}?`}
          description="New runs can no longer choose it. What it wrote stays, with its name on it."
          act="Archive model"
          onConfirm={confirm}
        />
      )}
    </>
  );
}

/** A model's settings to read, not to change. */
function ModelFacts({ model }: { model: Model }) {
  const embedded = model.kind === "embedded";
  return (
    <Panel title="Settings">
      {embedded && model.trainingJobId !== null && (
        <p className="mb-4 max-w-prose text-ink-soft text-sm">
          The studio&apos;s own small model, as it learned the {model.trainedOn ?? "user"}&apos;s side in{" "}
          <Link href={trainingHrefs.training(model.trainingJobId)} className="text-accent underline">
            its training
          </Link>
          . It runs inside the worker and says what it has learned word by word.
        </p>
      )}
      {embedded && model.trainingJobId === null && (
        <p className="mb-4 max-w-prose text-ink-soft text-sm">
          <Badge tone="warn">for trying the studio, not for data</Badge>
          <span className="mt-2 block">
            A small model that runs inside the worker, with nothing to install. It plays the{" "}
            {model.trainedOn ?? "user or the assistant"} well enough to see every screen move; what it says is not worth
            training on.
          </span>
        </p>
      )}
      {model.archived && <p className="mb-4 text-ink-soft text-sm">Archived: new runs cannot choose it.</p>}
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
        <Fact name="Model id">
          <span className="font-mono">{model.upstreamModel}</span>
        </Fact>
        {!embedded && (
          <Fact name="Address">
            <span className="break-all font-mono">{model.baseUrl}</span>
          </Fact>
        )}
        <Fact name="Context window">{formatNumber(model.contextWindow)} tokens</Fact>
        <Fact name="Prompt form">{model.rendering === "chat" ? "Chat messages" : "Dyadic text, continued"}</Fact>
        {!embedded && (
          <Fact name="Price per million tokens">
            {formatMoney(model.inputPrice)} in, {formatMoney(model.outputPrice)} out
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint text-xs">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

export function NewModel() {
  const go = useGo();
  return (
    <ModelForm
      model={null}
      onSaved={(model) => {
        doneToast(`${model.name} is added. Test its connection next.`);
        go(hrefs.model(model.id));
      }}
    />
  );
}
