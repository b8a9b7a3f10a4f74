import { describe, expect, it } from "vitest";
import { exportedDialogue } from "@/lib/testing/exported-dialogue";
import { modelAnswer, toGivenAnswer } from "../fastchat/model-answer";
import { readQuestions } from "../fastchat/question";
import { gatherLines } from "../gather-lines";
import { formats, writeFile } from "../registry";

const user = (text: string) => ({ speaker: "user" as const, text });
const answer = (text: string) => ({ speaker: "assistant" as const, text });
const long = exportedDialogue({
  id: "dlg_1",
  turns: [user("u1"), answer("a1"), user("u2"), answer("a2"), user("u3"), answer("a3")],
});
const short = exportedDialogue({ id: "dlg_2", turns: [user("u1"), answer("a1"), user("unanswered")] });

async function fileOf(file: "questions" | "answers"): Promise<string> {
  let text = "";
  for await (const piece of writeFile("mt_bench", [long, short], { file })) text += piece;
  return text;
}

describe("MT-Bench's files of dialogues", () => {
  it("ask what the first two rounds ask, as the studio and FastChat read it again", async () => {
    const { questions, errors } = await readQuestions(await fileOf("questions"));
    expect(errors).toEqual([]);
    expect(questions.map(({ questionId, turns }) => [questionId, turns])).toEqual([
      ["dlg_1", ["u1", "u2"]],
      ["dlg_2", ["u1"]],
    ]);
  });

  it("answer each of these questions, under the same ids", async () => {
    const { records } = await gatherLines(modelAnswer.read(await fileOf("answers")));
    expect(
      records.map(({ value }) => toGivenAnswer(value)).map(({ questionId, turns }) => [questionId, turns]),
    ).toEqual([
      ["dlg_1", ["a1", "a2"]],
      ["dlg_2", ["a1"]],
    ]);
  });

  it("train nothing, and tell of a prompt that has no place in them", () => {
    const { trainer, options } = formats.mt_bench;
    const { rows, told } = trainer.rowsOf({ ...long, assistantPrompt: "Be brief." }, options.parse({}));
    expect(rows[0]?.turns.every(({ isTrained }) => !isTrained)).toBe(true);
    expect(told).toEqual([{ rule: "prompt_left_out", turnId: null }]);
  });
});
