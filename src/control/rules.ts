import type { Service } from '../engine/service.ts';
import { parseRule } from '../engine/rules/parse-rule.ts';
import { problem } from '../engine/reply/problem.ts';
import type { Reply } from '../engine/reply/reply.ts';
import type { SessionRule } from '../engine/rules/rules.ts';
import type { Sessions } from '../engine/session/session.ts';
import { idOf, inSession } from './call.ts';
import type { ControlOperations } from './call.ts';
import { jsonReply } from '../server/json-reply.ts';

export interface RuleControlParts {
  readonly services: readonly Service[];
  readonly sessions: Sessions;
}

/** The rules of a session: listed, made, removed. What is no rule makes a RuleError. */
export function ruleOperations({ services, sessions }: RuleControlParts): ControlOperations {
  return {
    listRules: (call) => list(sessions, idOf(call)),
    addRule(call) {
      // The rule is checked first, so that one that is refused makes nothing.
      const rule = parseRule(call.values.body, services);
      return inSession(sessions, call, (session) => jsonReply(session.openRules().add(rule), 201));
    },
    removeRules: (call) =>
      inSession(sessions, call, (session) => {
        session.rules?.clear();
        return list(sessions, session.id);
      }),
    removeRule: (call) =>
      inSession(sessions, call, (session) => {
        const ruleId = String(call.values.path['ruleId']);
        if (session.rules?.remove(ruleId) === true) return list(sessions, session.id);
        return problem(404, 'No such rule', `The session ${session.id} has no rule ${JSON.stringify(ruleId)}.`);
      }),
  };
}

/** All of them, and apart from that the ids of those that never answered. A session that isn't there yet has none. */
function list(sessions: Sessions, id: string): Reply {
  const rules: readonly SessionRule[] = [...([...sessions].find((session) => session.id === id)?.rules ?? [])];
  return jsonReply({ rules, unmatched: rules.filter(({ callCount }) => callCount === 0).map((rule) => rule.id) });
}
