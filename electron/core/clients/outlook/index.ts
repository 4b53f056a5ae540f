export { outlook, outlookActiveSync, outlookImap, outlookPop3 } from './client.ts';
export { askOutlook, confirmInOutlook, type ConfirmOptions } from './confirm.ts';
export { gatherOfficeFacts, noOffice } from './detect/detect.ts';
export { examineOffice } from './detect/examine.ts';
export { dumpOpenDialogs, dumpWindows, uiRecord, type UiRecord } from './dialogs/dump.ts';
export { replayWindows, type Replayed } from './dialogs/replay.ts';
export { PAGE_IDS as OUTLOOK_PAGES, ROLES as OUTLOOK_ROLES } from './dialogs/pages.ts';
export { forecast, type Forecast, forecastsFor, MAILCOW_OFFER } from './forecast.ts';
export { guideFor, stepAt } from './guide.ts';
export {
  ACCOUNT_KINDS,
  officeFacts,
  type OfficeFacts,
  type OfficeInstallation,
  OUTLOOK_PRODUCTS,
  outlookAsked,
  type OutlookAsked,
} from './office-facts.ts';
export { chooseOffice, DEFAULT_PROFILE_NAME, outlookForecastOf, predictFor } from './plan.ts';
export {
  LIKELIHOODS,
  predict,
  prediction,
  type Prediction,
  PREDICTION_REASONS,
  PREDICTION_SOURCES,
  type PredictionFacts,
} from './prediction.ts';
export { OUTLOOK_KINDS, type OutlookKind } from './wanted.ts';
