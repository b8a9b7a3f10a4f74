"use client";

import { Drawer } from "../ui/drawer";
import { Rail } from "./rail";

/** The rail on a narrow screen. */
export function RailSheet({ onClose }: { onClose: () => void }) {
  return (
    <Drawer open onOpenChange={onClose} title="RealChat" side="left">
      <Rail narrow={false} onGo={onClose} />
    </Drawer>
  );
}
