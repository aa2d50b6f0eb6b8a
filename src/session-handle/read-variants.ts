import { readVariants } from '../config/variant-settings.ts';
import { OptionError } from '../config/option-readers.ts';
import type { Service } from '../engine/service.ts';
import type { Session } from '../engine/session/session.ts';
import type { VariantChoices } from '../engine/variant.ts';

/** The variants of all APIs, for the control API. */
export function listVariants(services: readonly Service[]): Readonly<Record<string, Service['variants']>> {
  return Object.fromEntries(services.map(({ name, variants }) => [name, variants]));
}

/** The session's choice for each variant of each served API. */
export function variantsOf(services: readonly Service[], session: Session): Readonly<Record<string, VariantChoices>> {
  return Object.fromEntries(services.map((service) => [service.name, choicesOf(service, session)]));
}

/**
 * Changes choices of a session. Variants that are absent keep their choices.
 *
 * @throws {OptionError} if an API, a variant or a choice is unknown, or the API is not served. Then nothing is changed.
 */
export function setVariants(services: readonly Service[], session: Session, given: unknown): void {
  const chosen = Object.entries(readVariants(given, 'variants')).map(([name, choices]) => {
    const service = services.find((one) => one.name === name);
    if (service === undefined)
      throw new OptionError(
        'The API of variants',
        `one of those that are served (${services.map((one) => one.name).join(', ')})`,
        name,
      );
    return [name, service.choose({ ...choicesOf(service, session), ...choices })] as const;
  });
  for (const [name, choices] of chosen) session.chooseVariants(name, choices);
}

function choicesOf({ name, choices }: Service, session: Session): VariantChoices {
  return session.variants.get(name)?.choices ?? choices;
}
