import { createOnboarding } from '../../../electron/core/onboarding/index.ts';
import type { Desk } from '../../../electron/main/desk.ts';
import { judgePolicy, noPolicy } from '../../../electron/core/policy/index.ts';
import { newSession } from '../../../electron/main/session.ts';
import { fakeMachine, type FakeMachine } from '../../fakes/machine.ts';
import { fakeWorld, type FakeWorld } from '../../fakes/world.ts';
import { memoryTrail, type MemoryTrail } from './memory-trail.ts';

export interface TestDesk extends Desk {
  world: FakeWorld;
  machine: FakeMachine;
  trail: MemoryTrail;
  /** What was asked of Electron, in order. */
  asked: string[];
}

/** A desk in a played world; `saveTo` is what the person answers to "where?". */
export function testDesk(saveTo?: string): TestDesk {
  const machine = fakeMachine();
  const world = fakeWorld(machine);
  const asked: string[] = [];
  return {
    world,
    machine,
    asked,
    onboarding: createOnboarding(world),
    policy: judgePolicy(noPolicy),
    session: newSession('K7M-4QX'),
    trail: memoryTrail(),
    shell: {
      askWhereToSave: (name) => {
        asked.push(`save ${name}`);
        return Promise.resolve(saveTo);
      },
      copy: (text) => void asked.push(`copy ${text}`),
      browse: (url) => {
        asked.push(`browse ${url}`);
        return Promise.resolve();
      },
      nameWindow: (title) => void asked.push(`title ${title}`),
      film: (request) => {
        asked.push(`film ${JSON.stringify(request)}`);
        const names = request.format === 'gif' ? [`${request.scene}.gif`] : ['01-first.png', 'steps.json'];
        return Promise.resolve(names.map((name) => ({ name, bytes: new TextEncoder().encode(name) })));
      },
      page: (request) => {
        asked.push(`page ${JSON.stringify(request)}`);
        return Promise.resolve({ name: `${request.scene}.html`, bytes: new TextEncoder().encode('<!doctype html>') });
      },
    },
    translate: (key) => key,
    opening: {
      version: '1.2.3',
      locale: 'en',
      os: 'linux',
      demo: false,
      details: false,
      remoteSession: false,
      prefill: { address: '', fullName: '' },
      company: '',
    },
  };
}
