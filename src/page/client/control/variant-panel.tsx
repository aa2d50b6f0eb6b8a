import type { JSX } from 'preact';

import { controlApi } from '../connection/control-api.ts';
import type { VariantLists, VariantSettings } from '../connection/control-api.ts';
import { Provenance } from '../parts/badges.tsx';
import type { Act } from './situation-panel.tsx';

/** The choices of the session for the open questions of the vendors' documents. */
export function VariantPanel(props: {
  readonly session: string;
  readonly variants: VariantLists;
  readonly chosen: VariantSettings;
  readonly act: Act;
}): JSX.Element {
  const { session, variants, chosen, act } = props;
  return (
    <section class="card" aria-label="Variants">
      <h2>Variants</h2>
      <p class="faint">Readings of what the vendors’ documents leave open.</p>
      {Object.entries(variants)
        .filter(([, list]) => list.length > 0)
        .map(([api, list]) => (
          <details key={api} open={list.some(({ name, default: normal }) => chosen[api]?.[name] !== normal)}>
            <summary>
              {api} <span class="badge">{list.length}</span>
            </summary>
            {list.map(({ name, question, choices }) => {
              const choice = choices.find((each) => each.name === chosen[api]?.[name]);
              return (
                <div key={name} class="variant">
                  <label>
                    {question}
                    <select
                      value={choice?.name}
                      onChange={({ currentTarget: { value } }) =>
                        act(() => controlApi.setVariants(session, { [api]: { [name]: value } }))
                      }
                    >
                      {choices.map((each) => (
                        <option key={each.name}>{each.name}</option>
                      ))}
                    </select>
                  </label>
                  {choice === undefined ? null : (
                    <p class="faint">
                      {choice.meaning} <Provenance provenance={choice.provenance} source={choice.source} />
                    </p>
                  )}
                </div>
              );
            })}
          </details>
        ))}
    </section>
  );
}
