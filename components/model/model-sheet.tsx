"use client";

import { useQuery } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useArchiveModel } from "@/lib/client/mutations/model-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { Model } from "@/lib/domain/model";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";
import { ConnectionTest } from "./connection-test";
import { ModelFacts } from "./model-facts";
import { ModelForm } from "./model-form";

const ConfirmDialog = dynamic(() => import("../ui/confirm-dialog").then((module) => module.ConfirmDialog), {
  ssr: false,
});

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
    <Page title={name} width="reading" actions={editable && <ArchiveButton model={model.data} />}>
      <div className="space-y-5">
        {manages && !archived && <ConnectionTest modelId={modelId} unsaved={unsaved} />}
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

function ArchiveButton({ model }: { model: Model }) {
  const [asking, setAsking] = useState(false);
  const archive = useArchiveModel();
  const router = useRouter();

  function confirm() {
    archive.mutate(model.id, {
      onSuccess: () => {
        doneToast(`${model.name} is archived.`);
        router.push(hrefs.models);
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
        <ConfirmDialog
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
