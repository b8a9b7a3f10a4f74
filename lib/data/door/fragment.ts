/** A piece of SQL with its values; it becomes text and numbered parameters only inside a statement. */
export class Fragment {
  constructor(
    readonly parts: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

/**
 * SQL as a tagged template. Every `${value}` becomes a parameter, so a text can never become SQL; another fragment goes
 * in as SQL, with its parameters. Undefined reaches the database as null, objects as JSON, arrays as arrays.
 */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Fragment {
  return new Fragment(strings, values);
}

/** Fragments in a row. */
export function join(
  fragments: readonly Fragment[],
  separator: " AND " | " OR " | " UNION ALL " | ", " | " && " | " || " | " ",
): Fragment {
  const between = fragments.slice(1).map(() => separator);
  return fragments.length === 0 ? sql`` : new Fragment(["", ...between, ""], fragments);
}

/** The text of a fragment; its values are added to `values`, by whose number they are named. */
export function write({ parts, values: own }: Fragment, values: unknown[]): string {
  let text = parts[0] ?? "";
  for (const [i, value] of own.entries()) {
    text += value instanceof Fragment ? write(value, values) : `$${values.push(value)}`;
    text += parts[i + 1] ?? "";
  }
  return text;
}
