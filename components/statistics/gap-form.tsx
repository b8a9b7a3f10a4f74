"use client";

import { useQuery } from "@tanstack/react-query";
import { useCreateGap } from "@/lib/client/mutations/gap-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { VectorsNeeded } from "./vectors-needed";

/** What is held against what, and by which vectors. `people`: the project's human reference. */
export function GapForm({ people }: { people: string }) {
  const snapshots = useQuery(snapshotQueries.whole());
  const models = useQuery(modelQueries.list());
  const creating = useCreateGap();
  const go = useGo();
  const form = useForm({
    initial: { peopleId: people, simulatedId: "", modelId: "", turns: "questions", clusters: "" },
    leaves: true,
    send: async ({ clusters, turns, modelId, ...order }) => {
      const made = await creating.mutateAsync({
        ...order,
        modelId: modelId || null,
        turns: turns === "openings" ? "openings" : "questions",
        clusters: clusters.trim() === "" ? null : Number(clusters),
      });
      go(statisticsHrefs.gap(made.id));
    },
  });
  const { peopleId, simulatedId, modelId } = form.draft;
  const choices = (snapshots.data ?? []).map(({ id, dataSetName, number }) => (
    <option key={id} value={id}>{`${dataSetName}, No. ${number}`}</option>
  ));
  return (
    <Form form={form} className="space-y-5">
      <Panel
        title="Hold a simulator against people"
        description="Questions of both are clustered together. What only people say is missed, what only the simulator says is invented."
        className="space-y-5"
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="People" name="peopleId" hint="A snapshot of what real people wrote, an import say">
            <Select required {...form.text("peopleId")}>
              <option value="">Choose a snapshot</option>
              {choices}
            </Select>
          </Field>
          <Field label="Simulator" name="simulatedId" hint="A snapshot of a data set of runs">
            <Select required {...form.text("simulatedId")}>
              <option value="">Choose a snapshot</option>
              {choices}
            </Select>
          </Field>
          <Field label="Turns" name="turns" hint="All questions, or only how dialogues begin">
            <Select {...form.text("turns")}>
              <option value="questions">All questions</option>
              <option value="openings">Openings alone</option>
            </Select>
          </Field>
          <Field label="Clusters" name="clusters" optional hint="At most so many; left empty, √(n/2), from 2 to 60">
            <Input inputMode="numeric" {...form.text("clusters")} />
          </Field>
          <Field
            label="Vectors"
            name="modelId"
            hint="By which turns are near one another. The studio's own knows words and stems, costs nothing and sends nothing anywhere; an endpoint's model of embeddings knows meanings"
          >
            <Select {...form.text("modelId")}>
              <option value="">The studio's own: hashed words</option>
              {models.data
                ?.filter(({ kind, archived }) => kind === "openai" && !archived)
                .map(({ id, name }) => (
                  <option key={id} value={id}>{`Embeddings of ${name}`}</option>
                ))}
            </Select>
          </Field>
        </div>
        {modelId !== "" && <Needed snapshotIds={[peopleId, simulatedId]} modelId={modelId} />}
      </Panel>
      <FormEnd>
        <SubmitButton>Compare</SubmitButton>
      </FormEnd>
    </Form>
  );
}

/** What the vectors of both sides cost. */
function Needed({ snapshotIds, modelId }: { snapshotIds: string[]; modelId: string }) {
  const snapshots = useQuery(snapshotQueries.whole());
  const chosen = [...new Set(snapshotIds)].filter((id) => id !== "");
  const nameOf = (id: string) => snapshots.data?.find((one) => one.id === id)?.dataSetName ?? "";
  return (
    <div className="space-y-3">
      {chosen.map((id) => (
        <VectorsNeeded key={id} snapshotId={id} modelId={modelId} name={nameOf(id)} />
      ))}
    </div>
  );
}
