import { newId } from "@/lib/base/ids";
import { auth } from "@/lib/http/auth";
import { refuseForeignAddress } from "@/lib/http/own-hosts";

const handle = (request: Request) => refuseForeignAddress(request, newId("request")) ?? auth().handler(request);

export { handle as GET, handle as POST };
