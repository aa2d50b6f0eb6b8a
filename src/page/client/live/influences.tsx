import type { JSX } from 'preact';

import type { ShownExchange } from '../../../inspect/journal/show.ts';

/** The influences on the answer: the rule, the fault, the variations, the vendor's refusal, the scope of the persona. */
export function Influences({ exchange }: { readonly exchange: ShownExchange }): JSX.Element | null {
  const { rule, fault, variations = [], reason, scope, note, isAborted } = exchange;
  const rows: readonly (readonly [title: string, text: string | undefined])[] = [
    [
      'Rule',
      rule === undefined ? undefined : rule.id + (rule.refused === undefined ? '' : `, not sent: ${rule.refused}`),
    ],
    ['Fault', fault === undefined ? undefined : describeFault(fault)],
    ['Variations', variations.length === 0 ? undefined : variations.join(', ')],
    ['Refused because of', reason],
    ['Hidden from the persona', scope],
    ['Not checked', note],
    ['Connection', isAborted ? 'ended before the answer was complete' : undefined],
  ];
  const shown = rows.filter(([, text]) => text !== undefined);
  if (shown.length === 0) return null;
  return (
    <dl class="influences">
      {shown.map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function describeFault({ kind, ...values }: NonNullable<ShownExchange['fault']>): string {
  const texts = Object.entries(values).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return [kind, ...texts].join(', ');
}
