import type { DestinationAddress } from "@/lib/domain/destination";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { Input } from "../ui/input";

export type KeyDraft = { accessKey: string; secret: string };
type KeyFieldsProps = { kind: DestinationAddress["kind"]; fields: Pick<DraftFields<KeyDraft>, "text"> };

/** What opens a destination: a token, or two keys. */
export function KeyFields({ kind, fields }: KeyFieldsProps) {
  const secret = <Input required type="password" autoComplete="off" className="font-mono" {...fields.text("secret")} />;
  if (kind === "hub")
    return (
      <Field label="Token" hint="One that may write to the repository." name="key.secret">
        {secret}
      </Field>
    );
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Access key" name="key.accessKey">
        <Input required autoComplete="off" className="font-mono" {...fields.text("accessKey")} />
      </Field>
      <Field label="Secret key" hint="It needs s3:PutObject and s3:AbortMultipartUpload." name="key.secret">
        {secret}
      </Field>
    </div>
  );
}
