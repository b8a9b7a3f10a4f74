import { dataSetPaths } from "./data-set-paths";
import { importPaths } from "./import-paths";
import { trainingPaths } from "./training-paths";

/** Of data on its way in, kept in data sets, and on its way out: called by those screens alone. */
export const dataPaths = { ...importPaths, ...dataSetPaths, ...trainingPaths } as const;
