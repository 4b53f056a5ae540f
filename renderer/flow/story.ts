import type { Verification } from '../../electron/core/login/verification.ts';
import type { SceneId } from '../../electron/core/model/walkthrough.ts';
import type { ProgramOffer, SetupResult } from '../../electron/core/onboarding/story.ts';

/** What has been decided so far; pages read it, the rail shows it. There is no password in it. */
export interface Story {
  fullName: string;
  address: string;
  program?: ProgramOffer | undefined;
  verification?: Verification | undefined;
  result?: SetupResult | undefined;
  /** The walkthrough that was last looked at. */
  shown?: SceneId | undefined;
}

export type StoryEvent =
  | { kind: 'person-given'; address: string; fullName: string }
  | { kind: 'program-chosen'; program: ProgramOffer }
  | { kind: 'login-proved'; verification: Verification }
  | { kind: 'set-up'; result: SetupResult }
  | { kind: 'shown-how'; scene: SceneId }
  | { kind: 'started-over' };

/** Whatever is decided anew makes later decisions void: they were about something else. */
export function tell(story: Story, event: StoryEvent): Story {
  switch (event.kind) {
    case 'person-given': {
      const same = event.address === story.address && event.fullName === story.fullName;
      return same ? story : { address: event.address, fullName: event.fullName };
    }
    case 'program-chosen':
      return { ...story, program: event.program, result: undefined };
    case 'login-proved':
      return { ...story, verification: event.verification };
    case 'set-up':
      return { ...story, result: event.result };
    case 'shown-how':
      return { ...story, shown: event.scene };
    case 'started-over':
      return { address: '', fullName: story.fullName };
  }
}
