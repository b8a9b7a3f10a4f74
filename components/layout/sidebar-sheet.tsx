"use client";

import { Drawer } from "../ui/drawer";
import { SidebarNav } from "./sidebar-nav";

/** The sidebar on a narrow screen. */
export function SidebarSheet({ onClose }: { onClose: () => void }) {
  return (
    <Drawer open onOpenChange={onClose} title="RealChat" side="left">
      <SidebarNav narrow={false} onGo={onClose} />
    </Drawer>
  );
}
