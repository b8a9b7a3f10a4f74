"use client";

import { createMoment } from "@/lib/client/moment";
import { useProject } from "../layout/project-context";
import { useMay } from "../layout/viewer-context";
import { lazyPart } from "../ui/lazy-part";
import type { Original } from "./copy-controls";

/** Right after a page with something that can be copied to another project: menus carry a positioning library. */
const copyMoment = createMoment("the projects to copy to", () => import("./copy-controls"));

const CopyMenu = lazyPart(copyMoment, ({ copyControls }) => copyControls.CopyMenu);
const CopyGuidelineButton = lazyPart(copyMoment, ({ copyControls }) => copyControls.CopyGuidelineButton);

/** Copies something to another project that the viewer leads, too; a queue's guideline also alone. Nothing where there is none. */
export function CopyToProject({ original }: { original: Original }) {
  const place = useProject();
  const mayManage = useMay("project.manage");
  const others = (place?.memberships ?? []).filter(
    ({ project, roles }) => project.id !== place?.project.id && project.archivedAt === null && roles.includes("lead"),
  );
  if (!mayManage || others.length === 0) return null;
  return (
    <>
      {original.kind === "queue" && <CopyGuidelineButton queueId={original.queueId} others={others} />}
      <CopyMenu original={original} others={others} />
    </>
  );
}
