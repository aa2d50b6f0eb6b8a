import schema from './report.schema.json' with { type: 'json' };

/**
 * The JSON Schema (2020-12) of the JSON report, published as `lms-mock/report.schema.json`. Imported here so that the
 * build includes it.
 */
export const reportSchema: Readonly<Record<string, unknown>> = schema;
