import type { ChoicesOf } from '../../engine/variant.ts';

/** The open questions of StackOne's documents. */
export const variants = [
  {
    name: 'vintage',
    question: "Which of the vendor's documents defines the fields of a completion?",
    default: '2025-03',
    choices: [
      {
        name: '2025-03',
        meaning: 'The page, with 21 fields.',
        source: "the vendor's page, whose fields are those of its OpenAPI document of March 2025",
        provenance: 'documented',
      },
      {
        name: '2025-12',
        meaning: 'The later OpenAPI document, which adds time_spent, certificate_url and score.',
        source: "the vendor's OpenAPI document of 3 December 2025",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'missing-account',
    question: 'What is the answer to a request without x-account-id?',
    default: 'bad-request',
    choices: [
      {
        name: 'bad-request',
        meaning: 'A 400, because a required parameter is missing.',
        source: 'the vendor is silent; its OpenAPI document has 400 for parameters that fail their schema',
        provenance: 'assumed',
      },
      {
        name: 'forbidden',
        meaning: 'A 403, because the key alone has no permission.',
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
    question: 'What is raw in an answer to a request without raw=true?',
    default: 'absent',
    choices: [
      {
        name: 'absent',
        meaning: 'Left out.',
        source: 'the vendor is silent; raw is not a required member of the answer in its OpenAPI documents',
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
        meaning: 'The same as with raw=true.',
        source: "the vendor's page: the sample has raw, and the request above it does not ask for it",
        provenance: 'documented',
      },
    ],
  },
  {
    name: 'bare-key',
    question: 'Are Basic credentials without a colon accepted?',
    default: 'accepted',
    choices: [
      {
        name: 'accepted',
        meaning: 'Yes, with and without the colon.',
        source: "the vendor's older guide encodes the key alone, its page on authentication the key and a colon",
        provenance: 'observed',
      },
      {
        name: 'refused',
        meaning: 'No. They get a 401.',
        source: "the vendor's page on authentication: the key is the user name, the password is empty",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'fields',
    question: 'Does the answer have id if fields does not name it?',
    default: 'as-named',
    choices: [
      {
        name: 'as-named',
        meaning: 'No. The answer has only the named fields.',
        source: 'the vendor: a comma separated list of the fields that are returned',
        provenance: 'documented',
      },
      {
        name: 'with-id',
        meaning: 'Yes.',
        source: 'the vendor is silent; a unified record without its id is of little use',
        provenance: 'assumed',
      },
    ],
  },
  {
    name: 'user-agent',
    question: 'Must a request have the header User-Agent?',
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
        meaning: 'Yes. A request without it gets a 403.',
        source: "the vendor's pages on errors: requests without a valid User-Agent may be blocked",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'accept',
    question: 'What is the answer if Accept matches no media type?',
    default: 'overlooked',
    choices: [
      {
        name: 'overlooked',
        meaning: 'JSON, with a warning.',
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
