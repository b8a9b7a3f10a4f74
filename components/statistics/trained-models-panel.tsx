"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useForgetTrainedOn, useSetTrainedOn } from "@/lib/client/mutations/performance-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import type { TrainedModel } from "@/lib/domain/statistics/performance";
import { many } from "../data-set/data-set-words";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { formatNumber } from "../ui/format-number";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Select } from "../ui/select";
import { Cell, HeadCell, Row, Table } from "../ui/table";

/** Which model was trained on what; leads say it here. */
export function TrainedModelsPanel({ trained }: { trained: TrainedModel[] }) {
  const manages = useMay("model.manage");
  return (
    <Panel
      title="Trained models"
      description="Which models of the catalogue were trained on which snapshot. What is measured of a snapshot is of all its dialogues, also where a model was trained on its first ones alone."
    >
      <div className="space-y-4">
        {trained.length > 0 && <TrainedTable trained={trained} manages={manages} />}
        {manages ? (
          <TrainedForm />
        ) : (
          trained.length === 0 && <p className="text-ink-soft text-sm">Leads say what models were trained on.</p>
        )}
      </div>
    </Panel>
  );
}

function TrainedTable({ trained, manages }: { trained: TrainedModel[]; manages: boolean }) {
  const forget = useForgetTrainedOn();
  return (
    <>
      <Table caption="Trained models">
        <thead>
          <tr>
            <HeadCell>Model</HeadCell>
            <HeadCell>Snapshot</HeadCell>
            <HeadCell numeric>Dialogues</HeadCell>
            <HeadCell>Said by</HeadCell>
            {manages && (
              <HeadCell>
                <span className="sr-only">Take back</span>
              </HeadCell>
            )}
          </tr>
        </thead>
        <tbody>
          {trained.map(
            ({
              modelId,
              modelName,
              snapshotId,
              dataSetName,
              number,
              dialogues,
              ofDialogues,
              isMeasured,
              setBy,
              setAt,
            }) => (
              <Row key={modelId}>
                <Cell className="min-w-36">
                  <Link href={hrefs.model(modelId)} className="break-words font-medium hover:text-accent">
                    <bdi>{modelName}</bdi>
                  </Link>
                </Cell>
                <Cell className="min-w-36">
                  <Link href={dataHrefs.snapshotFigures(snapshotId)} className="break-words hover:text-accent">
                    <bdi>{`${dataSetName}, No. ${number}`}</bdi>
                  </Link>
                  {!isMeasured && <span className="block text-ink-faint text-xs">not measured yet</span>}
                </Cell>
                <Cell numeric>
                  {dialogues === ofDialogues
                    ? `all ${formatNumber(dialogues)}`
                    : `${formatNumber(dialogues)} of ${formatNumber(ofDialogues)}`}
                </Cell>
                <Cell className="text-ink-faint text-xs">
                  <bdi>{setBy.name}</bdi> <RelativeTime at={setAt} />
                </Cell>
                {manages && (
                  <Cell className="text-right">
                    <Button
                      size="sm"
                      variant="quiet"
                      disabled={forget.isPending}
                      onClick={() => forget.mutate(modelId)}
                    >
                      Take back<span className="sr-only"> what {modelName} was trained on</span>
                    </Button>
                  </Cell>
                )}
              </Row>
            ),
          )}
        </tbody>
      </Table>
      {forget.error && <p className="text-danger text-sm">{forget.error.message}</p>}
    </>
  );
}

function TrainedForm() {
  const [modelId, setModelId] = useState("");
  const [snapshotId, setSnapshotId] = useState("");
  const [dialogues, setDialogues] = useState("");
  const models = useQuery(modelQueries.list()).data ?? [];
  const { data: snapshots = [], isPending } = useQuery(snapshotQueries.whole());
  const set = useSetTrainedOn();
  const errorId = useId();
  const holds = snapshots.find(({ id }) => id === snapshotId)?.dialogues;
  return (
    <form
      className="flex flex-wrap items-start gap-3"
      aria-describedby={set.error ? errorId : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        const given = { snapshotId, dialogues: dialogues === "" ? null : Number(dialogues) };
        set.mutate({ modelId, ...given }, { onSuccess: () => [setModelId(""), setDialogues("")] });
      }}
    >
      <div className="w-full sm:w-64">
        <Field label="Model">
          <Select required value={modelId} onChange={({ target }) => setModelId(target.value)}>
            <option value="" disabled>
              A model of the catalogue
            </option>
            {models.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="w-full sm:w-64">
        <Field label="Was trained on">
          <Select required value={snapshotId} onChange={({ target }) => setSnapshotId(target.value)}>
            <option value="" disabled>
              {snapshots.length === 0 && !isPending ? "There is no snapshot yet" : "A snapshot"}
            </option>
            {snapshots.map(({ id, dataSetName, number }) => (
              <option key={id} value={id}>{`${dataSetName}, No. ${number}`}</option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="w-full sm:w-44">
        <Field
          label="Its first dialogues"
          hint={
            holds === undefined
              ? "All where nothing stands here"
              : `All ${many(holds, "dialogue")} where nothing stands here`
          }
        >
          <NumberInput min={1} max={holds} value={dialogues} onChange={({ target }) => setDialogues(target.value)} />
        </Field>
      </div>
      <Button type="submit" className="sm:mt-6" pending={set.isPending} disabled={modelId === "" || snapshotId === ""}>
        Say so
      </Button>
      {set.error && (
        <p id={errorId} role="alert" className="w-full text-danger text-sm">
          {set.error.message}
        </p>
      )}
    </form>
  );
}
