"use client";

import { useRouter } from "next/navigation";
import { hrefs } from "@/lib/contract/hrefs";
import { doneToast } from "../ui/toasts";
import { ModelForm } from "./model-form";

export function NewModel() {
  const router = useRouter();
  return (
    <ModelForm
      model={null}
      onSaved={(model) => {
        doneToast(`${model.name} is added. Test its connection next.`);
        router.push(hrefs.model(model.id));
      }}
    />
  );
}
