import { useQuery } from "@tanstack/react-query";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { TrainingWay } from "@/lib/domain/training-job/spec";
import { Link } from "../layout/link";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import type { FormOf } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { isOfFolder, type TrainingDraft } from "./training-draft";
import { engineWords, wayWords } from "./training-words";

const ways = (Object.keys(wayWords) as TrainingWay[]).map((value) => ({ value, label: wayWords[value].label }));

/** Who trains, from which base, and how much of it changes. */
export function WayFields({ form }: { form: FormOf<TrainingDraft> }) {
  const { way } = form.draft;
  return (
    <Panel title="By which way" description={wayWords[way].hint} className="space-y-5">
      <Segmented
        legend="Way"
        value={way}
        options={ways}
        onChange={(value) => form.change({ way: value, placeId: "" })}
      />
      {way === "studio" && <Hosts />}
      <div className="grid gap-5 sm:grid-cols-2">
        {(way === "ray" || way === "fine_tuning") && <PlaceField form={form} kind={way} />}
        {isOfFolder(way) && <BaseFields form={form} />}
        {way === "fine_tuning" && (
          <Field label="Base model" name="base.path" hint="As the server calls it">
            <Input required className="font-mono" {...form.text("base")} />
          </Field>
        )}
        {way !== "embedded" && <MethodFields form={form} />}
      </div>
      {way === "studio" && (
        <Checkbox
          label="A GPU must be there"
          hint="Without one it is refused rather than trained on the CPU."
          checked={form.draft.needsGpu}
          onChange={({ target }) => form.change({ needsGpu: target.checked })}
        />
      )}
    </Panel>
  );
}

/** Which machines would take it up. */
function Hosts() {
  const hosts = useQuery(trainedQueries.hosts()).data?.filter(({ isAway }) => !isAway) ?? [];
  if (hosts.length === 0)
    return (
      <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
        No trainer is there now: it waits until <code>npm run trainer</code> runs on a machine with Python.{" "}
        <Link href={trainingHrefs.places} className="underline">
          Places and hosts
        </Link>
      </p>
    );
  return (
    <p className="text-ink-soft text-sm">
      There now:{" "}
      {hosts
        .map(({ name, abilities }) => `${name} (${abilities.gpus.length > 0 ? `${abilities.gpus.length} GPU` : "CPU"})`)
        .join(", ")}
    </p>
  );
}

function PlaceField({ form, kind }: { form: FormOf<TrainingDraft>; kind: "ray" | "fine_tuning" }) {
  const places = useQuery(trainedQueries.places()).data?.filter((place) => place.kind === kind) ?? [];
  return (
    <Field
      label={kind === "ray" ? "Cluster" : "Server"}
      name="placeId"
      hint={
        <Link href={trainingHrefs.newPlace} className="underline">
          Add another one
        </Link>
      }
    >
      <Select required {...form.text("placeId")}>
        <option value="">Choose where</option>
        {places.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function BaseFields({ form }: { form: FormOf<TrainingDraft> }) {
  const { baseKind } = form.draft;
  return (
    <>
      <Field label="Base model" name="base.kind">
        <Select {...form.text("baseKind")}>
          <option value="folder">A model folder, as the machine sees it</option>
          <option value="hub">A repository of a hub</option>
        </Select>
      </Field>
      <Field label={baseKind === "folder" ? "Folder" : "Repository"} name="base.path">
        <Input
          required
          className="font-mono"
          placeholder={baseKind === "folder" ? "/models/SmolLM2-135M-Instruct" : "HuggingFaceTB/SmolLM2-135M-Instruct"}
          {...form.text("base")}
        />
      </Field>
      {baseKind === "hub" && (
        <Field label="Revision" name="base.revision">
          <Input className="font-mono" {...form.text("revision")} />
        </Field>
      )}
      <Field label="Engine" name="engine" hint="The program that trains">
        <Select {...form.text("engine")}>
          {Object.entries(engineWords).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

function MethodFields({ form }: { form: FormOf<TrainingDraft> }) {
  return (
    <>
      <Field label="Method" name="method.kind" hint="An adapter takes far less memory">
        <Select {...form.text("method")}>
          <option value="full">All weights</option>
          <option value="lora">An adapter (LoRA)</option>
        </Select>
      </Field>
      {form.draft.method === "lora" && (
        <div className="grid grid-cols-3 gap-3">
          <Field label="Rank" name="method.rank">
            <NumberInput min={1} {...form.text("rank")} />
          </Field>
          <Field label="Alpha" name="method.alpha">
            <NumberInput min={0} step="any" {...form.text("alpha")} />
          </Field>
          <Field label="Dropout" name="method.dropout">
            <NumberInput min={0} step="any" {...form.text("dropout")} />
          </Field>
        </div>
      )}
    </>
  );
}
