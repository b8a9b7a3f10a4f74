"use client";

import { menusMoment } from "../layout/menus-moment";
import { useProject } from "../layout/project-context";
import { useMay } from "../layout/viewer-context";
import { lazyPart } from "../ui/lazy-part";
import type { Original } from "./copy-controls";

const CopyMenu = lazyPart(menusMoment, ({ menus }) => menus.CopyMenu);
const CopyGuidelineButton = lazyPart(menusMoment, ({ menus }) => menus.CopyGuidelineButton);

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
