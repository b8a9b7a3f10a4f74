import { createElement } from "react";
import { createMoment } from "@/lib/client/moment";
import { useMoment } from "@/lib/client/use-moment";
import { HeadCell, Table } from "../ui/table";
import { DialogueRow, type DialogueRowsProps, type RowChoice } from "./dialogue-row";

/** More rows than these, and those out of sight are left out of the page. */
const mostWhole = 150;

type DialogueTableProps = DialogueRowsProps & {
  choosing?: RowChoice & { allChosen: boolean; onTogglePage: () => void };
};

export function DialogueTable({ dialogues, snippets, choosing }: DialogueTableProps) {
  const parts = useMoment(rowsMoment);
  const long = dialogues.length > mostWhole ? parts : null;
  return (
    <Table caption="Dialogues" rowCount={long ? dialogues.length + 1 : undefined}>
      <thead>
        <tr>
          {choosing && (
            <HeadCell className="w-10">
              <input
                type="checkbox"
                aria-label="Choose all on this page"
                className="size-4 accent-accent align-middle"
                checked={choosing.allChosen}
                onChange={choosing.onTogglePage}
              />
            </HeadCell>
          )}
          <HeadCell>Opens with</HeadCell>
          <HeadCell className="max-sm:hidden">Status</HeadCell>
          <HeadCell className="max-sm:hidden">Decision</HeadCell>
          <HeadCell className="max-lg:hidden">Flags</HeadCell>
          <HeadCell numeric>Rounds</HeadCell>
          <HeadCell numeric className="max-sm:hidden">
            Changed
          </HeadCell>
        </tr>
      </thead>
      {long ? (
        createElement(long.RowsInSight, { dialogues, snippets, choosing })
      ) : (
        <tbody>
          {dialogues.map((dialogue) => (
            <DialogueRow
              key={dialogue.id}
              dialogue={dialogue}
              snippet={snippets?.get(dialogue.id)}
              choosing={choosing}
            />
          ))}
        </tbody>
      )}
    </Table>
  );
}

/** When a list has become so long that rows out of sight are left out. */
export const rowsMoment = createMoment("the rows", () => import("./rows-in-sight"));
