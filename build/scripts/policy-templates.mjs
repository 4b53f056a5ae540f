import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { build } from 'vite';
import { BEGIN, END, policyDocuments } from './policy-documents.mjs';
import { root } from './setup.mjs';

/** `node build/scripts/policy-templates.mjs`: writes assets/policy-templates and the table of docs/policies.md from the code's own table. */
async function policyNow() {
  const bundle = await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, 'electron', 'core', 'policy', 'policy.ts'),
      write: false,
      rollupOptions: { output: { inlineDynamicImports: true } },
    },
  });
  const [{ code }] = bundle.output;
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

const sentencesIn = (language) =>
  JSON.parse(readFileSync(path.join(root, 'assets', 'locales', language, 'codes.json'), 'utf8')).policy.setting;

const { SETTINGS, policyValues } = await policyNow();
const { files, table } = policyDocuments(SETTINGS, policyValues.parse({}), { en: sentencesIn('en'), de: sentencesIn('de') });
for (const [name, text] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}
const page = path.join(root, 'docs', 'policies.md');
const before = readFileSync(page, 'utf8');
const after = `${before.slice(0, before.indexOf(BEGIN) + BEGIN.length)}\n\n${table}\n${before.slice(before.indexOf(END))}`;
writeFileSync(page, await prettier.format(after, { ...(await prettier.resolveConfig(page)), filepath: page }));
