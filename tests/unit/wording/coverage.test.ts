import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, OPTIONS } from '../../../electron/cli/command-table.ts';
import { LIKELIHOODS, OUTLOOK_PAGES, OUTLOOK_ROLES, PREDICTION_REASONS } from '../../../electron/core/clients/index.ts';
import { ATTEMPT_OUTCOMES, clientView, providerPage } from '../../../electron/core/discovery/index.ts';
import { spfFault, spfResult, spfTerm } from '../../../electron/core/domain-check/index.ts';
import { SKIP_REASONS } from '../../../electron/core/discovery/parsers/documents.ts';
import { LOGIN_OUTCOMES, verification } from '../../../electron/core/login/index.ts';
import { GUIDE_KINDS, GUIDE_VALUES } from '../../../electron/core/model/guide.ts';
import { POWERSHELL_FAILURES, UNASKED_REASONS } from '../../../electron/core/model/confirmation.ts';
import { change, planStep } from '../../../electron/core/model/plan.ts';
import { NEXT_STEPS, problem, PROBLEMS } from '../../../electron/core/model/problem.ts';
import { decidedSetting, POLICY_SOURCES, REFUSALS, SETTING_NAMES, sourceFacts } from '../../../electron/core/policy/index.ts';
import { AUTHENTICATIONS, PROTOCOLS, security, SOURCE_IDS, transport, TRUST_REASONS } from '../../../electron/core/model/service.ts';
import { programOffer } from '../../../electron/core/onboarding/index.ts';
import { SETUP_OUTCOMES } from '../../../electron/core/onboarding/story.ts';
import { BECAUSE_NEEDS, MESSAGE_NEEDS, NEXT_NEEDS, PLAN_NEEDS, PROOF_NEEDS } from '../../../electron/wording/index.ts';
import { CLIENT_NAMES } from '../../../electron/wording/values.ts';
import { catalogue, gapsOf, keysBelow, LANGUAGES, namesOf } from './catalogues.ts';

const codes = catalogue('en', 'codes');
const problems = catalogue('en', 'problems');
const cli = catalogue('en', 'cli');
const sorted = (names: readonly string[]): string[] => [...names].sort();
const gapNames = (sentence: string | undefined, language: 'en' | 'de'): string[] => namesOf(gapsOf(sentence ?? '', language));

const UNIONS: Record<string, readonly string[]> = {
  client: CLIENT_NAMES,
  task: PROTOCOLS,
  protocol: PROTOCOLS,
  security: security.options,
  authentication: AUTHENTICATIONS,
  source: SOURCE_IDS,
  transport: transport.options,
  trust: ['trusted', 'untrusted'],
  reason: TRUST_REASONS,
  attempt: ATTEMPT_OUTCOMES,
  login: LOGIN_OUTCOMES,
  verdict: verification.shape.verdict.options,
  plan: planStep.shape.kind.options,
  planShort: Object.entries(PLAN_NEEDS).flatMap(([kind, needs]) => (needs.length > 0 ? [kind] : [])),
  'program.state': programOffer.shape.state.options,
  'program.why': programOffer.shape.why.options,
  proof: [...Object.keys(PROOF_NEEDS), 'other'],
  unasked: UNASKED_REASONS,
  untold: POWERSHELL_FAILURES,
  'client-view': clientView.shape.notes.element.options,
  page: providerPage.shape.kind.options,
  setup: SETUP_OUTCOMES,
  change: change.shape.state.options,
  skip: SKIP_REASONS,
  prediction: PREDICTION_REASONS,
  likelihood: LIKELIHOODS,
  'guide.step': GUIDE_KINDS,
  'guide.how': GUIDE_KINDS,
  'guide.value': GUIDE_VALUES,
  'outlook-page': OUTLOOK_PAGES,
  'outlook-role': OUTLOOK_ROLES,
  os: ['linux', 'windows', 'macos'],
  'policy.setting': SETTING_NAMES,
  'policy.source': POLICY_SOURCES,
  'policy.nature': decidedSetting.shape.nature.options,
  'policy.state': sourceFacts.shape.state.options,
  'policy.refused': REFUSALS,
};

describe('the codes', () => {
  it.each(Object.entries(UNIONS))('%s have a sentence each, and no sentence is left over', (section, members) => {
    expect(sorted(keysBelow(codes, section))).toEqual(sorted(members));
  });

  it('have no section that nobody asks for', () => {
    const asked = new Set([...Object.keys(UNIONS).map((section) => section.split('.')[0] ?? ''), 'named']);
    expect(sorted([...new Set([...codes.keys()].map((key) => key.split('.')[0] ?? ''))])).toEqual(sorted([...asked]));
  });

  it.each(LANGUAGES)('name in %s exactly the facts that fill their gaps', (language) => {
    const sentences = catalogue(language, 'codes');
    for (const [kind, needs] of Object.entries(PLAN_NEEDS)) {
      expect([kind, gapNames(sentences.get(`plan.${kind}`), language)]).toEqual([kind, sorted(needs)]);
      expect(gapNames(sentences.get(`planShort.${kind}`), language)).toEqual([]);
    }
    for (const [kind, needs] of Object.entries(PROOF_NEEDS)) {
      expect([kind, gapNames(sentences.get(`proof.${kind}`), language)]).toEqual([kind, sorted(needs)]);
    }
  });
});

describe('the problems', () => {
  it('have a title and a message each, whosoever they are and whatever is to be done', () => {
    expect(sorted(keysBelow(problems, 'problem'))).toEqual(sorted(Object.keys(PROBLEMS)));
    expect(sorted(keysBelow(problems, 'whose'))).toEqual(sorted(problem.shape.whose.options));
    expect(sorted(keysBelow(problems, 'next'))).toEqual(sorted(NEXT_STEPS));
    expect(sorted(keysBelow(problems, 'nextShort'))).toEqual(sorted(Object.keys(NEXT_NEEDS)));
  });

  it.each(LANGUAGES)('name in %s exactly the facts that fill their gaps', (language) => {
    const sentences = catalogue(language, 'problems');
    for (const [code, needs] of Object.entries(MESSAGE_NEEDS)) {
      expect(sentences.has(`problem.${code}.title`)).toBe(true);
      expect([code, gapNames(sentences.get(`problem.${code}.message`), language)]).toEqual([code, sorted(needs)]);
      expect([code, sentences.has(`problem.${code}.messageShort`)]).toEqual([code, needs.length > 0]);
      expect(gapNames(sentences.get(`problem.${code}.messageShort`), language)).toEqual([]);
    }
    for (const [step, needs] of Object.entries(NEXT_NEEDS)) {
      expect(gapNames(sentences.get(`next.${step}`), language)).toEqual(sorted(needs));
    }
  });

  it.each(LANGUAGES)('give in %s a reason for exactly the reasons that the code knows', (language) => {
    const sentences = catalogue(language, 'problems');
    for (const code of Object.keys(PROBLEMS)) {
      const reasons = Object.entries(BECAUSE_NEEDS).find(([known]) => known === code)?.[1] ?? {};
      expect([code, sorted(keysBelow(sentences, `problem.${code}.because`))]).toEqual([code, sorted(Object.keys(reasons))]);
      for (const [reason, needs] of Object.entries(reasons)) {
        expect([reason, gapNames(sentences.get(`problem.${code}.because.${reason}`), language)]).toEqual([reason, sorted(needs)]);
      }
    }
  });
});

describe('the command line', () => {
  it('explains every command and every option', () => {
    expect(sorted(keysBelow(cli, 'help.command'))).toEqual(sorted(Object.keys(COMMANDS)));
    expect(sorted(keysBelow(cli, 'help.option'))).toEqual(sorted(Object.keys(OPTIONS)));
  });

  it('uses every sentence of its catalogue, and none that is not there', () => {
    const folder = path.resolve(import.meta.dirname, '../../../electron/cli');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const source = files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
    const used = [...source.matchAll(/\.text\(\s*'([a-z-]+)'/g), ...source.matchAll(/\? '(session-[a-z]+)' : '(session-[a-z]+)'/g)].flatMap(
      ([, ...keys]) => keys,
    );
    expect(sorted([...new Set([...used, 'check', 'fault', 'spf', 'outlook', 'ui'])].filter((key) => !isOption(key)))).toEqual(
      sorted(keysBelow(cli, 'text')),
    );
  });

  it('has a sentence for each way in which a line of a batch can be wrong', () => {
    expect(sorted(keysBelow(cli, 'text.fault'))).toEqual(['address-empty', 'address-invalid', 'address-twice', 'wrong-number-of-columns']);
  });

  it('has a sentence for every result of SPF, every fault and every outcome of a term', () => {
    expect(sorted(keysBelow(cli, 'text.spf.result'))).toEqual(sorted(spfResult.shape.result.options));
    expect(sorted(keysBelow(cli, 'text.spf.fault'))).toEqual(sorted(spfFault.shape.code.options));
    expect(sorted(keysBelow(cli, 'text.spf.outcome'))).toEqual(sorted(spfTerm.shape.outcome.options));
  });

  it('explains without gaps, since the help is read without a formatter', () => {
    expect([...cli].filter(([key, text]) => key.startsWith('help.') && /[{}']/.test(text))).toEqual([]);
  });
});

const isOption = (key: string): boolean => Object.hasOwn(OPTIONS, key) && !['settings'].includes(key);
