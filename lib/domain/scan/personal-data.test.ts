import { describe, expect, it } from "vitest";
import { personalDataIn } from "./personal-data";

const found = (text: string) => personalDataIn(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

const iban = "DE89 3704 0044 0532 0130 00";

/** What is somebody's, in the forms of several countries. */
const hits: [kind: string, text: string, what: string][] = [
  ["email", "Write to jane.doe+news@mail.uni-köln.de, please.", "jane.doe+news@mail.uni-köln.de"],
  ["email", "<a.b@firma.co.uk>", "a.b@firma.co.uk"],
  ["email", "我的邮箱是 wang_li@163.com。", "wang_li@163.com"],
  ["phone", "Call me at (212) 736-5000 tonight", "(212) 736-5000"],
  ["phone", "My cell: 415-273-9164", "415-273-9164"],
  ["phone", "Please call +49 171 2345678", "+49 171 2345678"],
  ["phone", "Büro: +49 (0)30 1234567-8 oder Mail", "+49 (0)30 1234567-8"],
  ["phone", "Ruf mich an: 0171 2345678", "0171 2345678"],
  ["phone", "Appelle le 06 12 34 56 78.", "06 12 34 56 78"],
  ["phone", "Tel: 020 7946 0018", "020 7946 0018"],
  ["phone", "Phone number is 5552368901", "5552368901"],
  ["phone", "手机：138 1234 5678", "138 1234 5678"],
  ["phone", "我的电话是13812345678", "13812345678"],
  ["phone", "090-1234-5678 です", "090-1234-5678"],
  ["phone", "+55 11 98765-4321", "+55 11 98765-4321"],
  ["phone", "teléfono 612345678", "612345678"],
  ["phone", "+911234567890", "+911234567890"],
  ["card", "My card 4539 1488 0343 6467 expires soon", "4539 1488 0343 6467"],
  ["card", "4539148803436467", "4539148803436467"],
  ["card", "Amex 3714 496353 98431? No: 3400 000000 00009", "3400 000000 00009"],
  ["iban", `Pay to ${iban}.`, iban],
  ["iban", "GB82WEST12345698765432", "GB82WEST12345698765432"],
  ["iban", "FR14 2004 1010 0505 0001 3M02 606", "FR14 2004 1010 0505 0001 3M02 606"],
  ["secret", "OPENAI_KEY=sk-proj-a8Kd02LmQz91XcVbN4tyU7wPo3", "sk-proj-a8Kd02LmQz91XcVbN4tyU7wPo3"],
  ["secret", "ghp_Zk3nQ8vT2yLw7RxPb5Hs9Jd4Mf6Gc1AeUo0i", "ghp_Zk3nQ8vT2yLw7RxPb5Hs9Jd4Mf6Gc1AeUo0i"],
  ["secret", "AKIA2E0XQ7PL4MZR9TYB", "AKIA2E0XQ7PL4MZR9TYB"],
  ["secret", 'password = "tR7!kQ2z#Lw9pX"', "tR7!kQ2z#Lw9pX"],
  ["name", "Hi, my name is Jane Doe and I want a refund", "Jane Doe"],
  ["name", "Ich heiße Jürgen von Thurn.", "Jürgen von Thurn"],
  ["name", "Je m'appelle Chloé Durand", "Chloé Durand"],
  ["name", "Me llamo José García López", "José García López"],
  ["name", "Please ask Dr. Anita Rao about it", "Anita Rao"],
  ["name", "Best regards,\nTom Baker\n", "Tom Baker"],
  ["name", "我叫王小明，来自上海。", "王小明"],
];

/** What looks like it and is nobody's: code, figures, dates, versions, what documents publish. */
const misses = [
  "const a = user.name + '@' + host; git clone git@github.com:owner/repo.git",
  "npm i react@18.2.0 lodash@^4.17.21; @Component decorators",
  "Write to somebody@example.com or admin@service.local",
  "2024-01-15, 15.01.2024, 01/15/2024 10:30:00, 1700000000, 1700000000000",
  "192.168.100.200:8080 and 10.0.0.1, version 1.2.3.4567",
  "ISBN 978-3-16-148410-0, order 1234567890, id 20240115123456",
  "3.14159265358979, -273.15, 1,234,567.89, 6.02214076e23, 100 000 000",
  "(1 + 2) * 3 - 4 = 5; x = +12345678; 5000000 - 1234567 = 3765433",
  "test cards 4111 1111 1111 1111 and 4242424242424242",
  "4539 1488 0343 6468 fails its check, 1234 5678 9012 3456 has no issuer",
  "DE89 3704 0044 0532 0130 01",
  "sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "550e8400-e29b-41d4-a716-446655440000",
  "api_key = 'YOUR_API_KEY_HERE', token: $TOKEN, password: ********",
  "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  "from transformers import AutoTokenizer; access_token=os.environ['HF_TOKEN']",
  "(555) 555-0123 as in the film, 555-0199",
  "My name is not important. This is the end. I'm called often.",
  "for (let i = 0; i < 1000000; i++) sum += i * 16777216;",
  "| 1200 | 3400 | 5600 | 7800 |",
  "0.0.0.0/0, 0x7fffffff, 2147483647, +1 234, 18446744073709551615",
  "Dear Customer,\nThank you.",
  "In 1914-1918 and 1939-1945; pages 120-135; 10-20-30",
];

describe("personal data", () => {
  it.each(hits)("%s is found in %s", (kind, text, what) => {
    expect(found(text)).toContainEqual([kind, what]);
  });

  it.each(misses)("is none of: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("is found place by place, in order and without overlap", () => {
    const text = `Mr. Tom Baker, tom@baker.org, +44 20 7946 0018, ${iban}`;
    const places = personalDataIn(text);
    expect(places.map(({ kind }) => kind)).toEqual(["name", "email", "phone", "iban"]);
    for (const [i, place] of places.entries()) expect(place.start).toBeGreaterThanOrEqual(places[i - 1]?.end ?? 0);
  });

  it("is looked for in no more than the time that a text takes to read", () => {
    const long = [
      "a@".repeat(50_000),
      "1 ".repeat(50_000),
      "0".repeat(100_000),
      "Dr. A".repeat(20_000),
      "A-".repeat(50_000),
    ];
    for (const text of long) expect(personalDataIn(text).length).toBeGreaterThanOrEqual(0);
  }, 5_000);
});
