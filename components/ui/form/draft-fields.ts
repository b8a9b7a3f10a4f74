import type { ChangeEvent } from "react";

type KeysOf<D, V> = { [K in keyof D & string]: D[K] extends V ? K : never }[keyof D & string];
type Patch<D> = Partial<D> | ((before: D) => Partial<D>);
type Typing = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>;

/** A draft, or a part or a row of one, and what ties controls to it: `<Input {...fields.text("name")} />`. */
export type DraftFields<D> = {
  draft: D;
  change: (patch: Patch<D>) => void;
  /** An input, a text area, or a select whose options are the values that the key may have. */
  text: <K extends KeysOf<D, string>>(key: K) => { value: D[K]; onChange: (event: Typing) => void };
  /** A checkbox. */
  flag: (key: KeysOf<D, boolean>) => { checked: boolean; onChange: (event: ChangeEvent<HTMLInputElement>) => void };
  /** A control of ours that hands over the value itself. */
  choice: <K extends keyof D & string>(key: K) => { value: D[K]; onChange: (value: D[K]) => void };
  part: <K extends KeysOf<D, object>>(key: K) => DraftFields<D[K]>;
  row: <K extends KeysOf<D, readonly unknown[]>>(key: K, at: number) => DraftFields<RowOf<D[K]>>;
};

type RowOf<T> = T extends readonly (infer R)[] ? R : never;

/** `change` takes functions, so that two changes of one event do not undo each other. */
export function draftFields<D>(draft: D, change: (patch: Patch<D>) => void): DraftFields<D> {
  const set = <K extends keyof D>(key: K, value: D[K]) => change({ [key]: value } as unknown as Partial<D>);
  return {
    draft,
    change,
    text: (key) => ({ value: draft[key], onChange: ({ target }) => set(key, target.value as D[typeof key]) }),
    flag: (key) => ({
      checked: draft[key] === true,
      onChange: ({ target }) => set(key, target.checked as D[typeof key]),
    }),
    choice: (key) => ({ value: draft[key], onChange: (value) => set(key, value) }),
    part: (key) =>
      draftFields(draft[key], (patch) =>
        change((before) => ({ [key]: patched(before[key], patch) }) as unknown as Partial<D>),
      ),
    row: (key, at) =>
      draftFields(rowsIn(draft[key])[at] as RowOf<D[typeof key]>, (patch) =>
        change((before) => {
          const rows = rowsIn(before[key]).map((row, i) => (i === at ? patched(row as object, patch as object) : row));
          return { [key]: rows } as unknown as Partial<D>;
        }),
      ),
  };
}

export function patched<D>(before: D, patch: Patch<D>): D {
  return Object.assign({}, before, typeof patch === "function" ? patch(before) : patch);
}

function rowsIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
