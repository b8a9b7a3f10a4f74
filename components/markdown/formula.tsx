import "temml/dist/Temml-Local.css";
import { memo, type ReactNode } from "react";
import temml from "temml";
import { type MathNode, mathmlElement } from "./mathml-element";

type FormulaProps = {
  tex: string;
  isBlock: boolean;
  /** What is shown of TeX that cannot be read. */
  source: ReactNode;
};

/** A formula as MathML, which browsers set without fonts or styles from elsewhere. */
export const Formula = memo(function Formula({ tex, isBlock, source }: FormulaProps) {
  return treeOf(tex, isBlock) ?? source;
});

function treeOf(tex: string, isBlock: boolean): ReactNode {
  try {
    const tree: MathNode = temml.__renderToMathMLTree(tex, {
      displayMode: isBlock,
      throwOnError: true,
      maxSize: [30, 60],
    });
    return mathmlElement(tree);
  } catch {
    return undefined;
  }
}
