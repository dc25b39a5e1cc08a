/**
 * Words too common to tell one passage from another: the Snowball English list, in the pieces that `tokens.ts`
 * leaves of contractions, and the words that people put around a question on a phone, contractions without their apostrophe among them.
 */
const LIST = `
  a about above after again against all am an and any are aren as at be because been before being below between both but by
  can cannot could couldn d did didn do does doesn doing don down during each few for from further had hadn has hasn have haven having
  he her here hers herself him himself his how i if in into is isn it its itself let ll m me more most mustn my myself
  no nor not of off on once only or other ought our ours ourselves out over own per re s same shan she should shouldn so some such
  t than that the their theirs them themselves then there these they this those through to too under until up ve very
  was wasn we were weren what when where which while who whom why will with won would wouldn you your yours yourself yourselves
  also just get got please tell us really actually
  whats thats theres heres hows wheres whos whens isnt dont cant wont doesnt didnt arent wasnt werent couldnt shouldnt wouldnt hasnt havent
  everyone everybody stuff
  im ive youre youve theyre theyve weve hes shes hi hello hey thanks ok okay yes like sort kind
`;

export const STOP_WORDS: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/));
