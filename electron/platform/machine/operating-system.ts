import type { OperatingSystem } from '../../core/world/machine.ts';

const SYSTEMS: Partial<Record<NodeJS.Platform, OperatingSystem>> = { win32: 'windows', darwin: 'macos' };

/** Every other system is treated as a Linux. */
export const operatingSystem: OperatingSystem = SYSTEMS[process.platform] ?? 'linux';
