import { authDoor } from "@/lib/http/auth-door";

export { authDoor as DELETE, authDoor as GET, authDoor as PATCH, authDoor as POST, authDoor as PUT };
