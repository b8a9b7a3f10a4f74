"use client";

import { messageOf } from "@/lib/client/client-error";
import { useSteerTraining } from "@/lib/client/mutations/trained-mutations";
import type { Checkpoint } from "@/lib/domain/training-job/training-job";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { errorToast } from "../ui/toasts";

/** Weights as they were at a step, to be kept or dropped; nothing where the way keeps none. */
export function TrainingCheckpoints({ trainingId, checkpoints }: { trainingId: string; checkpoints: Checkpoint[] }) {
  const manages = useMay("model.manage");
  const { drop } = useSteerTraining(trainingId);
  if (checkpoints.length === 0) return null;
  return (
    <Panel title="Checkpoints" description="What is dropped is removed from the disk of its host; its figures stay.">
      <Table caption="Checkpoints">
        <thead>
          <tr>
            <HeadCell>Step</HeadCell>
            <HeadCell numeric>Size</HeadCell>
            <HeadCell>Written</HeadCell>
            <HeadCell>State</HeadCell>
          </tr>
        </thead>
        <tbody>
          {checkpoints.map(({ step, bytes, createdAt, dropAskedAt, droppedAt }) => (
            <Row key={step}>
              <Cell>{formatNumber(step)}</Cell>
              <Cell numeric>{(bytes / 2 ** 20).toFixed(0)} MB</Cell>
              <Cell>
                <RelativeTime at={createdAt} />
              </Cell>
              <Cell>
                {droppedAt ? (
                  "Dropped"
                ) : dropAskedAt ? (
                  "To be dropped"
                ) : manages ? (
                  <Button
                    size="sm"
                    variant="quiet"
                    pending={drop.isPending && drop.variables === step}
                    onClick={() => drop.mutate(step, { onError: (error) => errorToast(messageOf(error)) })}
                  >
                    Drop<span className="sr-only"> the checkpoint of step {step}</span>
                  </Button>
                ) : (
                  "Kept"
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
