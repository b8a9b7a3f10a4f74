import { newId } from "@/lib/base/ids";
import { foreignHostProblem } from "@/lib/http/own-hosts";
import { problemResponse } from "@/lib/http/problem-response";

function refuse(request: Request): Response {
  return problemResponse(foreignHostProblem(request.headers.get("host")), newId("request"));
}

export { refuse as DELETE, refuse as GET, refuse as HEAD, refuse as PATCH, refuse as POST, refuse as PUT };
