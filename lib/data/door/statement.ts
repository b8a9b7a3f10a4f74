import { type Fragment, write } from "./fragment";
import type { RowOf, Shape } from "./row";
import { scopeToProject } from "./scope";
import { readStored } from "./unreadable";

/** A statement with its values, ready to be executed. Only {@link statement} makes these. */
export type Statement<Row> = {
  name: string;
  text: string;
  /** The same inside one project, which goes in after the last of `values`; null where no table belongs to one. */
  scoped: string | null;
  /** The same for somebody from whom something is kept, who goes in after the project; null where it would be the same text. */
  blind: (isJudging: boolean) => string | null;
  values: unknown[];
  isPrepared: boolean;
  read: (rows: Record<string, unknown>[]) => Row[];
};

type Options<Args extends unknown[]> = {
  /** Arguments for each form that the text can take, for the test that prepares it; needed when it has several. */
  examples?: Args[];
  /** Planned once per connection: for what is asked many times a second and has one text. */
  prepared?: boolean;
};

export type Declared = {
  name: string;
  row: Shape;
  isPrepared: boolean;
  examples: unknown[][] | null;
  make: (...args: unknown[]) => Statement<unknown>;
};

/** Every statement of the modules that are loaded. */
export const declared: Declared[] = [];

/**
 * Declares a statement under a name of its own ("ballots.find"), which goes with it to the database as a comment. `row`
 * says which columns its result has and how each is read; {} when there is none. A test prepares it on the migrated
 * schema and compares these columns with what Postgres says.
 */
export function statement<Args extends unknown[], S extends Shape>(
  name: string,
  row: S,
  build: (...args: Args) => Fragment,
  { examples, prepared = false }: Options<Args> = {},
): (...args: Args) => Statement<RowOf<S>> {
  const readers = Object.entries(row).flatMap(([key, { read }]) => (read ? [[key, read] as const] : []));
  const [table = name] = (Object.values(row).find(({ of }) => of)?.of ?? name).split(".");
  const read = (rows: Record<string, unknown>[]) => {
    for (const found of rows)
      for (const [column, parse] of readers)
        found[column] = readStored({ table, column, id: String(found.id ?? "") }, parse, found[column]);
    return rows as RowOf<S>[];
  };
  const [scope, blindfold, judging] = [scopeOnce(), scopeOnce(), scopeOnce()];
  const make = (...args: Args): Statement<RowOf<S>> => {
    const values: unknown[] = [];
    const text = `/* ${name} */ ${write(build(...args), values)}`;
    const [project, rater] = [`$${values.length + 1}`, `$${values.length + 2}`];
    const scoped = scope(text, project, null);
    const blind = (isJudging: boolean) => {
      const found = isJudging ? judging(text, project, `${rater}, true`) : blindfold(text, project, rater);
      return found === scoped ? null : found;
    };
    return { name, text, scoped, blind, values, isPrepared: prepared, read };
  };
  declared.push({
    name,
    row,
    isPrepared: prepared,
    examples: examples ?? null,
    make: make as Declared["make"],
  });
  return make;
}

/** {@link scopeToProject}, once per form of a statement. */
function scopeOnce(): typeof scopeToProject {
  const known = new Map<string, string | null>();
  return (text, parameter, rater) => {
    let found = known.get(text);
    if (found === undefined) {
      if (known.size >= 200) known.clear();
      found = scopeToProject(text, parameter, rater);
      known.set(text, found);
    }
    return found;
  };
}
