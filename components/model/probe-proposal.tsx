"use client";

import { messageOf } from "@/lib/client/client-error";
import { useSaveModel } from "@/lib/client/mutations/model-mutations";
import type { Model, Probe } from "@/lib/domain/model";
import { Button } from "../ui/button";
import { doneToast, errorToast } from "../ui/toasts";
import { changesIn } from "./dialect-draft";
import { bodyOf, draftOf } from "./model-draft";

type ProbeProposalProps = { model: Model; proposal: NonNullable<Probe["proposal"]> };

/** What a connection test found to work, to be taken over with one press. */
export function ProbeProposal({ model, proposal }: ProbeProposalProps) {
  const save = useSaveModel(model.id);
  const changes = changesIn(proposal, model.dialect);
  if (changes.length === 0) return null;

  function take() {
    const body = { ...bodyOf(model, draftOf(model)), dialect: proposal };
    save.mutate(body, {
      onSuccess: () => doneToast("Saved. From now on it is asked like this."),
      onError: (error) => errorToast(messageOf(error)),
    });
  }

  return (
    <div className="mt-3 flex flex-wrap items-center gap-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      <span className="min-w-0 flex-1">
        It refuses how it is asked now, and answers with other settings: {changes.join(", ")}.
      </span>
      <Button onClick={take} pending={save.isPending}>
        Use these settings
      </Button>
    </div>
  );
}
