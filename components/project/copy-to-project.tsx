"use client";

import { Copy } from "lucide-react";
import { messageOf } from "@/lib/client/client-error";
import { useCreateCopy } from "@/lib/client/mutations/project-mutations";
import type { InputOf } from "@/lib/contract/endpoints";
import { useProject } from "../layout/project-context";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { Menu, MenuItem } from "../ui/menu";
import { doneToast, errorToast } from "../ui/toasts";

type Body = InputOf<"createCopy">["body"];
type Original = Body extends infer B ? (B extends Body ? Omit<B, "to"> : never) : never;

/** Copies something to another project that the viewer leads, too; nothing where there is none. */
export function CopyToProject({ original }: { original: Original }) {
  const place = useProject();
  const mayManage = useMay("project.manage");
  const copy = useCreateCopy();
  const others = (place?.memberships ?? []).filter(
    ({ project, roles }) => project.id !== place?.project.id && project.archivedAt === null && roles.includes("lead"),
  );
  if (!mayManage || others.length === 0) return null;

  function send(to: string, name: string) {
    copy.mutate({ ...original, to } as Body, {
      onSuccess: () => doneToast(`Copied to ${name}`),
      onError: (error) => errorToast(messageOf(error)),
    });
  }
  return (
    <Menu
      label="Copy to another project"
      trigger={
        <Button pending={copy.isPending}>
          <Copy aria-hidden className="size-4" />
          Copy to…
        </Button>
      }
    >
      {others.map(({ project }) => (
        <MenuItem key={project.id} onSelect={() => send(project.slug, project.name)}>
          {project.name}
        </MenuItem>
      ))}
    </Menu>
  );
}
