import type { JSX } from 'preact';

/** A value that a person can choose. */
export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** A filter: one of the choices, or any value, which is the empty text. */
export function Select(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}): JSX.Element {
  const { label, value, choices, onChange } = props;
  return (
    <select
      aria-label={label}
      class={value === '' ? '' : 'chosen'}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      <option value="">{label}: any</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.title}
        </option>
      ))}
    </select>
  );
}

/** A choice that is shown as it is. */
export function plainChoice(value: string): Choice {
  return { value, title: value };
}
