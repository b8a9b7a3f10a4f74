"use client";

import type { RatingBrief } from "@/lib/contract/endpoints/ballots";
import { GuidelineText } from "../review/guideline-text";
import { Drawer } from "../ui/drawer";

/** What raters are asked to judge by, beside the work. */
export function InstructionsDrawer({ brief, onClose }: { brief: RatingBrief; onClose: () => void }) {
  return (
    <Drawer open onOpenChange={onClose} title="Instructions">
      {brief.instructions.trim() === "" ? (
        <p className="text-ink-soft text-sm">
          Read both sides whole and vote for the one you would rather have had. If you cannot tell them apart, vote tie;
          if neither is any use, both bad.
        </p>
      ) : (
        <GuidelineText text={brief.instructions} marked={[]} />
      )}
    </Drawer>
  );
}
