/** A date and time: the day, the separator, the time with seconds, a fraction, a zone. */
const DATE_TIME = /^(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/;
const DECIMAL = /^(-?\d+)(?:\.(\d+))?$/;

const OFFSETS = ['Z', '+00:00', '+02:00', '-05:00', '+05:30', '-03:30', '+14:00'] as const;
const FRACTION_DIGITS = [0, 1, 2, 3, 4, 6, 7, 9] as const;

/** The same instant with other offsets. Empty if the text is not a date and time with an offset. */
export function otherOffsets(text: string): readonly string[] {
  const [, day = '', separator = '', time = '', fraction, zone] = DATE_TIME.exec(text) ?? [];
  if (zone === undefined) return [];
  const utcMs = Date.parse(`${day}T${time}Z`) - minutesOf(zone) * 60_000;
  if (Number.isNaN(utcMs)) return [];
  return OFFSETS.filter((offset) => offset !== zone).flatMap((offset) => {
    const shown = new Date(utcMs + minutesOf(offset) * 60_000).toISOString();
    // A date and time must have a year of four digits.
    if (!/^\d{4}-/.test(shown)) return [];
    return [`${shown.slice(0, 10)}${separator}${shown.slice(11, 19)}${behindPoint(fraction ?? '')}${offset}`];
  });
}

/** The same instant, or the same decimal, with more or fewer trailing zeros. */
export function otherPrecisions(text: string): readonly string[] {
  const [, day = '', separator = '', time = '', ofSecond = '', zone = ''] = DATE_TIME.exec(text) ?? [];
  const [, whole = '', ofOne = ''] = DECIMAL.exec(text) ?? [];
  const forms =
    day !== ''
      ? paddings(ofSecond).map((fraction) => `${day}${separator}${time}${fraction}${zone}`)
      : whole !== ''
        ? paddings(ofOne).map((fraction) => `${whole}${fraction}`)
        : [];
  return forms.filter((form) => form !== text);
}

/** Whether a schema for texts accepts different forms of one value. */
export function takesOtherForms(kind: 'offset' | 'precision', accepts: (text: string) => boolean): boolean {
  const samples = kind === 'offset' ? DATE_TIMES : [...DATE_TIMES, '0', '0.5', '1', '20', '90.91'];
  const otherForms = kind === 'offset' ? otherOffsets : otherPrecisions;
  return samples.some((sample) => {
    const forms = [sample, ...otherForms(sample)].filter(accepts);
    return forms.length > 1;
  });
}

const DATE_TIMES: readonly string[] = ['T', ' '].flatMap((separator) =>
  ['', '.5', '.500', '.123456'].flatMap((fraction) =>
    ['', 'Z', '+02:00'].map((zone) => `2026-09-01${separator}09:00:00${fraction}${zone}`),
  ),
);

/** A fraction with its point, with each possible number of trailing zeros. */
function paddings(fraction: string): readonly string[] {
  const significant = fraction.replace(/0+$/, '');
  return FRACTION_DIGITS.filter((digits) => digits >= significant.length).map((digits) =>
    behindPoint(significant.padEnd(digits, '0')),
  );
}

function behindPoint(fraction: string): string {
  return fraction === '' ? '' : `.${fraction}`;
}

function minutesOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}
