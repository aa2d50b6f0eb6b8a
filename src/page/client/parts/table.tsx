import type { JSX } from 'preact';

/** A table that scrolls sideways if it does not fit. */
export function Table(props: {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (JSX.Element | string)[])[];
  /** The first cell of each row is its heading. Default false. */
  readonly hasRowHeads?: boolean;
}): JSX.Element {
  const { title, head, rows, hasRowHeads = false } = props;
  return (
    <div class="scrolled" tabIndex={0} role="region" aria-label={title}>
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) =>
                hasRowHeads && column === 0 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
