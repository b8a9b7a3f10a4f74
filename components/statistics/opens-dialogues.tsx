import type { ReactNode } from "react";
import { hrefs } from "@/lib/contract/hrefs";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { Link } from "../layout/link";

type OpensDialoguesProps = {
  /** Null where no filter tells them: the figure stands there alone. */
  dialogues: DialogueFilter | null | undefined;
  /** What is read out: the figure alone says too little. */
  label: string;
  children: ReactNode;
};

/** A figure that opens the dialogues it was counted from, as a list whose filter can be saved. */
export function OpensDialogues({ dialogues, label, children }: OpensDialoguesProps) {
  if (!dialogues) return children;
  return (
    <Link
      href={hrefs.dialoguesOf(dialogues)}
      aria-label={label}
      className="underline decoration-line-strong underline-offset-2 hover:text-accent"
    >
      {children}
    </Link>
  );
}
