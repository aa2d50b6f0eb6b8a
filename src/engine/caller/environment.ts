/** Environment variables, without those that have no value. */
export function variablesOf(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The variable with the base URL of an API or a mounted document: `MOOCIT_BASE_URL`. */
export function baseUrlVariable(name: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_BASE_URL`;
}
