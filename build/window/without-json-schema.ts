import type { Plugin } from 'vite';

/** What of zod writes JSON Schemas: a tenth of the window's code, and the window parses only. */
const WRITERS = /[\\/]zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/;

const REFUSAL = `
const refuse = () => { throw new Error('This build writes no JSON Schema'); };
const method = () => refuse;
export default { createStandardJSONSchemaMethod: method, createToJSONSchemaMethod: method };
`;

/** Leaves zod's writer of JSON Schemas out of a bundle; asking for one throws. Everything else of zod stays as it is. */
export const withoutJsonSchema = (): Plugin => ({
  name: 'without-json-schema',
  enforce: 'pre',
  // The command line's schemas are written by other builds.
  applyToEnvironment: ({ name }) => name === 'client',
  load: (id) => (WRITERS.test(id) ? { code: REFUSAL, syntheticNamedExports: true, moduleSideEffects: false } : null),
});
