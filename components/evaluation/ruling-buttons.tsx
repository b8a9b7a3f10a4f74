"use client";

import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useRuling } from "@/lib/client/mutations/judge-mutations";
import type { RulingAct, RulingSubject } from "@/lib/domain/judging/ruling";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Textarea } from "../ui/textarea";
import { errorToast, undoToast } from "../ui/toasts";

type Ruled = { subject: RulingSubject; id: string; name: string };
type RulingButtonsProps = Ruled & {
  evaluationId: string;
  isLeftOut: boolean;
  /** What a removal would take away, in words; absent where nothing can be removed. */
  holds?: string;
};

/** Leaves a rater, a judge or a file out of the figures, counts them again, or removes a judge or a file. */
export function RulingButtons({ evaluationId, isLeftOut, holds, ...ruled }: RulingButtonsProps) {
  const [asked, ask] = useState<"leave_out" | "remove" | null>(null);
  const ruling = useRuling(evaluationId);
  const { subject, id, name } = ruled;
  const about = <span className="sr-only"> {name}</span>;
  const count = () =>
    ruling.mutate({ subject, subjectId: id, act: "count" }, { onError: (error) => errorToast(messageOf(error)) });
  return (
    <span className="inline-flex gap-1 whitespace-nowrap">
      {isLeftOut ? (
        <Button size="sm" variant="quiet" pending={ruling.isPending} onClick={count}>
          Count again{about}
        </Button>
      ) : (
        <Button size="sm" variant="quiet" onClick={() => ask("leave_out")}>
          Leave out{about}
        </Button>
      )}
      {holds && (
        <Button size="sm" variant="quiet" onClick={() => ask("remove")}>
          Remove{about}
        </Button>
      )}
      {asked && (
        <RulingDialog
          {...ruled}
          evaluationId={evaluationId}
          act={asked}
          holds={holds ?? ""}
          onUndo={count}
          onClose={() => ask(null)}
        />
      )}
    </span>
  );
}

type RulingDialogProps = Ruled & {
  evaluationId: string;
  act: Exclude<RulingAct, "count">;
  holds: string;
  onUndo: () => void;
  onClose: () => void;
};

function RulingDialog({ evaluationId, subject, id, name, act, holds, onUndo, onClose }: RulingDialogProps) {
  const ruling = useRuling(evaluationId);
  const isRemoval = act === "remove";
  const form = useForm({
    initial: { reason: "" },
    send: async ({ reason }) => {
      await ruling.mutateAsync({ subject, subjectId: id, act, reason });
      if (!isRemoval) undoToast(`${name} is left out. The figures follow.`, onUndo);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      title={isRemoval ? `Remove ${name}?` : `Leave ${name} out of the figures?`}
      description={
        isRemoval
          ? `${holds} would be gone for good. To keep it out of the figures only, leave it out instead. That it was removed, and why, stays in the log.`
          : `Everything stays and can be counted again. Figures, agreement, advice and files go without ${subject === "rater" || subject === "open_names" ? "them" : "it"} for everybody, and say so.`
      }
      act={isRemoval ? "Remove for good" : "Leave out"}
      variant={isRemoval ? "danger" : undefined}
      onClose={onClose}
    >
      <Field label="Why" name="reason" hint="Shown beside the results, with your name.">
        <Textarea required rows={2} maxLength={1_000} {...form.text("reason")} />
      </Field>
    </FormDialog>
  );
}
