"use client";

import type { TranscriptRow } from "../transcript/transcript";
import { Drawer } from "../ui/drawer";
import { Inspector } from "./inspector";

type DetailsDrawerProps = { row: TranscriptRow | undefined; dialogueId: string; onClose: () => void };

/** The inspector where the window has no room for it beside the transcript. */
export function DetailsDrawer({ row, dialogueId, onClose }: DetailsDrawerProps) {
  return (
    <Drawer open onOpenChange={onClose} title="Details">
      <Inspector row={row} dialogueId={dialogueId} />
    </Drawer>
  );
}
