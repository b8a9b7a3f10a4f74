"use client";

import { hrefs } from "@/lib/contract/hrefs";
import { useGo } from "../layout/use-go";
import { doneToast } from "../ui/toasts";
import { ModelForm } from "./model-form";

export function NewModel() {
  const go = useGo();
  return (
    <ModelForm
      model={null}
      onSaved={(model) => {
        doneToast(`${model.name} is added. Test its connection next.`);
        go(hrefs.model(model.id));
      }}
    />
  );
}
