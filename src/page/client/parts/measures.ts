/** A time span for reading: `12 ms`, `1.5 s`. */
export function spanText(milliseconds: number): string {
  return milliseconds < 999.5 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A count with its unit: `1 exchange`, `2,000 exchanges`. */
export function countText(count: number, unit: string): string {
  return `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`;
}

/** The time of day by the clock of this machine, with the date if it is not today. */
export function momentText(instant: string): string {
  const moment = new Date(instant);
  const time = moment.toTimeString().slice(0, 8);
  return moment.toDateString() === new Date().toDateString() ? time : `${dateText(moment)} ${time}`;
}

/** The date and time with the time zone, for a tooltip. */
export function fullMomentText(instant: string): string {
  const moment = new Date(instant);
  return `${dateText(moment)} ${moment.toTimeString()}`;
}

function dateText(moment: Date): string {
  // The form of Sweden is that of ISO 8601.
  return moment.toLocaleDateString('sv');
}
