import { useQuery } from "@tanstack/react-query";
import { tokenizerQueries } from "@/lib/client/queries/tokenizer-queries";
import { Field } from "../ui/field";
import type { FormOf } from "../ui/form/use-form";
import { Select } from "../ui/select";
import type { RecipeDraft } from "./recipe-draft";

/** By what tokens are counted, shown and made; nothing where nobody added one, or no token matters. */
export function TokenizerChoice({ form, snapshotId }: { form: FormOf<RecipeDraft>; snapshotId: string }) {
  const { trainer, target } = form.draft;
  const { data } = useQuery(tokenizerQueries.ofSnapshot(snapshotId));
  const isCounted = target !== "whole" && trainer !== "mt_bench" && trainer !== "sharegpt";
  if (!data || data.items.length === 0 || !isCounted) return null;
  return (
    <Field
      label="Tokenizer"
      name="tokenizerId"
      hint={
        trainer === "tokenised"
          ? "The file holds its ids: train the model that it is of."
          : "Of the model that you train: what is counted and shown below."
      }
    >
      <Select {...form.text("tokenizerId")}>
        <option value="">A stand-in</option>
        {data.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
