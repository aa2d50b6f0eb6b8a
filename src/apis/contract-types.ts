// Made by npm run generate. Do not edit.
export type * from './helsinki/contract-types.ts';
export type * from './ispring/contract-types.ts';
export type * from './moocit/contract-types.ts';
export type * from './stackone/contract-types.ts';
