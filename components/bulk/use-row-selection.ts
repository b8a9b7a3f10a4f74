"use client";

import { useState } from "react";
import { useCommands } from "@/lib/client/use-commands";
import { useMay } from "../layout/viewer-context";

/**
 * Rows chosen in a list whose rows carry `data-row`: by mouse, or J and K to move and X to choose. `found` names what
 * the list was asked for: another question has other rows, so nothing of it is chosen. `shown` are the rows that were
 * fetched, in or out of sight.
 */
export function useRowSelection(found: string, shown: readonly string[]) {
  const [held, setHeld] = useState({ found, selection: noRows });
  const selection = held.found === found ? held.selection : noRows;
  const setSelection = (next: RowSelection | ((before: RowSelection) => RowSelection)) =>
    setHeld((before) => {
      const now = before.found === found ? before.selection : noRows;
      return { found, selection: typeof next === "function" ? next(now) : next };
    });
  const may = useMay("dialogue.bulk");
  const group = "The list";
  const focused = () => document.activeElement?.closest("[data-row]")?.getAttribute("data-row") ?? null;
  const choose = (range: boolean) => {
    const id = focused();
    if (id) setSelection((before) => toggled(before, id, shown, range));
  };
  useCommands([
    { id: "row-next", label: "Next row", keys: ["j"], group, repeats: true, run: () => moveFocus(1) },
    { id: "row-previous", label: "Previous row", keys: ["k"], group, repeats: true, run: () => moveFocus(-1) },
    {
      id: "row-choose",
      label: "Choose the row",
      keys: ["x"],
      group,
      when: () => may && focused() !== null,
      run: () => choose(false),
    },
    {
      id: "row-range",
      label: "Choose up to the row",
      keys: ["shift+x"],
      group,
      when: () => may && focused() !== null,
      run: () => choose(true),
    },
    {
      id: "row-page",
      label: "Choose the page",
      keys: ["mod+a"],
      group,
      when: () => may,
      run: () => setSelection((before) => toggledPage(before, shown)),
    },
    {
      id: "row-none",
      label: "Choose nothing",
      keys: ["escape"],
      group,
      when: () => selection.all || selection.ids.size > 0,
      run: () => setSelection(noRows),
    },
  ]);
  return {
    selection,
    chooseAll: () => setSelection({ ...noRows, all: true }),
    clear: () => setSelection(noRows),
    /** What the table needs; undefined for who may not act on many. */
    choosing: may
      ? {
          isChosen: (id: string) => selection.all || selection.ids.has(id),
          onToggle: (id: string, range: boolean) => setSelection((before) => toggled(before, id, shown, range)),
          allChosen: shown.length > 0 && shown.every((id) => selection.all || selection.ids.has(id)),
          onTogglePage: () => setSelection((before) => toggledPage(before, shown)),
        }
      : undefined,
  };
}

/** The focus goes to the link of the next row, or of the first when none has it. */
function moveFocus(by: 1 | -1) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const link = rows[at < 0 ? 0 : at + by]?.querySelector("a");
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
}

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
