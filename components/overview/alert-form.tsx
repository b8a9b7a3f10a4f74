"use client";

import { useAlerts } from "@/lib/client/mutations/overview-mutations";
import type { AlertMeasure, NewAlertRule } from "@/lib/domain/statistics/alert";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { optionalNumber } from "../ui/form/typed-text";
import { useForm } from "../ui/form/use-form";
import { NumberInput } from "../ui/number-input";
import { Select } from "../ui/select";
import { doneToast } from "../ui/toasts";
import { measureHints, measureNames } from "./alert-words";

type Draft = { measure: AlertMeasure; limit: string; fewest: string; pauses: boolean };

/** Where leads usually want to be told. */
const usual: Record<AlertMeasure, string> = { role_slips: "5", rejects: "30", agreement: "0.6" };
const measures = Object.keys(usual) as AlertMeasure[];

const fresh = (measure: AlertMeasure): Draft => ({ measure, limit: usual[measure], fewest: "20", pauses: false });

/** A lead says what to be told of. */
export function AlertForm() {
  const { add } = useAlerts();
  const form = useForm({
    initial: () => fresh("role_slips"),
    send: async (draft) => {
      await add.mutateAsync(ruleOf(draft));
      doneToast("Watched from now on");
      return fresh(draft.measure);
    },
  });
  const { measure } = form.draft;
  const isAlpha = measure === "agreement";
  return (
    <Form form={form} className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="Figure" name="measure">
          <Select
            value={measure}
            onChange={({ target }) =>
              form.change((before) => ({ ...before, ...limitOf(target.value as AlertMeasure) }))
            }
          >
            {measures.map((one) => (
              <option key={one} value={one}>
                {measureNames[one]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={isAlpha ? "Told when it is under" : "Told when it is over, in %"} name="limit">
          <NumberInput required step="any" min={isAlpha ? -1 : 0} max={isAlpha ? 1 : 100} {...form.text("limit")} />
        </Field>
        <Field label={isAlpha ? "From so many items on" : "From so many dialogues on"} name="fewest">
          <NumberInput required min={5} {...form.text("fewest")} />
        </Field>
      </div>
      <p className="text-ink-soft text-xs">{measureHints[measure]}</p>
      <Checkbox
        label={isAlpha ? "Pause the queue when it happens" : "Pause the run when it happens"}
        hint={
          isAlpha
            ? "Nobody is served items of it until a lead opens it again."
            : "Turns in flight are finished; no further ones are begun until somebody resumes it."
        }
        {...form.flag("pauses")}
      />
      <div className="flex flex-wrap items-center justify-end gap-3">
        <FormFailure className="min-w-0 flex-1" />
        <SubmitButton>Watch this</SubmitButton>
      </div>
    </Form>
  );
}

function limitOf(measure: AlertMeasure): Pick<Draft, "measure" | "limit"> {
  return { measure, limit: usual[measure] };
}

function ruleOf({ measure, limit, fewest, pauses }: Draft): NewAlertRule {
  const given = optionalNumber(limit) ?? Number.NaN;
  return {
    measure,
    limit: measure === "agreement" ? given : given / 100,
    fewest: optionalNumber(fewest) ?? Number.NaN,
    pauses,
  };
}
