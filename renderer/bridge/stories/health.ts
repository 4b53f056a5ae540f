import type { Stage } from './play.ts';
import reports from './health.json' with { type: 'json' };

export type HealthStory = keyof typeof reports | 'held';

/** A check of the domain as main tells it, for a domain that stands well and for one that does not. */
export async function playCheck(story: HealthStory | undefined, locale: 'en' | 'de', domain: string, stage: Stage): Promise<unknown> {
  const all = 61;
  for (const done of [8, 30, all]) {
    await stage.pass(60);
    stage.emit('checkProgress', { done, of: all });
  }
  if (story === 'held') await stage.pass(1e9);
  const told: unknown = JSON.parse(
    JSON.stringify(reports[story === 'broken' ? 'broken' : 'healthy'][locale]).replaceAll('firma.example', domain),
  );
  return { ok: true, value: told };
}
