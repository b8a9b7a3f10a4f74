import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { DialectDraft } from "./dialect-draft";

/** How this endpoint wants to be asked, where that differs from most; the connection test finds out. */
export function DialectFields({ fields }: { fields: DraftFields<DialectDraft> }) {
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field label="Limit of length" name="dialect.lengthParameter">
        <Select {...fields.text("lengthParameter")}>
          <option value="usual">as usual at this address</option>
          <option value="max_tokens">max_tokens</option>
          <option value="max_completion_tokens">max_completion_tokens</option>
        </Select>
      </Field>
      <Field label="System text" name="dialect.systemRole">
        <Select {...fields.text("systemRole")}>
          <option value="system">as system</option>
          <option value="developer">as developer</option>
          <option value="user">with the first message</option>
        </Select>
      </Field>
      <Field label="Header of the key" name="dialect.keyHeader">
        <Select {...fields.text("keyHeader")}>
          <option value="authorization">Authorization</option>
          <option value="api-key">api-key</option>
        </Select>
      </Field>
      <Field label="api-version" optional hint="Of Azure's older addresses" name="dialect.apiVersion">
        <Input maxLength={40} spellCheck={false} placeholder="2024-10-21" {...fields.text("apiVersion")} />
      </Field>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2 sm:col-span-3">
        <legend className="mb-1.5 font-medium text-ink text-sm">Sent along</legend>
        <Checkbox label="stream_options" {...fields.flag("stream_options")} />
        <Checkbox label="temperature" {...fields.flag("temperature")} />
        <Checkbox label="top_p" {...fields.flag("top_p")} />
        <Checkbox label="seed" {...fields.flag("seed")} />
        <Checkbox label="stop" {...fields.flag("stop")} />
      </fieldset>
      <Field
        label="More headers"
        optional
        hint="One a line, Name: value. A key goes into its own field."
        name="dialect.headers"
        className="sm:col-span-3"
      >
        <Textarea rows={2} spellCheck={false} className="font-mono" {...fields.text("headers")} />
      </Field>
      <Field
        label="More fields of the body"
        optional
        hint='A JSON object, sent with every request, like {"chat_template_kwargs": {"enable_thinking": false}}.'
        name="dialect.body"
        className="sm:col-span-3"
      >
        <Textarea rows={2} spellCheck={false} className="font-mono" {...fields.text("body")} />
      </Field>
    </div>
  );
}
