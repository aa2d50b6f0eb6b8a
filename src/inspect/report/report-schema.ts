import schema from './report.schema.json' with { type: 'json' };

/**
 * The JSON Schema (2020-12) of the JSON report. The package publishes it as `lms-mock/report.schema.json`: it is
 * imported here so that the build takes it along.
 */
export const reportSchema: Readonly<Record<string, unknown>> = schema;
