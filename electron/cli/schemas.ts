import { z } from 'zod';
import { forecast, officeFacts, OUTLOOK_PAGES, OUTLOOK_ROLES, outlookAsked, thunderbirdProfile } from '../core/clients/index.ts';
import { autoconfigDocument, autodiscoverDocument, discovery, paccDocument } from '../core/discovery/index.ts';
import { checkReport, spfResult, zoneRecord } from '../core/domain-check/index.ts';
import { EXPORT_FORMATS } from '../core/exports/index.ts';
import { verification } from '../core/login/index.ts';
import { confirmation } from '../core/model/confirmation.ts';
import { change } from '../core/model/plan.ts';
import { problem } from '../core/model/problem.ts';
import { sceneId } from '../core/model/walkthrough.ts';
import { decidedSetting, policyFacts, refusedSetting } from '../core/policy/index.ts';
import { programOffer, setupResult } from '../core/onboarding/index.ts';
import { REPLAYED_CLIENTS } from './commands/replay-ui.ts';
import { FILM_FORMATS } from './film/wanted.ts';
import { toldProblem } from './told.ts';

const withProblem = { problem: toldProblem.optional() };
const verify = verification.extend(withProblem);
const role = z.enum(OUTLOOK_ROLES);
const setup = setupResult.extend({ ...withProblem, login: verify.optional(), confirmation: confirmation.optional() });

/** What each command prints with `--json` when it got far enough to have something to say; fields may be added, never renamed. */
export const OUTPUT = {
  discover: discovery.extend(withProblem),
  parse: z.union([autoconfigDocument, autodiscoverDocument, paccDocument]),
  /** `wait`: seconds for which others may still see the old state once `zone` is published. */
  check: checkReport.extend({ ...withProblem, wait: z.number().int().optional() }),
  /** `check --zone`. */
  'check-zone': z.object({ domain: z.string(), records: z.array(zoneRecord), zone: z.string() }),
  /** `check --domains`: each line; one that names no domain has only its problem. */
  'check-line': z.union([checkReport.extend({ at: z.string() }), z.object({ domain: z.string(), problem: toldProblem })]),
  /** `check --domains --out`. */
  'check-domains': z.object({
    out: z.string(),
    /** Domains that stood in `out` already; the verdicts below count them too. */
    skipped: z.number().int(),
    /** Domains of this run. */
    checked: z.number().int(),
    /** Lines that name no domain. */
    wrong: z.number().int(),
    ready: z.number().int(),
    usable: z.number().int(),
    broken: z.number().int(),
    unknown: z.number().int(),
    ...withProblem,
  }),
  spf: spfResult.extend(withProblem),
  verify,
  setup,
  undo: setup,
  export: z.object({
    address: z.string(),
    format: z.enum(EXPORT_FORMATS),
    path: z.string(),
    name: z.string(),
    mime: z.string(),
    bytes: z.number().int(),
    signed: z.boolean(),
  }),
  batch: z.object({
    folder: z.string(),
    people: z.array(z.object({ line: z.number().int(), address: z.string(), files: z.array(z.string()), problem: toldProblem.optional() })),
    leftOut: z.array(
      z.object({
        line: z.number().int(),
        why: z.enum(['address-empty', 'address-invalid', 'address-twice', 'wrong-number-of-columns']),
        value: z.string(),
        suggestion: z.string().optional(),
      }),
    ),
    ...withProblem,
  }),
  walkthrough: z.object({
    scene: sceneId,
    format: z.enum(FILM_FORMATS),
    /** The file; a folder for `steps`. */
    path: z.string(),
    /** Names of what was written. */
    files: z.array(z.string()),
    bytes: z.number().int(),
  }),
  /** `walkthrough --list`. */
  'walkthrough-list': z.object({ scenes: z.array(z.object({ id: sceneId, title: z.string(), steps: z.number().int() })) }),
  doctor: z.object({
    mailramp: z.object({ version: z.string(), dataFolder: z.string() }),
    system: z.object({ os: z.enum(['linux', 'windows', 'macos']), release: z.string(), architecture: z.string(), node: z.string() }),
    session: z.object({ remote: z.boolean() }),
    programs: z.array(programOffer),
    profiles: z.array(thunderbirdProfile),
    office: officeFacts.optional(),
    /** `--ask-outlook`: the accounts of the default profile as Outlook itself has them. */
    asked: outlookAsked.optional(),
    policies: z.array(decidedSetting),
    policiesRefused: z.array(refusedSetting),
    policyFacts,
    changes: z.array(change.omit({ data: true })),
  }),
  /** `doctor --policies`. */
  'doctor-policies': z.object({ decided: z.array(decidedSetting), refused: z.array(refusedSetting), policyFacts }),
  /** `doctor --facts FILE`. */
  'doctor-facts': z.object({
    office: officeFacts,
    assumed: z.object({
      server: z.object({ activesync: z.boolean(), imap: z.boolean(), dav: z.boolean() }),
      autodiscover: z.enum(['activesync', 'imap', 'nothing']),
    }),
    forecasts: z.array(forecast),
  }),
  'dump-ui': z.object({
    path: z.string(),
    windows: z.number().int(),
    /** Windows without standard controls, and how many of them UI Automation told more about. */
    nonStandard: z.number().int(),
    automated: z.number().int(),
  }),
  'replay-ui': z.object({
    client: z.enum(REPLAYED_CLIENTS),
    windows: z.array(
      z.object({
        title: z.string(),
        page: z.enum(OUTLOOK_PAGES),
        signals: z.array(z.string()),
        controls: z.partialRecord(role, z.object({ className: z.string(), id: z.number(), caption: z.string() })),
        ambiguous: z.array(role),
        missing: z.array(role),
        move: z.union([
          z.object({ kind: z.literal('press'), button: role }),
          z.object({ kind: z.literal('fill'), choices: z.array(role), fields: z.array(role), button: role }),
          z.object({ kind: z.enum(['more-settings', 'watch-test', 'leave-profiles']) }),
          z.object({ kind: z.literal('stop'), code: problem.shape.code, facts: problem.shape.facts }),
        ]),
      }),
    ),
  }),
  /** Any command that did not get that far. */
  failure: z.object({ problem: toldProblem }),
} as const;

/** The same as JSON Schema (draft 2020-12), by the name of its file in `docs/json`. */
export const jsonSchemas = (): Record<string, object> =>
  Object.fromEntries(Object.entries(OUTPUT).map(([name, schema]) => [`${name}.schema.json`, z.toJSONSchema(schema, { io: 'input' })]));
