import { POLICY_SOURCES, type SettingName, type SettingValue, type SetSource } from './policy.ts';

/** A usable value from one place. */
export interface Candidate {
  setting: SettingName;
  source: SetSource;
  place: string;
  value: SettingValue;
}

/** Which rule won for one setting, and what it overruled, the next strongest first. */
export interface Contest {
  won: Candidate;
  overruled: Candidate[];
}

const strength = ({ source }: Candidate): number => POLICY_SOURCES.indexOf(source);

/**
 * Machine policy before user policy before the computer's default file. Lists are never joined: the stronger one stands
 * alone. Among equals the one that was found first wins.
 */
export function contestsOf(candidates: readonly Candidate[]): Map<SettingName, Contest> {
  const contests = new Map<SettingName, Contest>();
  const ordered = [...candidates].sort((one, other) => strength(one) - strength(other));
  for (const candidate of ordered) {
    const contest = contests.get(candidate.setting);
    if (contest === undefined) contests.set(candidate.setting, { won: candidate, overruled: [] });
    else contest.overruled.push(candidate);
  }
  return contests;
}
