import { AppError } from "@/lib/base/app-error";
import { archiveModel as archive, findModel } from "@/lib/data/models";

/** Takes an endpoint out of the catalogue's choices. The embedded models stay, since a fresh studio needs them. */
export async function archiveModel(id: string): Promise<void> {
  const model = await findModel(id);
  if (!model) throw new AppError("not_found", "There is no such model.");
  if (model.kind === "embedded") throw new AppError("invalid", "The embedded model cannot be taken away.");
  await archive(id);
}
