/** Which rows of a list are chosen: some by id, or all that the filter finds, also those not on the page. */
export type RowSelection = { ids: ReadonlySet<string>; all: boolean; anchor: string | null };

export const noRows: RowSelection = { ids: new Set(), all: false, anchor: null };

/** Chooses a row or lets it go. With `range`, everything between it and the row chosen last goes the same way. */
export function toggled(selection: RowSelection, id: string, shown: readonly string[], range: boolean): RowSelection {
  const base = selection.all ? new Set(shown) : new Set(selection.ids);
  const chooses = !base.has(id);
  for (const each of range ? between(shown, selection.anchor ?? id, id) : [id]) {
    if (chooses) base.add(each);
    else base.delete(each);
  }
  return { ids: base, all: false, anchor: id };
}

/** Chooses every row on the page, or lets all go when they are chosen already. */
export function toggledPage(selection: RowSelection, shown: readonly string[]): RowSelection {
  const whole = shown.length > 0 && shown.every((id) => selection.all || selection.ids.has(id));
  return whole ? noRows : { ids: new Set(shown), all: false, anchor: null };
}

function between(shown: readonly string[], from: string, to: string): string[] {
  const [a, b] = [shown.indexOf(from), shown.indexOf(to)].sort((x, y) => x - y);
  return a === undefined || b === undefined || a < 0 ? [to] : shown.slice(a, b + 1);
}
