import { NewSplit } from "../split/new-split";
import { CompareDialog } from "./compare-dialog";
import { FreezeDialog } from "./freeze-dialog";
import { LabelsDialog } from "./labels-dialog";
import { ListDialog } from "./list-dialog";
import { MembersDialog } from "./members-dialog";

/** What is filled in about a data set or a snapshot. */
export const dataSetForms = {
  NewSplit,
  CompareDialog,
  FreezeDialog,
  ListDialog,
  LabelsDialog,
  MembersDialog,
};
