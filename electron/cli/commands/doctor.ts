import os from 'node:os';
import { version } from '../../../package.json' with { type: 'json' };
import {
  askOutlook,
  examineOffice,
  type OfficeFacts,
  type OutlookAsked,
  type ThunderbirdProfile,
  thunderbirdProfiles,
} from '../../core/clients/index.ts';
import type { Change } from '../../core/model/plan.ts';
import { problemOf } from '../../core/model/problem.ts';
import { createOnboarding, type ProgramOffer } from '../../core/onboarding/index.ts';
import { type DecidedSetting, gatherPolicy, judgePolicy, type PolicyFacts, type RefusedSetting } from '../../core/policy/index.ts';
import type { OperatingSystem } from '../../core/world/machine.ts';
import { type Answer, type Call, failure, usage } from '../call.ts';
import { doctorLines } from '../print/print-doctor.ts';
import { isRemoteSession } from '../../platform/machine/remote-session.ts';
import { doctorFacts } from './doctor-facts.ts';
import { doctorPolicies } from './doctor-policies.ts';

/** What this computer offers. */
export interface Examination {
  mailramp: { version: string; dataFolder: string };
  system: { os: OperatingSystem; release: string; architecture: string; node: string };
  session: { remote: boolean };
  programs: ProgramOffer[];
  /** Thunderbird's profiles, of whichever installation. */
  profiles: ThunderbirdProfile[];
  /** What is known about Outlook; only on Windows. */
  office?: OfficeFacts;
  /** `--ask-outlook`: what Outlook itself says about the accounts of its default profile. */
  asked?: OutlookAsked;
  /** Managed settings that somebody set and that are in force. */
  policies: DecidedSetting[];
  policiesRefused: RefusedSetting[];
  /** From which `--facts` judges the same again elsewhere. */
  policyFacts: PolicyFacts;
  /** What Mailramp changed on this computer, the newest first. */
  changes: Omit<Change, 'data'>[];
}

/** `doctor`: programs with their versions, the system, the session, and what Mailramp has changed so far. */
export async function doctor(call: Call): Promise<Answer> {
  const { given, world, words, terminal, signal } = call;
  const file = given.text('facts');
  if (file !== undefined && given.has('ask-outlook'))
    return failure(usage('not-together', { option: '--facts', other: '--ask-outlook' }).problem);
  if (given.has('policies') && given.has('ask-outlook'))
    return failure(usage('not-together', { option: '--policies', other: '--ask-outlook' }).problem);
  if (given.has('policies')) return doctorPolicies(call);
  if (file !== undefined) return doctorFacts(call, file);
  const onboarding = createOnboarding(world);
  const [programs, profiles, changes] = await Promise.all([onboarding.programs(), thunderbirdProfiles(world), onboarding.changes()]);
  const { machine } = world;
  const policyFacts = await gatherPolicy(world);
  const { decided, refused } = judgePolicy(policyFacts);
  const office = world.windows === undefined ? undefined : await examineOffice(world, signal);
  if (signal.aborted) return failure(problemOf('cancelled', {}, ['retry']));
  const asked = given.has('ask-outlook') ? await askOutlook(world, { consent: true, signal }) : undefined;
  const examination: Examination = {
    mailramp: { version, dataFolder: machine.dataFolder },
    system: { os: machine.os, release: os.release(), architecture: os.arch(), node: process.versions.node },
    session: { remote: isRemoteSession(machine.os, terminal.env) },
    programs,
    profiles,
    ...(office === undefined ? {} : { office }),
    ...(asked?.ok === true ? { asked: asked.value } : {}),
    policies: decided.filter(({ source }) => source !== 'built-in'),
    policiesRefused: refused,
    policyFacts,
    changes: changes.map(({ id, client, address, at, state }) => ({ id, client, address, at, state })),
  };
  const problem = asked?.ok === false ? asked.problem : undefined;
  return { document: examination, lines: doctorLines(examination, words), problem };
}
