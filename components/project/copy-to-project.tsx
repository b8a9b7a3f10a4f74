"use client";

import { createMoment } from "@/lib/client/moment";
import { useProject } from "../layout/project-context";
import { useMay } from "../layout/viewer-context";
import { lazyPart } from "../ui/lazy-part";
import type { Original } from "./copy-menu";

/** Right after a page with something that can be copied to another project: menus carry a positioning library. */
const copyMoment = createMoment("the projects to copy to", () => import("./copy-menu"));

const CopyMenu = lazyPart(copyMoment, ({ CopyMenu }) => CopyMenu);

/** Copies something to another project that the viewer leads, too; nothing where there is none. */
export function CopyToProject({ original }: { original: Original }) {
  const place = useProject();
  const mayManage = useMay("project.manage");
  const others = (place?.memberships ?? []).filter(
    ({ project, roles }) => project.id !== place?.project.id && project.archivedAt === null && roles.includes("lead"),
  );
  if (!mayManage || others.length === 0) return null;
  return <CopyMenu original={original} others={others} />;
}
