/** The APIs, in the order in which they are shown. */
export const apiNames = ['moocit', 'stackone', 'ispring', 'helsinki'] as const;

export type ApiName = (typeof apiNames)[number];

export function isApiName(name: string): name is ApiName {
  return apiNames.some((one) => one === name);
}

/** Something for each API, made when it is asked for. */
export function eachApi<T>(make: (name: ApiName) => T): Readonly<Record<ApiName, T>> {
  return {
    get moocit() {
      return make('moocit');
    },
    get stackone() {
      return make('stackone');
    },
    get ispring() {
      return make('ispring');
    },
    get helsinki() {
      return make('helsinki');
    },
  };
}
