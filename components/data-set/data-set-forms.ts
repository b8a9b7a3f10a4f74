import { NewSplit } from "../split/new-split";
import { CompareDialog } from "./compare-dialog";
import { FreezeDialog } from "./freeze-dialog";
import { ListDialog } from "./list-dialog";
import { RenameDialog } from "./rename-dialog";

/** What is filled in about a data set or a snapshot. */
export const dataSetForms = { NewSplit, CompareDialog, FreezeDialog, ListDialog, RenameDialog };
