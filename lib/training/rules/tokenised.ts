import { type Rules, refused, row, untrained } from "../loaded-row";

/** A file that brings ids and labels of its own, cut to its own length: trainers take them as they are. */
export const tokenised: Rules = {
  of: "trl 1.16.0",
  maxLength: null,
  load: (given, { maxLength }) => {
    const { input_ids: ids, labels } = given;
    if (!areNumbers(ids) || !areNumbers(labels) || ids.length !== labels.length) return [refused([], "unread_shape")];
    const end = maxLength ?? ids.length;
    const lost = labels.slice(end).filter((label) => label !== untrained).length;
    return [
      row([], { ids: ids.slice(0, end), labels: labels.slice(0, end), owners: ids.slice(0, end).map(() => -1), lost }),
    ];
  },
};

function areNumbers(list: unknown): list is number[] {
  return Array.isArray(list) && list.every((one) => typeof one === "number");
}
