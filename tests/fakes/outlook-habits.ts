/** What some Mail applets do otherwise than most, and rightly so. */
export interface AppletHabits {
  /** The last page has a box, ticked unasked, for opening a web page. */
  offersMore?: boolean;
  /** Close of the test's window has a number of Office's own. */
  ownCloseId?: boolean;
  /** How long each task of the test takes, milliseconds. */
  testTakes?: number;
  /** A search that finds nothing says so on its own page, from which only Back leads. */
  searchStays?: boolean;
  /** What a failed test says fills the window instead of its rows, as on a tab that comes to the front. */
  errorsInFront?: boolean;
  /** A sentence that stands in every test's window, whatever comes of it. */
  testAdvises?: string;
  /** The address of a redirect stands in a field that cannot be changed. */
  redirectInField?: boolean;
  /** More Settings of older versions: pages for sent and deleted messages before the outgoing server's, one for the modem after it. */
  olderSettings?: boolean;
}
