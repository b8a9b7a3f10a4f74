import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import type { Job } from "@/lib/domain/job";
import { callHouse } from "../call-house";
import { ClientError } from "../client-error";
import { createOnce } from "../create-once";
import { followJob } from "../follow-job";
import { queryKeys } from "../query-keys";
import { useUpload } from "../use-upload";

const createProject = createOnce("createProject", callHouse);
const importProject = createOnce("importProject", callHouse);
const createCopy = createOnce("createCopy", callHouse);

export function useCreateProject() {
  return useMutation({ mutationFn: (body: InputOf<"createProject">["body"]) => createProject({ body }) });
}

/** Archives the project of this screen, or takes it out again. */
export function useArchiveProject() {
  return useMutation({
    mutationFn: (archive: boolean) => callHouse(archive ? "archiveProject" : "unarchiveProject", {}),
  });
}

export function useDeleteProject() {
  return useMutation({ mutationFn: (name: string) => callHouse("deleteProject", { body: { name } }) });
}

/** Sets the budget of any project. */
export function useUpdateBudget(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"updateBudget">["body"]) => callHouse("updateBudget", { params: { projectId }, body }),
    onSuccess: () =>
      Promise.all(
        [queryKeys.projects.budget, queryKeys.server.budgets, queryKeys.server.auditLines].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

type ImportInput = { file: File; slug?: string; onJob: (job: Job) => void };

/** Sends a project file and waits until its project is there; how far that is goes to `onJob`. The id of the project. */
export function useImportProject() {
  return useUpload({
    send: async ({ file, slug, onJob }: ImportInput, onProgress) => {
      const asked = await importProject({ query: { slug }, body: file }, onProgress);
      const { status, error, subject } = await followJob(asked.id, onJob);
      if (status !== "done" || subject === null)
        throw new ClientError("invalid", error ?? "The import was stopped. Nothing was imported.");
      return subject;
    },
    onSuccess: () => undefined,
  });
}

export function useCreateCopy() {
  return useMutation({ mutationFn: (body: InputOf<"createCopy">["body"]) => createCopy({ body }) });
}
