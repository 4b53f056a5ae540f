import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { build } from 'vite';
import { root } from './setup.mjs';

/** `node build/scripts/json-schemas.mjs`: writes docs/json from the schemas that the commands' own types come from. */
const folder = path.join(root, 'docs', 'json');

async function schemasNow() {
  const bundle = await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, 'electron', 'cli', 'schemas.ts'),
      write: false,
      rollupOptions: { output: { inlineDynamicImports: true } },
    },
  });
  const [{ code }] = bundle.output;
  const { jsonSchemas } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  return jsonSchemas();
}

const schemas = await schemasNow();
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!Object.hasOwn(schemas, name)) rmSync(path.join(folder, name));
for (const [name, schema] of Object.entries(schemas)) {
  const file = path.join(folder, name);
  const options = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(JSON.stringify(schema), { ...options, filepath: file }));
}
