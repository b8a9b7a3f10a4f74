/** Ids of the bulk acts that this window works on now: those are not cut off, though something of them is pending. */
export const bulkActsAtWork = new Set<string>();
