/** Maximum length of an e-mail address in Django. */
const MAX_CHARACTERS = 320;

/** `validate_email` of Django (core/validators.py), without addresses at a number (`[127.0.0.1]`) and quoted names. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1 || text.length > MAX_CHARACTERS) return false;
  return NAME.test(text.slice(0, at)) && (text.slice(at + 1) === 'localhost' || isDomain(text.slice(at + 1)));
}

const NAME = /^[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*$/i;
const LABEL = /^[A-Z0-9\u00A1-\uFFFF](?:[A-Z0-9\u00A1-\uFFFF-]{0,61}[A-Z0-9\u00A1-\uFFFF])?$/i;

function isDomain(text: string): boolean {
  const labels = text.split('.');
  return labels.length > 1 && labels.every((label) => LABEL.test(label)) && (labels.at(-1)?.length ?? 0) > 1;
}
