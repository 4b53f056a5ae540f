import { type ReactNode, useEffect, useRef } from 'react';
import { useAnnounce } from '../../ui/live-region.tsx';
import { type OtherWay, type StepProps, useSurroundings } from '../surroundings.ts';
import { CheckingContent, useHeading } from './content.tsx';
import type { DomainHealth } from '../domain-health.ts';
import type { Search } from './search.ts';
import { canGoOn, isAboutTheDomain } from './state.ts';

export function CheckingScreen({
  story,
  search,
  domainHealth,
  go,
  drawTrouble,
}: StepProps & { search: Search; domainHealth: DomainHealth }): ReactNode {
  const { start } = useSurroundings();
  const announce = useAnnounce();
  const { state, begin, stop } = search;
  const domain = story.address.slice(story.address.lastIndexOf('@') + 1);
  const heading = useHeading(state, domain);
  const found = canGoOn(state);
  const saidBefore = useRef(found);

  // The heading was read out when the page came; only what it turns into is news.
  useEffect(() => {
    if (found && !saidBefore.current) announce(heading);
    saidBefore.current = found;
  }, [announce, found, heading]);

  const leave = (): void => {
    stop();
    go('start-over');
  };
  const showHow: OtherWay = { way: 'show-how', take: () => go('walkthrough') };
  const checkDomain: OtherWay = {
    way: 'check-domain',
    quiet: !start.details,
    take: () => {
      domainHealth.look();
      go('health');
    },
  };
  if (state.phase === 'failed' && state.problem !== undefined) {
    return drawTrouble(state.problem, {
      onBack: leave,
      onRetry: () => begin({ address: story.address, fullName: story.fullName }),
      others: isAboutTheDomain(state.problem) ? (start.details ? [checkDomain, showHow] : [showHow, checkDomain]) : [showHow],
    });
  }
  return (
    <CheckingContent
      state={state}
      domain={domain}
      detailsOpen={start.details}
      health={domainHealth.state}
      onHealth={() => go('health')}
      onBack={() => go('back')}
      onCancel={leave}
      onGoOn={() => go('go-on')}
    />
  );
}
