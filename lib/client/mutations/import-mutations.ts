import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { InputOf } from "@/lib/contract/endpoints";
import { callData } from "../call-data";
import { createOnce } from "../create-once";
import { dataKeys } from "../data-keys";
import { forgetUpload, uploadByParts } from "../upload-by-parts";

const importUpload = createOnce("importUpload", callData);

type Wish = { file: File; query: InputOf<"importUpload">["query"] };

/**
 * Sends a file of dialogues by parts; what comes back is the import that a job goes on with. `sent` is how much of it is
 * there, 0 to 1, null while none is on its way; `isWaiting` while the studio is out of reach.
 */
export function useCreateImport() {
  const queries = useQueryClient();
  const [course, setCourse] = useState<{ sent: number; isWaiting: boolean } | null>(null);
  const sending = useMutation({
    mutationFn: async ({ file, query }: Wish) => {
      const onProgress = (sent: number, isWaiting: boolean) => setCourse({ sent, isWaiting });
      const uploadId = await uploadByParts(file, { onProgress });
      setCourse({ sent: 1, isWaiting: false });
      const made = await importUpload({ params: { uploadId }, query });
      forgetUpload(file);
      return made;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.imports.all }),
    onSettled: () => setCourse(null),
  });
  return { ...sending, sent: course?.sent ?? null, isWaiting: course?.isWaiting ?? false };
}
