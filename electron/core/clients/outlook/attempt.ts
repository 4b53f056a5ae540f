import { z } from 'zod';
import { type GuideStep, setUpLevel } from '../../model/guide.ts';
import type { Change, PlanStep } from '../../model/plan.ts';
import { Secret } from '../../model/secret.ts';
import type { Windows } from '../../world/windows.ts';
import type { World } from '../../world/world.ts';
import type { ApplyOptions } from '../client.ts';
import { officeInstallation } from './office-facts.ts';
import { wantedAccount } from './wanted.ts';

export const outlookPlan = z.object({
  wanted: wantedAccount,
  installation: officeInstallation,
  route: z.enum(['automatic', 'manual']),
  level: setUpLevel,
  trustedHosts: z.array(z.string()),
  makeDefault: z.boolean(),
  password: z.instanceof(Secret).optional(),
});
export type OutlookPlan = z.infer<typeof outlookPlan>;

/** One set-up that is going on; `change` is what is known of it by now. */
export interface Attempt {
  world: World;
  windows: Windows;
  plan: OutlookPlan;
  steps: readonly PlanStep[];
  options: ApplyOptions;
  guide: readonly GuideStep[];
  change: Change;
}

/** How long one dialog may take to go when this is taken back. */
export const limitOf = ({ options: { patience } }: Attempt): { limit?: number } => (patience === undefined ? {} : { limit: patience });

/** Says that a step of the plan is done. */
export function tell(steps: readonly PlanStep[], { onStep }: ApplyOptions, kind: PlanStep['kind']): void {
  const index = steps.findIndex((step) => step.kind === kind);
  if (index >= 0) onStep?.(index);
}
