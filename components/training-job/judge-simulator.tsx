"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useCreateRun } from "@/lib/client/mutations/run-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { runQueries } from "@/lib/client/queries/run-queries";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import { Link } from "../layout/link";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { type PairOfRuns, pairOf, specOfPair } from "./pair-of-runs";

type Props = { training: TrainingJob; model: { id: string; name: string }; baseId: string | null };

/**
 * A user simulator is judged by whole dialogues: two runs of one set-up, with it and with its base, and then the two compared, or each
 * held against real people.
 */
export function JudgeSimulator({ training, model, baseId }: Props) {
  const runs = useQuery({ ...runQueries.whole(), refetchInterval: 4_000 });
  const [againstId, setAgainst] = useState(baseId ?? "");
  const pair = runs.data && againstId !== "" ? pairOf(runs.data, model.id, againstId) : null;
  return (
    <Panel
      title="Judge it"
      description="Two runs of the very same set-up, with it and with its base as the simulator; then the two are compared, blind."
      className="space-y-4"
    >
      <SetUp model={model} againstId={againstId} onAgainst={setAgainst} />
      {pair && <Ready pair={pair} training={training} model={model} />}
    </Panel>
  );
}

type SetUpProps = { model: Props["model"]; againstId: string; onAgainst: (id: string) => void };

function SetUp({ model, againstId, onAgainst }: SetUpProps) {
  const { data: models = [] } = useQuery(modelQueries.list());
  const { data: seedSets = [] } = useQuery(seedSetQueries.whole());
  const create = useCreateRun();
  const [assistantId, setAssistant] = useState("");
  const [seedSetId, setSeedSet] = useState<string | null>(null);
  const [dialogues, setDialogues] = useState("20");
  const others = models.filter(({ id }) => id !== model.id);
  const assistant = others.find(({ id }) => id === assistantId) ?? others.find(({ trainedOn }) => trainedOn !== "user");
  const seeds = seedSetId ?? seedSets[0]?.id ?? "";
  const count = Number(dialogues);
  const isSet = againstId !== "" && assistant !== undefined && Number.isInteger(count) && count > 0;
  async function begin() {
    if (!assistant) return;
    const one = { assistantId: assistant.id, seedSetId: seeds || null, dialogues: count };
    // The base first: where the second cannot be begun, what is there is the one that would be missing most.
    const against = others.find(({ id }) => id === againstId);
    await create.mutateAsync(specOfPair(one, { id: againstId, name: against?.name ?? "its base" }, model.name));
    await create.mutateAsync(specOfPair(one, model, model.name));
  }
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Against"
          hint={againstId === "" ? "Its base is not in the catalogue: add it, or choose another" : undefined}
        >
          <Select value={againstId} onChange={({ target }) => onAgainst(target.value)}>
            <option value="">Choose a simulator</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Assistant" hint="The same for both">
          <Select value={assistant?.id ?? ""} onChange={({ target }) => setAssistant(target.value)}>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Openings" hint="Two dialogues are compared where both begin with the same question">
          <Select value={seeds} onChange={({ target }) => setSeedSet(target.value)}>
            <option value="">None: each opens by itself, and is held against real people alone</option>
            {seedSets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Dialogues of each">
          <NumberInput min={1} step={1} value={dialogues} onChange={({ target }) => setDialogues(target.value)} />
        </Field>
      </div>
      <Button disabled={!isSet} pending={create.isPending} onClick={() => void begin().catch(() => undefined)}>
        Simulate with both
      </Button>
      {create.isError && (
        <p role="alert" className="text-danger text-sm">
          {messageOf(create.error)}
        </p>
      )}
    </>
  );
}

/** The two runs, how they stand, and what can be asked of people and judges once there are dialogues. */
function Ready({ pair, training, model }: Omit<Props, "baseId"> & { pair: PairOfRuns }) {
  const { own, other, isOver, isMatched } = pair;
  const { data: models = [] } = useQuery(modelQueries.list());
  const taken = training.takes.find(({ part }) => part !== "train") ?? training.takes[0];
  const people = taken ? [{ id: taken.snapshotId, name: `${taken.dataSetName}, No. ${taken.number}` }] : [];
  const against = models.find(({ id }) => id === other.spec.simulatorId)?.name ?? "Its base";
  const both = [
    { id: own.id, name: model.name },
    { id: other.id, name: against },
  ];
  return (
    <div className="space-y-3 border-line border-t pt-4 text-sm">
      <p aria-live="polite">
        {[own, other].map(({ id, spec, status }, i) => (
          <span key={id}>
            {i > 0 && " and "}
            <Link href={hrefs.run(id)} className="text-accent underline">
              <bdi>{spec.name}</bdi>
            </Link>{" "}
            ({status})
          </span>
        ))}
        .{!isOver && " Once both are done they can be judged."}
      </p>
      {isOver && (
        <div className="flex flex-wrap gap-2">
          {isMatched && (
            <Button asChild variant="primary">
              <Link href={trainingHrefs.judgeRuns("dialogues", both)}>Which user reads more like a person?</Link>
            </Button>
          )}
          <Button asChild variant={isMatched ? "secondary" : "primary"}>
            <Link href={trainingHrefs.judgeRuns("turing", both, people)}>Real or simulated? Against real people</Link>
          </Button>
        </div>
      )}
    </div>
  );
}
