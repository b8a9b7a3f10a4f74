import { AppError } from "@/lib/base/app-error";
import { notifyControl } from "@/lib/bus/notifications";
import { findProject, listProjects } from "@/lib/data/accounts";
import { readBudget, updateBudget } from "@/lib/data/budgets";
import { inProject } from "@/lib/data/project-at-work";
import type { BudgetLimits, ProjectBudget } from "@/lib/domain/project-budget";
import type { Viewer } from "@/lib/domain/viewer";

type Budget = { projectId: string; budget: ProjectBudget };

/** How the budget of every project stands. */
export async function listBudgets(): Promise<Budget[]> {
  const projects = await listProjects();
  return Promise.all(projects.map(async ({ id }) => ({ projectId: id, budget: await inProject(id, readBudget) })));
}

/** Sets the budget of any project. What waited for it goes on at once. */
export async function setBudget(viewer: Viewer, projectId: string, limits: BudgetLimits): Promise<ProjectBudget> {
  const project = await findProject(projectId);
  if (!project) throw new AppError("not_found", "There is no such project. Nothing was changed.");
  const budget = await updateBudget(project, limits, viewer.id);
  await notifyControl([projectId]);
  return budget;
}
