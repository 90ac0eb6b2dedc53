// The drivers of the stores that a team may share facts in: a bundle that is loaded where there is such a store.
export { openTeamStore } from './sources/support/team-facts/open-team-store.js';
