import { expect, test } from "vitest";
import { loadSpokenLanguage } from "./spoken-language";

const spokenLanguage = await loadSpokenLanguage();

test.each([
  ["en", "how long do i roast a chicken"],
  ["de", "wie lange brate ich ein Hähnchen"],
  ["es", "cuánto tiempo hay que asar un pollo"],
  ["fr", "combien de temps faut-il rôtir un poulet"],
  ["ru", "сколько времени жарить курицу в духовке"],
  ["uk", "скільки часу смажити курку в духовці"],
  ["zh", "烤一只鸡需要多长时间？"],
  ["ja", "鶏肉はどのくらい焼けばいいですか"],
  ["th", "ย่างไก่นานแค่ไหนถึงจะสุก"],
  ["ko", "닭을 얼마나 오래 구워야 하는지 알려 주세요"],
  ["ar", "كم من الوقت أشوي الدجاج في الفرن"],
])("%s is heard in %j", (language, text) => {
  expect(spokenLanguage(text)).toBe(language);
});

test.each(["ok gracias", "hi", "", "42 + 7 = 49 / 3", "你好", "https://a.b"])("no language is heard in %j", (text) => {
  expect(spokenLanguage(text)).toBeNull();
});
