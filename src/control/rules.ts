import { problem } from '../engine/reply/problem.ts';
import type { SessionRule } from '../engine/rules/rules.ts';
import { jsonReply } from '../server/json-reply.ts';
import type { SessionHandle } from '../session-handle/session-handle.ts';
import { idOf } from './call.ts';
import type { ControlOperations, SessionCalls } from './call.ts';

/** The rules of a session: listed, added, removed. The rules of a session that does not exist are an empty list. */
export function ruleOperations(
  { ofSession, change }: SessionCalls,
  isSession: (id: string) => boolean,
): ControlOperations {
  const listRules = ofSession(({ rules }) => jsonReply(list(rules)));
  return {
    listRules: (call) => (isSession(idOf(call)) ? listRules(call) : jsonReply(list([]))),
    addRule: change(({ rules }, { values }) => {
      const { id } = rules.add(values.body);
      return jsonReply(find(rules, id), 201);
    }),
    removeRules: change(({ rules }) => {
      rules.clear();
      return jsonReply(list(rules));
    }),
    removeRule: change(({ id, rules }, { values }) => {
      const ruleId = String(values.path['ruleId']);
      if (rules.remove(ruleId)) return jsonReply(list(rules));
      return problem(404, 'No such rule', `The session ${id} has no rule ${JSON.stringify(ruleId)}.`);
    }),
  };
}

function find(rules: SessionHandle['rules'], id: string): SessionRule | undefined {
  return [...rules].find((rule) => rule.id === id);
}

/** All rules, and the ids of those that never answered. */
function list(given: Iterable<SessionRule>): object {
  const rules = [...given];
  return { rules, unmatched: rules.filter(({ callCount }) => callCount === 0).map(({ id }) => id) };
}
