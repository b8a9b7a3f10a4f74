/** More would only be more rows on the Jobs page: a lane works on several things side by side. */
const mostLanes = 4;
const rowsPerLane = 8;

/** Into how many jobs the work on so many rows is cut. A row belongs to one lane, by its id, as long as `lanes` is the same. */
export function lanesFor(rows: number): number {
  return Math.min(mostLanes, Math.max(1, Math.ceil(rows / rowsPerLane)));
}
