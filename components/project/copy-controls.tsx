"use client";

import { useQuery } from "@tanstack/react-query";
import { BookCopy, Copy } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useCreateCopy } from "@/lib/client/mutations/project-mutations";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import type { InputOf } from "@/lib/contract/endpoints";
import type { Membership } from "@/lib/domain/project";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Menu, MenuItem } from "../ui/menu";
import { Select } from "../ui/select";
import { doneToast, errorToast } from "../ui/toasts";

type Body = Exclude<InputOf<"createCopy">["body"], { kind: "guideline" }>;
export type Original = Body extends infer B ? (B extends Body ? Omit<B, "to"> : never) : never;

type CopyMenuProps = { original: Original; others: Membership[] };

/** The projects that something can be copied to. */
function CopyMenu({ original, others }: CopyMenuProps) {
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

type CopyGuidelineProps = { queueId: string; others: Membership[] };

/** Makes a queue's guideline the next version of that of a queue in another project. */
function CopyGuidelineButton(props: CopyGuidelineProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <BookCopy aria-hidden className="size-4" />
        Copy guideline to…
      </Button>
      {isOpen && <CopyGuidelineDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function CopyGuidelineDialog({ queueId, others, onClose }: CopyGuidelineProps & { onClose: () => void }) {
  const copy = useCreateCopy();
  const form = useForm({
    initial: { to: others[0]?.project.id ?? "", toQueueId: "" },
    send: async (draft) => {
      await copy.mutateAsync({ kind: "guideline", queueId, ...draft });
      onClose();
      doneToast("The guideline is copied");
    },
  });
  const { to } = form.draft;
  const queues = useQuery(reviewQueries.queuesIn(to));
  return (
    <FormDialog
      form={form}
      title="Copy the guideline"
      description="Its text, reasons and labels become the next version of the guideline of a queue there. Answers that were given stay as they are."
      act="Copy"
      disabled={form.draft.toQueueId === ""}
      onClose={onClose}
    >
      <Field label="Project" name="to">
        <Select value={to} onChange={({ target }) => form.change({ to: target.value, toQueueId: "" })}>
          {others.map(({ project }) => (
            <option key={project.id} value={project.id}>
              {project.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Queue"
        name="toQueueId"
        hint={queues.data?.length === 0 ? "There is no queue there yet; copy this one with “Copy to…”." : undefined}
        error={queues.isError ? "Its queues could not be read." : undefined}
      >
        <Select required {...form.text("toQueueId")}>
          <option value="">{queues.isPending ? "Reading its queues…" : "Choose a queue"}</option>
          {queues.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </FormDialog>
  );
}

/** What copies something to another project. */
export const copyControls = { CopyMenu, CopyGuidelineButton };
