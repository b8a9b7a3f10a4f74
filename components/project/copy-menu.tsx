"use client";

import { Copy } from "lucide-react";
import { messageOf } from "@/lib/client/client-error";
import { useCreateCopy } from "@/lib/client/mutations/project-mutations";
import type { InputOf } from "@/lib/contract/endpoints";
import type { Membership } from "@/lib/domain/project";
import { Button } from "../ui/button";
import { Menu, MenuItem } from "../ui/menu";
import { doneToast, errorToast } from "../ui/toasts";

type Body = InputOf<"createCopy">["body"];
export type Original = Body extends infer B ? (B extends Body ? Omit<B, "to"> : never) : never;

type CopyMenuProps = { original: Original; others: Membership[] };

/** The projects that something can be copied to. */
export function CopyMenu({ original, others }: CopyMenuProps) {
  const copy = useCreateCopy();

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
