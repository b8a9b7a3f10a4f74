import { listLineageEdges, listLineageNodes } from "@/lib/data/training/lineage";
import { type Lineage, lineageOf } from "@/lib/domain/training-job/lineage";

/** More than that is no picture any more. */
const mostNodes = 200;

/** All that led to a model, training, snapshot, run or file, and all that came of it, with what each was told and what is known of it. */
export async function readLineage(of: string): Promise<Lineage> {
  const edges = await listLineageEdges();
  const { ids, isCut } = lineageOf(of, edges, mostNodes);
  const nodes = await listLineageNodes(ids);
  const shown = new Set(nodes.map(({ id }) => id));
  return { of, nodes, edges: edges.filter(({ from, to }) => shown.has(from) && shown.has(to)), isCut };
}
