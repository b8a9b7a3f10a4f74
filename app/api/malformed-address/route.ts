import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { problemResponse } from "@/lib/http/problem-response";

function refuse(): Response {
  const words = "The address holds a percent sign that stands for no character. Check how it was written.";
  return problemResponse(new AppError("malformed", words), newId("request"));
}

export { refuse as DELETE, refuse as GET, refuse as HEAD, refuse as PATCH, refuse as POST, refuse as PUT };
