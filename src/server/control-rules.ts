import { Router } from 'express';
import type { Request } from 'express';

import type { Service } from '../engine/handle.ts';
import { parseRule } from '../engine/parse-rule.ts';
import { problem } from '../engine/problem.ts';
import type { Reply } from '../engine/reply.ts';
import type { SessionRule } from '../engine/rules.ts';
import { isSessionId } from '../engine/session.ts';
import type { Session, Sessions } from '../engine/session.ts';
import { writeReply } from './write-reply.ts';

export interface RuleControlParts {
  readonly services: readonly Service[];
  readonly sessions: Sessions;
}

/**
 * The rules of a session, below `/__mock/sessions/:id/rules`: listed, made, removed. What is no rule makes a
 * RuleError, which the control API turns into a 400.
 */
export function createRuleControl({ services, sessions }: RuleControlParts): Router {
  const router = Router({ mergeParams: true });
  router.get('/', (request, response) => writeReply(response, list(sessions, idOf(request))));
  router.post('/', (request, response) =>
    writeReply(
      response,
      inSession(sessions, request, (session) => {
        // The rule is checked first, so that one that is refused makes nothing.
        const rule = parseRule(request.body, services);
        return reply(201, session.openRules().add(rule));
      }),
    ),
  );
  router.delete('/', (request, response) =>
    writeReply(
      response,
      inSession(sessions, request, (session) => {
        session.rules?.clear();
        return list(sessions, session.id);
      }),
    ),
  );
  router.delete('/:ruleId', (request, response) =>
    writeReply(
      response,
      inSession(sessions, request, (session) => {
        const { ruleId } = request.params;
        if (session.rules?.remove(ruleId) === true) return list(sessions, session.id);
        return problem(404, 'No such rule', `The session ${session.id} has no rule ${JSON.stringify(ruleId)}.`);
      }),
    ),
  );
  return router;
}

function idOf({ params }: Request): string {
  return String(params['id']);
}

function inSession(sessions: Sessions, request: Request, answer: (session: Session) => Reply): Reply {
  const id = idOf(request);
  const session = isSessionId(id) ? sessions.get(id) : undefined;
  if (session !== undefined) return answer(session);
  return problem(400, 'Not a session', `${JSON.stringify(id)} is no session, and none can be made of it.`);
}

/** All of them, and apart from that the ids of those that never answered. A session that isn't there yet has none. */
function list(sessions: Sessions, id: string): Reply {
  const rules: readonly SessionRule[] = [...([...sessions].find((session) => session.id === id)?.rules ?? [])];
  return reply(200, { rules, unmatched: rules.filter(({ callCount }) => callCount === 0).map((rule) => rule.id) });
}

function reply(status: number, value: unknown): Reply {
  const body = `${JSON.stringify(value, null, 2)}\n`;
  return { status, headers: { 'Content-Type': 'application/json' }, body, isStreamed: false };
}
