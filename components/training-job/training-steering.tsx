"use client";

import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useSteerTraining } from "@/lib/client/mutations/trained-mutations";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import { useMay } from "../layout/viewer-context";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { errorToast } from "../ui/toasts";

/** Stop what goes on, or try again what failed or was stopped. */
export function TrainingSteering({ training: { id, name, status } }: { training: TrainingJob }) {
  const manages = useMay("model.manage");
  const { stop, retry } = useSteerTraining(id);
  const [isAsked, setIsAsked] = useState(false);
  const onError = (error: Error) => errorToast(messageOf(error));
  if (!manages || status === "done") return null;
  if (status === "failed" || status === "stopped")
    return (
      <Button onClick={() => retry.mutate(undefined, { onError })} pending={retry.isPending}>
        Try again from the last checkpoint
      </Button>
    );
  return (
    <>
      <Button
        variant="danger"
        onClick={() => setIsAsked(true)}
        pending={stop.isPending}
        disabled={status === "stopping"}
      >
        Cancel the training
      </Button>
      {isAsked && (
        <AskFirst
          open
          onOpenChange={setIsAsked}
          title={`Cancel ${name}?`}
          description="It is stopped where it is trained. What it reported and its checkpoints stay, and it can be tried again from there."
          act="Cancel the training"
          onConfirm={() => stop.mutate(undefined, { onError })}
        />
      )}
    </>
  );
}
