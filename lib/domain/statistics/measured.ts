/** What is measured as a whole: a snapshot, or a data set as it stood when a worker looked. */
export type Measured = { kind: "snapshot"; id: string } | { kind: "data_set"; id: string };
