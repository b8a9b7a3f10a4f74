import { expect, it } from "vitest";
import { faultOfSignature } from "./fake-bucket";

// The example of AWS's own documentation: "Authenticating Requests: Using the Authorization Header", GET Object.
const key = { accessKey: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
const signature = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
const asked = {
  method: "GET",
  target: "/test.txt",
  body: Buffer.alloc(0),
  headers: {
    host: "examplebucket.s3.amazonaws.com",
    range: "bytes=0-9",
    "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "x-amz-date": "20130524T000000Z",
    authorization: `AWS4-HMAC-SHA256 Credential=${key.accessKey}/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=${signature}`,
  },
};
const when = { region: "us-east-1", now: Date.UTC(2013, 4, 24) };

it("takes what AWS's documentation signs, and nothing else", () => {
  expect(faultOfSignature(asked, key, when)).toBeNull();
  const headers = { ...asked.headers, range: "bytes=0-8" };
  expect(faultOfSignature({ ...asked, headers }, key, when)).toBe("SignatureDoesNotMatch");
  expect(faultOfSignature({ ...asked, target: "/test2.txt" }, key, when)).toBe("SignatureDoesNotMatch");
  expect(faultOfSignature({ ...asked, body: Buffer.from("x") }, key, when)).toBe("XAmzContentSHA256Mismatch");
  expect(faultOfSignature(asked, key, { ...when, now: Date.UTC(2013, 4, 25) })).toBe("RequestTimeTooSkewed");
  expect(faultOfSignature(asked, key, { ...when, region: "eu-west-1" })).toBe("AuthorizationHeaderMalformed");
});
