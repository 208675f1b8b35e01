// Calls of browsers that are logged in.
import { Code } from "@connectrpc/connect";
import type { Refuse } from "../refusal.js";
import type { Identify } from "./identify.js";
import { ProviderUnavailable } from "./oidc_provider.js";
import type { Sessions } from "./sessions.js";

// A cookie comes with every call of the browser, whichever page makes it: only pages of the gateway itself may.
export function sessionCalls(sessions: Sessions, ownOrigin: () => string, refuse: Refuse): Identify {
  return async ({ request, response, body }) => {
    let state: Awaited<ReturnType<Sessions["of"]>>;
    try {
      state = await sessions.of(request, response);
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      throw refuse({
        code: Code.Unavailable,
        reason: "PEER_UNAVAILABLE",
        message: "identity provider: got no answer, or none that can be used",
        chinese: "登录已到期，暂时无法连接统一身份认证服务续期，请稍后重试。",
      });
    }
    if (state.session === undefined) {
      if (!state.expired) return undefined;
      throw refuse({
        code: Code.Unauthenticated,
        reason: "SESSION_EXPIRED",
        message: "session: got one that has expired, want a new login",
        chinese: "登录已到期，请重新登录。",
      });
    }
    const { origin } = request.headers;
    if (origin !== ownOrigin()) {
      throw refuse({
        code: Code.PermissionDenied,
        reason: "ORIGIN_NOT_ALLOWED",
        message: `origin: got ${origin ?? "none"}, want ${ownOrigin()} for a call by the session of a browser`,
        chinese: "登录状态只能由本系统自己的页面使用，不允许从该来源调用。",
      });
    }
    return { caller: { token: state.session.idToken, expireMs: state.session.expireMs }, body };
  };
}
