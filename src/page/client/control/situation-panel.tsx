import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { RuleInput } from '../../../engine/rules/rule.ts';
import type { SessionRule } from '../../../engine/rules/rules.ts';
import { controlApi } from '../connection/control-api.ts';
import { SITUATIONS, delayOf, slowServer } from './situations.ts';

/** Makes a change, shows what went wrong, and reads the session again. */
export type Act = (change: () => Promise<unknown>) => void;

interface PanelProps {
  readonly session: string;
  readonly rules: readonly SessionRule[];
  readonly act: Act;
}

/** One click for each situation. Only one is on at a time: if several rules match, the oldest answers. */
export function SituationPanel({ session, rules, act }: PanelProps): JSX.Element {
  const current = rules.filter(
    (rule) => delayOf(rule) !== undefined || SITUATIONS.some(({ isMadeOf }) => isMadeOf(rule)),
  );
  const replace = async (make?: () => RuleInput | Promise<RuleInput>): Promise<void> => {
    for (const { id } of current) await controlApi.removeRule(session, id);
    if (make !== undefined) await controlApi.addRule(session, await make());
  };
  return (
    <section class="card" aria-label="Situations">
      <h2>Situations</h2>
      <div class="situations">
        {SITUATIONS.map(({ title, explanation, make, isMadeOf }) => {
          const isOn = rules.some(isMadeOf);
          return (
            <button
              key={title}
              type="button"
              class="situation"
              aria-pressed={isOn}
              onClick={() => act(() => replace(isOn ? undefined : () => make(session)))}
            >
              <strong>{title}</strong>
              <span>{explanation}</span>
            </button>
          );
        })}
      </div>
      <SlowServer
        delayMs={rules.map(delayOf).find((delay) => delay !== undefined) ?? 0}
        onChange={(delayMs) => act(() => replace(delayMs === 0 ? undefined : () => slowServer(delayMs)))}
      />
    </section>
  );
}

function SlowServer(props: { readonly delayMs: number; readonly onChange: (delayMs: number) => void }): JSX.Element {
  const { delayMs, onChange } = props;
  const [moved, setMoved] = useState<number>();
  const shown = moved ?? delayMs;
  return (
    <label class="slider">
      <span>Slow server: {shown === 0 ? 'off' : `each answer ${(shown / 1000).toFixed(1)} seconds later`}</span>
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
