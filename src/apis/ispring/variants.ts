import type { ChoicesOf } from '../../engine/variant.ts';

/** What iSpring's pages, its OpenAPI document and their versions leave open. */
export const variants = [
  {
    name: 'unknown-content-item',
    question: 'What is the body of the 404 of an unknown content item?',
    default: 'plain-text',
    choices: [
      {
        name: 'plain-text',
        meaning: 'The words alone, as text/plain, whatever was asked for.',
        source: "the vendor's page has the words, its OpenAPI document the media type",
        provenance: 'observed',
      },
      {
        name: 'code-and-message',
        meaning: 'Code and message in XML or JSON, as every other refusal.',
        source: "the vendor's OpenAPI document: the shared NotFound, which its other operations have",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'progress',
    question: 'Is progress a decimal or a whole number?',
    default: 'decimal',
    choices: [
      {
        name: 'decimal',
        meaning: 'A decimal where there is something behind the point: 90.91, 20.',
        source: "the vendor's sample",
        provenance: 'documented',
      },
      {
        name: 'integer',
        meaning: 'A whole number, the rest cut off, so that 100 still means all: 90, 20.',
        source: "the vendor's OpenAPI document: integer; that it is cut and not rounded is assumed",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'publisher',
    question: 'May a publisher read the statuses?',
    default: 'allowed',
    choices: [
      {
        name: 'allowed',
        meaning: 'Yes, those of the departments that they manage.',
        source: "the vendor's page",
        provenance: 'documented',
      },
      {
        name: 'denied',
        meaning: 'No: a publisher gets a 403.',
        source: "the vendor's later pages for the same address, which list the roles without publishers",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'edit-right',
    question: 'Must the caller be allowed to edit the content item?',
    default: 'overlooked',
    choices: [
      {
        name: 'overlooked',
        meaning: 'No.',
        source: "the vendor's page, which does not speak of it",
        provenance: 'documented',
      },
      {
        name: 'wanted',
        meaning: 'Yes: whoever may not gets a 403. Here owner and administrators may, and no one else (assumed).',
        source: "the vendor's newest page: 'Can edit' access to the content item",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'credentials',
    question: 'How does a caller say who it is?',
    default: 'either',
    choices: [
      {
        name: 'either',
        meaning: 'By the three headers X-Auth-Account-Url, X-Auth-Email and X-Auth-Password, or by an access token.',
        source: "the vendor's page has the headers, its later pages the token; a public client can do both",
        provenance: 'observed',
      },
      {
        name: 'x-auth',
        meaning: 'By the three headers; an access token counts for nothing.',
        source: "the vendor's page",
        provenance: 'documented',
      },
      {
        name: 'token',
        meaning: 'By an access token in Authorization; the three headers count for nothing.',
        source: "the vendor's later pages for the same address, and its OpenAPI document",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'token-form',
    question: 'How is an access token written in Authorization?',
    default: 'either',
    choices: [
      {
        name: 'either',
        meaning: 'As it is, or behind Bearer.',
        source: "the vendor's pages show both, and clients send both",
        provenance: 'observed',
      },
      {
        name: 'raw',
        meaning: 'As it is; behind Bearer it gets a 401.',
        source: "the vendor's later pages for the same address",
        provenance: 'observed',
      },
      {
        name: 'bearer',
        meaning: 'Behind Bearer; as it is it gets a 401.',
        source: "the vendor's page on access tokens, and its OpenAPI document",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'bad-credentials',
    question: 'What answers credentials that are missing or wrong?',
    default: 'unauthorized',
    choices: [
      {
        name: 'unauthorized',
        meaning: 'A 401.',
        source: "the vendor's OpenAPI document",
        provenance: 'observed',
      },
      {
        name: 'permission-denied',
        meaning: 'A 403, as where the permission is missing.',
        source: "the vendor's page, whose only refusals are 403 and 404",
        provenance: 'documented',
      },
    ],
  },
  {
    name: 'content-item-id',
    question: 'Which texts may be the id of a content item?',
    default: 'any-text',
    choices: [
      {
        name: 'any-text',
        meaning: 'All; one that is no id gets the 404.',
        source: "the vendor's sample: 123",
        provenance: 'documented',
      },
      {
        name: 'uuid',
        meaning: 'UUIDs; any other text gets a 400, the sample too.',
        source: "the vendor's OpenAPI document: format uuid",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'completion-date',
    question: 'Which courses are completed, so that completionDate is there?',
    default: 'ended',
    choices: [
      {
        name: 'ended',
        meaning: 'Those that have come to an end, the failed ones too.',
        source: "the vendor's page has the date for completed courses, and does not say whether a failed one is",
        provenance: 'assumed',
      },
      {
        name: 'passed',
        meaning: 'Those that are passed or complete; a failed one has no date.',
        source: "the vendor's page has the date for completed courses, and does not say whether a failed one is",
        provenance: 'assumed',
      },
    ],
  },
  {
    name: 'listed',
    question: 'Who has a row?',
    default: 'enrolled',
    choices: [
      {
        name: 'enrolled',
        meaning: 'Everyone who is enrolled, Not started included.',
        source: "the vendor's page: lastViewDate is there if the content was viewed, so there are rows without a view",
        provenance: 'documented',
      },
      {
        name: 'viewed',
        meaning: 'Who has viewed the content item.',
        source: "the vendor's oldest page on the sister SOAP call: all users who viewed the course",
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
        meaning: 'XML, and a violation of severity warning.',
        source: 'the vendor is silent, and its OpenAPI document has no 406',
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

export type IspringChoices = ChoicesOf<typeof variants>;
