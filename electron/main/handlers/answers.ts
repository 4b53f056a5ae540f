import { CALLS } from '../../contract/calls.ts';
import { type Answers, answer } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { checkDomain, saveCheck } from './checking.ts';
import { confirmInOutlook, notAsked } from './confirming.ts';
import { discover, openPage } from './finding.ts';
import { nameStep, start } from './opening.ts';
import { answerStop, notDone, openProgram, plan, programs, setUp, undo } from './setting-up.ts';
import { saveWalkthrough, walkthroughValues } from './showing.ts';
import { verify } from './signing-in.ts';
import { phone, save, valuesByHand } from './taking-along.ts';
import { copy, report } from './telling.ts';

/** Every call of the contract with the handler that answers it; a forgotten one does not compile. */
export const answersOf = (desk: Desk): Answers => ({
  start: answer(CALLS.start, start(desk)),
  discover: answer(CALLS.discover, discover(desk)),
  checkDomain: answer(CALLS.checkDomain, checkDomain(desk)),
  saveCheck: answer(CALLS.saveCheck, saveCheck(desk)),
  programs: answer(CALLS.programs, programs(desk)),
  verify: answer(CALLS.verify, verify(desk)),
  plan: answer(CALLS.plan, plan(desk)),
  setUp: answer(CALLS.setUp, setUp(desk), { cancels: 'when-safe', onProblem: (problem, { client }) => notDone(problem, client) }),
  answerStop: answer(CALLS.answerStop, answerStop(desk)),
  undo: answer(CALLS.undo, undo(desk), { cancels: 'when-safe', onProblem: (problem) => notDone(problem, desk.session.client) }),
  confirmInOutlook: answer(CALLS.confirmInOutlook, confirmInOutlook(desk), { onProblem: notAsked }),
  openProgram: answer(CALLS.openProgram, openProgram(desk)),
  phone: answer(CALLS.phone, phone(desk)),
  valuesByHand: answer(CALLS.valuesByHand, valuesByHand(desk)),
  save: answer(CALLS.save, save(desk)),
  walkthroughValues: answer(CALLS.walkthroughValues, walkthroughValues(desk)),
  saveWalkthrough: answer(CALLS.saveWalkthrough, saveWalkthrough(desk)),
  copy: answer(CALLS.copy, copy(desk)),
  report: answer(CALLS.report, report(desk)),
  openPage: answer(CALLS.openPage, openPage(desk)),
  nameStep: answer(CALLS.nameStep, nameStep(desk)),
});
