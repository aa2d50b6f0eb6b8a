import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { RuleInput } from '../../../engine/rules/rule.ts';
import type { SessionRule } from '../../../engine/rules/rules.ts';
import { controlApi } from '../connection/control-api.ts';
import { SITUATION_GROUPS } from './situation-groups.ts';
import type { Situation } from './situation-groups.ts';
import { isUsedUp, rulesFor, rulesOfSituations, situationsIn, textOf, withSituations } from './situations.ts';
import type { Situations } from './situations.ts';

/** Makes a change, shows what went wrong, and reads the session again. */
export type Act = (change: () => Promise<unknown>) => void;

interface PanelProps {
  readonly session: string;
  readonly rules: readonly SessionRule[];
  readonly act: Act;
}

/** One click for each situation. */
export function SituationPanel({ session, rules, act }: PanelProps): JSX.Element {
  const on = situationsIn(rules);
  const change = (next: (on: Situations) => Promise<Situations>): void =>
    act(async () => {
      const { rules: current } = await controlApi.rules(session);
      await replaceRules(session, rulesOfSituations(current), rulesFor(await next(situationsIn(current))));
    });
  const toggle = ({ member, isOn, make }: Situation): void =>
    change(async (current) =>
      isOn(current) ? without(current, member) : withSituations(current, await make(session)),
    );
  return (
    <section class="card" aria-label="Situations">
      <header class="card-head">
        <h2>Situations</h2>
        <span class="faint">Situations that can be combined stay on together.</span>
      </header>
      {SITUATION_GROUPS.map(({ title: groupTitle, situations, hasDelay = false }) => (
        <div key={groupTitle} role="group" aria-label={groupTitle}>
          <h3>{groupTitle}</h3>
          <div class="situations">
            {situations.map((situation) => (
              <button
                key={situation.title}
                type="button"
                class="situation"
                aria-pressed={situation.isOn(on)}
                onClick={() => toggle(situation)}
              >
                <strong>{situation.title}</strong>
                <span>{situation.explanation}</span>
              </button>
            ))}
            {hasDelay ? (
              <SlowServer
                delayMs={on.fault?.kind === 'latency' ? on.fault.delayMs : 0}
                onChange={(delayMs) =>
                  change(async (current) =>
                    delayMs === 0
                      ? without(current, 'fault')
                      : withSituations(current, { fault: { kind: 'latency', delayMs } }),
                  )
                }
              />
            ) : null}
          </div>
        </div>
      ))}
    </section>
  );
}

function without(on: Situations, member: keyof Situations): Situations {
  const { [member]: _off, ...others } = on;
  return others;
}

/** The first rules that stay as they are keep their counts. New ones come before the old ones go, so none is missed. */
async function replaceRules(session: string, old: readonly SessionRule[], next: readonly RuleInput[]): Promise<void> {
  const isKept = (rule: SessionRule, index: number): boolean => {
    const wanted = next[index];
    return wanted !== undefined && !isUsedUp(rule) && textOf(rule) === textOf(wanted);
  };
  const changed = old.findIndex((rule, index) => !isKept(rule, index));
  const keptCount = changed === -1 ? old.length : changed;
  for (const rule of next.slice(keptCount)) await controlApi.addRule(session, rule);
  for (const { id } of old.slice(keptCount)) await controlApi.removeRule(session, id);
}

function SlowServer(props: { readonly delayMs: number; readonly onChange: (delayMs: number) => void }): JSX.Element {
  const { delayMs, onChange } = props;
  const [moved, setMoved] = useState<number>();
  const shown = moved ?? delayMs;
  return (
    <label class={`situation slider ${shown === 0 ? '' : 'chosen'}`}>
      <strong>Slow server</strong>
      <span>{shown === 0 ? 'Off' : `Each answer comes ${(shown / 1000).toFixed(1)} seconds later.`}</span>
      <input
        type="range"
        min={0}
        max={10_000}
        step={500}
        value={shown}
        onInput={({ currentTarget }) => setMoved(Number(currentTarget.value))}
        onChange={({ currentTarget }) => {
          setMoved(undefined);
          onChange(Number(currentTarget.value));
        }}
      />
    </label>
  );
}
