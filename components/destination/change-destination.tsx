import { useDestinations } from "@/lib/client/mutations/destination-mutations";
import type { Destination } from "@/lib/domain/destination";
import { placeOf } from "@/lib/domain/destination-place";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";

/** Another name, another key. Left empty, the key that is stored stays. */
export function ChangeDestination({ one, onClose }: { one: Destination; onClose: () => void }) {
  const { change } = useDestinations();
  const isBucket = one.address.kind === "bucket";
  const form = useForm({
    initial: { name: one.name, accessKey: "", secret: "" },
    check: ({ accessKey, secret }): Record<string, string> =>
      isBucket && accessKey !== "" && secret === ""
        ? { "key.secret": "The secret that belongs to the access key" }
        : {},
    send: async ({ name, accessKey, secret }) => {
      const key = isBucket ? { accessKey: accessKey || undefined, secret } : { secret };
      await change.mutateAsync({ destinationId: one.id, body: secret === "" ? { name } : { name, key } });
      onClose();
    },
  });
  const stored = one.hasKey ? "••••••••  (stored)" : "";
  return (
    <FormDialog form={form} title={one.name} description={placeOf(one.address)} act="Save changes" onClose={onClose}>
      <Field label="Name" name="name">
        <Input required maxLength={120} {...form.text("name")} />
      </Field>
      {isBucket && (
        <Field label="Access key" optional name="key.accessKey">
          <Input autoComplete="off" className="font-mono" placeholder={stored} {...form.text("accessKey")} />
        </Field>
      )}
      <Field
        label={isBucket ? "Secret key" : "Token"}
        optional={one.hasKey}
        hint="Left empty, the stored one stays."
        name="key.secret"
      >
        <Input type="password" autoComplete="off" className="font-mono" placeholder={stored} {...form.text("secret")} />
      </Field>
    </FormDialog>
  );
}
