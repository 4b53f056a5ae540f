import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentStep,
  FIRST,
  FLOW_EVENTS,
  type FlowEvent,
  move,
  PAGES,
  type Place,
  previousPage,
  progressOf,
  STEPS,
} from '../../../renderer/flow/flow.ts';
import { type Story, tell } from '../../../renderer/flow/story.ts';
import { THUNDERBIRD } from '../../../renderer/bridge/stories/scripts.ts';

const events = fc.array(fc.constantFrom(...FLOW_EVENTS), { maxLength: 40 });
const walk = (taken: readonly FlowEvent[]): Place => taken.reduce(move, FIRST);

describe('the flow', () => {
  it('leads straight through the five steps to the end', () => {
    const pages = STEPS.map((_, index) => walk(Array.from({ length: index }, () => 'go-on')).page);
    expect([...pages, walk(Array.from({ length: 5 }, () => 'go-on')).page]).toEqual([...STEPS, 'done']);
  });

  it('reaches every page', () => {
    const seen = new Set<string>();
    const open: Place[] = [FIRST];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const key = `${place.page} ${place.trail.join(' ')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const at = place;
      open.push(...FLOW_EVENTS.map((event) => move(at, event)));
    }
    expect(new Set([...seen].map((key) => key.split(' ')[0]))).toEqual(new Set(PAGES));
  });

  it('takes one back to where one came from', () => {
    fc.assert(
      fc.property(events, fc.constantFrom(...FLOW_EVENTS), (taken, event) => {
        const before = walk(taken);
        const after = move(before, event);
        if (event === 'back' || after === before || after.trail.length <= before.trail.length || previousPage(after) === undefined) return;
        expect(move(after, 'back')).toEqual(before);
      }),
    );
  });

  it('never names a page twice on the way, and never the one it is on', () => {
    fc.assert(
      fc.property(events, (taken) => {
        const { page, trail } = walk(taken);
        expect(new Set([...trail, page]).size).toBe(trail.length + 1);
      }),
    );
  });

  it('always comes out at the first page by starting over, or has never left it', () => {
    fc.assert(
      fc.property(events, (taken) => {
        const place = walk(taken);
        expect(place.page === 'address' ? place.page : move(place, 'start-over').page).toBe('address');
      }),
    );
  });

  it('does not lead back into what is done', () => {
    const done = walk(['go-on', 'go-on', 'go-on', 'go-on', 'go-on']);
    expect(move(done, 'back')).toBe(done);
    expect(move(move(done, 'phone'), 'back').page).toBe('done');
  });

  it('has the steps before the current one done and those after it to come', () => {
    fc.assert(
      fc.property(events, (taken) => {
        const place = walk(taken);
        const progress = STEPS.map((step) => progressOf(place)[step]);
        const current = currentStep(place);
        const at = current === undefined ? STEPS.length : STEPS.indexOf(current);
        expect(progress).toEqual(STEPS.map((_, index) => (index < at ? 'done' : index === at ? 'current' : 'to-come')));
      }),
    );
  });

  it('stays with the step a side page branched off', () => {
    expect(currentStep(walk(['go-on', 'go-on', 'phone']))).toBe('program');
    expect(currentStep(walk(['go-on', 'go-on', 'go-on', 'go-on', 'by-hand']))).toBe('set-up');
  });
});

describe('the story', () => {
  const told: Story = { address: 'anna@firma.example', fullName: 'Anna', program: THUNDERBIRD };

  it('forgets what was decided about another person', () => {
    expect(tell(told, { kind: 'person-given', address: 'bert@firma.example', fullName: 'Bert' })).toEqual({
      address: 'bert@firma.example',
      fullName: 'Bert',
    });
  });

  it('keeps everything when the same person is given again', () => {
    expect(tell(told, { kind: 'person-given', address: 'anna@firma.example', fullName: 'Anna' })).toBe(told);
  });

  it('holds no result of a program that is no longer chosen', () => {
    const result = { client: 'thunderbird', plan: [], outcome: 'verified', verified: [] } as const;
    const done = tell(told, { kind: 'set-up', result: { ...result, plan: [], verified: [] } });
    expect(tell(done, { kind: 'program-chosen', program: THUNDERBIRD }).result).toBeUndefined();
  });
});
