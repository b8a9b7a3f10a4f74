import { useMutation } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { createOnce } from "../create-once";

const createProject = createOnce("createProject");

export function useCreateProject() {
  return useMutation({ mutationFn: (body: InputOf<"createProject">["body"]) => createProject({ body }) });
}
