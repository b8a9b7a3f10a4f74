import { query } from "./sql";

/** Whether the database answers. */
export async function isDatabaseReachable(): Promise<boolean> {
  try {
    await query`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}
