import { keyOf, type Line } from './zone-file.ts';

const TTL = 60;
/** Servers of every zone, with their addresses. */
export const NAME_SERVERS = { 'ns1.example.test': '127.78.53.1', 'ns2.example.test': '127.78.53.2' } as const;

const delegation = (zone: string): Line[] => Object.keys(NAME_SERVERS).map((server) => ({ name: zone, type: 'NS', data: `${server}.` }));
const GLUE = Object.entries(NAME_SERVERS).map(([name, data]): Line => ({ name, type: 'A', data }));

/** Every zone of the little internet, as its keepers would edit it. */
export class Zones {
  readonly #zones = new Map<string, Line[]>();
  readonly #serials = new Map<string, number>();
  readonly #touched = new Set<string>();

  get names(): string[] {
    return [...this.#zones.keys()];
  }

  /** A new zone below those that are there, with its name servers; `''` is the root. */
  create(zone: string): void {
    if (zone !== '') {
      const above = this.#zones.get(this.zoneOf({ name: zone, type: 'DS' })) ?? [];
      above.push(...delegation(zone));
      if (zone === 'test' || zone === 'example.test') above.push(...GLUE);
    }
    this.#zones.set(zone, delegation(zone));
  }

  /** The zone that a name stands in: DS records stand in the one above. */
  zoneOf({ name, type }: Pick<Line, 'name' | 'type'>): string {
    const labels = name === '' ? [] : name.split('.');
    const zones = labels.map((_, index) => labels.slice(index).join('.'));
    const found = (type === 'DS' ? zones.slice(1) : zones).find((zone) => this.#zones.has(zone));
    return found ?? '';
  }

  /** Does nothing where the record is there already, as in every provider's form. */
  publish(...lines: readonly Line[]): void {
    for (const line of lines) {
      const there = this.#linesFor(line);
      if (!there.some((one) => keyOf(one) === keyOf(line))) there.push(line);
    }
  }

  /** Takes out exactly these; throws where one is not there, for then a report names a record that nobody has. */
  remove(...lines: readonly Line[]): void {
    for (const line of lines) {
      const there = this.#linesFor(line);
      const at = there.findIndex((one) => keyOf(one) === keyOf(line));
      if (at < 0) throw new Error(`Not in the zone: ${keyOf(line)}`);
      there.splice(at, 1);
    }
  }

  at(type: string, name: string): Line[] {
    return this.#linesFor({ name, type }).filter((line) => line.type === type && line.name === name);
  }

  /** Zones that were edited since this was asked. */
  takeTouched(): string[] {
    const touched = [...this.#touched];
    this.#touched.clear();
    return touched;
  }

  /** The zone's file with a new serial number. */
  fileOf(zone: string): string {
    const serial = (this.#serials.get(zone) ?? 0) + 1;
    this.#serials.set(zone, serial);
    const lines = (this.#zones.get(zone) ?? []).map(({ name, type, data }) => `${name}. ${TTL} IN ${type} ${data}`);
    const soa = `${zone}. ${TTL} IN SOA ns1.example.test. hostmaster.example.test. ${serial} 3600 600 86400 ${TTL}`;
    return [soa, ...lines, ''].join('\n');
  }

  #linesFor(line: Pick<Line, 'name' | 'type'>): Line[] {
    const zone = this.zoneOf(line);
    this.#touched.add(zone);
    return this.#zones.get(zone) ?? [];
  }
}
