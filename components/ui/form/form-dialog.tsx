"use client";

import { type ReactNode, useId, useState } from "react";
import { AskFirst } from "../ask-first";
import { Button, type ButtonVariant } from "../button";
import { Dialog } from "../dialog";
import { Form } from "./form";
import { FormProvider } from "./form-context";
import { FormFailure, SubmitButton } from "./form-end";
import type { Submission } from "./use-submission";

type FormDialogProps = {
  form: Submission & { isDirty: boolean };
  title: string;
  description?: ReactNode;
  /** The verb on its button. */
  act: ReactNode;
  variant?: ButtonVariant;
  /** It cannot be sent as it is; what stands in the dialog says why. */
  disabled?: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** A form in a dialog. Closing it asks first while something is typed in it. */
export function FormDialog({ form, title, description, act, variant, disabled, onClose, children }: FormDialogProps) {
  const [asking, setAsking] = useState(false);
  const formId = useId();

  function close() {
    if (form.isDirty) setAsking(true);
    else onClose();
  }

  return (
    <FormProvider form={form}>
      <Dialog
        open
        onOpenChange={close}
        title={title}
        description={description}
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <SubmitButton form={formId} variant={variant} disabled={disabled}>
              {act}
            </SubmitButton>
          </>
        }
      >
        <Form id={formId} form={form} className="space-y-5 pb-1">
          {children}
          <FormFailure />
        </Form>
        {asking && (
          <AskFirst
            open
            onOpenChange={setAsking}
            title="Close without sending?"
            description="What you filled in here is not sent and would be gone."
            act="Discard"
            onConfirm={onClose}
          />
        )}
      </Dialog>
    </FormProvider>
  );
}
