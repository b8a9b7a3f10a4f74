import { Field } from "../ui/field";
import { Select } from "../ui/select";
import type { LegacyEncoding, Reading } from "./look-at-file";

type EncodingChoiceProps = {
  readings: Reading[];
  encoding: LegacyEncoding | undefined;
  onChoose: (encoding: LegacyEncoding) => void;
};

/** Asks how a file was saved that is not UTF-8: no file says, and a wrong guess would store other letters. */
export function EncodingChoice({ readings, encoding, onChoose }: EncodingChoiceProps) {
  return (
    <Field
      label="How was this file saved?"
      name="encoding"
      hint="It is not UTF-8, and letters with accents or of other scripts depend on it. Choose the line that reads right."
    >
      <Select required value={encoding ?? ""} onChange={({ target }) => onChoose(target.value as LegacyEncoding)}>
        <option value="" disabled>
          Choose how it reads right
        </option>
        {readings.map(({ encoding: id, name, sample }) => (
          <option key={id} value={id}>
            {`${sample} · ${name}`}
          </option>
        ))}
      </Select>
    </Field>
  );
}
