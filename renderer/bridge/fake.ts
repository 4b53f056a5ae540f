import type { CallName, ExposedApi, Input, Reply } from '../../electron/contract/calls.ts';
import { CALLS } from '../../electron/contract/calls.ts';
import { completeValues } from '../../electron/core/model/walkthrough-values.ts';
import { domainForPeople } from '../../electron/core/model/address.ts';
import type { Discovery } from '../../electron/core/discovery/discovery.ts';
import { playCheck } from './stories/health.ts';
import { cancelled, Curtain, playDiscovery, playSetUp, playVerify, type Stage } from './stories/play.ts';
import { CHANGE, type Script, scriptOf } from './stories/scripts.ts';

/** What the fake was asked to do, for tests that look behind the counter. */
export interface FakeApi extends ExposedApi {
  readonly asked: { name: CallName; input: unknown }[];
}

export interface FakeOptions {
  story: string;
  locale: 'en' | 'de';
  /** Real milliseconds for each millisecond of the story; 0 tells it at once. */
  pace: number;
  details?: boolean;
}

export const fakeOptionsFrom = (query: string): FakeOptions => {
  const search = new URLSearchParams(query);
  return {
    story: search.get('story') ?? 'healthy',
    locale: search.get('locale') === 'de' ? 'de' : 'en',
    pace: Number(search.get('pace') ?? '1'),
    ...(search.has('details') ? { details: true } : {}),
  };
};

/** Plays main in a browser or a test: the window's whole story without servers. Never part of a release. */
export function createFake(options: FakeOptions): FakeApi {
  const script = scriptOf(options.story);
  const listeners = new Set<{ name: string; listener: (event: unknown) => void }>();
  const running = new Map<string, () => void>();
  const asked: FakeApi['asked'] = [];

  const start: Reply<'start'> = {
    version: '0.1.0',
    locale: options.locale,
    os: 'linux',
    demo: false,
    details: options.details ?? false,
    remoteSession: false,
    prefill: { address: '', fullName: 'Anna Berg' },
    company: '',
    reference: 'K7M-4QX',
    ...script.start,
  };

  const stageFor = (id: string): Stage => ({
    pass: (ms) =>
      new Promise((resolve, reject) => {
        if (ms >= 1e8) return void running.set(id, () => reject(new Curtain()));
        const timer = setTimeout(resolve, ms * options.pace);
        running.set(id, () => {
          clearTimeout(timer);
          reject(new Curtain());
        });
      }),
    emit: (name, event) => {
      for (const heard of listeners) if (heard.name === name) heard.listener({ ...event, call: id });
    },
  });

  const answers = answersOf(script, start);

  return {
    asked,
    async call(name, id, input) {
      asked.push({ name, input });
      try {
        return await answers[name](input, stageFor(id));
      } catch (error) {
        if (!(error instanceof Curtain)) throw error;
        return name === 'setUp'
          ? { client: 'thunderbird', plan: [], outcome: 'cancelled', verified: [], problem: cancelled.problem }
          : cancelled;
      } finally {
        running.delete(id);
      }
    },
    cancel: (id) => running.get(id)?.(),
    on(name, listener) {
      const entry = { name, listener };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  };
}

type Answer = (input: unknown, stage: Stage) => Promise<unknown>;

function answersOf(script: Script, start: Reply<'start'>): Record<CallName, Answer> {
  let discovery: Discovery | undefined;
  let plans = 0;
  let answered: (byHand: boolean) => void = () => undefined;
  const waitForAnswer = (): Promise<boolean> => new Promise((resolve) => (answered = resolve));
  const planned = async ({ level }: Input<'plan'>, stage: Stage): Promise<Reply<'plan'>> => {
    await stage.pass(120);
    plans += 1;
    if (script.planProblem !== undefined && plans <= script.planProblem.times) return { ok: false, problem: script.planProblem.problem };
    const { plan: steps, alreadyThere = false, dialogs } = script;
    const told = dialogs === undefined ? {} : { ...dialogs, level: level ?? dialogs.level };
    return CALLS.plan.output.parse({ ok: true, value: { steps, alreadyThere, ...told } });
  };
  return {
    start: () => Promise.resolve(start),
    discover: async (input, stage) => {
      const reply = await playDiscovery(script, CALLS.discover.input.parse(input), stage);
      if (reply.ok) discovery = reply.value;
      return reply;
    },
    checkDomain: (_input, stage) => playCheck(script.health, start.locale, domainForPeople(discovery?.domain ?? 'firma.example'), stage),
    saveCheck: () => Promise.resolve({ ok: true, value: { saved: true, path: '/home/anna/firma.example.html' } }),
    programs: async (_input, stage) => {
      await stage.pass(80);
      return script.offers;
    },
    verify: (input, stage) =>
      playVerify(script, discovery ?? script.discovery('anna@firma.example'), CALLS.verify.input.parse(input), stage),
    plan: (input, stage) => planned(CALLS.plan.input.parse(input), stage),
    setUp: (input, stage) => playSetUp(script, CALLS.setUp.input.parse(input), stage, waitForAnswer),
    answerStop: (input) => {
      answered(CALLS.answerStop.input.parse(input).byHand);
      return Promise.resolve({ heard: true });
    },
    undo: async (_input, stage) => {
      await stage.pass(500);
      return { client: 'thunderbird', plan: [], outcome: 'undone', change: { ...CHANGE, state: 'undone' }, verified: [] };
    },
    confirmInOutlook: async (_input, stage) => {
      await stage.pass(900);
      const facts = { address: discovery?.address ?? 'anna@firma.example', protocol: 'activesync', profile: 'Mailramp', accountType: 4 };
      return { outcome: 'confirmed', profile: 'Mailramp', started: true, proof: { kind: 'outlook-confirms', facts } };
    },
    openProgram: () => Promise.resolve({ opened: true }),
    phone: () => Promise.resolve({ ok: true, value: { codes: [SQUARE] } }),
    valuesByHand: () => Promise.resolve({ ok: true, value: { values: valuesFor(discovery) } }),
    save: () => Promise.resolve({ ok: true, value: { saved: true, path: '/home/anna/receipt.pdf' } }),
    ...showing(() => discovery),
    copy: () => Promise.resolve({ copied: script.noClipboard !== true }),
    report: () => Promise.resolve({ text: 'Mailramp 0.1.0 K7M-4QX a…@firma.example' }),
    openPage: () => Promise.resolve({ opened: true }),
    nameStep: () => Promise.resolve({}),
  };
}

/** Walkthroughs with what is known at that moment. */
const showing = (known: () => Discovery | undefined): Record<'walkthroughValues' | 'saveWalkthrough', Answer> => ({
  walkthroughValues: (input) => {
    const { address, fullName } = CALLS.walkthroughValues.input.parse(input);
    return Promise.resolve(completeValues({ email: address, name: fullName, server: known()?.recommended.incoming?.host }));
  },
  saveWalkthrough: async (input, stage) => {
    await stage.pass(400);
    return { ok: true, value: { saved: true, path: `/home/anna/${CALLS.saveWalkthrough.input.parse(input).scene}` } };
  },
});

function valuesFor(discovery: Discovery | undefined): { group: string; name: string; value: string }[] {
  const host = discovery?.recommended.incoming?.host ?? 'mail.firma.example';
  const username = discovery?.address ?? 'anna@firma.example';
  const server = (group: string, type: string, port: string): { group: string; name: string; value: string }[] => [
    { group, name: 'type', value: type },
    { group, name: 'host', value: host },
    { group, name: 'port', value: port },
    { group, name: 'security', value: 'SSL/TLS' },
    { group, name: 'username', value: username },
  ];
  const dav = (group: string, type: string): { group: string; name: string; value: string }[] => [
    { group, name: 'type', value: type },
    { group, name: 'url', value: `https://${host}/SOGo/dav/` },
    { group, name: 'username', value: username },
  ];
  return [
    ...server('incoming', 'IMAP', '993'),
    ...server('outgoing', 'SMTP', '465'),
    ...dav('calendar', 'CalDAV'),
    ...dav('contacts', 'CardDAV'),
  ];
}

/** Looks like a code, holds nothing. */
const SQUARE = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 33" shape-rendering="crispEdges"><rect width="33" height="33" fill="#fff"/>',
  ...[
    [4, 4],
    [22, 4],
    [4, 22],
  ].map(([x, y]) => `<path d="M${x} ${y}h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z" fill-rule="evenodd"/>`),
  `<path d="${Array.from({ length: 25 * 25 }, (_, cell) => [4 + (cell % 25), 4 + Math.floor(cell / 25), cell] as const)
    .filter(([x, y, cell]) => (x > 11 || y > 11) && (x < 21 || y > 11) && (x > 11 || y < 21) && (cell * 2654435761) % 97 < 46)
    .map(([x, y]) => `M${x} ${y}h1v1h-1z`)
    .join('')}"/></svg>`,
].join('');
