import path from 'node:path';

/**
 * Who may import whom: the one map behind the lint rule and its tests.
 * `may` names rooms; `core-doors` stands for every core area, entered only by its door.
 * `packages` is an allow-list: an unlisted package is an error. `node` gives Node's own modules.
 */
const NOUNS = ['zod', 'punycode/', 'tldts'];
const CORE_PACKAGES = [...NOUNS, 'fast-xml-parser', 'plist', 'qrcode'];
const AREAS = ['discovery', 'domain-check', 'login', 'clients', 'exports', 'policy', 'diagnostics', 'onboarding'];
const area = (name, more = []) => ({ may: ['core/model', 'core/world', `core/${name}`, ...more], packages: CORE_PACKAGES });
const REACT = ['react', 'react-dom', 'react-dom/client', 'react-aria-components', 'lucide-react', 'react-i18next'];

export const ROOMS = {
  'core/model': { may: ['core/model'], packages: NOUNS },
  'core/world': { may: ['core/model', 'core/world'], packages: ['zod'] },
  ...Object.fromEntries(AREAS.map((name) => [`core/${name}`, area(name)])),
  'core/exports': area('exports', ['core-doors']),
  'core/onboarding': area('onboarding', ['core-doors']),
  platform: {
    may: ['platform', 'core/model', 'core/world'],
    node: true,
    packages: [
      'zod',
      'koffi',
      'dns-packet',
      'https-proxy-agent',
      'imapflow',
      'nodemailer',
      'node-pop3',
      'node-powershell',
      'pkijs',
      'asn1js',
      'pdfkit',
      '@expo-google-fonts/noto-sans',
      'qrcode',
    ],
  },
  wording: { may: ['wording', 'core/model', 'core-doors', 'assets'], packages: ['zod', 'i18next', 'i18next-icu', 'intl-messageformat'] },
  contract: { may: ['contract', 'core/model', 'core-doors'], packages: ['zod'] },
  main: {
    may: ['main', 'contract', 'wording', 'core/model', 'core/world', 'core-doors', 'platform', 'assets'],
    node: true,
    packages: ['zod', 'electron', 'electron-log', 'gifenc'],
  },
  preload: { may: ['preload', 'contract'], packages: ['electron'] },
  cli: { may: ['cli', 'wording', 'core/model', 'core/world', 'core-doors', 'platform', 'assets'], node: true, packages: ['zod'] },
  'renderer/ui': { may: ['renderer/ui'], packages: REACT },
  'renderer/scenes': { may: ['renderer/scenes', 'renderer/ui', 'core/model', 'assets'], packages: REACT },
  'renderer/flow': { may: ['renderer/flow', 'core/model', 'core-doors', 'contract'], packages: ['zod'] },
  'renderer/bridge': { may: ['renderer/bridge', 'contract', 'core/model', 'core-doors'], packages: ['zod'] },
  'renderer/steps': {
    may: [
      'renderer/steps',
      'renderer/scenes',
      'renderer/ui',
      'renderer/flow',
      'renderer/bridge',
      'contract',
      'core/model',
      'core-doors',
      'wording',
    ],
    packages: REACT,
  },
  'renderer/app': {
    may: [
      'renderer/app',
      'renderer/ui',
      'renderer/flow',
      'renderer/steps',
      'renderer/bridge',
      'contract',
      'core/model',
      'core-doors',
      'wording',
      'assets',
    ],
    packages: [...REACT, 'i18next', 'i18next-icu', 'intl-messageformat'],
  },
};

/** Files of a core area that other rooms may enter by: its index, and the nouns that cross the wire without its code. */
const DOORS = [
  /^electron\/core\/[a-z-]+\/index\.ts$/,
  /^electron\/core\/discovery\/discovery\.ts$/,
  /^electron\/core\/login\/verification\.ts$/,
  /^electron\/core\/onboarding\/story\.ts$/,
];

export function roomOf(file) {
  if (file.startsWith('assets/')) return 'assets';
  if (file.startsWith('tests/')) return 'tests';
  const [side, first, second] = file.split('/');
  if (side === 'electron') return first === 'core' ? `core/${second}` : first;
  if (side === 'renderer') return `renderer/${first?.includes('.') ? 'app' : first}`;
  return undefined;
}

/** The reason an import is forbidden, or undefined. `file` and relative imports are judged from the repository's root. */
export function whyForbidden(file, imported) {
  const room = roomOf(file);
  const rules = room === undefined ? undefined : ROOMS[room];
  if (rules === undefined) return room === 'tests' || room === undefined ? undefined : `${room} is no room of the house`;
  if (!imported.startsWith('.')) return whyPackageForbidden(room, rules, imported);

  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), imported.replace(/\?.*$/, '')));
  const other = roomOf(target);
  if (other === 'tests') return 'tests are imported by nothing';
  if (target === 'package.json') return undefined;
  if (other === undefined) return `${room} may not import ${target}`;
  if (other === 'renderer/steps' && room === 'renderer/steps' && stepOf(file) !== stepOf(target) && stepOf(target) !== '') {
    return 'a step never imports another step';
  }
  if (rules.may.includes(other)) return undefined;
  if (other.startsWith('core/') && rules.may.includes('core-doors')) {
    return DOORS.some((door) => door.test(target)) ? undefined : `enter ${other} by its index.ts`;
  }
  return `${room} may not import ${other}`;
}

const stepOf = (file) => (file.split('/').length > 3 ? file.split('/')[2] : '');

function whyPackageForbidden(room, rules, imported) {
  if (imported.startsWith('node:')) return rules.node ? undefined : `${room} may not use Node`;
  const listed = rules.packages.some((name) => imported === name || imported.startsWith(`${name}/`));
  return listed ? undefined : `${room} may not use the package ${imported}`;
}

const sourceOf = (node) => (typeof node.source?.value === 'string' ? node.source.value : undefined);

export const roomsRule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{why}} (build/lint/rooms.mjs)' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const check = (node) => {
      const imported = sourceOf(node);
      const why = imported === undefined ? undefined : whyForbidden(file, imported);
      if (why !== undefined) context.report({ node, messageId: 'forbidden', data: { why } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

/** Words belong to the catalogues: letters between tags, or in the attributes a person meets, are an error. */
export const noLiteralTextRule = {
  meta: { type: 'problem', schema: [], messages: { literal: 'Text belongs to assets/locales' } },
  create(context) {
    const spoken = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'description', 'errorMessage']);
    return {
      JSXText(node) {
        if (/\p{L}/u.test(node.value)) context.report({ node, messageId: 'literal' });
      },
      JSXAttribute(node) {
        const literal = node.value?.type === 'Literal' && typeof node.value.value === 'string' && /\p{L}/u.test(node.value.value);
        if (literal && spoken.has(node.name.name)) context.report({ node, messageId: 'literal' });
      },
    };
  },
};
