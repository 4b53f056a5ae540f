export { loginObstacle, servicesToProve } from './after-login.ts';
export type { AccountWishes } from './choose-account.ts';
export { type LevelledPlan, type LevelWishes } from './levels.ts';
export { createOnboarding, type Onboarding } from './onboarding.ts';
export { forbiddenKinds, NO_RULES, pinnedTrusted, type Rules } from './rules.ts';
export { autodiscoverForOutlook } from './outlook-view.ts';
export type { SetUpOptions, Wishes } from './set-up.ts';
export { programOffer, type ProgramOffer, setupChoice, type SetupChoice, setupResult, type SetupResult } from './story.ts';
