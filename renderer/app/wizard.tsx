import { lazy, type ReactNode, Suspense, useCallback, useReducer } from 'react';
import { FIRST, move, type Page } from '../flow/flow.ts';
import { type StoryEvent, tell as told } from '../flow/story.ts';
import { AddressScreen } from '../steps/address/screen.tsx';
import { ByHandScreen } from '../steps/by-hand/screen.tsx';
import { CheckingScreen } from '../steps/checking/screen.tsx';
import { type Search, useSearch } from '../steps/checking/search.ts';
import { isSearching, searchEnd } from '../steps/checking/state.ts';
import { type DomainHealth, useDomainHealth } from '../steps/domain-health.ts';
import { DoneScreen } from '../steps/done/screen.tsx';
import { HealthScreen } from '../steps/health/screen.tsx';
import { PhoneScreen } from '../steps/phone/screen.tsx';
import { ProgramScreen } from '../steps/program/screen.tsx';
import { SetUpScreen } from '../steps/set-up/screen.tsx';
import { SignInScreen } from '../steps/sign-in/screen.tsx';
import { type DrawTrouble, type StepProps, useSurroundings } from '../steps/surroundings.ts';
import { TroubleScreen } from '../steps/trouble/screen.tsx';
import { Frame } from '../ui/frame.tsx';
import { DemoBand } from './demo-band.tsx';
import { Help } from './help.tsx';
import { useTitle } from './title.ts';
import { Way } from './way.tsx';

const drawTrouble: DrawTrouble = (problem, ways) => <TroubleScreen key={problem.code} problem={problem} ways={ways} />;

/** The one window: where one is, what was decided, and the page that is shown. */
export function Wizard(): ReactNode {
  const { bridge, start } = useSurroundings();
  const [place, go] = useReducer(move, FIRST);
  const [story, retell] = useReducer(told, { address: start.prefill.address, fullName: start.prefill.fullName });
  const search = useSearch(bridge);
  const { begin, state: searched } = search;
  const inSight = place.page === 'checking' || place.page === 'health';
  const domainHealth = useDomainHealth(bridge, { search: searchEnd(searched), inSight });
  useTitle(place);

  const tell = useCallback(
    (event: StoryEvent) => {
      retell(event);
      if (event.kind !== 'person-given') return;
      const { address, fullName } = event;
      // The same address again, and its settings are known: nobody is asked twice.
      if (address === story.address && fullName === story.fullName && searched.phase === 'settled') return;
      begin({ address, fullName });
    },
    [begin, searched.phase, story.address, story.fullName],
  );

  const step: StepProps = { story, discovery: searched.discovery, searching: isSearching(searched), tell, go, drawTrouble };
  return (
    <Frame band={start.demo ? <DemoBand /> : null} rail={<Way place={place} story={story} discovery={searched.discovery} />}>
      <Help key={place.page}>
        <Screen page={place.page} step={step} search={search} domainHealth={domainHealth} />
      </Help>
    </Frame>
  );
}

/** Loaded when somebody looks: a player and its scenes are no part of the way to mail. */
const WalkthroughScreen = lazy(async () => ({ default: (await import('../steps/walkthrough/screen.tsx')).WalkthroughScreen }));

const SCREENS = {
  address: AddressScreen,
  program: ProgramScreen,
  'sign-in': SignInScreen,
  'set-up': SetUpScreen,
  done: DoneScreen,
  phone: PhoneScreen,
  'by-hand': ByHandScreen,
  walkthrough: WalkthroughScreen,
} as const;

interface ScreenProps {
  page: Page;
  step: StepProps;
  search: Search;
  domainHealth: DomainHealth;
}

function Screen({ page, step, search, domainHealth }: ScreenProps): ReactNode {
  if (page === 'checking') return <CheckingScreen {...step} search={search} domainHealth={domainHealth} />;
  if (page === 'health') return <HealthScreen {...step} domainHealth={domainHealth} />;
  const Shown = SCREENS[page];
  return (
    <Suspense fallback={null}>
      <Shown {...step} />
    </Suspense>
  );
}
