import type { Windows } from '../../electron/core/world/windows.ts';
import { type AppletScript, openApplet } from './outlook-applet.ts';
import { type Desktop, desktop } from './outlook-dialogs.ts';
import { fakeMachine, type FakeMachine, type FakeMachineOptions } from './machine.ts';
import { type FakePowerShell, fakePowerShell } from './powershell.ts';
import { type FakeRegistry, fakeRegistry, type Plug, plug } from './registry.ts';
import { fakeWorld, type FakeWorld } from './world.ts';

export const ROOT = 'C:\\Program Files\\Microsoft Office\\root\\Office16';
export const OWN_PROCESS = 4711;
export const OUTLOOK_KEY = 'Software\\Microsoft\\Office\\16.0\\Outlook';

export interface OfficeComputer extends FakeWorld {
  machine: FakeMachine;
  windows: Windows;
  registry: FakeRegistry;
  desk: Desktop;
  /** What the applet does at its next opening. */
  script: AppletScript;
  power: Plug;
  powershell: FakePowerShell;
  /** Processes of Mailramp that run, by id, with their start; `OWN_PROCESS` is the one that asks. */
  mailramps: Map<number, string>;
  session: { remote: boolean; locked: boolean; elevated: boolean; otherUser: boolean; desktop: boolean };
}

export interface ComputerOptions {
  script?: AppletScript;
  /** Whether a profile of the person's own is there already. */
  profiles?: boolean;
  /** How the dialogs can be opened: Outlook itself, or the applet by control.exe. */
  opener?: 'outlook' | 'control';
  machine?: FakeMachineOptions;
}

/** A Windows computer with Outlook 2016 and its Mail applet, on virtual time. */
export function officeComputer(options: ComputerOptions = {}): OfficeComputer {
  const { script = {}, profiles = true, opener = 'control' } = options;
  const power = plug();
  const files: Record<string, string> = { [`${ROOT}\\MLCFG32.CPL`]: '', 'C:\\Windows\\System32\\control.exe': '' };
  if (opener === 'outlook') files[`${ROOT}\\OUTLOOK.EXE`] = '';
  const machine = fakeMachine({ os: 'windows', ...options.machine, files: { ...files, ...options.machine?.files } });
  machine.beforeWrite = () => power.step();
  const world = fakeWorld(machine);
  const registry = fakeRegistry(power);
  const desk = desktop(world.clock, power);
  registry.put('HKLM', 'SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration', {
    InstallationPath: 'C:\\Program Files\\Microsoft Office',
    Platform: 'x64',
    VersionToReport: '16.0.4266.1001',
    ProductReleaseIds: 'HomeBusinessRetail',
  });
  registry.put('HKCU', OUTLOOK_KEY);
  if (profiles) {
    registry.put('HKCU', `${OUTLOOK_KEY}\\Profiles\\Outlook\\9375CFF0413111d3B88A00104B2A6676`);
    registry.put('HKCU', OUTLOOK_KEY, { DefaultProfile: 'Outlook' });
  }
  const mailramps = new Map([[OWN_PROCESS, '133800000000000000']]);
  const session = { remote: false, locked: false, elevated: false, otherUser: false, desktop: true };
  const launch: Windows['launch'] = (program, args) => {
    power.step();
    const name = program.split('\\').at(-1) ?? program;
    const id = desk.start(name);
    if (/control\.exe$/i.test(program)) {
      const host = desk.start('rundll32.exe', id);
      desk.later(60, () => desk.end(id));
      desk.later(90, () => openApplet(desk, registry, host, script));
    } else if (args.includes('/manageprofiles')) {
      desk.later(90, () => openApplet(desk, registry, id, script));
    }
    return Promise.resolve(id);
  };
  const powershell = fakePowerShell();
  const windows: Windows = {
    registry,
    agent: desk.agent,
    processes: () => Promise.resolve(desk.processes.map((process) => ({ ...process }))),
    running: (id = OWN_PROCESS) => {
      const started = mailramps.get(id);
      return Promise.resolve(started === undefined ? undefined : { id, started });
    },
    launch,
    session: () => Promise.resolve({ ...session }),
    powershell,
  };
  return { ...world, mailramps, machine, windows, registry, desk, script, power, session, powershell };
}
