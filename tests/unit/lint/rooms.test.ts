import { ESLint } from 'eslint';
import path from 'node:path';
import importX from 'eslint-plugin-import-x';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { noLiteralTextRule, roomsRule } from '../../../build/lint/rooms.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
// Only the house's own rules: the type-aware ones need files that exist.
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.ts', '**/*.tsx'],
      languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      plugins: { house: { rules: { rooms: roomsRule, 'no-literal-text': noLiteralTextRule } } },
      rules: { 'house/rooms': 'error', 'house/no-literal-text': 'error' },
    },
  ],
});

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map((message) => message.message);
}

describe('the rooms of the house', () => {
  it.each([
    ['electron/core/model/address.ts', "import '../world/network.ts';", 'core/model may not import core/world'],
    ['electron/core/discovery/x.ts', "import '../login/index.ts';", 'core/discovery may not import core/login'],
    ['electron/core/discovery/x.ts', "import 'node:fs';", 'core/discovery may not use Node'],
    ['electron/core/login/x.ts', "import 'imapflow';", 'core/login may not use the package imapflow'],
    ['electron/core/login/x.ts', "await import('node:net');", 'core/login may not use Node'],
    ['electron/core/onboarding/x.ts', "export * from '../discovery/merge.ts';", 'enter core/discovery by its index.ts'],
    ['electron/platform/x.ts', "import '../core/discovery/index.ts';", 'platform may not import core/discovery'],
    ['electron/platform/x.ts', "import 'electron';", 'platform may not use the package electron'],
    ['electron/cli/x.ts', "import 'electron';", 'cli may not use the package electron'],
    ['electron/cli/x.ts', "import '../main/start.ts';", 'cli may not import main'],
    ['electron/preload/preload.ts', "import '../core/model/secret.ts';", 'preload may not import core/model'],
    ['electron/wording/x.ts', "import 'node:fs';", 'wording may not use Node'],
    ['renderer/steps/done/x.tsx', "import '../address/content.tsx';", 'a step never imports another step'],
    ['renderer/steps/done/x.tsx', "import '../../../electron/main/session.ts';", 'renderer/steps may not import main'],
    ['renderer/steps/done/x.tsx', "import '../../../electron/platform/world.ts';", 'renderer/steps may not import platform'],
    ['renderer/ui/x.tsx', "import '../bridge/bridge.ts';", 'renderer/ui may not import renderer/bridge'],
    ['renderer/flow/x.ts', "import 'react';", 'renderer/flow may not use the package react'],
    ['electron/main/x.ts', "import '../../tests/demo-host/demo-host.ts';", 'tests are imported by nothing'],
    ['electron/drawer/x.ts', "import 'zod';", 'drawer is no room of the house'],
  ])('%s refuses %s', async (file, code, reason) => {
    expect(await complaints(file, code)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ['electron/core/discovery/x.ts', "import '../model/address.ts'; import '../world/world.ts'; import './merge.ts'; import 'zod';"],
    ['electron/core/onboarding/x.ts', "import '../discovery/index.ts';"],
    ['electron/contract/calls.ts', "import '../core/login/verification.ts';"],
    ['renderer/steps/done/x.tsx', "import '../../ui/button.tsx'; import './content.tsx'; import 'react';"],
    ['tests/unit/x.test.ts', "import '../../electron/platform/world.ts';"],
  ])('%s may have its own', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });

  it('refuses words in the window’s code', async () => {
    expect(await complaints('renderer/ui/x.tsx', 'export const x = <p>Hello</p>;')).toEqual(['Text belongs to assets/locales']);
    expect(await complaints('renderer/ui/x.tsx', 'export const x = <img alt="A house" />;')).toEqual(['Text belongs to assets/locales']);
    expect(await complaints('renderer/ui/x.tsx', 'export const x = <p>{t("hello")} – 3</p>;')).toEqual([]);
  });
});

describe('the gates that ESLint brings along', () => {
  it('are switched on for every TypeScript file', async () => {
    const full = new ESLint({ cwd: root, overrideConfigFile: path.join(root, 'build/lint/eslint.config.mjs') });
    const core: unknown = await full.calculateConfigForFile(path.join(root, 'electron/core/discovery/discovery.ts'));
    expect(core).toMatchObject({
      rules: {
        'import-x/no-cycle': [2],
        'house/rooms': [2],
        '@typescript-eslint/no-explicit-any': [2],
        '@typescript-eslint/no-non-null-assertion': [2],
        '@typescript-eslint/no-floating-promises': [2],
      },
    });
  });
});

describe('import cycles', () => {
  it('are found', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mailramp-cycle-'));
    try {
      await writeFile(path.join(folder, 'a.ts'), "import { b } from './b.ts';\nexport const a = () => b;\n");
      await writeFile(path.join(folder, 'b.ts'), "import { a } from './a.ts';\nexport const b = () => a;\n");
      const cycles = new ESLint({
        cwd: folder,
        overrideConfigFile: true,
        overrideConfig: [
          {
            files: ['**/*.ts'],
            languageOptions: { parser: tseslint.parser },
            plugins: { 'import-x': importX },
            settings: { 'import-x/extensions': ['.ts'], 'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] } },
            rules: { 'import-x/no-cycle': 'error' },
          },
        ],
      });
      const results = await cycles.lintFiles(['*.ts']);
      expect(results.flatMap((result) => result.messages.map((message) => message.ruleId))).toEqual([
        'import-x/no-cycle',
        'import-x/no-cycle',
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
