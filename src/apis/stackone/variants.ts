import type { ChoicesOf } from '../../engine/variant.ts';

/** What StackOne's documents leave open. */
export const variants = [
  {
    name: 'vintage',
    question: "Of which of the vendor's documents are the fields of a completion?",
    default: '2025-03',
    choices: [
      {
        name: '2025-03',
        meaning: 'The 21 fields of the page.',
        source: "the vendor's page, whose fields are those of its OpenAPI document of March 2025",
        provenance: 'documented',
      },
      {
        name: '2025-12',
        meaning: 'Those, and behind them time_spent, certificate_url and score.',
        source: "the vendor's OpenAPI document of 3 December 2025",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'missing-account',
    question: 'What answers a request without x-account-id?',
    default: 'bad-request',
    choices: [
      {
        name: 'bad-request',
        meaning: 'A 400: a parameter that is required is missing.',
        source: 'the vendor is silent; its OpenAPI document has 400 for parameters that fail their schema',
        provenance: 'assumed',
      },
      {
        name: 'forbidden',
        meaning: 'A 403: the key alone has no right to anything.',
        source: 'the vendor is silent; its documents have 403 for a key without the right',
        provenance: 'assumed',
      },
      {
        name: 'not-found',
        meaning: 'A 404, as for an account that is not linked.',
        source:
          "the vendor's page on authentication has 404 for an invalid account id, and does not say whether none is one",
        provenance: 'assumed',
      },
    ],
  },
  {
    name: 'raw',
    question: 'What is raw where it was not asked for?',
    default: 'absent',
    choices: [
      {
        name: 'absent',
        meaning: 'Left out.',
        source: 'the vendor is silent; raw is no required member of the answer in its OpenAPI documents',
        provenance: 'assumed',
      },
      {
        name: 'null',
        meaning: 'Null.',
        source: 'the vendor is silent; raw may be null in its OpenAPI documents',
        provenance: 'assumed',
      },
      {
        name: 'empty',
        meaning: 'An empty array.',
        source: 'the vendor is silent; its OpenAPI documents allow one, and its TypeScript client takes it',
        provenance: 'assumed',
      },
      {
        name: 'filled',
        meaning: 'What it is where it was asked for.',
        source: "the vendor's page: the sample has raw, and the request above it does not ask for it",
        provenance: 'documented',
      },
    ],
  },
  {
    name: 'bare-key',
    question: 'Is a key taken whose Basic credentials have no colon?',
    default: 'accepted',
    choices: [
      {
        name: 'accepted',
        meaning: 'Yes, with a colon behind it or without.',
        source: "the vendor's older guide encodes the key alone, its page on authentication the key and a colon",
        provenance: 'observed',
      },
      {
        name: 'refused',
        meaning: 'No: it gets a 401.',
        source: "the vendor's page on authentication: the key is the user name, the password is empty",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'fields',
    question: 'Is id answered where fields does not name it?',
    default: 'as-named',
    choices: [
      {
        name: 'as-named',
        meaning: 'No: fields names all that is answered.',
        source: 'the vendor: a comma separated list of the fields that are returned',
        provenance: 'documented',
      },
      {
        name: 'with-id',
        meaning: 'Yes, always.',
        source: 'the vendor is silent; a unified record without its id is of little use',
        provenance: 'assumed',
      },
    ],
  },
  {
    name: 'user-agent',
    question: 'Must a request say what sent it, in User-Agent?',
    default: 'overlooked',
    choices: [
      {
        name: 'overlooked',
        meaning: 'No.',
        source: "the vendor's page on the operation, which does not name the header",
        provenance: 'documented',
      },
      {
        name: 'wanted',
        meaning: 'Yes: a request without it gets a 403, whatever its key.',
        source: "the vendor's pages on errors: requests without a valid User-Agent may be blocked",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'accept',
    question: 'What answers an Accept header that no media type of the answer suits?',
    default: 'overlooked',
    choices: [
      {
        name: 'overlooked',
        meaning: 'JSON, and a violation of severity warning.',
        source: 'the vendor is silent, and its OpenAPI documents have no 406',
        provenance: 'assumed',
      },
      {
        name: 'honoured',
        meaning: 'A 406.',
        source: 'the vendor is silent; HTTP allows both (RFC 9110, section 12.5.1)',
        provenance: 'assumed',
      },
    ],
  },
] as const;

export type StackOneChoices = ChoicesOf<typeof variants>;
