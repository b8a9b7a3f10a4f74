import { useCreateSplit, usePreviewSplit } from "@/lib/client/mutations/training-mutations";
import type { InputOf } from "@/lib/contract/endpoints";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { SplitFactsTable } from "./split-facts-table";
import { emptySplit, Follow, Others, Shares, type SplitDraft, Together } from "./split-fields";
import { kinds } from "./split-words";

function asked(snapshotId: string, draft: SplitDraft): InputOf<"createSplit">["body"] {
  const { name, seed, train, validation, test, together, topics, earlierId, others } = draft;
  return {
    snapshotIds: [snapshotId, ...others],
    name,
    seed: Number(seed),
    shares: { train: Number(train), validation: Number(validation), test: Number(test) },
    together: kinds.filter((kind) => together[kind]),
    topics: topics.split(",").flatMap((topic) => topic.trim() || []),
    earlierId: earlierId || null,
  };
}

/** Choose what stays together and how it is shared out, see what comes of it, and keep it. */
export function NewSplit({ snapshotId, onClose }: { snapshotId: string; onClose: () => void }) {
  const create = useCreateSplit();
  const preview = usePreviewSplit();
  const form = useForm<SplitDraft>({
    initial: emptySplit,
    send: async (draft, by) => {
      const body = asked(snapshotId, draft);
      if (by === "try") await preview.mutateAsync({ ...body, name: body.name || "A try" });
      else {
        await create.mutateAsync(body);
        onClose();
      }
    },
  });
  const { data: tried, variables: triedAs } = preview;
  return (
    <Form form={form} label="New split" className="space-y-5 rounded-md border border-line bg-sunken p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" name="name" hint="What it is called where it is chosen">
          <Input maxLength={120} placeholder="Main" {...form.text("name")} />
        </Field>
        <Field label="Seed" name="seed" hint="The same seed gives the same parts. 125 is the paper's.">
          <NumberInput required min={0} max={4_294_967_295} {...form.text("seed")} />
        </Field>
      </div>
      <Shares form={form} />
      <Together form={form} />
      <Others form={form} snapshotId={snapshotId} />
      <Follow form={form} />
      {tried && triedAs?.shares && triedAs.together && (
        <SplitFactsTable
          facts={tried}
          spec={{ shares: triedAs.shares, together: triedAs.together }}
          caption="What the split would come to"
        />
      )}
      <FormEnd note="A split that is made stays as it is.">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton variant="secondary" value="try">
          Try it
        </SubmitButton>
        <SubmitButton>Make the split</SubmitButton>
      </FormEnd>
    </Form>
  );
}
